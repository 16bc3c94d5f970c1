/**
 * The schema of `config.yaml` accepts exactly what strict mode accepts.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { Ajv2020 } from "ajv/dist/2020.js";
import {
  Config,
  ImageConfig,
  LocalConfig,
  parseYaml,
  type SectionDefinition,
  SettingsError,
  TaskConfig,
} from "../../../mod.ts";
import { allSections, DEFAULT_PLUGINS } from "../../../src/sections/flytekit/mod.ts";
import { orderedKeys } from "../../../src/python/json_value.ts";
import type { ConfigCase } from "../../conformance/config/case.ts";
import { runs } from "../../_support/effort.ts";

/** Problems that a schema cannot detect: whether a file or variable exists. */
const OUTSIDE = ["file_not_found", "unset_secret"];

/** A plugin with a setting of each type. */
const every = {
  id: "every",
  doc: "One of each",
  settings: {
    string: { type: "string", yaml: "every.string", doc: "A text", default: "some" },
    path: { type: "path", yaml: "every.path", doc: "A path" },
    endpoint: { type: "endpoint", yaml: "every.endpoint", doc: "An endpoint" },
    secret: { type: "secret", yaml: "every.secret", doc: "A secret" },
    boolean: { type: "boolean", yaml: "every.boolean", doc: "A boolean", default: true },
    integer: { type: "integer", yaml: "every.integer", doc: "An integer" },
    seconds: { type: "seconds", yaml: "every.seconds", doc: "A duration", min: 1, max: 60, default: 5 },
    commaList: { type: "commaList", yaml: "every.comma-list", doc: "A list" },
    choice: { type: "choice", yaml: "every.choice", doc: "A choice", choices: ["red", "Green"], default: "red" },
    map: { type: "map", yaml: "every.map", doc: "A map" },
  },
} as const satisfies SectionDefinition;

interface Node {
  readonly description?: string;
  readonly type?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Node>>;
}

const ajv = new Ajv2020({ allowUnionTypes: true });
const schema = Config.jsonSchema() as Node;
const isValid = ajv.compile(schema);

Deno.test("the schema conforms to draft 2020-12", () => {
  for (const plugins of [DEFAULT_PLUGINS, [], [every]]) {
    const made = Config.jsonSchema({ plugins });
    assert.equal(made.$schema, "https://json-schema.org/draft/2020-12/schema");
    assert.equal(ajv.validateSchema(made), true, ajv.errorsText(ajv.errors));
  }
});

Deno.test("the schema has each YAML key with its description, default and allowed values", () => {
  for (
    const [{ properties = {} }, plugins] of [[schema, DEFAULT_PLUGINS], [
      Config.jsonSchema({ plugins: [every] }) as Node,
      [every],
    ]] as const
  ) {
    for (const row of allSections(plugins).flatMap(({ definition }) => Object.values(definition.settings))) {
      if (row.yaml === undefined) continue;
      const node = row.yaml.split(".").reduce<Node>((above, key) => above.properties![key]!, { properties });
      assert.equal(node.description, row.doc);
      assert.deepEqual(node.default, row.default, row.yaml);
      if (row.choices !== undefined) assert.deepEqual(node.enum, [...row.choices, "", null]);
    }
  }
});

Deno.test("the schema has the keys of other programs, and those of plugins that are passed", () => {
  assert.ok(isValid({ logger: { level: 3 }, storage: { type: "s3", stow: { kind: "s3" } } }));
  assert.ok(!isValid({ every: { string: "text" } }));
  assert.ok(
    new Ajv2020({ allowUnionTypes: true }).compile(Config.jsonSchema({ plugins: [every] }))({
      every: { string: "text" },
    }),
  );
});

