/**
 * Installs Python and its packages in a Dockerfile.
 *
 * @module
 */
import {
  mountCache,
  mountContext,
  mountFrom,
  mountSecret,
  mountUvCache,
  run,
} from "../../../container/instructions.ts";
import { checkText, shellWord } from "../../../container/escape.ts";
import type { ContextEntry } from "../../../container/rendered_image.ts";
import { FlyteConfigError, type Issue } from "../../../errors.ts";
import { buildSecrets, installArguments, type LockFile, pyprojectOf, type Requirements } from "./inputs.ts";
import type { DockerfileSpec, ResolvedOptions } from "./options.ts";

/** Stage of the Dockerfile that has uv. */
export const UV_STAGE = "flyte-uv";

/** Stage of the Dockerfile that has micromamba. */
export const MICROMAMBA_STAGE = "flyte-micromamba";

const CONDA_ROOT = "/opt/micromamba";
const CONDA_ENV = `${CONDA_ROOT}/envs/runtime`;
const VENV = "/root/.venv";
const PIP_CACHE = "/var/cache/flyte/pip";
const LOCK = "/tmp/flyte-lock";
const REQUIREMENTS = "requirements.txt";

/** The parts of a Dockerfile that install Python. */
export interface PythonPlan {
  /** Whether micromamba installs a Python. */
  readonly hasConda: boolean;
  /** Directories of programs, in the order of `PATH`. */
  readonly paths: readonly string[];
  /** Path of the Python that tasks run with; `undefined` for that of the base image. */
  readonly executable: string | undefined;
  /** Instructions that install Python. */
  readonly make: readonly string[];
  /** Instructions that install packages. */
  readonly install: readonly string[];
  /** Files that the instructions need. */
  readonly context: readonly ContextEntry[];
}

/** Returns the mounts of a command that uses uv. */
export function uvMounts(): readonly string[] {
  return [mountUvCache(), mountFrom(UV_STAGE, "/uv", "/usr/bin/uv")];
}

/** Plans how Python is installed. Throws `image_conda_with_python`. */
export function planPython(
  spec: DockerfileSpec,
  options: ResolvedOptions,
  requirements: Requirements,
  warnings: Issue[],
): PythonPlan {
  refuseConda(spec);
  const installs = requirements.lock !== undefined || requirements.lines.length > 0;
  const wantsConda = !!spec.condaPackages?.length || !!spec.condaChannels?.length;
  const hasConda = !spec.pythonExec && (wantsConda || options.installer === "uv" && (installs || !!spec.pythonVersion));
  if (spec.pythonVersion && !hasConda) {
    const message = `pythonVersion: "${spec.pythonVersion}" is ignored, since the Python of the base image is used`;
    warnings.push({ code: "base_python_used", message, path: "pythonVersion" });
  }
  const base = checkText("pythonExec", spec.pythonExec ?? "python3");
  const usesVenv = requirements.lock !== undefined || installs && !hasConda;
  const python = usesVenv ? `${VENV}/bin/python` : hasConda ? `${CONDA_ENV}/bin/python` : spec.pythonExec ?? undefined;
  const install = requirements.lock !== undefined
    ? installLocked(spec, requirements.lock, hasConda ? `${CONDA_ENV}/bin/python` : base)
    : installs
    ? installLines(spec, options, usesVenv ? base : undefined, python!)
    : [];
  return {
    hasConda,
    paths: [...(usesVenv ? [`${VENV}/bin`] : []), ...(hasConda ? [`${CONDA_ENV}/bin`] : [])],
    executable: python,
    make: hasConda ? [makeConda(spec, options)] : [],
    install,
    context: installs ? contextOf(spec, requirements) : [],
  };
}

function refuseConda({ pythonExec, condaPackages, condaChannels }: DockerfileSpec): void {
  if (!pythonExec) return;
  for (const [field, list] of [["condaChannels", condaChannels], ["condaPackages", condaPackages]] as const) {
    if (!list?.length) continue;
    throw new FlyteConfigError(
      "image_conda_with_python",
      `${field}: cannot be combined with pythonExec, since conda installs a Python of its own; remove one of them`,
      { path: field },
    );
  }
}

