/**
 * Random YAML inputs, each sort about one part of the syntax.
 *
 * @module
 */
import { oneOf, type Random } from "../../_support/mutations.ts";
import { configText } from "./generate.ts";

/** Every character that means something to YAML, and one letter. */
export const ALPHABET = "a:- \n?[]{},#&*!|>'\"%\t";

const MARKS = [
  ..."-|- |- |?|? |:|: |: |a: |a: |a:|b: |b:|ab|a|b|1|&a |&b |&a|*a|*a |*b|!!str |!!str|!!map |! |!x |'|\"|'x'|\"y\"|\"y|'x"
    .split("|"),
  ..."[ ] { } , , [] {} [a] {a:1} {a} #c | > |- >- |+ |2 >1 <<: <<:* @ ` % = ~ --- ... ---a - -- ?? ::".split(" "),
  ...[" ", " ", "  ", " # c", "\t", ", ", "[ ", "{ ", " ]", " }", ": |", "- >", "--- ", "\ufeff", "\\", "\\\n"],
];
const BREAKS = ["\n", "\n", "\n", "\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"];
const ESCAPES = String
  .raw`\0 \a \b \t \n \v \f \r \e \" \\ \/ \N \_ \L \P \x41 \u00e9 \U0001F600 \q \x4 \u12 \UFFFFFFFF \U00110000 \ud83d \x0`
  .split(" ");

/** Up to 12 characters that mean something. */
export function shortText(random: Random): string {
  const alphabet = random(4) === 0 ? `${ALPHABET}@\`~=<.%0b\r\x85\u2028\ufeffé` : ALPHABET;
  return Array.from({ length: 1 + random(12) }, () => oneOf(random, alphabet)).join("");
}

/** A few lines of marks and words, indented at random. */
export function linesText(random: Random): string {
  const isOdd = random(20) === 0;
  const indent = (): string => " ".repeat(random(3) === 0 ? 0 : random(6));
  const line = (): string => Array.from({ length: 1 + random(4) }, () => oneOf(random, MARKS)).join("");
  return Array.from({ length: 1 + random(6) }, () => indent() + line() + (isOdd ? oneOf(random, BREAKS) : "\n")).join(
    "",
  );
}

/** A configuration in which a line or two start at another column. */
export function indentedText(random: Random): string {
  const lines = configText(random).split("\n");
  for (let left = 1 + random(2); left > 0; left--) {
    const at = random(lines.length);
    lines[at] = " ".repeat(random(9)) + lines[at]!.trimStart();
  }
  return lines.join("\n");
}

/** Lists and mappings in brackets, with line breaks and comments anywhere in them, somewhere in a block. */
export function flowText(random: Random): string {
  const gap = (): string =>
    oneOf(random, ["", "", " ", " ", "\n", "\n ", "\n   ", " # c\n", "#c\n", "\n\n", "\t"].slice(0, 6 + random(6)));
  const scalar = (): string =>
    oneOf(random, [
      "a",
      "b c",
      "'x'",
      '"y"',
      "'x\ny'",
      '"y\n z"',
      "-",
      "-a",
      "a?",
      "?a",
      ":",
      ":a",
      "a:",
      "a:b",
      "*a",
      "&a b",
      "&a",
      "!!str",
      "!!int 1",
      "~",
      "a\nb",
      "",
      "|",
      "%",
      "a#b",
      "http://a/b?c",
      "---",
      "- a",
      "x:",
    ]);
  const node = (depth: number): string => {
    const kind = random(depth > 0 ? 3 : 1);
    const properties = random(12) === 0 ? oneOf(random, ["&b ", "!!map ", "!!seq ", "! ", "&a !!str "]) + gap() : "";
    if (kind === 0) return properties + scalar();
    const item = (): string => {
      const key = (random(8) === 0 ? `?${gap()}` : "") + node(depth - 1);
      return random(kind === 1 ? 5 : 2) === 0 ? key : `${key}${gap()}:${gap()}${node(depth - 1)}`;
    };
    const items = Array.from({ length: random(4) }, item).join(`${gap()},${gap()}`) + (random(4) === 0 ? "," : "");
    return properties + (kind === 1 ? "[" : "{") + gap() + items + gap() +
      oneOf(random, kind === 1 ? ["]", "]", "]", "]", "}", ""] : ["}", "}", "}", "}", "]", ""]);
  };
  const around = oneOf(random, [
    "#",
    "a: #",
    "a: #\nb: 1",
    "- #",
    "a:\n  b: #\n  c: 1\n",
    "  - a: #\n    b: #\n",
    "? #\n: #",
    "#: 1",
    "a: &x #\nb: *x\n",
    "#\n---",
    "a:\n- #\n- #\nb: #",
    "a:\n  #\nb: c",
  ]);
  return around.replaceAll("#", () => node(2));
}

