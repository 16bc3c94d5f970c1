/**
 * Whether both sides make the same of a case.
 *
 * @module
 */
import { corresponds, type Stage } from "./errors.ts";
import { differenceOf } from "./known_differences.ts";
import {
  type ImageOutcome,
  type ImageResult,
  isError,
  type OurError,
  type PythonError,
  type SecretOutcome,
  type SecretResult,
} from "./outcome.ts";

/** What two outcomes have in common. */
export interface Comparison {
  /** What happened, for the tally. */
  readonly kinds: readonly string[];
  /** What is not the same and no known difference. */
  readonly problems: readonly string[];
}

/** Compares what both sides make of the same calls. */
export function compareImages(ours: ImageOutcome, theirs: ImageResult): Comparison {
  if ("code" in ours || "error" in theirs) {
    return atStage("describe", "code" in ours ? ours : null, "error" in theirs ? theirs : null);
  }
  const problems = differing("image", ours.image, theirs.image);
  const uri = atStage("uri", ours.uri, theirs.uri);
  const validate = atStage("validate", ours.validate, theirs.validate);
  const reread = differing("reread", withoutMessage(ours.reread), withoutMessage(ours.uri));
  return {
    kinds: [...uri.kinds, ...validate.kinds],
    problems: [...problems, ...uri.problems, ...validate.problems, ...reread],
  };
}

/** Compares what both sides make of the same secret. */
export function compareSecrets(ours: SecretOutcome, theirs: SecretResult): Comparison {
  if ("code" in ours || "error" in theirs) {
    return atStage("describe", "code" in ours ? ours : null, "error" in theirs ? theirs : null);
  }
  return { kinds: ["secret"], problems: differing("secret", ours, theirs) };
}

/** Compares two results of a step, either of which may be an error. */
export function atStage(
  stage: Stage,
  ours: string | null | OurError,
  theirs: string | null | PythonError,
): Comparison {
  const problems = disagreement(stage, ours, theirs);
  const difference = problems.length === 0 ? undefined : differenceOf(stage, ours, theirs);
  if (difference !== undefined) return { kinds: [`${stage}: known, ${difference}`], problems: [] };
  return { kinds: [`${stage}: ${isError(ours) ? codeOf(ours) : "fine"}`], problems };
}

function disagreement(
  stage: Stage,
  ours: string | null | OurError,
  theirs: string | null | PythonError,
): readonly string[] {
  if (!isError(ours) || !isError(theirs)) return differing(stage, ours, theirs);
  const agree = "code" in ours && "error" in theirs && corresponds(stage, ours.code, theirs.error);
  return agree ? [] : [`${stage}: refused as ${JSON.stringify(ours)} and ${JSON.stringify(theirs)}`];
}

function codeOf(error: OurError | PythonError): string {
  return "code" in error ? error.code : error.error;
}

function withoutMessage(value: string | OurError): string {
  return typeof value === "string" ? value : value.code;
}

function differing(what: string, ours: unknown, theirs: unknown): readonly string[] {
  const [here, there] = [JSON.stringify(ours), JSON.stringify(theirs)];
  return here === there ? [] : [`${what}: ${here} here, ${there} there`];
}
