/**
 * Checks that hold for every section of settings. Authors of plugins can run them on their own: they need the library,
 * fast-check and `node:assert`, but no test framework.
 *
 * ```ts ignore
 * for (const { name, run } of sectionContract(r2)) Deno.test(`r2: ${name}`, run);
 * ```
 *
 * @module
 */
import assert from "node:assert/strict";
import { inspect } from "node:util";
import fc from "fast-check";
import {
  azure,
  Config,
  DataConfig,
  type Explanation,
  FlyteConfigError,
  type FromOptions,
  gcs,
  type NotCarried,
  type Plugin,
  s3,
  type SectionDefinition,
  type SectionInit,
  type SettingDefinition,
  type ValueType,
} from "../../mod.ts";

/** One check of a section. */
export interface ContractCheck {
  /** The property that is checked. */
  readonly name: string;
  /** Throws if the section does not have the property. */
  readonly run: () => void;
}

/** A section, or a configuration that has the settings of one as properties. */
export interface SectionUnderTest {
  /** Explains the settings. */
  explain(): Explanation;
  /** Returns the values, including secrets. */
  toDict(): Record<string, unknown>;
  /** Returns a copy with other values. */
  with?(changes: Record<string, unknown>): SectionUnderTest;
}

/** A configuration that can be written. */
export type WritableConfig =
  & Pick<Config, "toEnv" | "toYaml">
  & Partial<Pick<Config, "toIni">>
  & { notCarried(format: "env" | "ini" | "yaml"): readonly NotCarried[] };

/** Functions for a section that is not a storage plugin. */
export interface ContractOptions {
  /** Path of the section in wire names. Default: `data_config.` and its id. */
  readonly path?: string;
  /** Reads the section. Default: as a plugin, with those for S3, Google Cloud Storage and Azure. */
  readonly from?: (options: FromOptions<readonly Plugin[]>) => SectionUnderTest;
  /** Creates the section from values. Default: as a plugin. */
  readonly make?: (init: Record<string, unknown>) => SectionUnderTest;
  /** Creates a configuration with the section; `null` if there is none. Default: as a plugin. */
  readonly config?: ((init: Record<string, unknown>) => WritableConfig) | null;
  /** Returns the environment variable of a setting. Default: its own, or the one that follows from its INI name. */
  readonly envOf?: (setting: SettingDefinition) => string | undefined;
  /** Returns the JSON Schema of `config.yaml`. Default: with the plugin. */
  readonly schema?: () => object;
}

type Setting = readonly [key: string, setting: SettingDefinition];

const CODES: Readonly<Record<ValueType, string>> = {
  string: "not_text",
  path: "not_text",
  endpoint: "not_text",
  variable: "not_text",
  secret: "not_text",
  boolean: "not_boolean",
  integer: "not_integer",
  seconds: "not_seconds",
  commaList: "not_list",
  commandLine: "not_list",
  wordList: "not_list",
  choice: "not_a_choice",
  map: "not_map",
};

/** Returns a section whose id is known only at run time. */
function sectionOf(data: object, id: string): SectionUnderTest {
  return (data as Readonly<Record<string, SectionUnderTest>>)[id]!;
}

const ODD_STRINGS =
  "yes No on 1:30 ~ null 0o17 012 1e3 .inf 2001-01-01 # #a a#b a: :a - -a ? [x ]{ } & * ! | > ' \" \\ % %% %(x)s ; ;a = a=b << $HOME é 🚀 a\tb"
    .split(" ").concat("a # b", "a: b", "- a", "? a");

/** Strings that any source can represent: on one line, without whitespace at the ends. */
const text = fc.oneof(
  fc.constantFrom(...ODD_STRINGS),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).filter((value) =>
    value.trim() === value && !/[\p{C}\p{Zl}\p{Zp}]/u.test(value)
  ),
);

/** Non-empty values of a setting. */
function valuesOf({ type, choices = [], min, max }: SettingDefinition): fc.Arbitrary<unknown> {
  switch (type) {
    case "boolean":
      return fc.boolean();
    case "integer":
    case "seconds":
      return fc.integer({ min: min ?? -1_000_000, max: max ?? 1_000_000 });
    case "choice":
      return fc.constantFrom(...choices);
    case "commaList":
      return fc.array(text.filter((item) => !item.includes(",")), { minLength: 1, maxLength: 4 });
    case "commandLine":
    case "wordList":
      return fc.array(text, { minLength: 1, maxLength: 4 });
    case "map":
      return fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/), text, {
        minKeys: 1,
        maxKeys: 3,
        noNullPrototype: true,
      });
    case "endpoint":
      return text.filter((value) => !value.includes("dns:///"));
    default:
      return text;
  }
}

