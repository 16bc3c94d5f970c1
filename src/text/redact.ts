/**
 * Redacts whatever is printed: finds secrets in it and masks them. Each scan reads every character a bounded number of times, however hostile
 * the string is.
 *
 * @module
 */

/** Tokens with a known prefix. */
const KNOWN_TOKEN =
  /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{20}|github_pat_\w{20}|glpat-[\w-]{16}|pypi-AgE[\w-]{16}|(?:AKIA|ASIA)[A-Z0-9]{16}|hf_[A-Za-z0-9]{20}|xox[abprs]-[\w-]{10}|npm_[A-Za-z0-9]{30}|dckr_pat_[\w-]{16}|sk-[\w-]{20}|eyJ[\w-]{8,100}\.eyJ)[\w.-]*/g;

/** A private key in PEM format. */
const PRIVATE_KEY = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!----END))*/g;

/** URLs of anaconda.org that contain a token, up to the token. */
const TOKEN_PATH = /(:\/\/[^\s/]{1,253}\/t\/)[\w-]{8,}/g;

/**
 * Returns the string with `***` in place of secrets: credentials in URLs and image references
 * (`https://user:password@host`, `user:password@host`), values under the name of a secret (`API_TOKEN=…`, `--token …`,
 * `"password": "…"`, `Authorization: …`) and tokens with a known prefix (`ghp_…`). Since a password may contain any
 * character, it masks too much rather than too little.
 */
export function redact(text: string): string {
  const shown = text.includes("@") ? text.split("\n").map(withoutUsers).join("\n") : text;
  return withoutValues(shown).replace(KNOWN_TOKEN, MASK).replace(PRIVATE_KEY, MASK).replace(TOKEN_PATH, `$1${MASK}`);
}

/** Whether the string contains a token with a known prefix. */
export function hasKnownToken(text: string): boolean {
  return text.search(KNOWN_TOKEN) >= 0;
}

/** Replacement for a secret. */
export const MASK = "***";

/** Masks known secrets in a string, wherever they occur. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  // One may be the start of another.
  const longestFirst = secrets.filter((secret) => secret !== "").sort((one, other) => other.length - one.length);
  return longestFirst.reduce((shown, secret) => shown.replaceAll(secret, MASK), text);
}

/** A part of a string, from one position up to another. */
type Range = readonly [from: number, to: number];

/** Returns the string with `***` in place of some parts, which are in order. */
function withMasks(text: string, secrets: readonly Range[]): string {
  let [shown, done] = ["", 0];
  for (const [from, to] of secrets) {
    shown += text.slice(done, from) + MASK;
    done = to;
  }
  return shown + text.slice(done);
}

/** Names of secret variables, options, and parameters of URLs. */
const SECRET_NAME =
  /secret|token(?!iz)|passw|passphrase|credential|bearer|pwd(?![a-z])|(?:api|access|private|account|signing|encryption)[-_]?key|(?<!public|primary|foreign|sort|partition|cache)[-_]key(?![\w-])|(?:\b|_)(?:auth|authorization|cookie|jwt|pass|pat|sig|signature)(?:\b|_)/i;

/** Headers with secret values, as in `Authorization: Bearer …` and `X-Api-Key: …`. */
const SECRET_HEADER = /^(?:(?:proxy-)?authorization|(?:set-)?cookie|[\w-]+-(?:token|key|secret|password))$/i;

/** Options whose value is a user and a password, such as those of curl. */
const USER_OPTION = /^-(?:u|-(?:proxy-)?user)$/;

