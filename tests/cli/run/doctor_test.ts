import assert from "node:assert/strict";
import { commandLine } from "../../_support/command_line.ts";

const FILE = "/home/me/.flyte/config.yaml";
const GOOD = { [FILE]: "admin:\n  endpoint: dns:///flyte.acme.com\n" };

Deno.test("doctor says which file is read, and what it did not examine", async () => {
  const { code, stdout, stderr } = await commandLine(["doctor", "--offline"], { files: GOOD });
  assert.equal(code, 0);
  assert.match(stdout, /^✓ files \(flytekit\): .*flytekit reads it/m);
  assert.match(stdout, /^- endpoint: .*not examined, since offline is set$/m);
  assert.match(stderr, /^\d+ ok, \d+ skipped\n$/);
});

Deno.test("doctor ends with 1 for failures, and says what to change", async () => {
  const env = { FLYTECTL_CONFIG: "/none.yaml" };
  const { code, stdout } = await commandLine(["doctor", "--offline", "--flytekit"], { env });
  assert.equal(code, 1);
  assert.match(stdout, /^✗ files .*\n(?: {4}.*\n)* {4}→ create the file, or unset FLYTECTL_CONFIG$/m);
});

Deno.test("doctor --strict ends with 1 for warnings, --quiet prints only those", async () => {
  const env = { FLYTE_PLATFORM_URI: "flyte.acme.com" };
  const args = ["doctor", "--offline", "--flytekit"];
  assert.equal((await commandLine(args, { files: GOOD, env })).code, 0);
  const { code, stdout, stderr } = await commandLine([...args, "--strict", "--quiet"], { files: GOOD, env });
  assert.equal(code, 1);
  assert.match(stdout, /^! variables .*\n {4}→ rename it to FLYTE_PLATFORM_URL\n$/);
  assert.equal(stderr, "");
});

Deno.test("doctor --json has the findings and their numbers", async () => {
  const { stdout } = await commandLine(["doctor", "--json", "--offline"], { files: GOOD });
  const { status, counts, findings } = JSON.parse(stdout);
  assert.equal(status, "ok");
  assert.equal(findings.length, counts.ok + counts.skipped);
});

Deno.test("lines of the doctor fit a terminal of 60 columns", async () => {
  const { stdout } = await commandLine(["doctor", "--offline", "--quiet"], {
    files: { [FILE]: "admin:\n  endpoint: dns:///flyte.acme.com\n  insecur: true\n" },
    columns: 60,
    env: { NO_COLOR: "1" },
  });
  assert.match(stdout, /^! configuration/);
  for (const line of stdout.split("\n")) assert.ok(line.length <= 60, line);
});

Deno.test("doctor refuses a time limit that is not a number", async () => {
  const { code, stderr } = await commandLine(["doctor", "--timeout", "soon"]);
  assert.equal(code, 2);
  assert.match(stderr, /^error: --timeout must be a number of seconds above 0, found "soon"/);
});
