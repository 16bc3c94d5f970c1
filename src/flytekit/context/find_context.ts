/**
 * Finds serialized contexts in what programs print: environments, pods, containers and task templates.
 *
 * @module
 */
import { checkArgument, STRING } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { parseYaml } from "../../formats/yaml/mod.ts";
import { checkValues } from "../../wire/json_text.ts";
import { SERIALIZED_CONTEXT_ENV_VAR } from "./constants.ts";

/** A serialized context, and where it was found. */
export interface FoundContext {
  /** The context, as {@linkcode SerializationSettings.fromTransport} takes it. */
  readonly context: string;
  /**
   * Path to it: the path of keys and indexes to it in JSON and YAML, such as `spec.containers[0].env[3].value` (after
   * `documents[1].` in the second of several documents), or the line of anything else, such as `line 12`. Empty if the
   * text is nothing but the context.
   */
  readonly path: string;
}

/**
 * Finds the serialized contexts in a string, each once, in the order in which they occur.
 *
 * Understands a bare context, and JSON or YAML that has the variable anywhere, or else within strings of JSON: as
 * `{ name, value }` (`kubectl get pod -o json` or `-o yaml`), as `{ key, value }` (a Flyte task template), as
 * `"_F_SS_C=value"` (`docker inspect`), or as a key (an environment as an object). In any other text, the value after the
 * name is taken: `_F_SS_C=value` with or without quotes, as in the output of `env`, or a context that follows it closely, as
 * in logs that contain JSON. A value may be wrapped over several lines.
 *
 * @param text – The text to look at.
 * @returns What was found; an empty list if there is no context in it.
 * @throws {FlyteConfigError} `invalid_argument` – when `text` is not a string.
 *
 * @example
 * ```ts
 * import { findContexts } from "@flyte-ts/config";
 *
 * console.log(findContexts("HOME=/root\n_F_SS_C=H4sIAAAA\n")); // [ { context: "H4sIAAAA", path: "line 2" } ]
 * ```
 */
export function findContexts(text: string): readonly FoundContext[] {
  checkArgument("findContexts", "text", text, STRING);
  return searchContexts(text).found;
}

/**
 * Finds the serialized context in a string. See {@linkcode findContexts} for the kinds of text that it understands.
 *
 * @param text – The text to look at.
 * @returns The context and its path, the first one if it occurs several times.
 * @throws {FlyteConfigError} `invalid_argument` – when `text` is not a string.
 * @throws {FlyteConfigError} `context_not_found` – when the string has no context; the message says why.
 * @throws {FlyteConfigError} `context_ambiguous` – when the text has different contexts; the message names the path of each.
 *
 * @example The image that a pod runs with
 * ```ts
 * import { findContext, SerializationSettings } from "@flyte-ts/config";
 *
 * const written = await SerializationSettings.forImage("ghcr.io/acme/app:v1", "v1").serializedContext();
 * const pod = { spec: { containers: [{ name: "main", env: [{ name: "_F_SS_C", value: written }] }] } };
 *
 * const { context, path } = findContext(JSON.stringify(pod)); // what `kubectl get pod NAME -o json` prints
 * const settings = await SerializationSettings.fromTransport(context);
 * console.log(path, settings.version); // spec.containers[0].env[0].value v1
 * ```
 */
export function findContext(text: string): FoundContext {
  checkArgument("findContext", "text", text, STRING);
  const { found, reason } = searchContexts(text);
  const [first, second] = found;
  if (first === undefined) {
    throw new FlyteConfigError("context_not_found", `findContext: no serialized context found; ${reason}`);
  }
  if (second !== undefined) {
    const paths = found.slice(0, 10).map(({ path }) => path).join(", ");
    const message = `findContext: found ${found.length} different contexts (${paths}); pass only one of them, ` +
      "or use findContexts";
    throw new FlyteConfigError("context_ambiguous", message);
  }
  return first;
}

/** A value within JSON or YAML, and the path to it. */
interface ValueAt {
  readonly value: unknown;
  readonly path: string;
}

