/**
 * Checks that hold for every section of settings, whatever its product.
 *
 * @module
 */
import type { FromOptions } from "../flytekit/config/options.ts";
import { isField, type SectionDefinition, type SettingDefinition, wireName } from "../settings/definition.ts";
import type { Explanation } from "../settings/explain.ts";
import type { SettingIssue } from "../settings/issues.ts";
import type { Origin } from "../settings/origin.ts";
import type { Plugin } from "../settings/plugin.ts";
import { type JsonSchema, VALUE_TYPES } from "../settings/value_types.ts";
import type { NotCarried, WrittenFormat } from "../settings/write/write.ts";
import { attempt, errorOf, expect, expectEqual, expectValue, isEqual, type Tested } from "./expect.ts";
import { printsOfError, printsOfSection } from "./prints.ts";
import { samplesOf, secretOf, writtenSamples, WRONG, wrongStringsOf, wrongValuesOf } from "./samples.ts";

/** One check of a contract: a test, for any test framework. */
export interface ContractCheck {
  /** The property that is checked. */
  readonly name: string;
  /**
   * Runs the check.
   *
   * @throws {FlyteConfigError} `contract_not_met` – when the section does not have the property.
   */
  readonly run: () => void | Promise<void>;
}

/**
 * Returns further valid values of a setting to try, none of them empty.
 *
 * @param definition – Definition of the setting.
 * @param key – Name of its property.
 * @returns The values.
 */
export type FurtherValues = (definition: SettingDefinition, key: string) => Iterable<unknown>;

/** A section, or a configuration that has the settings of one as properties. */
export interface SectionUnderTest {
  /** Issues about the settings. */
  readonly issues?: readonly SettingIssue[];
  /** Explains the settings. */
  explain(): Explanation;
  /** Returns the values, including secrets. */
  toDict(): Record<string, unknown>;
  /** Returns a copy with other values. */
  with?(changes: Record<string, unknown>): SectionUnderTest;
}

/** A configuration that can be written. */
export interface WritableConfig {
  /** Writes environment variables. */
  toEnv(): Record<string, string>;
  /** Writes `config.yaml`. */
  toYaml(): string;
  /** Writes an INI file, if the product has them. */
  toIni?(): string;
  /** Lists what a format cannot hold. */
  notCarried(format: WrittenFormat): readonly NotCarried[];
}

/** Functions of a section that is tested. */
export interface SectionFunctions {
  /** Path of the section in wire names; empty for the settings of `Config` itself. */
  readonly path: string;
  /** Reads the section. */
  readonly from: (options: FromOptions<readonly Plugin[]>) => SectionUnderTest;
  /** Creates the section from values. */
  readonly make: (init: Record<string, unknown>) => SectionUnderTest;
  /** Creates a configuration with the section; `null` if it is not part of one. */
  readonly config: ((init: Record<string, unknown>) => WritableConfig) | null;
  /** Returns the JSON Schema of `config.yaml`. */
  readonly schema: () => JsonSchema;
  /** Returns the environment variable of a setting. Default: as in flytekit. */
  readonly envOf?: ((definition: SettingDefinition) => string | undefined) | undefined;
  /** Further values to try. */
  readonly values?: FurtherValues | undefined;
}

