/**
 * Names that only the other product reads, for both products.
 */
import assert from "node:assert/strict";
import { Config as FlytekitConfig, memoryHost, PlatformConfig as FlytekitPlatform } from "../../../mod.ts";
import { composedSections, DEFAULT_PLUGINS } from "../../../src/sections/flytekit/mod.ts";
import { flyteSettings } from "../../../src/sections/flyte2/mod.ts";
import { Config, type PlatformConfig, TaskConfig } from "../../../v2.ts";
import { thrownBy } from "../../_support/support.ts";

const yaml = (text: string) => ({ file: { name: "config.yaml", text } });
const flytekitSettings = composedSections(DEFAULT_PLUGINS).flatMap(({ settings }) => settings);

/** Returns the messages and suggestions about names of the other product. */
function others({ issues }: Config | FlytekitConfig | TaskConfig | PlatformConfig | FlytekitPlatform) {
  return issues.filter(({ code }) => code === "other_version").map(({ message, meant }) => [message, meant]);
}

Deno.test("flyte 2 reports keys of flytekit, and suggests its own", () => {
  const text = "images:\n  a: b\nstorage:\n  connection:\n    endpoint: c\n  type: s3\nadmin:\n  audience: d\n";
  assert.deepEqual(others(Config.from(yaml(text))), [
    [
      'config.yaml:8:13 (admin.audience): "admin.audience" is a flytekit setting and has no effect here; in flyte 2, only arguments can set platform.audience',
      undefined,
    ],
    [
      'config.yaml:2:3 (images): "images" is a flytekit setting and has no effect here; flyte 2 uses "image.image_refs"',
      "image.image_refs",
    ],
  ]);
  assert.deepEqual(Config.from({ ...yaml(text), unknownKeys: "ignore" }).issues, []);
  // They are not mistakes: both products may share a file.
  assert.equal(others(Config.from({ ...yaml(text), unknownKeys: "error" })).length, 2);
});

Deno.test("flyte 2 reports variables of flytekit, and suggests its own", () => {
  const env = {
    FLYTE_PLATFORM_URL: "a",
    FLYTE_CREDENTIALS_CLIENT_ID: "b",
    FLYTE_LOCAL_PROJECT: "c",
    FLYTE_AWS_RETRIES: "5",
    FLYTE_CREDENTIALS_CLIENT_SECRET: "hunter2",
  };
  const config = Config.from({ ...yaml(""), env });
  assert.deepEqual(others(config), [
    [
      'env FLYTE_PLATFORM_URL: "FLYTE_PLATFORM_URL" is a flytekit setting and has no effect here; flyte 2 uses "FLYTE_ADMIN_ENDPOINT"',
      "FLYTE_ADMIN_ENDPOINT",
    ],
    [
      'env FLYTE_CREDENTIALS_CLIENT_ID: "FLYTE_CREDENTIALS_CLIENT_ID" is a flytekit setting and has no effect here; flyte 2 uses "FLYTE_ADMIN_CLIENTID"',
      "FLYTE_ADMIN_CLIENTID",
    ],
    [
      'env FLYTE_CREDENTIALS_CLIENT_SECRET: "FLYTE_CREDENTIALS_CLIENT_SECRET" is a flytekit setting and has no effect here; ' +
      "flyte 2 reads platform.client_credentials_secret from the file or variable that other settings name",
      undefined,
    ],
    [
      'env FLYTE_AWS_RETRIES: "FLYTE_AWS_RETRIES" is a flytekit setting and has no effect here; flyte 2 uses "FLYTE_STORAGE_RETRIES"',
      "FLYTE_STORAGE_RETRIES",
    ],
    [
      'env FLYTE_LOCAL_PROJECT: "FLYTE_LOCAL_PROJECT" is a flytekit setting and has no effect here; flyte 2 uses "FLYTE_TASK_PROJECT"',
      "FLYTE_TASK_PROJECT",
    ],
  ]);
  assert.doesNotMatch(JSON.stringify(config.issues), /hunter2/);
  assert.deepEqual(others(TaskConfig.from({ env })).map(([, meant]) => meant), ["FLYTE_TASK_PROJECT"]);
});

