import assert from "node:assert/strict";
import type { FromOptions, SectionDefinition } from "../../../mod.ts";
import { NAMING, STORAGE_SECTIONS } from "../../../src/sections/flyte2/mod.ts";
import { composeSections } from "../../../src/settings/compose.ts";
import { ABFS, abfsDefinition, GCS, gcsDefinition, S3, s3Definition, Storage, storageDefinition } from "../../../v2.ts";
import { sectionContract, type SectionUnderTest } from "../../../src/testing/section_contract.ts";
import { randomValues } from "../../_support/setting_values.ts";

type Init = Record<string, unknown>;
type Env = Pick<FromOptions, "env">;

const CASES: readonly (readonly [
  definition: SectionDefinition,
  path: string,
  from: (options: Env) => SectionUnderTest,
  make: (init: Init) => SectionUnderTest,
])[] = [
  [storageDefinition, "storage", (options) => Storage.from(options), (init) => new Storage(init)],
  [s3Definition, "storage.s3", (options) => S3.from(options), (init) => new S3(init)],
  [gcsDefinition, "storage.gcs", (options) => GCS.from(options), (init) => new GCS(init)],
  [abfsDefinition, "storage.abfs", (options) => ABFS.from(options), (init) => new ABFS(init)],
];

for (const [definition, path, from, make] of CASES) {
  const checks = sectionContract(definition, {
    path,
    from: ({ env }) => from({ env }),
    make,
    config: null,
    // They are not part of config.yaml.
    schema: () => ({}),
    values: randomValues,
  });
  for (const { name, run } of checks) Deno.test(`flyte 2, section ${path}: ${name}`, run);
}

Deno.test("flyte 2, storage: the definitions are valid, each on its own", () => {
  for (const section of STORAGE_SECTIONS) assert.equal(composeSections([section], NAMING).length, 1);
});

Deno.test("providers define what all of them have as the base does", () => {
  // A spread would do, but deno pack drops it from the types of the package.
  const shared = Object.entries(storageDefinition.settings);
  assert.deepEqual(Object.entries(s3Definition.settings).slice(0, shared.length), shared);
  assert.equal(gcsDefinition.settings, storageDefinition.settings);
  const names = Object.keys(storageDefinition.settings);
  assert.deepEqual(Object.keys(abfsDefinition.settings).slice(0, names.length), names);
});
