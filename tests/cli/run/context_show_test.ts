import assert from "node:assert/strict";
import fc from "fast-check";
import { SerializationSettings } from "../../../mod.ts";
import { settingsWireWithUnknown } from "../../_support/arbitraries.ts";
import { commandLine } from "../../_support/command_line.ts";
import { carry, settingsJson } from "../../_support/support.ts";

const SECRET = "hunter2hunter2";
const SETTINGS = SerializationSettings.forImage("ghcr.io/acme/app:v1", "v1", { project: "flytesnacks" })
  .with({ env: { LOG_LEVEL: "debug", API_TOKEN: SECRET } });
const context = await SETTINGS.serializedContext();
const pod = (value: string) => ({ spec: { containers: [{ env: [{ name: "_F_SS_C", value }] }] } });

Deno.test("show prints the fields under their names, and its size on standard error", async () => {
  const { code, stdout, stderr } = await commandLine(["context", "show", context]);
  assert.equal(code, 0);
  assert.match(stdout, /^FIELD +VALUE\n─+ {2}─+\nproject +flytesnacks\ndomain +""\nversion +v1\n/);
  assert.match(stdout, /^image\.default +ghcr\.io\/acme\/app:v1\nenv\.LOG_LEVEL +debug\nenv\.API_TOKEN +\*\*\*\n$/m);
  assert.equal(stderr, `argument: ${context.length + 9} bytes, 1% of the 131072 that Linux allows for one variable\n`);
});

