/**
 * Asks a Python interpreter for its version and for the versions of packages.
 *
 * @module
 */
import { checkOptions } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { hostFor } from "../../runtime/guarded_host.ts";
import type { Host } from "../../runtime/host.ts";
import { FROM_ENV_CHECKS } from "./checks.ts";
import { isObject } from "../../python/json_value.ts";
import { oneLine } from "../../text/quote.ts";
import type { ImageSpecInit } from "./image_spec_init.ts";

/** What `ImageSpec.fromEnv` takes: the specification, but for the Python version, and where to ask. */
export interface FromEnvOptions extends Omit<ImageSpecInit, "pythonVersion"> {
  /** Packages to add in the version that is installed. Default: none. */
  readonly pinnedPackages?: readonly string[] | null | undefined;
  /** The interpreter: a path or a name. Default: `python3`. */
  readonly python?: string | undefined;
  /** The machine's kind, as Python's `platform.machine()`. Default: that of the interpreter. */
  readonly machine?: string | undefined;
  /** Where the interpreter runs. Default: this machine. */
  readonly host?: Host | undefined;
}

/** Modules of the working directory must not take the place of Python's, but packages there count as installed. */
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

/** The init that the interpreter's answers complete, and its machine. See `ImageSpec.fromEnv`. */
export async function initFromEnv(options: FromEnvOptions): Promise<readonly [init: ImageSpecInit, machine: string]> {
  checkOptions("ImageSpec.fromEnv", options, FROM_ENV_CHECKS);
  const { pinnedPackages, python = "python3", host, machine, ...init } = options;
  if (((init as ImageSpecInit).pythonVersion ?? undefined) !== undefined) {
    throw new FlyteConfigError(
      "invalid_option",
      "ImageSpec.fromEnv: pythonVersion is that of the interpreter; leave it out",
      {
        path: "python_version",
      },
    );
  }
  const pins = pinnedPackages ?? [];
  const answer = await ask(hostFor(host), python, pins);
  const missing = pins.filter((name) => !answer.packages.has(name));
  if (missing.length > 0) {
    const names = missing.map((name) => JSON.stringify(name)).join(", ");
    throw new FlyteConfigError(
      "package_not_installed",
      `ImageSpec.fromEnv: ${python} has no ${names}; install it there, or take it out of pinnedPackages`,
      { path: "packages" },
    );
  }
  const pinned = pins.map((name) => `${name}==${answer.packages.get(name)}`);
  // Nothing given is an empty list to flytekit, and None is not set.
  const packages = init.packages === null && pins.length === 0 ? null : [...init.packages ?? [], ...pinned];
  return [{ ...init, packages, pythonVersion: answer.version }, machine ?? answer.machine];
}

interface Answer {
  readonly version: string;
  readonly machine: string;
  readonly packages: ReadonlyMap<string, unknown>;
}

async function ask(host: Host, python: string, names: readonly string[]): Promise<Answer> {
  const { code, stdout, stderr } = await host.run([python, "-c", SCRIPT, ...names]);
  const lines = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim().split("\n");
  if (code !== 0) throw unusable(python, `it ended with code ${code}: ${oneLine(lines(stderr).at(-1)!)}`);
  try {
    const answer: unknown = JSON.parse(lines(stdout).at(-1)!);
    if (isObject(answer) && isObject(answer.packages)) {
      const { python: version, machine } = answer;
      if (typeof version === "string" && typeof machine === "string") {
        return { version, machine, packages: new Map(Object.entries(answer.packages)) };
      }
    }
  } catch (cause) {
    throw unusable(python, "its answer is no JSON", cause);
  }
  throw unusable(python, "its answer is not the one of Python");
}

function unusable(python: string, reason: string, cause?: unknown): FlyteConfigError {
  return new FlyteConfigError(
    "python_unusable",
    `ImageSpec.fromEnv: ${JSON.stringify(python)} cannot be asked: ${reason}`,
    {
      cause,
    },
  );
}
