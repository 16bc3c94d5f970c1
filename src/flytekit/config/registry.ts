/**
 * The registry of storage plugins, which contribute the sections of `Config.dataConfig`.
 *
 * @module
 */
import { checkArgument, listOf, objectWith, STRING } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { DEFAULT_PLUGINS, type DefaultPlugins } from "../../sections/flytekit/mod.ts";
import type { Catalog } from "../../settings/load/catalog.ts";
import { type Plugin, readPlugin } from "../../settings/plugin.ts";
import { closest, didYouMean } from "../../text/closest.ts";
import { mustBe } from "../../text/expected.ts";
import { inspectable } from "../../text/inspect.ts";
import { quoted } from "../../text/quote.ts";
import { catalogOf } from "./dialect.ts";

/** The plugin with an id; if only the running program knows it, any of the plugins. */
export type PluginById<P extends readonly Plugin[], I extends string> = [Extract<P[number], { readonly id: I }>] extends
  [never] ? P[number] : Extract<P[number], { readonly id: I }>;

const PLUGINS = /* @__PURE__ */ listOf(/* @__PURE__ */ objectWith("a plugin", "id", "settings"));

/**
 * Storage plugins that were composed: their names are derived and their conflicts refused once, however often
 * configurations are read with them. Immutable; {@linkcode createRegistry} creates one.
 *
 * @example
 * ```ts
 * import { azure, createRegistry, gcs, s3 } from "@flyte-ts/config";
 *
 * const registry = createRegistry(s3, gcs).with(azure);
 * console.log(registry.ids, registry.get("azure") === azure); // [ "s3", "gcs", "azure" ] true
 * ```
 */
export class Registry<const P extends readonly Plugin[] = readonly Plugin[]> implements Iterable<P[number]> {
  /** Name of the class, also in minified code. */
  static readonly name = "Registry";
  /** The plugins, in the order of their sections. */
  readonly plugins: P;
  readonly #catalog: Catalog;

  /**
   * Created by `createRegistry`.
   *
   * @internal
   */
  constructor(plugins: P) {
    checkArgument("Registry", "plugins", plugins, PLUGINS, "createRegistry(s3)");
    this.plugins = plugins;
    this.#catalog = catalogOf(plugins);
    Object.freeze(this);
  }

  /**
   * All settings of flytekit, with those of the plugins.
   *
   * @internal
   */
  get catalog(): Catalog {
    return this.#catalog;
  }

  /** Ids of the plugins, which are the names of their sections. */
  get ids(): readonly P[number]["id"][] {
    return this.plugins.map(({ id }) => id);
  }

  /**
   * Returns a registry with further plugins.
   *
   * @param plugins – The plugins to add.
   * @returns The registry; this one does not change.
   * @throws {FlyteConfigError} `invalid_section`, `duplicate_section`, `duplicate_source` or `setting_without_source` –
   * when a plugin is not valid, or conflicts with another one.
   */
  with<const M extends readonly Plugin[]>(...plugins: M): Registry<readonly [...P, ...M]> {
    return compose("registry.with", [...this.plugins, ...plugins], this.plugins.length);
  }

  /**
   * Checks whether there is a plugin.
   *
   * @param id – Id of the plugin.
   * @returns Whether the registry has it.
   * @throws {FlyteConfigError} `invalid_argument` – when `id` is not a string.
   */
  has(id: string): boolean {
    checkArgument("registry.has", "id", id, STRING);
    return this.plugins.some((plugin) => plugin.id === id);
  }

  /**
   * Returns a plugin.
   *
   * @param id – Id of the plugin.
   * @returns The plugin.
   * @throws {FlyteConfigError} `unknown_plugin` – when no plugin has the id.
   * @throws {FlyteConfigError} `invalid_argument` – when `id` is not a string.
   */
  get<const I extends P[number]["id"]>(id: I): PluginById<P, I> {
    checkArgument("registry.get", "id", id, STRING);
    const found = this.plugins.find((plugin) => plugin.id === id);
    if (found !== undefined) return found as Plugin as PluginById<P, I>;
    throw unknownPlugin("registry.get", id, this.ids);
  }

