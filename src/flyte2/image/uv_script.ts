/**
 * What a script says that it needs: the block of TOML in its comments (PEP 723), as flyte reads it.
 *
 * @module
 */
import { TomlDate } from "smol-toml";
import { FlyteConfigError } from "../../errors.ts";
import { floatRepr, isSpace } from "../../python/numbers.ts";
import { isObject } from "../../python/json_value.ts";
import { pythonRepr, type PythonValue } from "../../python/values.ts";
import { typeName } from "../../settings/display.ts";
import { quoted } from "../../text/quote.ts";
import { parseToml } from "./toml.ts";

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
  const table = parseToml(
    block.toml,
    (what, line) => invalid(path, `invalid TOML in line ${block.line + line}: ${what}`),
  );
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

/**
 * The first block, each line without what it begins with of `#` and spaces: comments in it count as text. And how many
 * lines there are before it.
 */
function blockOf(text: string): { readonly toml: string; readonly line: number } | undefined {
  const start = text.indexOf(OPENING);
  // The expression that flyte looks for takes the white space after the opening, if any, and then as little as it can.
  const content = start < 0 ? "" : text.slice(start + OPENING.length);
  let blank = 0;
  while (blank < content.length && isSpace(content.charCodeAt(blank))) blank++;
  const end = content.indexOf(CLOSING, blank);
  if (start < 0 || end < 0) return undefined;
  const toml = content.slice(blank, end).split(LINE_ENDS).map((line) => stripEnd(line.replace(/^[# ]+/, ""))).join(
    "\n",
  );
  return { toml, line: text.slice(0, start + OPENING.length + blank).split("\n").length - 1 };
}

function stripEnd(line: string): string {
  let end = line.length;
  while (end > 0 && isSpace(line.charCodeAt(end - 1))) end--;
  return line.slice(0, end);
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

function invalid(path: string, what: string): FlyteConfigError {
  return new FlyteConfigError("uv_script_invalid", `the script ${quoted(path)}: ${what}`);
}
