/**
 * Checks the npm package: its files, its types in editors and compilers, and its use from Node.
 *
 * @module
 */
import config from "../../deno.json" with { type: "json" };
import { SCHEMAS } from "../../src/settings/published.ts";
import { run } from "../tools/run.ts";
import { emptyDirectory, npmInstall, ROOT, runTool, tool, WORK } from "../tools/npm.ts";
import { checkHovers } from "./hover.ts";
import { PUBLISHED_FILES } from "./build.ts";
import { checkLanguageServer } from "./language_server.ts";
import { relativeLinks } from "./links.ts";
import { checkPlugin } from "./plugin.ts";
import { writeSbom } from "./sbom.ts";
import { compareTypes } from "./types.ts";

const DOCUMENTS = ["CHANGELOG.md", "LICENSE", "README.md", "package.json", ...Object.keys(PUBLISHED_FILES)].map((
  name,
) => `package/${name}`);
const CODE = /^package\/(?:(?:lib|node)\/[\w-]+\.js(?:\.map)?|types\/(?:cli|mod|v2|(?:src|plugins)\/[\w/]+)\.d\.ts)$/;
const DIRECTORY = `${WORK}consumer/`;

/** Checks a tarball: prints each check that passes, and throws at the first that fails. */
export async function checkTarball(tarball: string): Promise<void> {
  await checkFiles(tarball);
  await checkLinks(tarball);
  await runTool("publint", "publint", [tarball, "--strict"]);
  passed("publint reports nothing");
  await runTool("attw", "attw", [tarball, "--profile", "esm-only", "--no-emoji"]);
  passed("attw accepts its types");
  await checkDependencies(tarball);
  const sbom = await writeSbom(tarball);
  passed(`${sbom.path.slice(WORK.length)} conforms to CycloneDX, and lists ${sbom.components}`);
  await npmInstall(DIRECTORY, [tarball]);
  await checkTypes();
  checkEditors();
  await compareWithSources();
  await checkNode();
  for (const what of await checkLanguageServer(`${DIRECTORY}node_modules/@flyte-ts/config/`)) passed(what);
  for (const what of await checkPlugin(tarball)) passed(what);
}

async function checkFiles(tarball: string): Promise<void> {
  const files = (await run("tar", ["-tzf", tarball])).trim().split("\n");
  const missing = DOCUMENTS.filter((file) => !files.includes(file));
  if (missing.length > 0) throw new Error(`the tarball lacks ${missing.join(", ")}`);
  const surplus = files.filter((file) => !CODE.test(file) && !DOCUMENTS.includes(file));
  if (surplus.length > 0) throw new Error(`the tarball should not have ${surplus.join(", ")}`);
  const text = await run("tar", ["-xzOf", tarball]);
  for (const trace of ["file:///", ROOT]) {
    if (text.includes(trace)) throw new Error(`the tarball contains traces of the build machine: ${trace}`);
  }
  const { size } = await Deno.stat(tarball);
  passed(`${files.length} files, ${Math.round(size / 1024)} KiB`);
}

/** Checks that links work where the package is shown: they are absolute. */
async function checkLinks(tarball: string): Promise<void> {
  for (const name of DOCUMENTS.filter((name) => name.endsWith(".md"))) {
    const links = relativeLinks(await run("tar", ["-xzOf", tarball, name]));
    if (links.length > 0) throw new Error(`${name} has relative links: ${links.join(", ")}`);
  }
  passed("all links are absolute");
}

/** Checks that versions are exact: other versions may read and write differently. */
async function checkDependencies(tarball: string): Promise<void> {
  const imports: Readonly<Record<string, string>> = config.imports;
  const { dependencies } = JSON.parse(await run("tar", ["-xzOf", tarball, "package/package.json"]));
  const found = Object.entries(dependencies).map(([name, version]) => `npm:${name}@${version}`).sort();
  const expected = ["@bomb.sh/tab", "@stricli/core", "get-east-asian-width", "smol-toml"].map((name) => imports[name]);
  if (found.join() !== expected.join()) throw new Error(`the tarball depends on ${found}, not ${expected}`);
  passed(`it depends on ${found.join(", ")}`);
}

