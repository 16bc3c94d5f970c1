import assert from "node:assert/strict";
import { initYaml } from "../../../src/edit/init.ts";
import { commandLine } from "../../_support/command_line.ts";
import { writableHost } from "../../_support/writable_host.ts";

const FILE = "/home/me/.flyte/config.yaml";

Deno.test("init writes the file at home, which check approves", async () => {
  const { host, files } = writableHost({ files: {} });
  const { code, stdout, stderr } = await commandLine(["init", "sandbox"], { host });
  assert.deepEqual([code, stdout, stderr], [0, "", `wrote "${FILE}"\n`]);
  assert.equal(String(files.get(FILE)), initYaml({ kind: "sandbox" }));
  const check = await commandLine(["check", "--strict"], { host });
  assert.deepEqual([check.code, check.stderr], [0, "no problems in 1 file\n"]);
});

Deno.test("init replaces a file only with --force, and keeps a copy", async () => {
  const { host, files } = writableHost({ files: { [FILE]: "admin: {}\n" } });
  const refused = await commandLine(["init", "sandbox"], { host });
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /exists/);
  assert.equal(String(files.get(FILE)), "admin: {}\n");
  const forced = await commandLine(["init", "sandbox", "--force"], { host });
  assert.equal(forced.code, 0);
  assert.equal(new TextDecoder().decode(files.get(`${FILE}.bak`) as Uint8Array), "admin: {}\n");
});

Deno.test("init passes its options on, and prints with --print", async () => {
  const args = ["init", "self-hosted", "--endpoint", "flyte.acme.com", "--auth-type", "ClientSecret"];
  const more = ["--client-id", "me", "--client-secret-file", "/secret", "--project", "p", "--flyte2"];
  const { stdout } = await commandLine([...args, ...more, "--print"]);
  const expected = initYaml({
    kind: "self-hosted",
    endpoint: "flyte.acme.com",
    authType: "ClientSecret",
    clientId: "me",
    clientSecretLocation: "/secret",
    project: "p",
    versions: ["flyte2"],
  });
  assert.equal(stdout, expected);
});

Deno.test("init says which other file shadows the new one", async () => {
  const { host } = writableHost({ files: { "/home/me/.flyte/config": "[platform]\nurl = a.com\n" } });
  const { stderr } = await commandLine(["init", "sandbox"], { host });
  assert.match(stderr, /flytekit will read ".*\/\.flyte\/config" instead; remove it, or set FLYTECTL_CONFIG/);
});

Deno.test("mistakes are named as they are written on the command line", async () => {
  const cases = [
    ["", /^error: missing argument <kind>; --help explains it$/m],
    ["sandboxx", /^error: <kind> must be "sandbox" .*, found "sandboxx"; did you mean "sandbox"\?$/m],
    ["union", /^error: --endpoint is missing; name the host/m],
    ["sandbox --auth-type ClientSecret", /^error: --client-id is missing/m],
    ["sandbox --client-secret-file /a --client-secret-variable B", /^error: --client-secret-/m],
  ] as const;
  for (const [args, message] of cases) {
    const { code, stderr } = await commandLine(["init", ...args.split(" ").filter(Boolean), "--print"]);
    assert.equal(code, 2);
    assert.match(stderr, message);
  }
});
