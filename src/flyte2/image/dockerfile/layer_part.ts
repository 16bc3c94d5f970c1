/**
 * Parts of a Dockerfile: what one layer adds, and how its commands get secrets.
 *
 * @module
 */
import { mountSecret } from "../../../container/instructions.ts";
import type { BuildSecret, ContextEntry } from "../../../container/rendered_image.ts";
import { Secret } from "../secret.ts";

/** The programs and images that a Dockerfile uses. */
export interface Tools {
  /** Installer of Python packages. */
  readonly installer: "uv" | "pip";
  /** Image that has `/uv`. */
  readonly uvImage: string;
  /** Image that has `/usr/local/bin/pixi`. */
  readonly pixiImage: string;
}

/** The part of a Dockerfile that a layer adds. */
export interface LayerPart {
  /** Its instructions. */
  readonly instructions: readonly string[];
  /** Files that they need in the build context. */
  readonly context?: readonly ContextEntry[];
  /** Secrets that they need. */
  readonly secrets?: readonly BuildSecret[];
}

/** The Dockerfile that a layer is written into. */
export interface LayerContext {
  /** Name of the layer in messages, such as `layers[3]`. */
  readonly field: string;
  /** Directory of the layer in the build context. */
  readonly directory: string;
  /** Programs and images to use. */
  readonly tools: Tools;
  /** Whether `$NAME` in the value of an environment variable is literal. */
  readonly literalEnv: boolean;
  /** Owner of copied files, if not root. */
  readonly owner: string | undefined;
}

/** The secrets of a layer, as its commands need them. */
export interface LayerSecrets {
  /** Their sources on this machine. */
  readonly secrets: readonly BuildSecret[];
  /** Mounts of a `RUN`. */
  readonly mounts: readonly string[];
  /** Commands that export them as variables. */
  readonly steps: readonly string[];
  /** Names of those variables. */
  readonly names: ReadonlySet<string>;
}

/** Directory where flyte 2 looks for a secret that is not in a variable. */
const DIRECTORY = "/etc/secrets";

/**
 * Prepares the secrets of a layer; `field` is its name in messages. Secrets are mounted as files, since not all build
 * programs can mount variables.
 */
export function layerSecrets(field: string, mounts: readonly (string | Secret)[] = []): LayerSecrets {
  const named = mounts.map((mount) => mount instanceof Secret ? mount : new Secret(mount));
  const secrets = named.map((secret, index): BuildSecret => {
    const { key, group, mount } = secret;
    const parts = [group, key].filter((part) => !!part).map(String);
    const id = secret.stableHash().slice(0, 16);
    return {
      id,
      field: `${field}.secretMounts[${index}]`,
      env: parts.map((part) => part.toUpperCase()).join("_"),
      source: `${DIRECTORY}/${parts.join("_")}`,
      target: mount ?? `/run/secrets/${id}`,
    };
  });
  const variables = named.flatMap(({ asEnvVar }, index) => {
    const name = asEnvVar?.trimEnd();
    return name === undefined ? [] : [{ name, path: secrets[index]!.target }];
  });
  return {
    secrets,
    mounts: secrets.map(mountSecret),
    steps: variables.map(({ name, path }) => `export ${name}="$(cat ${path})"`),
    names: new Set(variables.map(({ name }) => name)),
  };
}
