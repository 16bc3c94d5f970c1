import assert from "node:assert/strict";
import { defaultHost } from "../../../src/runtime/default_host.ts";
import { commandLine } from "../../_support/command_line.ts";
import { writableHost } from "../../_support/writable_host.ts";

const FILE = "/home/me/.flyte/config.yaml";
const TEXT = "# mine\nadmin:\n  endpoint: dns:///a.com # here\n  insecure: true\n";

function host(text: string = TEXT) {
  return writableHost({ files: { [FILE]: text } });
}

Deno.test("set changes the file that both versions read, and keeps everything else", async () => {
  const { host: machine, files } = host();
  const args = ["set", "platform.endpoint=dns:///b.com", "admin.authType=Pkce"];
  const { code, stdout, stderr } = await commandLine(args, { host: machine });
  assert.deepEqual([code, stderr], [0, ""]);
  assert.equal(
    stdout,
    `${FILE}:3 changed admin.endpoint: "dns:///a.com" → "dns:///b.com"\n${FILE}:5 added admin.authType: "Pkce"\n`,
  );
  assert.equal(String(files.get(FILE)), TEXT.replace("a.com", "b.com") + "  authType: Pkce\n");
});

Deno.test("set takes a name and a value as two arguments", async () => {
  const { host: machine, files } = host();
  assert.equal((await commandLine(["set", "admin.insecure", "false"], { host: machine })).code, 0);
  assert.equal(String(files.get(FILE)), TEXT.replace("true", "false"));
});

Deno.test("set --dry-run writes nothing", async () => {
  const { host: machine, files } = host();
  const { stdout } = await commandLine(["set", "--dry-run", "admin.insecure=false"], { host: machine });
  assert.equal(stdout, `${FILE}:4 would be changed admin.insecure: true → false\n`);
  assert.equal(String(files.get(FILE)), TEXT);
});

Deno.test("unset removes a line", async () => {
  const { host: machine, files } = host();
  const { stdout } = await commandLine(["unset", "platform.insecure"], { host: machine });
  assert.equal(stdout, `${FILE}:4 removed admin.insecure: true\n`);
  assert.equal(String(files.get(FILE)), TEXT.replace("  insecure: true\n", ""));
  const again = await commandLine(["unset", "platform.insecure"], { host: machine });
  assert.equal(again.stdout, `${FILE}: nothing to change\n`);
});

Deno.test("--json describes the changes", async () => {
  const { host: machine } = host();
  const { stdout } = await commandLine(["set", "--json", "admin.insecure=false"], { host: machine });
  const { file, changes } = JSON.parse(stdout);
  assert.equal(file, FILE);
  assert.deepEqual(changes.map(({ key, line, after }: Record<string, unknown>) => [key, line, after]), [
    ["admin.insecure", 4, "false"],
  ]);
});

Deno.test("- reads a file and prints the edited one", async () => {
  const { stdout } = await commandLine(["set", "--file", "-", "admin.insecure=false"], { stdin: TEXT });
  assert.equal(stdout, TEXT.replace("true", "false"));
});

Deno.test("a secret comes from standard input, and is in no output", async () => {
  const { host: machine, files } = host();
  const name = "data_config.s3.secret_access_key";
  const { code, stdout, stderr } = await commandLine(["set", "--stdin", name], { host: machine, stdin: "hunter22\n" });
  assert.equal(code, 0);
  assert.match(String(files.get(FILE)), /secret-key: hunter22\n/);
  assert.ok(stdout.includes("***") && !`${stdout}${stderr}`.includes("hunter22"));
});

Deno.test("what would not be read is refused, and the file stays", async () => {
  for (
    const [args, message] of [
      [["set", "admin.insecure=flase"], /^error: .*found "flase"; did you mean "false"\?/],
      [
        ["set", "platform.enpoint=x"],
        /^error: unknown setting "platform\.enpoint"; did you mean "platform\.endpoint"\?/,
      ],
      [["set", "hunter22"], /^error: "hunter22": a value is missing; write name=value/],
      [["set", "=hunter22"], /^error: an argument that starts with =: a value is missing/],
      [["set", "--stdin", "a=b"], /^error: --stdin reads the value of one setting/],
      [["set"], /^error: missing argument <setting=value>/],
    ] as const
  ) {
    const { host: machine, files } = host();
    const { code, stdout, stderr } = await commandLine(args, { host: machine, stdin: "x" });
    assert.deepEqual([code, stdout], [2, ""], args.join(" "));
    assert.match(stderr, message);
    assert.equal(String(files.get(FILE)), TEXT);
  }
});

Deno.test("set needs one file", async () => {
  const none = await commandLine(["set", "admin.insecure=false"]);
  assert.match(none.stderr, /no configuration file was found; .*create one with init/);
  const { host: machine } = writableHost({ files: { [FILE]: TEXT, "/home/me/.union/config.yaml": TEXT } });
  const two = await commandLine(["set", "admin.insecure=false"], { host: machine });
  assert.match(two.stderr, /^error: flytekit reads ".*", flyte 2 ".*"; choose one with --file/);
});

Deno.test("characters that control a terminal are escaped in names of files and keys", async () => {
  const path = "/work/a\u001b[31m\u202e.yaml";
  const files = { [path]: "admin:\n  insecure: true\n" };
  const args = ["set", "--dry-run", "--file", path, "images.a\u001b[2J\u202e=b"];
  for (const more of [[], ["--json"]]) {
    const { code, stdout, stderr } = await commandLine([...args, ...more], { files });
    assert.equal(code, 0, stderr);
    assert.doesNotMatch(stdout + stderr, /[^\P{Cc}\n]|\p{Cf}/u);
  }
});

Deno.test("edits at the same time are all kept", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const file = `${folder}/config.yaml`;
    await Deno.writeTextFile(file, "# kept\n");
    const names = Array.from({ length: 10 }, (_, index) => `image${index}`);
    const results = await Promise.all(
      names.map((name) =>
        commandLine(["set", "--file", file, `images.${name}=a.com/b:${name}`], { host: defaultHost() })
      ),
    );
    for (const { code, stderr } of results) assert.equal(code, 0, stderr);
    const text = await Deno.readTextFile(file);
    for (const name of names) assert.ok(text.includes(`${name}: a.com/b:${name}\n`), text);
    assert.deepEqual(await Array.fromAsync(Deno.readDir(folder), ({ name }) => name), ["config.yaml"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
