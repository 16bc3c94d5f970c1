import assert from "node:assert/strict";
import * as building from "../../../src/flyte2/image/building.ts";
import * as naming from "../../../src/flyte2/image/mod.ts";
import { FlyteConfigError, Image } from "../../../v2.ts";

type Call = (...given: readonly unknown[]) => unknown;

/** Values of all types, and objects that are almost valid arguments. */
const VALUES: readonly unknown[] = [
  ...[undefined, null, true, 0, NaN, 1n, "", "x.txt", Symbol("s"), [], ["a"], [1], [null], {}, { a: 1 }],
  ...[() => 1, new Date(0), new Map(), /x/, Object.create(null), { layers: null }, { layers: [null], isCloned: true }],
  ...[{ layers: [{ type: "PipPackages" }], baseImage: "x" }, { distDir: 1 }, { secretMounts: [{}] }, { image: null }],
  ...[{ image: { imageRefs: null } }, { findImage: 1 }, { name: "a", text: 1 }, { host: {} }, {
    builder: { build: 1 },
  }],
  ...[{ client: { exists: 1 } }, { key: "a", mount: 1 }, { platform: [1] }, { pythonVersion: ["a", "b"] }],
  ...[{ addlLayer: {} }, { addlLayer: { type: "Env" } }, { dst: 1 }, { layers: [], isCloned: 1 }],
];

const v2 = { ...naming, ...building, Image };
const image = v2.Image.fromBase("debian:12").clone({ name: "app", extendable: true });

/** Every function and method for images, by name. */
function calls(): ReadonlyMap<string, Call> {
  const found = new Map<string, Call>();
  const add = (owner: object, of: string, target: object) => {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(owner))) {
      if (typeof value !== "function" || name === "constructor" || /^[A-Z]/.test(name) || found.has(of + name)) {
        continue;
      }
      found.set(of + name, (...given) => Reflect.apply(value, target, given));
    }
  };
  add(v2.Image, "Image.", v2.Image);
  add(naming.Image, "Image of ./v2/image.", naming.Image);
  for (let owner = v2.Image.prototype as object; owner !== Object.prototype; owner = Object.getPrototypeOf(owner)) {
    add(owner, "image.", image);
  }
  add(v2, "", v2);
  found.set("new Secret", (...given) => Reflect.construct(v2.Secret, given));
  return found;
}

Deno.test("every function throws a FlyteConfigError for any arguments", async () => {
  const names: string[] = [];
  for (const [name, call] of calls()) {
    names.push(name);
    for (const value of VALUES) {
      for (const given of [[value], ["a.txt", value], [image, value], [image, image, value]]) {
        try {
          await call(...given);
        } catch (error) {
          const shown = `${name}(${given.map((one) => Deno.inspect(one).slice(0, 60)).join(", ")})`;
          assert.ok(error instanceof FlyteConfigError, `${shown}: ${error}`);
          assert.notEqual(error.code, "host_failed", shown);
        }
      }
    }
  }
  for (
    const name of [
      "Image.fromUvScript",
      "image.withLocalV2",
      "image.existence",
      "image.uri",
      "build",
      "explainHash",
      "layerOf",
    ]
  ) {
    assert.ok(names.includes(name), name);
  }
});