Deno.test("flytekit reports keys of flyte 2", () => {
  const text =
    "image: {registry: a, builder: b, image_refs: {c: d}}\nlocal: {persistence: true}\nadmin: {disableKeyring: true}";
  assert.deepEqual(
    others(FlytekitConfig.from(yaml(text))).map(([message, meant]) => [message!.split(": ")[1], meant]),
    [
      ['"admin.disableKeyring" is a flyte 2 setting and has no effect here; flytekit has no such setting', undefined],
      ['"image.builder" is a flyte 2 setting and has no effect here; flytekit has no such setting', undefined],
      ['"image.image_refs" is a flyte 2 setting and has no effect here; flytekit uses "images"', "images"],
      ['"image.registry" is a flyte 2 setting and has no effect here; flytekit has no such setting', undefined],
      ['"local.persistence" is a flyte 2 setting and has no effect here; flytekit has no such setting', undefined],
    ],
  );
});

Deno.test("flytekit reports variables of flyte 2", () => {
  const env = {
    FLYTE_ADMIN_ENDPOINT: "a",
    FLYTE_AUTH_TYPE: "Pkce",
    FLYTE_TASK_PROJECT: "p",
    FLYTE_IMAGE_REGISTRY: "r",
  };
  assert.deepEqual(others(FlytekitConfig.from({ env })).map(([message, meant]) => [message!.split("; ")[1], meant]), [
    ['flytekit uses "FLYTE_PLATFORM_URL"', "FLYTE_PLATFORM_URL"],
    ['flytekit uses "FLYTE_CREDENTIALS_AUTH_MODE"', "FLYTE_CREDENTIALS_AUTH_MODE"],
    ['flytekit uses "FLYTE_LOCAL_PROJECT"', "FLYTE_LOCAL_PROJECT"],
    ["flytekit has no such setting", undefined],
  ]);
  assert.equal(others(FlytekitPlatform.from({ env })).length, 2);
  assert.deepEqual(
    FlytekitConfig.from({ env, unknownVariables: true }).issues.filter(({ code }) => code === "unknown_variable"),
    [],
  );
});

Deno.test("every name that only the other product has is reported", () => {
  const [own, theirs] = [flyteSettings(), flytekitSettings];
  for (
    const [settings, others, read] of [
      [own, theirs, (env: Record<string, string>) => FlytekitConfig.from({ env, mode: "flytekit" })],
      [theirs, own, (env: Record<string, string>) => Config.from({ ...yaml(""), env, mode: "flyte" })],
    ] as const
  ) {
    const known = new Set(others.flatMap(({ envs }) => envs));
    for (const name of settings.flatMap(({ envs }) => envs)) {
      // flytekit rejects other values for seconds, and only names of variables can be looked up.
      if (known.has(name) || !name.startsWith("FLYTE_")) continue;
      const issues = read({ [name]: "5" }).issues.filter(({ code }) => code === "other_version");
      assert.equal(issues.length, 1, name);
      assert.ok(issues[0]!.meant === undefined || known.has(issues[0]!.meant), name);
    }
  }
});

Deno.test("nothing is reported if the right variable is set as well", () => {
  const env = { FLYTE_PLATFORM_URL: "a", FLYTE_ADMIN_ENDPOINT: "b" };
  assert.deepEqual(others(Config.from({ ...yaml(""), env })), []);
  assert.deepEqual(others(FlytekitConfig.from({ env })), []);
  assert.equal(others(Config.from({ ...yaml(""), env: { ...env, FLYTE_ADMIN_ENDPOINT: "" } })).length, 1);
});

