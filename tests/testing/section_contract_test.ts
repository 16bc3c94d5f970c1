/** Each check of the contract of sections fails if reading, writing or printing is wrong. */
import assert from "node:assert/strict";
import { Config, createRegistry, DataConfig, type DataConfigInit, FlyteConfigError, type Plugin } from "../../mod.ts";
import { sectionContract, type SectionFunctions, type SectionUnderTest } from "../../src/testing/section_contract.ts";

const mine = {
  id: "mine",
  doc: "Mine",
  settings: {
    name: { type: "string", ini: "mine.name", yaml: "storage.mine.name", doc: "Name" },
    token: { type: "secret", ini: "mine.token", yaml: "storage.mine.token", doc: "Token" },
    tries: { type: "integer", ini: "mine.tries", default: 3, min: 0, max: 9, doc: "Tries" },
    hosts: { type: "commaList", ini: "mine.hosts", default: ["a"], doc: "Hosts" },
  },
} as const satisfies Plugin;

const registry = createRegistry<readonly Plugin[]>(mine);
const data = (init: object) => new DataConfig({ mine: init } as DataConfigInit<readonly Plugin[]>, registry);

const GOOD: SectionFunctions = {
  path: "data_config.mine",
  from: (options) => DataConfig.from({ ...options, plugins: registry }).section("mine"),
  make: (init) => data(init).section("mine"),
  config: (init) => new Config({ dataConfig: data(init) }),
  schema: () => Config.jsonSchema({ plugins: registry }),
};

/** Returns a section with other members. */
function changed(section: SectionUnderTest, members: Readonly<Record<PropertyKey, unknown>>): SectionUnderTest {
  const copy = Object.create(Object.getPrototypeOf(section));
  const define = (name: PropertyKey, value: unknown, enumerable = false) =>
    Object.defineProperty(copy, name, { value, enumerable, configurable: true });
  for (const name of ["name", "token", "tries", "hosts"]) {
    define(name, Reflect.get(section, name), Object.keys(section).includes(name));
  }
  for (const name of ["explain", "toDict", "toJSON", "toString", "with"]) {
    define(name, (Reflect.get(section, name) as () => unknown).bind(section));
  }
  for (const name of ["nodejs.util.inspect.custom", "Deno.customInspect"]) define(Symbol.for(name), () => "Mine");
  define("issues", []);
  for (const name of Reflect.ownKeys(members)) define(name, members[name as string], name === "copy");
  return copy;
}

/** Functions that are wrong, the checks that notice it, and the message of the first. */
const WRONG: Readonly<
  Record<string, readonly [functions: Partial<SectionFunctions>, checks: readonly string[], message: RegExp]>
