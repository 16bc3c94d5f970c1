import assert from "node:assert/strict";
import { commandLine } from "../../../_support/command_line.ts";
import { FLYTE2_IMAGE, PROJECT, SPEC_YAML } from "../../../_support/image_files.ts";
import { sha256 } from "../../../_support/digest.ts";

const files = {
  ...PROJECT,
  "/work/other.yaml": SPEC_YAML.replace("3.12", "3.11").replace("requirements.txt", "r.txt").replace("[src]", "[lib]"),
  "/work/r.txt": "numpy\n",
  "/work/lib/a.py": "print(2)\n",
  "/work/lib/b.py": "",
  "/work/other.json": JSON.stringify(FLYTE2_IMAGE.withEnvVars({ A: "1" }).toDict()),
};
const explain = (...args: string[]) => commandLine(["image", "explain", ...args], { files });

Deno.test("image explain lists fields and files, with digests as sha256sum prints them", async () => {
  const { code, stdout, stderr } = await explain("image.yaml");
  assert.deepEqual([code, stderr], [0, ""]);
  assert.match(stdout, /^ghcr\.io\/acme\/app:\S+\n\n/);
  assert.match(stdout, /^python_version +'3\.12' +yes$/m);
  assert.match(stdout, /^requirements +'requirements\.txt' +no$/m);
  assert.match(stdout, new RegExp(`^copy\\[0\\] +a\\.py +${await sha256("print(1)\n")}$`, "m"));
  const flyte2 = await explain("image.json");
  assert.match(flyte2.stdout, /^layers\[0\]\.dst +'\.\/src' +yes$/m);
  assert.match(flyte2.stdout, new RegExp(`^layers\\[0\\] +a\\.py +${await sha256("print(1)\n")}$`, "m"));
});

Deno.test("image explain says why two names differ, and ends with 1", async () => {
  const { code, stdout, stderr } = await explain("image.yaml", "other.yaml");
  assert.deepEqual([code, stderr], [1, ""]);
  const [first, second, ...lines] = stdout.trimEnd().split("\n");
  assert.match(first!, /^first: {3}ghcr\.io\/acme\/app:/);
  assert.match(second!, /^second: {2}ghcr\.io\/acme\/app:/);
  assert.deepEqual(lines.map((line) => line.replace(/[0-9a-f]{12}…/g, "…")), [
    "  python_version: '3.12' ≠ '3.11'",
    "  requirements: 'requirements.txt' ≠ 'r.txt' (not part of the hash)",
    "  copy: ['src'] ≠ ['lib'] (not part of the hash)",
    "  requirements: requirements.txt has different content: … ≠ …",
    "  copy[0]: a.py has different content: … ≠ …",
    "  copy[0]: b.py is only in the second",
  ]);
  const flyte2 = await explain("image.json", "other.json");
  assert.equal(flyte2.code, 1);
  assert.match(flyte2.stdout, /\n {2}layers\[1\]: not set ≠ \{'type': 'Env'/);
});

Deno.test("images with the same name end with 0, also if something differs that does not count", async () => {
  const { code, stdout } = await explain("image.yaml", "image.yaml");
  assert.equal(code, 0);
  assert.match(stdout, /^same name: {2}ghcr\.io\/acme\/app:\S+\n$/);
  const runtime = `${SPEC_YAML}runtime_packages: [rich]\n`;
  const other = await commandLine(["image", "explain", "image.yaml", "-"], { files, stdin: runtime });
  assert.equal(other.code, 0);
  assert.match(other.stdout, /runtime_packages: not set ≠ \['rich'\] \(not part of the hash\)/);
});

Deno.test("image explain --json is data", async () => {
  const one = JSON.parse((await explain("--json", "image.yaml")).stdout);
  assert.match(one.name, /^ghcr\.io\/acme\/app:/);
  assert.deepEqual(one.files[1], {
    ...{ field: "copy[0]", file: "a.py", path: "src/a.py", isNamed: true, digest: await sha256("print(1)\n") },
  });
  const two = await explain("--json", "image.yaml", "other.yaml");
  const { isSame, names, differences } = JSON.parse(two.stdout);
  assert.deepEqual([two.code, isSame, names.length], [1, false, 2]);
  assert.deepEqual(differences.at(-1), { path: "copy[0]", file: "b.py", other: await sha256(""), isHashed: true });
});

Deno.test("images of both versions, and standard input twice, are refused", async () => {
  for (const args of [["image.yaml", "image.json"], ["image.json", "image.yaml"], ["-", "-"]]) {
    const { code, stdout } = await explain(...args);
    assert.deepEqual([code, stdout], [2, ""]);
  }
});

Deno.test("no secret is printed", async () => {
  const spec =
    "name: app\npip_index: https://me:hunter2@pypi.acme.com/\nenv: {MY_TOKEN: hunter2}\ncommands: [export PASSWORD=hunter2]\n";
  const image = FLYTE2_IMAGE.withEnvVars({ MY_TOKEN: "hunter2" }).withCommands(["export PASSWORD=hunter2"]);
  for (const stdin of [spec, JSON.stringify(image.toDict())]) {
    for (const args of [["-"], ["--json", "-"], [stdin === spec ? "image.yaml" : "image.json", "-"]]) {
      const { code, stdout, stderr } = await commandLine(["image", "explain", ...args], { files, stdin });
      assert.ok(code < 2 && stdout !== "");
      assert.doesNotMatch(stdout + stderr, /hunter2/);
    }
  }
});

Deno.test("the tables fit a terminal of 80 columns", async () => {
  const { stdout } = await commandLine(["image", "explain", "image.yaml"], {
    files,
    columns: 80,
    env: { NO_COLOR: "1" },
  });
  for (const line of stdout.split("\n")) assert.ok(line.length <= 80, line);
  assert.match(stdout, /^copy\[0\] +a\.py +[0-9a-f]{12}…$/m);
});
