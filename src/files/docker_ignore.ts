/**
 * Matches paths against `.dockerignore` as the Python package docker does. It differs from Docker and from npm packages:
 * letters match in either case, a backslash is an ordinary character, and a line break at the end of a name is ignored.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { dirname, joinRelative } from "../python/paths.ts";
import { strip } from "../python/strings.ts";
import type { Host } from "../runtime/host.ts";
import { readText } from "../runtime/read_file.ts";
import { quotedPath as quoted } from "../text/quote.ts";
import { ANY_CHARACTER, FOLDERS, matchTokens, NAME, one, REST, type Token } from "./glob.ts";

/** Tells of a path whether a `.dockerignore` of this text ignores it. */
export function dockerIgnore(text: string): (path: string) => boolean {
  const patterns = patternsOf(text);
  return (path) => isIgnored(patterns, path);
}

/**
 * Tells of a path whether the Python package docker passes over it when it matchTokens through a directory: also below
 * directories that it does not enter, which are the ignored ones that no exception begins with.
 */
export function dockerWalkIgnore(text: string): (path: string) => boolean {
  const patterns = patternsOf(text);
  const exceptions = patterns.filter(({ isException }) => isException);
  const closed = new Map([["", false]]);
  const isClosed = (directory: string): boolean => {
    const unknown: string[] = [];
    for (let at = directory; !closed.has(at); at = dirname(at)) unknown.push(at);
    for (const at of unknown.reverse()) {
      const isOpen = !isIgnored(patterns, at) || exceptions.some(({ text }) => text.startsWith(at));
      closed.set(at, closed.get(dirname(at))! || !isOpen);
    }
    return closed.get(directory)!;
  };
  return (path) => isClosed(dirname(path)) || isIgnored(patterns, path);
}

function patternsOf(text: string): readonly DockerPattern[] {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => !line.startsWith("#")).map(strip);
  return [...lines, "!.dockerignore"].map(dockerPattern).filter((pattern) => pattern !== undefined);
}

/** The rules of the `.dockerignore` in a folder. Rejects with `not_utf8`, and as {@linkcode Host.readFile} does. */
export async function readDockerIgnore(host: Host, root: string): Promise<(path: string) => boolean> {
  const path = joinRelative(root, ".dockerignore");
  const found = await host.stat(path);
  return dockerIgnore(found?.isFile ? await readText(host, path, "ignore") : "");
}

/** The last pattern counts that matches the path, or as much of its folders as the pattern has parts. */
function isIgnored(patterns: readonly DockerPattern[], path: string): boolean {
  const lower = path.toLowerCase();
  const folders = pathParts(dirname(lower));
  let ignored = false;
  for (const { isException, depth, matches } of patterns) {
    if (matches(lower) || depth <= folders.length && matches(folders.slice(0, depth).join("/"))) ignored = !isException;
  }
  return ignored;
}

/** One line of a `.dockerignore`. */
export interface DockerPattern {
  /** Whether it takes back what lines above it ignore: `!name`. */
  readonly isException: boolean;
  /** The pattern without empty parts, `.` and `..`, as it was written otherwise. */
  readonly text: string;
  /** How many folders and names it has. */
  readonly depth: number;
  /** Whether a path as a whole matches, which must be lower-cased. Throws `ignore_pattern_invalid` for a pattern that is none. */
  matches(path: string): boolean;
}

/** The pattern on a line; `undefined` if there is none. */
export function dockerPattern(line: string): DockerPattern | undefined {
  const isException = line.startsWith("!");
  const parts = simplified(strip(isException ? line.slice(1) : line));
  if (parts.length === 0) return undefined;
  const text = parts.join("/");
  let matches: ((path: string) => boolean) | undefined;
  return { isException, text, depth: parts.length, matches: (path) => (matches ??= matcherOf(text))(path) };
}

/** The parts of a path without empty ones and `.`. */
export function pathParts(path: string): string[] {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}

function simplified(pattern: string): string[] {
  const parts: string[] = [];
  for (const part of pathParts(pattern)) {
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return parts;
}

/** With more wildcards than this, the time that an expression takes grows too fast with the length of paths. */
const MAX_WILDCARDS = 2;

/** An expression is tried only on paths, and made only of patterns, that are no longer than this. */
const MAX_LENGTH = 256;

/** Tells of lower-cased paths whether they match. */
function matcherOf(pattern: string): (path: string) => boolean {
  const tokens = tokensOf(pattern);
  const isLong = tokens.length > MAX_LENGTH || tokens.filter(({ kind }) => kind !== "one").length > MAX_WILDCARDS;
  if (isLong) return (path) => matchTokens(tokens, path);
  // Python's `$` is also before a line break at the end.
  const expression = new RegExp(`^${tokens.map(({ source }) => source).join("")}(?=\\n?$)`, "u");
  return (path) => path.length > MAX_LENGTH ? matchTokens(tokens, path) : expression.test(path);
}

/** The parts of a pattern. Throws `ignore_pattern_invalid`. */
export function tokensOf(pattern: string): readonly Token[] {
  const glob = Array.from(pattern.toLowerCase());
  // Without a closing bracket there is no class, which would be looked for once for each opening one.
  const lastBracket = glob.lastIndexOf("]");
  const literals = new Map<string, Token>();
  const tokens: Token[] = [];
  for (let at = 0; at < glob.length;) {
    const character = glob[at++]!;
    if (character === "*" && glob[at] === "*") {
      at += glob[at + 1] === "/" ? 2 : 1;
      pushWildcard(tokens, at >= glob.length ? REST : FOLDERS);
    } else if (character === "*") {
      pushWildcard(tokens, NAME);
    } else if (character === "?") {
      tokens.push(ANY_CHARACTER);
    } else {
      const end = character === "[" && at <= lastBracket ? classEnd(glob, at) : glob.length;
      if (end < glob.length) {
        tokens.push(one(characterClass(glob.slice(at, end), pattern)));
        at = end + 1;
      } else {
        const known = literals.get(character) ?? literalToken(character);
        literals.set(character, known);
        tokens.push(known);
      }
    }
  }
  return tokens;
}

function literalToken(character: string): Token {
  return { kind: "one", source: literal(character), test: (other) => other === character };
}

/** Adds a wildcard, unless the last token is the same: twice means no more than once. */
function pushWildcard(tokens: Token[], wildcard: Token): void {
  if (tokens.at(-1) !== wildcard) tokens.push(wildcard);
}

/** Where the class that starts here has its closing bracket. The first character of a class may be one itself. */
function classEnd(glob: readonly string[], start: number): number {
  let end = glob[start] === "!" ? start + 1 : start;
  if (glob[end] === "]") end++;
  while (end < glob.length && glob[end] !== "]") end++;
  return end;
}

function characterClass(content: readonly string[], pattern: string): string {
  const isNegated = content[0] === "!";
  const members = isNegated ? content.slice(1) : content;
  let source = "";
  for (let at = 0; at < members.length; at++) {
    const first = members[at]!;
    source += literal(first);
    if (members[at + 1] !== "-" || at + 2 >= members.length) continue;
    const last = members[at + 2]!;
    if (last.codePointAt(0)! < first.codePointAt(0)!) {
      throw new FlyteConfigError(
        "ignore_pattern_invalid",
        `the pattern ${quoted(pattern)} in .dockerignore has a range ${quoted(`${first}-${last}`)} that runs ` +
          "backwards: write the lower character first",
      );
    }
    source += `-${literal(last)}`;
    at += 2;
  }
  return `[${isNegated ? "^" : ""}${source}]`;
}

function literal(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}
