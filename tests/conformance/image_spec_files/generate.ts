/**
 * Random directories full of files, as hard on the rules as people's own.
 *
 * @module
 */
import { oneOf, type Random } from "../../_support/mutations.ts";
import { NAMES, PIECES } from "./words.ts";

/** The entries of a directory by their names. */
export type Tree = ReadonlyMap<string, Node>;

/** A file's content, a directory, or a link. */
export type Node = Uint8Array<ArrayBuffer> | Tree | { readonly link: string } | { readonly special: "socket" };

/** A directory with files, and how it is asked for. */
export interface Case {
  readonly tree: Tree;
  /** Directory of the tree that is a git repository, if any. */
  readonly repository: string | undefined;
  /** Whether all files are added to git, which then ignores none of them. */
  readonly added: boolean;
  /** Git's setting `core.quotePath`. */
  readonly quotes: boolean;
  /** Whether git can be found. */
  readonly git: boolean;
  /** Whether paths are relative. */
  readonly relative: boolean;
  /** The source root, from the tree. */
  readonly root: string;
  /** Files and directories to copy, from the tree. */
  readonly copy: readonly string[];
}

/** A random case. */
export function randomCase(random: Random): Case {
  const tree = randomTree(random, 0);
  const paths = [...pathsOf(tree)];
  const folders = paths.filter(([, node]) => node instanceof Map).map(([path]) => path);
  const pick = () =>
    chance(random, 0.1) ? "missing" : chance(random, 0.1) ? "." : oneOf(random, [".", ...paths.map(([path]) => path)]);
  return {
    tree,
    repository: chance(random, 0.6)
      ? "."
      : chance(random, 0.3) && folders.length > 0
      ? oneOf(random, folders)
      : undefined,
    added: chance(random, 0.2),
    quotes: chance(random, 0.8),
    git: chance(random, 0.9),
    relative: chance(random, 0.3),
    root: chance(random, 0.7) || folders.length === 0 ? "." : oneOf(random, folders) + (chance(random, 0.2) ? "/" : ""),
    copy: Array.from({ length: random(4) }, pick),
  };
}

/** Random files; fewer of them, the deeper they are. */
export function randomTree(random: Random, depth: number): Tree {
  const tree = new Map<string, Node>();
  const size = random(depth === 0 ? 12 : 6);
  for (let index = 0; index < size; index++) tree.set(randomName(random), randomNode(random, depth));
  for (const name of [".dockerignore", ".gitignore"]) {
    if (chance(random, depth === 0 ? 0.7 : 0.1)) {
      tree.set(
        name,
        new TextEncoder().encode(randomRules(random, [...pathsOf(tree)].map(([path]) => path))),
      );
    }
  }
  tree.delete(depth === 0 ? ".git" : "");
  return tree;
}

function randomName(random: Random): string {
  return chance(random, 0.9) ? oneOf(random, NAMES) : oneOf(random, NAMES) + oneOf(random, NAMES).replace(/^\.+$/, "_");
}

function randomNode(random: Random, depth: number): Node {
  const dice = random(100) / 100;
  if (dice < 0.35 && depth < 4) return randomTree(random, depth + 1);
  if (dice < 0.45) {
    return {
      link: oneOf(random, [".", "..", "a", "b", "../a", "../x.py", "nowhere", "__pycache__", "/dev/null", ".env"]),
    };
  }
  if (dice < 0.46) return { special: "socket" };
  const size = chance(random, 0.02) ? 1_048_575 + random(400_000) : random(40);
  return Uint8Array.from({ length: size }, () => random(256));
}

function randomRules(random: Random, paths: readonly string[]): string {
  const lines = Array.from(
    { length: random(5) },
    () => (chance(random, 0.2) ? "!" : "") + (chance(random, 0.6) ? meantFor(random, paths) : randomRule(random)),
  );
  return lines.join(oneOf(random, ["\n", "\n", "\n", "\r\n", "\r", " \n"])) + (chance(random, 0.7) ? "\n" : "");
}

/** A rule that is likely to match one of the files. */
function meantFor(random: Random, paths: readonly string[]): string {
  if (paths.length === 0) return "*";
  const path = oneOf(random, paths);
  const name = path.slice(path.lastIndexOf("/") + 1);
  const letter = Array.from(name)[0]!;
  return oneOf(random, [
    path,
    `/${path}`,
    `./${path}/`,
    `x/../${path}`,
    path.trim().toUpperCase(),
    path.toLowerCase(),
    path.replaceAll(/[^/]+\//g, "*/"),
    path.replaceAll(/[^/]+\//g, "**/"),
    path.replace(letter, "?"),
    path.replace(letter, () => `[${letter}]`),
    path.replace(letter, () => `[!${letter}]`),
    path.replace(letter, "[a-zé]"),
    path.replace(letter, "[A-Z.]"),
    name,
    `${letter}*`,
    `*${name.slice(1)}`,
    `**/${name}`,
    `${path}/**`,
    `${path}/*`,
    `**${name}`,
  ]);
}

function randomRule(random: Random): string {
  if (chance(random, 0.3)) return oneOf(random, NAMES);
  const parts = Array.from({ length: 1 + random(4) }, () => oneOf(random, chance(random, 0.6) ? PIECES : NAMES));
  // Only a directory whose patterns are all good is read to its end.
  return chance(random, 0.2) ? parts.join("") : parts.join("").replaceAll("[z-a]", "z");
}

/** The paths of everything in a tree. */
export function* pathsOf(tree: Tree, folder = ""): Generator<[string, Node]> {
  for (const [name, node] of tree) {
    const path = folder + name;
    yield [path, node];
    if (node instanceof Map) yield* pathsOf(node, `${path}/`);
  }
}

/** Whether something of a probability happens. */
export function chance(random: Random, probability: number): boolean {
  return random(1000) < probability * 1000;
}
