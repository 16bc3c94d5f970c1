/**
 * Tries many inputs that a seed determines.
 *
 * @module
 */
import assert from "node:assert/strict";
import { FlyteConfigError } from "../../mod.ts";
import { type Random, seeded } from "./mutations.ts";

/** A generous guard against input that takes quadratic time or worse. */
const MOST_MILLISECONDS = 1000;

/** Runs many inputs, each of which may give a value or fail with our error. */
export async function fuzz(
  seed: number,
  count: number,
  run: (random: Random) => unknown,
): Promise<{ values: number; errors: number }> {
  const [random, tally] = [seeded(seed), { values: 0, errors: 0 }];
  for (let index = 0; index < count; index++) {
    const start = performance.now();
    try {
      await run(random);
      tally.values++;
    } catch (error) {
      if (!(error instanceof FlyteConfigError)) throw new Error(`seed ${seed}, input ${index}`, { cause: error });
      tally.errors++;
    }
    const milliseconds = performance.now() - start;
    assert.ok(milliseconds < MOST_MILLISECONDS, `seed ${seed}, input ${index}: ${milliseconds} ms`);
  }
  return tally;
}
