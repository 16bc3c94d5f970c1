import assert from "node:assert/strict";
import fc from "fast-check";
import { type LayerList, layersOf } from "../../../src/flyte2/image/layer_list.ts";
import { Image, layerOf } from "../../../v2.ts";
import { runs } from "../../_support/effort.ts";

const layer = (index: number) => layerOf("WorkDir", { workdir: `/${index}` });

Deno.test("a list has the layers of the list before it and one more, whichever list is read first", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ onto: fc.nat(), isRead: fc.boolean() }), { maxLength: 40 }), (steps) => {
      const lists: LayerList[] = [{ items: [layer(0)] }];
      const expected = [[layer(0)]];
      for (const [index, { onto, isRead }] of steps.entries()) {
        const before = onto % lists.length;
        lists.push({ items: undefined, before: lists[before]!, last: layer(index + 1) });
        expected.push([...expected[before]!, layer(index + 1)]);
        if (isRead) assert.deepEqual(layersOf(lists.at(-1)!), expected.at(-1));
      }
      for (const [index, list] of lists.entries()) {
        assert.deepEqual(layersOf(list), expected[index]);
        assert.equal(layersOf(list), layersOf(list));
      }
    }),
    { numRuns: runs(100, 1000) },
  );
});

Deno.test("the layers of an image are a frozen list of its own, like its other fields", () => {
  const base = Image.fromBase("debian:12").clone({ name: "app", extendable: true }).withWorkdir("/a");
  const [one, other] = [base.withWorkdir("/b"), base.withWorkdir("/c")];
  const workdirs = (image: Image) => image.layers.map((each) => "workdir" in each ? each.workdir : "");
  assert.deepEqual([workdirs(one), workdirs(other), workdirs(base)], [["/a", "/b"], ["/a", "/c"], ["/a"]]);
  for (const image of [base, one]) {
    assert.ok(Object.isFrozen(image) && Object.isFrozen(image.layers) && image.layers === image.layers);
    assert.deepEqual(Object.keys(image).slice(-3), ["layers", "tag", "imageRegistrySecret"]);
    assert.equal({ ...image }.layers, image.layers);
    assert.throws(() => Object.assign(image, { layers: [] }), TypeError);
  }
});
