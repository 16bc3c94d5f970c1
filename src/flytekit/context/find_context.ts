/**
 * Finds a serialized context in text that people have at hand: environments, pods, containers and task templates.
 *
 * @module
 */
import { checkArgument, STRING } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { parseYaml } from "../../formats/yaml/mod.ts";
import { SERIALIZED_CONTEXT_ENV_VAR } from "./constants.ts";

/** A serialized context, and where it was found. */
export interface FoundContext {
  /** The context, as {@linkcode SerializationSettings.fromTransport} takes it. */
  readonly context: string;
  /**
   * Path to it: `line 12` of an environment, or the path of keys and indexes to it in JSON and YAML, such as
   * `spec.containers[0].env[3].value`. Empty if the text is nothing but the context.
   */
  readonly path: string;
}

/**
 * Finds the serialized contexts in a string, each once, in the order in which they occur.
 *
 * Understands a bare context, `_F_SS_C=value` with or without quotes and `export`, the output of `env`, and JSON or YAML
 * that has the variable anywhere: as `{ name, value }` (`kubectl get pod -o json` or `-o yaml`), as `{ key, value }` (a
 * Flyte task template), as `"_F_SS_C=value"` (`docker inspect`), or as a key (an environment as an object).
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
  return search(text).found;
}

/**
 * Finds the serialized context in a string. See {@linkcode findContexts} for the kinds of text that it understands.
 *
 * @param text – The text to look at.
 * @returns The context and where it was found, the first place if it occurs at several.
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
  const { found, reason } = search(text);
  const [first, second] = found;
  if (first === undefined) {
    throw new FlyteConfigError("context_not_found", `findContext: no serialized context found; ${reason}`);
  }
  if (second !== undefined) {
    const places = found.slice(0, 10).map(({ path }) => path).join(", ");
    const message =
      `findContext: found ${found.length} different contexts (${places}); pass the text of one of them, ` +
      "or use findContexts";
    throw new FlyteConfigError("context_ambiguous", message);
  }
  return first;
}

/** The result of {@linkcode search}. */
interface SearchResult {
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

  add(context: string, path: string): void {
    const trimmed = context.trim();
    if (trimmed !== "" && !this.#byContext.has(trimmed)) this.#byContext.set(trimmed, { context: trimmed, path });
  }
}

/** Base64 of the first bytes of any gzip data: `1f 8b 08`. */
const BARE = /^H4sI[\w+/=\s-]*$/;

function search(text: string): SearchResult {
  const contexts = new Contexts();
  const trimmed = text.trim();
  if (trimmed === "") return { found: [], reason: "the text is empty" };
  const bare = unquoted(trimmed);
  if (BARE.test(bare)) {
    contexts.add(bare, "");
    return { found: contexts.all, reason: "" };
  }
  if (!text.includes(SERIALIZED_CONTEXT_ENV_VAR)) {
    return { found: [], reason: `the text does not mention ${SERIALIZED_CONTEXT_ENV_VAR}` };
  }
  // An environment may look like YAML of one string, so structure counts only where there is some.
  for (const value of structuresOf(trimmed)) searchValue(value, contexts);
  if (contexts.all.length === 0 && contexts.reference === undefined) searchLines(text, contexts);
  return { found: contexts.all, reason: reasonOf(contexts) };
}

function reasonOf({ reference }: Contexts): string {
  if (reference === undefined) return `${SERIALIZED_CONTEXT_ENV_VAR} is mentioned, but has no value`;
  return `${reference} takes its value from elsewhere (valueFrom); read the variable in the running container`;
}

/** The lists and mappings that the text is, as JSON or as documents of YAML. */
function structuresOf(text: string): readonly object[] {
  const json = parsed(text, JSON.parse);
  const values = json === undefined
    ? text.split(/^---(?=\s|$)/m).map((document) => parsed(document, (yaml) => parseYaml(yaml).value))
    : [json];
  return values.filter((value): value is object => typeof value === "object" && value !== null);
}

/** Returns the parsed value of a string; `undefined` if it is malformed. */
function parsed(text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** Members of a list's entry that name its variable: in Kubernetes and Docker, and in Flyte's task templates. */
const NAME_MEMBERS = ["name", "key", "Name", "Key"];
const VALUE_MEMBERS = ["value", "Value"];

/** Searches all lists and mappings: with a list of work rather than recursion, since the text decides how deep it is. */
function searchValue(root: object, contexts: Contexts): void {
  const pending: { readonly value: unknown; readonly path: string }[] = [{ value: root, path: "" }];
  const seen = new Set<object>();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, path } = next;
    if (typeof value === "string") {
      const inner = searchString(value, path, contexts);
      if (inner !== undefined) pending.push({ value: inner, path });
    }
    // An alias of YAML repeats the same object.
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    const entries = entriesOf(value);
    searchVariable(new Map(entries), path, contexts);
    for (const [key, item] of entries.toReversed()) {
      pending.push({ value: item, path: pathOf(path, key, Array.isArray(value)) });
    }
  }
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
function searchVariable(entries: ReadonlyMap<string, unknown>, path: string, contexts: Contexts): void {
  const direct = entries.get(SERIALIZED_CONTEXT_ENV_VAR);
  if (typeof direct === "string") contexts.add(direct, pathOf(path, SERIALIZED_CONTEXT_ENV_VAR, false));
  if (!NAME_MEMBERS.some((name) => entries.get(name) === SERIALIZED_CONTEXT_ENV_VAR)) return;
  for (const name of VALUE_MEMBERS) {
    const value = entries.get(name);
    if (typeof value === "string") contexts.add(value, pathOf(path, name, false));
  }
  if (entries.has("valueFrom")) contexts.reference ??= path;
}

/** Searches a string; returns the value that it holds as JSON, as annotations of Kubernetes do. */
function searchString(text: string, path: string, contexts: Contexts): unknown {
  if (!text.includes(SERIALIZED_CONTEXT_ENV_VAR)) return undefined;
  const prefix = `${SERIALIZED_CONTEXT_ENV_VAR}=`;
  if (text.startsWith(prefix)) contexts.add(unquoted(text.slice(prefix.length)), path);
  return text.startsWith("{") ? parsed(text, JSON.parse) : undefined;
}

/** Searches line by line: variables as `env`, `docker run --env-file` and shells write them. */
function searchLines(text: string, contexts: Contexts): void {
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const start = line.indexOf(SERIALIZED_CONTEXT_ENV_VAR);
    if (start < 0) continue;
    const rest = line.slice(start + SERIALIZED_CONTEXT_ENV_VAR.length);
    const [, value] = /^"?\s{0,9}[=:]\s{0,9}("[^"]*"|'[^']*'|[^\s"',;]*)/.exec(rest) ?? [];
    if (value !== undefined) contexts.add(unquoted(value), `line ${index + 1}`);
  }
}

function unquoted(text: string): string {
  const [first, last] = [text[0], text.at(-1)];
  return text.length > 1 && first === last && (first === '"' || first === "'") ? text.slice(1, -1) : text;
}
