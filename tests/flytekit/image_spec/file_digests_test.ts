import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { defaultHost } from "../../../src/runtime/default_host.ts";
import { memoryHost } from "../../../src/runtime/memory_host.ts";
import type { Host } from "../../../src/runtime/host.ts";
import { copyDigest, sourceDigest } from "../../../src/flytekit/image_spec/source_files.ts";
import { sourceFiles } from "../../../src/flytekit/image_spec/source_files.ts";
import { withoutNativeModules } from "../../_support/without_native.ts";
import { errorOf } from "../../_support/support.ts";

const EMPTY = "d41d8cd98f00b204e9800998ecf8427e";

function md5(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("md5");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

/** Runs a test in a new directory. */
async function inDirectory(run: (directory: string, host: Host) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await run(directory, defaultHost());
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

Deno.test("contents and paths are hashed in Python's order of the paths", async () => {
  const files = { "/s/b/c": "1", "/s/b.x": "2", "/s/\u{1f600}": "3", "/s/\uffee": "4", "/s/a": "" };
  const host = memoryHost({ files });
  assert.deepEqual(await pathsOf(host, "/s"), ["/s/a", "/s/b.x", "/s/b/c", "/s/\uffee", "/s/\u{1f600}"]);
  const expected = md5("", "a", "2", "b.x", "1", "bc", "4", "\uffee", "3", "\u{1f600}");
  assert.equal(await sourceDigest(host, "/s"), expected);
  assert.equal(await withoutNativeModules(() => sourceDigest(host, "/s")), expected);
});

Deno.test("caches, .git directories and files that .dockerignore excludes do not count", async () => {
  const names = [
    "a.pyc",
    "x/b.pyc",
    ".cache/c",
    "x/.cache/c",
    "__pycache__/d",
    "x/__pycache__/d",
    ".git/e",
    "x/.git/e",
  ];
  const more = ["secret", "x/keep", "x/other", "y/.git", ".dockerignore"];
  const files = Object.fromEntries([...names, ...more].map((name) => [`/s/${name}`, name]));
  const host = memoryHost({ files: { ...files, "/s/.dockerignore": "# x\nSECRET\nx/*\n!x/keep\n" } });
  assert.deepEqual(await pathsOf(host, "/s"), ["/s/.dockerignore", "/s/x/keep", "/s/y/.git"]);
});

Deno.test("rules are matched against paths that start with a relative root, as in flytekit", async () => {
  const host = memoryHost({ cwd: "/w", files: { "/w/s/.dockerignore": "a\ns/b\n", "/w/s/a": "", "/w/s/b": "" } });
  assert.deepEqual(await pathsOf(host, "s"), ["s/.dockerignore", "s/a"]);
  assert.deepEqual(await pathsOf(host, "/w/s"), ["/w/s/.dockerignore", "/w/s/b"]);
});

Deno.test("files to copy are hashed by name, and directories with their content", async () => {
  const host = memoryHost({ files: { "/p/f.txt": "1", "/p/d/z": "2", "/p/d/e/a": "3", "/p/d/a.pyc": "4" } });
  assert.equal(
    await copyDigest(host, ["/p/f.txt", "/p/none", "/p/d"]),
    md5("1", "f.txt", "4", "a.pyc", "2", "z", "3", "ea"),
  );
  assert.equal(await copyDigest(host, []), EMPTY);
});

Deno.test("a root that does not exist or is a file is an error", async () => {
  const host = memoryHost({ files: { "/f": "" } });
  assert.equal((await errorOf(() => sourceDigest(host, "/none"))).code, "file_not_found");
  assert.equal((await errorOf(() => sourceDigest(host, "/f"))).code, "file_unreadable");
  const bare = { ...host, hasFiles: false };
  assert.equal((await errorOf(() => copyDigest(bare, ["/f"]))).code, "no_file_system");
});

Deno.test("a denied permission is not mistaken for a missing file", async () => {
  const host = memoryHost({ files: { "/s/a": "" } });
  const { FlyteConfigError } = await import("../../../src/errors.ts");
  const refuse = () => Promise.reject(new FlyteConfigError("permission_denied", "no"));
  assert.equal((await errorOf(() => sourceDigest({ ...host, run: refuse }, "/s"))).code, "permission_denied");
  assert.equal((await errorOf(() => sourceDigest({ ...host, stat: refuse }, "/s"))).code, "permission_denied");
});

Deno.test("large files are read in pieces", async () => {
  await inDirectory(async (directory, host) => {
    const large = new Uint8Array(3_000_000).map((_, index) => index * 7 + (index >> 8));
    await Deno.writeFile(`${directory}/large`, large);
    await Deno.writeFile(`${directory}/small`, large.subarray(0, 262_144));
    const expected = md5(large, "large", large.subarray(0, 262_144), "small");
    assert.equal(await sourceDigest(host, directory), expected);
    const { readPieces: _pieces, readSmallFile: _small, readDirAsListed: _listed, ...plain } = host;
    assert.equal(await sourceDigest(plain, directory), expected);
    assert.equal(await copyDigest(plain, [directory]), expected);
  });
});

Deno.test("links to files count, links to directories and broken links do not; a pipe is an error", async () => {
  await inDirectory(async (directory, host) => {
    await Deno.mkdir(`${directory}/d`);
    await Deno.writeTextFile(`${directory}/d/f`, "1");
    await Deno.symlink("d/f", `${directory}/link`);
    await Deno.symlink("d", `${directory}/directory`);
    await Deno.symlink("nothing", `${directory}/nothing`);
    await Deno.symlink("circle", `${directory}/circle`);
    assert.deepEqual(await pathsOf(host, directory), [`${directory}/d/f`, `${directory}/link`]);
    assert.equal(await sourceDigest(host, directory), md5("1", "df", "1", "link"));
    await new Deno.Command("mkfifo", { args: [`${directory}/pipe`] }).output();
    assert.equal((await errorOf(() => sourceDigest(host, directory))).code, "endless_file");
    assert.equal((await errorOf(() => copyDigest(host, [`${directory}/pipe`]))).code, "endless_file");
  });
});

Deno.test("names that are not UTF-8 are an error, as in flytekit, unless they are ignored", async () => {
  await inDirectory(async (directory, host) => {
    const make = "printf 1 > \"$(printf 'bad\\377.txt')\"";
    await new Deno.Command("sh", { args: ["-c", make], cwd: directory }).output();
    assert.equal((await errorOf(() => sourceDigest(host, directory))).code, "not_utf8");
    assert.equal((await errorOf(() => copyDigest(host, [directory]))).code, "not_utf8");
    await Deno.writeTextFile(`${directory}/.dockerignore`, "bad*\n");
    assert.deepEqual(await pathsOf(host, directory), [`${directory}/.dockerignore`]);
  });
});

async function pathsOf(host: Host, root: string): Promise<readonly string[]> {
  return (await sourceFiles(host, root)).map(({ path }) => path);
}
