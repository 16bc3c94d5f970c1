import assert from "node:assert/strict";
import { Config, TaskConfig } from "../../../v2.ts";
import { evaluateWith } from "../../_support/evaluate.ts";

const run = evaluateWith(import.meta.resolve("../../../v2.ts"), ["Config", "TaskConfig"]);

const READ = "await Config.auto().then(({ platform, issues }) => [platform.endpoint, issues.map(({ code }) => code)])";
const ENV = { HOME: "/nowhere", FLYTE_ADMIN_ENDPOINT: "a", FLYTE_CREDENTIALS_CLIENT_ID: "of flytekit" };

Deno.test("flyte 2: the variables that explain() names are all that Deno has to allow", async () => {
  const { allowEnv } = Config.from().explain();
  const [endpoint, codes] = await run(READ, [allowEnv, "--allow-read"], ENV) as [string, string[]];
  // Without permission, git is not run, and flytekit's variables are not reported.
  assert.deepEqual([endpoint, codes], ["a", ["git_root_unknown", "differs_from_python"]]);
  for (const name of ["UCTL_CONFIG", "FLYTECTL_CONFIG", "HOME", "FLYTE_AUTH_TYPE", "FLYTE_ADMIN_AUTHTYPE"]) {
    assert.ok(allowEnv.split(/[=,]/).includes(name), name);
  }
});

Deno.test("flyte 2: with access to the environment and git, flytekit's variables are reported as well", async () => {
  const [, codes] = await run(READ, ["--allow-env", "--allow-read", "--allow-run=git"], ENV) as [string, string[]];
  assert.deepEqual(codes, ["other_version", "differs_from_python"]);
});

Deno.test("flyte 2: without permissions, the error names all variables at once", async () => {
  const { code, message } = await run(READ, [], {}) as { code: string; message: string };
  assert.equal(code, "permission_denied");
  const [named] = /--allow-env=\w+(,\w+)*/.exec(message)!;
  assert.deepEqual(named.split(/[=,]/).sort(), Config.from().explain().allowEnv.split(/[=,]/).sort());
});

Deno.test("flyte 2: a single section needs only its own variables", async () => {
  const { allowEnv } = TaskConfig.from().explain();
  const answer = await run("(await TaskConfig.auto()).toJSON()", [allowEnv, "--allow-read"], { HOME: "/nowhere" });
  assert.deepEqual(answer, { org: null, project: null, domain: null });
  assert.ok(!allowEnv.includes("FLYTE_ADMIN_ENDPOINT"));
});

Deno.test("flyte 2: sources from the caller need no permission", async () => {
  const file = '{ name: "a", text: "admin: {endpoint: b}" }';
  assert.equal(await run(`Config.from({ file: ${file} }).platform.endpoint`, [], {}), "b");
  assert.equal(await run(`(await Config.auto({ file: ${file}, env: {} })).platform.endpoint`, [], {}), "b");
});
