import assert from "node:assert/strict";
import { builtinModule } from "../../src/runtime/node_builtins.ts";
import { withoutNativeModules } from "../_support/without_native.ts";

Deno.test("native modules are found without importing them", () => {
  assert.equal(typeof builtinModule<{ gunzipSync: unknown }>("node:zlib")?.gunzipSync, "function");
});

Deno.test("native modules are missing without process, or with an old one", () => {
  withoutNativeModules(() => assert.equal(builtinModule("node:zlib"), undefined));
  const before = Object.getOwnPropertyDescriptor(globalThis, "process")!;
  Object.defineProperty(globalThis, "process", { value: { env: {} }, configurable: true });
  try {
    assert.equal(builtinModule("node:zlib"), undefined);
  } finally {
    Object.defineProperty(globalThis, "process", before);
  }
});
