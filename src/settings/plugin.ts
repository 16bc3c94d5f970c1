/**
 * Storage plugins: the definition of a section, the check of settings that depend on one another, and functions for
 * clients.
 *
 * @module
 */
import { checkArgument, OBJECT } from "../arguments.ts";
import { type ErrorCode, FlyteConfigError, makeIssue } from "../errors.ts";
import { mustBe, thrownName, typeName, unknownName } from "../text/expected.ts";
import { maskSecrets } from "../text/redact.ts";
import { checkDefinition } from "./check_definition.ts";
import { type InferSection, type SectionDefinition, type SettingDefinition, wireName } from "./definition.ts";
import { issueAt, type SettingIssue } from "./issues.ts";
import { ARGUMENT } from "./origin.ts";
import type { MountedSection, ResolvedValue } from "./setting.ts";
import { hasType, VALUE_TYPES } from "./value_types.ts";

/** An issue that the check of a plugin found. */
export interface PluginIssue<Name extends string = string> {
  /** Name of the setting that the issue is about. */
  readonly setting: Name;
  /** Description of what is wrong and what to do. The origin and the path of the setting are put in front of it. */
  readonly message: string;
  /**
   * Code of the issue: a key of `ERROR_CODES`.
   *
   * @default "plugin_issue"
   */
  readonly code?: ErrorCode | undefined;
}

/** Functions that turn the settings of a section into what clients need. */
export type PluginClients<Settings = never> = Readonly<
  Record<string, (settings: Settings, ...rest: never[]) => unknown>
>;

/** A storage plugin: the definition of a section of `Config.dataConfig`, and what belongs to it. */
export interface Plugin extends SectionDefinition {
  /** Checks settings that depend on one another. It must not have side effects. */
  readonly check?: ((settings: never) => readonly PluginIssue[]) | undefined;
  /** Functions that turn the settings into what clients need, by the names of the clients. */
  readonly clients?: PluginClients | undefined;
}

/** A plugin with the types of its settings and clients; {@linkcode definePlugin} infers them. */
export interface TypedPlugin<
  I extends string,
  S extends SectionDefinition["settings"],
  C extends PluginClients<InferSection<{ readonly settings: S }>>,
> extends Plugin {
  /** Name of the property of `Config.dataConfig`. */
  readonly id: I;
  /** The settings, by the names of their properties. */
  readonly settings: S;
  /**
   * Checks settings that depend on one another, and returns what is wrong, as `issues` of the configuration.
   *
   * @param settings – The settings, secrets included.
   * @returns The issues.
   */
  readonly check?:
    | ((settings: InferSection<{ readonly settings: S }>) => readonly PluginIssue<Extract<keyof S, string>>[])
    | undefined;
  /** Functions that turn the settings into what clients need, by the names of the clients. */
  readonly clients?: (C & PluginClients<InferSection<{ readonly settings: S }>>) | undefined;
}

/** A plugin that {@linkcode definePlugin} returned. */
export interface DefinedPlugin<
  I extends string,
  S extends SectionDefinition["settings"],
  C extends PluginClients<InferSection<{ readonly settings: S }>>,
> extends Omit<TypedPlugin<I, S, C>, "clients"> {
  /** Functions that turn the settings into what clients need, by the names of the clients. */
  readonly clients: C;
}

/**
 * Defines a storage plugin. Types, reading, checking, writing, `explain` and the JSON Schema of its section follow from
 * the definition.
 *
 * @param plugin – The definition.
 * @returns The plugin: an immutable copy of the definition.
 * @throws {FlyteConfigError} `invalid_section` – when the definition is not valid.
 * @throws {FlyteConfigError} `invalid_argument` – when `plugin` is not an object.
 *
 * @example
 * ```ts
 * import { Config, createRegistry, definePlugin } from "@flyte-ts/config";
 *
 * const r2 = definePlugin({
 *   id: "r2",
 *   doc: "Cloudflare R2",
 *   settings: {
 *     accountId: { type: "string", ini: "r2.account_id", doc: "Account that owns the buckets" },
 *     token: { type: "secret", ini: "r2.token", doc: "API token" },
 *   },
 *   check: ({ accountId, token }) =>
 *     token !== undefined && accountId === undefined ? [{ setting: "accountId", message: "is needed with a token; set it" }] : [],
 *   clients: { endpoint: ({ accountId }) => `https://${accountId}.r2.cloudflarestorage.com` },
 * });
 * const config = Config.from({ plugins: createRegistry(r2), env: { FLYTE_R2_ACCOUNT_ID: "acme" } });
 * console.log(r2.clients.endpoint(config.dataConfig.r2)); // https://acme.r2.cloudflarestorage.com
 * ```
 */
export function definePlugin<
  const I extends string,
  const S extends Readonly<Record<string, SettingDefinition>>,
  const C extends PluginClients<InferSection<{ readonly settings: S }>> = Record<never, never>,
