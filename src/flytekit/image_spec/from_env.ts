/**
 * Asks a Python interpreter for its version and for the versions of packages.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { isObject } from "../../python/json_value.ts";
import type { Host } from "../../runtime/host.ts";
import { oneLine, quoted } from "../../text/quote.ts";

/** Modules of the working directory must not replace Python's own, but packages there count as installed. */
const SCRIPT = `
import sys
path, sys.path = sys.path, [entry for entry in sys.path if entry]
import json, platform
from importlib import metadata
sys.path = path
found = {}
for name in sys.argv[1:]:
    try:
        found[name] = metadata.version(name)
    except metadata.PackageNotFoundError:
        pass
python = "%d.%d" % sys.version_info[:2]
print(json.dumps({"python": python, "machine": platform.machine(), "packages": found}))
`;

/** The answer of an interpreter. */
export interface PythonEnvironment {
  /** Version of Python, such as `3.12`. */
  readonly pythonVersion: string;
  /** Kind of the machine, as Python's `platform.machine()` names it. */
  readonly machine: string;
  /** Requirements that pin the packages to their installed versions, such as `pandas==2.3.3`. */
  readonly pinned: readonly string[];
}

/**
 * Runs an interpreter and returns its version and pinned packages. Rejects with `package_not_installed`,
 * `python_unusable`, and as `Host.run` does.
 */
export async function readPythonEnvironment(
  host: Host,
  python: string,
  packages: readonly string[],
): Promise<PythonEnvironment> {
  const { versions, ...environment } = await ask(host, python, packages);
  const missing = packages.filter((name) => !versions.has(name));
  if (missing.length > 0) {
    const names = missing.map((name) => quoted(name)).join(", ");
    throw new FlyteConfigError(
      "package_not_installed",
      `ImageSpec.fromEnv: ${quoted(python)} does not have ${names}; install it, or remove it from pinnedPackages`,
      { path: "packages" },
    );
  }
  return { ...environment, pinned: packages.map((name) => `${name}==${versions.get(name)}`) };
}

async function ask(
  host: Host,
  python: string,
  names: readonly string[],
): Promise<Omit<PythonEnvironment, "pinned"> & { readonly versions: ReadonlyMap<string, unknown> }> {
  const { code, stdout, stderr } = await host.run([python, "-c", SCRIPT, ...names]);
  const lines = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim().split("\n");
  if (code !== 0) throw unusable(python, `it exited with code ${code}: ${oneLine(lines(stderr).at(-1)!)}`);
  try {
    const answer: unknown = JSON.parse(lines(stdout).at(-1)!);
    if (isObject(answer) && isObject(answer.packages)) {
      const { python: pythonVersion, machine } = answer;
      if (typeof pythonVersion === "string" && typeof machine === "string") {
        return { pythonVersion, machine, versions: new Map(Object.entries(answer.packages)) };
      }
    }
  } catch (cause) {
    throw unusable(python, "its output is not JSON", cause);
  }
  throw unusable(python, "its output is unexpected");
}

function unusable(python: string, reason: string, cause?: unknown): FlyteConfigError {
  const message = `ImageSpec.fromEnv: ${quoted(python)} does not work as a Python interpreter: ${reason}`;
  return new FlyteConfigError("python_unusable", message, { cause });
}
