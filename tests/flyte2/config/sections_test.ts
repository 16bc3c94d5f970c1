import assert from "node:assert/strict";
import type { SectionDefinition, SettingDefinition } from "../../../mod.ts";
import { NAMING, SECTIONS } from "../../../src/sections/flyte2/mod.ts";
import { composeSections } from "../../../src/settings/compose.ts";
import {
  Config,
  type FromOptions,
  ImageConfig,
  imageDefinition,
  LocalConfig,
  localDefinition,
  PlatformConfig,
  platformDefinition,
  TaskConfig,
  taskDefinition,
} from "../../../v2.ts";
import { sectionContract, type SectionUnderTest } from "../../../src/testing/section_contract.ts";
import { randomValues } from "../../_support/setting_values.ts";

type Init = Record<string, unknown>;

const CASES: readonly (readonly [
  table: SectionDefinition,
  path: string,
  from: (options: FromOptions) => SectionUnderTest,
  make: (init: Init) => SectionUnderTest,
])[] = [
  [platformDefinition, "platform", (options) => PlatformConfig.from(options), (init) => new PlatformConfig(init)],
  [taskDefinition, "task", (options) => TaskConfig.from(options), (init) => new TaskConfig(init)],
  [imageDefinition, "image", (options) => ImageConfig.from(options), (init) => new ImageConfig(init)],
  [localDefinition, "local", (options) => LocalConfig.from(options), (init) => new LocalConfig(init)],
];

/** Returns the variable of a setting: an alias, or the one that follows from YAML. A map has none. */
function envOf(
  { yaml, envAliases: [first] = [], type: kind }: SettingDefinition & { readonly envAliases?: readonly string[] },
) {
  if (kind === "map" || yaml === undefined) return undefined;
  return first ?? `FLYTE_${yaml.replaceAll(".", "_")}`.toUpperCase();
}

for (const [table, path, from, make] of CASES) {
  const checks = sectionContract(table, {
    path,
    from: ({ file, env }) => from({ file, env }),
    make,
    config: (init) => new Config({ [path]: init }),
    envOf,
    schema: () => Config.jsonSchema(),
    values: randomValues,
  });
  for (const { name, run } of checks) Deno.test(`flyte 2, section ${path}: ${name}`, run);
}

Deno.test("flyte 2: no two settings have the same name", () => {
  const composed = composeSections(SECTIONS, NAMING);
  assert.equal(composed.flatMap(({ settings }) => settings).length, 26);
});

Deno.test("flyte 2: names of variables follow from YAML keys, and aliases take precedence", () => {
  const envs = new Map(
    composeSections(SECTIONS, NAMING).flatMap(({ settings }) =>
      settings.map(({ path, envs }) => [path, envs] as const)
    ),
  );
  assert.deepEqual(envs.get("platform.client_id"), ["FLYTE_ADMIN_CLIENTID"]);
  assert.deepEqual(envs.get("platform.http_proxy_url"), ["FLYTE_ADMIN_HTTPPROXYURL"]);
  assert.deepEqual(envs.get("platform.command"), ["FLYTE_AUTH_COMMAND", "FLYTE_ADMIN_COMMAND"]);
  assert.deepEqual(envs.get("platform.auth_mode"), ["FLYTE_AUTH_TYPE", "FLYTE_ADMIN_AUTHTYPE"]);
  assert.deepEqual(envs.get("local.tracked_strict"), ["FLYTE_LOCAL_TRACKED_STRICT"]);
  assert.deepEqual([envs.get("platform.audience"), envs.get("platform.rpc_retries")], [[], []]);
});

Deno.test("flyte 2: mappings in the result of toDict can be changed", () => {
  const refs = new Config().toDict().image as { image_refs: Record<string, string> };
  refs.image_refs.a = "b";
  assert.deepEqual({ ...new Config().image.imageRefs }, {});
  assert.throws(() => Object.assign(new Config().image.imageRefs, { a: "b" }), TypeError);
});
