import assert from "node:assert/strict";
import { commandLine } from "../../_support/command_line.ts";
import { FLYTEKIT_SAMPLE, FLYTEKIT_SAMPLE_INI } from "../../_support/config_samples.ts";
import recorded from "../../goldens/create_config.json" with { type: "json" };

const GOOD = "admin:\n  endpoint: dns:///flyte.acme.com\n";
const WARNING = "admin:\n  insecur: true\n";
const WRONG = "admin:\n  insecure: flase\n";

Deno.test("check prints each finding with its line, and ends with 1 for errors", async () => {
  const { code, stdout, stderr } = await commandLine(["check", "-"], { stdin: WRONG });
  assert.equal(code, 1);
  assert.match(stdout, /^stdin\.yaml:2:13 error .*did you mean "false"\? \[not_boolean\]\n> 2 \| {3}insecure: …\n/);
  assert.equal(stderr, "1 error in 1 file\n");
});

Deno.test("warnings end with 0, with --strict with 1", async () => {
  assert.equal((await commandLine(["check", "-"], { stdin: WARNING })).code, 0);
  assert.equal((await commandLine(["check", "--strict", "-"], { stdin: WARNING })).code, 1);
  const good = await commandLine(["check", "--strict", "-"], { stdin: GOOD });
  assert.deepEqual(good, { code: 0, stdout: "", stderr: "no problems in 1 file\n" });
});

Deno.test("check without files checks those of both versions", async () => {
  const files = { "/home/me/.flyte/config": "[platform]\nurl = a.com\ninsecur = true\n", "/work/config.yaml": WRONG };
  const { code, stdout } = await commandLine(["check"], { files });
  assert.equal(code, 1);
  assert.match(stdout, /^\/home\/me\/\.flyte\/config:3:1 warning /m);
  assert.match(stdout, /^config\.yaml:2:13 error /m);
  const none = await commandLine(["check"]);
  assert.equal(none.code, 2);
  assert.match(none.stderr, /no configuration file was found; searched: .*~\/\.flyte\/config\.yaml/);
});

Deno.test("check checks for one version only", async () => {
  const stdin = "image:\n  builder: remote\n";
  assert.equal((await commandLine(["check", "--flyte2", "--strict", "-"], { stdin })).code, 0);
  assert.equal((await commandLine(["check", "--flytekit", "--strict", "-"], { stdin })).code, 1);
});

Deno.test("check --format json lists files with findings", async () => {
  const files = { "/work/a.yaml": WRONG, "/work/b.yaml": GOOD };
  const { stdout } = await commandLine(["check", "--format", "json", "a.yaml", "b.yaml"], { files });
  const [a, b] = JSON.parse(stdout);
  assert.equal(a.file, "a.yaml");
  assert.equal(a.findings[0].code, "not_boolean");
  assert.deepEqual(b, { file: "b.yaml", findings: [] });
});

Deno.test("check --format github escapes what ends a property or a message", async () => {
  const name = "/work/a,b:c%.yaml";
  const { stdout } = await commandLine(["check", "--format", "github", name], { files: { [name]: WRONG } });
  assert.match(
    stdout,
    /^::error file=\/work\/a%2Cb%3Ac%25\.yaml,line=2,endLine=2,col=13,endColumn=18,title=not_boolean::/,
  );
  assert.equal(stdout.trim().split("\n").length, 1);
});

Deno.test("a value of a secret is in no format", async () => {
  const stdin = "admin:\n  clientSecret: hunter2hunter2\n  clientSecre: hunter2hunter2\n";
  for (const format of ["text", "json", "github", "sarif"]) {
    const { stdout, stderr } = await commandLine(["check", "--all", "--format", format, "-"], { stdin });
    assert.ok(stdout.length > 20);
    assert.ok(!`${stdout}${stderr}`.includes("hunter2"), format);
  }
});

Deno.test("check finds no errors in the files that flyte create config writes", async () => {
  assert.ok(recorded.cases.length > 5);
  for (const { arguments: args, text } of recorded.cases) {
    for (const version of [[], ["--flyte2"]]) {
      const { code, stdout } = await commandLine(["check", ...version, "-"], { stdin: text });
      assert.equal(code, 0, `${args.join(" ")}: ${stdout}`);
    }
  }
});

Deno.test("check accepts the sample files of flytekit's documentation", async () => {
  const files = { "/work/config.yaml": FLYTEKIT_SAMPLE, "/work/flytekit.config": FLYTEKIT_SAMPLE_INI };
  const yaml = await commandLine(["check", "--strict", "config.yaml"], { files });
  assert.deepEqual(yaml, { code: 0, stdout: "", stderr: "no problems in 1 file\n" });
  // flytekit keeps the space after the comma.
  const ini = await commandLine(["check", "flytekit.config"], { files });
  assert.equal(ini.code, 0);
  assert.match(ini.stdout, /^flytekit\.config:2:19 warning .*\[differs_from_python\]\n/);
  assert.equal(ini.stderr, "1 warning in 1 file\n");
});

Deno.test("no format prints characters that control a terminal", async () => {
  const path = "/work/a\u001b[31m\u202e\u009b.yaml";
  const text = '"un\\e[31m\u202e": 1\nadmin:\n  insecure: "a\\e[31m\u202e\\x9b"\n  "b\\e[2J": 1\n';
  for (const format of ["text", "json", "github", "sarif"]) {
    const { stdout, stderr } = await commandLine(["check", "--format", format, path], { files: { [path]: text } });
    assert.notEqual(stdout, "");
    assert.doesNotMatch(stdout + stderr, /[^\P{Cc}\n]|\p{Cf}/u, format);
    if (format === "json") assert.equal(JSON.parse(stdout)[0].file, path);
  }
});
