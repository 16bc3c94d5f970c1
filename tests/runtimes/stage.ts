/**
 * What runtimes need before they can run: the packed package, installed, and the suite as JavaScript.
 *
 * @module
 */
import { buildTarball } from "../../scripts/pack/build.ts";
import { npmInstall, ROOT, runTool, WORK } from "../../scripts/tools/npm.ts";

/** Directory with the installed package in `node_modules` and the entries beside it, which import it by name. */
export const STAGE: string = `${WORK}runtimes/`;

/** A directory with what checks read from a disk. */
export const MACHINE: string = `${STAGE}machine`;

/** The variables of a process that has these files. */
export const MACHINE_ENV: Readonly<Record<string, string>> = {
  HOME: `${MACHINE}/home`,
  FLYTE_AWS_RETRIES: "7",
  FLYTECTL_CONFIG: "",
};

const MACHINE_FILES: Readonly<Record<string, string | Uint8Array>> = {
  "home/.flyte/config.yaml": "admin:\n  endpoint: dns:///home.example.com\n  insecure: true\n",
  "other_home/.flyte/config.yaml": "admin:\n  endpoint: other.example.com\n",
  "other.ini": "[platform]\nurl = ini.example.com\n",
  "latin1.yaml": Uint8Array.from("admin:\n  endpoint: caf\xe9\n", (character) => character.charCodeAt(0)),
  "secret": "s3cret\n",
  // What checks/flyte2.ts names images of.
  "v2/main.py": '# /// script\n# requires-python = ">=3.12"\n# dependencies = ["httpx", "größe>=1"]\n# ///\nprint(1)\n',
  "v2/requirements.txt": "pandas==2.2.3\n",
  "v2/uv/pyproject.toml": '[project]\nname = "p"\nversion = "0.1.0"\n',
  "v2/uv/uv.lock": "version = 1\n",
  "v2/docker/Dockerfile": "FROM debian:12\nRUN true\n",
  "v2/source/.dockerignore": "*.log\n**/secret\n!keep.log\n",
  "v2/source/main.py": "print('größe')\n",
  "v2/source/a.log": "x",
  "v2/source/keep.log": "y",
  "v2/source/pkg/__init__.py": "",
  "v2/source/pkg/mod.py": "VALUE = 1\n",
  "v2/source/pkg/secret": "s3cret",
};

/** Prepares the directory. */
export async function prepare(): Promise<void> {
  await npmInstall(STAGE, [await buildTarball()]);
  await writeMachine();
  const entries = ["server", "worker", "page"].map((name) => `${ROOT}tests/runtimes/entries/${name}.ts`);
  await runTool("esbuild", "esbuild", [
    ...entries,
    "--bundle",
    "--packages=external",
    "--format=esm",
    "--log-level=warning",
    `--outdir=${STAGE}`,
  ]);
}

async function writeMachine(): Promise<void> {
  for (const [name, content] of Object.entries(MACHINE_FILES)) {
    const path = `${MACHINE}/${name}`;
    await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    await Deno.writeFile(path, typeof content === "string" ? new TextEncoder().encode(content) : content);
  }
}

/** The context of a task that was registered. */
export function realTask(): Promise<string> {
  return Deno.readTextFile(`${ROOT}tests/goldens/real_task.txt`);
}
