import assert from "node:assert/strict";
import { Image, memoryHost, prepareDockerfile, type RenderedImage } from "../../../../v2.ts";
import { runs } from "../../../_support/effort.ts";

const base = () => Image.fromBase("debian:12").clone({ name: "app", extendable: true, pythonVersion: [3, 12] });

/** The files that are copied, and the warnings about them. */
async function copied(
  image: Image,
  files: Readonly<Record<string, string>>,
  options: { readonly rootDir?: string } = {},
) {
  const host = memoryHost({ cwd: "/work", files });
  const { rendered, listSources } = await prepareDockerfile(image, { host, ...options });
  const below = async (entry: RenderedImage["context"][number]) =>
    entry.kind === "sources" ? (await listSources(host, entry)).map(({ path }) => path) : [];
  const names = (await Promise.all(rendered.context.map(below))).flat();
  return { names, warnings: rendered.warnings.map(({ code, path, message }) => ({ code, path, message })) };
}

Deno.test("files that an ignore file of any name excludes are not copied; a warning says if they are part of the hash", async () => {
  const files = { "src/a.py": "1", "src/.env": "TOKEN=made-up", "src/deep/.env": "x", "src/deep/b.py": "2" };
  for (const name of ["docker/ignore.txt", "docker/.dockerignore", ".dockerignore", "src/.ignore"]) {
    const image = base().withSourceFolder("src").withDockerignore(name);
    const { names, warnings } = await copied(image, { ...files, [name]: ".env\n**/.env\n" });
    assert.deepEqual(names.filter((one) => one.endsWith(".py")), ["src/a.py", "src/deep/b.py"], name);
    assert.deepEqual(names.filter((one) => one.endsWith(".env")), [], name);
    const expected = name === ".dockerignore" ? [] : [["hashed_not_copied", "layers[0]"]];
    assert.deepEqual(warnings.map(({ code, path }) => [code, path]), expected, name);
  }
  const { warnings } = await copied(base().withSourceFolder("src").withDockerignore("d/x"), {
    ...files,
    "d/x": ".env",
  });
  assert.match(warnings[0]!.message, /"src\/\.env" excluded by "d\/x": not copied, but part of the image\'s hash/);
  const other = await copied(base().withSourceFolder("src"), { ...files, "r/.dockerignore": ".env" }, { rootDir: "r" });
  assert.ok(!other.names.includes("src/.env") && other.names.includes("src/deep/.env"), "as flyte's builder does");
});

Deno.test("ignored directories are skipped as by flyte 2's builder: an exception must begin with their path", async () => {
  const files = { "src/out/a.py": "", "src/out/b.txt": "", "src/in/c.py": "", "src/in/d.txt": "" };
  const image = base().withSourceFolder("src").withDockerignore("i");
  const { names } = await copied(image, { ...files, i: "out\nin\n!**/*.py\n!in/c.py\n" });
  assert.deepEqual(names, ["src/in/c.py"]);
});

Deno.test("a directory of 5000 levels is copied", async () => {
  const path = `src/${"a/".repeat(runs(1000, 5000))}b.py`;
  const image = base().withSourceFolder("src").withDockerignore("i");
  assert.deepEqual((await copied(image, { [path]: "", i: "*.txt\n" })).names, [path]);
});

Deno.test("a missing ignore file, or one that excludes everything, is rejected", async () => {
  const files = { "src/a.py": "1" };
  const missing = base().withSourceFolder("src").withDockerignore("docker/ignore.txt");
  const host = memoryHost({ cwd: "/work", files });
  for (const call of [() => missing.validate({ host }), () => copied(missing, files)]) {
    await assert.rejects(call, { code: "file_not_found", message: /withDockerignore: .*"docker\/ignore\.txt"/ });
  }
  await assert.rejects(copied(missing, { ...files, "docker/ignore.txt/x": "" }), { code: "file_not_found" });
  const all = { ...files, "docker/ignore.txt": "*\n!src\n" };
  await assert.rejects(copied(missing, all), { code: "image_copy_path", message: /excludes every file of "src"/ });
  const file = base().withSourceFile("src/a.py").withDockerignore(".dockerignore");
  await assert.rejects(copied(file, { ...files, ".dockerignore": "src" }), { code: "image_copy_path" });
  const unreadable = { ...host, readTextFile: () => Promise.reject(new Error("unreadable")) };
  const named = base().withSourceFolder("src").withDockerignore("src/a.py");
  await assert.rejects(prepareDockerfile(named, { host: unreadable }), /unreadable/, "rules are not passed over");
});

Deno.test("an ignore file that cannot be read is ignored in the hash, as in flyte 2, and rejected in a build", async () => {
  const bytes = Uint8Array.of(0x2e, 0x65, 0x6e, 0x76, 0x0a, 0x23, 0xe9);
  for (const folder of ["src", ""]) {
    const image = folder === ""
      ? base().withSourceFolder("src").withDockerignore(".dockerignore")
      : base().withSourceFolder("src");
    const path = `/work/${folder}/.dockerignore`;
    const host = memoryHost({ cwd: "/work", files: { "src/.env": "made-up", "src/a.py": "", [path]: bytes } });
    assert.match(await image.uri({ host }), /^app:/);
    const prepared = async () => {
      const { rendered, listSources } = await prepareDockerfile(image, { host });
      for (const entry of rendered.context) if (entry.kind === "sources") await listSources(host, entry);
    };
    await assert.rejects(prepared, { code: "not_utf8" });
  }
});

Deno.test("copied files that are not part of the hash cause a warning", async () => {
  const lock = '[[package]]\nname = "lib"\nsource = { editable = "lib" }\n';
  const files = {
    "p/pyproject.toml": "",
    "p/uv.lock": lock,
    "p/lib/a.py": "1",
    "p/lib/.env": "made-up",
    "p/lib/dist/x.whl": "2",
    "p/.dockerignore": "uv.lock\n",
    "other/poetry.lock": "",
  };
  const dependencies = await copied(base().withUvProject("p/pyproject.toml"), files);
  assert.deepEqual(dependencies.names, ["p/lib/a.py"], "as flyte, .env and dist are left out of packages");
  assert.deepEqual(dependencies.warnings.map(({ code }) => code), ["copied_not_hashed"]);
  const project = base().withUvProject("p/pyproject.toml", { projectInstallMode: "install_project" });
  const { names, warnings } = await copied(project, files);
  assert.ok(!names.includes("p/uv.lock"));
  assert.match(warnings[0]!.message, /^layers\[0\]: "p\/uv\.lock" is copied, but is not part of the image's hash/);
  const poetry = base().withPoetryProject("p/pyproject.toml", {
    projectInstallMode: "install_project",
    poetryLock: "other/poetry.lock",
  });
  const all = await copied(poetry, files);
  assert.ok(all.names.includes("p/uv.lock"), "flyte counts all files of a project of Poetry, and so copies them");
  assert.match(all.warnings[0]!.message, /"other\/poetry\.lock" is copied, but/);
});

Deno.test("settings of uv in a script have no effect, and cause a warning", async () => {
  const script = (toml: string) => ({ name: "s.py", text: `# /// script\n# dependencies = ["torch"]\n${toml}# ///\n` });
  const warned = async (toml: string) => {
    const image = Image.fromUvScript(script(toml), { name: "s", pythonVersion: [3, 12] });
    return (await prepareDockerfile(image, { host: memoryHost() })).rendered.warnings.map(({ message }) => message);
  };
  assert.deepEqual(await warned(""), []);
  const [message] = await warned('# [[tool.uv.index]]\n# url = "https://me:s3cret@w.acme.com"\n# [tool.uv.sources]\n');
  assert.match(message!, /^layers\[5\]\.script: \[tool\.uv\] \(index, sources\) does not change what is installed/);
  assert.doesNotMatch(message!, /s3cret/);
  assert.match((await warned('# [tool.uv]\n# exclude-newer = "2024-01-01"\n'))[0]!, /exclude-newer/);
});
