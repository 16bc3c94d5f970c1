/**
 * Measures how the time of a call grows with its input.
 *
 * @module
 */
import assert from "node:assert/strict";
import process from "node:process";

/** Milliseconds below which a difference says nothing: some systems count in steps of ten. */
export const NOISE = 60;

/** Attempts before a call counts as slow: a machine that is busy with other things is slow only at times. */
const ATTEMPTS = 6;

/** Fails where four times the input takes much more than four times the time; quadratic work takes sixteen times. */
export function assertLinear(work: (size: number) => unknown, size: number, message: string): void {
  let [one, four] = [Infinity, Infinity];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    one = Math.min(one, timed(() => work(size)));
    four = Math.min(four, timed(() => work(4 * size)));
    if (attempt > 0 && four < 9 * one + NOISE) return;
  }
  assert.fail(`${message}: ${one} ms, and ${four} ms for four times as much`);
}

/** Milliseconds that a call computes for: not those in which other programs and tests have the processor. */
export function timed(work: () => unknown): number {
  const start = computed();
  work();
  return computed() - start;
}

function computed(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
