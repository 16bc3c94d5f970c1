import assert from "node:assert/strict";
import { SerializationSettings } from "../../../mod.ts";
import { commandLine } from "../../_support/command_line.ts";

const context = (version: string) =>
  SerializationSettings.forImage(`ghcr.io/acme/app:${version}`, version, { project: "p", domain: "d" })
    .with({ env: { API_TOKEN: "hunter2hunter2" } }).serializedContext();
const [one, two] = [await context("v1"), await context("v2")];
const pod = (value: string) => ({ spec: { containers: [{ env: [{ name: "_F_SS_C", value }] }] } });
const PODS = JSON.stringify({ items: [pod(one), pod(two), pod(one), pod(one.slice(0, 80))] });
const ENV = `HOME=/root\n_F_SS_C=${one}\n`;

Deno.test("find lists where contexts are, and what they are for", async () => {
  const { code, stdout, stderr } = await commandLine(["context", "find", "pods.json", "env.txt"], {
    files: { "/work/pods.json": PODS, "/work/env.txt": ENV },
  });
  assert.equal(code, 0);
  assert.equal(stderr, "");
  const [header, , ...rows] = stdout.trimEnd().split("\n");
  assert.match(header!, /^CONTEXT +PROJECT +DOMAIN +VERSION +IMAGE +ERROR$/);
  assert.match(
    rows[0]!,
    /^pods\.json: items\[0\]\.spec\.containers\[0\]\.env\[0\]\.value +p +d +v1 +ghcr\.io\/acme\/app:v1$/,
  );
  assert.match(rows[1]!, /^pods\.json: items\[1\]\..* +v2 +ghcr\.io\/acme\/app:v2$/);
  assert.match(rows[2]!, /^pods\.json: items\[3\]\.\S+ +the gzip data is truncated/);
  assert.match(rows[3]!, /^env\.txt: line 2 +p +d +v1 /);
  assert.equal(rows.length, 4);
});

Deno.test("find does not repeat the name of a single file", async () => {
  const { stdout } = await commandLine(["context", "find"], { stdin: ENV });
  assert.match(stdout, /^line 2 +p +d +v1 /m);
  const bare = await commandLine(["context", "find"], { stdin: one });
  assert.match(bare.stdout, /^<stdin> +p +d +v1 /m);
});

Deno.test("find --json is data, without secrets and without the contexts, which --raw adds", async () => {
  const { stdout } = await commandLine(["context", "find", "--json"], { stdin: PODS });
  const found = JSON.parse(stdout);
  assert.deepEqual(found[1], {
    file: "<stdin>",
    path: "items[1].spec.containers[0].env[0].value",
    bytes: two.length + 9,
    fields: { project: "p", domain: "d", version: "v2", "image.default": "ghcr.io/acme/app:v2" },
  });
  assert.match(found[2].error, /truncated/);
  assert.ok(!stdout.includes("H4sI") && !stdout.includes("hunter2"));
  const raw = await commandLine(["context", "find", "--json", "--raw"], { stdin: PODS });
  assert.deepEqual(JSON.parse(raw.stdout).map((entry: { context: string }) => entry.context).slice(0, 2), [one, two]);
  const lines = await commandLine(["context", "find", "--raw"], { stdin: ENV });
  assert.equal(lines.stdout, `${one}\n`);
});

Deno.test("find ends with 1 where there is no context, and says why", async () => {
  const none = await commandLine(["context", "find", "-"], { stdin: "HOME=/root\n" });
  assert.equal(none.code, 1);
  assert.equal(none.stdout, "");
  assert.match(none.stderr, /^<stdin>: no serialized context found; the input does not mention _F_SS_C; /);
  const quiet = await commandLine(["context", "find", "--json", "--quiet", "-"], { stdin: "" });
  assert.deepEqual(quiet, { code: 1, stdout: "[]\n", stderr: "" });
  const some = await commandLine(["context", "find", "a", "b"], { files: { "/work/a": "", "/work/b": ENV } });
  assert.equal(some.code, 0);
  assert.match(some.stderr, /^a: no serialized context found; /);
  assert.equal((await commandLine(["context", "find", "none"])).code, 2);
});

Deno.test("the lists fit a terminal of 80 columns", async () => {
  for (const args of [["find", "-"], ["show", "--at", "items[1].spec.containers[0].env[0].value", "-"]]) {
    const { stdout } = await commandLine(["context", ...args], { stdin: PODS, columns: 80 });
    // deno-lint-ignore no-control-regex
    for (const line of stdout.split("\n")) assert.ok(line.replace(/\x1b\[\d+m/g, "").length <= 80, line);
  }
});

Deno.test("a context that expands to too much is listed, not decoded", async () => {
  const settings = SerializationSettings.forImage("a:b", "v".repeat(2 ** 20));
  const { code, stdout } = await commandLine(["context", "find", "--json"], {
    stdin: await settings.serializedContext(),
  });
  assert.equal(code, 0);
  assert.match(JSON.parse(stdout)[0].error, /maxBytes|1048576/);
});
