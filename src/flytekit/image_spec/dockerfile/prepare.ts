/**
 * Writes the Dockerfile of an image specification, after reading the files that it needs.
 *
 * @module
 */
import { checkArgument, HOST } from "../../../arguments.ts";
import { locateSecrets } from "../../../container/build_secrets.ts";
import type { RenderedImage } from "../../../container/rendered_image.ts";
import { FlyteConfigError } from "../../../errors.ts";
import type { Host } from "../../../runtime/host.ts";
import { readText } from "../../../runtime/read_file.ts";
import { quoted } from "../../../text/quote.ts";
import { lockFileOf, pyprojectOf } from "./inputs.ts";
import { checkDockerfile, type DockerfileOptions, type DockerfileSpec } from "./options.ts";
import { renderDockerfile } from "./render.ts";

/**
 * Writes the Dockerfile of a specification like {@linkcode renderDockerfile}, after reading the requirements file and
 * checking that all other files exist.
 *
 * @param spec – The specification, or the fields of one.
 * @param host – Machine that has the files.
 * @param options – How the Dockerfile is written.
 * @returns The Dockerfile, and what it is built with.
 * @throws {FlyteConfigError} `image_requirements_missing` – when the requirements file does not exist.
 * @throws {FlyteConfigError} `image_lock_without_pyproject` – when there is no `pyproject.toml` beside the lock file.
 * @throws {FlyteConfigError} `image_copy_path` – when a file or directory of `copy` does not exist.
 * @throws {FlyteConfigError} `file_not_found`, `not_regular_file` – when a secret is missing or not a file.
 * @throws {FlyteConfigError} `invalid_argument` – when `spec` or `host` has the wrong type; and the codes of
 * `renderDockerfile`.
 *
 * @example
 * ```ts
 * import { ImageSpec, memoryHost, prepareDockerfile } from "@flyte-ts/config";
 *
 * const host = memoryHost({ files: { "/requirements.txt": "pandas" } });
 * const { context } = await prepareDockerfile(new ImageSpec({ requirements: "/requirements.txt" }), host);
 * console.log(context[0]?.path); // requirements.txt
 * ```
 */
export async function prepareDockerfile(
  spec: DockerfileSpec,
  host: Host,
  options: DockerfileOptions = {},
): Promise<RenderedImage> {
  checkDockerfile("prepareDockerfile", spec, options);
  checkArgument("prepareDockerfile", "host", host, HOST, "prepareDockerfile(spec, defaultHost())");
  const rendered = await readAndRender(spec, host, options);
  await locateSecrets(host, rendered.secrets);
  return rendered;
}

/** Writes the Dockerfile with checked arguments, and leaves the secrets to the build. */
export async function readAndRender(
  spec: DockerfileSpec,
  host: Host,
  options: DockerfileOptions,
): Promise<RenderedImage> {
  const requirementsText = options.requirementsText ?? await readRequirements(spec, host);
  const rendered = renderDockerfile(spec, { ...options, requirementsText });
  for (const [index, path] of (spec.copy ?? []).entries()) {
    if (await host.stat(path) !== undefined) continue;
    const message = `copy[${index}]: ${quoted(path)} does not exist`;
    throw new FlyteConfigError("image_copy_path", message, { path: `copy[${index}]` });
  }
  return rendered;
}

/** Returns the text of the requirements file, `undefined` for a lock file or if there is none. */
async function readRequirements(spec: DockerfileSpec, host: Host): Promise<string | undefined> {
  if (!spec.requirements) return undefined;
  if (await host.stat(spec.requirements) === undefined) {
    const directory = host.workingDirectory();
    throw new FlyteConfigError(
      "image_requirements_missing",
      `requirements: ${quoted(spec.requirements)} does not exist` +
        (directory === undefined ? "" : ` (working directory: ${directory})`),
      { path: "requirements" },
    );
  }
  const lock = lockFileOf(spec);
  if (lock === undefined) return await readText(host, spec.requirements, "requirements");
  if (await host.stat(pyprojectOf(spec)) === undefined) {
    throw new FlyteConfigError(
      "image_lock_without_pyproject",
      `requirements: ${quoted(pyprojectOf(spec))} does not exist; put the pyproject.toml of ${lock} beside it`,
      { path: "requirements" },
    );
  }
  return undefined;
}
