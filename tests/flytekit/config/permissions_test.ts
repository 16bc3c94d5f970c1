import assert from "node:assert/strict";
import { Config, DataConfig, PlatformConfig, TaskConfig } from "../../../mod.ts";
import { evaluateWith } from "../../_support/evaluate.ts";

const run = evaluateWith(import.meta.resolve("../../../mod.ts"), [
  "Config",
  "DataConfig",
  "PlatformConfig",
  "TaskConfig",
]);

const ENDPOINT = "(await Config.auto()).platform.endpoint";
const FILE = "admin:\n  endpoint: dns:///from.file\n  clientSecretEnvVar: MY_SECRET\n";

Deno.test("the variables that explain() names are all that Deno has to allow", async () => {
  const { allowEnv } = Config.from().explain();
  const env = { HOME: "/nowhere", FLYTE_PLATFORM_URL: "dns:///from.env" };
  assert.equal(await run(ENDPOINT, [allowEnv, "--allow-read"], env), "from.env");
});

Deno.test("without permissions, the error names all variables at once", async () => {
  const { code, message } = await run(ENDPOINT, [], {}) as { code: string; message: string };
  assert.equal(code, "permission_denied");
  const { allowEnv } = Config.from().explain();
  const [named] = /--allow-env=\w+(,\w+)*/.exec(message)!;
  assert.deepEqual(named.split(/[=,]/).sort(), allowEnv.split(/[=,]/).sort());
  assert.equal(message.match(/--allow-env/g)!.length, 1);
});

Deno.test("with some permissions, the error names the other variables", async () => {
  const names = Config.from().explain().allowEnv.split(/[=,]/).slice(1);
  const allowed = names.filter((name) => name !== "FLYTE_PLATFORM_URL" && name !== "FLYTE_AWS_RETRIES");
  const { message } = await run(ENDPOINT, [`--allow-env=${allowed.join(",")}`, "--allow-read"], {}) as {
    message: string;
  };
  assert.match(message, /2 environment variables.*--allow-env=FLYTE_PLATFORM_URL,FLYTE_AWS_RETRIES\b/);
});

Deno.test("the error names the variable that the configuration refers to", async () => {
  const file = { name: "config.yaml", text: FILE };
  const { allowEnv } = Config.from({ file, env: { MY_SECRET: "s" } }).explain();
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/config.yaml`, FILE);
    const env = { FLYTECTL_CONFIG: `${folder}/config.yaml`, MY_SECRET: "s" };
    const [endpoint, mode] = await run(
      "await Config.auto().then(({ platform }) => [platform.endpoint, platform.authMode])",
      [allowEnv, "--allow-read"],
      env,
    ) as [string, string];
    assert.deepEqual([endpoint, mode], ["from.file", "ClientSecret"]);
    const others = allowEnv.replace(",MY_SECRET", "");
    const { code, message } = await run(ENDPOINT, [others, "--allow-read"], env) as { code: string; message: string };
    assert.equal(code, "permission_denied");
    assert.match(message, /--allow-env=MY_SECRET/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a denied variable whose name may be a secret is not shown", async () => {
  const { allowEnv } = Config.from().explain();
  for (const mode of ["strict", "flytekit"]) {
    const file = { name: "config.yaml", text: "admin: {clientSecretEnvVar: hunter2secret}" };
    const call = `await Config.auto(${JSON.stringify({ mode, file })})`;
    const { code, message } = await run(call, [allowEnv], {}) as { code: string; message: string };
    assert.equal(code, "permission_denied");
    assert.match(message, /^config\.yaml:1:29 .*was denied/);
    assert.ok(!message.includes("hunter2"), message);
  }
});

Deno.test("a single section needs only its own variables", async () => {
  const sections = {
    DataConfig: DataConfig.from(),
    TaskConfig: TaskConfig.from(),
    PlatformConfig: PlatformConfig.from(),
  };
  for (const [name, section] of Object.entries(sections)) {
    const { allowEnv } = section.explain();
    const answer = await run(`(await ${name}.auto()).toJSON()`, [allowEnv, "--allow-read"], { HOME: "/nowhere" });
    assert.deepEqual(answer, JSON.parse(JSON.stringify(section)), name);
  }
  assert.ok(!TaskConfig.from().explain().allowEnv.includes("FLYTE_PLATFORM_URL"));
});

Deno.test("sources from the caller need no permission", async () => {
  const given = 'Config.from({ file: { name: "a.yaml", text: "admin: {endpoint: b}" } }).platform.endpoint';
  assert.equal(await run(given, [], {}), "b");
  const auto =
    '(await Config.auto({ file: { name: "a.yaml", text: "admin: {endpoint: b}" }, env: {} })).platform.endpoint';
  assert.equal(await run(auto, [], {}), "b");
});

Deno.test("an unreadable file is a permission error", async () => {
  const answer = await run('await Config.auto({ file: "/srv/config.yaml", env: {} })', [], {}) as { code: string };
  assert.equal(answer.code, "permission_denied");
});