/** Installs Python with conda, or adds to the Python of a base image that was built in the same way. */
function makeConda(spec: DockerfileSpec, options: ResolvedOptions): string {
  const channels = ["conda-forge", ...(spec.condaChannels ?? [])].flatMap((channel, index) => {
    return ["-c", shellWord(checkText(`condaChannels[${index - 1}]`, channel))];
  });
  const version = checkText("pythonVersion", spec.pythonVersion ?? options.pythonVersion);
  const packages = (spec.condaPackages ?? []).flatMap((name, index) => {
    return checkText(`condaPackages[${index}]`, name).trim().split(/\s+/).filter((word) => word !== "");
  });
  const pip = options.installer === "pip" ? ["pip"] : [];
  const what = [`python=${version}`, ...pip, ...packages].map(shellWord);
  const rest = ["-y", "-n", "runtime", "--root-prefix", CONDA_ROOT, ...channels, ...what].join(" ");
  return run([
    "micromamba config set use_lockfiles False",
    `if [ -d ${CONDA_ENV} ]; then micromamba install ${rest}; else micromamba create ${rest}; fi`,
    `chown -R flytekit ${CONDA_ROOT}`,
  ], [
    mountCache("micromamba", `${CONDA_ROOT}/pkgs`),
    mountFrom(MICROMAMBA_STAGE, "/usr/bin/micromamba", "/usr/bin/micromamba"),
  ]);
}

function installLines(
  spec: DockerfileSpec,
  options: ResolvedOptions,
  base: string | undefined,
  python: string,
): string[] {
  const args = [...installArguments(spec), "--requirement", `/tmp/${REQUIREMENTS}`].map(shellWord).join(" ");
  const secrets = buildSecrets(spec).map(mountSecret);
  const own = mountContext(REQUIREMENTS, `/tmp/${REQUIREMENTS}`);
  const owner = base === undefined ? [] : [`chown -R flytekit ${VENV}`];
  if (options.installer === "pip") {
    const venv = base === undefined ? [] : [`${shellWord(base)} -m venv --system-site-packages ${VENV}`];
    const install = `PIP_CACHE_DIR=${PIP_CACHE} ${python} -m pip install ${args}`;
    return [run([...venv, install, ...owner], [mountCache("pip", PIP_CACHE), own, ...secrets])];
  }
  const make = `uv venv --python ${shellWord(base ?? "")} --system-site-packages --allow-existing ${VENV}`;
  const install = `uv pip install --python ${python} ${args}`;
  return [run([...(base === undefined ? [] : [make]), install, ...owner], [...uvMounts(), own, ...secrets])];
}

/** Installs the packages of a lock file, which is mounted in a read-only directory of its own. */
function installLocked(spec: DockerfileSpec, lock: LockFile, python: string): string[] {
  const args = installArguments(spec).map(shellWord);
  const exec = shellWord(python);
  const make = `uv venv --python ${exec} --allow-existing ${VENV}`;
  const install = lock === "uv.lock"
    ? [
      "UV_PROJECT_ENVIRONMENT=" + VENV,
      "uv sync",
      ...args,
      `--python ${exec}`,
      "--locked --no-dev --no-install-project",
    ]
    : [
      `VIRTUAL_ENV=${VENV} PATH="${VENV}/bin:$PATH" uv tool run --python ${exec} poetry install`,
      ...args,
      "--no-root",
    ];
  const steps = [`cd ${LOCK}`, ...(lock === "uv.lock" ? [] : [make]), install.join(" "), `chown -R flytekit ${VENV}`];
  const caches = lock === "uv.lock" ? [] : [mountCache("poetry", "/root/.cache/pypoetry")];
  return [run(steps, [...uvMounts(), ...caches, mountContext("lock", LOCK), ...buildSecrets(spec).map(mountSecret)])];
}

function contextOf(spec: DockerfileSpec, { lock, lines }: Requirements): readonly ContextEntry[] {
  if (lock === undefined) return [{ kind: "text", path: REQUIREMENTS, text: `${lines.join("\n")}\n` }];
  return [
    { kind: "copy", path: `lock/${lock}`, source: spec.requirements! },
    { kind: "copy", path: "lock/pyproject.toml", source: pyprojectOf(spec) },
  ];
}
