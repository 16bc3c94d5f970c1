import assert from "node:assert/strict";
import fc from "fast-check";
import { type FileHashCache, fileHashCache, ImageSpec } from "../../mod.ts";
import { Image } from "../../v2.ts";
import { defaultHost } from "../../src/runtime/default_host.ts";
import { memoryHost } from "../../src/runtime/memory_host.ts";
import type { Host } from "../../src/runtime/host.ts";
import { seeded } from "../_support/mutations.ts";
import { runs, seedOr } from "../_support/effort.ts";

Deno.test("a directory is read once for many specifications, one after the other and at the same time", async () => {
  const machine = countingMachine({ "/s/a": "1", "/s/b/c": "2", "/s/d": "" });
  const cache = fileHashCache();
  const expected = await Promise.all(SPECS.map((spec) => spec.tag({ host: machine.host })));
  machine.reads.clear();
  for (const [index, spec] of SPECS.entries()) {
    assert.equal(await spec.tag({ host: machine.host, cache }), expected[index]);
  }
  assert.deepEqual(await Promise.all(SPECS.map((spec) => spec.tag({ host: machine.host, cache }))), expected);
  assert.deepEqual([...machine.reads], [["/s/a", 1], ["/s/b/c", 1], ["/s/d", 1]]);
  // The directory and its subdirectory: for each call in turn, and twice at most for all calls at the same time.
  assert.ok(machine.listed() <= 2 * (2 * SPECS.length + 2), String(machine.listed()));
  cache.clear();
  await SPECS[0]!.tag({ host: machine.host, cache });
  assert.equal(machine.reads.get("/s/a"), 2);
});

Deno.test("a file with another version, or without one, is read again", async () => {
  const machine = countingMachine({ "/s/a": "1", "/s/b": "2" });
  const cache = fileHashCache();
  const tag = () => SPECS[0]!.tag({ host: machine.host, cache });
  const first = await tag();
  machine.write("/s/b", "3");
  assert.notEqual(await tag(), first);
  assert.equal(await tag(), await SPECS[0]!.tag({ host: machine.host }));
  machine.versions.set("/s/a", undefined);
  machine.reads.clear();
  for (let turn = 0; turn < 3; turn++) await tag();
  assert.equal(machine.reads.get("/s/a"), 3);
});

