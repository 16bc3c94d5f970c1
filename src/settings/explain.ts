/**
 * Explains settings: the value of each, where it comes from, and what it shadows.
 *
 * @module
 */
import { checkArgument, STRING } from "../arguments.ts";
import { FlyteConfigError } from "../errors.ts";
import { masked, shown } from "./display.ts";
import { unknownName } from "../text/expected.ts";
import { quoted } from "../text/quote.ts";
import { type Origin, originText } from "./origin.ts";
import { iniText, settingNames } from "./compose.ts";
import { shadowText } from "./resolve.ts";
import type { Entries, Naming, ResolvedValue, Setting } from "./setting.ts";

/**
 * One setting: its value, where it comes from, and its names. `String(explained)` explains it in a few lines.
 *
 * @example
 * ```ts
 * import { Config } from "@flyte-ts/config";
 *
 * const config = Config.from({ env: { FLYTE_PLATFORM_INSECURE: "true" } });
 * console.log(String(config.explain("platform.insecure")).split("\n")[1]); //   from env FLYTE_PLATFORM_INSECURE
 * ```
 */
export class ExplainedSetting {
  /** Wire names that lead to the setting, such as `platform.endpoint`. */
  readonly path: string;
  /** The value; `***` if it is secret. */
  readonly value: unknown;
  /** The origin of the value. */
  readonly origin: Origin;
  /** Values of lower precedence; secrets are `***`. */
  readonly shadowed: readonly { readonly value: unknown; readonly origin: Origin }[];
  /** Its documentation. */
  readonly doc: string;
  /** Its environment variable, if any. */
  readonly env: string | undefined;
  /** Its section and option in an INI file, if any. */
  readonly ini: string | undefined;
  /** Its key in a YAML file, if any. */
  readonly yaml: string | undefined;
  readonly #envs: readonly string[];
  readonly #isIndirect: boolean;
  readonly #line: readonly [path: string, value: string, origin: string];
  readonly #shadows: readonly string[];

  /**
   * Created by `explain`.
   *
   * @internal
   */
  constructor(setting: Setting, { value, origin, shadowed }: ResolvedValue) {
    const { path, definition, env, envs, ini, yaml } = setting;
    this.path = path;
    this.value = masked(definition, value);
    this.origin = origin;
    this.shadowed = shadowed.map((raw) => ({ origin: raw.origin, value: masked(definition, raw.value) }));
    this.doc = definition.doc;
    this.env = env;
    this.ini = ini && iniText(ini);
    this.yaml = yaml?.join(".");
    this.#envs = envs;
    this.#isIndirect = definition.indirect === true;
    this.#line = [path, shown(definition, value), originText(origin)];
    this.#shadows = shadowed.map((raw) => shadowText(setting, raw));
    Object.freeze(this);
  }

  /** The cells of a table: path, value and origin. */
  get cells(): readonly [path: string, value: string, origin: string] {
    const [path, value, origin] = this.#line;
    return [path, value, [origin, ...this.#shadows.map((shadow) => `shadows ${shadow}`)].join("; ")];
  }

  /**
   * Explains the setting in a few lines.
   *
   * @returns Its value, origin, shadowed values, documentation and names.
   */
  toString(): string {
    const [path, value, origin] = this.#line;
    const names = [
      this.env && `env ${this.#envs.join(" or ")}`,
      this.ini && `INI ${this.ini}`,
      this.yaml && `YAML ${this.yaml}`,
    ];
    return [
      `${path} = ${value}`,
      `  from ${origin}`,
      ...this.#shadows.map((shadow) => `  shadows ${shadow}`),
      `  ${this.doc}`,
      `  set by ${names.filter(Boolean).join(", ") || (this.#isIndirect ? "other settings" : "arguments only")}`,
    ].join("\n");
  }
}

/**
 * All settings with their values and origins: iterable, and printed as a table.
 *
 * @example
 * ```ts
 * import { Config } from "@flyte-ts/config";
 *
 * const explanation = Config.from({ env: { FLYTE_AWS_RETRIES: "5" } }).explain();
 * const given = explanation.settings.filter(({ origin }) => origin.source !== "default");
 * console.log(given.map(({ path, value }) => `${path} = ${value}`)); // [ "data_config.s3.retries = 5" ]
 * ```
 */
export class Explanation implements Iterable<ExplainedSetting> {
  /** The settings, in the order of their definitions. */
  readonly settings: readonly ExplainedSetting[];
  readonly #names: ReadonlyMap<string, ExplainedSetting>;
  readonly #env: readonly string[];
  readonly #whereIs: Naming["whereIs"];

  /**
   * Created by `explain`.
   *
   * @internal
   */
  constructor(
    settings: Entries,
    { otherEnv = [], whereIs }: Pick<Naming, "otherEnv" | "whereIs"> = {},
  ) {
    const names = new Map<string, ExplainedSetting>();
    this.settings = Object.freeze(settings.map(([setting, resolved]) => {
      const explained = new ExplainedSetting(setting, resolved);
      for (const name of settingNames(setting)) if (!names.has(name)) names.set(name, explained);
      return explained;
    }));
    // The path of one setting may be the name of another in a file.
    for (const explained of this.settings) names.set(explained.path, explained);
    this.#names = names;
    const named = settings.flatMap(([, { origin }]) => origin.source === "secret_env" ? origin.name : []);
    this.#env = [...new Set([...otherEnv, ...settings.flatMap(([{ envs }]) => envs), ...named])];
    this.#whereIs = whereIs;
    Object.freeze(this);
  }

  /**
   * Iterates over the settings.
   *
   * @returns An iterator.
   */
  [Symbol.iterator](): Iterator<ExplainedSetting> {
    return this.settings[Symbol.iterator]();
  }

  /**
   * Finds one setting by any of its names: `platform.clientId`, `platform.client_id`, `FLYTE_CREDENTIALS_CLIENT_ID`,
   * `credentials.client_id` (INI) or `admin.clientId` (YAML).
   *
   * @param name – The name.
   * @returns The setting.
   * @throws {FlyteConfigError} `unknown_setting` – when no setting has the name.
   * @throws {FlyteConfigError} `invalid_argument` – when `name` is not a string.
   */
  find(name: string): ExplainedSetting {
    checkArgument("explain", "name", name, STRING);
    const found = this.#names.get(name);
    if (found !== undefined) return found;
    const known = this.#whereIs?.(name);
    const message = known === undefined
      ? unknownName("setting", name, this.#names.keys())
      : `unknown setting ${quoted(name)}; ${known}`;
    throw new FlyteConfigError("unknown_setting", message);
  }

  /** The option with which Deno lets a program read the environment variables of these settings, and no others. */
  get allowEnv(): string {
    return `--allow-env=${this.#env.join(",")}`;
  }

  /**
   * Formats the settings as a table of names, values and origins with what they shadow.
   *
   * @returns The table.
   */
  toString(): string {
    const rows = [["setting", "value", "from"], ...this.settings.map(({ cells }) => cells)];
    const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
    return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()).join(
      "\n",
    );
  }

  /**
   * Returns the settings as plain data, for `JSON.stringify`.
   *
   * @returns The settings.
   */
  toJSON(): readonly ExplainedSetting[] {
    return this.settings;
  }
}
