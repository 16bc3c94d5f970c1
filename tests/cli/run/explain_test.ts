import assert from "node:assert/strict";
import { commandLine } from "../../_support/command_line.ts";

const FILE = "admin:\n  endpoint: dns:///flyte.acme.com\n  insecure: true\n";
const HOME = { "/home/me/.flyte/config.yaml": FILE };

Deno.test("explain prints the settings that are not defaults, with their origins", async () => {
  const { code, stdout, stderr } = await commandLine(["explain"], { files: HOME });
  assert.equal(code, 0);
  assert.match(stdout, /^SETTING +VALUE +FROM\n─+ {2}─+ {2}─+\n/);
  assert.match(stdout, /^platform\.endpoint +"flyte\.acme\.com" +\S+config\.yaml:2:13 \(admin\.endpoint\)$/m);
  assert.equal(stdout.trim().split("\n").length, 4);
  assert.match(stderr, /^read \S+; \d+ settings have their defaults \(--all prints them\)\n$/);
});

Deno.test("explain --all prints all settings", async () => {
  const { stdout, stderr } = await commandLine(["explain", "--all"], { files: HOME });
  assert.match(stdout, /^secrets\.env_prefix /m);
  assert.equal(stderr, "");
});

Deno.test("explain shows what a variable shadows, and what is named", async () => {
  const options = { files: HOME, env: { FLYTE_PLATFORM_INSECURE: "false" } };
  const { stdout } = await commandLine(["explain", "admin.insecure", "FLYTE_PLATFORM_URL"], options);
  assert.match(stdout, /^platform\.insecure = false\n {2}from env FLYTE_PLATFORM_INSECURE\n {2}shadows true/);
  assert.match(stdout, /\n\nplatform\.endpoint = "flyte\.acme\.com"\n/);
});

Deno.test("explain --json is data, without secrets", async () => {
  const env = { FLYTE_AWS_SECRET_ACCESS_KEY: "hunter2hunter2" };
  const { stdout } = await commandLine(["explain", "--json"], { files: HOME, env });
  const { file, settings, issues } = JSON.parse(stdout);
  assert.equal(file, "/home/me/.flyte/config.yaml");
  assert.deepEqual(issues.map(({ code }: { code: string }) => code), ["storage_credentials_incomplete"]);
  const found = settings.find(({ path }: { path: string }) => path === "data_config.s3.secret_access_key");
  assert.equal(found.value, "***");
  assert.deepEqual(found.origin, { source: "env", name: "FLYTE_AWS_SECRET_ACCESS_KEY" });
  assert.ok(!stdout.includes("hunter2"));
});

Deno.test("explain --flyte2 reads as flyte 2", async () => {
  const files = { "/work/config.yaml": "task:\n  org: acme\n" };
  const { stdout } = await commandLine(["explain", "--flyte2", "task.org"], { files });
  assert.match(stdout, /^task\.org = "acme"\n/);
});

Deno.test("explain --file and --from-env-file replace the file and the environment", async () => {
  const files = { ...HOME, "/work/a.yaml": "admin:\n  endpoint: a.com\n", "/work/a.env": "FLYTE_AWS_RETRIES=7\n" };
  const env = { FLYTE_PLATFORM_INSECURE: "true" };
  const { stdout } = await commandLine(["explain", "--file", "a.yaml", "--from-env-file", "a.env"], { files, env });
  assert.match(stdout, /^platform\.endpoint +"a\.com"/m);
  assert.match(stdout, /^data_config\.s3\.retries +7/m);
  assert.doesNotMatch(stdout, /platform\.insecure/);
});

Deno.test("explain reads standard input, YAML or INI", async () => {
  const yaml = await commandLine(["explain", "--file", "-", "platform.endpoint"], { stdin: FILE });
  assert.match(yaml.stdout, /from stdin\.yaml:2:13/);
  const ini = await commandLine(["explain", "--file", "-", "platform.endpoint"], {
    stdin: "# flyte\n\n[platform]\nurl = a.com\n",
  });
  assert.match(ini.stdout, /from stdin\.ini:4:7/);
});

Deno.test("issues are warnings unless --quiet", async () => {
  const stdin = "admin:\n  insecur: true\n";
  const loud = await commandLine(["explain", "--file", "-"], { stdin });
  assert.match(loud.stderr, /^warning: stdin\.yaml:2:3 .*did you mean "admin\.insecure"\?\n> 2 \|/);
  const quiet = await commandLine(["explain", "--file", "-", "--quiet"], { stdin });
  assert.equal(quiet.stderr, "");
});

Deno.test("wrong values and missing files end with 2", async () => {
  const wrong = await commandLine(["explain", "--file", "-"], { stdin: "admin:\n  insecure: flase\n" });
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /^error: stdin\.yaml:2:13 /);
  const missing = await commandLine(["explain", "--file", "nothing.yaml"]);
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /^error: .*nothing\.yaml/);
  const unknown = await commandLine(["explain", "platform.enpoint"]);
  assert.match(unknown.stderr, /did you mean "platform\.endpoint"/);
});

Deno.test("the table fits a terminal of 60 columns, and has colors only there", async () => {
  const { stdout } = await commandLine(["explain", "--all"], { files: HOME, columns: 60 });
  // deno-lint-ignore no-control-regex
  for (const line of stdout.split("\n")) assert.ok(line.replace(/\x1b\[\d+m/g, "").length <= 60, line);
  assert.ok(stdout.includes("\x1b[1m"));
  const plain = await commandLine(["explain", "--all"], { files: HOME, columns: 60, env: { NO_COLOR: "1" } });
  assert.ok(!plain.stdout.includes("\x1b"));
});

Deno.test("characters that control a terminal are escaped, also those of file names", async () => {
  const name = "a\u001b[31m\u202e\u009b.yaml";
  const files = { [`/work/${name}`]: 'admin:\n  endpoint: "x\\e[31m\u202e\\x9b.com"\n' };
  for (const args of [[], ["--json"], ["--all"], ["platform.endpoint"]]) {
    const { code, stdout, stderr } = await commandLine(["explain", "--file", `/work/${name}`, ...args], { files });
    assert.equal(code, 0, stderr);
    assert.doesNotMatch(stdout + stderr, /[^\P{Cc}\n]|\p{Cf}/u);
    if (args[0] === "--json") assert.equal(JSON.parse(stdout).file, `/work/${name}`);
  }
});