/** Values of a YAML file or program that have the wrong type for a setting. */
function wrongValuesOf({ type, min, max }: SettingDefinition): readonly unknown[] {
  switch (type) {
    case "boolean":
      return [2, [true], { a: true }];
    case "integer":
    case "seconds":
      return [1.5, true, [1], ...outsideOf(min, max)];
    case "commaList":
    case "commandLine":
    case "wordList":
      return [918273645, [918273645], { a: "b" }, true];
    case "map":
      return [918273645, ["a"], { a: 918273645 }];
    default:
      return [918273645, true, ["SECRET-918273645"], { "SECRET-918273645": 1 }];
  }
}

function outsideOf(min: number | undefined, max: number | undefined): readonly number[] {
  return [...min === undefined ? [] : [min - 1], ...max === undefined ? [] : [max + 1]];
}

/** Strings that are not valid for a setting; many types accept any string. */
function wrongStringsOf({ type, min, max }: SettingDefinition): readonly string[] {
  if (type === "boolean") return ["flase", "2", "yess"];
  if (type === "choice") return ["no such choice"];
  if (type !== "integer" && type !== "seconds") return [];
  return ["1.5", "one", "1 2", ...outsideOf(min, max).map(String)];
}

/** Returns all checks of a section. */
export function sectionContract(
  definition: SectionDefinition,
  options: ContractOptions = {},
): readonly ContractCheck[] {
  const contract = new Contract(definition, options);
  return [
    { name: "composes, and its id is unique", run: () => contract.composes() },
    { name: "every setting has one line of documentation, and a default of its type", run: () => contract.settings() },
    { name: "explain finds its settings by all of their names", run: () => contract.names() },
    { name: "reads environment variables", run: () => contract.readsEnv() },
    { name: "reads INI files", run: () => contract.readsIni() },
    { name: "reads YAML files", run: () => contract.readsYaml() },
    { name: "an empty value means not set", run: () => contract.emptyIsNotSet() },
    { name: "reads what it writes", run: () => contract.writes() },
    { name: "rejects values of the wrong type from each source", run: () => contract.rejects() },
    { name: "toDict has all settings by their wire names", run: () => contract.toDict() },
    { name: "is immutable, and with() returns a copy", run: () => contract.isImmutable() },
    { name: "shows no secret", run: () => contract.showsNoSecret() },
    { name: "the JSON Schema of config.yaml has it", run: () => contract.inSchema() },
  ];
}

class Contract {
  readonly #definition: SectionDefinition;
  readonly #path: string;
  readonly #plugins: readonly Plugin[];
  readonly #settings: readonly Setting[];
  readonly #from: (options: FromOptions<readonly Plugin[]>) => SectionUnderTest;
  readonly #make: (init: Record<string, unknown>) => SectionUnderTest;
  readonly #config: ((init: Record<string, unknown>) => WritableConfig) | null;
  readonly #envOf: (setting: SettingDefinition) => string | undefined;
  readonly #schema: () => object;

  constructor(definition: SectionDefinition, options: ContractOptions) {
    const { id } = definition;
    const known: readonly Plugin[] = [s3, gcs, azure];
    const isPlugin = options.from === undefined && !known.includes(definition);
    const plugins = isPlugin ? [...known, definition] : known;
    const data = (init: SectionInit<SectionDefinition>) => new DataConfig<readonly Plugin[]>({ [id]: init }, plugins);
    this.#definition = definition;
    this.#plugins = plugins;
    this.#path = options.path ?? `data_config.${id}`;
    this.#settings = Object.entries(definition.settings).filter(([, { inputOnly }]) => !inputOnly);
    this.#from = options.from ??
      ((given) => sectionOf(DataConfig.from({ ...given, plugins }), id));
    this.#make = options.make ??
      ((init) => sectionOf(data(init as SectionInit<SectionDefinition>), id));
    this.#config = options.config === undefined
      ? (init) => new Config<readonly Plugin[]>({ dataConfig: data(init as SectionInit<SectionDefinition>) })
      : options.config;
    this.#envOf = options.envOf ?? envOf;
    this.#schema = options.schema ?? (() => Config.jsonSchema({ plugins }));
  }

