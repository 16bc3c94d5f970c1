/**
 * Files that a program names by a URL.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { quoted } from "../text/quote.ts";

/** A `file:` URL, such as `new URL("config.yaml", import.meta.url)`. */
export interface FileUrl {
  /** The scheme with its colon. */
  readonly protocol: string;
  /** The host; empty for files of this machine. */
  readonly host: string;
  /** The path, percent-encoded. */
  readonly pathname: string;
  /** The whole URL. */
  readonly href: string;
}

/** Whether a value is a URL. */
export function isUrl(value: unknown): value is FileUrl {
  return typeof value === "object" && value !== null &&
    ["protocol", "host", "pathname", "href"].every((name) =>
      typeof (value as Record<string, unknown>)[name] === "string"
    );
}

/** The path of a `file:` URL. Throws `invalid_option` for another URL, or one of another machine. */
export function pathOfUrl(call: string, { protocol, host, pathname }: FileUrl): string {
  if (protocol !== "file:" || host !== "") {
    const what = host === "" ? `a URL of the scheme ${quoted(protocol)}` : "a URL with a host";
    throw new FlyteConfigError("invalid_option", `${call}: option file must be a path or a file: URL, found ${what}`, {
      path: "file",
    });
  }
  const path = decoded(pathname);
  // Of a drive of Windows, the URL has a slash before its letter.
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
