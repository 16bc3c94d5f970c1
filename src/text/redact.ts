/**
 * Hides secrets in whatever is printed. Each scan reads every character a bounded number of times, however hostile the
 * text is.
 *
 * @module
 */
import { MASK } from "./mask.ts";
import { withoutValues } from "./named_values.ts";
import { withoutUsers } from "./user_info.ts";

export { MASK } from "./mask.ts";
export { isSecretAfter, isSecretName } from "./named_values.ts";

/** Tokens that can be told by how they begin. */
const KNOWN_TOKEN =
  /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{20}|github_pat_\w{20}|glpat-[\w-]{16}|pypi-AgE[\w-]{16}|(?:AKIA|ASIA)[A-Z0-9]{16}|hf_[A-Za-z0-9]{20}|xox[abprs]-[\w-]{10}|npm_[A-Za-z0-9]{30}|dckr_pat_[\w-]{16}|sk-[\w-]{20}|eyJ[\w-]{8,100}\.eyJ)[\w.-]*/g;

/** A private key as files have it. */
const PRIVATE_KEY = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!----END))*/g;

/** The way in which anaconda.org takes tokens, up to the token. */
const TOKEN_PATH = /(:\/\/[^\s/]{1,253}\/t\/)[\w-]{8,}/g;

/**
 * The text with `***` in place of credentials in URLs and image references, and of values under a secret's name:
 * `https://user:password@host`, `user:password@host`, `API_TOKEN=…`, `--token …`, `"password": "…"`,
 * `Authorization: …`; and of tokens that can be told by how they begin, as `ghp_…`. A password may contain any
 * character, so rather too much than too little is hidden.
 */
export function redact(text: string): string {
  const shown = text.includes("@") ? text.split("\n").map(withoutUsers).join("\n") : text;
  return withoutValues(shown).replace(KNOWN_TOKEN, MASK).replace(PRIVATE_KEY, MASK).replace(TOKEN_PATH, `$1${MASK}`);
}

/** Whether there is a token that can be told by how it begins. */
export function hasKnownToken(text: string): boolean {
  return text.search(KNOWN_TOKEN) >= 0;
}
