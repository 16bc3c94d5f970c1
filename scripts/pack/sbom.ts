/**
 * The list of the components of the npm package, in the format of CycloneDX. npm writes it about an installed copy.
 *
 * @module
 */
import { Ajv } from "ajv";
import formats from "ajv-formats";
import config from "../../deno.json" with { type: "json" };
import { emptyDirectory, tool, WORK } from "../tools/npm.ts";
import { run } from "../tools/run.ts";

// npm names the first component after its directory.
const DIRECTORY = `${WORK}sbom/@flyte-ts/config/`;

interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes?: readonly unknown[];
  readonly licenses?: readonly { readonly license: { readonly id: string } }[];
}

/** What is read of a list. */
interface Bom {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/** Licenses of dependencies that those who use the package may be expected to accept. */
const LICENSES = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"];

/** Writes the list of the components of a tarball beside it, checks it, and returns its path and its components. */
export async function writeSbom(tarball: string): Promise<{ readonly path: string; readonly components: string }> {
  await emptyDirectory(DIRECTORY);
  await run("tar", ["-xzf", tarball, "--strip-components=1", "-C", DIRECTORY]);
  await run("npm", ["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: DIRECTORY });
  const text = await run("npm", ["sbom", "--sbom-format=cyclonedx", "--sbom-type=library"], { cwd: DIRECTORY });
  const { dependencies } = JSON.parse(await Deno.readTextFile(`${DIRECTORY}package.json`));
  const components = checkBom(await validated(text), dependencies);
  const path = tarball.replace(/\.tgz$/, ".cdx.json");
  await Deno.writeTextFile(path, text);
  return { path, components };
}

/** Checks the list with the schema of CycloneDX, which refers to two others. */
async function validated(text: string): Promise<Bom> {
  const schemas = `${await tool("cyclonedx")}node_modules/@cyclonedx/cyclonedx-library/res/schema/`;
  const read = async (name: string) => JSON.parse(await Deno.readTextFile(schemas + name));
  // The schema uses more keywords and formats than ajv knows, such as `meta:enum` and `idn-email`.
  const ajv = new Ajv({ strict: false });
  for (const name of ["spdx.SNAPSHOT.schema.json", "jsf-0.82.SNAPSHOT.schema.json"]) {
    ajv.addSchema(await read(name), `http://cyclonedx.org/schema/${name}`);
  }
  formats.default(ajv);
  ajv.addFormat("iri-reference", true).addFormat("idn-email", true);
  const bom: Bom & { readonly specVersion: string } = JSON.parse(text);
  const validate = ajv.compile(await read(`bom-${bom.specVersion}.SNAPSHOT.schema.json`));
  if (!validate(bom)) throw new Error(`the list of components is invalid:\n${ajv.errorsText(validate.errors)}`);
  return bom;
}

/** Checks that the list has the package and exactly its dependencies, each with a hash and a license. */
function checkBom(bom: Bom, dependencies: Readonly<Record<string, string>>): string {
  const { component } = bom.metadata;
  const names = ({ name, version }: Component) => `${name}@${version}`;
  if (names(component) !== `${config.name}@${config.version}` || licenseOf(component) !== config.license) {
    throw new Error(`the list is that of ${names(component)} (${licenseOf(component)})`);
  }
  const found = bom.components.map(names).sort();
  const expected = Object.entries(dependencies).map(([name, version]) => `${name}@${version}`).sort();
  if (found.join() !== expected.join()) throw new Error(`the list has ${found}, not ${expected}`);
  for (const component of bom.components) {
    const license = licenseOf(component);
    if (!LICENSES.includes(license)) throw new Error(`${names(component)} has the license ${license}`);
    if (!component.hashes?.length) throw new Error(`${names(component)} has no hash`);
  }
  return bom.components.map((component) => `${names(component)} (${licenseOf(component)})`).join(", ");
}

function licenseOf({ licenses }: Component): string {
  return licenses?.map(({ license }) => license.id).join(" and ") || "unknown";
}
