import assert from "node:assert/strict";
import type { Finding } from "../../../src/doctor/mod.ts";
import type { Host } from "../../../src/runtime/host.ts";
import { examined, machineWith, onlyFinding } from "../../_support/examined.ts";

async function configuration(host: Host, options: object = {}): Promise<readonly Finding[]> {
  return (await examined({ host, offline: true, ...options })).filter(({ probe }) => probe === "configuration");
}

/** A machine with this file of both versions. */
const machine = (text: string, env = {}): Host => machineWith({ env, files: { "/home/me/.flyte/config.yaml": text } });

Deno.test("problems and issues have the position, the line and what to write", async () => {
  const host = machine("admin:\n  endpoint: dns:///flyte.test\n  insecure: ture\n  authTyp: Pkce\n");
  const [problem, issue, ...others] = await configuration(host);
  assert.deepEqual(others, []);
  assert.deepEqual([problem?.status, problem?.code, problem?.versions], ["failed", "not_boolean", [
    "flytekit",
    "flyte2",
  ]]);
  assert.equal(problem?.subject, "/home/me/.flyte/config.yaml:3:13 (admin.insecure)");
  assert.equal(problem?.fix, 'write "true" at /home/me/.flyte/config.yaml:3:13 (admin.insecure)');
  assert.match(problem?.details?.[0] ?? "", /^> 3 \| {3}insecure:/);
  assert.deepEqual([issue?.status, issue?.code], ["warning", "unknown_key"]);
  assert.equal(issue?.fix, 'rename it to "admin.authType" at /home/me/.flyte/config.yaml:4:3 (admin.authTyp)');
});

Deno.test("a file that cannot be parsed fails once, and everything else is still examined", async () => {
  const findings = await examined({ host: machine("admin: [\n"), offline: true });
  const found = onlyFinding(
    findings.filter(({ probe }) => probe === "configuration"),
    "failed",
    /./,
    /config\.yaml:\d+:\d+/,
  );
  assert.match(found.code ?? "", /^yaml_/);
  assert.equal(findings.filter(({ probe }) => probe === "registry").length, 1);
});

Deno.test("a wrong variable is named", async () => {
  const host = machine("admin:\n  endpoint: dns:///flyte.test\n", { FLYTE_PLATFORM_INSECURE: "ture" });
  const found = (await configuration(host)).find(({ code }) => code === "not_boolean");
  assert.equal(found?.fix, 'set FLYTE_PLATFORM_INSECURE to "true"');
});

Deno.test("a configuration without mistakes has the number of its settings", async () => {
  const found = await configuration(machine("admin:\n  endpoint: dns:///flyte.test\n"));
  assert.deepEqual(found.map(({ status, message, subject }) => [status, message, subject]), [
    ["ok", "1 setting, no problems", "/home/me/.flyte/config.yaml"],
    ["ok", "1 setting, no problems", "/home/me/.flyte/config.yaml"],
  ]);
});

Deno.test("settings of the other version are mistakes only if one version is examined", async () => {
  const host = machine("admin:\n  endpoint: dns:///flyte.test\nimages:\n  a: b:v1\n");
  assert.ok((await configuration(host)).every(({ status }) => status === "ok"));
  const [found] = await configuration(host, { versions: ["flyte2"] });
  assert.equal(found?.code, "other_version");
});

Deno.test("many mistakes are counted", async () => {
  const keys = Array.from({ length: 80 }, (_, index) => `  unknownKey${index}: 1\n`).join("");
  const found = await configuration(machine(`admin:\n  endpoint: dns:///flyte.test\n${keys}`));
  assert.equal(found.length, 51);
  assert.match(found.at(-1)?.message ?? "", /^there are \d+ more/);
});
