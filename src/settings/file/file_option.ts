/**
 * The `file` option: a path, a `file:` URL, or the name and text of a file.
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

/** Checks the name and text of a file. */
export const NAMED_TEXT: Check = { expected: "an object { name, text } (auto accepts paths)", accepts: isNamedText };

/** Checks a file in any form. */
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
 * Converts a `file:` URL to a path; it may be a string, as `import.meta.resolve` returns it. Throws `invalid_option` for
 * a URL of another scheme or with a host.
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
    const found = host === "" ? `a URL with the scheme ${quoted(protocol)}` : "a URL with a host";
    const message = `${call}: option file must be a path or a file: URL, found ${found}`;
    throw new FlyteConfigError("invalid_option", message, { path: "file" });
  }
  const path = decoded(pathname);
  // The URL of a Windows path has a slash before the drive letter.
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
