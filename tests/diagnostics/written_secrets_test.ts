import assert from "node:assert/strict";
import { secretsIn } from "../../src/diagnostics/written_secrets.ts";

Deno.test("the secrets of a file are found by their keys, whatever their values", () => {
  const text = "storage:\n  connection:\n    access-key: id\n    secret-key: x\n";
  assert.deepEqual(secretsIn({ name: "config.yaml", text }, "flytekit"), ["data_config.s3.secret_access_key"]);
  assert.deepEqual(secretsIn({ name: "config.yaml", text }, "flyte2"), []);
  assert.deepEqual(secretsIn({ name: "config.yaml", text: "admin:\n  endpoint: x\n" }, "flytekit"), []);
  const ini = "[aws]\nsecret_access_key = x\n";
  assert.deepEqual(secretsIn({ name: "a.ini", text: ini }, "flytekit"), ["data_config.s3.secret_access_key"]);
});
