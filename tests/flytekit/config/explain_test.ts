import assert from "node:assert/strict";
import { Config, type FromOptions, memoryHost, PlatformConfig } from "../../../mod.ts";
import { thrownBy } from "../../_support/support.ts";

const TEXT = "admin:\n  endpoint: dns:///flyte.acme.com\n  insecure: true\n  clientId: 12\n";
const OPTIONS: FromOptions = {
  file: { name: "my/config.yaml", text: TEXT.replace("12", '"12"') },
  env: { FLYTE_PLATFORM_INSECURE: "no", FLYTE_CREDENTIALS_SCOPES: "a,b", FLYTE_AWS_SECRET_ACCESS_KEY: "s3cr3t" },
};

Deno.test("explain: values, origins and shadowed values", () => {
  const config = Config.from(OPTIONS);
  const endpoint = config.explain("platform.endpoint");
  assert.deepEqual(JSON.parse(JSON.stringify(endpoint)), {
    path: "platform.endpoint",
    value: "flyte.acme.com",
    origin: {
      source: "file",
      file: "my/config.yaml",
      line: 2,
      column: 13,
      endLine: 2,
      endColumn: 34,
      key: "admin.endpoint",
    },
    shadowed: [],
    doc: endpoint.doc,
    env: "FLYTE_PLATFORM_URL",
    ini: "platform.url",
    yaml: "admin.endpoint",
  });
  const insecure = config.explain("platform.insecure");
  assert.equal(insecure.value, false);
  assert.deepEqual(insecure.origin, { source: "env", name: "FLYTE_PLATFORM_INSECURE" });
  assert.deepEqual(insecure.shadowed, [{
    value: true,
    origin: {
      source: "file",
      file: "my/config.yaml",
      line: 3,
      column: 13,
      endLine: 3,
      endColumn: 17,
      key: "admin.insecure",
    },
  }]);
  assert.deepEqual(config.explain("stats.port").origin, { source: "default" });
  assert.equal(config.explain("data_config.s3.secret_access_key").value, "***");
  assert.deepEqual(config.explain("platform.scopes").value, ["a", "b"]);
  const changed = config.withParams({ platform: config.platform.with({ audience: "x" }) });
  assert.deepEqual(changed.explain("platform.audience").origin, { source: "argument" });
  assert.equal(changed.explain("platform.endpoint").origin.source, "file");
});

Deno.test("explain: where secrets come from", () => {
  const file = { name: "a", text: "[credentials]\nclient_secret_location = /s\n" };
  const named = Config.from({ file, files: { "/s": "x" } }).explain("platform.client_credentials_secret");
  const by = {
    source: "file",
    file: "a",
    line: 2,
    column: 26,
    endLine: 2,
    endColumn: 28,
    key: "credentials.client_secret_location",
  };
  assert.deepEqual(named.origin, { source: "secret_file", path: "/s", by });
  assert.match(String(named), /from file \/s, named by a:2:26 \(credentials\.client_secret_location\)/);
  const env = { FLYTE_CREDENTIALS_CLIENT_SECRET_ENV_VAR: "MINE", MINE: "x" };
  const inEnv = Config.from({ env }).explain("platform.client_credentials_secret");
  assert.deepEqual(inEnv.origin, {
    source: "secret_env",
    name: "MINE",
    by: { source: "env", name: "FLYTE_CREDENTIALS_CLIENT_SECRET_ENV_VAR" },
  });
  // The client secret sets the authentication method.
  assert.equal(Config.from({ env }).explain("platform.auth_mode").origin.source, "secret_env");
});

Deno.test("explain: accepts any name of a setting", () => {
  const config = Config.from(OPTIONS);
  for (
    const name of [
      "platform.client_id",
      "platform.clientId",
      "FLYTE_CREDENTIALS_CLIENT_ID",
      "credentials.client_id",
      "admin.clientId",
    ]
  ) assert.equal(config.explain(name).path, "platform.client_id", name);
  for (const name of ["data_config.s3.access_key_id", "dataConfig.s3.accessKeyId", "storage.connection.access-key"]) {
    assert.equal(config.explain(name).path, "data_config.s3.access_key_id", name);
  }
  assert.equal(config.explain("localSandboxPath").path, "local_sandbox_path");
  assert.equal(config.explain("platform.client_secret_location").value, undefined);
  assert.equal(PlatformConfig.from(OPTIONS).explain("admin.endpoint").value, "flyte.acme.com");
});

