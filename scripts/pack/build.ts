/**
 * Builds the npm package: the code is bundled, `deno pack` writes the types, and this completes `package.json`.
 *
 * @module
 */
import config from "../../deno.json" with { type: "json" };
import { REPOSITORY } from "../../src/settings/published.ts";
import { run } from "../tools/run.ts";
import { exists, ROOT, WORK } from "../tools/npm.ts";
import { bundleInto, bundleOf, NO_SERVER, SERVER } from "./bundle.ts";
import { withAbsoluteLinks } from "./links.ts";

/** The entry point of the command line, a program for runtimes. */
export const CLI = "./cli";

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

const FIELDS = {
  description:
    "Flyte's configuration, serialized contexts, images, storage and API for TypeScript, as in flytekit and flyte 2",
  homepage: `${REPOSITORY}#readme`,
  bugs: { url: `${REPOSITORY}/issues` },
  repository: { type: "git", url: `git+${REPOSITORY}.git` },
  keywords: ["flyte", "flytekit", "configuration", "serialization", "container-image", "oci"],
  // The first release of Node 20 in which `require` loads ES modules.
  engines: { node: ">=20.19" },
  sideEffects: [`./node/${bundleOf(CLI)}`],
  main: "./lib/mod.js",
  bin: { "flyte-config": `./node/${bundleOf(CLI)}` },
  types: "./types/mod.d.ts",
  browser: { [`./lib/${SERVER}`]: `./lib/${NO_SERVER}` },
  files: ["lib", "node", "types", "schema", "docs", "CHANGELOG.md"],
} as const;

/** Files for editors and people, by the names that they have in the package; `src/settings/published.ts` has their addresses. */
export const PUBLISHED_FILES: Readonly<Record<string, string>> = {
  "schema/config.json": "docs/config.schema.json",
  "schema/config.v2.json": "docs/config.v2.schema.json",
  "schema/config.all.json": "docs/config.all.schema.json",
  "docs/errors.md": "docs/errors.md",
};

const ROOT_DOCUMENTS = { "README.md": "README.md", "CHANGELOG.md": "CHANGELOG.md" } as const;

/** The tarball that was built last, and from which commit: it is not built again while nothing has changed. */
interface Built {
  readonly commit: string;
  readonly tarball: string;
}

const BUILT = `${WORK}tarball.json`;

/**
 * Builds the tarball and returns its path. The same sources give the same tarball, so that several programs may build it at
 * once.
 */
export async function buildTarball(): Promise<string> {
  await Deno.mkdir(WORK, { recursive: true });
  const commit = await unchangedCommit();
  const built = await exists(BUILT) ? JSON.parse(await Deno.readTextFile(BUILT)) as Built : undefined;
  if (built !== undefined && built.commit === commit && await exists(built.tarball)) return built.tarball;
  if (built !== undefined) await Deno.remove(BUILT).catch(() => {});
  const directory = `${await Deno.makeTempDir({ dir: WORK, prefix: "pack-" })}/`;
  try {
    const tarball = await buildIn(directory);
    if (commit !== undefined) {
      // Another program reads all of it or nothing.
      await Deno.writeTextFile(`${directory}built`, JSON.stringify({ commit, tarball } satisfies Built));
      await Deno.rename(`${directory}built`, BUILT);
    }
    return tarball;
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

/** Returns the commit that the sources are; `undefined` if they have changed since, or are in no repository. */
async function unchangedCommit(): Promise<string | undefined> {
  try {
    if (await run("git", ["status", "--porcelain"], { cwd: ROOT }) !== "") return undefined;
    return (await run("git", ["rev-parse", "HEAD"], { cwd: ROOT })).trim();
  } catch {
    return undefined;
  }
}

async function buildIn(directory: string): Promise<string> {
  const options = ["--allow-dirty", "--no-source-maps", "--quiet", "--output", `${directory}raw.tgz`];
  await run(Deno.execPath(), ["pack", ...options], { cwd: ROOT });
  await run("tar", ["-xzf", "raw.tgz"], { cwd: directory });
  const [raw, packed] = [`${directory}package/`, `${directory}packed/`];
  await bundleInto(packed);
  await copyTypes(raw, `${packed}types/`);
  await Deno.copyFile(`${ROOT}LICENSE`, `${packed}LICENSE`);
  await Deno.mkdir(`${packed}schema`);
  await Deno.mkdir(`${packed}docs`);
  for (const [name, file] of Object.entries({ ...PUBLISHED_FILES, ...ROOT_DOCUMENTS })) {
    const text = await Deno.readTextFile(ROOT + file);
    await Deno.writeTextFile(packed + name, file.endsWith(".md") ? withAbsoluteLinks(file, text) : text);
  }
  const manifest = complete(JSON.parse(await Deno.readTextFile(`${raw}package.json`)));
  await Deno.writeTextFile(`${packed}package.json`, JSON.stringify(manifest, null, 2) + "\n");
  const output = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", directory], {
    cwd: packed,
  });
  const { filename } = JSON.parse(output)[0];
  await Deno.rename(directory + filename, WORK + filename);
  return WORK + filename;
}

/**
 * Copies declarations, and adapts their comments to editors: `deno pack` writes `readonly` before the comment of a
 * property of an `as const` object, where they do not find it; and they expect a hyphen after the name of a parameter.
 */
async function copyTypes(from: string, to: string): Promise<void> {
  await Deno.mkdir(to);
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copyTypes(`${from}${name}/`, `${to}${name}/`);
    if (!name.endsWith(".d.ts")) continue;
    const text = await Deno.readTextFile(from + name);
    const adapted = text
      .replace(/\breadonly (\/\*\*[\s\S]*?\*\/)\s/g, "$1 readonly ")
      .replace(/(@param \S+) – /g, "$1 - ");
    await Deno.writeTextFile(to + name, adapted);
  }
}

function complete(manifest: Manifest): Manifest {
  const { name, version, type, license } = manifest;
  const { description, ...fields } = FIELDS;
  const dependencies = exactVersions(manifest.dependencies ?? {});
  return { name, version, description, type, license, ...fields, exports: entryPoints(), dependencies };
}

function entryPoints(): Readonly<Record<string, unknown>> {
  const entries = Object.entries(config.exports).map(([entry, file]) => [entry, {
    types: `./types/${file.slice("./".length).replace(/\.ts$/, ".d.ts")}`,
    ...entry === CLI ? {} : { node: `./node/${bundleOf(entry)}` },
    default: `./${entry === CLI ? "node" : "lib"}/${bundleOf(entry)}`,
  }]);
  const schemas = Object.keys(PUBLISHED_FILES).filter((name) => name.endsWith(".json")).map((name) =>
    [`./${name}`, `./${name}`] as const
  );
  return { ...Object.fromEntries([...entries, ...schemas]), "./package.json": "./package.json" };
}

/** Pins exact versions: `deno pack` loosens them, but other versions may read and write differently. */
function exactVersions(dependencies: Readonly<Record<string, string>>): Record<string, string> {
  const imports: Record<string, string> = config.imports;
  return Object.fromEntries(
    Object.keys(dependencies).map((name) => {
      const version = imports[name]?.match(/^npm:.+@(\d+\.\d+\.\d+)$/)?.[1];
      if (version === undefined) throw new Error(`deno.json has no exact version of ${name}`);
      return [name, version];
    }),
  );
}
