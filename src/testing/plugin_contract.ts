/**
 * The contract of storage plugins: checks that every plugin must pass, our own and those of other packages.
 *
 * @module
 */
import {
  type Check,
  checkArgument,
  checkOptions,
  FUNCTION,
  instanceOf,
  OBJECT,
  type OptionChecks,
  recordOf,
} from "../arguments.ts";
import { ERROR_CODES, FlyteConfigError } from "../errors.ts";
import { Config } from "../flytekit/config/config.ts";
import { DataConfig, type DataConfigInit } from "../flytekit/config/data.ts";
import { DEFAULT_REGISTRY, Registry } from "../flytekit/config/registry.ts";
import type { SettingDefinition } from "../settings/definition.ts";
import { type Plugin, type PluginIssue, readPlugin } from "../settings/plugin.ts";
import { VALUE_TYPES } from "../settings/value_types.ts";
import { typeName, unknownName } from "../text/expected.ts";
import { oneLine } from "../text/quote.ts";
import { attempt, expect, fail, isEqual, thrownText } from "./expect.ts";
import { printsOfError } from "./prints.ts";
import { combinationsOf, secretOf } from "./samples.ts";
import {
  type ContractCheck,
  type FurtherValues,
  sectionContract,
  type SectionUnderTest,
  valuesOf,
} from "./section_contract.ts";

/** Arguments of the functions for clients, after the settings, by the names of the clients. */
export type ClientArguments<P extends Plugin> = {
  readonly [N in keyof NonNullable<P["clients"]>]?: NonNullable<P["clients"]>[N] extends
    (settings: never, ...rest: infer R) => unknown ? Readonly<R> : never;
};

/** Options of {@linkcode pluginContract}. */
export interface PluginContractOptions<P extends Plugin = Plugin> {
  /**
   * The registry in which the plugin is tested. The plugin is added if it is not part of it.
   *
   * @default createRegistry(s3, gcs, azure)
   */
  readonly registry?: Registry | undefined;
  /**
   * Arguments of the plugin's functions for clients, after the settings. Functions with further parameters need them.
   *
   * @default {}
   */
  readonly clientArguments?: ClientArguments<P> | undefined;
  /**
   * Returns further valid values of a setting to try, none of them empty: those that matter to the plugin, or random
   * ones.
   *
   * @default () => []
   */
  readonly values?: FurtherValues | undefined;
}

const LIST: Check = { expected: "a list", plural: "lists", accepts: Array.isArray };

const CHECKS: OptionChecks<PluginContractOptions> = {
  registry: instanceOf("a registry", Registry),
  clientArguments: recordOf(LIST),
  values: FUNCTION,
};

/**
 * Returns the contract of a storage plugin: checks that every plugin must pass, for any test framework. Its settings are
 * read from each source, wrong values are rejected, what is written can be read again, no secret is printed; `check` and
 * `clients` accept everything that the definition allows.
 *
 * @param plugin – The plugin.
 * @param options – A registry, arguments of clients, and further values.
 * @returns The checks. They need no test framework, and run in every runtime.
 * @throws {FlyteConfigError} `invalid_argument` – when `plugin` is not an object.
 * @throws {FlyteConfigError} `invalid_section` – when it is not a valid definition.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
 *
 * @example
 * ```ts
 * import { definePlugin } from "@flyte-ts/config";
 * import { pluginContract } from "@flyte-ts/config/testing";
 *
 * const oss = definePlugin({
 *   id: "oss",
 *   doc: "Alibaba Cloud OSS",
 *   settings: { region: { type: "string", ini: "oss.region", doc: "Region of the buckets" } },
 *   clients: { bucketUrl: ({ region }, bucket: string) => `https://${bucket}.oss-${region}.aliyuncs.com` },
 * });
 * const contract = pluginContract(oss, { clientArguments: { bucketUrl: ["data"] } });
 * // With a test framework: for (const { name, run } of contract) test(name, run);
 * for (const { run } of contract) await run();
 * console.log(contract[0]?.name); // composes with the other plugins
 * ```
 */
export function pluginContract<const P extends Plugin>(
  plugin: P,
  options: PluginContractOptions<P> = {},
): readonly ContractCheck[] {
  checkArgument("pluginContract", "plugin", plugin, OBJECT, "pluginContract(plugin)");
  const read = readPlugin(plugin, "pluginContract: plugin");
  checkOptions<PluginContractOptions>("pluginContract", options, CHECKS);
  const clients = Object.keys(read.clients ?? {});
  const unknown = Object.keys(options.clientArguments ?? {}).find((name) => !clients.includes(name));
  if (unknown !== undefined) {
    const what = `pluginContract: option clientArguments: ${unknownName("client", unknown, clients)}`;
    throw new FlyteConfigError("invalid_option", what, { path: "clientArguments" });
  }
  const contract = new PluginContract(read, options);
  return [
    { name: "composes with the other plugins", run: () => contract.composes() },
    ...contract.ofSection(),
    { name: "check returns issues about its settings, without secrets", run: () => contract.checks() },
    { name: "check has no side effects", run: () => contract.checksAgain() },
    { name: "clients accept all settings, or throw a FlyteConfigError", run: () => contract.clients() },
  ];
}

/** Values of settings, by their names. */
type Values = Readonly<Record<string, unknown>>;

class PluginContract {
  readonly #plugin: Plugin;
  readonly #options: PluginContractOptions;
  readonly #settings: readonly (readonly [key: string, definition: SettingDefinition])[];
  #registry: Registry | undefined;

  constructor(plugin: Plugin, options: PluginContractOptions) {
    this.#plugin = plugin;
    this.#options = options;
    this.#settings = Object.entries(plugin.settings).filter(([, { inputOnly }]) => !inputOnly);
  }