Deno.test("the schema accepts exactly the recorded files that strict mode accepts", async () => {
  const { cases } = JSON.parse(await Deno.readTextFile("tests/goldens/config.json")) as {
    cases: { case: ConfigCase }[];
  };
  const texts = new Set(cases.flatMap(({ case: { file } }) => file && /ya?ml$/.test(file.name) ? file.text ?? [] : []));
  const counts = { accepted: 0, refused: 0 };
  for (const text of texts) {
    const value = jsonOf(text);
    // The maximum length of image names is checked apart from the type of the setting.
    if (value === undefined || text === "images: {a: ''}\n") continue;
    const faults = await strictFaults(text);
    assert.equal(isValid(value), faults.length === 0, `${text}\n${faults.join()}\n${ajv.errorsText(isValid.errors)}`);
    counts[faults.length === 0 ? "accepted" : "refused"]++;
  }
  assert.ok(counts.accepted > 100 && counts.refused > 150, JSON.stringify(counts));
});

Deno.test("the schema accepts exactly the random values that strict mode accepts", () => {
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(Config.jsonSchema({ plugins: [every] }));
  const word = fc.constantFrom("", "true", "OFF", "Yes", "flase", " on", "red", "green", "Green", "a,b", " ");
  const number = fc.constantFrom("7", " +7 ", "1_0", "1__0", "_1", "0x1", "5.5", "3 4");
  const scalar = fc.oneof(
    fc.constantFrom(null, true, false, 0.5, 100.25),
    fc.integer({ min: -100, max: 100 }),
    word,
    number,
    fc.stringMatching(/^[ -~]{0,12}$/),
  );
  const value = fc.oneof(
    { weight: 4, arbitrary: scalar },
    fc.array(scalar, { minLength: 1, maxLength: 3 }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), scalar, { maxKeys: 3 }),
  );
  const keys = Object.values(every.settings).map(({ yaml }) => yaml.slice("every.".length));
  fc.assert(
    fc.property(fc.constantFrom(...keys), value, (key, value) => {
      const file = { every: { [key]: value } };
      // A schema cannot check the range of a quoted number.
      if (typeof value === "string" && /\d/.test(value) && key === "seconds") return;
      // An empty value means not set, but is rejected for images, which use the same schema.
      if (value === "" && key === "map") return;
      const faults = faultsOf(() => Config.from({ file: { name: "c.yaml", text: yamlOf(file) }, plugins: [every] }));
      assert.equal(validate(file), faults.length === 0, `${JSON.stringify(file)}: ${faults.join()}`);
    }),
    { numRuns: runs(300, 5000) },
  );
});

/** Generates JSON that is YAML 1.1 as well, which excludes numbers with an exponent. */
function yamlOf(value: unknown): string {
  return JSON.stringify(value);
}

/** Returns the codes of the problems and issues of strict mode that a file can cause. */
async function strictFaults(text: string): Promise<string[]> {
  const file = { name: "config.yaml", text };
  const images = await ImageConfig.auto({ file }).then(() => [], (error: unknown) => codesOf(error));
  const readers = [() => Config.from({ file }), () => LocalConfig.from({ file }), () => TaskConfig.from({ file })];
  return [...readers.flatMap(faultsOf), ...images].filter((code) => !OUTSIDE.includes(code));
}

function faultsOf(read: () => { readonly issues: readonly { readonly code: string }[] }): string[] {
  try {
    return read().issues.map(({ code }) => code).filter((code) => code === "unknown_key");
  } catch (error) {
    return codesOf(error);
  }
}

function codesOf(error: unknown): string[] {
  if (!(error instanceof SettingsError)) throw error;
  return error.problems.map(({ code }) => code);
}

/**
 * Converts YAML to JSON; returns `undefined` if it is malformed or has no JSON equivalent. Below the keys of the root, an
 * empty list means not set in strict mode, whatever the setting; the schema allows it for lists only.
 */
function jsonOf(text: string): unknown {
  try {
    return plain(parseYaml(text).value, 0);
  } catch {
    return undefined;
  }
}

function plain(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) {
    return value.length === 0 && depth > 1 ? null : value.map((item) => plain(item, depth + 1));
  }
  if (typeof value !== "object" || value === null) return value;
  if (Object.getPrototypeOf(value) !== null) throw new TypeError("JSON has no such value");
  const entries = orderedKeys(value).map((key) => [key, plain((value as Record<string, unknown>)[key], depth + 1)]);
  return Object.fromEntries(entries);
}
