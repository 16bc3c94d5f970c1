/**
 * Splits and joins command lines as Python's `shlex` does.
 *
 * @module
 */

const WHITE_SPACE = " \t\r\n";
const SAFE = /^[\w@%+=:,./-]+$/;

/** Returns `shlex.join(words)`: a command line for a shell. */
export function shlexJoin(words: readonly string[]): string {
  return words.map((word) => SAFE.test(word) ? word : `'${word.replaceAll("'", "'\"'\"'")}'`).join(" ");
}

/** Returns `shlex.split(text)`; `undefined` if Python raises `ValueError`: for an unclosed quote or escape. */
export function shlexSplit(text: string): string[] | undefined {
  const words: string[] = [];
  // A word starts with a character or with quotes, which may be empty.
  let word: string | undefined;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    const isEscape = character === "\\" && quote !== "'";
    if (isEscape) {
      const next = text[++at];
      if (next === undefined) return undefined;
      // Within double quotes, only these two can be escaped.
      const isLiteral = quote === '"' && next !== '"' && next !== "\\";
      word = (word ?? "") + (isLiteral ? `\\${next}` : next);
    } else if (quote !== "") {
      if (character === quote) quote = "";
      else word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= "";
    } else if (WHITE_SPACE.includes(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? "") + character;
  }
  if (quote !== "") return undefined;
  return word === undefined ? words : [...words, word];
}
