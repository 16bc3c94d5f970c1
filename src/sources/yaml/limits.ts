/**
 * What a text may cost. PyYAML has no such limits but the first, which is Python's.
 *
 * @module
 */

/** Levels of lists and mappings. Python's recursion limit stops PyYAML at about 490, less what called it. */
export const MAX_YAML_DEPTH = 400;

/** Values that aliases repeat, counted as if each were written out. */
export const MAX_REPEATED_NODES = 100_000;

/** Characters of a number. Python stops at 4300 decimal digits of an integer. */
export const MAX_NUMBER_LENGTH = 5_000;

/** Code units of a text, unless the caller says otherwise. */
export const MAX_TEXT_LENGTH = 10_485_760;

/** Pieces of a text: values, marks, spaces, line breaks. The package `yaml` keeps some hundred bytes for each. */
export const MAX_LEXEMES = 1_000_000;

/** Anchors, aliases and tags of a text; the package `yaml` may keep several kilobytes for each. */
export const MAX_PROPERTIES = 20_000;

/** Characters between the start of a key without a question mark and its colon. */
export const MAX_KEY_LENGTH = 1024;

/** Faults of one text that are reported together. */
export const MAX_FAULTS = 20;
