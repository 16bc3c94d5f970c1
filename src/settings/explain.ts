/**
 * Says of each setting what it is, where it comes from and what that hides.
 *
 * @module
 */
import { checkArgument, STRING } from "../arguments.ts";
import { FlyteConfigError } from "../errors.ts";
import { masked, shown } from "./display.ts";
import { closest, didYouMean } from "../text/closest.ts";
import { type Origin, originText } from "./origin.ts";
import { iniText, type Naming, type Setting, settingNames } from "./registry.ts";
import { type Resolved, shadowText } from "./resolve.ts";

/** What there is to know about one setting. `String(explained)` is text for people. */
export class ExplainedSetting {
  /** Its name on the wire, such as `platform.endpoint`. */
  readonly path: string;
  /** The value; `***` for a secret. */
  readonly value: unknown;
  /** Where it comes from. */
  readonly origin: Origin;
  /** Values of less weight; secrets are `***`. */
  readonly shadowed: readonly { readonly value: unknown; readonly origin: Origin }[];
  /** What it is for. */
  readonly doc: string;
  /** Name of its environment variable, if it has one. */
  readonly env: string | undefined;
  /** Its name in an INI file, if it has one. */
  readonly ini: string | undefined;
  /** Its name in a YAML file, if it has one. */
  readonly yaml: string | undefined;
  readonly #envs: readonly string[];
  readonly #isIndirect: boolean;
  readonly #line: readonly [path: string, value: string, origin: string];
  readonly #shadows: readonly string[];

  /** Made by `explain`. */
  constructor(setting: Setting, { value, origin, shadowed }: Resolved) {
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

  /** The cells of a row of a table. */
  get cells(): readonly [path: string, value: string, origin: string] {
    const [path, value, origin] = this.#line;
    return [path, value, [origin, ...this.#shadows.map((shadow) => `hides ${shadow}`)].join("; ")];
  }

  /** All in a few lines. */
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
      ...this.#shadows.map((shadow) => `  hides ${shadow}`),
      `  ${this.doc}`,
      `  can be set by ${names.filter(Boolean).join(", ") || (this.#isIndirect ? "other settings" : "a program only")}`,
    ].join("\n");
  }
}

/** What there is to know about all settings: plain data to iterate over, and a table as text. */
export class Explanation implements Iterable<ExplainedSetting> {
  /** All settings, in the order of their tables. */
  readonly settings: readonly ExplainedSetting[];
  readonly #names: ReadonlyMap<string, ExplainedSetting>;
  readonly #env: readonly string[];
  readonly #whereIs: Naming["whereIs"];

  /** Made by `explain`; `naming` says what else is read, and where names belong that no setting has. */
  constructor(
    settings: readonly (readonly [Setting, Resolved])[],
    { otherEnv = [], whereIs }: Pick<Naming, "otherEnv" | "whereIs"> = {},
  ) {
    const names = new Map<string, ExplainedSetting>();
    this.settings = Object.freeze(settings.map(([setting, resolved]) => {
      const explained = new ExplainedSetting(setting, resolved);
      for (const name of settingNames(setting)) if (!names.has(name)) names.set(name, explained);
      return explained;
    }));
    // What one setting is called on the wire may be another's name in a file.
    for (const explained of this.settings) names.set(explained.path, explained);
    this.#names = names;
    const named = settings.flatMap(([, { origin }]) => origin.source === "secret_env" ? origin.name : []);
    this.#env = [...new Set([...otherEnv, ...settings.flatMap(([{ envs }]) => envs), ...named])];
    this.#whereIs = whereIs;
    Object.freeze(this);
  }

  /** The settings, one by one. */
  [Symbol.iterator](): Iterator<ExplainedSetting> {
    return this.settings[Symbol.iterator]();
  }

  /**
   * One setting, by any of its names: `platform.clientId`, `platform.client_id`, `FLYTE_CREDENTIALS_CLIENT_ID`,
   * `credentials.client_id` (INI) or `admin.clientId` (YAML). Throws `unknown_setting`.
   */
  find(name: string): ExplainedSetting {
    checkArgument("explain", "name", name, STRING);
    const found = this.#names.get(name);
    if (found !== undefined) return found;
    const known = this.#whereIs?.(name);
    const hint = known === undefined ? didYouMean(closest(name, this.#names.keys())) : `: ${known}`;
    throw new FlyteConfigError("unknown_setting", `there is no setting ${JSON.stringify(name)}${hint}`);
  }

  /** The option that lets a Deno program read the variables that this may come from, and no others. */
  get allowEnv(): string {
    return `--allow-env=${this.#env.join(",")}`;
  }

  /** A table: name, value, origin and what it hides. */
  toString(): string {
    const rows = [["setting", "value", "from"], ...this.settings.map(({ cells }) => cells)];
    const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
    return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()).join(
      "\n",
    );
  }

  /** The settings as plain data. */
  toJSON(): readonly ExplainedSetting[] {
    return this.settings;
  }
}
