import assert from "node:assert/strict";
import { hashInputs } from "../../../src/flyte2/image/explain_hash.ts";
import { explainHash, Image, memoryHost, Secret } from "../../../v2.ts";
import { sha256 } from "../../_support/digest.ts";

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

Deno.test("files that differ on two hosts are reported one by one", async () => {
  const image = base().withSourceFile("/x.py").withSourceFolder("/app");
  const files = { "/x.py": "1", "/app/a.py": "1", "/app/sub/b.py": "1", "/app/same.py": "1", "/app/.dockerignore": "" };
  const changed = { ...files, "/x.py": "2", "/app/a.py": "2", "/app/c.py": "3", "/app/.dockerignore": "sub" };
  const options = [files, changed].map((files) => ({ host: memoryHost({ files }) }));
  const explained = await explainHash(image, image, [options[0]!, options[1]!]);
  assert.deepEqual(
    explained.differences.map(({ path, file, one, other, isHashed, note }) => [
      ...[path, file, one === undefined, other === undefined, isHashed, note],
    ]),
    [
      ["layers[0]", "x.py", false, false, true, undefined],
      ["layers[1]", ".dockerignore", false, false, true, undefined],
      ["layers[1]", "a.py", false, false, true, undefined],
      ["layers[1]", "c.py", true, false, true, undefined],
      ["layers[1]", "sub/b.py", false, true, true, "the other one ignores it"],
    ],
  );
  assert.equal(explained.differences[0]!.one, await sha256("1"));
  const [, ...lines] = String(explained).split("\n");
  assert.match(lines[0]!, /^ {2}layers\[0\]: x\.py has different content: [0-9a-f]{12}… ≠ [0-9a-f]{12}…$/);
  assert.deepEqual(lines.slice(3), [
    "  layers[1]: c.py is only in the second",
    "  layers[1]: sub/b.py is only in the first (the other one ignores it)",
  ]);
});

Deno.test("files are reported besides fields, and so is the Dockerfile", async () => {
  const [one, other] = ["1", "2"].map((text) => ({ host: memoryHost({ files: { "/r.txt": text, "/D": text } }) }));
  const found = await lines(
    base().withRequirements("/r.txt"),
    base().withRequirements("/r.txt", { pre: true }),
    [one!, other!],
  );
  assert.deepEqual(found.map(([path]) => path), ["layers[0].pre", "layers[0]"]);
  const image = Image.fromDockerfile("/D", { registry: "r.io", name: "app" });
  assert.deepEqual((await lines(image, image, [one!, other!])).map(([path]) => path), ["dockerfile"]);
});

Deno.test("the inputs of a hash are fields and files", async () => {
  const host = memoryHost({ files: { "/app/a.py": "1", "/app/b.py": "2" } });
  const image = base().withEnvVars({ A: "1" }).withSourceFolder("/app");
  const inputs = await hashInputs(image, { host });
  assert.equal(inputs.imageName, await image.uri({ host }));
  assert.deepEqual(inputs.fields.filter(({ isHashed }) => isHashed).map(({ path, value }) => [path, value]), [
    ["base_image", "'debian:12'"],
    ["layers[0]", "'Env'"],
    ["layers[0].env_vars", "[['A', '1']]"],
    ["layers[1]", "'CopyConfig'"],
    ["layers[1].dst", "'./app'"],
  ]);
  assert.deepEqual(inputs.files, [
    { field: "layers[1]", file: "a.py", path: "/app/a.py", isNamed: true, digest: await sha256("1") },
    { field: "layers[1]", file: "b.py", path: "/app/b.py", isNamed: true, digest: await sha256("2") },
  ]);
  const named = await hashInputs(Image.fromDict({ ...image.toDict(), tag: "v1" }), { host });
  assert.deepEqual([named.files, named.fields.some(({ isHashed }) => isHashed)], [[], false]);
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