const [QUOTE, SPACE] = [/["']/, /\s/];

/** Maximum length of the name of a secret. */
const MAX_NAME = 64;

/** Number of characters of a command that are examined before a word. */
const MAX_BEFORE = 120;

/** Whether a name is that of a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** Whether a word is secret because of what precedes it: an option, or the name of a setting that a command sets. */
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

/** Marks between a name and its value. Most strings have none, and are not searched for names of secrets. */
const BEFORE_VALUE = /[=\s]|["']:/;

/** Masks values that are given under the name of a secret; most strings have none. */
function withoutValues(text: string): string {
  if (!BEFORE_VALUE.test(text)) return text;
  if (!SECRET_NAME.test(text) && !/-(?:[up]|user)\s/.test(text)) return text;
  const secrets: Range[] = [];
  const separators = /[=:\s]/g;
  for (let found = separators.exec(text); found !== null; found = separators.exec(text)) {
    const value = valueAt(text, secrets.at(-1)?.[1] ?? 0, found.index);
    if (value === undefined || value[1] <= value[0]) continue;
    secrets.push(value);
    separators.lastIndex = value[1];
  }
  return withMasks(text, secrets);
}

/** Returns the value that follows a separator, if the name of a secret precedes it, after `done`. */
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

/** Returns where a value ends to a shell: at whitespace outside of quotes, or at the quote that encloses it. */
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

/** Whether another parameter of a URL or another shell command starts; `&` may also be part of a password. */
function endsParameter(text: string, at: number): boolean {
  if (text[at] === ";") return SPACE.test(text[at + 1] ?? " ");
  return text[at] === "&" && /^&[\w.-]+=/.test(text.slice(at, at + MAX_NAME));
}

/** Returns the position of the next character that matches and is not escaped; the length of the string if none does. */
function endOf(text: string, from: number, stop: RegExp): number {
  let at = from;
  while (at < text.length && !stop.test(text[at]!)) at += text[at] === "\\" ? 2 : 1;
  return Math.min(at, text.length);
}

/** A digest after an image name; a host would follow a password. */
const DIGEST = /^@(?:sha\d{3}:|[\w+.-]+:[\da-f]{32})/i;

/** Number of characters after `@` that are examined. */
const MAX_DIGEST = 64;

/** URLs that end a password before them. Of others, such as ` //@`, it may be the end. */
const KNOWN_URL =
  /(?<![a-z])(?:https?|wss?|ftps?|ssh|git|s3a?|gs|abfss?|oci|docker|dns|socks5h?|file|redis|mysql|mongodb|postgres(?:ql)?):\/\//i;

/** Masks users and passwords in a line. A password may have spaces: it ends at the last `@` before another URL. */
function withoutUsers(line: string): string {
  const secrets: Range[] = [];
  let [url, end, index, isOpen] = [-1, -1, 0, false];
  const isValue = !SPACE.test(line.slice(line.lastIndexOf("@")));
  for (const word of line.split(SPACE)) {
    const user = urlUser(word, isValue && index === 0);
    // What looks like a URL may be part of a password until a host follows.
    if (user >= 0 && (end >= 0 ? KNOWN_URL.test(word) : !isOpen)) {
      if (end > url) secrets.push([url, end]);
      [url, end, isOpen] = [index + user, -1, /^[^/]*:[^\d/]/.test(word.slice(user))];
    }
    const at = lastAt(word);
    if (url >= 0) end = at < 0 ? end : index + at;
    else if (hasUser(word, at)) secrets.push([index + begin(word), index + at]);
    index += word.length + 1;
  }
  if (end > url) secrets.push([url, end]);
  return withMasks(line, secrets);
}

/** Returns where the user of a URL would be; -1 if no URL starts in the word. `user:password` at the start is one, too. */
function urlUser(word: string, isStart: boolean): number {
  const start = begin(word);
  if (word.startsWith("//", start)) return start + 2;
  const colon = word.indexOf(":", start);
  if (word.startsWith("//", colon + 1)) return colon + 3;
  // Not `file.yaml:3:5:` or `12:30:05`.
  const isUser = isStart && /^[a-z_]/i.test(word) && /[^\d:]/.test(word.slice(colon + 1));
  return colon > 0 && (isUser || word.includes("://", colon)) ? start : -1;
}

/** Whether a word is `user:password@host`, or `user@host/path`. */
function hasUser(word: string, at: number): boolean {
  const user = word.slice(begin(word), Math.max(at, 0));
  return user.includes(":") || (user !== "" && !user.includes("/") && /^@[\w.-]+(?::\d+)?\//.test(word.slice(at)));
}

/** Returns where a word starts, without quotes and brackets. */
function begin(word: string): number {
  let start = 0;
  while (`"'\`(<[{`.includes(word.charAt(start)) && start < word.length) start++;
  return start;
}

/** Returns the position of the last `@` that does not precede a digest, which precedes a host; -1 if there is none. */
function lastAt(text: string): number {
  let at = text.lastIndexOf("@");
  while (at >= 0 && DIGEST.test(text.slice(at, at + MAX_DIGEST))) at = at === 0 ? -1 : text.lastIndexOf("@", at - 1);
  return at;
}
