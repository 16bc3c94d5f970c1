import assert from "node:assert/strict";
import { inspect } from "node:util";
import {
  AzureBlobStorageConfig,
  Config,
  DataConfig,
  GCSConfig,
  memoryHost,
  PlatformConfig,
  S3Config,
  SecretsConfig,
  SettingsError,
  StatsConfig,
} from "../../../mod.ts";
import { thrownBy } from "../../_support/support.ts";

const HOST = memoryHost({
  env: { FLYTE_CREDENTIALS_CLIENT_ID: "me", FLYTE_AWS_RETRIES: "7", FLYTE_SECRETS_PORT: "9" },
  files: { "a.yaml": "admin:\n  endpoint: other\n  insecure: true\n  audience: them\n  typo: 1\n" },
});

Deno.test("forEndpoint: without a file, other settings of the platform have their defaults, which is reported", async () => {
  const config = await Config.forEndpoint("flyte.acme.com", { host: HOST });
  assert.deepEqual(config.platform.toDict(), PlatformConfig.forEndpoint("flyte.acme.com").toDict());
  assert.equal(config.platform.clientId, undefined);
  assert.deepEqual([config.dataConfig.s3.retries, config.stats.port], [7, 9]);
  const [issue, ...rest] = config.issues;
  assert.deepEqual(rest, []);
  assert.deepEqual([issue!.code, issue!.path], ["not_used", "platform.client_id"]);
  assert.deepEqual(issue!.origin, { source: "env", name: "FLYTE_CREDENTIALS_CLIENT_ID" });
});

Deno.test("forEndpoint: a replaced endpoint or insecure is not reported", async () => {
  const host = memoryHost({ env: { FLYTE_PLATFORM_URL: "a", FLYTE_PLATFORM_INSECURE: "yes" } });
  const config = await Config.forEndpoint("b", { host, insecure: true });
  assert.deepEqual(config.issues, []);
  assert.deepEqual([config.platform.endpoint, config.platform.insecure], ["b", true]);
});

Deno.test("forEndpoint: with a file, all other settings are kept", async () => {
  const config = await Config.forEndpoint("flyte.acme.com", { host: HOST, file: "a.yaml" });
  const { endpoint, insecure, audience, clientId } = config.platform;
  assert.deepEqual([endpoint, insecure, audience, clientId], ["flyte.acme.com", false, "them", "me"]);
  assert.deepEqual(config.explain("platform.endpoint").origin, { source: "argument" });
  assert.equal(config.explain("platform.audience").origin.source, "file");
  assert.deepEqual(config.issues.map(({ code }) => code), ["unknown_key"]);
  assert.equal(config.file, "a.yaml");
});

Deno.test("forEndpoint: dataConfig replaces the settings of storage", async () => {
  const dataConfig = new DataConfig({ s3: { retries: 1 } });
  const config = await Config.forEndpoint("a", { host: HOST, dataConfig });
  assert.equal(config.dataConfig, dataConfig);
});

Deno.test("forSandbox: has the values of flytekit", () => {
  const { platform, data_config } = Config.forSandbox().toDict() as Record<string, Record<string, unknown>>;
  assert.deepEqual([platform!.endpoint, platform!.insecure, platform!.auth_mode], ["localhost:30080", true, "Pkce"]);
  const { endpoint, access_key_id, secret_access_key } = data_config!.s3 as Record<string, unknown>;
  assert.deepEqual([endpoint, access_key_id, secret_access_key], ["http://localhost:30002", "minio", "miniostorage"]);
});

Deno.test("PlatformConfig.forEndpoint: the defaults with another endpoint", () => {
  const { endpoint: _, ...others } = PlatformConfig.forEndpoint("a").toDict();
  const { endpoint: __, ...defaults } = new PlatformConfig().toDict();
  assert.deepEqual(others, defaults);
  assert.equal(PlatformConfig.forEndpoint("a", { insecure: true }).insecure, true);
});

Deno.test("withParams: replaces sections, and keeps the others", () => {
  const config = Config.from({
    env: { FLYTE_SDK_LOCAL_SANDBOX: "/box", FLYTE_AWS_RETRIES: "7" },
    file: {
      name: "a.yaml",
      text: "typo: 1",
    },
  });
  const stats = new StatsConfig({ port: 1 });
  const changed = config.withParams({ stats, platform: undefined });
  assert.equal(changed.stats, stats);
  assert.equal(changed.platform, config.platform);
  assert.equal(changed.secrets, config.secrets);
  assert.equal(changed.dataConfig, config.dataConfig);
  assert.equal(changed.localSandboxPath, "/box");
  assert.equal(changed.explain("local_sandbox_path").origin.source, "env");
  assert.deepEqual(changed.issues, config.issues);
  assert.equal(changed.file, "a.yaml");
  const moved = changed.withParams({ localSandboxPath: "/other" });
  assert.deepEqual([moved.localSandboxPath, changed.localSandboxPath], ["/other", "/box"]);
  assert.equal(moved.withParams({}).localSandboxPath, "/other");
  assert.equal(new Config({ localSandboxPath: "/box" }).withParams({ stats }).localSandboxPath, "/box");
  assert.equal(config.withParams({ stats: { port: 2 } }).stats.port, 2);
});

Deno.test("with: changes a setting of a copy", () => {
  const first = PlatformConfig.from({ env: { FLYTE_PLATFORM_URL: "a", FLYTE_CREDENTIALS_CLIENT_SECRET: "s" } });
  const second = first.with({ insecure: true, audience: undefined });
  assert.deepEqual([second.endpoint, second.insecure, first.insecure], ["a", true, false]);
  assert.equal(second.clientCredentialsSecret, "s");
  assert.ok(second instanceof PlatformConfig);
  for (const section of [new S3Config(), new GCSConfig(), new AzureBlobStorageConfig(), new SecretsConfig()]) {
    assert.equal(section.with({}).constructor, section.constructor);
    assert.deepEqual(section.with({}).toDict(), section.toDict());
  }
});

