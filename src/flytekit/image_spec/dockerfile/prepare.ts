/**
 * The Dockerfile of an image specification, with what has to be read for it.
 *
 * @module
 */
import { checkArgument, HOST } from "../../../arguments.ts";
import { locateSecrets } from "../../../container/build_secrets.ts";
import type { RenderedImage } from "../../../container/rendered_image.ts";
import { FlyteConfigError } from "../../../errors.ts";
import type { Host } from "../../../runtime/host.ts";
import { readText } from "../../../runtime/read_file.ts";
import { checkDockerfile } from "../checks.ts";
import type { DockerfileOptions, DockerfileSpec } from "./options.ts";
import { renderDockerfile } from "./render.ts";
import { lockFileOf, pyprojectOf } from "./requirements.ts";

/**
 * Writes the Dockerfile of a specification as {@linkcode renderDockerfile} does, after reading the requirements file
 * and looking whether everything else that it needs is there.
 *
 * Rejects as that does, and with `image_requirements_missing`, `image_lock_without_pyproject`, `image_copy_path` and,
 * for a secret, `file_not_found`.
 */
export async function prepareDockerfile(
  spec: DockerfileSpec,
  host: Host,
  options: DockerfileOptions = {},
): Promise<RenderedImage> {
  checkDockerfile("prepareDockerfile", spec, options);
  checkArgument("prepareDockerfile", "host", host, HOST, "prepareDockerfile(spec, defaultHost())");
  const requirementsText = options.requirementsText ?? await readRequirements(spec, host);
  const rendered = renderDockerfile(spec, { ...options, requirementsText });
  for (const [index, path] of (spec.copy ?? []).entries()) {
    if (await host.stat(path) !== undefined) continue;
    const at = `copy[${index}]`;
    throw new FlyteConfigError("image_copy_path", `${at}: there is no ${JSON.stringify(path)} to copy`, { path: at });
  }
  await locateSecrets(host, rendered.secrets);
  return rendered;
}

/** The text of the requirements file, unless there is none or it is a lock file. */
async function readRequirements(spec: DockerfileSpec, host: Host): Promise<string | undefined> {
  if (!spec.requirements) return undefined;
  if (await host.stat(spec.requirements) === undefined) {
    throw new FlyteConfigError(
      "image_requirements_missing",
      `requirements: there is no ${JSON.stringify(spec.requirements)}, seen from ${
        host.workingDirectory() ?? "nowhere"
      }`,
      { path: "requirements" },
    );
  }
  const lock = lockFileOf(spec);
  if (lock === undefined) return await readText(host, spec.requirements, "requirements");
  if (await host.stat(pyprojectOf(spec)) === undefined) {
    throw new FlyteConfigError(
      "image_lock_without_pyproject",
      `requirements: ${lock} needs the pyproject.toml that it was made for; there is no ${
        JSON.stringify(pyprojectOf(spec))
      }`,
      { path: "requirements" },
    );
  }
  return undefined;
}
