/**
 * What holds for every section of settings, whoever wrote its table. Authors of plugins run it on theirs: it needs the
 * library, fast-check and `node:assert`, and no test framework.
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

/** One thing that holds for a section; `run` throws if it does not. */
export interface ContractCheck {
  /** What holds. */
  readonly name: string;
  /** Checks it. */
  readonly run: () => void;
}

/** A section, or a configuration that has the settings of one as properties. */
export interface SectionUnderTest {
  /** What its settings are. */
  explain(): Explanation;
  /** With secrets. */
  toDict(): Record<string, unknown>;
  /** The section with other values. */
  with?(changes: Record<string, unknown>): SectionUnderTest;
}

/** A configuration that can be written. */
export type WritableConfig =
  & Pick<Config, "toEnv" | "toYaml">
  & Partial<Pick<Config, "toIni">>
  & { notCarried(format: "env" | "ini" | "yaml"): readonly NotCarried[] };

/** How to come by a section that is no storage plugin. */
export interface ContractOptions {
  /** Names on the wire that lead to it. Default: `data_config.` and its id. */
  readonly path?: string;
  /** Reads it. Default: as a plugin, beside S3, Google Cloud Storage and Azure. */
  readonly from?: (options: FromOptions<readonly Plugin[]>) => SectionUnderTest;
  /** Makes it of values. Default: as a plugin. */
  readonly make?: (init: Record<string, unknown>) => SectionUnderTest;
  /** A configuration that has it; `null` if none has. Default: as a plugin. */
  readonly config?: ((init: Record<string, unknown>) => WritableConfig) | null;
  /** The name of a row's variable. Default: its own, or the one that follows from its name in INI files. */
  readonly envOf?: (row: SettingDefinition) => string | undefined;
  /** The JSON Schema of `config.yaml`. Default: with the plugin. */
  readonly schema?: () => object;
}

type Row = readonly [key: string, row: SettingDefinition];

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

/** Which sections there are is only known when this runs. */
function sectionOf(data: object, id: string): SectionUnderTest {
  return (data as Readonly<Record<string, SectionUnderTest>>)[id]!;
}

const ODD_TEXTS =
  "yes No on 1:30 ~ null 0o17 012 1e3 .inf 2001-01-01 # #a a#b a: :a - -a ? [x ]{ } & * ! | > ' \" \\ % %% %(x)s ; ;a = a=b << $HOME é 🚀 a\tb"
    .split(" ").concat("a # b", "a: b", "- a", "? a");

/** Texts that any source can carry: in one line, and without white space at the ends. */
const text = fc.oneof(
  fc.constantFrom(...ODD_TEXTS),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).filter((value) =>
    value.trim() === value && !/[\p{C}\p{Zl}\p{Zp}]/u.test(value)
  ),
);

