/**
 * Strings that YAML may take for something else.
 *
 * @module
 */
import fc from "fast-check";

const WORDS =
  "yes no on off y n true null ~ 1:30 2001-01-01 0o17 017 0x1f 1e3 1.0e+3 .5 .inf .nan 12 -1 = << - ? : # & * ! | > % @ ` --- ..."
    .split(" ");
const PIECES = [
  ..."'\"\\#:-?,[]{}&*!|>%@` \t\n\r\0\x07\x7f\x85\xa0\u2028\u2029\ufeff\ufffe\uffffaé",
  ": ",
  " #",
  "\u{1f600}",
  "/",
];

/** Without halves of surrogate pairs, which no writer of this library writes. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.array(fc.constantFrom(...PIECES, ...WORDS), { maxLength: 6 }).map((pieces) => pieces.join("")),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(..."abz.-_/:09"), maxLength: 12 }),
);