  /**
   * Iterates over the plugins.
   *
   * @returns An iterator.
   */
  [Symbol.iterator](): Iterator<P[number]> {
    return this.plugins[Symbol.iterator]();
  }

  /**
   * Formats the registry as the list of its plugins.
   *
   * @returns The class and the ids.
   */
  toString(): string {
    return `Registry(${this.ids.join(", ")})`;
  }

  static readonly #inspectable: void = inspectable(this.prototype, ({ ids }) => ids);
}

/** Returns the error for an id that no plugin has. */
export function unknownPlugin(call: string, id: string, ids: readonly string[]): FlyteConfigError {
  const known = ids.length === 0 ? "; there are no plugins" : `; the plugins are ${ids.join(", ")}`;
  const meant = didYouMean(closest(id, ids)) || known;
  return new FlyteConfigError("unknown_plugin", `${call}: unknown plugin ${quoted(id)}${meant}`, { path: id });
}

/** The registry that is used by default. A test composes its plugins, so they need no check at run time. */
export const DEFAULT_REGISTRY: Registry<DefaultPlugins> = /* @__PURE__ */ new Registry(DEFAULT_PLUGINS);

/**
 * Composes storage plugins: derives the names of their settings, and refuses those that conflict. A registry can be
 * passed wherever there is an option `plugins`, and then composes nothing again.
 *
 * @param plugins – The plugins. Those without functions can come from JSON.
 * @returns The registry.
 * @throws {FlyteConfigError} `invalid_section` – when a plugin is not a valid definition.
 * @throws {FlyteConfigError} `duplicate_section` – when two plugins have one id.
 * @throws {FlyteConfigError} `duplicate_source` – when two settings are read from the same variable or key.
 * @throws {FlyteConfigError} `setting_without_source` – when a setting has no source.
 *
 * @example
 * ```ts
 * import { azure, Config, createRegistry, gcs, s3 } from "@flyte-ts/config";
 *
 * const oss = {
 *   id: "oss",
 *   doc: "Alibaba Cloud OSS",
 *   settings: { region: { type: "string", ini: "oss.region", doc: "Region of the buckets" } },
 * } as const;
 * const registry = createRegistry(s3, gcs, azure, oss);
 * const { dataConfig } = Config.from({ plugins: registry, env: { FLYTE_OSS_REGION: "cn-hangzhou" } });
 * console.log(dataConfig.oss.region); // cn-hangzhou
 * ```
 */
export function createRegistry<const P extends readonly Plugin[]>(...plugins: P): Registry<P> {
  return compose("createRegistry", plugins);
}

/** Checks and composes plugins; the first `known` of them are checked. */
function compose<P extends readonly Plugin[]>(call: string, plugins: readonly Plugin[], known = 0): Registry<P> {
  // Not plugins.map, which skips the holes of a list.
  const read = Array.from(plugins, (plugin, index) => {
    if (index < known || DEFAULT_PLUGINS.some((own) => own === plugin)) return plugin;
    return readPlugin(plugin, `${call}: plugins[${index - known}]`, `${call}(...plugins)`);
  });
  const registry = new Registry(Object.freeze(read) as readonly Plugin[] as P);
  try {
    // Conflicts are refused now.
    void registry.catalog.sections;
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    throw new FlyteConfigError(error.code, `${call}: ${error.message}`, { path: error.path });
  }
  return registry;
}

/** Returns the registry of an option `plugins`. Throws `invalid_option`, and as {@linkcode createRegistry} does. */
export function registryOf<P extends readonly Plugin[]>(
  call: string,
  plugins: P | Registry<P> | undefined,
): Registry<P> {
  if (plugins === undefined) return DEFAULT_REGISTRY as Registry<readonly Plugin[]> as Registry<P>;
  if (plugins instanceof Registry) return plugins;
  if (Array.isArray(plugins)) return compose(call, plugins);
  const found = mustBe("a registry or a list of plugins", plugins);
  const message = `${call}: option plugins ${found}` +
    (found.endsWith(` ${Registry.name}`)
      ? " of another copy of @flyte-ts/config; install only one copy, as a peer dependency of plugins"
      : "; write plugins: createRegistry(s3)");
  throw new FlyteConfigError("invalid_option", message, { path: "plugins" });
}
