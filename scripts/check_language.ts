/**
 * Checks that what people read is written as CONTRIBUTING.md says: the phrases of `check_language/phrases.ts` do not
 * occur, and everything that is exported has a description with its tags.
 *
 * ```sh
 * deno run -A scripts/check_language.ts                 # everything
 * deno run -A scripts/check_language.ts src/oci docs    # some directories and files
 * deno run -A scripts/check_language.ts --count         # how many problems there are where
 * deno run -A scripts/check_language.ts --phrases src   # without the tags (or --tags: without the phrases)
 * ```
 *
 * @module
 */
import config from "../deno.json" with { type: "json" };
import { checkTags } from "./check_language/doc_tags.ts";
import { PHRASES } from "./check_language/phrases.ts";
import { proseOf } from "./check_language/prose.ts";

/** What is checked unless paths are given. */
const ROOTS = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "SECURITY.md",
  "docs",
  "mod.ts",
  "v2.ts",
  "plugins",
  "examples",
  "src",
  "scripts",
  "tests",
];
const ENTRIES = Object.values(config.exports).map((entry) => entry.slice("./".length));
/** Recorded data, and this script, which quotes the phrases. */
const SKIPPED = /^(?:tests\/goldens|tests\/consumer\/node_modules|scripts\/check_language)\b/;

if (import.meta.main) {
  const flags = Deno.args.filter((arg) => arg.startsWith("--"));
  const paths = Deno.args.filter((arg) => !arg.startsWith("--")).map((path) => path.replace(/^\.\/|\/+$/g, ""));
  const problems = [
    ...flags.includes("--tags") ? [] : await phraseProblems(paths.length === 0 ? ROOTS : paths),
    ...flags.includes("--phrases") ? [] : await tagProblems(paths),
  ];
  if (flags.includes("--count")) printCounts(problems);
  else for (const { file, line, what } of problems) console.log(`${file}:${line}: ${what}`);
  if (problems.length > 0) {
    console.error(`${problems.length} problems`);
    Deno.exit(1);
  }
}

interface Problem {
  readonly file: string;
  readonly line: number;
  readonly what: string;
  readonly kind: string;
}

async function phraseProblems(paths: readonly string[]): Promise<Problem[]> {
  const found: Problem[] = [];
  for (const path of paths) {
    for (const file of await filesOf(path)) found.push(...phrasesIn(file, await Deno.readTextFile(file)));
  }
  return found;
}

/**
 * Finds the phrases in one file.
 *
 * @param file – Its path, whose ending says which language it is.
 * @param text – Its content.
 * @returns The problems in the order of their lines.
 */
export function phrasesIn(file: string, text: string): Problem[] {
  const found: Problem[] = [];
  for (const prose of proseOf(file, text)) {
    for (const { pattern, write, only, files } of PHRASES) {
      if (only !== undefined && only !== prose.kind || files?.test(file) === false) continue;
      for (const match of prose.text.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))) {
        const around = prose.text.slice(Math.max(0, match.index - 30), match.index + match[0].length + 30).trim();
        const line = text.slice(0, prose.offsets[match.index]).split("\n").length;
        found.push({ file, line, what: `"${match[0]}" in "… ${around} …"; write ${write}`, kind: "phrase" });
      }
    }
  }
  return found.sort((one, other) => one.line - other.line);
}

async function tagProblems(paths: readonly string[]): Promise<Problem[]> {
  const root = new URL("..", import.meta.url).href;
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["doc", "--json", ...ENTRIES],
    cwd: new URL(root),
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return checkTags(new TextDecoder().decode(stdout), root)
    .filter(({ file }) => paths.length === 0 || paths.some((path) => file === path || file.startsWith(`${path}/`)))
    .map((problem) => ({ ...problem, kind: "tags" }));
}

async function filesOf(path: string): Promise<string[]> {
  if (SKIPPED.test(path)) return [];
  if (!(await Deno.stat(path)).isDirectory) return /\.(?:ts|tsx|js|mjs|md|py|sh)$/.test(path) ? [path] : [];
  const names = (await Array.fromAsync(Deno.readDir(path))).map(({ name }) => name).filter((name) =>
    !/^(?:\.|node_modules$)/.test(name)
  );
  return (await Promise.all(names.sort().map((name) => filesOf(`${path}/${name}`)))).flat();
}

/** Prints how many problems each directory has, of each kind. */
function printCounts(problems: readonly Problem[]): void {
  const counts: Record<string, Record<string, number>> = {};
  for (const { file, kind } of problems) {
    const area = file.split("/").slice(0, file.startsWith("src/") ? 3 : 2).slice(0, -1).join("/") || file;
    const of = counts[area] ??= {};
    of[kind] = (of[kind] ?? 0) + 1;
  }
  for (const [area, of] of Object.entries(counts).sort()) {
    console.log(
      `${area.padEnd(28)} phrases ${`${of["phrase"] ?? 0}`.padStart(4)}   tags ${`${of["tags"] ?? 0}`.padStart(4)}`,
    );
  }
}