  #wireName(key: string): string {
    return this.#definition.settings[key]!.wire ?? wireName(key);
  }

  composes(): void {
    Config.from({ plugins: this.#plugins });
    const last = this.#plugins.at(-1)!;
    assert.equal(codeOf(() => Config.from({ plugins: [...this.#plugins, last] })), "duplicate_section");
  }

  settings(): void {
    const defaults = this.#make({});
    for (const [key, setting] of Object.entries(this.#definition.settings)) {
      assert.match(setting.doc, /^\S(.*\S)?$/, `${key}: one line of documentation`);
      assert.ok(Object.hasOwn(CODES, setting.type), `${key}: the type ${setting.type}`);
      assert.equal(setting.choices !== undefined, setting.type === "choice", `${key}: choices are for the type choice`);
      if (setting.choices) {
        assert.equal(new Set(setting.choices).size, setting.choices.length, `${key}: each choice once`);
      }
      if (setting.inputOnly) assert.ok(!(key in defaults), `${key} is not a property`);
    }
    for (const [key, setting] of this.#settings) {
      assert.deepEqual(plain(valueOf(defaults, key)), setting.default, key);
      if (setting.default !== undefined) {
        assert.deepEqual(plain(valueOf(this.#make({ [key]: setting.default }), key)), setting.default, key);
      }
    }
    assert.match(this.#definition.doc, /^\S(.*\S)?$/);
  }

  names(): void {
    const explanation = this.#make({}).explain();
    for (const [key, setting] of Object.entries(this.#definition.settings)) {
      const path = this.#pathOf(key);
      const camel = path.split(".").slice(0, -1).map(camelName).concat(key).join(".");
      const names = [path, camel, this.#envOf(setting), ...setting.envAliases ?? [], setting.ini, setting.yaml];
      for (const name of names.filter((name) => name !== undefined)) {
        assert.equal(explanation.find(name).path, path, name);
      }
      const { env, ini, yaml, doc } = explanation.find(path);
      assert.deepEqual({ env, ini, yaml, doc }, {
        env: this.#envOf(setting),
        ini: setting.ini,
        yaml: setting.yaml,
        doc: setting.doc,
      });
      if (env !== undefined) assert.ok(explanation.allowEnv.split(/[=,]/).includes(env), env);
    }
    assert.equal(codeOf(() => explanation.find(`${this.#path}.noSuchSetting`)), "unknown_setting");
  }

  readsEnv(): void {
    for (const [key, setting] of this.#settings) {
      const name = this.#envOf(setting);
      if (name === undefined) continue;
      check(stringsOf(setting), ([value, written]) => {
        const section = this.#from({ env: { [name]: written } });
        assert.deepEqual(valueOf(section, key), value, key);
        assert.deepEqual(section.explain().find(name).origin, { source: "env", name });
      });
    }
  }

  readsIni(): void {
    for (const [key, setting] of this.#settings) {
      const { ini } = setting;
      if (ini === undefined) continue;
      check(stringsOf(setting), ([value, written]) => {
        const section = this.#from({ file: iniFile(setting, value, written) });
        assert.deepEqual(plain(valueOf(section, key)), value, key);
        const { origin } = section.explain().find(ini);
        assert.ok(origin.source === "file" && origin.line === 2 && origin.key === ini, JSON.stringify(origin));
      });
    }
  }

  readsYaml(): void {
    for (const [key, setting] of this.#settings) {
      const { yaml } = setting;
      if (yaml === undefined) continue;
      check(valuesOf(setting), (value) => {
        const section = this.#from({ file: yamlFile(yaml, value) });
        assert.deepEqual(plain(valueOf(section, key)), value, key);
        const { origin } = section.explain().find(yaml);
        assert.ok(origin.source === "file" && origin.line === 1 && origin.key === yaml, JSON.stringify(origin));
      });
    }
  }

  emptyIsNotSet(): void {
    for (const [key, setting] of this.#settings) {
      const name = this.#envOf(setting);
      if (name !== undefined) {
        assert.deepEqual(plain(valueOf(this.#from({ env: { [name]: "" } }), key)), setting.default, key);
      }
      if (setting.ini !== undefined && setting.type !== "map") {
        const section = this.#from({ file: iniFile(setting, "", "") });
        assert.deepEqual(valueOf(section, key), setting.mayBeEmpty ? "" : setting.default, key);
      }
      for (
        const empty of setting.yaml === undefined ? [] : [null, ...CODES[setting.type] === "not_list" ? [[]] : [""]]
      ) {
        const section = this.#from({ file: yamlFile(setting.yaml!, empty) });
        assert.deepEqual(plain(valueOf(section, key)), setting.mayBeEmpty && empty === "" ? "" : setting.default, key);
      }
    }
  }

  writes(): void {
    if (this.#config === null) return;
    const config = this.#config;
    for (const [key, setting] of this.#settings) {
      check(valuesOf(setting), (value) => {
        const written = config({ [key]: value });
        const sources: (readonly [format: "env" | "ini" | "yaml", source: FromOptions<readonly Plugin[]>])[] = [];
        if (this.#envOf(setting) !== undefined) sources.push(["env", { env: written.toEnv() }]);
        if (setting.ini !== undefined) sources.push(["ini", { file: { name: "config", text: written.toIni!() } }]);
        if (setting.yaml !== undefined) {
          sources.push(["yaml", { file: { name: "config.yaml", text: written.toYaml() } }]);
        }
        for (const [format, source] of sources) {
          const path = this.#path === "" ? this.#wireName(key) : `${this.#path}.${this.#wireName(key)}`;
          if (written.notCarried(format).some((one) => one.path === path)) {
            // Python treats 0 as not set, and flyte 2 treats every string in a variable as true.
            assert.ok(value === 0 || value === false, `${key} is written: ${JSON.stringify(value)}`);
            continue;
          }
          assert.deepEqual(plain(valueOf(this.#from(source), key)), value, `${key}: ${JSON.stringify(source)}`);
        }
      });
    }
  }

  rejects(): void {
    for (const [key, setting] of this.#settings) {
      for (const wrong of wrongValuesOf(setting)) {
        this.#isRejected(setting, () => this.#make({ [key]: wrong }));
        // Values for other programs are reported, and not rejected.
        if (setting.yaml === undefined || setting.otherProgram !== undefined) continue;
        this.#isRejected(setting, () => this.#from({ file: yamlFile(setting.yaml!, wrong) }));
      }
      for (const wrong of wrongStringsOf(setting)) {
        const name = this.#envOf(setting);
        if (name !== undefined) this.#isRejected(setting, () => this.#from({ env: { [name]: wrong } }));
        if (setting.ini !== undefined) {
          this.#isRejected(setting, () => this.#from({ file: iniFile(setting, wrong, wrong) }));
        }
      }
    }
    assert.equal(codeOf(() => this.#make({ noSuchSetting: 1 })), "unknown_setting");
  }

  toDict(): void {
    const dict = this.#make({}).toDict();
    // Only the fields of the Python class.
    const settings = this.#settings.filter(([, { otherProgram, notInDict }]) =>
      otherProgram === undefined && !notInDict
    );
    const wire = settings.map(([key]) => this.#wireName(key));
    if (this.#path !== "") assert.deepEqual(Object.keys(dict), wire);
    for (const [index, [, { default: value = null }]] of settings.entries()) {
      assert.deepEqual(plain(dict[wire[index]!]), value, wire[index]);
    }
  }

  isImmutable(): void {
    const section = this.#make({});
    assert.ok(Object.isFrozen(section));
    for (const [key, setting] of this.#settings) {
      const [value] = fc.sample(valuesOf(setting), 1);
      const made = this.#make({ [key]: value });
      for (const one of [section, made]) {
        const read = valueOf(one, key);
        if (typeof read === "object") assert.ok(Object.isFrozen(read), `${key} is frozen`);
        const dict = one.toDict()[this.#wireName(key)];
        if (Array.isArray(dict)) {
          dict.push("changed");
          assert.ok(!(valueOf(one, key) as readonly unknown[]).includes("changed"), `toDict copies ${key}`);
        }
      }
      const changed = section.with?.({ [key]: value });
      if (changed === undefined) continue;
      assert.deepEqual(changed.toDict(), made.toDict());
      assert.equal(changed.constructor, section.constructor);
      assert.deepEqual(changed.explain().find(this.#pathOf(key)).origin, { source: "argument" });
      assert.deepEqual(plain(valueOf(section, key)), setting.default, "the original is unchanged");
    }
  }

  showsNoSecret(): void {
    const secret = "Tr0ub4dor";
    for (const [key, setting] of this.#settings.filter(([, { type }]) => type === "secret")) {
      const name = this.#envOf(setting);
      const sections = [
        this.#make({ [key]: secret }),
        ...name === undefined ? [] : [this.#from({ env: { [name]: secret } })],
        ...setting.ini === undefined ? [] : [this.#from({ file: iniFile(setting, secret, secret) })],
        ...setting.yaml === undefined ? [] : [this.#from({ file: yamlFile(setting.yaml, secret) })],
      ];
      for (const section of sections) {
        assert.equal(valueOf(section, key), secret);
        assert.equal(section.toDict()[this.#wireName(key)], secret);
        for (const printed of prints(section)) assert.ok(!printed.includes(secret), printed);
      }
    }
  }

  inSchema(): void {
    const schema = this.#schema();
    for (const [key, setting] of Object.entries(this.#definition.settings)) {
      if (setting.yaml === undefined) continue;
      let node = schema as Record<string, unknown>;
      for (const name of setting.yaml.split(".")) {
        node = (node.properties as Record<string, Record<string, unknown>>)[name]!;
      }
      assert.equal(node.description, setting.doc, key);
      assert.deepEqual(node.default, setting.default, key);
      for (const choice of setting.choices ?? []) {
        assert.ok((node.enum as unknown[]).includes(choice), `${key}: ${choice}`);
      }
    }
  }

  #pathOf(key: string): string {
    return [this.#path, this.#wireName(key)].filter((name) => name !== "").join(".");
  }

  #isRejected({ type }: SettingDefinition, call: () => unknown): void {
    const error = errorOf(call);
    assert.equal(error.code, CODES[type]);
    if (type !== "secret") return;
    for (const printed of [error.message, String(error.stack), JSON.stringify(error), inspect(error, { depth: 9 })]) {
      assert.ok(!printed.includes("918273645"), printed);
    }
  }
}

/** A value, and a string that represents it in the environment and in INI files. */
function stringsOf(setting: SettingDefinition): fc.Arbitrary<readonly [value: unknown, written: string]> {
  if (setting.type === "boolean") {
    const words = ["true", "1", "yes", "on", "false", "0", "no", "off", "TRUE", "False", "oN"];
    return fc.constantFrom(...words).map((word) => [/^(true|1|yes|on)$/i.test(word), word] as const);
  }
  const listed = (items: readonly unknown[]) => setting.type === "commaList" ? items.join(",") : JSON.stringify(items);
  return valuesOf(setting).map((value) => [value, Array.isArray(value) ? listed(value) : String(value)] as const);
}

function iniFile(
  { ini, type }: SettingDefinition,
  value: unknown,
  written: string,
): { name: string; text: string } {
  const dot = ini!.indexOf(".");
  const lines = type === "map"
    ? [`[${ini}]`, ...Object.entries(value as object).map(([name, item]) => `${name} = ${percent(String(item))}`)]
    : [`[${ini!.slice(0, dot)}]`, `${ini!.slice(dot + 1)} = ${percent(written)}`];
  return { name: "config", text: lines.join("\n") };
}

function yamlFile(yaml: string, value: unknown): { name: string; text: string } {
  const nested = yaml.split(".").reduceRight((below, key) => ({ [key]: below }), value);
  return { name: "config.yaml", text: JSON.stringify(nested) };
}

function percent(written: string): string {
  return written.replaceAll("%", "%%");
}

/** The environment variable of a setting: its own, or the one that follows from its INI name. */
function envOf({ env, ini, type }: SettingDefinition): string | undefined {
  return env ?? (ini === undefined || type === "map" ? undefined : `FLYTE_${ini.replace(".", "_")}`.toUpperCase());
}

function wireName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function camelName(wire: string): string {
  return wire.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

function valueOf(section: SectionUnderTest, key: string): unknown {
  return (section as unknown as Record<string, unknown>)[key];
}

/** Removes the prototype, which differs between values that were read and values that were passed. */
function plain(value: unknown): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : value;
}

/** Every way to print a section. */
function* prints(section: SectionUnderTest): Generator<string> {
  const explanation = section.explain();
  for (const value of [section, explanation, { ...section }, Object.entries(section), [...explanation]]) {
    yield `${value}`;
    yield JSON.stringify(value);
    yield inspect(value, { depth: Infinity, showHidden: true });
    yield inspect(value, { depth: 0 });
    yield denoInspect(value);
  }
  for (const explained of explanation) yield String(explained);
}

function denoInspect(value: unknown): string {
  const { Deno } = globalThis as { readonly Deno?: { inspect(value: unknown, options: object): string } };
  return Deno?.inspect(value, { depth: 20, showHidden: true }) ?? "";
}

function check<T>(values: fc.Arbitrary<T>, predicate: (value: T) => void): void {
  fc.assert(fc.property(values, (value) => predicate(value)), { numRuns: fc.readConfigureGlobal()?.numRuns ?? 40 });
}

function errorOf(call: () => unknown): FlyteConfigError {
  try {
    call();
  } catch (error) {
    if (error instanceof FlyteConfigError) return error;
    throw error;
  }
  throw new assert.AssertionError({ message: "nothing was thrown" });
}

function codeOf(call: () => unknown): string {
  return errorOf(call).code;
}
