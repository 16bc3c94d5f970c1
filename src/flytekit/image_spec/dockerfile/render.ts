/**
 * Writes the Dockerfile of an image specification.
 *
 * @module
 */
import { env, grouped, installDebian, mountFrom, NVIDIA, run } from "../../../container/instructions.ts";
import { assignment, checkImage, checkName, checkNoNul, checkText, jsonForm } from "../../../container/escape.ts";
import type { RenderedImage } from "../../../container/rendered_image.ts";
import { FlyteConfigError, type Issue } from "../../../errors.ts";
import { buildSecrets, COPIED, copiedEntries, requirementsOf, sourceEntries, SOURCES } from "./inputs.ts";
import {
  checkDockerfile,
  DEFAULT_BASE_IMAGE,
  type DockerfileOptions,
  type DockerfileSpec,
  type ResolvedOptions,
  resolveOptions,
} from "./options.ts";
import { MICROMAMBA_STAGE, planPython, type PythonPlan, UV_STAGE, uvMounts } from "./python.ts";
import { findWarnings } from "./warnings.ts";

const CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";

/**
 * Writes the Dockerfile of a specification, for BuildKit or buildah. Reads no file: `context` lists the files that it is
 * built with. No value of a field can add an instruction.
 *
 * @param spec – The specification, or the fields of one.
 * @param options – How the Dockerfile is written.
 * @returns The Dockerfile, and what it is built with.
 * @throws {FlyteConfigError} `image_field_invalid` – when a Dockerfile cannot contain the value of a field.
 * @throws {FlyteConfigError} `image_base_required` – when the base image is a specification.
 * @throws {FlyteConfigError} `image_cuda_unsupported` – when `cuda` or `cudnn` is set.
 * @throws {FlyteConfigError} `image_conda_with_python` – when conda packages and `pythonExec` are set.
 * @throws {FlyteConfigError} `image_copy_path` – when a path of `copy` is absolute or contains `..`.
 * @throws {FlyteConfigError} `image_requirements_missing` – when `requirementsText` is missing.
 * @throws {FlyteConfigError} `image_lock_with_packages`, `image_lock_needs_uv` – when a lock file is combined with
 * `packages`, or with the installer pip.
 * @throws {FlyteConfigError} `missing_source_root` – when source files are copied and `sourceRoot` is not set.
 * @throws {FlyteConfigError} `invalid_option` – when an option, also one of `builderOptions` or `builderConfig`, is wrong.
 * @throws {FlyteConfigError} `invalid_argument`, `unknown_field`, `wrong_shape` – when `spec` is not a specification.
 *
 * @example
 * ```ts
 * import { renderDockerfile } from "@flyte-ts/config";
 *
 * const spec = { id: "x1", baseImage: "debian:bookworm-slim", env: { MODE: "a\nRUN b" } };
 * try {
 *   renderDockerfile(spec);
 * } catch (error) {
 *   console.log((error as Error).message); // env.MODE: contains a line break or control character
 * }
 * ```
 */
export function renderDockerfile(spec: DockerfileSpec, options: DockerfileOptions = {}): RenderedImage {
  checkDockerfile("renderDockerfile", spec, options);
  refuseCuda(spec);
  const warnings: Issue[] = [];
  const resolved = resolveOptions(spec, options, warnings);
  const python = planPython(spec, resolved, requirementsOf(spec, resolved), warnings);
  const sources = sourceEntries(spec);
  const copied = copiedEntries(spec);
  for (const warning of findWarnings(spec, resolved, python)) warnings.push(warning);
  const usesUv = resolved.installer === "uv" &&
    (python.install.length > 0 || !!spec.commands?.some((command) => /\buv\b/.test(command)));
  const instructions = [
    ...stages(spec, resolved, usesUv, python.hasConda),
    ...system(spec, python.hasConda),
    ...python.make,
    ...variables(spec, resolved, usesUv, python),
    ...python.install,
    NVIDIA,
    ...entrypoint(spec),
    ...(sources.length === 0 ? [] : [`COPY --chown=flytekit ${SOURCES}/ /root/`]),
    ...(copied.length === 0 ? [] : [`COPY --chown=flytekit ${COPIED}/ /root/`]),
    ...commands(spec, usesUv),
    ...finish(spec, resolved),
  ];
  return {
    dockerfile: `# Written by @flyte-ts/config\n${instructions.join("\n")}\n`,
    context: [...python.context, ...sources, ...copied],
    secrets: python.install.length === 0 ? [] : buildSecrets(spec),
    warnings,
  };
}

