/**
 * Finds users and passwords in URLs and names of images.
 *
 * @module
 */
import { type Range, withMasks } from "./mask.ts";

/** What follows the name of an image, where a host would follow a password. */
const DIGEST = /^@(?:sha\d{3}:|[\w+.-]+:[\da-f]{32})/i;

const SPACE = /\s/;

/** The longest part of a text after `@` that is looked at. */
const MAX_DIGEST = 64;

/** A line without users and passwords. A password may have spaces: it ends at the last `@` before another URL. */
export function withoutUsers(line: string): string {
  const hidden: Range[] = [];
  let [url, end, index, isOpen] = [-1, -1, 0, false];
  const isValue = !SPACE.test(line.slice(line.lastIndexOf("@")));
  for (const word of line.split(SPACE)) {
    const user = urlUser(word, isValue && index === 0);
    // What seems to be a URL may be within a password, as long as no host came.
    if (user >= 0 && (end >= 0 || !isOpen)) {
      if (end > url) hidden.push([url, end]);
      [url, end, isOpen] = [index + user, -1, /^[^/]*:[^\d/]/.test(word.slice(user))];
    }
    const at = lastAt(word);
    if (url >= 0) end = at < 0 ? end : index + at;
    else if (hasUser(word, at)) hidden.push([index + begin(word), index + at]);
    index += word.length + 1;
  }
  if (end > url) hidden.push([url, end]);
  return withMasks(line, hidden);
}

/** Where the user of a URL would be; -1 if the word starts none. A value that begins as `user:password` is one, too. */
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

/** Where a word begins, within quotes and brackets. */
function begin(word: string): number {
  let start = 0;
  while (`"'\`(<[{`.includes(word.charAt(start)) && start < word.length) start++;
  return start;
}

/** Where the host of a URL begins: the last `@` that is not before a digest; -1 if there is none. */
function lastAt(text: string): number {
  let at = text.lastIndexOf("@");
  while (at >= 0 && DIGEST.test(text.slice(at, at + MAX_DIGEST))) at = at === 0 ? -1 : text.lastIndexOf("@", at - 1);
  return at;
}