Deno.test("each help has examples, exit codes, and no line beyond 120 columns", async () => {
  for (const command of ["show", "set", "find"]) {
    const { code, stdout } = await commandLine(["context", command, "--help"]);
    assert.equal(code, 0);
    assert.match(stdout, /^EXAMPLES\n {2}# .+\n {2}\S/m);
    assert.match(stdout, /^EXIT CODES\n {2}0 {3}\S/m);
    for (const line of stdout.split("\n").slice(2)) assert.ok(line.length <= 120, line);
  }
});

Deno.test("show reads an argument, a file, standard input and the variable", async () => {
  const shown = (await commandLine(["context", "show", "--quiet", context])).stdout;
  const text = JSON.stringify(pod(context));
  for (
    const [args, options, where] of [
      [[text], {}, "argument: spec.containers[0].env[0].value"],
      [[`HOME=/root\n_F_SS_C=${context}\n`], {}, "argument: line 2"],
      [["--file", "pod.json"], { files: { "/work/pod.json": text } }, "pod.json: spec.containers[0].env[0].value"],
      [["--file", "-"], { stdin: context }, "<stdin>"],
      [["-"], { stdin: context }, "<stdin>"],
      [[], { stdin: `${context}\n`, env: { _F_SS_C: "H4sIother" } }, "<stdin>"],
      [[], { env: { _F_SS_C: context } }, "_F_SS_C"],
      [[], { stdin: "", env: { _F_SS_C: context } }, "_F_SS_C"],
    ] as const
  ) {
    const { stdout, stderr } = await commandLine(["context", "show", ...args], options);
    assert.equal(stdout, shown, where);
    assert.ok(stderr.startsWith(`${where}: `), stderr);
  }
});

Deno.test("of several contexts, --at chooses one", async () => {
  const other = await SETTINGS.with({ version: "v2" }).serializedContext();
  const stdin = JSON.stringify({ items: [pod(context), pod(other)] });
  const path = "items[1].spec.containers[0].env[0].value";
  const { stdout } = await commandLine(["context", "show", "--at", path, "--field", "version"], { stdin });
  assert.equal(stdout, "v2\n");
  const ambiguous = await commandLine(["context", "show"], { stdin });
  assert.equal(ambiguous.code, 2);
  assert.match(
    ambiguous.stderr,
    /^error: <stdin>: found 2 different contexts \("items\[0\].*", "items\[1\].*"\); .* --at\n/,
  );
  const unknown = await commandLine(["context", "show", "--at", path.replace("1", "2")], { stdin });
  assert.match(unknown.stderr, /^error: --at: unknown path "items\[2\].*"; did you mean "items\[/);
});

Deno.test("--field prints one value for scripts", async () => {
  for (
    const [name, value] of [
      ["version", "v1\n"],
      ["image.default", "ghcr.io/acme/app:v1\n"],
      ["image_config.default_image.tag", "v1\n"],
      ["domain", "\n"],
      ["image_config.default_image", '{"name": "default", "fqn": "ghcr.io/acme/app", "tag": "v1", "digest": null}\n'],
    ] as const
  ) {
    const result = await commandLine(["context", "show", "--field", name, context]);
    assert.deepEqual(result, { code: 0, stdout: value, stderr: "" }, name);
  }
  const unset = await commandLine(["context", "show", "--field", "git_repo", context]);
  assert.deepEqual(unset, { code: 1, stdout: "", stderr: "" });
  const unknown = await commandLine(["context", "show", "--field", "image_config.default_img.fqn", context]);
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /did you mean "image_config\.default_image\.fqn"/);
});

Deno.test("--field needs --raw for a secret, alone or in a group", async () => {
  for (const name of ["env.API_TOKEN", "env"]) {
    const refused = await commandLine(["context", "show", "--field", name, context]);
    assert.equal(refused.code, 2);
    assert.equal(refused.stderr, `error: --field: ${name} contains a secret; add --raw to print it\n`);
  }
  const raw = await commandLine(["context", "show", "--field", "env.API_TOKEN", "--raw", context]);
  assert.equal(raw.stdout, `${SECRET}\n`);
});

Deno.test("--json is the wire object with secrets masked, --raw the exact text", async () => {
  const { stdout } = await commandLine(["context", "show", "--json", context]);
  const wire = JSON.parse(SETTINGS.toJsonString());
  assert.deepEqual(JSON.parse(stdout), { ...wire, env: { LOG_LEVEL: "debug", API_TOKEN: "***" } });
  const odd = settingsJson({ zeta: [1.0, 1e400], version: "v1" }).replace(":", " :  ");
  const raw = await commandLine(["context", "show", "--raw", await carry(odd)]);
  assert.equal(raw.stdout, `${odd}\n`);
});

Deno.test("issues are warnings unless --quiet", async () => {
  const carrying = await SETTINGS.with({ env: { _F_SS_C: context }, version: "v2" });
  const text = await carry(carrying.toJsonString());
  const { code, stdout, stderr } = await commandLine(["context", "show", text]);
  assert.equal(code, 0);
  assert.match(stdout, /^env\._F_SS_C +\*\*\*$/m);
  assert.match(stderr, /^warning: .*another version/);
  assert.equal((await commandLine(["context", "show", "--quiet", text])).stderr, "");
  const large = await carry(settingsJson({ env: Object.fromEntries(randomEntries(12_000)) }));
  const over = await commandLine(["context", "show", large]);
  assert.match(over.stderr, /^warning: _F_SS_C takes \d+ bytes, more than the 131072 bytes that Linux allows/);
});

function randomEntries(count: number): [string, string][] {
  return fc.sample(fc.uuid(), { numRuns: count, seed: 1 }).map((id, index) => [`V${index}`, id]);
}

for (
  const [args, options, message] of [
    [["pod.json"], {}, /^error: argument: no serialized context found; .*; to read a file, write --file\n$/],
    [[], {}, /^error: no context was given, and _F_SS_C is not set; pass /],
    [["-"], { stdin: "" }, /^error: <stdin>: no serialized context found; the text is empty/],
    [["--file", "none.json"], {}, /^error: .*none\.json/],
    [["--file", "a.json", context], {}, /^error: the context is given twice; /],
    [[context.slice(0, 60)], {}, /^error: argument: .*truncated.*copy the whole value\n$/],
    [[context.slice(4)], {}, /^error: argument: /],
    [[context, context], {}, /^error: unexpected argument .*; at most 1 can be given/],
  ] as const
) {
  Deno.test(`show is refused: ${message}`, async () => {
    const { code, stdout, stderr } = await commandLine(["context", "show", ...args], options);
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.match(stderr, message);
  });
}

Deno.test("nothing in a value reaches the terminal as an escape sequence", async () => {
  const { stdout } = await commandLine(["context", "show", await carry(settingsJson({ project: "a\x1b[31m\nb" }))]);
  assert.match(stdout, /^project +a\\u\{1b\}\[31m\\u\{a\}b$/m);
});

Deno.test("a secret in any settings is in no output, and --raw gives the text back", async () => {
  await fc.assert(
    fc.asyncProperty(settingsWireWithUnknown, async (wire) => {
      const settings = SerializationSettings.fromDict(wire);
      const secret = settings.with({ env: { ...settings.env, API_TOKEN: SECRET, URL: `https://me:${SECRET}@a.com/` } });
      const text = await secret.serializedContext({ reproducible: false });
      const carrying = await settings.with({ env: { _F_SS_C: text } }).toJsonString();
      for (const value of [await carry(secret.toJsonString()), await carry(carrying)]) {
        for (const args of [[], ["--json"]]) {
          const { code, stdout, stderr } = await commandLine(["context", "show", ...args, value]);
          assert.equal(code, 0, stderr);
          assert.ok(!`${stdout}${stderr}`.includes(SECRET) && !`${stdout}${stderr}`.includes(text));
        }
      }
      const raw = await commandLine(["context", "show", "--raw", await carry(carrying)]);
      assert.equal(raw.stdout, `${carrying}\n`);
    }),
    { numRuns: 30 },
  );
});

Deno.test("characters that control a terminal reach files and pipes as they are, with --field, and terminals with --raw only", async () => {
  const project = "a\u001b[31m\u202eb";
  const settings = await SerializationSettings.forImage("ghcr.io/acme/app:v1", "v1");
  const context = await settings.with({ project }).serializedContext();
  const shown = async (args: readonly string[], columns?: number) =>
    (await commandLine(["context", "show", context, ...args], columns === undefined ? {} : { columns })).stdout;
  const escaped = "a\\u{1b}[31m\\u{202e}b\n";
  assert.equal(await shown(["--field", "project"]), `${project}\n`);
  assert.equal(await shown(["--field", "project"], 80), escaped);
  assert.equal(await shown(["--field", "project", "--raw"], 80), `${project}\n`);
  const json = await shown(["--json"]);
  assert.doesNotMatch(json, /[^\P{Cc}\n]|\p{Cf}/u);
  assert.equal(JSON.parse(json).project, project);
});
