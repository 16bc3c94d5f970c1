/**
 * Characters that YAML does not allow, and what ends a line.
 *
 * @module
 */
import { YamlFault } from "./fault.ts";
import { MAX_FAULTS } from "./limits.ts";

const NOT_ALLOWED = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Line breaks of YAML 1.1 that the package `yaml` does not know, and a mark before which it lets no list start. */
const OTHER_BREAKS = /^\ufeff|\r(?!\n)|[\x85\u2028\u2029]/g;

/** A fault for each character that is not allowed, up to some number of them. */
export function characterFaults(text: string): YamlFault[] {
  const faults: YamlFault[] = [];
  const message = "a character is not allowed here; in double quotes it may be written as an escape";
  for (const { index } of text.matchAll(NOT_ALLOWED)) {
    faults.push(new YamlFault("yaml_character", "ReaderError", message, index));
    if (faults.length === MAX_FAULTS) break;
  }
  return faults;
}

/** The text with a line feed for each of these, so that all offsets stay what they are. */
export function withLineFeeds(text: string): string {
  return text.replace(OTHER_BREAKS, "\n");
}