function refuseCuda({ cuda, cudnn }: DockerfileSpec): void {
  if (cuda == null && cudnn == null) return;
  const field = cuda == null ? "cudnn" : "cuda";
  throw new FlyteConfigError(
    "image_cuda_unsupported",
    `${field}: not supported by this builder; Python packages usually include the CUDA libraries that they need, or ` +
      'install it with conda (condaChannels: ["nvidia"]), or use a baseImage that has it',
    { path: field },
  );
}

function stages(
  spec: DockerfileSpec,
  options: ResolvedOptions,
  usesUv: boolean,
  usesConda: boolean,
): readonly string[] {
  const base = spec.baseImage ?? DEFAULT_BASE_IMAGE;
  if (typeof base !== "string") {
    const message = "baseImage: expected an image name, found an ImageSpec; build that first and use its image name";
    throw new FlyteConfigError("image_base_required", message, { path: "baseImage" });
  }
  return [
    ...(usesUv ? [`FROM ${checkImage("builderConfig.uv_image", options.uvImage)} AS ${UV_STAGE}`] : []),
    ...(usesConda
      ? [`FROM ${checkImage("builderConfig.micromamba_image", options.micromambaImage)} AS ${MICROMAMBA_STAGE}`]
      : []),
    `FROM ${checkImage("baseImage", base || DEFAULT_BASE_IMAGE)}`,
  ];
}

/** Installs Debian packages and certificates, and creates the user. */
function system(spec: DockerfileSpec, usesConda: boolean): readonly string[] {
  const installCertificates =
    `test -e ${CERTIFICATES} || { mkdir -p /etc/ssl/certs && cp /tmp/certificates.crt ${CERTIFICATES}; }`;
  return [
    `SHELL ${jsonForm(["/bin/sh", "-c"])}`,
    "USER root",
    "WORKDIR /",
    ...installDebian("aptPackages", spec.aptPackages ?? []),
    ...(usesConda
      ? [run([installCertificates], [mountFrom(MICROMAMBA_STAGE, CERTIFICATES, "/tmp/certificates.crt")])]
      : []),
    run([
      "{ id -u flytekit >/dev/null 2>&1 || useradd --create-home --shell /bin/bash flytekit; }",
      "chown -R flytekit /root /home",
    ]),
  ];
}

/** Sets the variables of this library first, so that those of the specification can refer to them. */
function variables(
  spec: DockerfileSpec,
  options: ResolvedOptions,
  usesUv: boolean,
  python: PythonPlan,
): readonly string[] {
  const own = Object.entries(spec.env ?? {}).map(([name, value]) => {
    return [checkName("env", name), checkText(`env.${name}`, value)] as const;
  });
  const uv = [["UV_COMPILE_BYTECODE", "1"], ["UV_LINK_MODE", "copy"]] as const;
  return [
    ...env([
      ...(python.paths.length === 0 ? [] : [["PATH", `${python.paths.join(":")}:$PATH`] as const]),
      ...(usesUv ? uv : []),
      ...(usesUv && python.executable ? [["UV_PYTHON", python.executable] as const] : []),
      ["FLYTE_SDK_RICH_TRACEBACKS", "0"],
      ["SSL_CERT_DIR", "/etc/ssl/certs"],
      ["PYTHONPATH", "/root"],
    ], true),
    ...env(own, !options.literalEnv),
  ];
}

function entrypoint({ entrypoint }: DockerfileSpec): readonly string[] {
  if (entrypoint == null) return [];
  return [`ENTRYPOINT ${jsonForm(entrypoint.map((word, index) => checkNoNul(`entrypoint[${index}]`, word)))}`];
}

/** Runs all commands in one shell, as in flytekit, so that each sees what the previous ones set. */
function commands(spec: DockerfileSpec, usesUv: boolean): readonly string[] {
  const lines = (spec.commands ?? []).map((command, index) => checkNoNul(`commands[${index}]`, command));
  if (lines.length === 0) return [];
  return [run(lines.length === 1 ? lines : lines.map(grouped), usesUv ? uvMounts() : [])];
}

function finish(spec: DockerfileSpec, options: ResolvedOptions): readonly string[] {
  const labels = Object.entries(options.labels ?? {}).map(([name, value]) => {
    return assignment(checkName("labels", name), checkText(`labels.${name}`, value));
  });
  const id = checkText("imageId", options.imageId ?? spec.id);
  return [
    "WORKDIR /root",
    `SHELL ${jsonForm(["/bin/bash", "-c"])}`,
    "USER flytekit",
    run([`mkdir -p "$HOME"`, `echo "export PATH=$PATH" >> "$HOME/.profile"`]),
    ...(labels.length === 0 ? [] : [`LABEL ${labels.join(" \\\n    ")}`]),
    // Last, since it changes with every field and invalidates the cache of all layers after it.
    ...env([["_F_IMG_ID", id]], false),
  ];
}
