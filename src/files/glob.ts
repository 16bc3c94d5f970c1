/**
 * The tokens of a path pattern, and a matcher whose time is bounded by the length of the path.
 *
 * @module
 */

/** A part of a pattern. */
export interface Token {
  /** One character, any name, any folders or none, or whatever is left. */
  readonly kind: "one" | "name" | "folders" | "rest";
  /** The same as a regular expression. */
  readonly source: string;
  /** Of a `one`: whether it is that character. */
  readonly test?: (character: string) => boolean;
}

/** `*` */
export const NAME: Token = { kind: "name", source: "[^/]*" };

/** `**` */
export const FOLDERS: Token = { kind: "folders", source: "(?:[^\\n]*/)?" };

/** `**` at the end. */
export const REST: Token = { kind: "rest", source: "[^\\n]*" };

/** `?` */
export const ANY_CHARACTER: Token = { kind: "one", source: "[^/]", test: (character) => character !== "/" };

/** A character that an expression stands for. */
export function one(source: string): Token {
  const expression = new RegExp(`^${source}$`, "u");
  return { kind: "one", source, test: (character) => expression.test(character) };
}

/**
 * Whether a path matches: all places in it where a token may end are known before the next one is looked at. That takes
 * as long as the path is long, for each token; there are never many more tokens than characters.
 */
export function matchTokens(tokens: readonly Token[], path: string): boolean {
  const characters = Array.from(path);
  if (tokens.filter(({ kind }) => kind === "one").length > characters.length) return false;
  let reached: readonly boolean[] = characters.map((_, index) => index === 0).concat(characters.length === 0);
  for (const token of tokens) {
    reached = step(token, characters, reached);
    if (!reached.includes(true)) return false;
  }
  const last = characters.length;
  return reached[last]! || characters[last - 1] === "\n" && reached[last - 1]!;
}

/** The places where a token may end, from those where it may begin. */
function step({ kind, test }: Token, characters: readonly string[], from: readonly boolean[]): readonly boolean[] {
  const to = from.map((isReached) => kind !== "one" && isReached);
  // Whether a wildcard that began before may go on to here.
  let isUnderway = false;
  for (const [index, character] of characters.entries()) {
    isUnderway ||= from[index]!;
    if (kind === "one") to[index + 1] = from[index]! && test!(character);
    else if (kind === "folders") {
      isUnderway &&= character !== "\n";
      if (isUnderway && character === "/") to[index + 1] = true;
    } else {
      isUnderway &&= character !== (kind === "name" ? "/" : "\n");
      if (isUnderway) to[index + 1] = true;
    }
  }
  return to;
}
