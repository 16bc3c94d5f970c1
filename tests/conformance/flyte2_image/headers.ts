/**
 * Random scripts with what they need in a comment (PEP 723), most of them as people write them.
 *
 * @module
 */
import { mutateText, oneOf, type Random } from "../../_support/mutations.ts";
import { chance } from "../image_spec_files/generate.ts";

/** Packages, and directories of projects. */
const DEPENDENCIES = [
  "httpx",
  "requests<3",
  "pandas[excel]>=2.0,<3; python_version >= '3.10'",
  "flyte==2.12.1",
  "é-paket",
  "a#b",
  "x @ https://example.org/x-1.0.tar.gz#sha256=abc",
  "it's",
  "proj @ file:///srv/none",
  "file://proj",
  "p @ file://a",
  "file://x file://proj",
  "file://",
  "file://nowhere",
] as const;

const REQUIRES = [">=3.12", "==3.11.*", ">=3.10,<3.14", "", "~=3.9 # newer", "≥3"] as const;
const MOMENTS = ["2024-01-01", "2025-03-31T12:30:00Z", "30 days", ""] as const;
const INDENTS = ["# ", "#", "#  ", "#\t", "# # ", ""] as const;

/** Lines of other tools, which are not read. */
const OTHERS = [
  "",
  "# a comment",
  "# it's a comment, with [brackets]",
  'name = "x"',
  "name = 'C:\\dir'",
  "count = 1_000",
  "ratio = 1.5e3",
  "hex = 0xFF",
  "on = true",
  "when = 1979-05-27T07:32:00Z",
  "day = 1979-05-27",
  'inline = { a = 1, b = "x" }',
  "inline = { }",
  'nested = [["a"], [1, 2]]',
  'a.b.c = "dotted"',
  '"quoted key" = 1',
  "'literal key' = 1",
  'text = """many\n# lines\n"""',
  "text = '''many\n'''",
  "[tool.ruff]",
  "[tool.ruff.lint]",
  'select = ["E", "F"]',
  "[[tool.uv.index]]",
  'url = "https://example.org/simple"',
  "[tool.other]",
  "empty = []",
  'mixed = [1, "a"]',
  "octal =0o17",
  "table = { a = 1,\n b = 2 }",
] as const;

/** Pieces that break a string, or change what it says. */
const PIECES = ['"', "'", "#", "[", "]", "=", "\\", "\n", ",", ".", "{", "}", " ", "\t", "\r\n", "///", "1", "\u2028"];

/** A script. */
export interface Script {
  readonly text: string;
  /** Whether chance has put something into it, or taken it away. */
  readonly isBroken: boolean;
}

/** A random script. */
export function randomScript(random: Random): Script {
  const lines = blockLines(random);
  const indent = chance(random, 0.9) ? "# " : oneOf(random, INDENTS);
  const comment = lines.join("\n").split("\n").map((line) => line === "" ? indent.trimEnd() : indent + line);
  const parts = [
    ...(chance(random, 0.3) ? ["#!/usr/bin/env -S uv run --script"] : []),
    ...(chance(random, 0.97) ? ["# /// script"] : ["# /// other"]),
    ...comment,
    ...(chance(random, 0.97) ? ["# ///"] : []),
    "import sys",
    ...(chance(random, 0.1) ? ["# /// script", "# requires-python = '2'", "# ///"] : []),
    "",
  ];
  const text = parts.join(chance(random, 0.1) ? "\r\n" : chance(random, 0.02) ? "\r" : "\n");
  const isBroken = chance(random, 0.08);
  return { text: isBroken ? mutateText(random, text, PIECES) : text, isBroken };
}

function blockLines(random: Random): readonly string[] {
  const top = [
    ...(chance(random, 0.7) ? [`requires-python = ${randomValue(random, REQUIRES)}`] : []),
    ...(chance(random, 0.85) ? [`dependencies = ${chance(random, 0.98) ? randomList(random) : '"httpx"'}`] : []),
    ...(chance(random, 0.15) ? [oneOf(random, OTHERS.slice(0, 19))] : []),
  ];
  if (chance(random, 0.2)) top.reverse();
  const uv = chance(random, 0.35) ? uvLines(random) : [];
  const others = Array.from({ length: chance(random, 0.3) ? random(4) : 0 }, () => oneOf(random, OTHERS));
  const all = [...top, ...(chance(random, 0.5) ? [...uv, ...others] : [...others, ...uv])];
  return all.map((line) => chance(random, 0.06) ? `${line} ${oneOf(random, ["# why", "#", "# it's", '# "'])}` : line);
}

function uvLines(random: Random): readonly string[] {
  const moment = chance(random, 0.7)
    ? randomValue(random, MOMENTS)
    : oneOf(random, ["2024-01-01", "2024-02-30", "2024-01-01T10:00:00", "07:32:00", "1", "1.5", "true", "[]"]);
  switch (random(6)) {
    case 0:
      return [`tool.uv.exclude-newer = ${moment}`];
    case 1:
      return ["[tool]", `uv = { exclude-newer = ${moment} }`];
    case 2:
      return ["[tool.uv]"];
    case 3:
      return ["[tool.uv]", `exclude-newer = ${moment}`, 'index-url = "https://example.org"'];
    case 4:
      return ["[tool]", `uv.exclude-newer = ${moment}`];
    default:
      return ["[tool.uv]", `exclude-newer = ${moment}`];
  }
}

function randomList(random: Random): string {
  const items = Array.from({ length: random(4) }, () => randomValue(random, DEPENDENCIES));
  if (chance(random, 0.03)) items.push(oneOf(random, ["1", "true", "[]", "{ a = 1 }"]));
  const comma = chance(random, 0.4) && items.length > 0 ? "," : "";
  switch (random(5)) {
    case 0:
      return `[${items.join(",")}]`;
    case 1:
      return `[\n${items.map((item) => `  ${item},\n`).join("")}]`;
    case 2:
      return `[\n${items.map((item) => `  ${item}, ${oneOf(random, ["# why", "# it's", "#, x", ""])}\n`).join("")}]`;
    case 3:
      return `[ ${items.join(" ,\n")}${comma} ]`;
    default:
      return `[${items.join(", ")}${comma}]`;
  }
}

function randomValue(random: Random, values: readonly string[]): string {
  const text = oneOf(random, values);
  if (chance(random, 0.15)) return `'${text.replaceAll("'", "")}'`;
  if (chance(random, 0.02)) return `"""${text}"""`;
  if (chance(random, 0.02)) return `'''${text}'''`;
  const escaped = text.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
  if (chance(random, 0.04)) {
    return `"${escaped}${oneOf(random, ["\\n", "\\u00e9", "\\\\", '\\"', "\\t", "\\U0001F600"])}"`;
  }
  return `"${escaped}"`;
}