  /** Returns the checks of the section. */
  ofSection(): readonly ContractCheck[] {
    const { id } = this.#plugin;
    return sectionContract(this.#plugin, {
      path: `data_config.${id}`,
      from: (options) => DataConfig.from({ ...options, plugins: this.#composed() }).section(id),
      make: (init) => this.#make(init),
      config: (init) => new Config({ dataConfig: this.#data(init) }),
      schema: () => Config.jsonSchema({ plugins: this.#composed() }),
      values: this.#options.values,
    });
  }

  composes(): void {
    const { id, settings } = this.#plugin;
    const registry = attempt(id, "composed with the other plugins", () => this.#composed());
    const isSame = isEqual(registry.get(id).settings, settings);
    expect(isSame, id, "the registry has another plugin with this id; rename one of them");
  }

  checks(): void {
    const { check } = this.#plugin;
    if (check === undefined) return;
    // Like in a configuration, they are frozen.
    for (const values of this.#combinations()) this.#issuesOf(check, values, frozenValues(this.#complete(values)));
  }

  checksAgain(): void {
    const { id, check } = this.#plugin;
    if (check === undefined) return;
    for (const values of this.#combinations()) {
      const [complete, changeable] = [this.#complete(values), structuredClone(this.#complete(values))];
      const first = this.#issuesOf(check, values, changeable);
      expect(isEqual(changeable, complete), `${id}.check`, `${called(values)}: changed the settings`);
      const second = this.#issuesOf(check, values, changeable);
      const what = "returned other issues than before for the same settings; it must not have a state";
      expect(isEqual(first, second), `${id}.check`, `${called(values)}: ${what}`);
    }
  }

  async clients(): Promise<void> {
    const given: Readonly<Record<string, readonly unknown[] | undefined>> = this.#options.clientArguments ?? {};
    for (const [name, client] of Object.entries(this.#plugin.clients ?? {})) {
      const subject = `${this.#plugin.id}.clients.${name}`;
      const further = Object.hasOwn(given, name) ? given[name] : undefined;
      if (further === undefined && client.length > 1) {
        fail(subject, `has further parameters; pass arguments for them in clientArguments.${name}`);
      }
      for (const values of this.#combinations()) {
        const done = called(values);
        const section = attempt(subject, "the settings were created", () => this.#make(values));
        try {
          await (client as (...args: readonly unknown[]) => unknown)(section, ...further ?? []);
        } catch (error) {
          if (!(error instanceof FlyteConfigError)) {
            fail(subject, `${done}: ${thrownText(error)}; throw a FlyteConfigError that names the setting`);
          }
          for (const [route, printed] of printsOfError(error)) {
            expect(!this.#hasSecret(printed, values), subject, `${done}: ${route} shows a secret`);
          }
        }
      }
    }
  }

  #issuesOf(check: (settings: never) => unknown, values: Values, settings: Values): readonly unknown[] {
    const subject = `${this.#plugin.id}.check`;
    const done = called(values);
    const keys = this.#settings.map(([key]) => key);
    let issues: unknown;
    try {
      issues = check(settings as never);
    } catch (error) {
      return fail(subject, `${done}: ${thrownText(error)}; return issues instead`);
    }
    if (!Array.isArray(issues)) {
      return fail(subject, `${done}: must return a list of issues, found ${typeName(issues)}`);
    }
    for (const issue of issues as readonly (Partial<PluginIssue> | null | undefined)[]) {
      const { setting, message, code = "plugin_issue" } = issue ?? {};
      if (typeof setting !== "string" || typeof message !== "string") {
        return fail(subject, `${done}: each issue must be { setting, message }, found ${typeName(issue)}`);
      }
      if (!keys.includes(setting)) fail(subject, `${done}: reported an ${unknownName("setting", setting, keys)}`);
      if (!Object.hasOwn(ERROR_CODES, code)) {
        fail(subject, `${done}: ${unknownName("code", code, Object.keys(ERROR_CODES))}`);
      }
      expect(!this.#hasSecret(message, values), subject, `${done}: the message about ${setting} shows a secret`);
    }
    return issues;
  }

  #hasSecret(text: string, values: Values): boolean {
    return this.#settings.some(([key, { type }]) =>
      VALUE_TYPES[type].isSecret && values[key] === secretOf(key) && text.includes(secretOf(key))
    );
  }

  /** Returns all settings, those without a value with their defaults. */
  #complete(values: Values): Values {
    return { ...Object.fromEntries(this.#settings.map(([key, { default: fallback }]) => [key, fallback])), ...values };
  }

  #combinations(): readonly Values[] {
    return combinationsOf(this.#settings, (key, definition) => valuesOf(this.#options.values, key, definition));
  }

  #composed(): Registry {
    const { registry = DEFAULT_REGISTRY } = this.#options;
    return this.#registry ??= registry.has(this.#plugin.id) ? registry : registry.with(this.#plugin);
  }

  #data(init: Values): DataConfig<readonly Plugin[]> {
    const members = { [this.#plugin.id]: init } as DataConfigInit<readonly Plugin[]>;
    return new DataConfig<readonly Plugin[]>(members, this.#composed());
  }

  #make(init: Values): SectionUnderTest {
    return this.#data(init).section(this.#plugin.id);
  }
}

function frozenValues(values: Values): Values {
  return Object.freeze(
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Object.freeze(structuredClone(value))])),
  );
}

/** Describes a call by the names of the settings that have a value. */
function called(values: Values): string {
  const names = Object.keys(values);
  return `called with ${names.length === 0 ? "no setting" : oneLine(names.join(", "), 200)}`;
}
