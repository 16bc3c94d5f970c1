/**
 * Parses the header `WWW-Authenticate` of RFC 7235, in which a server says how to authenticate.
 *
 * @module
 */

/** An authentication scheme that a server offers. */
export interface Challenge {
  /** Its name in lower case, such as `bearer`. */
  readonly scheme: string;
  /** Its parameters; names are in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const SEPARATORS = /[\t ,]*/y;
const EQUALS = /[\t ]*=[\t ]*/y;
const QUOTED = /"((?:[^"\\]|\\[^])*)"/y;
/** Some servers omit the quotes around a URL. */
const BARE = /[^\s,"]+/y;
/** A single value in place of parameters, such as `YWJj==`. */
const TOKEN68 = / +[A-Za-z0-9._~+/-]+=*(?=[\t ]*(?:,|$))/y;

/** Parses all challenges of a header; `undefined` if it is malformed. Takes time linear in its length. */
export function parseChallenges(header: string): readonly Challenge[] | undefined {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  let position = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = position;
    const match = pattern.exec(header) ?? undefined;
    position += match?.[0].length ?? 0;
    return match;
  };
  for (take(SEPARATORS); position < header.length; take(SEPARATORS)) {
    const name = take(TOKEN)?.[0].toLowerCase();
    if (name === undefined) return undefined;
    if (take(EQUALS) === undefined) {
      challenges.push({ scheme: name, parameters: new Map() });
      take(TOKEN68);
      continue;
    }
    const quoted = take(QUOTED)?.[1]?.replace(/\\([^])/g, "$1");
    const value = quoted ?? take(BARE)?.[0];
    const parameters = challenges.at(-1)?.parameters;
    if (value === undefined || parameters === undefined) return undefined;
    if (!parameters.has(name)) parameters.set(name, value);
  }
  return challenges;
}
