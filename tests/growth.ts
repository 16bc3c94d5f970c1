/**
 * Measures how the time of a call grows with its input.
 *
 * @module
 */
import assert from "node:assert/strict";

/** Milliseconds below which a difference says nothing. */
const NOISE = 25;

/** Fails where four times the input takes much more than four times the time; quadratic work takes sixteen times. */
export function assertLinear(work: (size: number) => unknown, size: number, message: string): void {
  const [one, four] = [fastest(() => work(size)), fastest(() => work(4 * size))];
  assert.ok(four < 9 * one + NOISE, `${message}: ${one} ms, and ${four} ms for four times as much`);
}

function fastest(work: () => unknown): number {
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}
