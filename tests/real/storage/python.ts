/**
 * Runs the Python libraries on storage.
 *
 * @module
 */
import { ROOT } from "../../../scripts/tools/npm.ts";
import { run } from "../../../scripts/tools/run.ts";
import type { Digest } from "./contents.ts";

/** A library, and the script that uses it. */
export interface PythonLibrary {
  readonly name: "flytekit" | "flyte";
  readonly python: string;
  readonly script: string;
}

/** flytekit, which uses s3fs, gcsfs and adlfs. */
export const FLYTEKIT: PythonLibrary = library("flytekit", "flytekit-1.16.31");
/** flyte 2, which uses obstore. */
export const FLYTE: PythonLibrary = library("flyte", "flyte-2.12.1");

/** One request. */
export interface PythonJob {
  readonly action: "put" | "get";
  readonly uri: string;
  /** The content to write: see `contentOf`. */
  readonly size?: number;
  readonly seed?: number;
  readonly anonymous?: boolean;
  /** Whether flytekit's `FileAccessProvider` transfers files, in place of the file system that it opens. */
  readonly provider?: boolean;
}

/** The digest of what was written or read, or the error. */
export type PythonResult = Digest | { readonly error: string };

/** Runs jobs, one after the other. */
export async function runPython(
  { python, script }: PythonLibrary,
  jobs: readonly PythonJob[],
  env: Readonly<Record<string, string>>,
): Promise<readonly PythonResult[]> {
  const output = await run(python, [script], { env, input: JSON.stringify(jobs) });
  return JSON.parse(output.trim().split("\n").at(-1)!);
}

function library(name: PythonLibrary["name"], environment: string): PythonLibrary {
  return {
    name,
    python: `${ROOT}.venv/${environment}/bin/python`,
    script: `${ROOT}tests/real/storage/python/${name}_store.py`,
  };
}
