import assert from "node:assert/strict";
import { BOOLEAN, checkArgument, checkOptions, either, LIMIT, listOf, recordOf, STRING } from "../src/arguments.ts";
import { FlyteConfigError } from "../src/errors.ts";
import { Image, memoryHost, parseIni, parseYaml, SerializationSettings } from "../mod.ts";
import { errorOf } from "./_support/support.ts";

interface Options {
  readonly endpoint?: string | undefined;
  readonly insecure?: boolean | undefined;
}

const CHECKS = { endpoint: STRING, insecure: BOOLEAN };

function messageOf(call: () => void, code: string): string {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof FlyteConfigError);
    assert.equal(error.code, code);
    return error.message;
  }
  assert.fail("nothing was thrown");
}

Deno.test("options that are allowed pass, undefined among them", () => {
  checkOptions<Options>("f", { endpoint: "x", insecure: undefined }, CHECKS);
  checkOptions<Options>("f", Object.create(null), CHECKS);
});

Deno.test("an unknown option is refused with the nearest name, and names of Object.prototype are unknown", () => {
  const message = messageOf(() => checkOptions<Options>("f", { enpoint: "x" }, CHECKS), "invalid_option");
  assert.equal(message, 'f: unknown option "enpoint"; did you mean "endpoint"?');
  messageOf(() => checkOptions<Options>("f", { toString: "x" }, CHECKS), "invalid_option");
});

Deno.test("a wrong value is described by its type, never shown", () => {
  const message = messageOf(() => checkOptions<Options>("f", { insecure: "hunter2" }, CHECKS), "invalid_option");
  assert.equal(message, "f: option insecure must be true or false, found a string");
});

Deno.test("options that are not an object are refused with the right call", () => {
  for (const [value, name] of [["x", "a string"], [null, "null"], [[1], "a list"], [1, "a number"]] as const) {
    const message = messageOf(() => checkOptions<Options>("f", value, CHECKS, "f({ endpoint })"), "invalid_option");
    assert.equal(message, `f: options must be an object, found ${name}; write f({ endpoint })`);
  }
});

Deno.test("a positional argument is checked by name", () => {
  checkArgument("f", "names", ["a"], listOf(STRING));
  const message = messageOf(
    () => checkArgument("f", "names", ["a", 1], listOf(STRING), "f(names)"),
    "invalid_argument",
  );
  assert.equal(message, "f: names must be a list of strings, found a list whose item 2 is a number; write f(names)");
  assert.match(
    messageOf(() => checkArgument("f", "at", new Date(), STRING), "invalid_argument"),
    /found an instance of Date$/,
  );
});

Deno.test("lists with holes, and records, are checked item by item", () => {
  messageOf(() => checkArgument("f", "x", [, "a"], listOf(STRING)), "invalid_argument");
  messageOf(() => checkArgument("f", "x", { a: 1 }, recordOf(STRING)), "invalid_argument");
  checkArgument("f", "x", { a: 1 }, either(STRING, recordOf({ expected: "1", accepts: (value) => value === 1 })));
});

Deno.test("errors of getters and proxies become typed errors", () => {
  const thrower = () => {
    throw new TypeError("hunter2");
  };
  const hostile = [
    Object.defineProperty({}, "endpoint", { enumerable: true, get: thrower }),
    new Proxy({}, { ownKeys: thrower }),
    new Proxy({ endpoint: "x" }, { getOwnPropertyDescriptor: thrower }),
  ];
  for (const value of hostile) {
    const message = messageOf(() => checkOptions<Options>("f", value, CHECKS), "invalid_option");
    assert.equal(message, "f: an argument cannot be read");
    messageOf(() => checkArgument("f", "x", value, recordOf(STRING)), "invalid_argument");
  }
});

Deno.test("limits are positive integers or Infinity, in all functions that have one", async () => {
  for (const limit of [1, 2 ** 40, Infinity]) assert.ok(LIMIT.accepts(limit));
  for (const limit of [0, -1, 0.5, 1.5, NaN, -Infinity, "1", 1n, null]) assert.ok(!LIMIT.accepts(limit), String(limit));
  const options = { maxBytes: 0 };
  const host = memoryHost({ files: { a: "" } });
  const calls: readonly (() => unknown)[] = [
    () => parseYaml("a: 1", options),
    () => parseIni("[a]\nb = 1", options),
    () => Image.fromJsonString("{}", options),
    () => Image.fromJsonString("{}", { maxValues: 0 }),
    () => SerializationSettings.fromTransport("H4sI", options),
    () => host.readFile("a", options),
    () => host.readTextFile("a", options),
    () => host.run(["a"], { maxOutput: 0 }),
  ];
  for (const call of calls) {
    const { code, message } = await errorOf(call);
    assert.equal(code, "invalid_option", String(call));
    assert.match(message, /option max\w+ must be a positive integer, or Infinity, found 0$/);
  }
});