Deno.test("flyte 2's variables of storage are known, and suggested for flytekit's names", () => {
  const shared = ["FLYTE_AWS_ENDPOINT", "FLYTE_AWS_ACCESS_KEY_ID", "FLYTE_AWS_SECRET_ACCESS_KEY"];
  const own = ["FLYTE_AWS_S3_ADDRESSING_STYLE", "FLYTE_STORAGE_RETRIES", "FLYTE_STORAGE_BACKOFF_SECONDS"];
  const env = Object.fromEntries(
    [...shared, ...own, "FLYTE_STORAGE_DEBUG", "AZURE_TENANT_ID"].map((name) => [name, "5"]),
  );
  assert.deepEqual(Config.from({ ...yaml("task:"), env, unknownVariables: true }).issues, []);
  assert.deepEqual(others(FlytekitConfig.from({ env })).map(([, meant]) => meant), [
    "FLYTE_AWS_RETRIES",
    "FLYTE_AWS_BACKOFF_SECONDS",
    "FLYTE_AWS_ENABLE_DEBUG",
    "FLYTE_AWS_ADDRESSING_STYLE",
  ]);
  const theirs = {
    FLYTE_AWS_RETRIES: "FLYTE_STORAGE_RETRIES",
    FLYTE_AWS_BACKOFF_SECONDS: "FLYTE_STORAGE_BACKOFF_SECONDS",
    FLYTE_AWS_ENABLE_DEBUG: "FLYTE_STORAGE_DEBUG",
    FLYTE_AWS_ADDRESSING_STYLE: "FLYTE_AWS_S3_ADDRESSING_STYLE",
    FLYTE_AZURE_STORAGE_ACCOUNT_NAME: "AZURE_STORAGE_ACCOUNT_NAME",
    FLYTE_AZURE_STORAGE_ACCOUNT_KEY: "AZURE_STORAGE_ACCOUNT_KEY",
    FLYTE_AZURE_TENANT_ID: "AZURE_TENANT_ID",
    FLYTE_AZURE_CLIENT_ID: "AZURE_CLIENT_ID",
    FLYTE_AZURE_CLIENT_SECRET: "AZURE_CLIENT_SECRET",
  };
  for (const [name, meant] of Object.entries(theirs)) {
    const [issue, ...more] = Config.from({ ...yaml("task:"), env: { [name]: "5" } }).issues;
    assert.deepEqual([issue?.code, issue?.meant, more], ["other_version", meant, []], name);
  }
  const { issues } = Config.from({ ...yaml("task:"), env: { FLYTE_PERSISTENCE_ATTACH_EXECUTION_METADATA: "no" } });
  assert.match(issues[0]!.message, /only arguments can set storage\.attach_execution_metadata/);
});

Deno.test("names that both products read are not reported", () => {
  const text =
    "admin: {endpoint: a, authType: Pkce}\nconsole: {endpoint: b}\ntask: {project: c, domain: d, org: e}\nlogger: {level: 1}";
  assert.deepEqual(Config.from(yaml(text)).issues, []);
  assert.deepEqual(FlytekitConfig.from(yaml(text)).issues, []);
});

Deno.test("explain suggests the right name for a name of the other product", () => {
  const said = (config: Config | FlytekitConfig | TaskConfig, name: string) => {
    const error = thrownBy(() => config.explain(name));
    assert.equal(error.code, "unknown_setting");
    return error.message.replace(/^unknown setting .*"; /, "");
  };
  assert.equal(
    said(new Config(), "FLYTE_PLATFORM_URL"),
    'it is a flytekit setting, and flyte 2 uses "admin.endpoint" or "FLYTE_ADMIN_ENDPOINT"',
  );
  assert.equal(
    said(new Config(), "platform.url"),
    'it is a flytekit setting, and flyte 2 uses "admin.endpoint" or "FLYTE_ADMIN_ENDPOINT"',
  );
  assert.equal(said(new Config(), "images"), 'it is a flytekit setting, and flyte 2 uses "image.image_refs"');
  assert.equal(said(new Config(), "stats.port"), "it is a flytekit setting, and flyte 2 has no such setting");
  assert.equal(
    said(new FlytekitConfig(), "FLYTE_ADMIN_ENDPOINT"),
    'it is a flyte 2 setting, and flytekit uses "admin.endpoint" or "FLYTE_PLATFORM_URL"',
  );
  assert.equal(
    said(new FlytekitConfig(), "image.registry"),
    "it is a flyte 2 setting, and flytekit has no such setting",
  );
  assert.match(thrownBy(() => new Config().explain("task.projec")).message, /did you mean "task.project"\?/);
});

Deno.test("auto reports variables where listing them needs no permission", async () => {
  const host = memoryHost({ env: { FLYTE_PLATFORM_URL: "a" }, files: { "config.yaml": "" } });
  assert.equal(others(await Config.auto({ host })).length, 1);
  assert.equal(others(await Config.auto({ host: { ...host, mayListEnv: () => false } })).length, 0);
  assert.equal(
    others(await Config.auto({ host: { ...host, mayListEnv: () => false }, unknownVariables: true })).length,
    1,
  );
  const { envNames: _, ...silent } = host;
  assert.equal(others(await Config.auto({ host: silent })).length, 0);
  const env = { FLYTE_PLATFORM_URL: "a" };
  assert.equal(others(await Config.auto({ host: { ...silent, mayListEnv: () => false }, env })).length, 1);
  assert.equal(
    others(await FlytekitConfig.auto({ host: memoryHost({ env: { FLYTE_ADMIN_ENDPOINT: "a" } }) })).length,
    1,
  );
});
