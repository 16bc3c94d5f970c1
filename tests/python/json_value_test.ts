import assert from "node:assert/strict";
import fc from "fast-check";
import { isIndexKey, orderedKeys, orderedObject } from "../../src/python/json_value.ts";

Deno.test("an index key is what JavaScript moves to the front of an object", () => {
  const keys = fc.oneof(
    fc.nat().map(String),
    fc.constantFrom("0", "00", "-0", "-1", "1.5", "1e3", "", "4294967294", "4294967295", "4294967296", "99999999999"),
    fc.string({ maxLength: 3 }),
  );
  fc.assert(fc.property(keys, (key) => {
    if (key === "a" || key === "__proto__") return;
    assert.equal(isIndexKey(key), Object.keys({ a: 1, [key]: 2 })[0] === key, key);
  }));
});

Deno.test("an ordered object lists its keys as a Python dict does", () => {
  const keys = fc.oneof(fc.nat({ max: 20 }).map(String), fc.constantFrom("a", "b", "__proto__", "constructor", ""));
  fc.assert(
    fc.property(fc.array(fc.tuple(keys, fc.nat())), fc.constantFrom(null, Object.prototype), (entries, proto) => {
      const dict = new Map(entries);
      const object = orderedObject(entries, proto);
      assert.deepEqual(orderedKeys(object), [...dict.keys()]);
      for (const [key, value] of dict) assert.equal(Object.getOwnPropertyDescriptor(object, key)?.value, value);
      assert.equal(Object.getPrototypeOf(object), proto);
      assert.deepEqual(Object.keys(object).toSorted(), [...dict.keys()].toSorted());
    }),
  );
});
