/**
 * The layers of flyte 2's own Debian images, and the layer of labels that only they have.
 *
 * @module
 */
import { STRINGS_KIND } from "../fields.ts";
import { type AptPackages, aptPackages } from "./apt.ts";
import { type Commands, commands } from "./commands.ts";
import { type Env, env, type WorkDir, workDir } from "./env.ts";
import { joined, type LayerDefinition, makeLayer } from "./layer.ts";

/** Lines of a Dockerfile, which only Debian images have. Python: `flyte._image._DockerLines`. */
export interface DockerLines {
  /** The type of the layer. */
  readonly type: "_DockerLines";
  /** The lines. */
  readonly lines: readonly string[];
}

/** See {@linkcode DockerLines}. */
export const dockerLines: LayerDefinition<DockerLines> = {
  type: "_DockerLines",
  fields: { lines: { kind: STRINGS_KIND, isRequired: true } },
  text: ({ lines }) => joined(lines),
};

/** Command that creates the user who runs tasks. */
export const CREATE_FLYTE_USER =
  "if ! id -u flyte >/dev/null 2>&1; then useradd --create-home --shell /bin/bash flyte; fi && " +
  "mkdir -p /home/flyte && chown -R flyte:flyte /home/flyte && chown -R flyte:flyte /root";

/** Home directory of that user. */
export const FLYTE_HOME = "/home/flyte";

const LABELS: readonly string[] = [
  "LABEL org.opencontainers.image.authors='Union.AI <info@union.ai>'",
  "LABEL org.opencontainers.image.source=https://github.com/flyteorg/flyte",
];

const ENV_VARS: readonly (readonly [name: string, value: string])[] = [
  ["VIRTUAL_ENV", "/opt/venv"],
  ["PATH", "/opt/venv/bin:$PATH"],
  ["PYTHONPATH", "/root"],
  ["UV_LINK_MODE", "copy"],
];

/** The layers of a Debian image without flyte 2: labels, user, working directory, variables and packages. */
export function debianLayers(): readonly (DockerLines | Commands | WorkDir | Env | AptPackages)[] {
  return [
    makeLayer(dockerLines, { lines: LABELS }),
    makeLayer(commands, { commands: [CREATE_FLYTE_USER] }),
    makeLayer(workDir, { workdir: FLYTE_HOME }),
    makeLayer(env, { envVars: ENV_VARS }),
    makeLayer(aptPackages, { packages: ["build-essential", "ca-certificates"] }),
  ];
}
