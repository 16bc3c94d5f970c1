/**
 * Inline script metadata (PEP 723): the dependencies that a script declares in a comment, as flyte 2 reads them.
 *
 * @module
 */
import { TomlDate } from "smol-toml";
import { FlyteConfigError } from "../../../errors.ts";
import { isObject } from "../../../python/json_value.ts";
import { floatRepr } from "../../../python/numbers.ts";
import { isSpace } from "../../../python/strings.ts";
import { pythonRepr, type PythonValue } from "../../../python/values.ts";
import { mustBe } from "../../../text/expected.ts";
import { quoted } from "../../../text/quote.ts";
import { parseToml } from "../toml.ts";

/** The metadata of a script. Python: `flyte._image.UVScriptMetadata`. */
export interface ScriptMetadata {
  /** The string that is part of the hash. */
  readonly hashed: string;
  /** Packages to install. */
  readonly dependencies: readonly string[];
  /** Directories of uv projects to install. */
  readonly projects: readonly string[];
  /** Keys of `[tool.uv]`, which have no effect on what is installed. */
  readonly unused: readonly string[];
}

const OPENING = "# /// script";
const CLOSING = "# ///";

/** The line ends of Python's `str.splitlines`, except carriage returns. */
// deno-lint-ignore no-control-regex
const LINE_ENDS = /[\n\v\f\x1c-\x1e\x85\u2028\u2029]/;

/** Parses the metadata of a script. Throws `uv_script_invalid`. */
export function parseScriptMetadata(path: string, text: string): ScriptMetadata {
  const block = blockOf(text.replace(/\r\n?/g, "\n"));
  if (block === undefined) {
    throw invalid(path, `no metadata found; declare dependencies in a comment between "${OPENING}" and "${CLOSING}"`);
  }
  const table = parseToml(
    block.toml,
    (what, line) => invalid(path, `invalid TOML on line ${block.line + line}: ${what}`),
  );
  const requiresPython = valueOf(path, table, "requires-python");
  const all = table.dependencies ?? [];
  if (!Array.isArray(all)) throw invalid(path, `dependencies ${mustBe("a list of strings", all)}`);
  for (const [index, item] of all.entries()) {
    if (typeof item !== "string") throw invalid(path, `dependencies[${index}] ${mustBe("a string", item)}`);
  }
  const dependencies = all.filter((item) => !item.includes("file://"));
  const projects = all.filter((item) => item.includes("file://"))
    .map((item) => item.slice(item.lastIndexOf("file://") + "file://".length));
  const fields = [
    `requires_python=${requiresPython}`,
    `dependencies=${pythonRepr(dependencies)}`,
    `pyprojects=${pythonRepr(projects)}`,
    `tool=${toolOf(path, table)}`,
  ];
  const unused = Object.keys(isObject(table.tool) && isObject(table.tool.uv) ? table.tool.uv : {});
  return { hashed: `(UVScriptMetadata(${fields.join(", ")}),)`, dependencies, projects, unused };
}

/**
 * Finds the first block. Returns its TOML, without leading `#` and spaces on each line, and the number of lines before
 * it.
 */
function blockOf(text: string): { readonly toml: string; readonly line: number } | undefined {
  const start = text.indexOf(OPENING);
  // flyte 2 searches with a regular expression: any whitespace after the opening, then as few characters as possible.
  const content = start < 0 ? "" : text.slice(start + OPENING.length);
  let blank = 0;
  while (blank < content.length && isSpace(content.charCodeAt(blank))) blank++;
  const end = content.indexOf(CLOSING, blank);
  if (start < 0 || end < 0) return undefined;
  const lines = content.slice(blank, end).split(LINE_ENDS).map((line) => stripEnd(line.replace(/^[# ]+/, "")));
  return { toml: lines.join("\n"), line: text.slice(0, start + OPENING.length + blank).split("\n").length - 1 };
}

function stripEnd(line: string): string {
  let end = line.length;
  while (end > 0 && isSpace(line.charCodeAt(end - 1))) end--;
  return line.slice(0, end);
}

function toolOf(path: string, { tool = {} }: Readonly<Record<string, unknown>>): string {
  if (!isObject(tool)) throw invalid(path, `tool ${mustBe("a table", tool)}`);
  const { uv = {} } = tool;
  if (!isObject(uv)) throw invalid(path, `tool.uv ${mustBe("a table", uv)}`);
  if (Object.keys(uv).length === 0) return "None";
  return `{'uv': ToolUVConfig(exclude_newer=${valueOf(path, uv, "exclude-newer")})}`;
}

/** The value of a key, as Python writes it. */
function valueOf(path: string, table: Readonly<Record<string, unknown>>, key: string): string {
  return reprOf(path, key, Object.hasOwn(table, key) ? table[key] : null);
}

function reprOf(path: string, key: string, value: unknown): string {
  if (value instanceof TomlDate) {
    if (!value.isDate()) throw invalid(path, `${key} must be a string, found a date with a time; write it in quotes`);
    const [year, month, day] = value.toISOString().split("-").map(Number);
    return `datetime.date(${year}, ${month}, ${day})`;
  }
  if (isObject(value) || Array.isArray(value)) throw invalid(path, `${key} ${mustBe("a string", value)}`);
  return typeof value === "number" ? floatRepr(value) : pythonRepr(value as PythonValue);
}

function invalid(path: string, what: string): FlyteConfigError {
  return new FlyteConfigError("uv_script_invalid", `script ${quoted(path)}: ${what}`);
}
