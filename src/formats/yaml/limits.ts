/**
 * Limits on what a text may cost. PyYAML has only the first, which is Python's recursion limit.
 *
 * @module
 */

/** Levels of lists and mappings. Python's recursion limit stops PyYAML at about 490, less what called it. */
export const MAX_YAML_DEPTH = 400;

/** Values that aliases repeat, counted as if each were written out. */
export const MAX_REPEATED_NODES = 100_000;

/** Lists and mappings of a text: each takes a hundred times the memory of the two characters that it needs. */
export const MAX_COLLECTIONS = 400_000;

/** Values of a text: what the table of nodes can number. No text of less than 40 MiB has as many. */
export const MAX_NODES = 64 * 2 ** 20;

/** Characters of a sexagesimal number such as `1:30:00`, which takes quadratic time to read. */
export const MAX_SEXAGESIMAL_LENGTH = 5_000;

/** Characters between the start of a key without a question mark and its colon. */
export const MAX_KEY_LENGTH = 1024;

/** Problems of one text that are reported together. */
export const MAX_PROBLEMS = 20;

/** Issues of one text that are reported. */
export const MAX_ISSUES = 1_000;
