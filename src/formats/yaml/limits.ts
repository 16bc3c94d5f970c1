/**
 * Limits of what a file may cost. PyYAML has only the first, which is Python's recursion limit.
 *
 * @module
 */

/**
 * Maximum depth of lists and mappings. Python's recursion limit stops PyYAML at about 490, less the depth of its
 * caller.
 */
export const MAX_YAML_DEPTH = 400;

/** Maximum number of values that aliases repeat, counted as if each were written out. */
export const MAX_REPEATED_NODES = 100_000;

/** Maximum number of lists and mappings: each takes a hundred times the memory of its two characters. */
export const MAX_COLLECTIONS = 400_000;

/** Maximum number of values, which the node table can number. A file needs more than 40 MiB to reach it. */
export const MAX_NODES = 64 * 2 ** 20;

/** Maximum length of a sexagesimal number such as `1:30:00`, which takes quadratic time to convert. */
export const MAX_SEXAGESIMAL_LENGTH = 5_000;

/** Maximum number of characters between the start of a key without a question mark and its colon. */
export const MAX_KEY_LENGTH = 1024;

/** Maximum number of problems that are reported together. */
export const MAX_PROBLEMS = 20;

/** Maximum number of issues that are reported. */
export const MAX_ISSUES = 1_000;
