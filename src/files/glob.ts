/**
 * The tokens of a path pattern, and a matcher whose time is bounded by the length of the path.
 *
 * @module
 */

/** A token of a pattern. */
export interface Token {
  /** One character, any name, any directories or none, or the rest. */
  readonly kind: "one" | "name" | "directories" | "rest";
  /** The equivalent regular expression. */
  readonly source: string;
  /** For `one`: checks a character. */
  readonly test?: (character: string) => boolean;
}

/** `*` */
export const NAME: Token = { kind: "name", source: "[^/]*" };

/** `**` */
export const DIRECTORIES: Token = { kind: "directories", source: "(?:[^\\n]*/)?" };

/** `**` at the end. */
export const REST: Token = { kind: "rest", source: "[^\\n]*" };

/** `?` */
export const ANY_CHARACTER: Token = { kind: "one", source: "[^/]", test: (character) => character !== "/" };

/** Returns a token for one character that matches an expression. */
export function characterToken(source: string): Token {
  const expression = new RegExp(`^${source}$`, "u");
  return { kind: "one", source, test: (character) => expression.test(character) };
}

/**
 * Checks whether a path matches. All positions where a token may end are computed before the next token is tried, so
 * that the time is proportional to the length of the path for each token; there are never many more tokens than
 * characters.
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

/** Computes the positions where a token may end from those where it may begin. */
function step({ kind, test }: Token, characters: readonly string[], from: readonly boolean[]): readonly boolean[] {
  const to = from.map((isReached) => kind !== "one" && isReached);
  // Whether a wildcard that began earlier may extend to here.
  let isUnderway = false;
  for (const [index, character] of characters.entries()) {
    isUnderway ||= from[index]!;
    if (kind === "one") to[index + 1] = from[index]! && test!(character);
    else if (kind === "directories") {
      isUnderway &&= character !== "\n";
      if (isUnderway && character === "/") to[index + 1] = true;
    } else {
      isUnderway &&= character !== (kind === "name" ? "/" : "\n");
      if (isUnderway) to[index + 1] = true;
    }
  }
  return to;
}
