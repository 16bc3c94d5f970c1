import assert from "node:assert/strict";
import fc from "fast-check";
import { findFiles, inPathOrder, walkFiles } from "../../src/files/walk.ts";
import { byCodePoints } from "../../src/python/strings.ts";
import { memoryHost } from "../../src/runtime/memory_host.ts";

/** Characters around the slash and around surrogates, where orders differ. */
const NAME = fc.string({ unit: fc.constantFrom("a", "b", "-", "0", "!", "\u{e000}", "\u{10000}"), minLength: 1 });
const PATHS = fc.uniqueArray(fc.array(NAME, { minLength: 1, maxLength: 4 }).map((names) => names.join("/")), {
  maxLength: 30,
});

Deno.test("in path order, files come as if all paths were sorted", async () => {
  await fc.assert(fc.asyncProperty(PATHS, fc.constantFrom("/tree", "tree", "/"), async (paths, root) => {
    const files = withoutParents(paths);
    const host = memoryHost({ files: Object.fromEntries(files.map((path) => [`${root}/${path}`, ""])) });
    const list = async (path: string) => (await host.readDir(path)).toReversed();
    const found = files.length === 0 ? [] : await findFiles(root, { list, arrange: inPathOrder });
    assert.deepEqual(found.map(({ below }) => below), files.toSorted(byCodePoints));
    assert.deepEqual(found.map(({ path }) => path), files.toSorted(byCodePoints).map((path) => joined(root, path)));
  }));
});

Deno.test("a list has the files of one directory, and subdirectories are listed when their turn comes", async () => {
  const host = memoryHost({ files: { "/t/b/2": "", "/t/b/c/3": "", "/t/a": "", "/t/d": "", "/t/e/4": "" } });
  const listed: string[] = [];
  const list = (path: string) => {
    listed.push(path);
    return host.readDir(path);
  };
  const lists: string[][] = [];
  for await (const files of walkFiles("/t", { list, arrange: inPathOrder })) {
    lists.push([...files.map(({ below }) => below), String(listed.length)]);
  }
  assert.deepEqual(lists, [["a", "1"], ["b/2", "2"], ["b/c/3", "3"], ["d", "3"], ["e/4", "4"]]);
});

Deno.test("directories may be nested more deeply than calls", async () => {
  const depth = 12_000;
  let listed = 0;
  const entry = (name: string, isDirectory: boolean) => ({ name, isFile: !isDirectory, isDirectory, isSymlink: false });
  const inside = [entry("d", true), entry("f", false)];
  // Few of the paths are made: strings are joined when they are read.
  const list = () => Promise.resolve(listed++ < depth ? inside : []);
  let files = 0;
  for await (const found of walkFiles("/t", { list })) files += found.length;
  assert.deepEqual([listed, files], [depth + 1, depth]);
});

/** Removes paths that others have as a directory. */
function withoutParents(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => !paths.some((other) => other.startsWith(`${path}/`)));
}

function joined(root: string, path: string): string {
  return root === "/" ? `/${path}` : `${root}/${path}`;
}
