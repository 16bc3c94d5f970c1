/**
 * Matches paths against `.dockerignore` as the Python package docker does. It differs from Docker and from npm
 * packages: letters match in either case, a backslash is an ordinary character, and a line break at the end of a name
 * is ignored.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { dirname, joinRelative } from "../python/paths.ts";
import { strip } from "../python/strings.ts";
import type { Host } from "../runtime/host.ts";
import { readText } from "../runtime/read_file.ts";
import { quotedPath } from "../text/quote.ts";
import { ANY_CHARACTER, characterToken, DIRECTORIES, matchTokens, NAME, REST, type Token } from "./glob.ts";

/** Returns a function that checks whether the rules of a `.dockerignore` ignore a path. */
export function dockerIgnore(text: string): (path: string) => boolean {
  return matcherOfAll(patternsOf(text));
}

/**
 * Returns a function that checks whether the Python package docker skips a path when it walks a directory. That
 * includes everything below ignored directories, which it does not enter unless an exception starts with them.
 */
export function dockerWalkIgnore(text: string): (path: string) => boolean {
  const patterns = patternsOf(text);
  const isIgnored = matcherOfAll(patterns);
  const exceptions = patterns.filter(({ isException }) => isException);
  const closed = new Map([["", false]]);
  const isClosed = (directory: string): boolean => {
    const unknown: string[] = [];
    for (let at = directory; !closed.has(at); at = dirname(at)) unknown.push(at);
    for (const at of unknown.reverse()) {
      const isOpen = !isIgnored(at) || exceptions.some(({ text }) => text.startsWith(at));
      closed.set(at, closed.get(dirname(at))! || !isOpen);
    }
    return closed.get(directory)!;
  };
  return (path) => isClosed(dirname(path)) || isIgnored(path);
}

function patternsOf(text: string): readonly DockerPattern[] {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => !line.startsWith("#")).map(strip);
  return [...lines, "!.dockerignore"].map(dockerPattern).filter((pattern) => pattern !== undefined);
}

/**
 * Reads the rules of the `.dockerignore` in a directory. Rejects with `not_utf8`, and as {@linkcode Host.readFile}
 * does.
 */
export async function readDockerIgnore(host: Host, root: string): Promise<(path: string) => boolean> {
  const path = joinRelative(root, ".dockerignore");
  const found = await host.stat(path);
  return dockerIgnore(found?.isFile ? await readText(host, path, "ignore") : "");
}

/**
 * Returns a function that checks whether a path is ignored: the last pattern decides that matches the path, or as many
 * of its directories as the pattern has parts.
 */
function matcherOfAll(patterns: readonly DockerPattern[]): (path: string) => boolean {
  // The only pattern is the exception that there always is.
  if (patterns.length === 1) return () => false;
  let matchers: ReadonlyArray<(path: string) => boolean> | undefined;
  let directory: string | undefined;
  let matchesDirectory: readonly boolean[] = [];
  return (path) => {
    const lower = path.toLowerCase();
    matchers ??= patterns.map(({ text }) => matcherOf(text));
    const parent = dirname(lower);
    // Files of the same directory follow each other.
    if (parent !== directory) {
      const parts = pathParts(parent);
      matchesDirectory = matchers.map((matches, index) => {
        const { depth } = patterns[index]!;
        return depth <= parts.length && matches(parts.slice(0, depth).join("/"));
      });
      directory = parent;
    }
    for (let index = patterns.length - 1; index >= 0; index--) {
      if (matchesDirectory[index]! || matchers[index]!(lower)) return !patterns[index]!.isException;
    }
    return false;
  };
}

/** One line of a `.dockerignore`. */
interface DockerPattern {
  /** Whether it is an exception from the lines above it: `!name`. */
  readonly isException: boolean;
  /** The pattern without empty parts, `.` and `..`. */
  readonly text: string;
  /** Number of its parts. */
  readonly depth: number;
}

/** Parses a line; `undefined` if it has no pattern. */
function dockerPattern(line: string): DockerPattern | undefined {
  const isException = line.startsWith("!");
  const parts = simplified(strip(isException ? line.slice(1) : line));
  if (parts.length === 0) return undefined;
  return { isException, text: parts.join("/"), depth: parts.length };
}

/** Splits a path, without empty parts and `.`. */
function pathParts(path: string): string[] {
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

/** With more wildcards, the time of a regular expression grows too fast with the length of paths. */
const MAX_WILDCARDS = 2;

/** Maximum length of patterns that become regular expressions, and of paths that these are tried on. */
const MAX_LENGTH = 256;

/** Returns a function that checks whether a lower-case path matches as a whole. Throws `ignore_pattern_invalid`. */
function matcherOf(pattern: string): (path: string) => boolean {
  const tokens = tokensOf(pattern);
  const isLong = tokens.length > MAX_LENGTH || tokens.filter(({ kind }) => kind !== "one").length > MAX_WILDCARDS;
  if (isLong) return (path) => matchTokens(tokens, path);
  // Python's `$` also matches before a line break at the end.
  const expression = new RegExp(`^${tokens.map(({ source }) => source).join("")}(?=\\n?$)`, "u");
  return (path) => path.length > MAX_LENGTH ? matchTokens(tokens, path) : expression.test(path);
}

/** Splits a pattern into tokens. Throws `ignore_pattern_invalid`. */
export function tokensOf(pattern: string): readonly Token[] {
  const glob = Array.from(pattern.toLowerCase());
  // Without a closing bracket there is no class; this avoids searching for one after each opening bracket.
  const lastBracket = glob.lastIndexOf("]");
  const literals = new Map<string, Token>();
  const tokens: Token[] = [];
  for (let at = 0; at < glob.length;) {
    const character = glob[at++]!;
    if (character === "*" && glob[at] === "*") {
      at += glob[at + 1] === "/" ? 2 : 1;
      pushWildcard(tokens, at >= glob.length ? REST : DIRECTORIES);
    } else if (character === "*") {
      pushWildcard(tokens, NAME);
    } else if (character === "?") {
      tokens.push(ANY_CHARACTER);
    } else {
      const end = character === "[" && at <= lastBracket ? classEnd(glob, at) : glob.length;
      if (end < glob.length) {
        tokens.push(characterToken(characterClass(glob.slice(at, end), pattern)));
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

/** Adds a wildcard unless it repeats the last token, which would change nothing. */
function pushWildcard(tokens: Token[], wildcard: Token): void {
  if (tokens.at(-1) !== wildcard) tokens.push(wildcard);
}

/** Returns the offset of the closing bracket of a class. A bracket right after the opening one is a member. */
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
        `.dockerignore: the pattern ${quotedPath(pattern)} has an invalid range ${
          quotedPath(`${first}-${last}`)
        }; write the ` +
          "lower character first",
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
