/**
 * Times `sourceDigest` over 10,000 files against the bare hash of the same bytes, read one file after the other, and
 * against flytekit: `deno run -A tests/conformance/image_spec_files/bench.ts [--files 10000] [--python path]`.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { defaultHost } from "../../../src/host/default.ts";
import { sourceDigest } from "../../../src/image_spec/file_digest.ts";
import { createMd5 } from "../../../src/image_spec/file_md5.ts";
import { sourceFiles } from "../../../src/image_spec/source_files.ts";
import { seeded } from "../../mutations.ts";
import { Peer, preparePython } from "../peer.ts";

const { values } = parseArgs({ options: { files: { type: "string" }, python: { type: "string" } } });
const ROUNDS = 5;
const host = defaultHost();
const root = await Deno.makeTempDir();
const bytes = await plantMany(Number(values.files ?? 10_000));
await using peer = new Peer(values.python ?? await preparePython());

const paths = await sourceFiles(host, root);
const times = { bare: Infinity, digest: Infinity, flytekit: Infinity };
for (let round = 0; round < ROUNDS; round++) {
  times.bare = Math.min(times.bare, await milliseconds(bareHash));
  times.digest = Math.min(times.digest, await milliseconds(() => sourceDigest(host, root)));
  times.flytekit = Math.min(times.flytekit, await milliseconds(askFlytekit));
}
await Deno.remove(root, { recursive: true });
const [bare, digest, flytekit] = [times.bare, times.digest, times.flytekit].map((time) => time.toFixed(0));
console.log(
  `${paths.length} files, ${
    (bytes / 1e6).toFixed(1)
  } MB: sourceDigest ${digest} ms, bare ${bare} ms, flytekit ${flytekit} ms`,
);
console.log(
  `sourceDigest / bare: ${(times.digest / times.bare).toFixed(2)}; / flytekit: ${
    (times.digest / times.flytekit).toFixed(2)
  }`,
);

async function bareHash(): Promise<void> {
  const hasher = createMd5();
  for (const path of paths) hasher.update(await host.readFile(path));
  hasher.digest();
}

async function askFlytekit(): Promise<void> {
  const [reply] = await peer.ask([{ op: "image_files", cwd: "/", root, copy: [], git: true }]);
  if (!reply?.ok) throw new Error(`flytekit's side failed: ${reply?.message}`);
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** A repository with many folders of 50 files each; gives their bytes. */
async function plantMany(count: number): Promise<number> {
  const random = seeded(1);
  let total = 0;
  for (let index = 0; index < count; index++) {
    const number = Math.floor(index / 50);
    const folder = `${root}/package_${number % 20}/module_${number}`;
    if (index % 50 === 0) await Deno.mkdir(folder, { recursive: true });
    const content = new Uint8Array(100 + random(12_000)).fill(random(256));
    await Deno.writeFile(`${folder}/file_${index % 50}.py`, content);
    total += content.length;
  }
  await Deno.writeTextFile(`${root}/.gitignore`, "*.log\n/build/\n");
  await Deno.writeTextFile(`${root}/.dockerignore`, "**/*.tmp\nnode_modules\n!keep.tmp\n");
  await new Deno.Command("git", { args: ["init", "-q"], cwd: root }).output();
  return total;
}