/** The result of {@linkcode searchContexts}. */
export interface SearchResult {
  readonly found: readonly FoundContext[];
  /** Why nothing was found, and what to do. */
  readonly reason: string;
}

/** Collects contexts, each once. */
class Contexts {
  readonly #byContext = new Map<string, FoundContext>();
  /** Path of an entry that sets the variable by a reference. */
  reference: string | undefined;

  get all(): readonly FoundContext[] {
    return [...this.#byContext.values()];
  }

  /** Whether a context, or a reference in its place, was found. */
  get hasAnswer(): boolean {
    return this.#byContext.size > 0 || this.reference !== undefined;
  }

  add(value: string, path: string): void {
    const context = ENCODED.test(value) ? value.replaceAll(/\s+/g, "") : value.trim();
    if (context !== "" && !this.#byContext.has(context)) this.#byContext.set(context, { context, path });
  }
}

/** Base64 of the first bytes of any gzip data, `1f 8b 08`: the start of every context. */
const START = "H4sI";
/** A value that is base64, also in lines. */
const ENCODED = /^[\w+/=\s-]*$/;

const GENERAL_ADVICE =
  "pass the output of env, kubectl get pod -o json or docker inspect, a task template, or the value";

/** Searches a string as {@linkcode findContexts} does, and says why if there is nothing. */
export function searchContexts(text: string): SearchResult {
  const contexts = new Contexts();
  const trimmed = text.trim();
  if (trimmed === "") return { found: [], reason: `the text is empty; ${GENERAL_ADVICE}` };
  const bare = unquoted(trimmed);
  if (bare.startsWith(START) && ENCODED.test(bare)) {
    contexts.add(bare, "");
    return { found: contexts.all, reason: "" };
  }
  if (!text.includes(SERIALIZED_CONTEXT_ENV_VAR)) return { found: [], reason: absenceReason(text) };
  // An environment may look like YAML of one string, so structure counts only where there is some.
  let values = structuresOf(trimmed);
  // What strings hold as JSON may be outdated, such as the configuration that kubectl applied last.
  while (values.length > 0 && !contexts.hasAnswer) values = searchValues(values, contexts);
  if (!contexts.hasAnswer) searchText(text, contexts);
  return { found: contexts.all, reason: reasonOf(contexts) };
}

function absenceReason(text: string): string {
  const narrow = text.replaceAll("\0", "");
  return narrow.length < text.length && (narrow.includes(SERIALIZED_CONTEXT_ENV_VAR) || narrow.includes(START))
    ? "the text is UTF-16 that was decoded as UTF-8; decode it as UTF-16"
    : `the input does not mention ${SERIALIZED_CONTEXT_ENV_VAR}; ${GENERAL_ADVICE}`;
}

function reasonOf({ reference }: Contexts): string {
  return reference === undefined
    ? `${SERIALIZED_CONTEXT_ENV_VAR} is mentioned, but has no value; ${GENERAL_ADVICE}`
    : `${reference} takes its value from elsewhere (valueFrom); read the variable in the running container`;
}

/**
 * Maximum number of values in JSON whose structure is searched; 24 MB of pods have 400,000. In JSON that has more, contexts
 * have lines instead of paths.
 */
const MAX_VALUES = 2_000_000;
/** Maximum number of characters of all JSON within strings. */
const MAX_INNER = 8 * 1024 * 1024;

/** The values that the text is, as JSON or as documents of YAML. */
function structuresOf(text: string): readonly ValueAt[] {
  const json = parsed(text, (json) => {
    checkValues(json, MAX_VALUES);
    return JSON.parse(json);
  });
  if (json !== undefined) return [{ value: json, path: "" }];
  const documents = text.split(/^---(?=\s|$)/m).filter((document) => document.trim() !== "");
  return documents.flatMap((document, index) => {
    if (!document.includes(SERIALIZED_CONTEXT_ENV_VAR)) return [];
    const value = parsed(document, (yaml) => parseYaml(yaml).value);
    return typeof value === "object" ? [{ value, path: documents.length === 1 ? "" : `documents[${index}]` }] : [];
  });
}

/** Returns the parsed value of a string; `undefined` if it is malformed. */
function parsed(text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** Start of a string that sets the variable, in the environments of containers. */
const ASSIGNMENT = `${SERIALIZED_CONTEXT_ENV_VAR}=`;

/** Members of a list's entry that name its variable: in Kubernetes and Docker, and in Flyte's task templates. */
const NAME_MEMBERS = ["name", "key", "Name", "Key"];
const VALUE_MEMBERS = ["value", "Value"];

/**
 * Searches all lists and mappings of values, and returns those that strings hold as JSON, as annotations of Kubernetes do.
 * Uses a list of work rather than recursion, since the text decides how deep values are.
 */
function searchValues(roots: readonly ValueAt[], contexts: Contexts): readonly ValueAt[] {
  const pending = roots.toReversed();
  const inner: ValueAt[] = [];
  let innerLeft = MAX_INNER;
  const seen = new Set<object>();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, path } = next;
    if (typeof value === "string") {
      if (value.startsWith(ASSIGNMENT)) contexts.add(unquoted(value.slice(ASSIGNMENT.length)), path);
      else if (/^\s{0,9}["[{]/.test(value) && value.length <= innerLeft) {
        innerLeft -= value.length;
        inner.push({ value: parsed(value, JSON.parse), path });
      }
    }
    // An alias of YAML repeats the same object.
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    const isList = Array.isArray(value);
    const entries = entriesOf(value);
    if (!isList && entries.length > 0) searchVariable(value, path, contexts);
    for (const [key, item] of entries.toReversed()) {
      if (mayHaveContext(item)) pending.push({ value: item, path: pathOf(path, key, isList) });
    }
  }
  return inner;
}

function mayHaveContext(value: unknown): boolean {
  return typeof value === "string" ? value.includes(SERIALIZED_CONTEXT_ENV_VAR) : typeof value === "object";
}

function entriesOf(value: object): readonly (readonly [string, unknown])[] {
  if (value instanceof Map) return [...value].map(([key, item]) => [String(key), item]);
  return ArrayBuffer.isView(value) ? [] : Object.entries(value);
}

function pathOf(path: string, key: string, isIndex: boolean): string {
  const step = isIndex ? `[${key}]` : /^[\w-]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  return path === "" && step.startsWith(".") ? key : path + step;
}

/** Searches a mapping, which may be an entry for the variable or have the variable as a key. */
function searchVariable(mapping: object, path: string, contexts: Contexts): void {
  const direct = memberOf(mapping, SERIALIZED_CONTEXT_ENV_VAR);
  if (typeof direct === "string") contexts.add(direct, pathOf(path, SERIALIZED_CONTEXT_ENV_VAR, false));
  if (!NAME_MEMBERS.some((name) => memberOf(mapping, name) === SERIALIZED_CONTEXT_ENV_VAR)) return;
  for (const name of VALUE_MEMBERS) {
    const value = memberOf(mapping, name);
    if (typeof value === "string") contexts.add(value, pathOf(path, name, false));
  }
  if (memberOf(mapping, "valueFrom") !== undefined) contexts.reference ??= path;
}

function memberOf(mapping: object, name: string): unknown {
  if (mapping instanceof Map) return mapping.get(name);
  return Object.hasOwn(mapping, name) ? (mapping as Readonly<Record<string, unknown>>)[name] : undefined;
}

/** The variable, unless it is part of a longer name. The `n` of `\n` in JSON is not. */
const NAME = new RegExp(`(?<!(?<!\\\\)\\w)${SERIALIZED_CONTEXT_ENV_VAR}(?!\\w)`, "g");
const LINE_END = /\r\n|[\r\n\0]/g;

/** A value in a string, and the position of its end. */
type ValueAndEnd = readonly [value: string, end: number];

/** Searches text that is neither JSON nor YAML, or has them among other things. */
function searchText(text: string, contexts: Contexts): void {
  let [line, counted, position] = [1, 0, 0];
  for (;;) {
    const start = matchAt(NAME, text, position)?.index;
    if (start === undefined) return;
    line += text.slice(counted, start).match(LINE_END)?.length ?? 0;
    counted = start;
    const end = start + SERIALIZED_CONTEXT_ENV_VAR.length;
    const found = valueBefore(text, start) ?? assignedValue(text, end) ?? nearValue(text, end);
    if (found !== undefined) contexts.add(found[0], `line ${line}`);
    position = Math.max(end, found?.[1] ?? 0);
  }
}

/** Characters between a value and the name of its variable where the value comes first: `", "name": "`. */
const BETWEEN = /["'\\]{1,9}\s{0,20},\s{0,20}["'\\]{0,9}(?:name|key)["'\\]{0,9}\s{0,9}:\s{0,9}["'\\]{0,9}$/i;
/** Maximum number of characters between a name and a value. */
const REACH = 100;

function valueBefore(text: string, nameStart: number): ValueAndEnd | undefined {
  const from = Math.max(0, nameStart - REACH);
  const between = BETWEEN.exec(text.slice(from, nameStart));
  if (between === null) return undefined;
  const end = from + between.index;
  let start = end;
  while (start > 0 && /[\w+/=-]/.test(text[start - 1]!)) start--;
  return text.startsWith(START, start) ? [text.slice(start, end), end] : undefined;
}

/** `=` or `:`, and then a value in quotes, which may be a context in lines, or any other one. */
const ASSIGNED =
  /["']?[^\S\r\n]{0,99}([=:])[^\S\r\n]{0,99}(?:"(H4sI[\w+/=\s-]*|[^"\r\n]*)"|'(H4sI[\w+/=\s-]*|[^'\r\n]*)'|([^\s"',;\0\\]*))/y;
const BASE64 = /[\w+/=-]*/y;
const NEXT_LINE = /(?:\r\n|\r|\n)[^\S\r\n]{0,99}([\w+/-]+={0,2})(?=[\r\n]|$)/y;

/** The value as variables are set: by `env`, `docker run --env-file`, shells, and in mappings. */
function assignedValue(text: string, nameEnd: number): ValueAndEnd | undefined {
  const assigned = matchAt(ASSIGNED, text, nameEnd);
  if (assigned === undefined) return undefined;
  const [whole, sign, double, single, plain = ""] = assigned;
  const end = nameEnd + whole.length;
  if (plain.startsWith(START)) return valueInLines(text, end - plain.length);
  if (sign === ":" && double === undefined && single === undefined) return undefined;
  return [double ?? single ?? plain, end];
}

/** The base64 at a position, and in the lines below that continue it. */
function valueInLines(text: string, start: number): ValueAndEnd {
  let [value = ""] = matchAt(BASE64, text, start) ?? [];
  let end = start + value.length;
  for (;;) {
    const [whole, more = ""] = matchAt(NEXT_LINE, text, end) ?? [];
    if (whole === undefined || !(isLong(more) || isCut(value))) return [value, end];
    value += more;
    end += whole.length;
  }
}

/** Whether base64 in a line of its own is more than a word. */
function isLong(base64: string): boolean {
  return base64.length >= 40;
}

/** Whether more must follow: gzip data ends with the four bytes of a length, the last of which is 0 below 16 MiB. */
function isCut(base64: string): boolean {
  return base64.length % 4 !== 0 || !/A={0,2}$/.test(base64);
}

const NEAR = new RegExp(`[^]{0,${REACH}}?(?<![\\w+/])(${START}[\\w+/=-]*)`, "y");

/**
 * A context that follows closely, whatever is between: JSON in other text, notations of Go and Python. What follows the
 * next mention of the variable belongs to that one.
 */
function nearValue(text: string, nameEnd: number): ValueAndEnd | undefined {
  const [whole = "", value] = matchAt(NEAR, text, nameEnd) ?? [];
  return value === undefined || whole.includes(SERIALIZED_CONTEXT_ENV_VAR)
    ? undefined
    : [value, nameEnd + whole.length];
}

function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text) ?? undefined;
}

function unquoted(text: string): string {
  const [first, last] = [text[0], text.at(-1)];
  return text.length > 1 && first === last && (first === '"' || first === "'") ? text.slice(1, -1) : text;
}
