/**
 * Random YAML inputs: configurations, configurations with mistakes, and wild syntax.
 *
 * @module
 */
import { mutateText, oneOf, type Random } from "../../_support/mutations.ts";

const SCALARS = [
  ..."yes|Yes|YES|yEs|no|on|off|On|oFF|y|n|Y|N|true|True|TRUE|tRue|false|~|null|Null|NULL|nULL|".split("|"),
  ..."0|1|-1|+1|017|08|0o17|0x1F|0xg|0b101|0b2|1_000|_1|1__0|1:30|1:60|190:20:30|-1:30|01:30|0_|00|-0|+".split("|"),
  ..."1.5|1.|.5|-.5|1e3|1.0e3|1.0e+3|1.e+3|.5e-1|1_0.5|.inf|-.Inf|+.INF|.nan|.NaN|-.nan|1:30.5|.|..|-0.0|0.".split("|"),
  ..."123456789012345678901234567890|9007199254740993|1.7976931348623157e+309|4.9e-324|12e03|685.230_15e+03".split("|"),
  ..."2001-12-14|2001-2-4|2001-13-01|2001-02-30|0000-01-01|2001-12-14t21:59:43.10-05:00|2001-12-14 21:59:43".split("|"),
  ..."2001-12-15 2:59:43.1234567|2001-12-14T21:59:43Z|2001-12-14 21:59:43 +5|2001-12-14 25:00:00|2001-12-14 1:2:3"
    .split(
      "|",
    ),
  ..."2001-12-14 21:59:43 -99:00|2001-12-14T21:59:43.-00:30|=|<<|a|b|abc|a b|a:b|a#b|a #b|-a|- a|?a|:a|a?b|a,b".split(
    "|",
  ),
  ..."dns:///flyte.example.com|http://x.y/?q=1&r=2|/etc/flyte|C:\\dir|user@host|100m|1Gi|https://[::1]:80|é|😀|\u00a0"
    .split(
      "|",
    ),
  ...`''|""|'it''s'|"a\\tb"|"\\x41\\u00e9\\U0001F600"|"\\q"|"\\ud800"|"\\U00110000"|"a\\|'a|"a|"a\nb"|'a\n\n  b'`.split(
    "|",
  ),
  ...`"a \\\n  b"|'a:b'|"a: b"|@a|\`a|%a|&|*|!|!!|>|\\||"\\  a"|"\\\\"|"\\N\\_\\L\\P\\e\\0"|"\\xg1"|"\\u12"`.split("|"),
];
const TAME = [...SCALARS.filter((scalar) => /^[\w./-]*$/.test(scalar)), "dns:///flyte.example.com", "'it''s'", '"a b"'];
const TAGS = "!!str|!!int|!!float|!!bool|!!null|!!timestamp|!!binary|!!set|!!omap|!!pairs|!!map|!!seq|!!merge|!!value"
  .split("|").concat(
    "!|!foo|!a!b|!!foo|!<tag:yaml.org,2002:str>|!<!x>|!!python/name:os.system|!%41|!e!x|!<>".split("|"),
  );
const NAMES = "admin|endpoint|insecure|storage|connection|access-key|images|task|project|a|b|c|clientId|10|1.5|on"
  .split("|");
const KEYS = "admin|endpoint|insecure|storage|connection|access-key|images|task|project|a|b|a|b|c|1|1.0|true|yes|~"
  .split("|").concat(
    "<<|=|'q'|\"q\"|__proto__|constructor|10|2|2001-01-01|? a|a b|a-b|é|toString|!!str a|&k a".split("|"),
  );
const INDICATORS = [
  ..."-?:,[]{}#&*!|>'\"%@`\\~=<.+0123456789abc \t\n\r",
  ...[
    "- ",
    ": ",
    ":\n",
    "? ",
    " #",
    "\n  ",
    "\n    ",
    "\n- ",
    "\n\n",
    "  ",
    "\r\n",
    "---\n",
    "...\n",
    "--- ",
    "\n---\n",
  ],
  ...["|\n", ">\n", "|2\n", "|-\n", "|+\n", ">-2\n", "!!str ", "&a ", "*a", "*a ", "<<: *a", "%YAML 1.1\n---\n"],
  ...["%TAG !e! tag:yaml.org,2002:\n---\n", "[", "]", "{", "}", ", ", "''", '""', "a: ", "b: 1\n", "'", '"'],
  ...["\u0085", "\u2028", "\u2029", "\ufeff", "\0", "\x07", "\x7f", "\ufffe", "\u{1f600}", "é", "\ud800", "...", "---"],
];

