import assert from "node:assert/strict";

/** The floors of docs/architecture.md, the lowest first. */
const FLOORS = [
  "src/error_codes.ts",
  "src/plain_error.ts",
  "src/text",
  "src/errors.ts",
  "src/arguments.ts",
  "src/python",
  "src/runtime",
  "src/files",
  "src/formats",
  "src/wire",
  "src/container",
  "src/oci",
  "src/settings",
  "plugins",
  "src/sections",
  "src/api",
  "src/clients",
  "src/flytekit",
  "src/testing",
  "src/flyte2",
  "src/diagnostics",
  "src/doctor",
  "src/edit",
  "mod.ts",
  "v2.ts",
  "src/cli",
  "cli.ts",
];

/** The packages, and the files that may import them. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  "@bomb.sh/tab": /^src\/cli\/run\/completion\.ts$/,
  "@stricli/core": /^src\/cli\//,
  "get-east-asian-width": /^src\/cli\/output\/width\.ts$/,
  "node:fs": /^cli\.ts$/,
  "node:process": /^cli\.ts$/,
  "node:util": /^cli\.ts$/,
  "smol-toml": /^src\/flyte2\/image\/(toml|layers\/script_metadata)\.ts$/,
};

/** What `./serialization` and `./image` do not load. */
const NOT_IN_SMALL_ENTRIES =
  /^(plugins|src\/(settings|sections|formats|files|container|oci\/(?!reference)|flytekit\/(config|image_spec)|flyte2))\//;

/** Modules that are loaded when needed may be imported from above only, too. */
const IMPORT = /(?:\bfrom|\bimport\()\s*"([^"\s]+)"/g;

const sources = new Map<string, string>();
await collect("src");
await collect("plugins");
sources.set("cli.ts", await Deno.readTextFile("cli.ts"));
sources.set("mod.ts", await Deno.readTextFile("mod.ts"));
sources.set("v2.ts", await Deno.readTextFile("v2.ts"));

Deno.test("imports point to the same floor or a lower one", () => {
  for (const [file, text] of sources) {
    for (const target of localImports(file, text)) {
      assert.ok(floorOf(target) <= floorOf(file), `${file} imports ${target}, which is above it`);
    }
  }
});

Deno.test("no file imports itself by way of others", () => {
  const finished = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    assert.ok(!path.includes(file), `${[...path, file].join(" → ")}`);
    if (finished.has(file)) return;
    for (const target of localImports(file, withoutTypes(sources.get(file)!))) visit(target, [...path, file]);
    finished.add(file);
  };
  for (const file of sources.keys()) visit(file, []);
});

Deno.test("packages are imported where they belong and nowhere else, and only the program imports those of runtimes", () => {
  const importers: Record<string, string[]> = {};
  for (const [file, text] of sources) {
    for (const [, target] of code(text).matchAll(IMPORT)) {
      if (!target!.startsWith(".")) (importers[target!] ??= []).push(file);
    }
  }
  assert.deepEqual(Object.keys(importers).sort(), Object.keys(PACKAGES).sort());
  for (const [name, files] of Object.entries(importers)) {
    for (const file of files) assert.match(file, PACKAGES[name]!, `${file} imports ${name}`);
  }
});

Deno.test("explaining damaged data is only within reach of a dynamic import", () => {
  for (const file of reach("mod.ts")) assert.doesNotMatch(file, /inflate|diagnose|lenient/);
});

