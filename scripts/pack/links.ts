/**
 * Links of documents that are published outside of the repository, where relative ones lead nowhere.
 *
 * @module
 */
import config from "../../deno.json" with { type: "json" };
import { REPOSITORY } from "../../src/settings/published.ts";

/** Targets of links in Markdown. Code has the same characters, such as `a["b"](c)`, so that it is left out. */
const LINK = /(```[\s\S]*?```|`[^`\n]*`)|\]\(([^)\s]+)\)/g;

/** A target that does not depend on where the document is. */
const ABSOLUTE = /^(?:https?:|#)/;

/**
 * Makes the relative links of a document absolute: they lead to the tag of this version.
 *
 * @param name – Path of the document in the repository.
 * @param text – The document in Markdown.
 * @returns The document with absolute links.
 */
export function withAbsoluteLinks(name: string, text: string): string {
  const base = `${REPOSITORY}/blob/v${config.version}/${name}`;
  return text.replace(LINK, (link, code: string | undefined, target: string) => {
    if (code !== undefined || ABSOLUTE.test(target)) return link;
    return `](${new URL(target, base)})`;
  });
}

/**
 * Lists the links of a document that depend on where it is.
 *
 * @param text – The document in Markdown.
 * @returns Their targets.
 */
export function relativeLinks(text: string): readonly string[] {
  return [...text.matchAll(LINK)].flatMap(([, code, target]) =>
    code !== undefined || ABSOLUTE.test(target!) ? [] : [target!]
  );
}
