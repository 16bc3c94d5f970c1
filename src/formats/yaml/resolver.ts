/**
 * Resolves the type of a plain scalar by the rules of YAML 1.1 as PyYAML implements them.
 *
 * @module
 */
import * as TAG from "./types.ts";

const WORDS: ReadonlyMap<string, number> = new Map([
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, TAG.NULL] as const),
  ...["yes", "no", "true", "false", "on", "off"].flatMap((word) =>
    [word, word[0]!.toUpperCase() + word.slice(1), word.toUpperCase()].map((spelling) => [spelling, TAG.BOOL] as const)
  ),
  ["<<", TAG.MERGE],
  ["=", TAG.VALUE],
  // Only reachable with the tag !.
  ...["!", "&", "*"].map((word) => [word, TAG.YAML] as const),
]);

/** Length of the longest word. */
const MAX_WORD_LENGTH = 5;

const FLOAT = new RegExp(
  [
    "^(?:[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?",
    "\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?",
    "[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*",
    "[-+]?\\.(?:inf|Inf|INF)",
    "\\.(?:nan|NaN|NAN))$",
  ].join("|"),
);

const INT = new RegExp(
  [
    "^(?:[-+]?0b[0-1_]+",
    "[-+]?0[0-7_]+",
    "[-+]?(?:0|[1-9][0-9_]*)",
    "[-+]?0x[0-9a-fA-F_]+",
    "[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$",
  ].join("|"),
);

const TIMESTAMP = new RegExp(
  "^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \\t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}" +
    "(?:\\.[0-9]*)?(?:[ \\t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)$",
);

/**
 * Returns the tag of a plain scalar: `null`, `bool`, `int`, `float`, `timestamp`, `merge`, `value` or `str`. `yes` and
 * `on` are booleans, `y` and `n` are not; `017` is octal, `0o17` is a string; `1:30` is 90; `1e3` is a string, `1.0e+3`
 * is not.
 */
export function resolvePlain(text: string): number {
  // Python's $ also matches before a final line break, which only a quoted scalar with the tag ! can have.
  const line = text.endsWith("\n") && text !== "\n" ? text.slice(0, -1) : text;
  if (line.length <= MAX_WORD_LENGTH) {
    const tag = WORDS.get(line);
    if (tag !== undefined) return tag;
  }
  const first = line.charCodeAt(0);
  if (!(first <= 0x39 && first >= 0x2b) || first === 0x2c || first === 0x2f) return TAG.STR;
  if (FLOAT.test(line)) return TAG.FLOAT;
  if (INT.test(line)) return TAG.INT;
  return TIMESTAMP.test(line) ? TAG.TIMESTAMP : TAG.STR;
}
