import assert from "node:assert/strict";
import { backoff, isTransient, retryAfter } from "../../src/oci/transport.ts";

Deno.test("Retry-After is a number of seconds or a date", () => {
  const now = Date.UTC(2026, 0, 1);
  const cases: readonly (readonly [string | null, number | undefined])[] = [
    ["120", 120_000],
    [" 0 ", 0],
    ["Thu, 01 Jan 2026 00:00:30 GMT", 30_000],
    ["Wed, 31 Dec 2025 00:00:30 GMT", 0],
    ["Thursday, 01-Jan-26 00:01:00 GMT", 60_000],
    [null, undefined],
    ["", undefined],
    ["-1", undefined],
    ["1.5", undefined],
    ["2027", 2_027_000],
    ["2026-01-01T00:00:30Z", undefined],
    ["Soon, very soon GMT", undefined],
    ["9".repeat(400), undefined],
  ];
  for (const [header, expected] of cases) assert.equal(retryAfter(header, now), expected, String(header));
});

Deno.test("delays grow, vary and are bounded", () => {
  const policy = { retries: 9, backoffMs: 100, maxWaitMs: 1000 };
  for (
    const [attempts, least, most] of [[1, 50, 150], [2, 100, 300], [3, 200, 600], [9, 1000, 1000], [
      5000,
      1000,
      1000,
    ]] as const
  ) {
    const waits = Array.from({ length: 50 }, () => backoff(attempts, policy));
    assert.ok(waits.every((time) => time >= least && time <= most), `${waits}`);
    assert.ok(least === most || new Set(waits).size > 1);
  }
  assert.equal(backoff(3, { ...policy, backoffMs: 0 }), 0);
});

Deno.test("requests are repeated for the statuses after which they may succeed", () => {
  const statuses = Array.from({ length: 400 }, (_, index) => 200 + index);
  assert.deepEqual(statuses.filter(isTransient), [408, 429, 500, 502, 503, 504]);
});
