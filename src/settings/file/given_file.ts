/**
 * Files as a program gives them: by a path, by a URL, or as a name and a text.
 *
 * @module
 */
import type { Check } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import type { NamedText } from "../../formats/config_document.ts";
import { quoted } from "../../text/quote.ts";

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

/** A file's name and text. */
export const NAMED_TEXT: Check = {
  expected: "an object { name, text } (auto takes paths)",
  accepts: isNamedText,
};
/** A file in any of these forms. */
export const FILE: Check = {
  expected: "a path, a file: URL or an object { name, text }",
  accepts: (value) => typeof value === "string" || isUrl(value) || isNamedText(value),
};

function isNamedText(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { name, text } = value as Partial<NamedText>;
  return typeof name === "string" && typeof text === "string";
}

/**
 * A file as the caller named it, with the path in place of a `file:` URL, which may be a string as
 * `import.meta.resolve` gives it. Throws `invalid_option` for another URL, or one of another machine.
 */
export function fileOf<T>(call: string, file: string | FileUrl | T): string | T {
  if (isUrl(file)) return pathOf(call, file);
  if (typeof file !== "string" || !file.startsWith("file://")) return file as string | T;
  const slash = file.indexOf("/", "file://".length);
  const [host, pathname] = slash < 0 ? [file.slice(7), ""] : [file.slice(7, slash), file.slice(slash)];
  return pathOf(call, { protocol: "file:", host, pathname });
}

function pathOf(call: string, { protocol, host, pathname }: Omit<FileUrl, "href">): string {
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
