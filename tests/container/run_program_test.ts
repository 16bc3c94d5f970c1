import assert from "node:assert/strict";
import { LineSplitter } from "../../src/container/run_program.ts";

const UTF8 = new TextEncoder();

function linesOf(...pieces: readonly (string | Uint8Array)[]): string[] {
  const lines: string[] = [];
  const splitter = new LineSplitter((line) => lines.push(line));
  for (const piece of pieces) splitter.take(typeof piece === "string" ? UTF8.encode(piece) : piece);
  splitter.end();
  return lines;
}

Deno.test("lines end with a line feed, a carriage return or both, wherever the chunks end", () => {
  const text = "one\r\ntwo\n\nthré\u{1F680}e\rfour\r\r\nfive\n\rend";
  const expected = ["one", "two", "", "thré\u{1F680}e", "four", "", "five", "", "end"];
  assert.deepEqual(linesOf(text), expected);
  assert.deepEqual(linesOf(...Array.from(UTF8.encode(text), (byte) => Uint8Array.of(byte))), expected);
  assert.deepEqual(linesOf("a\r", "", "\n", "b\r\n"), ["a", "b"]);
  assert.deepEqual(linesOf(), []);
});

Deno.test("only whole words of a long line are passed on", () => {
  const [line, next] = linesOf(`${"word ".repeat(3000)}https://me:${"x".repeat(20_000)}@host/\nnext`);
  assert.equal(line, `${"word ".repeat(3000)}… (20017 more characters)`);
  assert.equal(next, "next");
  assert.deepEqual(linesOf("x".repeat(100_000)), ["… (100000 more characters)"]);
  assert.deepEqual(linesOf("x".repeat(16 * 1024)), ["x".repeat(16 * 1024)]);
});

Deno.test("a line without an end takes linear time", () => {
  // If each piece had all before it copied, that were half a terabyte.
  const piece = UTF8.encode("x".repeat(1000));
  assert.deepEqual(linesOf(...Array<Uint8Array>(32_000).fill(piece)), ["… (32000000 more characters)"]);
});
