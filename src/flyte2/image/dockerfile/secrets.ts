/**
 * How the commands of a layer get its secrets.
 *
 * @module
 */
import { mountSecret } from "../../../container/instructions.ts";
import type { BuildSecret } from "../../../container/rendered_image.ts";
import type { SecretMounts } from "../install_layers.ts";
import { Secret } from "../secret.ts";

/** What a layer's commands need to have its secrets. */
export interface LayerSecrets {
  /** Where the machine has them. */
  readonly secrets: readonly BuildSecret[];
  /** How a `RUN` sees them. */
  readonly mounts: readonly string[];
  /** Steps that make variables of them. */
  readonly steps: readonly string[];
  /** Names of those variables. */
  readonly names: ReadonlySet<string>;
}

/** Where flyte looks for secrets that are in no variable of the machine. */
const FOLDER = "/etc/secrets";

/** The secrets of a layer; `field` is what names them. Not all programs that build can mount variables, but files. */
export function layerSecrets(field: string, mounts: SecretMounts = []): LayerSecrets {
  const named = mounts.map((mount) => mount instanceof Secret ? mount : new Secret(mount));
  const secrets = named.map((secret, index): BuildSecret => {
    const { key, group, mount } = secret;
    const parts = [group, key].filter((part) => !!part).map(String);
    const id = secret.stableHash().slice(0, 16);
    return {
      id,
      field: `${field}.secretMounts[${index}]`,
      env: parts.map((part) => part.toUpperCase()).join("_"),
      source: `${FOLDER}/${parts.join("_")}`,
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