Deno.test("who imports ./serialization, ./context or ./image gets no files, no builder, no plugin and no package at once", () => {
  for (const entry of ["src/flytekit/context/mod.ts", "src/flytekit/context/decode.ts", "src/flytekit/image/mod.ts"]) {
    for (const file of reach(entry)) {
      assert.doesNotMatch(file, NOT_IN_SMALL_ENTRIES, `${entry} loads ${file}`);
      assert.doesNotMatch(withoutTypes(code(sources.get(file)!)), /from "(?!\.)/, file);
    }
  }
});

Deno.test("./context has no classes of contexts, and nothing that encodes", () => {
  for (const file of reach("src/flytekit/context/decode.ts", new Set(), true)) {
    assert.doesNotMatch(file, NOT_IN_SMALL_ENTRIES, file);
    assert.doesNotMatch(
      file,
      /^src\/(?:oci|wire\/record|flytekit\/(?:image|context\/(?:mod|serialization_settings)))/,
      file,
    );
    assert.doesNotMatch(file, /deflate|inflate|diagnose|base64_error/, file);
  }
});

Deno.test("./context creates no error that would have to be redacted", () => {
  const redacting = /^src\/(?:errors|text\/(?:redact|quote|closest)|wire\/(?:wire_error|read|record))\.ts$/;
  // Its functions that ./context uses are described beside those that it does not use, which bundlers drop.
  const partly = ["src/arguments.ts", "src/text/expected.ts"];
  for (const file of reach("src/flytekit/context/decode.ts", new Set(partly))) {
    assert.doesNotMatch(file, redacting, file);
  }
});

Deno.test("./serialization reads no files, also where all that it may load is one file", () => {
  const files = reach("src/flytekit/context/mod.ts", new Set(), true);
  assert.ok(files.has("src/flytekit/context/encode_context.ts"));
  for (const file of files) assert.doesNotMatch(file, NOT_IN_SMALL_ENTRIES, `./serialization reaches ${file}`);
  assert.ok(!files.has("src/runtime/default_host.ts"));
});

Deno.test("./image-spec has no reader of YAML, no settings and no builder, and loads the registry client when needed", () => {
  const later = reach("src/flytekit/image_spec/mod.ts", new Set(), true);
  assert.ok(later.has("src/oci/registry_client.ts") && later.has("src/flytekit/image_spec/source_files.ts"));
  for (const file of later) {
    assert.doesNotMatch(
      file,
      /^(plugins|src\/(settings|sections|formats\/(?!yaml\/timestamp)))\//,
      `it reaches ${file}`,
    );
    assert.doesNotMatch(
      file,
      /^src\/(container\/(?!instructions|escape)|flytekit\/(?!image_spec))/,
      `it reaches ${file}`,
    );
  }
  for (const file of reach("src/flytekit/image_spec/mod.ts")) {
    assert.doesNotMatch(file, /registry_client|credential|source_files|git/, `it loads ${file}`);
  }
});

Deno.test("an Image of ./v2/image has no registry client, and no reader of scripts, settings or Dockerfiles", () => {
  const unwanted =
    /^(plugins|src\/(settings|sections|formats|api|clients|testing|flytekit|oci))\/|dockerfile|script_metadata|toml/;
  const files = reach("src/flyte2/image/mod.ts", new Set(), true);
  assert.ok(files.has("src/flyte2/image/uri.ts"));
  for (const file of files) assert.doesNotMatch(file, unwanted, `it reaches ${file}`);
});

Deno.test("what asks registries, runs programs and reads the files of images is loaded when needed", () => {
  const rarelyNeeded =
    /^src\/(oci\/(auth|challenge|credential_(search|helper)|image_queries|manifest|transport)|container\/(program_builder|run_program|write_context))/;
  for (const entry of ["mod.ts", "v2.ts"]) {
    for (const file of reach(entry)) assert.doesNotMatch(file, rarelyNeeded, `${entry} loads ${file}`);
  }
  for (const file of reach("mod.ts")) {
    assert.doesNotMatch(file, /snapshot_host|source_files|git_ignore|hash_files/, `mod.ts loads ${file}`);
  }
});

Deno.test("neither product loads the other's files", () => {
  for (const file of reach("mod.ts")) assert.ok(!file.startsWith("src/flyte2/"), `mod.ts loads ${file}`);
  for (const file of reach("v2.ts")) assert.ok(!file.startsWith("src/flytekit/"), `v2.ts loads ${file}`);
});

Deno.test("there is no any, no default export and no Deno or process in the library, but for the program", () => {
  for (const [file, text] of sources) {
    assert.doesNotMatch(code(text), /(?:[:<,|&=]|\bas)\s*any\b(?!\s*[:(])/, file);
    assert.doesNotMatch(code(text), /export default|(?<!")\bDeno\./, file);
    if (file !== "cli.ts") assert.doesNotMatch(code(text), /(?<!\.)\bprocess\.(?!\w+\?)/, file);
  }
});

/** Directories of tests that do not correspond to a directory of `src`. */
const OTHER_TESTS: Readonly<Record<string, string>> = {
  _support: "what tests need, and programs that they start",
  conformance: "this library and the Python libraries on the same random input",
  consumer: "programs that use the packed package",
  goldens: "recordings of the Python libraries",
  library: "the library as a whole: its exports, its documentation, and what holds everywhere",
  playground: "what answers in the page of `site/playground`",
  real: "runs against real registries, builders, storage and Flyte's services",
  runtimes: "one suite in every runtime",
  scripts: "the scripts of the directory `scripts`",
};

Deno.test("frozen instances have private fields that are readonly, because compilers turn them into properties", () => {
  const frozen = [...sources].filter(([, text]) => text.includes("Object.freeze(this)"));
  assert.ok(frozen.length > 10);
  for (const [file, text] of frozen) assert.doesNotMatch(text, /^ +#\w+(?:[?!]?:| =)/m, file);
});

Deno.test("tests lie where the sources do, and hold nothing but tests there", async () => {
  const names = Array.from(Deno.readDirSync("tests")).filter(({ isDirectory }) => isDirectory).map(({ name }) => name);
  for (const name of Object.keys(OTHER_TESTS)) assert.ok(names.includes(name), `tests/${name} does not exist`);
  const [directories, files]: [string[], string[]] = [[], []];
  for (const name of names) {
    if (!Object.hasOwn(OTHER_TESTS, name)) await list(`tests/${name}`, directories, files);
  }
  const isSource = (directory: string): boolean => [...sources.keys()].some((file) => file.startsWith(`${directory}/`));
  for (const directory of directories) {
    const source = directory === "tests/plugins" ? "plugins" : directory.replace("tests/", "src/");
    assert.ok(isSource(source), `${directory} has no ${source}`);
  }
  for (const file of files) assert.match(file, /_test\.ts$/, `${file} belongs into tests/_support`);
});

async function list(directory: string, directories: string[], files: string[]): Promise<void> {
  directories.push(directory);
  for await (const { name, isDirectory } of Deno.readDir(directory)) {
    if (isDirectory) await list(`${directory}/${name}`, directories, files);
    else files.push(`${directory}/${name}`);
  }
}

async function collect(folder: string): Promise<void> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) await collect(path);
    else sources.set(path, await Deno.readTextFile(path));
  }
}

function localImports(file: string, text: string): string[] {
  const base = new URL(file, "file:///");
  return [...code(text).matchAll(IMPORT)].map(([, target]) => target!).filter((target) => target.startsWith("."))
    .map((target) => new URL(target, base).pathname.slice(1));
}

/** The text without its comments, whose examples import too. */
function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
}

/** All files that are loaded with a file at once. */
function reach(file: string, seen: Set<string> = new Set(), later = false): Set<string> {
  seen.add(file);
  const text = sources.get(file)!;
  for (const target of localImports(file, withoutTypes(later ? text : text.replace(/import\("[^"]+"\)/g, "")))) {
    if (!seen.has(target)) reach(target, seen, later);
  }
  return seen;
}

function withoutTypes(text: string): string {
  return text.replace(/(?:import|export) type [^;]+;/g, "");
}

function floorOf(file: string): number {
  const floor = FLOORS.findIndex((prefix) => file === prefix || file.startsWith(`${prefix}/`));
  assert.ok(floor >= 0, `${file} is on no floor`);
  return floor;
}
