import assert from "node:assert/strict";
import { runScript } from "../../_support/evaluate.ts";

const MODULE = import.meta.resolve("../../../src/formats/yaml/mod.ts");

Deno.test("parsing YAML needs no permission and changes no global", async () => {
  const script = `
    import { parseYaml } from ${JSON.stringify(MODULE)};
    const refuse = (name) => ({ configurable: true, get() { throw new Error("global " + name); } });
    for (const name of ["process", "Deno", "navigator", "localStorage"]) {
      Object.defineProperty(globalThis, name, refuse(name));
    }
    console.log(parseYaml("admin:\\n  insecure: off\\n").at(["admin", "insecure"]).value);
    try { parseYaml("a: @"); } catch (error) { console.log(error.code); }
  `;
  assert.equal(await runScript(script), "false\nyaml_syntax\n");
});
