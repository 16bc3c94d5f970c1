import assert from "node:assert/strict";
import fc from "fast-check";
import { SerializationSettings } from "../../../mod.ts";
import { commandLine } from "../../_support/command_line.ts";

const SECRET = "hunter2hunter2";
const SETTINGS = SerializationSettings.forImage("ghcr.io/acme/app:v1", "v1", { project: "p", domain: "d" })
  .with({ env: { API_TOKEN: SECRET } });
const context = await SETTINGS.serializedContext();

Deno.test("set prints the context that flytekit would write, and the changes on standard error", async () => {
  const args = ["version=v2", "image.default=ghcr.io/acme/app:v2", "env.A=b=c", "--unset", "domain"];
  const { code, stdout, stderr } = await commandLine(["context", "set", context, ...args]);
  assert.equal(code, 0);
  const { imageConfig } = SerializationSettings.forImage("ghcr.io/acme/app:v2", "");
  const env = { API_TOKEN: SECRET, A: "b=c" };
  const expected = SETTINGS.with({ version: "v2", imageConfig, env, domain: undefined });
  assert.equal(stdout, `${await expected.serializedContext()}\n`);
  assert.equal(
    stderr,
    "domain: d → (not set)\nversion: v1 → v2\n" +
      "image.default: ghcr.io/acme/app:v1 → ghcr.io/acme/app:v2\nenv.A: (not set) → b=c\n",
  );
});

Deno.test("the changes show no secret, and --quiet prints none", async () => {
  const args = ["context", "set", context, `env.API_TOKEN=${SECRET}2`];
  const { stderr } = await commandLine(args);
  assert.equal(stderr, "env.API_TOKEN: *** → ***\n");
  assert.equal((await commandLine([...args, "--quiet"])).stderr, "");
  const spaces = await commandLine(["context", "set", context, "project= a\nb "]);
  assert.equal(spaces.stderr, 'project: p → " a\\u{a}b "\n');
  const same = await commandLine(["context", "set", context, "version=v1"]);
  assert.deepEqual(same, { code: 0, stdout: `${context}\n`, stderr: "no field changes\n" });
});

Deno.test("set prints a shell command, or an entry of a pod", async () => {
  const { stdout: value } = await commandLine(["context", "set", context, "version=v2"]);
  const shell = await commandLine(["context", "set", "--shell", context, "version=v2"]);
  assert.equal(shell.stdout, `export _F_SS_C=${value}`);
  const json = await commandLine(["context", "set", "--json", context, "version=v2"]);
  assert.deepEqual(JSON.parse(json.stdout), { name: "_F_SS_C", value: value.trim() });
  const both = await commandLine(["context", "set", "--json", "--shell", context, "version=v2"]);
  assert.equal(both.stderr, "error: only one of --shell and --json can be given\n");
});

Deno.test("the first argument is the context unless it is an assignment", async () => {
  const padded = await Promise.all(["", "1", "12"].map((version) => SETTINGS.with({ version }).serializedContext()));
  assert.ok(padded.some((value) => value.endsWith("=")));
  const set = async (args: readonly string[], stdin?: string) =>
    await commandLine(["context", "set", "--quiet", ...args, "version=v2"], stdin === undefined ? {} : { stdin });
  for (const value of padded) {
    const { stdout } = await set([], value);
    for (
      const argument of [
        value,
        `_F_SS_C=${value}`,
        `export _F_SS_C="${value}"`,
        `HOME=/root\n_F_SS_C=${value}`,
        `"${value}"`,
      ]
    ) assert.deepEqual(await set([argument]), { code: 0, stdout, stderr: "" }, argument);
    assert.equal((await set(["-"], value)).stdout, stdout);
  }
});

for (
  const [args, message] of [
    [[], /^error: nothing to change; write name=value, as in version=v2, or --unset name\n$/],
    [[context], /^error: nothing to change; /],
    [
      ["version=v2", context],
      /^error: a context is not an assignment; .*only the first argument can be the context\n$/,
    ],
    [["version=v2", "v3"], /^error: "v3" is not an assignment; write name=value; /],
    [["pod.json", "version=v2"], /^error: argument: no serialized context found; .*; to read a file, write --file\n$/],
    [["vershun=v2"], /^error: unknown field "vershun"; did you mean "version"\?\n$/],
    [["--unset", "evn.A"], /^error: unknown field "evn\.A"; did you mean "env\.A"\?\n$/],
    [["version=v2", "--unset", "version"], /^error: version is given twice\n$/],
    [["version"], /^error: nothing to change; /],
  ] as const
) {
  Deno.test(`set ${args.map((arg) => arg.slice(0, 20)).join(" ")} is refused`, async () => {
    const { code, stdout, stderr } = await commandLine(["context", "set", ...args], { stdin: context });
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.match(stderr, message);
  });
}

Deno.test("what set writes, show reads", async () => {
  const name = fc.constantFrom(
    "project",
    "git_repo",
    "env.A.B",
    "env.é",
    "fast_serialization_settings.destination_dir",
  );
  await fc.assert(
    fc.asyncProperty(name, fc.string({ unit: "grapheme" }), async (name, value) => {
      const { stdout: changed } = await commandLine(["context", "set", context, `${name}=${value}`]);
      const { stdout } = await commandLine(["context", "show", "--raw", "--field", name, changed]);
      assert.equal(stdout, `${value}\n`);
    }),
    { numRuns: 50 },
  );
});
