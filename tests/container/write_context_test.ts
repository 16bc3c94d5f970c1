import assert from "node:assert/strict";
import fc from "fast-check";
import { defaultHost, dockerBuilder as specBuilder, type Host, ImageBuildEngine, ImageSpec } from "../../mod.ts";
import { hostFor } from "../../src/runtime/guarded_host.ts";
import { prepareDockerfile as prepareSpec } from "../../src/flytekit/image_spec/dockerfile/prepare.ts";
import { sourceFiles } from "../../src/flytekit/image_spec/source_files.ts";
import { snapshotHost } from "../../src/container/snapshot_host.ts";
import { writeContext } from "../../src/container/write_context.ts";
import { build, dockerBuilder, Image, prepareDockerfile } from "../../v2.ts";
import { fakeMachine } from "../_support/fake_machine.ts";
import { hostIn } from "../../src/runtime/host_in.ts";
import { errorOf } from "../_support/support.ts";

const base = () => Image.fromBase("debian:12").clone({ name: "app", extendable: true, pythonVersion: [3, 12] });

/** What is at a path of a tree: a file's text, where a link leads, or a program that makes something else. */
type Planted = string | { readonly link: string } | { readonly run: readonly string[] };

/** The directory of the project that a test has made, in which `hostIn(project, defaultHost())` works. */
let project = "";

