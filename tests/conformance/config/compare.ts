/**
 * Compares what this library and flytekit make of a case.
 *
 * @module
 */
import type { ConfigCase, ConfigResult, ReadOutcome } from "./case.ts";
import { knownDifference } from "./known_differences.ts";
import { read } from "./outcome.ts";

/** Something that is not as it must be. */
export interface Mismatch {
  /** What was compared, such as `flytekit config` or `strict local_config`. */
  readonly what: string;
  /** What this library gives. */
  readonly here: unknown;
  /** What flytekit gives. */
  readonly there: unknown;
}

const READERS = ["config", "image_config", "local_config", "task_config"] as const;

/**
 * Mode `flytekit` must give what flytekit gives, and refuse what it refuses. Mode `strict` must, too, unless it refuses
 * something or an entry of `issues` mentions it.
 */
export async function compareCase(given: ConfigCase, expected: ConfigResult): Promise<readonly Mismatch[]> {
  const [exact, strict] = [await read(given, "flytekit"), await read(given, "strict")];
  return READERS.flatMap((reader) => {
    const mismatches: Mismatch[] = [];
    const there = expected[reader];
    if (!isSame(exact[reader].outcome, there) && !isKnown(given, exact[reader].outcome, there)) {
      mismatches.push({ what: `flytekit ${reader}`, here: exact[reader].outcome, there });
    }
    const { outcome, issues } = strict[reader];
    const told = "error" in outcome || issues.length > 0;
    if (!told && !isSame(outcome, there)) mismatches.push({ what: `strict ${reader}`, here: outcome, there });
    return mismatches;
  });
}

/** Only whether a file is refused may differ, never what is read. */
function isKnown(given: ConfigCase, here: ReadOutcome, there: ReadOutcome): boolean {
  return "error" in here !== "error" in there && knownDifference(given, here) !== undefined;
}

/** Whether both refuse, or both read the same. */
export function isSame(here: ReadOutcome, there: ReadOutcome): boolean {
  if ("error" in here || "error" in there) return "error" in here && "error" in there;
  return text(here.ok) === text(there.ok);
}

/** The order of a dataclass's fields means nothing, and this library has no tuples: it gives lists. */
function text(value: unknown): string {
  return JSON.stringify(value, (_, item) => {
    if (typeof item !== "object" || item === null || Array.isArray(item)) return item;
    if ("$tuple" in item) return item.$tuple;
    return Object.fromEntries(Object.entries(item).toSorted(([one], [other]) => one < other ? -1 : 1));
  });
}