> = {
  "defaults are wrong": [
    { make: (init) => GOOD.make({ tries: 4, ...init }) },
    ["documentation", "toDict", "immutable"],
    /^data_config\.mine\.tries: created from defaults: expected 3, found 4$/,
  ],
  "a name is not found": [
    { envOf: ({ ini }) => ini === "mine.name" ? "OTHER_NAME" : `FLYTE_${ini!.replace(".", "_").toUpperCase()}` },
    ["explain", "env"],
    /^data_config\.mine\.name: explained as OTHER_NAME: threw unknown_setting: /,
  ],
  "variables are ignored": [
    { from: ({ file }) => GOOD.from({ file }) },
    ["env", "writes", "rejects", "secret"],
    /^data_config\.mine\.name: read from env FLYTE_MINE_NAME: expected "yes", found no value$/,
  ],
  "INI files are ignored": [
    { from: ({ file, env }) => GOOD.from(file?.name === "config" ? { env } : { file, env }) },
    ["INI", "writes", "rejects", "secret"],
    /^data_config\.mine\.name: read from INI mine\.name: expected "yes", found no value$/,
  ],
  "YAML files are ignored": [
    { from: ({ file, env }) => GOOD.from(file?.name === "config.yaml" ? { env } : { file, env }) },
    ["YAML", "writes", "rejects", "secret"],
    /^data_config\.mine\.name: read from YAML storage\.mine\.name: expected "yes", found no value$/,
  ],
  "an empty variable is a value": [
    {
      from: (options) => Object.values(options.env ?? {}).includes("") ? GOOD.make({ name: "a" }) : GOOD.from(options),
    },
    ["empty"],
    /^data_config\.mine\.name: read an empty value from env FLYTE_MINE_NAME: expected no value, found "a"$/,
  ],
  "YAML is written without values": [
    { config: (init) => ({ ...writers(init), toYaml: () => "" }) },
    ["writes"],
    /^data_config\.mine\.name: written as yaml and read again: expected "yes", found no value$/,
  ],
  "nothing can be carried": [
    { config: (init) => ({ ...writers(init), notCarried: () => [{ path: "data_config.mine.name", reason: "…" }] }) },
    ["writes"],
    /^data_config\.mine\.name: notCarried says that env cannot hold it$/,
  ],
  "wrong values are ignored": [
    {
      from: (options) => {
        try {
          return GOOD.from(options);
        } catch {
          return GOOD.from({});
        }
      },
    },
    ["rejects"],
    /^data_config\.mine\.name: a value of the wrong type from YAML storage\.mine\.name: expected an error, found none$/,
  ],
  "errors show secrets": [
    {
      from: (options) => {
        try {
          return GOOD.from(options);
        } catch (cause) {
          const { code } = cause as FlyteConfigError;
          throw new FlyteConfigError(code, `found ${options.file?.text}`);
        }
      },
    },
    ["rejects"],
    /^data_config\.mine\.token: a value of the wrong type from YAML storage\.mine\.token: the message of the error shows the value$/,
  ],
  "a dictionary lacks a field": [
    { make: (init) => Object.freeze(changed(GOOD.make(init), { toDict: () => ({ name: null }) })) },
    ["toDict", "immutable", "secret"],
    /^mine: names in toDict: expected \["name","token","tries","hosts"\], found \["name"\]$/,
  ],
  "a section can be changed": [
    { make: (init) => changed(GOOD.make(init), {}) },
    ["immutable"],
    /^mine: the section must be frozen$/,
  ],
  "a list can be changed": [
    { make: (init) => Object.freeze(changed(GOOD.make(init), { hosts: [...(init.hosts as string[] ?? ["a"])] })) },
    ["immutable"],
    /^data_config\.mine\.hosts: the value must be frozen$/,
  ],
  "with() changes nothing": [
    { make: (init) => Object.freeze(changed(GOOD.make(init), { with: () => GOOD.make({}) })) },
    ["immutable"],
    /^data_config\.mine\.name: with\(\) must return the same values as the constructor$/,
  ],
  "JSON shows secrets": [
    { from: (options) => Object.freeze(changed(GOOD.from(options), { toJSON: () => GOOD.from(options).toDict() })) },
    ["secret"],
    /^data_config\.mine\.token: JSON\.stringify of the section shows the secret$/,
  ],
  "spreading shows secrets": [
    { from: (options) => Object.freeze(changed(GOOD.from(options), { copy: GOOD.from(options).toDict() })) },
    ["secret"],
    /^data_config\.mine\.token: JSON\.stringify of a copy by spreading shows the secret$/,
  ],
  "inspecting shows secrets": [
    {
      from: (options) => {
        const { token } = GOOD.from(options).toDict();
        return Object.freeze(
          changed(GOOD.from(options), { [Symbol.for("Deno.customInspect")]: () => `Mine ${token}` }),
        );
      },
    },
    ["secret"],
    /^data_config\.mine\.token: .*inspect.* of the section shows the secret$/,
  ],
  "an issue shows a secret": [
    {
      from: (options) => {
        const { token } = GOOD.from(options).toDict();
        return Object.freeze(
          changed(GOOD.from(options), { issues: [{ code: "plugin_issue", message: `token is ${token}` }] }),
        );
      },
    },
    ["secret"],
    /^data_config\.mine\.token: JSON\.stringify of its issues shows the secret$/,
  ],
  "the schema is another one": [
    { schema: () => Config.jsonSchema() },
    ["Schema"],
    /^data_config\.mine\.name: the JSON Schema has no storage\.mine\.name$/,
  ],
};

Deno.test("the contract of sections holds", () => assert.deepEqual(failuresOf(GOOD), []));

for (const [what, [functions, checks, message]] of Object.entries(WRONG)) {
  Deno.test(`the contract of sections fails if ${what}`, () => {
    const failures = failuresOf({ ...GOOD, ...functions });
    const names = failures.map(({ name }) => name);
    for (const check of checks) assert.ok(names.some((name) => name.includes(check)), `${check} passes`);
    assert.equal(names.length, checks.length, names.join());
    assert.match(failures[0]!.message, message);
    for (const failure of failures) assert.doesNotMatch(failure.message, /Tr0ub4dor|918273645/);
  });
}

Deno.test("each check of the contract of sections fails for something", () => {
  const names = sectionContract(mine, GOOD).map(({ name }) => name);
  const noticed = new Set(Object.values(WRONG).flatMap(([, checks]) => checks));
  for (const name of names) assert.ok([...noticed].some((check) => name.includes(check)), name);
});

function writers(init: Record<string, unknown>) {
  const config = GOOD.config!(init);
  return {
    toEnv: () => config.toEnv(),
    toYaml: () => config.toYaml(),
    toIni: () => config.toIni!(),
    notCarried: (format: "env" | "ini" | "yaml") => config.notCarried(format),
  };
}

function failuresOf(functions: SectionFunctions): readonly { readonly name: string; readonly message: string }[] {
  return sectionContract(mine, functions).flatMap(({ name, run }) => {
    try {
      void run();
      return [];
    } catch (error) {
      assert.ok(error instanceof FlyteConfigError, `${name}: ${error}`);
      return [{ name, message: error.message }];
    }
  });
}