/** Runs work while a new project with these files is there. */
async function inTree<T>(tree: Readonly<Record<string, Planted>>, work: (root: string) => Promise<T>): Promise<T> {
  const root = await Deno.realPath(await Deno.makeTempDir());
  try {
    for (const [path, planted] of Object.entries(tree)) {
      const target = `${root}/project/${path}`;
      await Deno.mkdir(target.slice(0, target.lastIndexOf("/")), { recursive: true });
      if (typeof planted === "string") await Deno.writeTextFile(target, planted);
      else if ("link" in planted) await Deno.symlink(planted.link.replace("ROOT", root), target);
      else await new Deno.Command(planted.run[0]!, { args: [...planted.run.slice(1), target] }).output();
    }
    await Deno.mkdir(`${root}/outside/deep`, { recursive: true });
    await Deno.writeTextFile(`${root}/outside/secret`, "SECRET");
    await Deno.writeTextFile(`${root}/outside/deep/secret`, "SECRET");
    project = `${root}/project`;
    return await work(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

interface Written {
  /** Content of the files of the build context, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** The warnings. */
  readonly notes: readonly string[];
  /** The paths on the machine that were copied, and those whose content was hashed. */
  readonly copied: readonly string[];
  readonly hashed: readonly string[];
}

/** Writes the context of an image, or of a specification. */
async function written(image: Image | ImageSpec, machine: Host = hostIn(project, defaultHost())): Promise<Written> {
  const [copied, hashed] = [new Set<string>(), new Set<string>()];
  const { writer, readFile, readPieces, readSmallFile } = machine;
  const noted = (path: string) => void hashed.add(path.replace(/^\.\//, ""));
  const hashing: Host = {
    ...machine,
    readFile: (path, options) => (noted(path), readFile(path, options)),
    readPieces: (path, options) => (noted(path), readPieces!(path, options)),
    readSmallFile: (path, target, isFile) => {
      const length = readSmallFile!(path, target, isFile);
      if (length !== undefined) noted(path);
      return length;
    },
  };
  const name = (host: Host) => image instanceof Image ? image.uri({ host }) : image.tag({ host });
  const before = await name(hashing);
  const host = snapshotHost({
    ...machine,
    writer: {
      ...writer!,
      copyFile: (source, target) => (copied.add(source.replace(/^\.\//, "")), writer!.copyFile(source, target)),
    },
  });
  const folder = await writer!.makeTempDirectory("context-");
  try {
    const notes = image instanceof Image
      ? await prepareDockerfile(image, { host }).then(({ rendered, listSources }) =>
        writeContext(host, folder, rendered, listSources)
      )
      : await prepareSpec(image, host, {}).then((rendered) =>
        writeContext(host, folder, rendered, (host, { source }) => sourceFiles(host, source))
      );
    assert.equal(await name(host), before, "the name is that of what was copied");
    const files: Record<string, string> = {};
    const visit = (below: string) => {
      for (const { name, isDirectory } of Deno.readDirSync(`${folder}/${below}`)) {
        const path = `${below}${name}`;
        if (isDirectory) visit(`${path}/`);
        else if (path !== "Dockerfile") files[path] = Deno.readTextFileSync(`${folder}/${path}`);
      }
    };
    visit("");
    return { files, notes, copied: [...copied].sort(), hashed: [...hashed].sort() };
  } finally {
    await writer!.remove(folder);
  }
}

const folder = () => base().withSourceFolder("src");
const spec = (fields: Partial<ConstructorParameters<typeof ImageSpec>[0]>) =>
  new ImageSpec({ name: "app", registry: "r.io", pythonVersion: "3.12", ...fields });
/** Each way in which a directory gets into an image. */
const WAYS: Readonly<Record<string, () => Image | ImageSpec>> = {
  folder,
  project: () => base().withUvProject("src/pyproject.toml", { projectInstallMode: "install_project" }),
  poetry: () => base().withPoetryProject("src/pyproject.toml", { projectInstallMode: "install_project" }),
  copy: () => spec({ copy: ["src"] }),
  sources: () => spec({ sourceRoot: "src", sourceCopyMode: "ALL" }),
};
const PROJECT = { "src/a.py": "1", "src/pyproject.toml": "", "src/poetry.lock": "", "src/uv.lock": "" };

Deno.test("links to files in the directory are copied as files, also through other links", async () => {
  const tree = {
    ...PROJECT,
    "src/deep/b.py": "2",
    "src/one": { link: "a.py" },
    "src/two": { link: "one" },
    "src/deep/up": { link: "../a.py" },
    "src/absolute": { link: "ROOT/project/src/deep/b.py" },
    "src/through": { link: "around/b.py" },
    "src/around": { link: "deep" },
  };
  for (const [way, image] of Object.entries(WAYS)) {
    const { files, copied, hashed } = await inTree(tree, () => written(image()));
    const texts = Object.entries(files).map((
      [path, text],
    ) => [path.replace(/^.*?(a\.py|one|two|up|absolute|through)$/, "$1"), text]);
    const byName = Object.fromEntries(texts);
    assert.deepEqual(
      ["a.py", "one", "two", "up", "absolute", "through"].map((name) => byName[name]),
      ["1", "1", "1", "1", "2", "2"],
      way,
    );
    assert.deepEqual(copied, hashed, way);
  }
});

Deno.test("links out of the directory are rejected when it is copied, and count in the name as in Python", async () => {
  const links = [
    "ROOT/outside/secret",
    "../../outside/secret",
    "/etc/passwd",
    "out/secret",
    "../other",
    "loop/../../other",
  ];
  for (const [way, image] of Object.entries(WAYS)) {
    for (const link of links) {
      const tree = {
        ...PROJECT,
        other: "x",
        "src/x": { link },
        "src/out": { link: "../../outside" },
        "src/loop/y": "1",
      };
      // What flytekit copies is below the working directory, and so are links to the rest of it.
      const isFine = way === "copy" && /other/.test(link);
      const error = await inTree(tree, () => written(image()).then(() => undefined, (error) => error));
      assert.equal(error?.code, isFine ? undefined : "link_leaves_directory", `${way}: ${link}: ${error?.message}`);
      if (!isFine) assert.match(error.message, /"(\.\/)?src\/x": the symbolic link leaves "(src|\.)"/);
    }
  }
});

Deno.test("files below a link to a directory are neither hashed nor copied; copy warns", async () => {
  for (const [way, image] of Object.entries(WAYS)) {
    for (const link of ["deep", "../../outside", ".", "..", "ROOT/outside"]) {
      const tree = { ...PROJECT, "src/deep/b.py": "2", "src/linked": { link } };
      const { files, copied, hashed, notes } = await inTree(tree, () => written(image()));
      assert.deepEqual(copied, hashed, way);
      assert.ok(!Object.entries(files).some(([path, text]) => path.includes("linked/") || text === "SECRET"), way);
      assert.deepEqual(
        notes.map((note) => /"src\/linked": symbolic links to directories are not copied/.test(note)),
        way === "copy" ? [true] : [],
      );
    }
  }
});

Deno.test("many links to directories do not add copies", async () => {
  const tree: Record<string, Planted> = { ...PROJECT, "src/d0/file": "x" };
  for (let depth = 1; depth <= 30; depth++) {
    for (const name of ["left", "right"]) tree[`src/d${depth}/${name}`] = { link: `../d${depth - 1}` };
  }
  for (const [way, image] of Object.entries(WAYS)) {
    let listed = 0;
    const counting = (machine: Host): Host => ({
      ...machine,
      readDir: (path) => (listed++, machine.readDir(path)),
      readDirAsListed: (path) => (listed++, machine.readDirAsListed!(path)),
    });
    const { files } = await inTree(tree, () => written(image(), counting(hostIn(project, defaultHost()))));
    assert.equal(Object.keys(files).filter((path) => path.endsWith("file")).length, 1, way);
    assert.ok(listed <= 2 * 32, `${way}: each directory is listed for the name, and for the copy: ${listed}`);
  }
});

Deno.test("broken and cyclic links, and special files, are not copied", async () => {
  for (const [way, image] of Object.entries(WAYS)) {
    for (const link of ["none", "x", "y"]) {
      const tree = { ...PROJECT, "src/x": { link }, "src/y": { link: "x" } };
      const outcome = await inTree(tree, () => written(image()).catch((error: { code: string }) => error.code));
      // As flytekit, which cannot copy those.
      if (way === "copy") assert.equal(outcome, "image_copy_path", link);
      else assert.ok(typeof outcome === "object" && outcome.copied.every((path) => !/\/[xy]$/.test(path)), way);
    }
    for (const special of [{ run: ["mkfifo"] }, { link: "/dev/zero" }]) {
      const outcome = await inTree({ ...PROJECT, "src/x": special }, () => errorOf(() => written(image())));
      assert.equal(outcome.code, "endless_file", way);
    }
  }
});

Deno.test("a directory to copy, or of a package, cannot be a link that leaves its root", async () => {
  const out = { link: "../outside" };
  for (const copy of [["out"], ["out/secret"], ["src/../out"], ["in"]]) {
    const error = await inTree({ out, in: { link: "out" } }, () => errorOf(() => written(spec({ copy }))));
    assert.ok(["link_leaves_directory", "image_copy_path"].includes(error.code), `${copy}: ${error.code}`);
  }
  const lock = '[[package]]\nname = "ext"\nsource = { editable = "ext" }\n';
  const project = { "p/pyproject.toml": "", "p/uv.lock": lock, "other/b.py": "" };
  const image = base().withUvProject("p/pyproject.toml");
  for (const link of ["../../outside", "../other", "ROOT/outside"]) {
    const { files } = await inTree({ ...project, "p/ext": { link } }, () => written(image));
    assert.deepEqual(Object.keys(files), ["layers/0/pyproject.toml", "layers/0/uv.lock"], "it is as if it had `..`");
  }
  const inside = { ...project, "p/ext": { link: "libs/ext" }, "p/libs/ext/c.py": "3" };
  assert.equal((await inTree(inside, () => written(image))).files["layers/0/ext/c.py"], "3");
});

Deno.test("a file that is named explicitly can be a link to any file", async () => {
  const tree = { "r.txt": { link: "../outside/secret" }, "d": { link: "../outside" } };
  const image = base().withRequirements("r.txt").withSourceFile("r.txt").withSourceFolder("d");
  const { files } = await inTree(tree, () => written(image));
  assert.deepEqual(Object.keys(files).sort(), [
    ...["layers/0/requirements.txt", "layers/1/r.txt", "layers/2/deep/secret", "layers/2/secret"],
  ]);
});

Deno.test("only wheels that count in the name are copied", async () => {
  const tree = { "d/flyte-1.whl": "1", "d/flyte-1.tar.gz": "2", "d/sub/x.whl": "3", "d/.env": "4" };
  const { files, copied, hashed } = await inTree(tree, () => written(base().withLocalV2({ distDir: "d" })));
  assert.deepEqual([Object.keys(files), copied], [["layers/0/dist/flyte-1.whl"], hashed]);
  const linked = { ...tree, "d/evil.whl": { link: "../../outside/secret" } };
  const error = await inTree(linked, () => errorOf(() => written(base().withLocalV2({ distDir: "d" }))));
  assert.equal(error.code, "link_leaves_directory");
});

Deno.test("a file that is replaced between hashing and copying is detected", async () => {
  const swap = (path: string, change: () => Promise<void>) => {
    const machine = hostIn(project, defaultHost());
    const copyFile = async (source: string, target: string) => {
      if (source.endsWith(path)) await change();
      await machine.writer!.copyFile(source, target);
      if (source.endsWith(path)) {
        // And back again, so that the files are what they were.
        await Deno.remove(`${project}/src/a.py`);
        await Deno.writeTextFile(`${project}/src/a.py`, "1");
      }
    };
    return { ...machine, writer: { ...machine.writer!, copyFile } };
  };
  const link = async () => {
    await Deno.remove(`${project}/src/a.py`);
    await Deno.symlink("../../outside/secret", `${project}/src/a.py`);
  };
  const other = () => Deno.writeTextFile(`${project}/src/a.py`, "other");
  for (const [way, image] of Object.entries(WAYS)) {
    for (const change of [link, other]) {
      const attempt = () => inTree(PROJECT, () => written(image(), swap("a.py", change)));
      await assert.rejects(attempt, /the name is that of what was copied/, way);
    }
  }
});

Deno.test("in random trees, the copied files are the hashed files", async () => {
  const name = fc.constantFrom("a", "b", "c.py", ".env");
  const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => `src/${parts.join("/")}`);
  const link = fc.constantFrom("a", "b", ".", "..", "../b", "a/b", "none", "c.py", "../c.py").map((link) => ({ link }));
  const planted = fc.oneof(fc.constantFrom("1", "2"), link);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(path, planted), { maxLength: 8 }),
      fc.constantFrom(...Object.keys(WAYS)),
      async (entries, way) => {
        const tree: Record<string, Planted> = { ...PROJECT };
        for (const [at, one] of entries) {
          const isFree = !Object.keys(tree).some((known) =>
            `${known}/`.startsWith(`${at}/`) || `${at}/`.startsWith(`${known}/`)
          );
          if (isFree) tree[at] = one;
        }
        const outcome = await inTree(tree, () => written(WAYS[way]!()).catch((error: { code: string }) => error));
        if ("code" in outcome) {
          assert.ok(
            ["link_leaves_directory", "image_copy_path"].includes(outcome.code),
            outcome.code,
          );
        } else assert.deepEqual(outcome.copied, outcome.hashed);
      },
    ),
    { numRuns: 60 },
  );
});

Deno.test("a build rejects links that leave the directory, also on hosts without realPath", async () => {
  const tree = { ...PROJECT, "src/x": { link: "/etc/passwd" } };
  const client = { exists: () => Promise.resolve({ state: "absent", reason: "manifest_unknown" } as const) };
  const { host, commands, checkClean } = fakeMachine(() => ({}));
  const { realPath: _none, ...without } = host;
  for (const machine of [host, without]) {
    const image = folder().clone({ registry: "r.io", extendable: true });
    const builder = dockerBuilder({ command: "buildah" });
    const error = await inTree(
      tree,
      () => errorOf(() => build(image, { builder, client, host: hostIn(project, machine) })),
    );
    assert.equal(error.code, "link_leaves_directory", error.message);
    const engine = new ImageBuildEngine({ registry: client });
    engine.register("default", specBuilder({ command: "buildah" }));
    const ofSpec = await inTree(
      tree,
      () => errorOf(() => engine.build(spec({ copy: ["src"] }), { host: hostIn(project, machine) })),
    );
    assert.equal(ofSpec.code, "link_leaves_directory", ofSpec.message);
  }
  assert.ok(commands.every(([, verb]) => verb === "--version"));
  await checkClean();
});

Deno.test("the guarded host has all methods of the host", () => {
  assert.deepEqual(Object.keys(hostFor(defaultHost())).sort(), Object.keys(defaultHost()).sort());
});