/** Returns the checks of a section. */
export function sectionContract(definition: SectionDefinition, functions: SectionFunctions): readonly ContractCheck[] {
  const contract = new SectionContract(definition, functions);
  return [
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

/** A setting that is tested, with its name. */
interface TestedSetting extends Tested {
  readonly key: string;
  readonly wire: string;
  readonly env: string | undefined;
}

class SectionContract {
  readonly #definition: SectionDefinition;
  readonly #functions: SectionFunctions;
  /** All settings, and those that are properties. */
  readonly #all: readonly TestedSetting[];
  readonly #settings: readonly TestedSetting[];

  constructor(definition: SectionDefinition, functions: SectionFunctions) {
    const { path, envOf = variableOf } = functions;
    this.#definition = definition;
    this.#functions = functions;
    this.#all = Object.entries(definition.settings).map(([key, setting]) => {
      const wire = setting.wire ?? wireName(key);
      return { key, wire, path: path === "" ? wire : `${path}.${wire}`, definition: setting, env: envOf(setting) };
    });
    this.#settings = this.#all.filter((setting) => !setting.definition.inputOnly);
  }

  settings(): void {
    const { id, doc } = this.#definition;
    expect(isLine(doc), id, "doc must be one line of documentation");
    const defaults = this.#make({}, id, "created from defaults");
    for (const { key, path, definition } of this.#all) {
      const { type, choices, default: fallback, min, max } = definition;
      expect(isLine(definition.doc), path, "doc must be one line of documentation");
      expect(choices === undefined === (type !== "choice"), path, "choices belong to the type choice, and only to it");
      const isNumber = type === "integer" || type === "seconds";
      expect(isNumber || (min ?? max) === undefined, path, "min and max belong to the types integer and seconds");
      expect(new Set(choices).size === (choices?.length ?? 0), path, "each of the choices must be listed once");
      // Definitions are printed, in schemas and documentation.
      expect(!VALUE_TYPES[type].isSecret || fallback === undefined, path, "a secret must not have a default");
      if (definition.inputOnly) expect(!(key in defaults), path, "inputOnly settings must not be properties");
    }
    for (const setting of this.#settings) {
      const { key, path, definition: { default: fallback } } = setting;
      expectValue(setting, "created from defaults", valueOf(defaults, key), fallback);
      if (fallback === undefined) continue;
      const made = this.#make({ [key]: fallback }, path, "created with its default");
      expectValue(setting, "created with its default", valueOf(made, key), fallback);
    }
  }

  names(): void {
    const { id } = this.#definition;
    const explanation = this.#make({}, id, "created from defaults").explain();
    for (const { key, path, definition, env } of this.#all) {
      const camel = [...path.split(".").slice(0, -1).map(camelName), key].join(".");
      const { envAliases = [], ini, yaml, doc } = definition;
      for (const name of [path, camel, env, ...envAliases, ini, yaml].filter((name) => name !== undefined)) {
        const done = `explained as ${name}`;
        expectEqual(path, done, attempt(path, done, () => explanation.find(name)).path, path);
      }
      const found = explanation.find(path);
      const names = { env: found.env, ini: found.ini, yaml: found.yaml, doc: found.doc };
      expectEqual(path, "explained", names, { env, ini, yaml, doc });
      if (env === undefined) continue;
      expect(explanation.allowEnv.split(/[=,]/).includes(env), path, `explain: allowEnv does not list ${env}`);
    }
    const unknown = `${this.#functions.path}.noSuchSetting`;
    const done = "explained an unknown setting";
    expectEqual(id, done, errorOf(id, done, () => explanation.find(unknown)).code, "unknown_setting");
  }

  readsEnv(): void {
    for (const setting of this.#settings) {
      const { key, path, env } = setting;
      if (env === undefined) continue;
      const done = `read from env ${env}`;
      for (const [value, written] of this.#written(setting)) {
        const section = this.#from({ env: { [env]: written } }, path, done);
        expectValue(setting, done, valueOf(section, key), value);
        const { origin } = section.explain().find(env);
        expectEqual(path, `${done}: origin`, origin, { source: "env", name: env });
      }
    }
  }

  readsIni(): void {
    for (const setting of this.#settings) {
      const { key, path, definition } = setting;
      const { ini } = definition;
      if (ini === undefined) continue;
      const done = `read from INI ${ini}`;
      for (const [value, written] of this.#written(setting)) {
        const section = this.#from({ file: iniFile(definition, value, written) }, path, done);
        expectValue(setting, done, valueOf(section, key), value);
        const { origin } = section.explain().find(ini);
        expectEqual(path, `${done}: origin`, placeOf(origin), { line: 2, key: ini });
      }
    }
  }

  readsYaml(): void {
    for (const setting of this.#settings) {
      const { key, path, definition: { yaml } } = setting;
      if (yaml === undefined) continue;
      const done = `read from YAML ${yaml}`;
      for (const value of this.#values(setting)) {
        const section = this.#from({ file: yamlFile(yaml, value) }, path, done);
        expectValue(setting, done, valueOf(section, key), value);
        const { origin } = section.explain().find(yaml);
        expectEqual(path, `${done}: origin`, placeOf(origin), { line: 1, key: yaml });
      }
    }
  }

  emptyIsNotSet(): void {
    for (const setting of this.#settings) {
      const { key, path, definition, env } = setting;
      const { ini, yaml, type, mayBeEmpty, default: fallback } = definition;
      const expectRead = (source: FromOptions<readonly Plugin[]>, where: string, expected: unknown): void => {
        const done = `read an empty value from ${where}`;
        expectValue(setting, done, valueOf(this.#from(source, path, done), key), expected);
      };
      const empty = mayBeEmpty ? "" : fallback;
      if (env !== undefined) expectRead({ env: { [env]: "" } }, `env ${env}`, fallback);
      if (ini !== undefined && type !== "map") expectRead({ file: iniFile(definition, "", "") }, `INI ${ini}`, empty);
      if (yaml === undefined) continue;
      expectRead({ file: yamlFile(yaml, null) }, `YAML ${yaml}`, fallback);
      const isList = VALUE_TYPES[type].code === "not_list";
      expectRead({ file: yamlFile(yaml, isList ? [] : "") }, `YAML ${yaml}`, isList ? fallback : empty);
    }
  }

  writes(): void {
    const { config } = this.#functions;
    if (config === null) return;
    for (const setting of this.#settings) {
      const { key, path, definition: { ini, yaml }, env } = setting;
      for (const value of this.#values(setting)) {
        const written = attempt(path, "created", () => config({ [key]: value }));
        const sources: (readonly [format: WrittenFormat, read: () => FromOptions<readonly Plugin[]>])[] = [
          ...env === undefined ? [] : [["env", () => ({ env: written.toEnv() })] as const],
          ...ini === undefined ? [] : [["ini", () => ({ file: { name: "config", text: written.toIni!() } })] as const],
          ...yaml === undefined
            ? []
            : [["yaml", () => ({ file: { name: "config.yaml", text: written.toYaml() } })] as const],
        ];
        for (const [format, source] of sources) {
          const done = `written as ${format} and read again`;
          if (written.notCarried(format).some((one) => one.path === path)) {
            // Python treats 0 as not set, and flyte 2 treats every string in a variable as true.
            expect(value === 0 || value === false, path, `notCarried says that ${format} cannot hold it`);
            continue;
          }
          expectValue(setting, done, valueOf(this.#from(attempt(path, done, source), path, done), key), value);
        }
      }
    }
  }

  rejects(): void {
    for (const setting of this.#settings) {
      const { key, definition, env } = setting;
      const { yaml, ini, otherProgram } = definition;
      for (const wrong of wrongValuesOf(definition)) {
        this.#isRejected(setting, "an argument", () => this.#functions.make({ [key]: wrong }));
        if (yaml === undefined || otherProgram !== undefined) continue;
        this.#isRejected(setting, `YAML ${yaml}`, () => this.#functions.from({ file: yamlFile(yaml, wrong) }));
      }
      // Values for other programs are reported, and not rejected.
      for (const wrong of otherProgram === undefined ? wrongStringsOf(definition) : []) {
        if (env !== undefined) {
          this.#isRejected(setting, `env ${env}`, () => this.#functions.from({ env: { [env]: wrong } }));
        }
        if (ini === undefined) continue;
        this.#isRejected(
          setting,
          `INI ${ini}`,
          () => this.#functions.from({ file: iniFile(definition, wrong, wrong) }),
        );
      }
    }
    const { id } = this.#definition;
    const done = "created with an unknown setting";
    const { code } = errorOf(id, done, () => this.#functions.make({ noSuchSetting: 1 }));
    expectEqual(id, done, code, "unknown_setting");
  }

  toDict(): void {
    const { id } = this.#definition;
    const dict = this.#make({}, id, "created from defaults").toDict();
    const fields = this.#settings.filter(({ definition }) => isField(definition));
    if (this.#functions.path !== "") {
      expectEqual(id, "names in toDict", Object.keys(dict), fields.map(({ wire }) => wire));
    }
    for (const field of fields) {
      expectValue(field, "toDict of defaults", dict[field.wire], field.definition.default ?? null);
    }
  }

  isImmutable(): void {
    const { id } = this.#definition;
    const section = this.#make({}, id, "created from defaults");
    expect(Object.isFrozen(section), id, "the section must be frozen");
    for (const setting of this.#settings) {
      const { key, path, wire } = setting;
      const [value] = this.#values(setting);
      if (value === undefined) continue;
      const made = this.#make({ [key]: value }, path, "created");
      for (const one of [section, made]) {
        const read = valueOf(one, key);
        expect(typeof read !== "object" || Object.isFrozen(read), path, "the value must be frozen");
        const dict = one.toDict()[wire];
        if (!Array.isArray(dict)) continue;
        dict.push("changed");
        expect(!(valueOf(one, key) as readonly unknown[]).includes("changed"), path, "toDict must copy the value");
      }
      if (section.with === undefined) continue;
      const changed = attempt(path, "with()", () => section.with!({ [key]: value }));
      const same = isEqual(changed.toDict(), made.toDict());
      expect(same, path, "with() must return the same values as the constructor");
      expect(changed.constructor === section.constructor, path, "with() must return an instance of the same class");
      expectEqual(path, "with(): origin", changed.explain().find(path).origin, { source: "argument" });
      expectValue(setting, "after with(), in the original", valueOf(section, key), setting.definition.default);
    }
  }

  showsNoSecret(): void {
    for (const setting of this.#settings.filter(({ definition }) => VALUE_TYPES[definition.type].isSecret)) {
      const { key, path, wire, definition, env } = setting;
      const { ini, yaml } = definition;
      const secret = secretOf(key);
      const sections = [
        this.#make({ [key]: secret }, path, "created"),
        ...env === undefined ? [] : [this.#from({ env: { [env]: secret } }, path, `read from env ${env}`)],
        ...ini === undefined
          ? []
          : [this.#from({ file: iniFile(definition, secret, secret) }, path, `read from INI ${ini}`)],
        ...yaml === undefined ? [] : [this.#from({ file: yamlFile(yaml, secret) }, path, `read from YAML ${yaml}`)],
      ];
      for (const section of sections) {
        expectValue(setting, "the property", valueOf(section, key), secret);
        expectValue(setting, "toDict", section.toDict()[wire], secret);
        for (const [route, printed] of printsOfSection(section)) {
          expect(!printed.includes(secret), path, `${route} shows the secret`);
        }
      }
    }
  }

  inSchema(): void {
    const schema = this.#functions.schema();
    for (const { path, definition } of this.#all) {
      const { yaml, choices = [], default: fallback, doc } = definition;
      if (yaml === undefined) continue;
      let node: Readonly<Record<string, unknown>> | undefined = schema;
      for (const name of yaml.split(".")) {
        node = (node?.properties as Readonly<Record<string, typeof node>> | undefined)?.[name];
      }
      expect(node !== undefined, path, `the JSON Schema has no ${yaml}`);
      expectEqual(path, "description in the JSON Schema", node.description, doc);
      expectEqual(path, "default in the JSON Schema", node.default, fallback);
      const allowed = node.enum as readonly unknown[] | undefined;
      for (const choice of choices) {
        expect(allowed?.includes(choice) === true, path, `the JSON Schema does not allow ${choice}`);
      }
    }
  }

  #make(init: Record<string, unknown>, subject: string, done: string): SectionUnderTest {
    return attempt(subject, done, () => this.#functions.make(init));
  }

  #from(source: FromOptions<readonly Plugin[]>, subject: string, done: string): SectionUnderTest {
    return attempt(subject, done, () => this.#functions.from(source));
  }

  #values({ key, definition }: TestedSetting): readonly unknown[] {
    return valuesOf(this.#functions.values, key, definition);
  }

  #written(setting: TestedSetting): readonly (readonly [value: unknown, written: string])[] {
    return writtenSamples(setting.definition, this.#values(setting));
  }

  #isRejected({ path, definition: { type } }: TestedSetting, source: string, call: () => unknown): void {
    const done = `a value of the wrong type from ${source}`;
    const error = errorOf(path, done, call);
    const { code, isSecret } = VALUE_TYPES[type];
    expectEqual(path, done, error.code, code);
    if (!isSecret) return;
    for (const [route, printed] of printsOfError(error)) {
      expect(!printed.includes(String(WRONG)), path, `${done}: ${route} shows the value`);
    }
  }
}

/** Returns the values of a setting to try: samples, and further ones. */
export function valuesOf(
  further: FurtherValues | undefined,
  key: string,
  definition: SettingDefinition,
): readonly unknown[] {
  return [...samplesOf(definition), ...further?.(definition, key) ?? []];
}

/** The environment variable of a setting: an alias, its own, or the one that follows from its INI name. */
function variableOf({ envAliases: [alias] = [], env, ini, type }: SettingDefinition): string | undefined {
  return alias ?? env ??
    (ini === undefined || type === "map" ? undefined : `FLYTE_${ini.replace(".", "_")}`.toUpperCase());
}

function iniFile(
  { ini, type }: SettingDefinition,
  value: unknown,
  written: string,
): { readonly name: string; readonly text: string } {
  const dot = ini!.indexOf(".");
  const lines = type === "map"
    ? [`[${ini}]`, ...Object.entries(value as object).map(([name, item]) => `${name} = ${percent(String(item))}`)]
    : [`[${ini!.slice(0, dot)}]`, `${ini!.slice(dot + 1)} = ${percent(written)}`];
  return { name: "config", text: lines.join("\n") };
}

function percent(written: string): string {
  return written.replaceAll("%", "%%");
}

function yamlFile(yaml: string, value: unknown): { readonly name: string; readonly text: string } {
  const nested = yaml.split(".").reduceRight((below, key) => ({ [key]: below }), value);
  return { name: "config.yaml", text: JSON.stringify(nested) };
}

function placeOf(origin: Origin): object {
  return origin.source === "file" ? { line: origin.line, key: origin.key } : origin;
}

function camelName(wire: string): string {
  return wire.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

function valueOf(section: SectionUnderTest, key: string): unknown {
  return (section as unknown as Readonly<Record<string, unknown>>)[key];
}

function isLine(doc: string): boolean {
  return /^\S(.*\S)?$/.test(doc);
}
