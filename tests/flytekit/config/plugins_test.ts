import assert from "node:assert/strict";
import { azure, Config, DataConfig, gcs, memoryHost, s3, S3Config, type SectionDefinition } from "../../../mod.ts";
import { errorOf, thrownBy } from "../../_support/support.ts";

const mine = {
  id: "mine",
  doc: "A plugin",
  settings: {
    region: { type: "string", ini: "mine.region", yaml: "storage.mine.region", doc: "Region" },
    tries: { type: "integer", ini: "mine.tries", env: "MINE_TRIES", default: 2, min: 0, doc: "Tries" },
    style: {
      type: "choice",
      choices: ["path", "virtual"],
      default: "path",
      yaml: "storage.mine.style",
      doc: "Style",
    },
    key: { type: "secret", ini: "mine.key", doc: "Key" },
    labels: { type: "map", ini: "mine-labels", yaml: "storage.mine.labels", doc: "Labels" },
    hidden: { type: "path", ini: "mine.hidden", inputOnly: true, doc: "Where to look" },
  },
} as const satisfies SectionDefinition;

const PLUGINS = [s3, gcs, azure, mine] as const;

/** Returns the error of a plugin with these settings. */
function refused(settings: Readonly<Record<string, object>>, id = "other") {
  return thrownBy(() =>
    Config.from({ plugins: [s3, gcs, azure, mine, { id, doc: "Other", settings } as SectionDefinition] })
  );
}

const row = (names: object) => ({ a: { type: "string", doc: "A", ...names } });

Deno.test("the section of a plugin is a property of dataConfig", () => {
  const config = Config.from({
    plugins: PLUGINS,
    file: { name: "config.yaml", text: "storage:\n  mine:\n    region: eu\n    style: virtual\n    labels: {a: b}\n" },
    env: { MINE_TRIES: "0", FLYTE_MINE_KEY: " k3y ", FLYTE_AWS_RETRIES: "7" },
  });
  const { region, tries, style, key, labels } = config.dataConfig.mine;
  assert.deepEqual({ region, tries, style, key }, { region: "eu", tries: 0, style: "virtual", key: "k3y" });
  assert.deepEqual({ ...labels }, { a: "b" });
  assert.equal(config.dataConfig.s3.retries, 7);
  assert.ok(config.dataConfig.s3 instanceof S3Config);
  assert.equal("hidden" in config.dataConfig.mine, false);
  assert.deepEqual(Object.keys(config.dataConfig), ["s3", "gcs", "azure", "mine", "generic"]);
  assert.deepEqual(config.toDict().data_config, {
    ...Config.from({ env: { FLYTE_AWS_RETRIES: "7" } }).toDict().data_config as object,
    mine: { region: "eu", tries: 0, style: "virtual", key: "k3y", labels },
  });
});

Deno.test("the keys of a plugin are known only if the plugin is passed", () => {
  const file = { name: "config.yaml", text: "storage:\n  mine:\n    region: eu\n" };
  assert.deepEqual(Config.from({ plugins: PLUGINS, file }).issues, []);
  assert.deepEqual(Config.from({ file }).issues.map(({ code }) => code), ["unknown_key"]);
});

Deno.test("only the plugins that are passed have sections", () => {
  const { dataConfig } = Config.from({ plugins: [mine] });
  assert.deepEqual(Object.keys(dataConfig), ["mine", "generic"]);
  assert.deepEqual(Object.keys(Config.from({ plugins: [] }).dataConfig), ["generic"]);
});

Deno.test("plugins are read by auto and DataConfig as well", async () => {
  const host = memoryHost({ env: { MINE_TRIES: "9" }, files: { "flytekit.config": "[mine]\nregion = eu\n" } });
  const { dataConfig } = await Config.auto({ plugins: PLUGINS, host });
  assert.deepEqual([dataConfig.mine.tries, dataConfig.mine.region], [9, "eu"]);
  assert.equal((await DataConfig.auto({ plugins: PLUGINS, host })).mine.tries, 9);
  assert.equal(DataConfig.from({ plugins: PLUGINS, env: { MINE_TRIES: "8" } }).mine.tries, 8);
});

Deno.test("a plugin's settings are written and read again", () => {
  const config = Config.from({ plugins: PLUGINS }).withParams({
    dataConfig: new DataConfig({ mine: { region: "eu", tries: 1, style: "virtual", key: "k" } }, PLUGINS),
  });
  const read = (options: object) => ({ ...Config.from({ plugins: PLUGINS, ...options }).dataConfig.mine.toDict() });
  const { tries: _, key: __, ...inYaml } = config.dataConfig.mine.toDict();
  assert.deepEqual(read({ file: { name: "a.yaml", text: config.toYaml() } }), { ...inYaml, tries: 2, key: null });
  const { style: ___, ...inIni } = config.dataConfig.mine.toDict();
  assert.deepEqual(read({ file: { name: "a", text: config.toIni() } }), { ...inIni, style: "path" });
  assert.deepEqual(config.toEnv(), { FLYTE_MINE_REGION: "eu", MINE_TRIES: "1", FLYTE_MINE_KEY: "k" });
  assert.match(config.toYaml(), /not written: data_config\.mine\.tries, .*; use MINE_TRIES/);
});

