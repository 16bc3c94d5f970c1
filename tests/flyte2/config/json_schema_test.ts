/**
 * The schema of flyte 2's `config.yaml` accepts exactly what strict mode accepts.
 */
import assert from "node:assert/strict";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parseYaml, SettingsError } from "../../../mod.ts";
import { orderedKeys } from "../../../src/python/json_value.ts";
import { Config } from "../../../v2.ts";
import type { ConfigCase } from "../../conformance/config/case.ts";

/** Problems that a schema cannot detect: whether a file exists, and whether quotes are closed. */
const OUTSIDE = ["file_not_found", "unset_secret"];

const ajv = new Ajv2020({ allowUnionTypes: true });
const schema = Config.jsonSchema();
const isValid = ajv.compile(schema);

Deno.test("flyte 2: the schema conforms to draft 2020-12, and has keys of other programs and of flytekit", () => {
  assert.equal(schema.$schema, "https://json-schema.org/draft/2020-12/schema");
  assert.equal(ajv.validateSchema(schema), true, ajv.errorsText(ajv.errors));
  assert.ok(isValid({ logger: { level: 3 }, storage: { connection: { endpoint: "a" } }, images: { a: "b" } }));
  assert.ok(!isValid({ image: { regsitry: "a" } }));
});

Deno.test("flyte 2: the schema accepts exactly the recorded files that strict mode accepts", async () => {
  const { cases } = JSON.parse(await Deno.readTextFile("tests/goldens/flyte2_config.json")) as {
    cases: { case: ConfigCase }[];
  };
  const texts = new Set(cases.flatMap(({ case: { file } }) => file?.text ?? []));
  const counts = { accepted: 0, refused: 0 };
  for (const text of texts) {
    const value = jsonOf(text);
    // An empty value means not set, but is not a mapping to the schema.
    if (value === undefined || text === "image:\n  image_refs: ''\n") continue;
    const faults = faultsOf(text);
    if (faults.includes("not_list") && hasListAsText(value)) continue;
    assert.equal(isValid(value), faults.length === 0, `${text}\n${faults.join()}\n${ajv.errorsText(isValid.errors)}`);
    counts[faults.length === 0 ? "accepted" : "refused"]++;
  }
  assert.ok(counts.accepted > 60 && counts.refused > 60, JSON.stringify(counts));
});

/** Whether a list is a string, which is not always a valid list. */
function hasListAsText(value: unknown): boolean {
  const { admin } = Object(value) as { readonly admin?: Readonly<Record<string, unknown>> | null };
  return typeof admin?.command === "string" || typeof admin?.scopes === "string";
}

function faultsOf(text: string): string[] {
  try {
    const { issues } = Config.from({ file: { name: "config.yaml", text } });
    return issues.map(({ code }) => code).filter((code) => code === "unknown_key");
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.problems.map(({ code }) => code).filter((code) => !OUTSIDE.includes(code));
  }
}

/** Converts YAML to JSON if possible; an empty list below a key means not set. */
function jsonOf(text: string): unknown {
  try {
    return plain(parseYaml(text).value, 0);
  } catch {
    return undefined;
  }
}

function plain(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) return value.length === 0 && depth > 1 ? null : value.map((item) => plain(item, depth + 1));
  if (typeof value !== "object" || value === null) return value;
  if (Object.getPrototypeOf(value) !== null) throw new TypeError("JSON has no such value");
  const entries = orderedKeys(value).map((key) => [key, plain((value as Record<string, unknown>)[key], depth + 1)]);
  return Object.fromEntries(entries);
}