Deno.test("a change is seen by every call that begins after it, also while others are under way", async () => {
  const machine = countingMachine({ "/s/a": "0", "/s/b": "0" });
  const cache = fileHashCache();
  const calls: Promise<readonly [string, string]>[] = [];
  for (let turn = 1; turn <= 40; turn++) {
    machine.write("/s/a", String(turn));
    const now = SPECS[0]!.tag({ host: memoryHost({ files: { "/s/a": String(turn), "/s/b": "0" } }) });
    // The file only changes between calls, so that a call may see this content or a later one.
    calls.push(Promise.all([SPECS[0]!.tag({ host: machine.host, cache }), now]));
    for (let step = 0; step < turn % 7; step++) await Promise.resolve();
    if (turn % 5 === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  const results = await Promise.all(calls);
  const known = results.map(([, now]) => now);
  for (const [index, [tag]] of results.entries()) assert.ok(known.indexOf(tag) >= index, `call ${index + 1}`);
});

Deno.test("hosts do not share hashes, and a host without versions caches nothing", async () => {
  const [one, other] = ["1", "2"].map((text) => countingMachine({ "/s/a": text }));
  const cache = fileHashCache();
  const tags = [];
  for (const { host } of [one!, other!, one!, other!]) tags.push(await SPECS[0]!.tag({ host, cache }));
  assert.deepEqual([tags[0], tags[1]], [tags[2], tags[3]]);
  assert.notEqual(tags[0], tags[1]);
  const { fileVersion: _, ...plain } = one!.host;
  one!.reads.clear();
  for (let turn = 0; turn < 3; turn++) assert.equal(await SPECS[0]!.tag({ host: plain, cache }), tags[0]);
  assert.equal(one!.reads.get("/s/a"), 3);
});

Deno.test("an aborted call rejects with its reason, and the calls that wait with it go on", async () => {
  const machine = countingMachine({ "/s/a": "1" });
  const cache = fileHashCache();
  const client = { exists: () => Promise.resolve({ state: "absent", reason: "manifest_unknown" } as const) };
  for (const aborted of [0, 1]) {
    const stop = new AbortController();
    const first = SPECS[0]!.tag({ host: machine.host, cache });
    const calls = [0, 1].map((index) =>
      SPECS[0]!.existence({ host: machine.host, cache, client, ...(index === aborted && { signal: stop.signal }) })
    );
    stop.abort(new Error("enough"));
    const results = await Promise.allSettled(calls);
    assert.equal(results[1 - aborted]!.status, "fulfilled");
    assert.deepEqual(results[aborted], { status: "rejected", reason: stop.signal.reason });
    await first;
  }
});

Deno.test("each call has its own issues and errors", async () => {
  const files = { "/s/a": "1", "/s/.git/HEAD": "", "/s/.git/x": "" };
  const host = memoryHost({ files });
  const cache = fileHashCache();
  const codes: string[] = [];
  const [silent, listening] = await Promise.allSettled([
    SPECS[0]!.tag({ host, cache }),
    SPECS[0]!.tag({ host, cache, onIssue: ({ code }) => codes.push(code) }),
  ]);
  assert.equal((silent as PromiseRejectedResult).reason.code, "git_ignore_unknown");
  const alone = await SPECS[0]!.tag({ host, onIssue: () => {} });
  assert.deepEqual([listening, codes], [{ status: "fulfilled", value: alone }, ["git_ignore_unknown"]]);
  const failed = await Promise.allSettled(SPECS.map((spec) => spec.with({ sourceRoot: "/none" }).tag({ host, cache })));
  for (const result of failed) assert.equal((result as PromiseRejectedResult).reason.code, "file_not_found");
});

Deno.test("issues and errors come in the same order as without a cache", async () => {
  const pattern = { "/s/.dockerignore": "[z-a]", "/s/a": "1", "/s/.gitignore": "a" };
  for (const files of [pattern, { ...pattern, "/s/.git/HEAD": "", "/s/.git/x": "" }]) {
    const host = memoryHost({ files });
    const outcome = async (options: { readonly cache?: FileHashCache }, listens: boolean) => {
      const codes: string[] = [];
      const onIssue = listens ? ({ code }: { readonly code: string }) => void codes.push(code) : undefined;
      const [result] = await Promise.allSettled([SPECS[0]!.tag({ ...options, host, onIssue })]);
      return [...codes, (result as PromiseRejectedResult).reason.code];
    };
    for (const listens of [true, false]) {
      assert.deepEqual(await outcome({ cache: fileHashCache() }, listens), await outcome({}, listens));
    }
  }
});

Deno.test("flyte 2 images that are equal up to a directory share its hash", async () => {
  const machine = countingMachine({ "/s/a": "1", "/s/b": "2", "/s/.dockerignore": "" });
  const cache = fileHashCache();
  const base = (from: string) => Image.fromBase(from).clone({ name: "app", extendable: true }).withSourceFolder("/s");
  const images = ["a", "b", "c"].flatMap((name) => [
    base("debian:12").withPipPackages(name),
    base(`debian:${name}`).withSourceFolder("/s"),
  ]);
  const expected = await Promise.all(images.map((image) => image.uri({ host: machine.host })));
  for (const inTurn of [true, false]) {
    machine.reads.clear();
    const uris: string[] = [];
    if (inTurn) { for (const image of images) uris.push(await image.uri({ host: machine.host, cache })); }
    else uris.push(...await Promise.all(images.map((image) => image.uri({ host: machine.host, cache }))));
    assert.deepEqual(uris, expected);
    // Once for the three that differ only after the directory, and twice for each of the others.
    assert.equal(machine.reads.get("/s/a"), inTurn ? 7 : undefined);
  }
});

Deno.test("only a cache is accepted as a cache", async () => {
  for (const cache of [{}, new Map(), "cache"] as unknown as FileHashCache[]) {
    await assert.rejects(SPECS[0]!.tag({ cache }), { code: "invalid_option", path: "cache" });
    await assert.rejects(Image.fromBase("a").uri({ cache }), { code: "invalid_option", path: "cache" });
  }
});

/** Changes of a tree that a cache could miss. Each restores what it can of the file's metadata. */
const MUTATIONS: Readonly<Record<string, (tree: Tree) => void>> = {
  "content of the same size": ({ path, random }) => keepingTime(path("a"), () => write(path("a"), text(random))),
  "a restored copy": ({ path }) => write(path("a"), Deno.readTextFileSync(path("a"))),
  "a file moved over another": ({ path, random }) => {
    write(path("../new"), text(random));
    keepingTime(path("a"), () => Deno.renameSync(path("../new"), path("a")));
  },
  "two files swapped": ({ path }) => {
    Deno.renameSync(path("a"), path("../old"));
    Deno.renameSync(path("d/b"), path("a"));
    Deno.renameSync(path("../old"), path("d/b"));
  },
  "a file added": ({ path, random }) => write(path(`d/new${random(3)}`), text(random)),
  "a file removed": ({ path }) => Deno.removeSync(path("d/b")),
  "a file renamed": ({ path }) => Deno.renameSync(path("a"), path("d/z")),
  "a directory renamed": ({ path }) => Deno.renameSync(path("d"), path("e")),
  "a link to another file": ({ path }) => {
    Deno.removeSync(path("link"));
    Deno.symlinkSync("../outside2", path("link"));
  },
  "the target of a link": ({ path, random }) => {
    keepingTime(path("../outside"), () => write(path("../outside"), text(random)));
  },
  "a file replaced by a link": ({ path }) => {
    Deno.removeSync(path("a"));
    Deno.symlinkSync("../outside2", path("a"));
  },
  "a broken link mended": ({ path, random }) => write(path("../nowhere"), text(random)),
  "a file changed under another name": ({ path, random }) => {
    keepingTime(path("../hard"), () => write(path("../hard"), text(random)));
  },
  "an empty file written": ({ path }) => keepingTime(path("empty"), () => write(path("empty"), "1")),
  "truncated and restored": ({ path, random }) => {
    keepingTime(path("a"), () => {
      Deno.truncateSync(path("a"), 0);
      write(path("a"), text(random));
    });
  },
  "rules of .gitignore": ({ path }) => keepingTime(path(".gitignore"), () => write(path(".gitignore"), "d/b\n")),
  "rules of .dockerignore": ({ path }) => write(path(".dockerignore"), "d/b\n"),
  "rules of .git/info/exclude": ({ path }) => write(path(".git/info/exclude"), "d/b\n"),
  "permissions": ({ path }) => Deno.chmodSync(path("a"), 0o600),
};

const WITHOUT_EFFECT: readonly string[] = ["a restored copy", "permissions"];

Deno.test("after any change of a real directory, names are those that are computed without a cache", async () => {
  const parent = await Deno.makeTempDir();
  try {
    const random = seeded(seedOr(1));
    const names = Object.keys(MUTATIONS);
    const trees = names.map((_, index) => plant(`${parent}/${index}`, random));
    const { host, reads } = countingHost();
    const cached = { host, cache: fileHashCache() };
    const settled = async (message: string) => {
      await new Promise((resolve) => setTimeout(resolve, 4200));
      await Promise.all(trees.map((tree) => checkNames(tree, cached, message)));
      const before = reads();
      await Promise.all(trees.map((tree) => namesOf(tree, cached)));
      assert.equal(reads(), before, "unchanged files are not read");
    };
    await settled("new");
    for (let round = 0; round < runs(2, 6); round++) {
      for (const [index, tree] of trees.entries()) {
        const name = names[(index + round) % names.length]!;
        const earlier = await namesOf(tree, {});
        try {
          MUTATIONS[name]!(tree);
        } catch {
          // An earlier change removed the file.
          assert.ok(round > 0, name);
        }
        // In every other directory, only once the change is so old that its version is known.
        if (index % 2 === 0) await checkNames(tree, cached, name);
        if (round === 0 && !WITHOUT_EFFECT.includes(name)) assert.notDeepEqual(await namesOf(tree, {}), earlier, name);
      }
      await settled(`after change ${round + 1}`);
    }
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
});

Deno.test("changes within the resolution of the file system's times are seen", async () => {
  const parent = await Deno.makeTempDir();
  try {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const tree = plant(await Deno.makeTempDir({ dir: parent }), seeded(seed));
        const cached = { cache: fileHashCache() };
        for (let step = 0; step < 4; step++) {
          await checkNames(tree, cached);
          MUTATIONS["content of the same size"]!(tree);
        }
        await checkNames(tree, cached);
      }),
      { numRuns: runs(3, 30) },
    );
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
});

/** A directory on the disk. */
interface Tree {
  readonly root: string;
  readonly path: (below: string) => string;
  readonly random: (end: number) => number;
}

function plant(parent: string, random: (end: number) => number): Tree {
  const root = `${parent}/tree`;
  Deno.mkdirSync(`${root}/d`, { recursive: true });
  Deno.mkdirSync(`${root}/.git/info`, { recursive: true });
  for (const directory of ["objects", "refs"]) Deno.mkdirSync(`${root}/.git/${directory}`);
  write(`${root}/.git/HEAD`, "ref: refs/heads/main\n");
  for (const name of ["tree/a", "tree/d/b", "tree/d/c", "outside", "outside2", "hard"]) {
    write(`${parent}/${name}`, text(random));
    Deno.utimeSync(`${parent}/${name}`, 1000, 1000);
  }
  for (const name of ["empty", ".gitignore", ".dockerignore"]) write(`${root}/${name}`, "");
  Deno.symlinkSync("../outside", `${root}/link`);
  Deno.symlinkSync("../nowhere", `${root}/broken`);
  Deno.linkSync(`${parent}/hard`, `${root}/hard`);
  return { root, path: (below) => `${root}/${below}`, random };
}

/** Text of the same length as others. */
function text(random: (end: number) => number): string {
  return String(1_000_000 + random(9_000_000));
}

function write(path: string, content: string): void {
  Deno.writeTextFileSync(path, content);
}

function keepingTime(path: string, change: () => void): void {
  const { mtime } = Deno.statSync(path);
  change();
  Deno.utimeSync(path, mtime!, mtime!);
}

/** Compares the names of images of a directory with and without a cache. */
async function checkNames(tree: Tree, cached: NameOptions, message?: string): Promise<void> {
  assert.deepEqual(await namesOf(tree, cached), await namesOf(tree, {}), message);
}

interface NameOptions {
  readonly cache?: FileHashCache;
  readonly host?: Host;
}

async function namesOf({ root }: Tree, options: NameOptions): Promise<readonly string[]> {
  const spec = new ImageSpec({ name: "app", sourceRoot: root, sourceCopyMode: "ALL", copy: [`${root}/d`, root] });
  const image = Image.fromBase("debian:12").clone({ name: "app", extendable: true }).withSourceFolder(root);
  return await Promise.all([spec.tag(options), image.uri(options)]);
}

/** The host of the runtime, which counts the files of directories that it reads. */
function countingHost() {
  const host = defaultHost();
  let reads = 0;
  const readSmallFile: Host["readSmallFile"] = (...args) => {
    reads++;
    return host.readSmallFile!(...args);
  };
  return { host: { ...host, readSmallFile }, reads: () => reads };
}

const SPECS = Array.from(
  { length: 20 },
  (_, index) => new ImageSpec({ name: "app", packages: [`p${index}`], sourceRoot: "/s", sourceCopyMode: "ALL" }),
);

/** A host in memory that has versions, and counts what is read and listed. */
function countingMachine(files: Readonly<Record<string, string>>) {
  const content = new Map(Object.entries(files));
  const versions = new Map<string, string | undefined>([...content.keys()].map((path) => [path, "1"]));
  const reads = new Map<string, number>();
  let listed = 0;
  const now = () => memoryHost({ files: Object.fromEntries(content) });
  const host: Host = {
    ...now(),
    fileVersion: (path) => versions.get(path),
    readFile: (path, options) => {
      reads.set(path, (reads.get(path) ?? 0) + 1);
      return now().readFile(path, options);
    },
    stat: (path) => now().stat(path),
    readDir: (path) => (listed++, now().readDir(path)),
  };
  const write = (path: string, text: string) => {
    content.set(path, text);
    versions.set(path, `${Number(versions.get(path) ?? 0) + 1}`);
  };
  return { host, reads, versions, write, listed: () => listed };
}
