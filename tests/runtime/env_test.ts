import assert from "node:assert/strict";
import { FlyteConfigError, type Host, memoryHost } from "../../mod.ts";
import { hostEnv, recordEnv } from "../../src/runtime/env.ts";
import { thrownBy } from "../_support/support.ts";

/** A host that records which variables are read, and denies access to some of them. */
function watched(env: Record<string, string>, refused: readonly string[] = []): { host: Host; asked: string[] } {
  const asked: string[] = [];
  const host = memoryHost({ env, name: "Deno" });
  return {
    asked,
    host: {
      ...host,
      env: (name) => {
        asked.push(name);
        if (refused.includes(name)) throw new FlyteConfigError("permission_denied", `no ${name}`);
        return host.env(name);
      },
      envNames: () => assert.fail("names are not listed"),
    },
  };
}

Deno.test("env: a record has only its own properties as variables", () => {
  const read = recordEnv({ A: "a", EMPTY: "", NONE: undefined });
  assert.deepEqual(["A", "EMPTY", "NONE", "B"].map(read), ["a", "", undefined, undefined]);
  for (const name of ["__proto__", "constructor", "toString"]) assert.equal(read(name), undefined, name);
  assert.equal(recordEnv(JSON.parse('{"__proto__": "a"}'))("__proto__"), "a");
});

Deno.test("env: the named variables are read once, others on demand", () => {
  const { host, asked } = watched({ A: "a", C: "c" });
  const read = hostEnv(host, ["A", "B"]);
  assert.deepEqual(asked, ["A", "B"]);
  assert.deepEqual(["A", "A", "B"].map(read), ["a", "a", undefined]);
  assert.deepEqual(asked, ["A", "B"]);
  assert.equal(read("C"), "c");
  assert.deepEqual(asked, ["A", "B", "C"]);
});

Deno.test("env: one error lists all variables that are denied", () => {
  const { host, asked } = watched({ A: "a" }, ["B", "D"]);
  const error = thrownBy(() => hostEnv(host, ["A", "B", "C", "D"]));
  assert.equal(error.code, "permission_denied");
  assert.match(error.message, /^Deno .* 2 .*--allow-env=B,D,/);
  assert.ok(!error.message.includes("=A"));
  assert.equal((error.cause as Error).message, "no B");
  assert.deepEqual(asked, ["A", "B", "C", "D"]);
});

Deno.test("env: other errors are not treated as denied permissions", () => {
  const host: Host = {
    ...memoryHost(),
    env: () => {
      throw new TypeError("odd");
    },
  };
  assert.throws(() => hostEnv(host, ["A"]), TypeError);
});
