import assert from "node:assert/strict";
import fc from "fast-check";
import { Image, memoryHost, Secret } from "../../../v2.ts";
import { runs } from "../../_support/effort.ts";
import { thrownBy } from "../../_support/support.ts";

const base = () => Image.fromBase("debian:12").clone({ registry: "ghcr.io/acme", name: "app", extendable: true });

Deno.test("fromDict creates the same image from toDict", async () => {
  const host = memoryHost({ files: { "/d/a.txt": "1", "/d/s.py": "# /// script\n# dependencies = ['a']\n# ///" } });
  const text = fc.string({ unit: "grapheme" });
  const step = fc.oneof(
    fc.tuple(fc.constant("apt"), text),
    fc.tuple(fc.constant("pip"), text),
    fc.tuple(fc.constant("env"), text),
    fc.tuple(fc.constant("run"), text),
    fc.tuple(fc.constant("cwd"), text),
    fc.tuple(fc.constant("secret"), fc.constantFrom("a", "b-c")),
    fc.tuple(fc.constant("file"), fc.constant("/d/a.txt")),
    fc.tuple(fc.constant("uv"), fc.constant("/d/pyproject.toml")),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step), async (steps) => {
      const image = steps.reduce((made: Image<"extendable">, [what, value]) => {
        if (what === "apt") return made.withAptPackages(value);
        if (what === "pip") return made.withPipPackages(value, { pre: true, extraIndexUrls: [value] });
        if (what === "env") return made.withEnvVars({ [value]: value });
        if (what === "run") return made.withCommands([value]);
        if (what === "cwd") return made.withWorkdir(value);
        if (what === "secret") {
          return made.withCommands([], { secretMounts: [value, new Secret({ key: value, group: "g" })] });
        }
        return made.withSourceFile(value);
      }, base());
      const wire = JSON.parse(JSON.stringify(image));
      const again = Image.fromDict(wire);
      assert.deepEqual(again.toDict(), image.toDict());
      assert.equal(await again.uri({ host }), await image.uri({ host }));
      assert.ok(again.isExtendable() && image.kind === again.kind);
    }),
    { numRuns: runs(50, 600) },
  );
});

Deno.test("fromDict rejects what is not an image", () => {
  const wire = base().withAptPackages("git", { secretMounts: [new Secret("a")] }).toDict();
  const bad: readonly [unknown, string][] = [
    [null, "wrong_shape"],
    [[], "wrong_shape"],
    [{}, "wrong_shape"],
    [{ ...wire, nam: 1 }, "unknown_field"],
    [{ ...wire, name: 1 }, "wrong_shape"],
    [{ ...wire, platform: [] }, "wrong_shape"],
    [{ ...wire, layers: [{ type: "Nothing" }] }, "wrong_shape"],
    [{ ...wire, layers: [{ type: "__proto__" }] }, "wrong_shape"],
    [{ ...wire, layers: [{ type: "AptPackages", packages: ["a"], pkgs: 1 }] }, "unknown_field"],
    [{ ...wire, layers: [{ type: "AptPackages" }] }, "wrong_shape"],
    [
      { ...wire, layers: [{ type: "AptPackages", packages: [], secret_mounts: [{ key: "a", mount: "/x" }] }] },
      "invalid_secret",
    ],
    [{ ...wire, layers: [{ type: "AptPackages", packages: [], secret_mounts: [{ kee: "a" }] }] }, "unknown_field"],
    [JSON.parse('{"__proto__": {"layers": []}}'), "unknown_field"],
  ];
  for (const [value, code] of bad) {
    assert.equal(thrownBy(() => Image.fromDict(value)).code, code, JSON.stringify(value));
  }
});
