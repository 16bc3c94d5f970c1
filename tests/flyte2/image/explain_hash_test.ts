import assert from "node:assert/strict";
import { explainHash, Image, memoryHost, Secret } from "../../../v2.ts";

const base = () => Image.fromBase("debian:12").clone({ registry: "r.io", name: "app", extendable: true });

async function lines(one: Image, other: Image, options: Parameters<typeof explainHash>[2] = {}) {
  const { differences } = await explainHash(one, other, options);
  return differences.map(({ path, one, other, isHashed, note }) => [path, one, other, isHashed, note]);
}

Deno.test("equal images do not differ", async () => {
  const { isSame, ids, differences } = await explainHash(base(), base());
  assert.deepEqual([isSame, ids[0] === await base().uri(), differences], [true, true, []]);
});

Deno.test("differences are reported field by field", async () => {
  assert.deepEqual(await lines(base().withAptPackages("a", "b"), base().withAptPackages("b", "a")), [
    ["layers[0].packages", "['a', 'b']", "['b', 'a']", true, "only the order differs, which changes the hash"],
  ]);
  assert.deepEqual(await lines(base(), base().clone({ baseImage: "x", registry: "y" })), [
    ["base_image", "'debian:12'", "'x'", true, undefined],
    ["registry", "'r.io'", "'y'", false, undefined],
  ]);
  const secret = new Secret("k");
  assert.deepEqual(
    await lines(base().withCommands([], { secretMounts: ["k"] }), base().withCommands([], { secretMounts: [secret] })),
    [
      ["layers[0].secret_mounts", "['k']", `["${secret}"]`, true, undefined],
    ],
  );
});

Deno.test("an additional layer in the middle is one difference", async () => {
  const one = base().withAptPackages("a").withWorkdir("/x");
  const other = base().withAptPackages("a").withCommands(["c"]).withWorkdir("/x");
  const [found, ...more] = await lines(one, other);
  assert.deepEqual([found?.slice(0, 2), more], [["layers[1]", undefined], []]);
  assert.match(String(found?.[2]), /'type': 'Commands', 'commands': \['c'\]/);
});

Deno.test("strings that are equal when joined have the same hash, and are still reported", async () => {
  const { isSame, differences } = await explainHash(base().withAptPackages("ab"), base().withAptPackages("a", "b"));
  assert.equal(isSame, true);
  assert.deepEqual(differences.map(({ path }) => path), ["layers[0].packages"]);
});

Deno.test("different content of files on two hosts is reported", async () => {
  const image = base().withSourceFile("/a.py");
  const hosts = ["1", "2"].map((text) => ({ host: memoryHost({ files: { "/a.py": text } }) }));
  const [found, ...more] = await lines(image, image, [hosts[0]!, hosts[1]!]);
  assert.deepEqual([found?.[0], found?.[4], more], [
    "layers[0]",
    "the content of files differs; these are hashes of it",
    [],
  ]);
  assert.match(
    `${await explainHash(image, image, [hosts[0]!, hosts[1]!])}`,
    /^The ids are r\.io\/app:\w+ and [^]*\n {2}layers\[0\]: \w{32} ≠ \w{32} \(/,
  );
});

Deno.test("scripts are reported to differ without showing their text", async () => {
  const [one, other, third] = ["'a'", "'b'", "'b' ]  # ["].map((packages) => {
    const text = `# /// script\n# dependencies = [${packages}]\n# ///\n`;
    return Image.fromUvScript({ name: "s.py", text }, { name: "s", pythonVersion: [3, 12] });
  });
  const [found, ...more] = await lines(one!, other!);
  assert.deepEqual([found?.[0], found?.[4], more], [
    "layers[5]",
    "the content of files differs; these are hashes of it",
    [],
  ]);
  assert.deepEqual(await lines(other!, third!), [], "what does not count is not told");
  const { layers, ...rest } = one!.toDict();
  const [removed] = await lines(one!, Image.fromDict({ ...rest, layers: (layers as object[]).slice(0, -1) }));
  assert.match(String(removed?.[1]), /'type': 'UVScript'.*'script': 's\.py'/);
  assert.doesNotMatch(String(removed?.[1]), /dependencies/);
});

Deno.test("credentials are not shown", async () => {
  const [one, other] = ["a", "b"].map((password) =>
    base().withPipPackages("x", { indexUrl: `https://me:${password}@pypi` })
  );
  const text = String(await explainHash(one!, other!));
  assert.match(text, /they differ in redacted parts/);
  assert.doesNotMatch(text, /me:[ab]@/);
});
