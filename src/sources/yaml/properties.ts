/**
 * The anchor and the tag of a value.
 *
 * @module
 */
import type { CST } from "yaml";
import { syntaxFault } from "./fault.ts";

/** What stands before a value. */
export interface Properties {
  /** The name of its anchor. */
  readonly anchor: string | undefined;
  /** Where the anchor is. */
  readonly anchorStart: number;
  /** Its tag, as it is written. */
  readonly tag: string | undefined;
  /** Where the first of them starts. */
  readonly start: number | undefined;
}

const NONE: Properties = { anchor: undefined, anchorStart: 0, tag: undefined, start: undefined };

/** What may follow a tag; the package `yaml` ends tags sooner than PyYAML does. */
const SPACE = /^[ \r\n]?$/;

/**
 * The anchor and the tag in what stands before a value. Throws a fault for a tag that
 * goes on for PyYAML.
 */
export function propertiesOf(text: string, tokens: readonly CST.SourceToken[]): Properties {
  let properties = NONE;
  for (const { type, source, offset } of tokens) {
    if (type === "anchor") {
      const start = properties.start ?? offset;
      properties = { ...properties, anchor: source.slice(1), anchorStart: offset, start };
    } else if (type === "tag") {
      if (!SPACE.test(text.charAt(offset + source.length))) throw syntaxFault("a tag needs a space after it", offset);
      properties = { ...properties, tag: source, start: properties.start ?? offset };
    }
  }
  return properties;
}
