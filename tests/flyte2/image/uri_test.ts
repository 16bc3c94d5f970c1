import assert from "node:assert/strict";
import fc from "fast-check";
import { Image, memoryHost, Secret } from "../../../v2.ts";
import { runs } from "../../_support/effort.ts";
import { errorOf } from "../../_support/support.ts";

const TEXT = fc.string({ unit: "grapheme" });
const SECRETS = fc.constantFrom([], ["a"], [new Secret({ key: "b-c", group: "it's", asEnvVar: "A" }), "é"]);
const LAYER = fc.oneof(
  fc.record({ how: fc.constant("apt" as const), items: fc.array(TEXT), secretMounts: SECRETS }),
  fc.record({
    how: fc.constant("pip" as const),
    items: fc.array(TEXT),
    secretMounts: SECRETS,
    indexUrl: TEXT,
    extraIndexUrls: fc.oneof(TEXT, fc.array(TEXT)),
    pre: fc.boolean(),
    extraArgs: TEXT,
  }),
  fc.record({ how: fc.constant("commands" as const), items: fc.array(TEXT), secretMounts: SECRETS }),
  fc.record({ how: fc.constant("env" as const), items: fc.array(TEXT) }),
);

Deno.test("an image without files has the same name, whether or not files are read", async () => {
  const host = memoryHost({ files: { "/root/.dockerignore": "*.pyc\n" } });
  await fc.assert(
    fc.asyncProperty(TEXT, fc.array(LAYER), async (baseImage, layers) => {
      const base = Image.fromBase(baseImage || "debian:12").clone({ name: "app", extendable: true });
      const image = layers.reduce((made: Image<"extendable">, layer) => {
        if (layer.how === "env") return made.withEnvVars(Object.fromEntries(layer.items.map((item) => [item, item])));
        const { how, items, ...options } = layer;
        if (how === "apt") return made.withAptPackages(...items, options);
        if (how === "pip") return made.withPipPackages(...items, options);
        return made.withCommands(items, options);
      }, base);
      const uri = await image.uri();
      assert.equal(uri, await image.uri({ host, rootDir: "/root" }));
      assert.equal(uri, await image.uri());
      assert.notEqual(await image.withWorkdir("/a").uri(), uri);
      assert.notEqual(await image.clone({ baseImage: "other:1" }).uri(), uri);
    }),
    { numRuns: runs(100, 1000) },
  );
});

Deno.test("only the ignore file of a root directory needs a host if the image has no files", async () => {
  const host = { ...memoryHost(), stat: () => Promise.reject(new Error("broken")) };
  const image = Image.fromDebianBase({ pythonVersion: [3, 12], installFlyte: false, name: "app" })
    .withCommands("true", { secretMounts: "a" }).withWorkdir("/app");
  assert.equal(await image.uri({ host }), await image.uri());
  assert.equal((await errorOf(() => image.uri({ host, rootDir: "/root" }))).code, "host_failed");
});

Deno.test("an image with files is named anew each time", async () => {
  const image = Image.fromBase("debian:12").clone({ name: "app", extendable: true }).withSourceFile("/a.txt");
  const uris = await Promise.all(
    ["1", "2", "1"].map((text) => image.uri({ host: memoryHost({ files: { "/a.txt": text } }) })),
  );
  assert.equal(uris[0], uris[2]);
  assert.notEqual(uris[0], uris[1]);
});