>(plugin: TypedPlugin<I, S, C>): DefinedPlugin<I, S, C> {
  checkArgument("definePlugin", "plugin", plugin, OBJECT, "definePlugin({ id, doc, settings })");
  const read = readPlugin(plugin, "definePlugin: plugin");
  return Object.freeze({ ...read, clients: read.clients ?? Object.freeze({}) }) as DefinedPlugin<I, S, C>;
}

/**
 * Returns the plugin itself if it cannot be changed, else an immutable copy. Throws `invalid_section` unless it is valid;
 * `where` names the argument that holds it, `usage` shows callers that pass several plugins the right call.
 */
export function readPlugin<P extends Plugin>(plugin: P, where: string, usage = "createRegistry(...plugins)"): P {
  try {
    if (typeof plugin === "object" && plugin !== null && Symbol.iterator in plugin) {
      const what = mustBe("a plugin { id, doc, settings }", plugin);
      throw new FlyteConfigError("invalid_section", `${where} ${what}; spread it, as in ${usage}`);
    }
    // A copy first: getters could return something else once they were checked.
    const read = isFrozen(plugin) ? plugin : frozenCopy(plugin) as P;
    checkDefinition(read, where);
    return read;
  } catch (cause) {
    if (cause instanceof FlyteConfigError) throw cause;
    throw new FlyteConfigError("invalid_section", `${where} cannot be read; write it as a literal`, { cause });
  }
}

function isFrozen(value: unknown): boolean {
  return typeof value !== "object" || value === null || (Object.isFrozen(value) &&
    Object.values(Object.getOwnPropertyDescriptors(value)).every((property) =>
      "value" in property && isFrozen(property.value)
    ));
}

/** Returns a copy of plain objects and lists; others, such as a `Map`, are not valid in definitions. */
function frozenCopy(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy));
  if (!OBJECT.accepts(value)) return value;
  return Object.freeze(
    Object.fromEntries(Object.entries(value as object).map(([key, item]) => [key, frozenCopy(item)])),
  );
}

/** Mounts the section of a plugin at a path. */
export function mountPlugin(path: readonly string[], plugin: Plugin): MountedSection {
  const { check } = plugin;
  if (check === undefined) return { path, definition: plugin };
  return { path, definition: plugin, check: (values) => runCheck(plugin, check, path.join("."), values) };
}

/** Runs the check of a plugin. A mistake in the check itself is an issue as well. */
function runCheck(
  { settings }: Plugin,
  check: (settings: never) => unknown,
  path: string,
  values: ReadonlyMap<string, ResolvedValue>,
): readonly SettingIssue[] {
  const failed = (what: string) => makeIssue("plugin_check_failed", `${path}: the check of the plugin ${what}`, path);
  const keys = Object.keys(settings).filter((key) => !settings[key]!.inputOnly);
  const secrets = keys.filter((key) => VALUE_TYPES[settings[key]!.type].isSecret).map((key) => values.get(key)!.value);
  const issueOf = (issue: Partial<PluginIssue> | null | undefined): SettingIssue => {
    const { setting, message, code = "plugin_issue" } = issue ?? {};
    if (typeof setting !== "string" || typeof message !== "string" || typeof code !== "string") {
      return failed(`${MUST_RETURN} a list with something else`);
    }
    if (!keys.includes(setting)) return failed(`reported an ${unknownName("setting", setting, keys)}`);
    const { origin } = values.get(setting)!;
    const where = `${path}.${settings[setting]!.wire ?? wireName(setting)}`;
    const text = maskSecrets(message, secrets.filter((secret) => typeof secret === "string"));
    return issueAt(code, origin.source === "default" ? ARGUMENT : origin, `${where} ${text}`, { path: where });
  };
  // In mode "flytekit", values keep the types that Python gives them, for which no check is written.
  if (keys.some((key) => !hasType(settings[key]!, values.get(key)!.value))) return [];
  try {
    const found: unknown = check(
      frozenCopy(Object.fromEntries(keys.map((key) => [key, values.get(key)!.value]))) as never,
    );
    if (!Array.isArray(found)) return [failed(`${MUST_RETURN} ${typeName(found)}`)];
    const { length } = found;
    const issues = Array.from({ length: Math.min(length, MAX_ISSUES) }, (_, index) => issueOf(found[index]));
    return length <= MAX_ISSUES
      ? issues
      : [...issues, failed(`returned ${length} issues; only the first ${MAX_ISSUES} are listed`)];
  } catch (error) {
    // The message may contain a secret.
    return [failed(`threw ${thrownName(error)}; catch errors in it`)];
  }
}

/** Maximum number of issues of one plugin. */
const MAX_ISSUES = 100;

const MUST_RETURN = "must return a list of issues { setting, message }, found";
