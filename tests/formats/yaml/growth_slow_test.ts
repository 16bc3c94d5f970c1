import assert from "node:assert/strict";
import { FlyteConfigError } from "../../../src/errors.ts";
import { parseYaml } from "../../../src/formats/yaml/mod.ts";
import { NOISE, timed } from "../../_support/growth.ts";

/** Strings of some length that are parsed. */
const GROWING: Readonly<Record<string, (length: number) => string>> = {
  "a configuration": (length) =>
    lines(length / 60, (at) => `s${at}:\n  endpoint: dns:///x\n  scopes: [a, b]\n  # c\n  on: yes`),
  "a plain scalar": (length) => `a:\n${" b c\n".repeat(length / 5)}`,
  "a quoted scalar": (length) => `a: "${"b\\n".repeat(length / 3)}"`,
  "a literal text": (length) => `a: |\n${"  b\n".repeat(length / 4)}`,
  "a wide list": (length) => `[${"1,".repeat(length / 2)}]`,
  "a wide mapping": (length) => lines(length / 10, (at) => `k${at}: 1`),
  "deep lists": (length) => `- ${"[".repeat(300)}${"]".repeat(300)}\n`.repeat(length / 603),
  "comments": (length) => "# b\n".repeat(length / 4),
  "one key": (length) => `{${"a,".repeat(length / 2)}}`,
  "faults": (length) => `a: [${"b\n".repeat(length / 2)}`,
};

/** How many short strings have the length of a long one. */
const TIMES = 16;

for (const [name, text] of Object.entries(GROWING)) {
  Deno.test(`${name}: the time is linear in the length`, () => {
    const [short, long] = [text(50_000), text(50_000 * TIMES)];
    parse(short);
    const often = bestTime(() => {
      for (let time = 0; time < TIMES; time++) parse(short);
    });
    const once = bestTime(() => parse(long));
    // Quadratic time would be 16 times as much.
    assert.ok(once < 8 * often + NOISE, `${once} ms, and ${often} ms for as much in ${TIMES} strings`);
  });
}

function bestTime(work: () => void): number {
  return Math.min(...[0, 1, 2, 3].map(() => timed(work)));
}

function parse(text: string): void {
  try {
    parseYaml(text);
  } catch (error) {
    assert.equal(errorCode(error), "yaml_syntax");
  }
}

function errorCode(error: unknown): string | undefined {
  return error instanceof FlyteConfigError ? error.code : undefined;
}

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join("\n");
}