Deno.test("explain: unknown names are rejected, suggesting the nearest one", () => {
  const error = thrownBy(() => Config.from().explain("platform.endpiont"));
  assert.equal(error.code, "unknown_setting");
  assert.match(error.message, /did you mean "platform\.endpoint"\?/);
  for (const name of ["", "__proto__", "constructor", "x".repeat(1000), "platform"]) {
    assert.equal(thrownBy(() => Config.from().explain(name)).code, "unknown_setting", name);
  }
});

Deno.test("explain: a table for people", () => {
  const lines = String(Config.from(OPTIONS).explain()).split("\n");
  assert.match(lines[0]!, /^setting +value +from$/);
  const columns = [lines[0]!.indexOf("value"), lines[0]!.indexOf("from")];
  for (const line of lines.slice(1)) {
    for (const column of columns) assert.match(line.slice(column - 2, column + 1), /^ {2}\S$/, line);
  }
  const find = (path: string) => lines.find((line) => line.startsWith(`${path} `))!;
  assert.match(
    find("platform.insecure"),
    /false +env FLYTE_PLATFORM_INSECURE; shadows true in my\/config\.yaml:3:13 \(admin\.insecure\)$/,
  );
  assert.match(find("stats.port"), /8125 +default$/);
  assert.match(find("data_config.s3.secret_access_key"), /"\*\*\*" +env FLYTE_AWS_SECRET_ACCESS_KEY$/);
  assert.equal(lines.length, 1 + [...Config.from(OPTIONS).explain()].length);
  assert.ok(!lines.join("\n").includes("s3cr3t"));
});

Deno.test("explain: plain data for programs", () => {
  const explanation = Config.from(OPTIONS).explain();
  const data = JSON.parse(JSON.stringify(explanation));
  assert.equal(data.length, explanation.settings.length);
  assert.deepEqual(data.map(({ path }: { path: string }) => path), [...explanation].map(({ path }) => path));
  assert.equal(new Set([...explanation].map(({ path }) => path)).size, data.length);
  for (const explained of [...explanation]) assert.ok(Object.isFrozen(explained));
});

Deno.test("explain: any YAML value can be shadowed", () => {
  for (
    const value of ["123456789012345678901", "2001-01-01", "!!binary aGk=", "!!set {a, b}", ".inf", "{1: 2}", "[a]"]
  ) {
    const file = { name: "a.yaml", text: `admin:\n  endpoint: ${value}\n` };
    const { explain } = { explain: Config.from({ file, env: { FLYTE_PLATFORM_URL: "b" } }).explain("admin.endpoint") };
    assert.equal(JSON.parse(JSON.stringify(explain)).shadowed.length, 1, value);
    assert.match(String(explain), /shadows .* in a\.yaml:2:\d+/, value);
  }
});

Deno.test("explain: output is on one line, whatever the values are", () => {
  const env = { FLYTE_PLATFORM_URL: "a\nb\u001b[31m\u2028c", FLYTE_CREDENTIALS_AUDIENCE: "x".repeat(1000) };
  const explanation = Config.from({ env }).explain();
  const line = String(explanation).split("\n").find((text) => text.startsWith("platform.endpoint "))!;
  assert.doesNotMatch(String(explanation), /\p{Cc}(?<!\n)|\u2028/u);
  assert.match(line, /env FLYTE_PLATFORM_URL$/);
  assert.ok(!String(explanation).includes("x".repeat(200)));
});

Deno.test("config: keeps the search path", async () => {
  const host = memoryHost({ files: { "/h/.flyte/config.yaml": TEXT.replace("12", "a") }, home: "/h" });
  const config = await Config.auto({ host });
  assert.equal(config.file, "/h/.flyte/config.yaml");
  assert.deepEqual(config.tried.map(({ place, outcome }) => [place, outcome]), [
    ["env _FLYTECTL_CONFIG_PYFLYTE_OVERRIDE", "not set"],
    ["env FLYTECTL_CONFIG", "not set"],
    ["./flytekit.config", "missing"],
    ["~/.flyte/config", "missing"],
    ["~/.flyte/config.yaml", "used"],
  ]);
  assert.deepEqual(Config.from().tried, []);
  assert.equal(Config.from().file, undefined);
});

Deno.test("explain: integers that JavaScript cannot hold", () => {
  const text = "admin:\n  scopes: [123456789012345678901234]\n";
  const config = Config.from({ file: { name: "config.yaml", text }, mode: "flytekit" });
  assert.match(String(config.explain("platform.scopes")), /^platform\.scopes = \["123456789012345678901234"\]\n/);
});
