import assert from "node:assert/strict";
import { runScript } from "../evaluate.ts";

const MODULE = import.meta.resolve("../../src/sources/yaml/mod.ts");

const PARSE = `
  import { parseYaml } from ${JSON.stringify(MODULE)};
  const document = parseYaml("admin:\\n  insecure: off\\n");
  console.log(document.at(["admin", "insecure"]).value);
  try { parseYaml("a: @"); } catch (error) { console.log(error.code); }
`;

const FIXED = `
  import process from "node:process";
  import { parseYaml } from ${JSON.stringify(MODULE)};
  const { env } = process;
  Object.defineProperty(globalThis.process, "env", { value: env, writable: false, configurable: false });
  try {
    console.log(parseYaml("a: 1").at(["a"]).value);
  } catch (error) {
    console.log(error.code, error.message.includes("--allow-env=LOG_TOKENS,LOG_STREAM"));
  }
`;

Deno.test("reading YAML takes no permission of Deno", async () => {
  assert.equal(await runScript(PARSE), "false\nyaml_syntax\n");
});

Deno.test("where process.env cannot be replaced, an error says which permission is needed", async () => {
  assert.equal(await runScript(FIXED), "yaml_needs_env true\n");
});

Deno.test("where process.env cannot be replaced, that permission is enough", async () => {
  assert.equal(await runScript(FIXED, ["--allow-env=LOG_TOKENS,LOG_STREAM"]), "1\n");
});

Deno.test("the package yaml prints no configuration, whatever the environment says", async () => {
  const env = { LOG_TOKENS: "1", LOG_STREAM: "1" };
  assert.equal(await runScript(PARSE, ["--allow-env"], env), "false\nyaml_syntax\n");
});

Deno.test("process.env is what it was, after errors too", async () => {
  const script = `
    ${PARSE}
    const { process } = globalThis;
    console.log(process.env.MINE, Object.getOwnPropertyDescriptor(process, "env").writable);
  `;
  assert.equal(await runScript(script, ["--allow-env"], { MINE: "kept" }), "false\nyaml_syntax\nkept true\n");
});