/** Quoted scalars with escapes, spaces and line breaks. */
export function quotedText(random: Random): string {
  const quote = oneOf(random, ["'", '"', '"']);
  const odd = random(4) === 0;
  const piece = (): string =>
    oneOf(
      random,
      random(3) === 0 ? (odd ? ESCAPES : ESCAPES.slice(0, 16)) : [
        "a",
        "b",
        " ",
        "  ",
        "\t",
        odd ? oneOf(random, BREAKS) : "\n",
        "\\\n",
        "\n  ",
        "\n\n",
        "#",
        ": ",
        "'",
        "''",
        "---",
        "é",
        "\\ ",
      ],
    );
  const body = Array.from({ length: random(8) }, piece).join("");
  return oneOf(random, ["#", "a: #", "a: #\nb: 1", "- #\n- 1", "[#, #]", "{#: #}", "#: 1", "a:\n  b: #\n", "? #\n: #"])
    .replaceAll("#", `${quote}${body}${random(12) === 0 ? "" : quote}`);
}

/** Plain scalars over several lines. */
export function plainText(random: Random): string {
  const odd = random(6) === 0;
  const piece = (): string =>
    oneOf(
      random,
      [
        "a",
        "b",
        "c d",
        " ",
        "\n",
        odd ? oneOf(random, BREAKS) : "\n ",
        "\n  ",
        "\n\n",
        " #",
        "#",
        ":",
        ": ",
        "-",
        "- ",
        "\n- ",
        "\n---",
        "\n--- ",
        "\n...",
        "?",
        ",",
        "[",
        "]",
        "'",
        "&a",
        "%",
        "\t",
        "|",
      ].slice(0, random(3) === 0 ? 27 : 10),
    );
  const body = Array.from({ length: 1 + random(8) }, piece).join("");
  return oneOf(random, [
    "#",
    "a: #",
    "a: #\nb: 1",
    "- #\n- 1",
    "[#, #]",
    "{a: #}",
    "a:\n  b: #\n",
    "a:\n  #\nb: 1",
    "? #\n: #",
    "--- #",
    "a:\n - b:\n    #\n   c: #\n",
  ]).replaceAll("#", body);
}

/** Literal and folded scalars. */
export function blockScalarText(random: Random): string {
  const odd = random(5) === 0;
  const header = oneOf(
    random,
    [
      "|",
      ">",
      "|",
      ">",
      "|-",
      ">-",
      "|+",
      ">+",
      "|1",
      ">2",
      "|2-",
      "|+1",
      ">3+",
      "|0",
      "|10",
      "|--",
      "|a",
      "| a",
      "| #c",
      "|#c",
      "|\t",
      "|9",
    ].slice(0, 10 + random(13)),
  );
  const line = (): string =>
    " ".repeat(random(6)) + oneOf(random, ["", "", "a", "b c", "\tt", "# c", "- x", "a: b", "'", "...", "---", "é"]);
  const body = Array.from({ length: random(6) }, () => line() + (odd ? oneOf(random, BREAKS) : "\n")).join("");
  const end = oneOf(random, ["", "", "b: 1", " ", "   ", "# c", "\n", "  x", "..."]);
  return oneOf(random, [
    "",
    "a: ",
    "- ",
    "a:\n  b: ",
    "a:\n- ",
    "? ",
    "a:\n",
    "-\n",
    "--- ",
    "a: !!str ",
    "a: &x\n",
    "- - ",
    "a:\n  ",
    "!!str\n",
    "a:\n    b:\n    - ",
  ]) + `${header}\n${body}${end}`;
}

