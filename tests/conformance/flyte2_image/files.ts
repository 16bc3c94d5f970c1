/**
 * Random directories with what images are made of: projects, requirements, scripts, Dockerfiles, wheels.
 *
 * @module
 */
import { oneOf, type Random } from "../../_support/mutations.ts";
import { chance, type Node, pathsOf, randomTree, type Tree } from "../image_spec_files/generate.ts";
import { randomScript } from "./headers.ts";

/** The files of a project, with how often one is there. */
const PROJECT = [
  ["pyproject.toml", 0.9],
  ["uv.lock", 0.5],
  ["poetry.lock", 0.6],
  ["pixi.toml", 0.5],
  ["pixi.lock", 0.4],
  ["requirements.txt", 0.8],
  ["Dockerfile", 0.8],
  [".dockerignore", 0.3],
  ["main.py", 0.5],
] as const;

const WHEELS = [
  "flyte-2.0.0-py3-none-any.whl",
  "flyteidl2-2.0.0-py3-none-any.whl",
  "flyteplugins_spark-1-py3-none-any.whl",
  "x.whl",
  ".hidden.whl",
  "é.whl",
  "x.WHL",
  "notes.txt",
] as const;

const RULES = [
  "*.txt",
  "**/*.py",
  "src",
  "uv.lock",
  "!main.py",
  "# comment",
  "  # indented",
  "",
  "*",
  "!src",
  "**/.*",
  "p*/",
  "/main.py",
  "[z-a]",
] as const;

/** Directories that are often named. */
export const FOLDERS = ["proj", "src", "dist"] as const;

/** A random directory. */
export function randomFolder(random: Random): Tree {
  const tree = new Map(chance(random, 0.6) ? randomTree(random, chance(random, 0.3) ? 0 : 3) : []);
  addProject(random, tree);
  if (chance(random, 0.8)) tree.set("proj", projectTree(random));
  if (chance(random, 0.8)) tree.set("src", chance(random, 0.5) ? randomTree(random, 2) : projectTree(random));
  if (chance(random, 0.7)) tree.set("dist", wheels(random));
  if (chance(random, 0.9)) tree.set("script.py", bytesOf(randomScript(random).text));
  if (chance(random, 0.2)) tree.set("empty.txt", bytesOf(""));
  if (chance(random, 0.2)) tree.set("link.txt", { link: oneOf(random, ["requirements.txt", "nowhere", "proj"]) });
  if (chance(random, 0.1)) tree.set("script.txt", bytesOf(randomScript(random).text));
  if (chance(random, 0.05)) tree.set("bytes.py", Uint8Array.from([0x23, 0xff, 0xfe]));
  return tree;
}

/** The paths of what there is, from the directory. */
export function pathsIn(tree: Tree): readonly string[] {
  return [...pathsOf(tree)].map(([path]) => path);
}

function projectTree(random: Random): Tree {
  const tree = new Map<string, Node>();
  addProject(random, tree);
  if (chance(random, 0.5)) tree.set(oneOf(random, ["src", "a", ".dockerignore", "pkg"]), randomTree(random, 3));
  return tree;
}

function addProject(random: Random, tree: Map<string, Node>): void {
  for (const [name, probability] of PROJECT) {
    if (chance(random, probability)) {
      tree.set(name, bytesOf(name === ".dockerignore" ? rules(random) : `${random(9)}\n`));
    }
  }
  if (chance(random, 0.03)) tree.set(oneOf(random, PROJECT)[0], new Map());
}

function rules(random: Random): string {
  return Array.from({ length: random(4) }, () => oneOf(random, RULES)).join(oneOf(random, ["\n", "\r\n", " \n"]));
}

function wheels(random: Random): Tree {
  const tree = new Map<string, Node>();
  for (const name of WHEELS) if (chance(random, 0.5)) tree.set(name, bytesOf(name + random(3)));
  if (chance(random, 0.1)) tree.set("flyteidl2-2.0.1-py3-none-any.whl", bytesOf("2"));
  if (chance(random, 0.1)) tree.set("folder.whl", new Map());
  if (chance(random, 0.1)) tree.set("link.whl", { link: oneOf(random, ["x.whl", "nowhere", "."]) });
  return tree;
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
