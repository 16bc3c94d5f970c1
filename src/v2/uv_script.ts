/**
 * What a script says that it needs: the block of TOML in its comments (PEP 723), as flyte reads it.
 *
 * @module
 */
import { parse, TomlDate } from "smol-toml";
import { FlyteConfigError } from "../errors.ts";
import { floatRepr } from "../python/float.ts";
import { isObject } from "../python/json_value.ts";
import { isSpace } from "../python/number.ts";
import { pythonRepr, type PythonValue } from "../python/repr.ts";
import { typeName } from "../settings/display.ts";
import { oneLine } from "../text/quote.ts";

/** What a script needs. flyte: `UVScriptMetadata`. */
export interface UvScriptHeader {
  /** The text that counts in the hash. */
  readonly hashed: string;
  /** The packages that are installed. */
  readonly dependencies: readonly string[];
  /** Folders of projects of uv that are installed. */
  readonly pyprojects: readonly string[];
  /** The keys of `[tool.uv]`, which have no effect on what is installed. */
  readonly unused: readonly string[];
}

const OPENING = "# /// script";
const CLOSING = "# ///";

/** Where Python's `splitlines` splits, but for line feeds: files are read with those alone. */
// deno-lint-ignore no-control-regex
const LINE_ENDS = /[\n\v\f\x1c-\x1e\x85\u2028\u2029]/;

/** What a script needs. Throws `uv_script_invalid`. */
export function parseUvScript(path: string, text: string): UvScriptHeader {
  const block = blockOf(text.replace(/\r\n?/g, "\n"));
  if (block === undefined) {
    throw invalid(path, `it has no block of comments, between ${OPENING} and ${CLOSING}, that says what it needs`);
  }
  const table = parsed(path, block);
  const requiresPython = valueOf(path, table, "requires-python");
  const all = table.dependencies ?? [];
  if (!Array.isArray(all) || !all.every((item) => typeof item === "string")) {
    throw invalid(path, `its dependencies must be a list of texts, not ${typeName(all)}`);
  }
  const [dependencies, projects] = [false, true].map((isFile) =>
    all.filter((item) => item.includes("file://") === isFile)
  );
  const pyprojects = projects!.map((item) => item.slice(item.lastIndexOf("file://") + "file://".length));
  const fields = [
    `requires_python=${requiresPython}`,
    `dependencies=${pythonRepr(dependencies!)}`,
    `pyprojects=${pythonRepr(pyprojects)}`,
    `tool=${toolOf(path, table)}`,
  ];
  const unused = Object.keys(isObject(table.tool) && isObject(table.tool.uv) ? table.tool.uv : {});
  return { hashed: `(UVScriptMetadata(${fields.join(", ")}),)`, dependencies: dependencies!, pyprojects, unused };
}

/** The first block, each line without what it begins with of `#` and spaces: comments in it count as text. */
function blockOf(text: string): string | undefined {
  const start = text.indexOf(OPENING);
  // The expression that flyte looks for takes the white space after the opening, if any, and then as little as it can.
  const content = start < 0 ? "" : text.slice(start + OPENING.length);
  let blank = 0;
  while (blank < content.length && isSpace(content.charCodeAt(blank))) blank++;
  const end = content.indexOf(CLOSING, blank);
  if (start < 0 || end < 0) return undefined;
  return content.slice(blank, end).split(LINE_ENDS).map((line) => stripEnd(line.replace(/^[# ]+/, ""))).join("\n");
}

function stripEnd(line: string): string {
  let end = line.length;
  while (end > 0 && isSpace(line.charCodeAt(end - 1))) end--;
  return line.slice(0, end);
}

function parsed(path: string, block: string): Readonly<Record<string, unknown>> {
  const table = parsedAsIs(path, block);
  checkDates(path, block, table);
  return table;
}

function parsedAsIs(path: string, block: string): Readonly<Record<string, unknown>> {
  try {
    return parse(block, { integersAsBigInt: true });
  } catch (cause) {
    const [what = ""] = cause instanceof Error ? cause.message.split("\n") : [];
    throw invalid(path, `its block is no TOML: ${oneLine(what)}`, cause);
  }
}

/** JavaScript takes February 30th for March 1st, Python for a mistake: no such day is in the text then. */
function checkDates(path: string, block: string, value: unknown): void {
  if (value instanceof TomlDate) {
    const day = value.toISOString().slice(0, 10);
    if (!value.isTime() && !block.includes(day)) throw invalid(path, `a date in it is none; is ${day} meant?`);
  } else if (typeof value === "object" && value !== null) {
    for (const item of Object.values(value)) checkDates(path, block, item);
  }
}

function toolOf(path: string, { tool = {} }: Readonly<Record<string, unknown>>): string {
  if (!isObject(tool)) throw invalid(path, `tool must be a table, not ${typeName(tool)}`);
  const { uv = {} } = tool;
  if (!isObject(uv)) throw invalid(path, `tool.uv must be a table, not ${typeName(uv)}`);
  if (Object.keys(uv).length === 0) return "None";
  return `{'uv': ToolUVConfig(exclude_newer=${valueOf(path, uv, "exclude-newer")})}`;
}

/** A value of any type, as Python writes it. */
function valueOf(path: string, table: Readonly<Record<string, unknown>>, key: string): string {
  return reprOf(path, key, Object.hasOwn(table, key) ? table[key] : null);
}

function reprOf(path: string, key: string, value: unknown): string {
  if (value instanceof TomlDate) {
    if (!value.isDate()) throw invalid(path, `${key} is a date with a time; write it in quotes`);
    const [year, month, day] = value.toISOString().split("-").map(Number);
    return `datetime.date(${year}, ${month}, ${day})`;
  }
  if (isObject(value) || Array.isArray(value)) throw invalid(path, `${key} must be a text, not ${typeName(value)}`);
  return typeof value === "number" ? floatRepr(value) : pythonRepr(value as PythonValue);
}

function invalid(path: string, what: string, cause?: unknown): FlyteConfigError {
  return new FlyteConfigError("uv_script_invalid", `the script ${JSON.stringify(oneLine(path))}: ${what}`, { cause });
}