Deno.test("with() changes the section of a plugin, and keeps the origins of other settings", () => {
  const config = Config.from({ plugins: PLUGINS, env: { FLYTE_MINE_REGION: "eu" } });
  const changed = config.dataConfig.mine.with({ tries: 5 });
  assert.deepEqual([changed.tries, changed.region, config.dataConfig.mine.tries], [5, "eu", 2]);
  assert.deepEqual(changed.explain("mine.region").origin, { source: "env", name: "FLYTE_MINE_REGION" });
  assert.equal(changed.constructor.name, "PluginSection");
});

Deno.test("two sections cannot have one id", async () => {
  assert.equal(thrownBy(() => Config.from({ plugins: [s3, s3] })).code, "duplicate_section");
  assert.equal(refused(row({ ini: "x.a" }), "mine").code, "duplicate_section");
  assert.equal(refused(row({ ini: "x.a" }), "generic").code, "duplicate_section");
  assert.equal((await errorOf(() => Config.auto({ plugins: [s3, s3], host: memoryHost() }))).code, "duplicate_section");
  assert.equal(thrownBy(() => DataConfig.from({ plugins: [s3, s3] })).code, "duplicate_section");
});

Deno.test("a plugin can have the id of one of flytekit's sections", () => {
  for (const id of ["platform", "secrets", "stats", "sdk", "local", "task", "images"]) {
    const section = { id, doc: "Other", settings: { url: { type: "string", ini: "other.url", doc: "URL" } } } as const;
    const env = { FLYTE_PLATFORM_URL: "flyte", FLYTE_OTHER_URL: "other", FLYTE_SECRETS_PORT: "1" };
    const config = Config.from({ plugins: [section], env });
    assert.equal(config.platform.endpoint, "flyte");
    assert.equal(config.stats.port, 1);
    assert.equal((config.dataConfig as unknown as Record<string, { url: string }>)[id]!.url, "other");
  }
});

Deno.test("two settings cannot be read from the same variable, option or key", () => {
  const taken = [
    row({ ini: "platform.url" }),
    row({ ini: "mine.region" }),
    row({ ini: "mine.REGION" }),
    row({ yaml: "admin.endpoint" }),
    row({ yaml: "storage.mine.style" }),
    row({ env: "FLYTE_AWS_RETRIES" }),
    row({ env: "MINE_TRIES" }),
    row({ ini: "local.project" }),
    row({ yaml: "task.project" }),
    { ...row({ ini: "x.a" }), b: { type: "string", doc: "B", env: "FLYTE_X_A" } },
    // Both have the same variable.
    { ...row({ ini: "x.a_b" }), b: { type: "string", doc: "B", ini: "x_a.b" } },
  ];
  for (const settings of taken) {
    const error = refused(settings);
    assert.equal(error.code, "duplicate_source", JSON.stringify(settings));
    assert.match(error.message, /belongs to both .*data_config\.other\./);
  }
});

Deno.test("the key of a setting cannot be part of another's", () => {
  const taken = [
    row({ yaml: "admin.endpoint.region" }),
    row({ yaml: "storage.connection" }),
    row({ yaml: "admin" }),
    { a: { type: "map", doc: "A", ini: "aws" } },
    row({ ini: "mine-labels.a" }),
  ];
  for (const settings of taken) assert.equal(refused(settings).code, "duplicate_source", JSON.stringify(settings));
});

Deno.test("a setting needs a source unless only programs can set it", () => {
  const error = refused(row({}));
  assert.deepEqual([error.code, error.path], ["setting_without_source", "data_config.other.a"]);
  const section = {
    id: "other",
    doc: "Other",
    settings: { a: { type: "string", argumentOnly: true, doc: "A" } },
  } as const;
  assert.equal(new DataConfig({ other: { a: "b" } }, [section]).other.a, "b");
});

Deno.test("invalid names are rejected", () => {
  const keys = [
    "A",
    "a_b",
    "a-b",
    "1a",
    "",
    "a.b",
    "constructor",
    "toString",
    "hasOwnProperty",
    "issues",
    "explain",
    "with",
    "entries",
    "toDict",
    "toJSON",
  ];
  for (const key of keys) {
    assert.equal(refused({ [key]: { type: "string", ini: "x.a", doc: "A" } }).code, "invalid_section", key);
    assert.equal(refused(row({ ini: "x.a" }), key).code, "invalid_section", key);
  }
  const names = [
    { ini: "x" },
    { ini: ".a" },
    { ini: "x." },
    { ini: "" },
    { ini: "x.a=b" },
    { ini: "x.a:b" },
    { ini: "x.a\nb" },
    { ini: "x]y.a" },
    { ini: " x.a" },
    { ini: "x.#a" },
    { yaml: "" },
    { yaml: "a..b" },
    { yaml: ".a" },
    { env: "A=B" },
    { env: "A B" },
    { env: "" },
    { env: "A\0" },
    { env: "A,B" },
  ];
  for (const name of names) {
    const { code } = refused(row(name));
    assert.ok(["invalid_section", "setting_without_source"].includes(code), `${JSON.stringify(name)}: ${code}`);
  }
});