Deno.test("values are frozen, and independent of what was passed", () => {
  const scopes = ["a"];
  const config = new Config({ platform: { scopes } });
  scopes.push("b");
  assert.deepEqual(config.platform.scopes, ["a"]);
  const read = Config.from({ env: { FLYTE_CREDENTIALS_SCOPES: "a,b" } });
  const inYaml = Config.from({ file: { name: "a.yaml", text: "admin: {scopes: [a], command: [b]}" } });
  for (const one of [config, read, inYaml, new Config(), Config.forSandbox(), config.withParams({})]) {
    for (const part of [one, one.platform, one.dataConfig, one.dataConfig.s3, one.platform.scopes]) {
      assert.ok(Object.isFrozen(part), Deno.inspect(part));
    }
    assert.throws(() => (one.platform.scopes as string[]).push("x"), TypeError);
    assert.throws(() => (one as { platform: unknown }).platform = 1, TypeError);
    assert.throws(() => (one.platform as { endpoint: unknown }).endpoint = 1, TypeError);
    assert.throws(() => (one.platform as { clientCredentialsSecret: unknown }).clientCredentialsSecret = 1, TypeError);
    assert.throws(() => (one.dataConfig as unknown as { x: unknown }).x = 1, TypeError);
  }
  assert.deepEqual(new PlatformConfig().scopes, []);
});

Deno.test("the result of toDict can be changed", () => {
  const config = Config.from({ env: { FLYTE_CREDENTIALS_SCOPES: "a,b" } });
  const dict = config.toDict() as { platform: { scopes: string[]; endpoint: string }; stats?: unknown };
  dict.platform.scopes.push("c");
  dict.platform.endpoint = "changed";
  delete dict.stats;
  assert.deepEqual(config.platform.scopes, ["a", "b"]);
  assert.equal((config.toDict() as typeof dict).platform.endpoint, "localhost:30080");
});

Deno.test("constructors reject unknown names and wrong values, all in one error", () => {
  const error = thrownBy(() =>
    new PlatformConfig({ endpiont: "a", insecure: "yes", rpcRetries: -1, authMode: "pkce", scopes: "a" } as object)
  );
  assert.ok(error instanceof SettingsError);
  assert.deepEqual(error.problems.map(({ code }) => code), [
    "unknown_setting",
    "not_boolean",
    "not_list",
    "not_a_choice",
    "not_integer",
  ]);
  assert.equal(error.problems[0]!.meant, "endpoint");
  for (const init of [{ port: "1" }, { port: 1.5 }, { port: NaN }, { port: 65536 }, { port: null }, { host: 1 }]) {
    assert.throws(() => new StatsConfig(init as object), SettingsError, JSON.stringify(init));
  }
  assert.equal(thrownBy(() => new PlatformConfig({ clientSecretLocation: "/a" } as object)).code, "unknown_setting");
  assert.equal(thrownBy(() => new Config({ plattform: {} } as object)).code, "unknown_setting");
  assert.equal(thrownBy(() => new Config({ localSandboxPath: 1 } as object)).code, "not_text");
  assert.equal(thrownBy(() => new Config().withParams({ statistics: {} } as object)).code, "unknown_setting");
});

Deno.test("property names of all objects are not settings", () => {
  for (const name of ["toString", "constructor", "hasOwnProperty", "valueOf"]) {
    assert.equal(thrownBy(() => new PlatformConfig({ [name]: "a" } as object)).code, "unknown_setting", name);
  }
  const polluted = JSON.parse('{"__proto__": {"insecure": true}}');
  assert.equal(thrownBy(() => new PlatformConfig(polluted)).code, "unknown_setting");
  assert.equal(({} as { insecure?: boolean }).insecure, undefined);
  assert.equal(new PlatformConfig(Object.create({ insecure: true })).insecure, false);
});

Deno.test("JSON.stringify uses wire names, and toDict has the values for Python", () => {
  const config = Config.from({ env: { FLYTE_CREDENTIALS_CLIENT_SECRET: "s" } });
  const json = JSON.parse(JSON.stringify(config));
  assert.deepEqual(Object.keys(json), ["platform", "secrets", "stats", "data_config", "local_sandbox_path"]);
  assert.equal(json.platform.client_credentials_secret, "***");
  assert.equal(json.local_sandbox_path, null);
  assert.deepEqual(Object.keys(json.data_config), ["s3", "gcs", "azure", "generic"]);
  const dict = config.toDict() as typeof json;
  dict.platform.client_credentials_secret = "***";
  assert.deepEqual(dict, json);
});

Deno.test("with() does not keep issues about what it changed", () => {
  const file = { name: "a.yaml", text: "admin: {insecure: true, caCertFilePath: /ca}" };
  const { platform } = Config.from({ file });
  assert.deepEqual(platform.issues.map(({ code }) => code), ["insecure_with_ca_cert"]);
  assert.deepEqual(platform.with({ insecure: false }).issues, []);
  assert.ok(platform.with({ insecure: false }) instanceof PlatformConfig);
});

Deno.test("a section prints its properties, and not the settings that only lead to them", () => {
  const section = new PlatformConfig({ endpoint: "flyte.example.com" });
  for (const text of [inspect(section, { depth: 9 }), Deno.inspect(section, { depth: 9 }), String(section)]) {
    assert.match(text, /endpoint.*flyte\.example\.com/);
    assert.doesNotMatch(text, /location|env_?var/i);
  }
});
