/**
 * Random INI inputs, of which about half can be read.
 *
 * @module
 */
import { mutateText, oneOf, type Random } from "../../_support/mutations.ts";
import type { Question } from "./outcome.ts";

const OPTIONS = [
  "a",
  "b",
  "c",
  "A",
  "Key",
  "key two",
  "x.y",
  "é",
  "É",
  "İ",
  "ΑΣ",
  "ΑΣΑ",
  "__proto__",
  "constructor",
  "ﬁ",
];
const SECTIONS = ["s", "S", "images", "DEFAULT", "default", "a]b", " s ", "__proto__", "hasOwnProperty", "x = y", "["];
const INDENTS = ["", "", "", "", "", " ", "  ", "    ", "\t", "\u00a0", "\u3000", "\x1c", "\x0b", "\x0c", "\ufeff"];
const SPACES = ["", "", " ", " ", "  ", "\t", "\u2003", "\x85", "\u2028", "\x1f", "\u200b", "\0"];
const VALUES = [
  ..."01aé%=:#;[](),\"'\\",
  ...["", "", " ", "true", "Yes", "oN", "OFF", "no", "TRUE ", "12", "-3", "+1_000", "1__0", "٣٤", "１.５", "007", "-0"],
  ...["inf", "-Infinity", "nan", "1e3", "1E-4_0", ".5", "5.", ".", "1e999", "1_0.2_5", "0x10", "9007199254740993"],
  ...["%%", "%", "%%%", "%s", "%()s", "%(a)", "%(a)s", "%(B)s", "%(c)s", "%(key two)s", "%(none)s", "%( a)s", "%(é)s"],
  ...[
    "%(İ)s",
    "%(ΑΣ)s",
    "%(__proto__)s",
    "%(constructor)s",
    "%(a",
    "a ; b",
    "a # b",
    "😀",
    "\ud800",
    "\ufeff",
    "\u2028",
  ],
  ...["\x0b", "\x0c", "\x85", "\x1c", "\x1d", "\x1e", "\u2029", "\0", "[s]", "a=b", "dns:///localhost:30080"],
];
const PIECES = [
  ...VALUES,
  ...INDENTS,
  "\n",
  "\n",
  "\n",
  "\r",
  "\r\n",
  "\n ",
  "\n\t",
  "=",
  ":",
  "\n[s]\n",
  "\n[DEFAULT]\n",
];

/** A random text and how to read it. */
export function randomQuestion(random: Random): Question {
  const text = randomText(random);
  return {
    text: random(2) === 0 ? text : mutateText(random, text, PIECES),
    newlines: random(3) === 0 ? "lf" : "universal",
    probes: ["nothing", oneOf(random, OPTIONS), oneOf(random, OPTIONS).toUpperCase()],
  };
}

function randomText(random: Random): string {
  const newlines = oneOf(random, [["\n"], ["\n"], ["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\r", "\n\r", "\n\n"]]);
  // Of names without repetition, more inputs can be read.
  const options = random(4) === 0 ? undefined : shuffled(random, OPTIONS);
  const sections = random(4) === 0 ? undefined : shuffled(random, SECTIONS);
  const lines = random(40) === 0 ? ["\ufeff"] : [];
  if (random(20) !== 0) lines.push(`[${sections?.pop() ?? oneOf(random, SECTIONS)}]`);
  for (let left = random(12); left > 0; left--) {
    lines.push(randomLine(random, sections, options));
  }
  return lines.map((line) => line + oneOf(random, newlines)).join("");
}

function randomLine(random: Random, sections: string[] | undefined, options: string[] | undefined): string {
  const [indent, space] = [oneOf(random, INDENTS), () => oneOf(random, SPACES)];
  switch (random(14)) {
    case 0: {
      const name = sections === undefined ? oneOf(random, SECTIONS) : sections.pop();
      return name === undefined ? "" : `${random(4) === 0 ? indent : ""}[${name}]${random(5) === 0 ? "]= x" : ""}`;
    }
    case 1:
      return indent + oneOf(random, ["#", ";", "# a = %", ";[s]", "##", "#\u2028x"]);
    case 2:
      return oneOf(random, ["", "", " ", "\t", "\u2028", "\x1c", "\u00a0 "]);
    case 3:
    case 4:
    case 5:
      return `${oneOf(random, INDENTS.slice(5))}${randomValue(random)}`;
    case 6:
      return random(6) === 0 ? indent + oneOf(random, ["a", "[]", "[", "[a", "a b", "=", ": x", "=x", "]", "%"]) : "";
    default: {
      const name = options === undefined ? oneOf(random, OPTIONS) : options.pop();
      if (name === undefined) return "";
      const start = random(5) === 0 ? indent : "";
      return `${start}${name}${space()}${oneOf(random, ["=", ":"])}${space()}${randomValue(random)}${space()}`;
    }
  }
}

function randomValue(random: Random): string {
  return Array.from({ length: oneOf(random, [0, 1, 1, 1, 2, 3]) }, () => oneOf(random, VALUES)).join("");
}

function shuffled(random: Random, names: readonly string[]): string[] {
  const result = [...names];
  for (let index = result.length - 1; index > 0; index--) {
    const other = random(index + 1);
    [result[index], result[other]] = [result[other]!, result[index]!];
  }
  return result;
}
