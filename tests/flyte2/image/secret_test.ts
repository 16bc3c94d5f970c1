import assert from "node:assert/strict";
import { Secret } from "../../../v2.ts";
import { thrownBy } from "../../_support/support.ts";

Deno.test("a secret has a valid variable name", () => {
  assert.equal(new Secret("a-b").asEnvVar, "A_B");
  assert.equal(new Secret({ key: "k", group: "g" }).asEnvVar, "G_K");
  assert.equal(new Secret({ key: "k", mount: "/etc/flyte/secrets/" }).asEnvVar, undefined);
  assert.equal(
    String(new Secret({ key: "it's", asEnvVar: "A" })),
    `Secret(key="it's", group=None, mount=None, as_env_var='A')`,
  );
  assert.equal(new Secret("a").stableHash().length, 64);
  for (const init of ["it's", "é", "1a", { key: "a", mount: "/x" }, { key: "a", asEnvVar: "lower" }, { key: 1 }]) {
    assert.equal(thrownBy(() => new Secret(init as string)).code, "invalid_secret", JSON.stringify(init));
  }
});
