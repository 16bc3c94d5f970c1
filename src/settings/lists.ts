/**
 * Lists in sources that have only texts.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { jsonLoads } from "../python/json.ts";
import type { JsonValue } from "../python/json_value.ts";
import { isSpace } from "../python/numbers.ts";
import { shlexSplit } from "../python/shlex.ts";
import { strip } from "../python/strings.ts";

/**
 * The words of a command line, or the items of a JSON list, whatever these are; `undefined` for a line whose quotes are
 * not closed, and for JSON that is too deep for Python.
 */
export function commandLine(text: string): readonly JsonValue[] | undefined {
  const line = strip(text);
  return listed(line, shlexSplit);
}

/** The words of a text between commas and white space, or the items of a JSON list; `undefined` as above. */
export function wordList(text: string): readonly JsonValue[] | undefined {
  return listed(strip(text), words);
}

function listed(text: string, otherwise: (text: string) => string[] | undefined): readonly JsonValue[] | undefined {
  if (!text.startsWith("[")) return otherwise(text);
  try {
    const value = jsonLoads(text);
    return Array.isArray(value) ? value : otherwise(text);
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    return error.code === "not_json" ? otherwise(text) : undefined;
  }
}

/** As `re.split(r"[,\s]+", text)`, without what is empty. */
function words(text: string): string[] {
  const found: string[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && text[at] !== "," && !isSpace(text.charCodeAt(at))) continue;
    if (at > start) found.push(text.slice(start, at));
    start = at + 1;
  }
  return found;
}
