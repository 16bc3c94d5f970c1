/**
 * Finds credentials in strings that become part of an image. This is a heuristic, which rather misses a password than
 * reports `git+ssh://git@…` or a reference to a variable.
 *
 * @module
 */
import { hasKnownToken, isSecretName as namesSecret } from "../text/redact.ts";

/** Ends of names that describe a secret or its location, and do not contain it. */
const ABOUT_SECRET =
  /(?:file|path|dir|location|stdin|fd|env|name|type|id|mode|method|url|uri|host|helper|provider|ttl|command|arn|domain|issuer|audience|alg|algorithm|count|length|size|limit|timeout|expiry|format|prefix|header|scheme)$/i;

/** Values that are not secrets: switches, and references to other values. */
const NO_SECRET = /^(?:true|false|yes|no|on|off|none|null|undefined|\d{1,5}|[$`</@*-].*)?$/is;

/** References to variables and to the output of commands; they exclude `$` so that matching takes linear time. */
const REFERENCES = /\$\{[^}$]*\}|\$\([^)$]*\)|\$\w+/g;

/** User names that are not secrets without a password. */
const PLAIN_USERS: readonly string[] = ["git", "oauth2accesstoken", "VssSessionToken", "__token__"];

const MAX_NAME = 64;

/** Whether a string contains credentials, such as a requirement, the URL of an index, arguments, or a command. */
export function hasCredentials(text: string): boolean {
  if (text.includes("PRIVATE KEY-----")) return true;
  const words = text.split(/[\s"']+/);
  // The words of the current command.
  const command = new Set<string>();
  return words.some((word, index) => {
    if (/[;&|]$/.test(words[index - 1] ?? "")) command.clear();
    command.add(word.toLowerCase());
    const next = words[index + 1] ?? "";
    if (hasKnownToken(word) || hasUserInfo(word) || hasTokenPath(word)) return true;
    if (assigns(word, next, words[index + 2] ?? "")) return true;
    if (word === ":") return isSecret(words[index - 1] ?? "", next);
    if (word.startsWith("-") && holdsSecret(word) && !/^(?:id|type|src)=/.test(next)) return isLiteral(next);
    if (command.has("curl") && (word === "-u" || word === "--user")) {
      return next.includes(":") && isLiteral(next.slice(next.indexOf(":") + 1));
    }
    if (word === "-p" && (command.has("login") || command.has("sshpass"))) return isLiteral(next);
    if (word === "set" || word === "config") return holdsSecret(next) && isLiteral(words[index + 2] ?? "");
    return word.toLowerCase() === "password" && words[index - 2]?.toLowerCase() === "login" && isLiteral(next);
  });
}

/** Whether the value of a name, such as of an environment variable, is or contains a secret. */
export function isSecret(name: string, value: string): boolean {
  return holdsSecret(name) && isLiteral(value) || hasCredentials(value);
}

function holdsSecret(name: string): boolean {
  return name.length <= MAX_NAME && namesSecret(name) && !ABOUT_SECRET.test(name);
}

function isLiteral(value: string): boolean {
  return !NO_SECRET.test(value.replace(REFERENCES, ""));
}

/** Finds `name=value`, also in the parameters of a URL, and `name: value`, where the value is the next word. */
function assigns(word: string, next: string, afterNext: string): boolean {
  const parts = word.split(/[?&;,]/);
  return parts.some((part, index) => {
    const isLast = index === parts.length - 1;
    const pieces = part.split("=");
    if (pieces.length === 1 && isLast && part.endsWith(":")) pieces.splice(0, 1, part.slice(0, -1), "");
    return pieces.some((piece, at) => {
      if (at === pieces.length - 1) return false;
      const name = piece.slice(-MAX_NAME).split(/[^\w-]/).pop()!;
      if (!holdsSecret(name)) return false;
      const given = pieces[at + 1]!;
      const value = given === "" && isLast && at === pieces.length - 2 ? next : given;
      return isLiteral(/^(?:bearer|basic|token)$/i.test(value) ? afterNext : value);
    });
  });
}

/** Finds `scheme://user:password@host`, where the password may contain a slash, and `user:password@host.tld`. */
function hasUserInfo(word: string): boolean {
  const [before = "", ...pieces] = word.split("://");
  if (pieces.length === 0) return isUserAtHost(word);
  return pieces.some((piece, index) => {
    const authority = piece.split(/[/?#]/, 1)[0]!;
    const at = authority.lastIndexOf("@");
    const colon = authority.indexOf(":");
    if (at < 0) {
      const isPort = colon < 0 || authority.startsWith("[") || /^:\d*$/.test(authority.slice(colon));
      return !isPort && piece.includes("@") && isLiteral(authority.slice(colon + 1));
    }
    if (colon >= 0 && colon < at) return isLiteral(authority.slice(colon + 1, at));
    const user = authority.slice(0, at);
    const scheme = (index === 0 ? before : pieces[index - 1]!).slice(-4).toLowerCase();
    return !scheme.endsWith("ssh") && !PLAIN_USERS.includes(user) && isLiteral(user);
  });
}

function isUserAtHost(word: string): boolean {
  const at = word.lastIndexOf("@");
  const colon = word.indexOf(":");
  if (at < 0 || colon <= 0 || colon > at || word.slice(0, colon).includes("/")) return false;
  return /^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[:/]|$)/i.test(word.slice(at + 1, at + 254)) &&
    isLiteral(word.slice(colon + 1, at));
}

/** Finds `/t/<token>/`, which is how anaconda.org accepts tokens. */
function hasTokenPath(word: string): boolean {
  const start = word.includes("://") ? word.indexOf("/t/") : -1;
  return start >= 0 && /^[\w-]{8}/.test(word.slice(start + 3, start + 11));
}
