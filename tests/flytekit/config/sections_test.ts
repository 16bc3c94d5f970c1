import assert from "node:assert/strict";
import fc from "fast-check";
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
import { runs } from "../../_support/effort.ts";
import { type ContractOptions, sectionContract } from "../../_support/section_contract.ts";

fc.configureGlobal({ ...fc.readConfigureGlobal(), numRuns: runs(10, 300) });

/** The sections that are not storage plugins, and the functions to create them. */
const OWN: readonly (readonly [SectionDefinition, ContractOptions])[] = [
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

for (const [table, options] of OWN) test(table, options);
for (const table of [s3, gcs, azure, await documented()]) test(table);

Deno.test("the contract rejects wrong definitions", () => {
  const settings = { retries: { type: "integer", ini: "mine.retries", default: 3, min: 0, doc: "Retries" } } as const;
  const good = { id: "mine", doc: "Mine", settings };
  assert.deepEqual(failuresOf(good), []);
  const wrong: readonly SectionDefinition["settings"][string][] = [
    { ...settings.retries, default: -1 },
    { ...settings.retries, default: "3" },
    { ...settings.retries, doc: "" },
    { ...settings.retries, doc: "two\nlines" },
    { type: "choice", ini: "mine.retries", doc: "Without choices" },
    { type: "string", ini: "mine.retries", choices: ["a"], doc: "No choice" },
    { type: "string", ini: "aws.retries", doc: "Taken" },
  ];
  for (const row of wrong) assert.notDeepEqual(failuresOf({ ...good, settings: { retries: row } }), [], row.doc);
});

function test(table: SectionDefinition, options: ContractOptions = {}): void {
  for (const { name, run } of sectionContract(table, options)) Deno.test(`section ${table.id}: ${name}`, run);
}

function failuresOf(table: SectionDefinition): string[] {
  return sectionContract(table).filter(({ run }) => {
    try {
      run();
      return false;
    } catch {
      return true;
    }
  }).map(({ name }) => name);
}

/** Returns the plugin of docs/plugins.md. */
async function documented(): Promise<SectionDefinition> {
  const text = await Deno.readTextFile(new URL("../../../docs/plugins.md", import.meta.url));
  const [, code] = /```ts\n([\s\S]*?as const satisfies SectionDefinition;\n)/.exec(text)!;
  const module = `${code}\nexport { r2 };`;
  return (await import(`data:application/typescript,${encodeURIComponent(module)}`)).r2;
}
