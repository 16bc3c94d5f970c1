/**
 * Changes that no test can notice, since the program does the same with them, each with its reason.
 *
 * @module
 */

/** A change to a line of a file. */
export interface Equivalent {
  /** The file. */
  readonly file: string;
  /** The line as it is, without its indentation. */
  readonly line: string;
  /** The code that is replaced, and what replaces it. */
  readonly change: string;
  /** Why nothing can notice it. */
  readonly reason: string;
}

/** All of them that the runs so far have found. */
export const EQUIVALENT: readonly Equivalent[] = [
  {
    file: "src/formats/yaml/scanner.ts",
    line: "if (!this.#hasMarks) return column;",
    change: "!this.#hasMarks → !(!this.#hasMarks)",
    reason: "byte order marks are only in scalars, and what follows a scalar on its line does not depend on the column",
  },
  {
    file: "src/text/redact.ts",
    line:
      'while (at >= 0 && DIGEST.test(text.slice(at, at + MAX_DIGEST))) at = at === 0 ? -1 : text.lastIndexOf("@", at - 1);',
    change: ">= → >",
    reason: "nothing precedes an @ at the start, so there is nothing to mask before it",
  },
  {
    file: "src/oci/reference_match.ts",
    line: 'if (afterStar < 0 || starEnd >= chars.length || chars[starEnd] === "/") return false;',
    change: "0 → (0 + 1)",
    reason: "it is the step after a star, and so at least 1, or -1",
  },
  {
    file: "src/flytekit/context/diagnose_gzip.ts",
    line: "if (flags & FLAGS.extra) at += 2 + ((bytes[at] ?? 0) | (bytes[at + 1] ?? 0) << 8);",
    change: "0 → (0 + 1)",
    reason: "where the bytes of the length are missing, either sum lies past the end",
  },
  {
    file: "src/files/hash_files.ts",
    line: "if (filled + 3 * name.length > buffer.length) flush();",
    change: "> → >=",
    reason: "the buffer is flushed before it must be; what is hashed is the same",
  },
  {
    file: "src/runtime/gzip.ts",
    line: "const chunkSize = Math.max(64, Math.min(statedLength(bytes) + 1, 1 << 20));",
    change: "64 → (64 + 1)",
    reason: "zlib adds chunks as it needs them; the size of the first one only saves time",
  },
  {
    file: "src/runtime/gzip.ts",
    line: "const MAX_OUTPUT = 2 ** 31 - 1;",
    change: "2 → (2 + 1)",
    reason: "zlib accepts both here, and no output becomes that long, since it would have to become a string",
  },
  {
    file: "src/formats/yaml/positions.ts",
    line: "for (let at = from; at < text.length; at++) {",
    change: "< → <=",
    reason: "there is no character at the end of a string, and so no line break",
  },
  {
    file: "src/diagnostics/cursor.ts",
    line: "for (let at = index - 1; at >= 0 && level > 0; at--) {",
    change: "> → >=",
    reason: "no line has less indentation than 0, so those above are skipped one by one",
  },
  {
    file: "src/formats/yaml/nodes.ts",
    line: "for (let moved = node + 1; moved < this.count; moved++) {",
    change: "1 → (1 + 1)",
    reason: "an alias refers to an earlier node, so the first node that moves refers to none of those that move",
  },
  {
    file: "src/formats/yaml/nodes.ts",
    line: "const WIDTH = 5;",
    change: "5 → (5 + 1)",
    reason: "each node has a cell that is not used",
  },
  {
    file: "src/formats/yaml/scalar.ts",
    line: "const MAX_PIECES = 4096;",
    change: "4096 → (4096 + 1)",
    reason: "the pieces of a string are joined a little later; the string is the same",
  },
  {
    file: "src/oci/transport.ts",
    line: "if (length + value.length > bytes.length) {",
    change: "> → >=",
    reason: "a buffer that is exactly full grows before it must; what is read is the same",
  },
];
