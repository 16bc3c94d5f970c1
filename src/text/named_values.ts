/**
 * Finds values under the names of secrets: of variables, options, headers, and parameters of URLs.
 *
 * @module
 */
import { type Range, withMasks } from "./mask.ts";

/** Names of what is secret: variables, options, and the parameters of URLs. */
const SECRET_NAME =
  /secret|token(?!iz)|passw|passphrase|credential|bearer|pwd(?![a-z])|(?:api|access|private|account|signing|encryption)[-_]?key|(?<!public|primary|foreign|sort|partition|cache)[-_]key(?![\w-])|(?:\b|_)(?:auth|authorization|cookie|jwt|pass|pat|sig|signature)(?:\b|_)/i;

/** Headers whose values are secret, as in `Authorization: Bearer …` and `X-Api-Key: …`. */
const SECRET_HEADER = /^(?:(?:proxy-)?authorization|(?:set-)?cookie|[\w-]+-(?:token|key|secret|password))$/i;

/** Options whose values are a user and a password, as those of curl. */
const USER_OPTION = /^-(?:u|-(?:proxy-)?user)$/;

const [QUOTE, SPACE] = [/["']/, /\s/];

/** No name of a secret is longer. */
const MAX_NAME = 64;

/** The most that is looked at of a command before a word. */
const MAX_BEFORE = 120;

/** Whether a name is that of something secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** Whether a word is secret because of what is before it: an option, or the name of what is being configured. */
export function isSecretAfter(before: string, word: string): boolean {
  const text = before.slice(-MAX_BEFORE).trimEnd();
  const name = text.split(SPACE).at(-1)!;
  if (!name.startsWith("-")) {
    return SECRET_NAME.test(name) && /\b(?:config(?:ure)?(?: set)? \S*|login \S+ password)$/.test(text);
  }
  if (name.includes("=")) return false;
  if (name === "-p") {
    const command = Math.max(text.lastIndexOf("login"), text.lastIndexOf("sshpass"));
    return command >= 0 && !/[\n;&|]/.test(text.slice(command));
  }
  return SECRET_NAME.test(name) || (USER_OPTION.test(name) && word.includes(":"));
}

/** A text without what is given under the name of a secret; most texts have none. */
export function withoutValues(text: string): string {
  if (!SECRET_NAME.test(text) && !/-(?:[up]|user)\s/.test(text)) return text;
  const hidden: Range[] = [];
  const separators = /[=:\s]/g;
  for (let found = separators.exec(text); found !== null; found = separators.exec(text)) {
    const value = valueAt(text, hidden.at(-1)?.[1] ?? 0, found.index);
    if (value === undefined || value[1] <= value[0]) continue;
    hidden.push(value);
    separators.lastIndex = value[1];
  }
  return withMasks(text, hidden);
}

/** The value behind a separator, if what is before it, and after `done`, is the name of a secret. */
function valueAt(text: string, done: number, separator: number): Range | undefined {
  const sign = text[separator];
  let end = separator;
  while (sign === "=" && text[end - 1] === " " && separator - end < MAX_NAME) end--;
  const isSpaced = end < separator;
  const isQuoted = end > done && QUOTE.test(text[end - 1]!);
  if (isQuoted) end--;
  let start = end;
  while (start > done && end - start < MAX_NAME && /[\w.-]/.test(text[start - 1]!)) start--;
  const name = text.slice(start, end);
  if (name === "") return undefined;
  if (sign === "=") {
    // `google-auth==2.0` is a package.
    if (!SECRET_NAME.test(name) || (text[separator + 1] === "=" && !name.startsWith("-"))) return undefined;
    const from = isSpaced ? skipSpaces(text, separator + 1) : separator + 1;
    return [from, valueEnd(text, from)];
  }
  if (sign === ":") {
    const from = skipSpaces(text, separator + 1);
    if (isQuoted) {
      return SECRET_NAME.test(name) && QUOTE.test(text[from] ?? "") ? [from, valueEnd(text, from)] : undefined;
    }
    return from > separator + 1 && SECRET_HEADER.test(name) ? [from, endOf(text, from, /["'\n]/)] : undefined;
  }
  if (!name.startsWith("-") && !SECRET_NAME.test(name)) return undefined;
  const from = skipSpaces(text, separator);
  return isSecretAfter(text.slice(Math.max(0, end - MAX_BEFORE), end), text.slice(from, endOf(text, from, SPACE)))
    ? [from, valueEnd(text, from)]
    : undefined;
}

/** Skips spaces, and the line breaks that a shell skips. */
function skipSpaces(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    if (text[at] === " " || text[at] === "\t") at++;
    else if (text[at] === "\\" && text[at + 1] === "\n") at += 2;
    else break;
  }
  return at;
}

/** Where a value ends that a shell would read: at white space outside of quotes, or at the quote that it is within. */
function valueEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !SPACE.test(text[at]!)) {
    if (endsParameter(text, at)) return at;
    if (text[at] === "\\") at++;
    else if (QUOTE.test(text[at]!)) {
      const close = endOf(text, at + 1, text[at] === "'" ? /'/ : /"/);
      if (at === from && close === text.length) return close;
      if (close === text.length || (at > from && !/\w/.test(text[at + 1] ?? ""))) return at;
      at = close;
      if (/[,;)\]}]/.test(text[at + 1] ?? "")) return at + 1;
    }
    at++;
  }
  return Math.min(at, text.length);
}

/** Whether another parameter of a URL begins, or another command of a shell: `&` may also be within a password. */
function endsParameter(text: string, at: number): boolean {
  if (text[at] === ";") return SPACE.test(text[at + 1] ?? " ");
  return text[at] === "&" && /^&[\w.-]+=/.test(text.slice(at, at + MAX_NAME));
}

/** The next character that stops a scan, and is not escaped; else the end of the text. */
function endOf(text: string, from: number, stop: RegExp): number {
  let at = from;
  while (at < text.length && !stop.test(text[at]!)) at += text[at] === "\\" ? 2 : 1;
  return Math.min(at, text.length);
}