/** Values of a row, none of them empty. */
function valuesOf({ type: kind, choices = [], min, max }: SettingDefinition): fc.Arbitrary<unknown> {
  switch (kind) {
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

/** Values that a YAML file or a program may give for a row, and that are none. */
function wrongValuesOf({ type: kind, min, max }: SettingDefinition): readonly unknown[] {
  switch (kind) {
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

/** Texts that are no value of a row; many kinds take any text. */
function wrongTextsOf({ type: kind, min, max }: SettingDefinition): readonly string[] {
  if (kind === "boolean") return ["flase", "2", "yess"];
  if (kind === "choice") return ["no such choice"];
  if (kind !== "integer" && kind !== "seconds") return [];
  return ["1.5", "one", "1 2", ...outsideOf(min, max).map(String)];
}

/** All that holds for a section. */
export function sectionContract(table: SectionDefinition, options: ContractOptions = {}): readonly ContractCheck[] {
  const contract = new Contract(table, options);
  return [
    { name: "composes, and only once", run: () => contract.composes() },
    { name: "every setting is described in one line, and its default is a value of it", run: () => contract.rows() },
    { name: "its values can be asked for by their names", run: () => contract.names() },
    { name: "reads what the environment says", run: () => contract.readsEnv() },
    { name: "reads what INI files say", run: () => contract.readsIni() },
    { name: "reads what YAML files say", run: () => contract.readsYaml() },
    { name: "an empty text is the same as nothing", run: () => contract.emptyIsNothing() },
    { name: "what is written is read again", run: () => contract.writes() },
    { name: "refuses values of other kinds, from each source", run: () => contract.refuses() },
    { name: "toDict has all settings by their names on the wire", run: () => contract.toDict() },
    { name: "is immutable, and with() gives another", run: () => contract.isImmutable() },
    { name: "shows no secret", run: () => contract.showsNoSecret() },
    { name: "the JSON Schema of config.yaml has it", run: () => contract.inSchema() },
  ];
}

class Contract {
  readonly #table: SectionDefinition;
  readonly #path: string;
  readonly #plugins: readonly Plugin[];
  readonly #rows: readonly Row[];
  readonly #from: (options: FromOptions<readonly Plugin[]>) => SectionUnderTest;
  readonly #make: (init: Record<string, unknown>) => SectionUnderTest;
  readonly #config: ((init: Record<string, unknown>) => WritableConfig) | null;
  readonly #envOf: (row: SettingDefinition) => string | undefined;
  readonly #schema: () => object;

  constructor(table: SectionDefinition, options: ContractOptions) {
    const { id } = table;
    const known: readonly Plugin[] = [s3, gcs, azure];
    const isPlugin = options.from === undefined && !known.includes(table);
    const plugins = isPlugin ? [...known, table] : known;
    const data = (init: SectionInit<SectionDefinition>) => new DataConfig<readonly Plugin[]>({ [id]: init }, plugins);
    this.#table = table;
    this.#plugins = plugins;
    this.#path = options.path ?? `data_config.${id}`;
    this.#rows = Object.entries(table.settings).filter(([, { inputOnly }]) => !inputOnly);
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
    return this.#table.settings[key]!.wire ?? wireName(key);
  }

  composes(): void {
    Config.from({ plugins: this.#plugins });
    const last = this.#plugins.at(-1)!;
    assert.equal(codeOf(() => Config.from({ plugins: [...this.#plugins, last] })), "duplicate_section");
  }

  rows(): void {
    const defaults = this.#make({});
    for (const [key, row] of Object.entries(this.#table.settings)) {
      assert.match(row.doc, /^\S(.*\S)?$/, `${key}: one line of documentation`);
      assert.ok(Object.hasOwn(CODES, row.type), `${key}: the kind ${row.type}`);
      assert.equal(row.choices !== undefined, row.type === "choice", `${key}: choices are for the kind choice`);
      if (row.choices) assert.equal(new Set(row.choices).size, row.choices.length, `${key}: each choice once`);
      if (row.inputOnly) assert.ok(!(key in defaults), `${key} is no property`);
    }
    for (const [key, row] of this.#rows) {
      assert.deepEqual(plain(valueOf(defaults, key)), row.default, key);
      if (row.default !== undefined) {
        assert.deepEqual(plain(valueOf(this.#make({ [key]: row.default }), key)), row.default, key);
      }
    }
    assert.match(this.#table.doc, /^\S(.*\S)?$/);
  }

  names(): void {
    const explanation = this.#make({}).explain();
    for (const [key, row] of Object.entries(this.#table.settings)) {
      const path = this.#pathOf(key);
      const camel = path.split(".").slice(0, -1).map(camelName).concat(key).join(".");
      const names = [path, camel, this.#envOf(row), ...row.envAliases ?? [], row.ini, row.yaml];
      for (const name of names.filter((name) => name !== undefined)) {
        assert.equal(explanation.find(name).path, path, name);
      }
      const { env, ini, yaml, doc } = explanation.find(path);
      assert.deepEqual({ env, ini, yaml, doc }, { env: this.#envOf(row), ini: row.ini, yaml: row.yaml, doc: row.doc });
      if (env !== undefined) assert.ok(explanation.allowEnv.split(/[=,]/).includes(env), env);
    }
    assert.equal(codeOf(() => explanation.find(`${this.#path}.noSuchSetting`)), "unknown_setting");
  }

  readsEnv(): void {
    for (const [key, row] of this.#rows) {
      const name = this.#envOf(row);
      if (name === undefined) continue;
      check(textsOf(row), ([value, written]) => {
        const section = this.#from({ env: { [name]: written } });
        assert.deepEqual(valueOf(section, key), value, key);
        assert.deepEqual(section.explain().find(name).origin, { source: "env", name });
      });
    }
  }

  readsIni(): void {
    for (const [key, row] of this.#rows) {
      const { ini } = row;
      if (ini === undefined) continue;
      check(textsOf(row), ([value, written]) => {
        const section = this.#from({ file: iniFile(row, value, written) });
        assert.deepEqual(plain(valueOf(section, key)), value, key);
        const { origin } = section.explain().find(ini);
        assert.ok(origin.source === "file" && origin.line === 2 && origin.key === ini, JSON.stringify(origin));
      });
    }
  }

  readsYaml(): void {
    for (const [key, row] of this.#rows) {
      const { yaml } = row;
      if (yaml === undefined) continue;
      check(valuesOf(row), (value) => {
        const section = this.#from({ file: yamlFile(yaml, value) });
        assert.deepEqual(plain(valueOf(section, key)), value, key);
        const { origin } = section.explain().find(yaml);
        assert.ok(origin.source === "file" && origin.line === 1 && origin.key === yaml, JSON.stringify(origin));
      });
    }
  }

  emptyIsNothing(): void {
    for (const [key, row] of this.#rows) {
      const name = this.#envOf(row);
      if (name !== undefined) {
        assert.deepEqual(plain(valueOf(this.#from({ env: { [name]: "" } }), key)), row.default, key);
      }
      if (row.ini !== undefined && row.type !== "map") {
        const section = this.#from({ file: iniFile(row, "", "") });
        assert.deepEqual(valueOf(section, key), row.mayBeEmpty ? "" : row.default, key);
      }
      for (const empty of row.yaml === undefined ? [] : [null, ...CODES[row.type] === "not_list" ? [[]] : [""]]) {
        const section = this.#from({ file: yamlFile(row.yaml!, empty) });
        assert.deepEqual(plain(valueOf(section, key)), row.mayBeEmpty && empty === "" ? "" : row.default, key);
      }
    }
  }

  writes(): void {
    if (this.#config === null) return;
    const config = this.#config;
    for (const [key, row] of this.#rows) {
      check(valuesOf(row), (value) => {
        const written = config({ [key]: value });
        const sources: (readonly [format: "env" | "ini" | "yaml", source: FromOptions<readonly Plugin[]>])[] = [];
        if (this.#envOf(row) !== undefined) sources.push(["env", { env: written.toEnv() }]);
        if (row.ini !== undefined) sources.push(["ini", { file: { name: "config", text: written.toIni!() } }]);
        if (row.yaml !== undefined) sources.push(["yaml", { file: { name: "config.yaml", text: written.toYaml() } }]);
        for (const [format, source] of sources) {
          const path = this.#path === "" ? this.#wireName(key) : `${this.#path}.${this.#wireName(key)}`;
          if (written.notCarried(format).some((one) => one.path === path)) {
            // Python takes 0 for nothing, and flyte 2 takes each string of a variable for true.
            assert.ok(value === 0 || value === false, `${key} is carried: ${JSON.stringify(value)}`);
            continue;
          }
          assert.deepEqual(plain(valueOf(this.#from(source), key)), value, `${key}: ${JSON.stringify(source)}`);
        }
      });
    }
  }

  refuses(): void {
    for (const [key, row] of this.#rows) {
      for (const wrong of wrongValuesOf(row)) {
        this.#isRefused(row, () => this.#make({ [key]: wrong }));
        // What another program reads is told, and not refused.
        if (row.yaml === undefined || row.otherProgram !== undefined) continue;
        this.#isRefused(row, () => this.#from({ file: yamlFile(row.yaml!, wrong) }));
      }
      for (const wrong of wrongTextsOf(row)) {
        const name = this.#envOf(row);
        if (name !== undefined) this.#isRefused(row, () => this.#from({ env: { [name]: wrong } }));
        if (row.ini !== undefined) this.#isRefused(row, () => this.#from({ file: iniFile(row, wrong, wrong) }));
      }
    }
    assert.equal(codeOf(() => this.#make({ noSuchSetting: 1 })), "unknown_setting");
  }

  toDict(): void {
    const dict = this.#make({}).toDict();
    // The fields of the Python class, and nothing else.
    const rows = this.#rows.filter(([, { otherProgram, notInDict }]) => otherProgram === undefined && !notInDict);
    const wire = rows.map(([key]) => this.#wireName(key));
    if (this.#path !== "") assert.deepEqual(Object.keys(dict), wire);
    for (const [index, [, { default: value = null }]] of rows.entries()) {
      assert.deepEqual(plain(dict[wire[index]!]), value, wire[index]);
    }
  }

  isImmutable(): void {
    const section = this.#make({});
    assert.ok(Object.isFrozen(section));
    for (const [key, row] of this.#rows) {
      const [value] = fc.sample(valuesOf(row), 1);
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
      assert.deepEqual(plain(valueOf(section, key)), row.default, "the first is as it was");
    }
  }

  showsNoSecret(): void {
    const secret = "Tr0ub4dor";
    for (const [key, row] of this.#rows.filter(([, { type: kind }]) => kind === "secret")) {
      const name = this.#envOf(row);
      const sections = [
        this.#make({ [key]: secret }),
        ...name === undefined ? [] : [this.#from({ env: { [name]: secret } })],
        ...row.ini === undefined ? [] : [this.#from({ file: iniFile(row, secret, secret) })],
        ...row.yaml === undefined ? [] : [this.#from({ file: yamlFile(row.yaml, secret) })],
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
    for (const [key, row] of Object.entries(this.#table.settings)) {
      if (row.yaml === undefined) continue;
      let node = schema as Record<string, unknown>;
      for (const name of row.yaml.split(".")) {
        node = (node.properties as Record<string, Record<string, unknown>>)[name]!;
      }
      assert.equal(node.description, row.doc, key);
      assert.deepEqual(node.default, row.default, key);
      for (const choice of row.choices ?? []) assert.ok((node.enum as unknown[]).includes(choice), `${key}: ${choice}`);
    }
  }

  #pathOf(key: string): string {
    return [this.#path, this.#wireName(key)].filter((name) => name !== "").join(".");
  }

  #isRefused({ type: kind }: SettingDefinition, call: () => unknown): void {
    const error = errorOf(call);
    assert.equal(error.code, CODES[kind]);
    if (kind !== "secret") return;
    for (const printed of [error.message, String(error.stack), JSON.stringify(error), inspect(error, { depth: 9 })]) {
      assert.ok(!printed.includes("918273645"), printed);
    }
  }
}

/** A value, and a text that stands for it in the environment and in INI files. */
function textsOf(row: SettingDefinition): fc.Arbitrary<readonly [value: unknown, written: string]> {
  if (row.type === "boolean") {
    const words = ["true", "1", "yes", "on", "false", "0", "no", "off", "TRUE", "False", "oN"];
    return fc.constantFrom(...words).map((word) => [/^(true|1|yes|on)$/i.test(word), word] as const);
  }
  const listed = (items: readonly unknown[]) => row.type === "commaList" ? items.join(",") : JSON.stringify(items);
  return valuesOf(row).map((value) => [value, Array.isArray(value) ? listed(value) : String(value)] as const);
}

function iniFile(
  { ini, type: kind }: SettingDefinition,
  value: unknown,
  written: string,
): { name: string; text: string } {
  const dot = ini!.indexOf(".");
  const lines = kind === "map"
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

/** The name of a row's variable: its own, or the one that follows from its name in INI files. */
function envOf({ env, ini, type: kind }: SettingDefinition): string | undefined {
  return env ?? (ini === undefined || kind === "map" ? undefined : `FLYTE_${ini.replace(".", "_")}`.toUpperCase());
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

/** Without the prototype, which differs between texts that were read and values that were given. */
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
  fc.assert(fc.property(values, (value) => predicate(value)), { numRuns: 40 });
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
