/**
 * Calls that only plain JavaScript can make, since the compiler rejects them.
 */
import assert from "node:assert/strict";
import {
  Config,
  convertToYaml,
  DataConfig,
  type FromOptions,
  gcs,
  memoryHost,
  PlatformConfig,
  type Plugin,
  s3,
  type SectionDefinition,
} from "../../../mod.ts";
import { Config as FlyteConfig, PlatformConfig as FlytePlatform, TaskConfig as FlyteTask } from "../../../v2.ts";
import { errorOf, thrownBy } from "../../_support/support.ts";

/** Converts a value to any type. */
// deno-lint-ignore no-explicit-any
const wrong = (value: unknown): any => value;
const host = memoryHost();

/** Calls, the code of their error, and a pattern of the message. */
type Cases = readonly (readonly [call: () => unknown, code: string, message: RegExp])[];

async function check(cases: Cases): Promise<void> {
  for (const [call, code, message] of cases) {
    const error = await errorOf(call);
    assert.deepEqual([error.code, error.name], [code, "FlyteConfigError"], String(call));
    assert.match(error.message, message, String(call));
  }
}

Deno.test("wrong options are answered with the right call, and unknown options with the nearest name", async () => {
  await check([
    [
      () => Config.from(wrong("admin: {}")),
      "invalid_option",
      /write Config\.from\(\{ file: \{ name: "config\.yaml", text/,
    ],
    [() => Config.from(wrong(null)), "invalid_option", /found null/],
    [() => Config.from(wrong({ mod: "strict" })), "invalid_option", /unknown option "mod"; did you mean "mode"\?/],
    [() => Config.from(wrong({ config_file: "a" })), "invalid_option", /"config_file"; did you mean "file"\?/],
    [() => Config.auto(wrong({ configFile: "a", host })), "invalid_option", /did you mean "file"\?/],
    [() => Config.auto(wrong({ files: {} })), "invalid_option", /unknown option "files"; did you mean "file"\?/],
    [() => Config.from(wrong({ host })), "invalid_option", /unknown option "host"/],
    [
      () => Config.from(wrong({ file: "config.yaml" })),
      "invalid_option",
      /\{ name, text \} \(auto accepts paths\), found a string/,
    ],
    [() => Config.from(wrong({ file: { name: "a" } })), "invalid_option", /option file must be/],
    [() => Config.auto(wrong({ host: {} })), "invalid_option", /option host must be a host/],
    [() => Config.auto(wrong(5)), "invalid_option", /write Config\.auto\(\{ file: "config\.yaml" \}\)/],
    [() => Config.from(wrong({ unknownVariables: "yes" })), "invalid_option", /must be true or false/],
    [
      () => Config.from(wrong({ mode: "strct" })),
      "invalid_option",
      /"strict" or "flytekit", found "strct"; did you mean "strict"\?/,
    ],
    [() => Config.from(wrong({ env: { A: 5 } })), "invalid_option", /env\["A"\] must be a string, found a number/],
    [
      () => Config.from(wrong({ env: new Map([["A", "b"]]) })),
      "invalid_option",
      /env must be an object of strings, found an instance of Map/,
    ],
    [() => Config.from(wrong({ env: [["A", "b"]] })), "invalid_option", /env must be an object/],
    [() => Config.from(wrong({ env: "A=b" })), "invalid_option", /env must be an object/],
    [() => Config.from(wrong({ files: { "/s": 5 } })), "invalid_option", /files\["\/s"\] must be a string/],
    [() => PlatformConfig.from(wrong({ mod: "strict" })), "invalid_option", /^PlatformConfig\.from: /],
    [() => DataConfig.from(wrong("a")), "invalid_option", /^DataConfig\.from: /],
    [() => FlyteConfig.from(wrong({ plugins: [] })), "invalid_option", /unknown option "plugins"/],
    [
      () => FlyteTask.auto(wrong({ mode: "flytekit", host })),
      "invalid_option",
      /"strict" or "flyte", found "flytekit"/,
    ],
    [
      () => Config.forEndpoint("e", wrong(true)),
      "invalid_option",
      /write Config\.forEndpoint\(endpoint, \{ insecure: true \}\)/,
    ],
    [() => Config.forEndpoint("e", wrong({ insecur: true })), "invalid_option", /did you mean "insecure"\?/],
    [() => Config.forEndpoint(wrong(undefined)), "invalid_argument", /endpoint must be a string, found undefined/],
    [() => PlatformConfig.forEndpoint("e", wrong(true)), "invalid_option", /\{ insecure: true \}/],
    [() => FlytePlatform.forEndpoint("e", wrong(true)), "invalid_option", /\{ insecure: true \}/],
    [() => convertToYaml(wrong("[a]")), "invalid_argument", /write convertToYaml\(\{ name, text \}\)/],
    [() => convertToYaml({ name: "a", text: "" }, wrong({ plugin: [] })), "invalid_option", /did you mean "plugins"\?/],
    [() => Config.jsonSchema(wrong([s3])), "invalid_option", /found a list/],
  ]);
});

Deno.test("unknown sections, settings and names are rejected", async () => {
  const config = new Config();
  await check([
    [() => new Config(wrong(null)), "invalid_argument", /^Config: init must be an object, found null/],
    [() => new Config(wrong({ platform: 5 })), "invalid_argument", /^PlatformConfig: init must be an object/],
    [() => new PlatformConfig(wrong("a")), "invalid_argument", /found a string/],
    [() => config.withParams(wrong(null)), "invalid_argument", /^config\.withParams: parts must be an object/],
    [() => config.platform.with(wrong("a")), "invalid_argument", /^PlatformConfig\.with: changes must be an object/],
    [() => config.explain(wrong(5)), "invalid_argument", /name must be a string/],
    [() => config.platform.explain(wrong(5)), "invalid_argument", /name must be a string/],
    [() => wrong(PlatformConfig).from.call(undefined, {}), "invalid_argument", /write PlatformConfig\.from/],
  ]);
  assert.match(thrownBy(() => config.platform.with(wrong({ insecur: true }))).message, /did you mean "insecure"\?/);
});

Deno.test("plugins that are not section definitions are rejected, naming the wrong member", async () => {
  const row = (members: object) => [{ id: "a", doc: "A", settings: { b: { type: "string", doc: "B", ...members } } }];
  const from = (plugins: unknown) => () => Config.from(wrong({ plugins }));
  await check([
    [
      from(s3),
      "invalid_option",
      /must be a registry or a list of plugins, found an object; write plugins: createRegistry\(s3\)/,
    ],
    [from([null]), "invalid_section", /plugins\[0\] must be a plugin .*, found null/],
    [from([s3, "gcs"]), "invalid_section", /plugins\[1\] must be a plugin .*, found a string/],
    [from([{}]), "invalid_section", /plugins\[0\]\.id must be a string/],
    [from([{ id: "a", doc: "A" }]), "invalid_section", /\.settings must be an object/],
    [from([{ id: "a", doc: "A", settings: { b: 5 } }]), "invalid_section", /settings\["b"\] must be a setting/],
    [from(row({ ymal: "a" })), "invalid_section", /unknown member "ymal"; did you mean "yaml"\?/],
    [from(row({ ini: 5 })), "invalid_section", /\.ini must be a string, found a number/],
    [from(row({ doc: undefined, ini: "a.b" })), "invalid_section", /\.doc must be a string/],
    [from(row({ type: "integer", ini: "a.b", default: "3" })), "invalid_section", /\.default must be an integer/],
    [() => new DataConfig({}, wrong(s3)), "invalid_option", /^DataConfig: option plugins must be a registry or a list/],
    [() => Config.jsonSchema(wrong({ plugins: s3 })), "invalid_option", /must be a registry or a list/],
    [
      () => convertToYaml({ name: "a", text: "" }, wrong({ plugins: s3 })),
      "invalid_option",
      /must be a registry or a list/,
    ],
  ]);
});

Deno.test("plugins that replace the default ones are reported, and so are settings that no plugin reads", () => {
  const oss = {
    id: "oss",
    doc: "OSS",
    settings: { retries: { type: "integer", ini: "oss.retries", default: 3, doc: "Retries" } },
  } as const satisfies SectionDefinition;
  const codes = (plugins: readonly Plugin[], more: FromOptions<readonly Plugin[]> = {}) =>
    Config.from({ plugins, ...more }).issues.map(({ code, path }) => [code, path]);
  assert.deepEqual(codes([oss]), [["plugins_replaced", undefined]]);
  assert.deepEqual(codes([s3]), []);
  assert.deepEqual(codes([s3, oss]), []);
  assert.deepEqual(codes([]), []);
  const file = { name: "flytekit.config", text: "[aws]\nretries = 4\n" };
  const env = { FLYTE_AZURE_TENANT_ID: "a" };
  const used = { file, env, unknownVariables: true, unknownKeys: "error" } as const;
  assert.deepEqual(codes([gcs], used), [
    ["not_used", "data_config.s3.retries"],
    ["not_used", "data_config.azure.tenant_id"],
  ]);
  const own = { ...oss, settings: { retries: { ...oss.settings.retries, ini: "aws.retries" } } };
  assert.deepEqual(codes([gcs, own], { file }), []);
  assert.deepEqual(PlatformConfig.from({ plugins: [oss] }).issues, []);
});

Deno.test("explain names the program that reads an unknown name", () => {
  const said = (config: Config | FlyteConfig, name: string) => thrownBy(() => config.explain(name)).message;
  assert.match(said(new Config(), "logger.level"), /another program reads it \(flytestdlib/);
  assert.match(said(new Config(), "union"), /another program reads it \(uctl\)/);
  assert.match(said(new Config(), "task.project"), /flytekit reads it outside of its Config/);
  assert.match(said(new FlyteConfig(), "FLYTE_STORAGE_RETRIES"), /flyte 2 reads it for storage, outside of its Config/);
  assert.match(said(new Config(), "FLYTE_STORAGE_RETRIES"), /flytekit uses "FLYTE_AWS_RETRIES"/);
});

Deno.test("the storage settings of flytectl can be read", () => {
  const text =
    "storage:\n  type: minio\n  container: data\n  connection:\n    region: eu-west-1\n    auth-type: accesskey\n" +
    "    disable-ssl: true\n    endpoint: http://m\n";
  const config = Config.from({ file: { name: "config.yaml", text } });
  const { s3, generic } = config.dataConfig;
  assert.deepEqual([s3.region, s3.authType, s3.disableSsl], ["eu-west-1", "accesskey", true]);
  assert.deepEqual([generic.type, generic.container, config.issues], ["minio", "data", []]);
  assert.equal(config.explain("storage.connection.region").value, "eu-west-1");
  // flytekit's classes do not have these fields.
  assert.deepEqual(Object.keys(s3.toDict()), [
    "enable_debug",
    "endpoint",
    "retries",
    "backoff",
    "access_key_id",
    "secret_access_key",
    "adressing_style",
  ]);
  assert.deepEqual(Object.keys(generic.toDict()), ["attach_execution_metadata"]);
  assert.match(config.toYaml(), /container: data/);
  // flytectl may accept values that this library does not know, so none is rejected.
  const odd = Config.from({
    file: { name: "config.yaml", text: "storage: {container: 5, connection: {disable-ssl: [1]}}" },
  });
  assert.deepEqual([odd.dataConfig.generic.container, odd.issues.map(({ code }) => code)], [
    undefined,
    ["not_boolean", "not_text"],
  ]);
});

Deno.test("[sdk] workflow_packages is a setting, as pyflyte reads it", () => {
  const file = { name: "flytekit.config", text: "[sdk]\nworkflow_packages=my_cool_workflows, other_workflows\n" };
  const config = Config.from({ file });
  assert.deepEqual(config.workflowPackages, ["my_cool_workflows", "other_workflows"]);
  // pyflyte keeps the space, and does not find the package.
  assert.deepEqual(Config.from({ file, mode: "flytekit" }).workflowPackages, ["my_cool_workflows", " other_workflows"]);
  assert.deepEqual(config.issues.map(({ code, path }) => [code, path]), [["differs_from_python", "workflow_packages"]]);
  assert.deepEqual(Config.from({ env: { FLYTE_SDK_WORKFLOW_PACKAGES: "a,b" } }).workflowPackages, ["a", "b"]);
  assert.ok(!("workflow_packages" in config.toDict()));
  const changed = new Config({ workflowPackages: ["a"], localSandboxPath: "/tmp" }).withParams({
    localSandboxPath: "/x",
  });
  assert.deepEqual([changed.workflowPackages, changed.localSandboxPath], [["a"], "/x"]);
});

Deno.test("unknown modes are rejected", () => {
  assert.equal(thrownBy(() => Config.from({ mode: "strct" as "strict" })).code, "invalid_option");
  assert.equal(thrownBy(() => Config.from({ unknownKeys: "eror" as "error" })).code, "invalid_option");
});
