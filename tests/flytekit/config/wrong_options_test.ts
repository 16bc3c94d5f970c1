import assert from "node:assert/strict";
import { Config, PlatformConfig, type SectionDefinition } from "../../../mod.ts";
import { thrownBy } from "../../_support/support.ts";

Deno.test("options that are none are refused, not taken for others", () => {
  assert.equal(thrownBy(() => Config.from({ mode: "strct" as "strict" })).code, "invalid_option");
  assert.equal(thrownBy(() => Config.from({ unknownKeys: "eror" as "error" })).code, "invalid_option");
});

Deno.test("a row of a kind that there is not is refused when composing", () => {
  const settings = { a: { type: "text", ini: "m.a", doc: "A" } };
  const table = { id: "mine", doc: "Mine", settings } as unknown as SectionDefinition;
  assert.equal(thrownBy(() => Config.from({ plugins: [table] })).code, "invalid_section");
});

Deno.test("with() does not keep issues about what it changed", () => {
  const file = { name: "a.yaml", text: "admin: {insecure: true, caCertFilePath: /ca}" };
  const { platform } = Config.from({ file });
  assert.deepEqual(platform.issues.map(({ code }) => code), ["insecure_with_ca_cert"]);
  assert.deepEqual(platform.with({ insecure: false }).issues, []);
  assert.ok(platform.with({ insecure: false }) instanceof PlatformConfig);
});
