/**
 * Finds the regular expressions in the text of a program.
 *
 * @module
 */

/** A regular expression in a program. */
export interface Literal {
  /** What is between the slashes. */
  readonly source: string;
  /** The flags. */
  readonly flags: string;
  /** The line that it is in. */
  readonly line: number;
}

/** After these, a slash begins a regular expression and is not a division. */
const BEFORE = /^(?:[=(,:[!&|?{};<>+\-*%~^]|return|typeof|case|in|of|=>)?$/;

/** The regular expressions in the text of a TypeScript program, in their order. */
export function literalsIn(text: string): readonly Literal[] {
  const found: Literal[] = [];
  /** How many braces are open within each template string that is. */
  const templates: number[] = [];
  let [at, last] = [0, ""];
  while (at < text.length) {
    const character = text[at]!;
    if (/\s/.test(character)) {
      at++;
    } else if (text.startsWith("//", at)) {
      at = end(text, "\n", at);
    } else if (text.startsWith("/*", at)) {
      at = end(text, "*/", at) + 2;
    } else if (character === '"' || character === "'") {
      at = closing(text, character, at + 1) + 1;
      last = "string";
    } else if (character === "`" || (character === "}" && templates.at(-1) === 0)) {
      if (character === "}") templates.pop();
      at++;
      while (text[at] !== "`" && !text.startsWith("${", at)) at += text[at] === "\\" ? 2 : 1;
      if (text[at] === "`") [at, last] = [at + 1, "string"];
      else {
        templates.push(0);
        [at, last] = [at + 2, "("];
      }
    } else if (character === "/" && BEFORE.test(last)) {
      const to = expressionEnd(text, at + 1);
      const flags = /^[a-z]*/.exec(text.slice(to + 1, to + 12))![0];
      found.push({ source: text.slice(at + 1, to), flags, line: text.slice(0, at).split("\n").length });
      [at, last] = [to + 1 + flags.length, "expression"];
    } else {
      if (character === "{" && templates.length > 0) templates.push(templates.pop()! + 1);
      if (character === "}" && templates.length > 0) templates.push(templates.pop()! - 1);
      last = /^(?:[\w$]+|=>)/.exec(text.slice(at, at + 100))?.[0] ?? character;
      at += last.length;
    }
  }
  return found;
}

function end(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at < 0 ? text.length : at;
}

function closing(text: string, quote: string, from: number): number {
  let at = from;
  while (text[at] !== quote) at += text[at] === "\\" ? 2 : 1;
  return at;
}

function expressionEnd(text: string, from: number): number {
  let [at, isClass] = [from, false];
  while (isClass || text[at] !== "/") {
    if (text[at] === "\\") at++;
    else if (text[at] === "[") isClass = true;
    else if (text[at] === "]") isClass = false;
    at++;
  }
  return at;
}

/**
 * Strings that a regular expression may take long for: its characters and words, alone and in pairs, as prefixes to be
 * repeated.
 */
export function pumpsOf(source: string): readonly string[] {
  const characters = new Set(["a", "0", " ", "\n"]);
  for (const [, escaped, plain] of source.matchAll(/\\(.)|([^\\])/gs)) {
    const named: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", s: "\t", d: "0", w: "_" };
    characters.add(plain ?? named[escaped!] ?? escaped!);
  }
  const words = Array.from(source.matchAll(/[A-Za-z]{2,}/g), ([word]) => word).slice(0, 12);
  const singles = [...characters];
  const pairs = singles.flatMap((one) => singles.filter((other) => other !== one).map((other) => one + other));
  return [...singles, ...pairs, ...words.flatMap((word) => [word, `${word}-`, `${word}=`, `-${word} `])];
}
