/**
 * Matches references against shell patterns.
 *
 * @module
 */

import { checkArgument, STRING } from "../arguments.ts";
import { FlyteConfigError } from "../errors.ts";
import { formatReference, trimNamed } from "./reference.ts";
import { quote } from "./reference_errors.ts";
import type { DigestReference, Reference } from "./reference_grammar.ts";

/** One step of a pattern: a star, or a check of one character. */
type Step = "*" | ((char: string) => boolean);

/**
 * Checks whether the short form of a reference, with or without its tag and digest, matches a shell pattern as a whole:
 * `*` matches any characters except `/`, `?` one character except `/`, `[a-z]` and `[^a-z]` one character of a class or
 * outside of it, and a backslash escapes the next character. It is Go's `FamiliarMatch`, with the patterns of
 * `path.Match`; as there, a star is never reconsidered once the next one is reached.
 *
 * The time is at most proportional to the length of the pattern plus the square of that of the reference.
 *
 * @param pattern – The pattern.
 * @param reference – The reference.
 * @returns Whether it matches.
 * @throws {FlyteConfigError} `invalid_argument` – when an argument has a wrong type.
 * @throws {FlyteConfigError} `reference_invalid_format` – when the pattern is malformed.
 *
 * @example
 * ```ts
 * import { matchReference, parseReference } from "@flyte-ts/config/image";
 *
 * const image = parseReference("ghcr.io/acme/app:v1");
 * console.log(matchReference("ghcr.io/acme/*", image)); // true
 * console.log(matchReference("ghcr.io/*", image)); // false
 * ```
 */
export function matchReference(pattern: string, reference: Reference | DigestReference): boolean {
  checkArgument("matchReference", "pattern", pattern, STRING, "matchReference(pattern, reference)");
  const steps = readPattern(pattern);
  if (matchSteps(steps, formatReference(reference, { familiar: true }))) return true;
  return reference.path !== undefined && matchSteps(steps, formatReference(trimNamed(reference), { familiar: true }));
}

/** Parses a whole pattern, so that a malformed one is reported whatever it is matched with. */
function readPattern(pattern: string): readonly Step[] {
  const chars = Array.from(pattern);
  const steps: Step[] = [];
  let next = 0;

  function takeLiteral(forbidden: string): string {
    const first = chars[next++];
    const char = first === "\\" ? chars[next++] : first;
    if (first !== undefined && char !== undefined && !forbidden.includes(first)) return char;
    const problem =
      "a class must be closed and not empty, a range needs two ends, and a backslash a character after it";
    throw new FlyteConfigError("reference_invalid_format", `Malformed pattern ${quote(pattern)}: ${problem}.`);
  }

  function takeClass(): Step {
    const negated = chars[next] === "^";
    if (negated) next++;
    const ranges: [low: string, high: string][] = [];
    while (ranges.length === 0 || chars[next] !== "]") {
      const low = takeLiteral("-]");
      const isRange = chars[next] === "-";
      if (isRange) next++;
      ranges.push([low, isRange ? takeLiteral("-]") : low]);
    }
    next++;
    return (char) => ranges.some(([low, high]) => low <= char && char <= high) !== negated;
  }

  while (next < chars.length) {
    const char = chars[next];
    if (char === "*" || char === "?" || char === "[") next++;
    if (char === "*") steps.push(char);
    else if (char === "?") steps.push((other) => other !== "/");
    else if (char === "[") steps.push(takeClass());
    else {
      const literal = takeLiteral("");
      steps.push((other) => other === literal);
    }
  }
  return steps;
}

/** Checks whether steps match a string as a whole. On a mismatch, only the last star is extended by one character. */
function matchSteps(steps: readonly Step[], text: string): boolean {
  const chars = Array.from(text);
  let step = 0;
  let position = 0;
  let afterStar = -1;
  let starEnd = 0;
  while (step < steps.length || position < chars.length) {
    const test = steps[step];
    const char = chars[position];
    if (test === "*") {
      afterStar = ++step;
      starEnd = position;
    } else if (test !== undefined && char !== undefined && test(char)) {
      step++;
      position++;
    } else {
      if (afterStar < 0 || starEnd >= chars.length || chars[starEnd] === "/") return false;
      position = ++starEnd;
      step = afterStar;
    }
  }
  return true;
}