Deno.test("values for an unknown plugin are rejected", () => {
  const error = thrownBy(() => new DataConfig({ s4: {} } as object));
  assert.equal(error.code, "unknown_setting");
  assert.match(error.message, /did you mean "s3"/);
  assert.equal(thrownBy(() => new DataConfig({ gcs: {} } as object, [s3])).code, "unknown_setting");
});

Deno.test("a setting of an unknown type is rejected", () => {
  const errorOf = (type: string) => {
    const settings = { a: { type, ini: "m.a", doc: "A" } };
    const table = { id: "mine", doc: "Mine", settings } as unknown as SectionDefinition;
    return thrownBy(() => Config.from({ plugins: [table] }));
  };
  assert.equal(errorOf("strng").code, "invalid_section");
  assert.match(errorOf("strng").message, /has an unknown type "strng"; did you mean "string"\?$/);
  assert.match(errorOf("number").message, /has an unknown type "number"; the types are string, .*integer, /);
});

Deno.test("the section of another plugin is not accepted as values", () => {
  const { gcs: other } = Config.from({}).dataConfig;
  const error = thrownBy(() => new DataConfig({ s3: other as never }));
  assert.equal(error.code, "unknown_setting");
  assert.match(error.message, /unknown setting "gsutilParallelism"/);
  const mine = { ...s3, id: "mine" as const, settings: { a: { type: "string", ini: "m.a", doc: "A" } } } as const;
  const { mine: section } = new DataConfig({ mine: { a: "b" } }, [mine]);
  assert.equal(new DataConfig({ mine: section }, [mine]).mine, section);
});

Deno.test("messages about duplicates name both sections", () => {
  const messageOf = (plugins: unknown) => thrownBy(() => Config.from({ plugins: plugins as never })).message;
  assert.equal(
    messageOf([s3, s3]),
    "Config.from: two sections have the path data_config.s3; remove one, or change its id",
  );
  assert.equal(
    messageOf([s3, { ...s3, id: "mine" }]),
    "Config.from: the environment variable FLYTE_AWS_ENABLE_DEBUG belongs to both data_config.s3.enable_debug and " +
      "data_config.mine.enable_debug; rename one of them",
  );
});

Deno.test("storage settings that no client can use together are reported at their origins", () => {
  const env = {
    FLYTE_AWS_SECRET_ACCESS_KEY: "hunter2",
    FLYTE_AWS_ENDPOINT: "minio:9000",
    FLYTE_AWS_ADDRESSING_STYLE: "pathh",
    FLYTE_AZURE_STORAGE_ACCOUNT_KEY: "hunter2",
    FLYTE_AZURE_CLIENT_SECRET: "hunter2",
    FLYTE_AZURE_CLIENT_ID: "acme",
  };
  const { issues } = Config.from({ env });
  assert.deepEqual(issues.map(({ code, message }) => [code, message]), [
    [
      "storage_credentials_incomplete",
      "env FLYTE_AWS_SECRET_ACCESS_KEY: data_config.s3.secret_access_key is set without data_config.s3.access_key_id; " +
      "set both or neither",
    ],
    [
      "storage_endpoint_invalid",
      "env FLYTE_AWS_ENDPOINT: data_config.s3.endpoint is not an http or https URL, which flytekit's client needs; " +
      "write for example https://s3.acme.com",
    ],
    [
      "storage_addressing_style",
      'env FLYTE_AWS_ADDRESSING_STYLE: data_config.s3.adressing_style must be path or virtual or auto; did you mean "path"?',
    ],
    [
      "storage_credentials_incomplete",
      "env FLYTE_AZURE_STORAGE_ACCOUNT_KEY: data_config.azure.account_key is set without " +
      "data_config.azure.account_name; set both",
    ],
    [
      "storage_credentials_incomplete",
      "env FLYTE_AZURE_CLIENT_SECRET: data_config.azure.client_secret is set without data_config.azure.tenant_id; set both",
    ],
  ]);
  const complete = {
    ...env,
    FLYTE_AWS_ACCESS_KEY_ID: "minio",
    FLYTE_AWS_ENDPOINT: "HTTP://minio:9000",
    FLYTE_AWS_ADDRESSING_STYLE: "Path",
    FLYTE_AZURE_STORAGE_ACCOUNT_NAME: "acme",
    FLYTE_AZURE_TENANT_ID: "acme",
  };
  assert.deepEqual(Config.from({ env: complete }).issues, []);
});
