/**
 * The Dockerfile of an image specification.
 *
 * @module
 */
import { env, grouped, installDebian, mountFrom, NVIDIA, run } from "../../../container/instructions.ts";
import { assignment, checkImage, checkName, checkNoNul, checkText, jsonForm } from "../../../container/escape.ts";
import type { RenderedImage } from "../../../container/rendered_image.ts";
import { FlyteConfigError, type Issue } from "../../../errors.ts";
import { checkDockerfile } from "../checks.ts";
import { buildSecrets, COPIED, copiedEntries, sourceEntries, SOURCES } from "./context.ts";
import { decide, type Decided, DEFAULT_BASE_IMAGE, type DockerfileOptions, type DockerfileSpec } from "./options.ts";
import { MICROMAMBA_STAGE, planPython, type PythonPlan, UV_STAGE, uvMounts } from "./python.ts";
import { requirementsOf } from "./requirements.ts";
import { findWarnings } from "./warnings.ts";

const CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";

/**
 * Writes the Dockerfile of a specification, for BuildKit or buildah. Reads no file: what belongs beside it is told in
 * `context`. No field of the specification can add an instruction, whatever is in it.
 *
 * Throws `image_field_invalid`, `image_option_invalid`, `image_base_required`, `image_cuda_unsupported`,
 * `image_conda_with_python`, `image_copy_path`, `image_requirements_missing`, `image_lock_with_packages`,
 * `image_lock_needs_uv` and `missing_source_root`.
 *
 * @example
 * ```ts
 * import { renderDockerfile } from "@flyte-ts/config";
 *
 * const spec = { id: "x1", baseImage: "debian:bookworm-slim", env: { MODE: "a\nRUN b" } };
 * try {
 *   renderDockerfile(spec);
 * } catch (error) {
 *   console.log((error as Error).message); // env.MODE holds a line break or a control character
 * }
 * ```
 */
export function renderDockerfile(spec: DockerfileSpec, options: DockerfileOptions = {}): RenderedImage {
  checkDockerfile("renderDockerfile", spec, options);
  refuseCuda(spec);
  const warnings: Issue[] = [];
  const decided = decide(spec, options, warnings);
  const python = planPython(spec, decided, requirementsOf(spec, decided), warnings);
  const sources = sourceEntries(spec);
  const copied = copiedEntries(spec);
  for (const warning of findWarnings(spec, decided, python)) warnings.push(warning);
  const usesUv = decided.installer === "uv" &&
    (python.install.length > 0 || !!spec.commands?.some((command) => /\buv\b/.test(command)));
  const instructions = [
    ...stages(spec, decided, usesUv, python.hasConda),
    ...system(spec, python.hasConda),
    ...python.make,
    ...variables(spec, decided, usesUv, python),
    ...python.install,
    NVIDIA,
    ...entrypoint(spec),
    ...(sources.length === 0 ? [] : [`COPY --chown=flytekit ${SOURCES}/ /root/`]),
    ...(copied.length === 0 ? [] : [`COPY --chown=flytekit ${COPIED}/ /root/`]),
    ...commands(spec, usesUv),
    ...last(spec, decided),
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
    `${field} is not installed by this builder: Python packages that need CUDA bring it along; else take it from conda ` +
      "(condaChannels: nvidia), or start from a baseImage that has it",
    { path: field },
  );
}

function stages(spec: DockerfileSpec, options: Decided, usesUv: boolean, usesConda: boolean): readonly string[] {
  const base = spec.baseImage ?? DEFAULT_BASE_IMAGE;
  if (typeof base !== "string") {
    const message = "baseImage is a specification; build it first, and give its image's name here";
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

/** Debian packages, certificates and the user. */
function system(spec: DockerfileSpec, usesConda: boolean): readonly string[] {
  const lacking = `test -e ${CERTIFICATES} || { mkdir -p /etc/ssl/certs && cp /tmp/certificates.crt ${CERTIFICATES}; }`;
  return [
    `SHELL ${jsonForm(["/bin/sh", "-c"])}`,
    "USER root",
    "WORKDIR /",
    ...installDebian("aptPackages", spec.aptPackages ?? []),
    ...(usesConda ? [run([lacking], [mountFrom(MICROMAMBA_STAGE, CERTIFICATES, "/tmp/certificates.crt")])] : []),
    run([
      "{ id -u flytekit >/dev/null 2>&1 || useradd --create-home --shell /bin/bash flytekit; }",
      "chown -R flytekit /root /home",
    ]),
  ];
}

/** First those of this library, so that the specification's own see them. */
function variables(spec: DockerfileSpec, options: Decided, usesUv: boolean, python: PythonPlan): readonly string[] {
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

/** All in one shell, as with flytekit, so that one may prepare what the next needs. */
function commands(spec: DockerfileSpec, usesUv: boolean): readonly string[] {
  const lines = (spec.commands ?? []).map((command, index) => checkNoNul(`commands[${index}]`, command));
  if (lines.length === 0) return [];
  return [run(lines.length === 1 ? lines : lines.map(grouped), usesUv ? uvMounts() : [])];
}

function last(spec: DockerfileSpec, options: Decided): readonly string[] {
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
    // At the end, for it changes with every field, and would make all that follows be built again.
    ...env([["_F_IMG_ID", id]], false),
  ];
}