async function checkTypes(): Promise<void> {
  await Deno.copyFile(`${ROOT}tests/consumer/consumer.ts`, `${DIRECTORY}consumer.ts`);
  for (const resolution of ["nodenext", "bundler"]) {
    const project = `${DIRECTORY}tsconfig.${resolution}.json`;
    await Deno.copyFile(`${ROOT}tests/consumer/tsconfig.${resolution}.json`, project);
    for (const typescript of ["typescript5", "typescript7"] as const) {
      const compiler = `${await tool(typescript)}node_modules/.bin/tsc`;
      await run(compiler, ["--project", project]);
      passed(`${(await run(compiler, ["--version"])).trim()} accepts its types with ${resolution}`);
    }
  }
}

function checkEditors(): void {
  const { failures, count } = checkHovers(DIRECTORY);
  if (failures.length > 0) throw new Error(failures.join("\n"));
  passed(`editors show ${count} hovers and completions as they should`);
}

/** Compares the types with those of the sources, compiled beside the package to find the same dependencies. */
async function compareWithSources(): Promise<void> {
  const sources = `${DIRECTORY}sources/`;
  await emptyDirectory(sources);
  await run("cp", ["-r", "cli.ts", "mod.ts", "v2.ts", "src", "plugins", sources], { cwd: ROOT });
  const count = compareTypes(`${DIRECTORY}node_modules/@flyte-ts/config/`, sources);
  passed(`its types are those of the sources, without any, for ${count} exports`);
}

async function checkNode(): Promise<void> {
  await Deno.copyFile(`${ROOT}tests/consumer/five_lines.mjs`, `${DIRECTORY}five_lines.mjs`);
  const input = await Deno.readTextFile(`${ROOT}tests/goldens/real_task.txt`);
  const output = await run("node", ["five_lines.mjs"], { cwd: DIRECTORY, input });
  const expected = (await Deno.readTextFile(`${ROOT}tests/consumer/five_lines.txt`)).trim();
  if (output.trim() !== expected) throw new Error(`five_lines.mjs should print\n${expected}\nand printed\n${output}`);
  passed(`Node ${(await run("node", ["--version"])).trim()} decodes a context: ${expected}`);
  await Deno.copyFile(`${ROOT}tests/consumer/read_config.mjs`, `${DIRECTORY}read_config.mjs`);
  await Deno.writeTextFile(
    `${DIRECTORY}config.yaml`,
    "admin:\n  endpoint: dns:///flyte.example.com\n  insecur: true\n",
  );
  const read = (await run("node", ["read_config.mjs"], { cwd: DIRECTORY })).trim();
  if (read !== "flyte.example.com 5 admin.insecure") throw new Error(`read_config.mjs printed\n${read}`);
  passed(`and reads a configuration file: ${read}`);
  const schema = `import schema from "@flyte-ts/config/schema/config.all.json" with { type: "json" };
import { diagnose } from "@flyte-ts/config/diagnostics";
console.log(schema.$id, diagnose("admin:\\n  insecur: true\\n")[0].suggestions[0].newText);`;
  const printed = (await run("node", ["--input-type=module", "--eval", schema], { cwd: DIRECTORY })).trim();
  if (printed !== `${SCHEMAS.all} insecure`) throw new Error(`the schema and diagnose print\n${printed}`);
  passed(`and imports a schema, and finds mistakes: ${printed}`);
  const script = `import { parseReference } from "@flyte-ts/config";
try { parseReference("Upper:1"); } catch (error) { console.log(error.stack); }`;
  const stack = await run("node", ["--enable-source-maps", "--input-type=module", "--eval", script], {
    cwd: DIRECTORY,
  });
  if (!/src\/oci\/reference\.ts:\d+:\d+/.test(stack)) {
    throw new Error(`source maps do not lead to the sources:\n${stack}`);
  }
  passed("source maps lead from an error to the line in the sources");
}

function passed(what: string): void {
  console.log(`ok: ${what}`);
}
