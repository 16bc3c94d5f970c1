import { r2 } from "flyte-config-r2";
import {
  azure,
  Config,
  type DefaultPlugins,
  gcs,
  GenericPersistenceConfig,
  LocalConfig,
  PlatformConfig,
  s3,
  SecretsConfig,
  type SectionDefinition,
  StatsConfig,
  TaskConfig,
} from "../../../mod.ts";
import { platform } from "../../../src/sections/flytekit/platform.ts";
import { generic } from "../../../src/sections/flytekit/generic.ts";
import { local } from "../../../src/sections/flytekit/local.ts";
import { sdk } from "../../../src/sections/flytekit/sdk.ts";
import { secrets } from "../../../src/sections/flytekit/secrets.ts";
import { stats } from "../../../src/sections/flytekit/stats.ts";
import { task } from "../../../src/sections/flytekit/task.ts";
import { pluginContract } from "../../../src/testing/plugin_contract.ts";
import { type ContractCheck, sectionContract, type SectionFunctions } from "../../../src/testing/section_contract.ts";
import { randomValues } from "../../_support/setting_values.ts";

/** The sections that are not storage plugins, and the functions to create them. */
const OWN: readonly (readonly [SectionDefinition, Omit<SectionFunctions, "schema" | "values">])[] = [
  [platform, {
    path: "platform",
    from: (options) => PlatformConfig.from(options),
    make: (init) => new PlatformConfig(init),
    config: (init) => new Config({ platform: init }),
  }],
  [secrets, {
    path: "secrets",
    from: (options) => SecretsConfig.from(options),
    make: (init) => new SecretsConfig(init),
    config: (init) => new Config({ secrets: init }),
  }],
  [stats, {
    path: "stats",
    from: (options) => StatsConfig.from(options),
    make: (init) => new StatsConfig(init),
    config: (init) => new Config({ stats: init }),
  }],
  [generic, {
    path: "data_config.generic",
    from: (options) => GenericPersistenceConfig.from(options),
    make: (init) => new GenericPersistenceConfig(init),
    config: (init) => new Config<DefaultPlugins>({ dataConfig: { generic: new GenericPersistenceConfig(init) } }),
  }],
  [local, {
    path: "local",
    from: (options) => LocalConfig.from(options),
    make: (init) => new LocalConfig(init),
    config: null,
  }],
  [task, {
    path: "task",
    from: (options) => TaskConfig.from(options),
    make: (init) => new TaskConfig(init),
    config: null,
  }],
  [sdk, {
    path: "",
    from: (options) => Config.from(options),
    make: (init) => new Config(init),
    config: (init) => new Config(init),
  }],
];

for (const [definition, functions] of OWN) {
  const schema = () => Config.jsonSchema();
  test(definition, sectionContract(definition, { ...functions, schema, values: randomValues }));
}
for (const plugin of [s3, gcs, azure]) test(plugin, pluginContract(plugin, { values: randomValues }));
test(r2, pluginContract(r2, { values: randomValues, clientArguments: { objectUrl: ["data", "a.txt"] } }));

function test({ id }: SectionDefinition, checks: readonly ContractCheck[]): void {
  for (const { name, run } of checks) Deno.test(`section ${id}: ${name}`, run);
}