/** Mappings that are merged into others. */
export function mergeText(random: Random): string {
  const keys =
    "a|b|c|ab|cd|endpoint|1|01|1.0|true|~|=|'a'|'='|\"ab\"|'1'|é|&k ab|*k |&k a|? |? a|!!str a|!x a|[a]|2024-01-01"
      .split("|");
  const reach = random(4) === 0 ? keys.length : 6;
  const mapping = (number: number): string => {
    const entries = Array.from({ length: random(5) }, () => {
      if (number === 0 || random(5) > 1) {
        return `${oneOf(random, keys.slice(0, reach))}: ${
          oneOf(random, ["v", "w", "x", "{a: 1}", "1", "!x y"].slice(0, 3 + (reach > 6 ? random(4) : 0)))
        }`;
      }
      const alias = (): string =>
        random(30) === 0
          ? oneOf(random, ["1", "[a]", "{ab: 5, ab: 6}", "{<<: {ab: 7}, ab: 8}"])
          : `*m${random(number)}`;
      return random(2) === 0 ? `<<: ${alias()}` : `<<: [${Array.from({ length: random(4) }, alias).join(", ")}]`;
    });
    return `{${entries.join(", ")}}`;
  };
  return Array.from(
    { length: 2 + random(4) },
    (_, number) => `k${number}: &m${number} ${oneOf(random, ["", "", "", "", "!!set ", "!!map "])}${mapping(number)}`,
  ).join("\n");
}

/** Directives, tags with their handles, and marks of documents. */
export function documentText(random: Random): string {
  const lines = [
    "%YAML 1.1",
    "%YAML 1.2",
    "%YAML 2.0",
    "%YAML 01.01",
    "%YAML 1",
    "%YAML 1.1 # c",
    "%YAML  1.1",
    "%YAML\t1.1",
    "%TAG ! tag:yaml.org,2002:",
    "%TAG !! tag:a,1:",
    "%TAG !e! tag:yaml.org,2002:",
    "%TAG !e! !",
    "%TAG !e! tag:yaml.org,2002:s",
    "%TAG !e tag:x",
    "%TAG !e!",
    "%TAG  !e!  x  # c",
    "%TAG ! x y",
    "%FOO",
    "%FOO bar #c",
    "%FOO\tx",
    "%",
    "% x",
    "%a-b_c d",
    "---",
    "---",
    "---",
    "--- a",
    "--- {a: 1}",
    "--- # c",
    "---\ta",
    "---a",
    "...",
    "... ",
    "... # c",
    "... a",
    "...a",
    "a",
    "a: 1",
    "!e!str 1",
    "!e!int '1'",
    "!str 1",
    "!!str 1",
    "!!int '1'",
    "!<tag:yaml.org,2002:str> 1",
    "!<!> 1",
    "!<> 1",
    "!<x 1",
    "!e!%73tr 1",
    "!!s%74r 1",
    "!!%ff 1",
    "!!%zz 1",
    "!!st%c3%a9 1",
    "!a/b!c 1",
    "!e!tr 1",
    "! 1",
    "!!str",
    "!!str,",
    "!!str#",
    "!a[b] c",
    "# c",
    "",
    " ",
    "\ufeff",
    "\ufeffa",
    " %a",
    "--- |\n a",
    "--- - a",
    "--- &a\n- b",
    "- a",
    "|\n a",
    "%YAML 1.99999999999999999999",
    "!e!yaml.org,2002:str 1",
    "&a",
    "'a\n---\n'",
    "[a\n---\n]",
    "[a,\n%b]",
    "!%e!str 1",
    "!é 1",
    "!!str\ta",
    "!a!b!c d",
    "!!!str a",
  ];
  return (random(12) === 0 ? "\ufeff" : "") +
    Array.from({ length: 1 + random(4) }, () => oneOf(random, lines)).join("\n") +
    oneOf(random, ["", "\n"]);
}

/** Keys of about 1024 characters, the most that PyYAML takes without a question mark. */
export function longKeyText(random: Random): string {
  const letter = oneOf(random, ["a", "é", "\u{1f600}", "a ", "\ufeff"]);
  const length = 1018 + random(12);
  const key = letter.length === 1 || letter === "\u{1f600}"
    ? letter.repeat(length)
    : letter.repeat(Math.floor(length / 2)) + "b".repeat(1 + random(3));
  const quoted = oneOf(random, [
    "#",
    "'#'",
    '"#"',
    "&a #",
    "!!str #",
    "[#]",
    "{#: 1}",
    "*#",
    "# ",
    "[#, # ]",
    "&# b",
    "!<#> a",
    "!# a",
  ]).replaceAll("#", key);
  return oneOf(random, [
    "#: 1",
    "# : 1",
    "a: 1\n#: 2",
    "{#: 1}",
    "[#: 1]",
    "[#, b]",
    "? #\n: 1",
    "- #: 1",
    "- #",
    "a: #",
    "a:\n  #",
    "a:\n#",
    "#",
    "{a: 1, #}",
    "a:\n - b\n #: 1",
  ]).replaceAll("#", quoted);
}
