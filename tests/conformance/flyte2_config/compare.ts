/**
 * Compares what this library and flyte 2 make of a case.
 *
 * @module
 */
import type { ConfigCase, ReadOutcome } from "../config/case.ts";
import { isSame, type Mismatch } from "../config/compare.ts";
import { type FlyteResult, read, READERS } from "./outcome.ts";
import { isKnown } from "./known_differences.ts";

/**
 * Mode `flyte` must give what flyte gives, and refuse what it refuses. Mode `strict` must, too, unless it refuses
 * something or an issue says that flyte reads something else.
 */
export async function compareCase(given: ConfigCase, expected: FlyteResult): Promise<readonly Mismatch[]> {
  const [exact, strict] = [await read(given, "flyte"), await read(given, "strict")];
  return READERS.flatMap((reader) => {
    const mismatches: Mismatch[] = [];
    const there: ReadOutcome = expected[reader];
    const { outcome: here } = exact[reader];
    if (!isSame(here, there) && !isKnown(given, here, there)) mismatches.push({ what: `flyte ${reader}`, here, there });
    const { outcome, issues } = strict[reader];
    const isTold = "error" in outcome || issues.some(({ code }) => code === "differs_from_python");
    if (!isTold && !isSame(outcome, there)) mismatches.push({ what: `strict ${reader}`, here: outcome, there });
    return mismatches;
  });
}