/** A configuration as people write them, with now and then something odd in it. */
export function configText(random: Random): string {
  const prefix = oneOf(random, ["", "", "", "", "---\n", "# config\n", "%YAML 1.1\n---\n", "\ufeff", "\n\n"]);
  const suffix = oneOf(random, ["", "", "", "...\n", "# end", "\n", "---\n", "\n..."]);
  const text = prefix + block(random, 0, 3) + suffix;
  return random(20) === 0 ? text.replaceAll("\n", oneOf(random, ["\r\n", "\r", "\u0085", "\u2028"])) : text;
}

/** A configuration with a few mistakes. */
export function mutatedText(random: Random): string {
  return mutateText(random, configText(random), INDICATORS);
}

/** Indicators, words and whitespace in any order. */
export function wildText(random: Random): string {
  const source = random(3) === 0 ? SCALARS.concat(TAGS) : INDICATORS;
  return Array.from({ length: 1 + random(14) }, () => oneOf(random, random(3) === 0 ? SCALARS : source)).join("");
}

/** One scalar, perhaps with a tag, alone or as a key, an item or a value. */
export function scalarText(random: Random): string {
  const number = Array.from({ length: 1 + random(9) }, () => oneOf(random, "0123456789__..::eExXbo-+ Ta")).join("");
  let scalar = random(2) === 0 ? number : oneOf(random, SCALARS);
  if (random(3) === 0) scalar = `"${scalar.replaceAll(/["\\]/g, "")}"`;
  const tagged = random(2) === 0 ? `${oneOf(random, TAGS)} ${scalar}` : scalar;
  return oneOf(random, ["#", "a: #", "- #", "[#]", "{#: 1}", "{a: #}", "? #\n: b", "#: c", "[#, #]"]).replaceAll(
    "#",
    tagged,
  );
}

function block(random: Random, indent: number, depth: number): string {
  const pad = " ".repeat(indent);
  const count = 1 + random(4);
  if (random(4) === 0) {
    return Array.from({ length: count }, () => `${pad}- ${inline(random, indent, depth)}`).join("");
  }
  return Array.from({ length: count }, () => {
    const start = `${pad}${key(random)}:`;
    if (random(60) === 0) return `${pad}${oneOf(random, KEYS)}\n`;
    if (random(6) === 0) return `${start}${comment(random)}\n`;
    return `${start} ${inline(random, indent, depth)}`;
  }).join("");
}

function inline(random: Random, indent: number, depth: number): string {
  const pad = " ".repeat(indent + 1 + random(3));
  const props = random(40) === 0 ? `${oneOf(random, TAGS)} ` : random(12) === 0 ? `&${oneOf(random, "abcdefgh")} ` : "";
  switch (random(depth > 0 ? 12 : 8)) {
    case 0:
      return `${props}${flow(random, 3)}${comment(random)}\n`;
    case 1: {
      const header = oneOf(random, [
        "|",
        ">",
        "|-",
        ">-",
        "|+",
        ">+",
        "|",
        ">",
        "|2",
        ">1-",
        "| # c",
        "|+2",
        random(5) === 0 ? "|0" : "|",
      ]);
      const lines = Array.from(
        { length: random(4) },
        () => `${pad}${oneOf(random, ["text", " more", "", "\ttab", "a: b"])}`,
      );
      return `${props}${header}\n${lines.map((line) => `${line}\n`).join("")}${oneOf(random, ["", "", "\n", "  \n"])}`;
    }
    case 2:
      if (random(5) !== 0) return `${scalar(random)}\n`;
      return `${oneOf(random, ["*a", "*b", "*c"])}${comment(random)}\n`;
    case 3:
      return `${scalar(random)}\n${pad}${scalar(random)}\n`;
    case 4:
    case 5:
    case 6:
    case 7:
      return `${props}${scalar(random)}${comment(random)}\n`;
    default:
      return `${props}${comment(random)}\n${block(random, indent + 1 + random(3), depth - 1)}`;
  }
}

function flow(random: Random, depth: number): string {
  const space = (): string => oneOf(random, ["", "", " ", " ", "\n  ", " # c\n"]);
  const item = (): string => depth > 0 && random(4) === 0 ? flow(random, depth - 1) : scalar(random);
  const pair = (): string => `${item()}${space()}:${space()}${item()}`;
  const isList = random(2) === 0;
  const entries = Array.from(
    { length: random(4) },
    () => random(isList ? 6 : 2) === 0 ? pair() : isList ? item() : pair(),
  );
  const separator = `${space()},${space()}`;
  return `${isList ? "[" : "{"}${space()}${entries.join(separator)}${oneOf(random, ["", "", ","])}${
    isList ? "]" : "}"
  }`;
}

function key(random: Random): string {
  return oneOf(random, random(6) === 0 ? KEYS : NAMES);
}

function scalar(random: Random): string {
  return oneOf(random, random(20) === 0 ? SCALARS : TAME);
}

function comment(random: Random): string {
  return oneOf(random, ["", "", "", "", " # comment", "  ", " #", "#no"]);
}
