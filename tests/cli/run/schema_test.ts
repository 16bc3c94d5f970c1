import assert from "node:assert/strict";
import { commandLine } from "../../_support/command_line.ts";

Deno.test("schema prints the schemas that are published", async () => {
  for (const [option, name] of [["--flytekit", "config"], ["--flyte2", "config.v2"]] as const) {
    const { code, stdout } = await commandLine(["schema", option]);
    assert.equal(code, 0);
    assert.equal(stdout, await Deno.readTextFile(`docs/${name}.schema.json`));
  }
  const both = await commandLine(["schema"]);
  assert.equal(both.stdout, await Deno.readTextFile("docs/config.all.schema.json"));
  assert.equal((await commandLine(["schema", "--flytekit", "--flyte2"])).stdout, both.stdout);
});

Deno.test("schema prints the address, and the setting of Visual Studio Code", async () => {
  const { stdout: url } = await commandLine(["schema", "--flyte2", "--url"]);
  assert.equal(JSON.parse((await commandLine(["schema", "--flyte2"])).stdout).$id, url.trim());
  const { "yaml.schemas": setting } = JSON.parse((await commandLine(["schema", "--flyte2", "--vscode"])).stdout);
  assert.deepEqual(Object.keys(setting), [url.trim()]);
  assert.ok(setting[url.trim()].includes("**/.flyte/config.yaml"));
  assert.equal((await commandLine(["schema", "--url", "--vscode"])).code, 2);
});
