/**
 * Builds the npm package: `deno pack` writes the JavaScript and its types, and this completes `package.json`.
 *
 * @module
 */
import config from "../../deno.json" with { type: "json" };
import { run } from "../tools/run.ts";
import { ROOT, WORK } from "../tools/npm.ts";

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

const FIELDS = {
  description:
    "Flyte's configuration, serialized contexts, images, storage and API for TypeScript, as in flytekit and flyte 2",
  keywords: ["flyte", "flytekit", "configuration", "serialization", "container-image", "oci"],
  // Required by @noble/hashes.
  engines: { node: ">=20.19" },
  sideEffects: false,
  files: ["**/*.js", "**/*.d.ts", "CHANGELOG.md"],
} as const;

/**
 * Builds the tarball and returns its path. The same sources give the same tarball, so that several programs may build it at
 * once.
 */
export async function buildTarball(): Promise<string> {
  await Deno.mkdir(WORK, { recursive: true });
  const directory = `${await Deno.makeTempDir({ dir: WORK, prefix: "pack-" })}/`;
  try {
    return await buildIn(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

async function buildIn(directory: string): Promise<string> {
  // Source maps would contain local paths, and the JavaScript is as readable as the sources.
  const options = ["--allow-dirty", "--no-source-maps", "--quiet", "--output", `${directory}raw.tgz`];
  await run(Deno.execPath(), ["pack", ...options], { cwd: ROOT });
  await run("tar", ["-xzf", "raw.tgz"], { cwd: directory });
  await adaptComments(`${directory}package/`);
  const path = `${directory}package/package.json`;
  const manifest = complete(JSON.parse(await Deno.readTextFile(path)));
  await Deno.writeTextFile(path, JSON.stringify(manifest, null, 2) + "\n");
  const packed = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", directory], {
    cwd: `${directory}package`,
  });
  const { filename } = JSON.parse(packed)[0];
  await Deno.rename(directory + filename, WORK + filename);
  return WORK + filename;
}

/**
 * Adapts comments to editors: `deno pack` writes `readonly` before the comment of a property of an `as const` object,
 * where they do not find it; and they expect a hyphen after the name of a parameter.
 */
async function adaptComments(directory: string): Promise<void> {
  for await (const { name, isDirectory } of Deno.readDir(directory)) {
    if (isDirectory) await adaptComments(`${directory}${name}/`);
    if (!name.endsWith(".d.ts")) continue;
    const text = await Deno.readTextFile(directory + name);
    const adapted = text
      .replace(/\breadonly (\/\*\*[\s\S]*?\*\/)\s/g, "$1 readonly ")
      .replace(/(@param \S+) – /g, "$1 - ");
    await Deno.writeTextFile(directory + name, adapted);
  }
}

function complete(manifest: Manifest): Manifest {
  const { name, version, ...rest } = manifest;
  const { description, keywords, engines, sideEffects, files } = FIELDS;
  const dependencies = exactVersions(manifest.dependencies ?? {});
  return { name, version, description, keywords, ...rest, engines, sideEffects, files, dependencies };
}

/** Pins exact versions: `deno pack` loosens them, but only one version of pako writes the same bytes as Python. */
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
