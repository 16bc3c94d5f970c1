import assert from "node:assert/strict";
import { LruMap } from "../../src/oci/lru_map.ts";

Deno.test("the least recently used entries are dropped", () => {
  const map = new LruMap<number>(2);
  map.set("a", 1);
  map.set("b", 2);
  assert.equal(map.get("a"), 1);
  map.set("c", 3);
  assert.deepEqual(["a", "b", "c"].map((key) => map.get(key)), [1, undefined, 3]);
  map.remove("c", 4);
  map.remove("a", 1);
  assert.deepEqual(["a", "c"].map((key) => map.get(key)), [undefined, 3]);
});
