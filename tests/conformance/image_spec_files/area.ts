/**
 * Directories of source files, hashed here and by flytekit.
 *
 * @module
 */
import { defaultHost } from "../../../src/runtime/default_host.ts";
import type { Host } from "../../../src/runtime/host.ts";
import { FlyteConfigError } from "../../../src/errors.ts";
import { copyDigest, sourceDigest } from "../../../src/flytekit/image_spec/source_files.ts";
import { sourceFiles } from "../../../src/flytekit/image_spec/source_files.ts";
import { seeded } from "../../_support/mutations.ts";
import type { Area, AreaOptions } from "../area.ts";
import { Peer, preparePython, type Reply } from "../peer.ts";
import { Tally } from "../report.ts";
import { fixedCases } from "./fixed.ts";
import { type Case, randomCase } from "./generate.ts";
import { plant } from "./plant.ts";

interface Files {
  readonly files: readonly string[];
  readonly source_digest: string;
  readonly copy_digest: string;
}

/** Cases on the disk at once. */
const BATCH = 50;

async function compare({ count, seed, python }: AreaOptions): Promise<readonly Tally[]> {
  await using peer = new Peer(python ?? await preparePython());
  const [random, tally] = [seeded(seed), new Tally("directories")];
  await compareBatch(peer, tally, fixedCases());
  for (let done = 0; done < count; done += BATCH) {
    await compareBatch(peer, tally, Array.from({ length: Math.min(BATCH, count - done) }, () => randomCase(random)));
  }
  return [tally];
}

async function compareBatch(peer: Peer, tally: Tally, cases: readonly Case[]): Promise<void> {
  const base = await Deno.makeTempDir();
  const requests = [];
  for (const [index, given] of cases.entries()) {
    const cwd = `${base}/${index}`;
    await plant(given, cwd);
    const { root, copy } = given.relative ? given : absolute(given, cwd);
    requests.push({ op: "image_files", cwd, root, copy, git: given.git });
  }
  const replies = await peer.ask<Files>(requests);
  const before = Deno.cwd();
  for (const [index, given] of cases.entries()) {
    const { cwd, root, copy, git } = requests[index]!;
    Deno.chdir(cwd);
    const here = await filesHere(hostOf(git), root, copy);
    compareOne(tally, here, replies[index]!, given);
  }
  Deno.chdir(before);
  await Deno.remove(base, { recursive: true });
}

function absolute({ root, copy }: Case, cwd: string): Pick<Case, "root" | "copy"> {
  const at = (path: string) => path === "." ? cwd : `${cwd}/${path}`;
  return { root: at(root), copy: copy.map(at) };
}

function hostOf(git: boolean): Host {
  const host = defaultHost();
  const missing = new FlyteConfigError("command_not_found", "there is no git");
  return git ? host : { ...host, run: () => Promise.reject(missing) };
}

/** As flytekit, which ignores nothing where there is no git. */
function goOn(): void {}

async function filesHere(host: Host, root: string, copy: readonly string[]): Promise<Files | FlyteConfigError> {
  try {
    return {
      files: (await sourceFiles(host, root, goOn)).map(({ path }) => path),
      source_digest: await sourceDigest(host, root, { onIssue: goOn }),
      copy_digest: await copyDigest(host, copy),
    };
  } catch (error) {
    if (error instanceof FlyteConfigError) return error;
    throw error;
  }
}

function compareOne(
  tally: Tally,
  here: Files | FlyteConfigError,
  reply: Reply<Files>,
  { git, repository, relative, root, copy, tree }: Case,
): void {
  const input = { git, repository, relative, root, copy, rules: rulesOf(tree) };
  if (here instanceof FlyteConfigError || !reply.ok) {
    tally.note("refused by both");
    // The error of Python's re.
    const agree = here instanceof FlyteConfigError && !reply.ok && here.code === "ignore_pattern_invalid" &&
      reply.error === "error";
    tally.check(agree, input, `here: ${here instanceof FlyteConfigError ? here.message : "fine"}`, reply);
    return;
  }
  tally.note(here.files.length === 0 ? "empty" : "with files");
  if (repository !== undefined && git) tally.note("with git");
  if (relative) tally.note("relative");
  const { files, source_digest, copy_digest } = reply;
  tally.same(here, { files, source_digest, copy_digest }, input);
}

function rulesOf(tree: Case["tree"]): unknown {
  const text = (name: string) => {
    const node = tree.get(name);
    return node instanceof Uint8Array ? new TextDecoder().decode(node) : undefined;
  };
  return { docker: text(".dockerignore"), git: text(".gitignore") };
}

/** The area. */
export const area: Area = {
  about: "random directories of source files with ignore rules, hashed here and by flytekit (needs git)",
  count: 300,
  compare,
};
