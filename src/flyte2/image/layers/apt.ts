/**
 * Layer for Debian packages.
 *
 * @module
 */
import { checkOptions } from "../../../arguments.ts";
import { SECRETS_KIND, STRINGS_KIND } from "../fields.ts";
import { type Secret, SECRET_CHECKS, type SecretOptions, secretsOf } from "../secret.ts";
import { type ItemsThen, joined, type LayerDefinition, makeLayer, splitItems } from "./layer.ts";
import { secretsHash } from "./pip.ts";

/** Debian packages. Python: `flyte._image.AptPackages`. */
export interface AptPackages {
  /** The type of the layer. */
  readonly type: "AptPackages";
  /** The packages. */
  readonly packages: readonly string[];
  /** Secrets available to apt; a string is the key of one. */
  readonly secretMounts?: readonly (string | Secret)[] | undefined;
}

/** See {@linkcode AptPackages}. */
export const aptPackages: LayerDefinition<AptPackages> = {
  type: "AptPackages",
  fields: {
    packages: { kind: STRINGS_KIND, isRequired: true },
    secretMounts: { kind: SECRETS_KIND },
  },
  text: ({ packages, secretMounts }) => joined(packages) + secretsHash(secretMounts),
};

/** The layer of `Image.withAptPackages`. */
export function aptPackagesLayer(values: ItemsThen<SecretOptions>): AptPackages {
  const [packages, options] = splitItems("Image.withAptPackages", values);
  checkOptions("Image.withAptPackages", options, SECRET_CHECKS);
  return makeLayer(aptPackages, { packages, secretMounts: secretsOf(options.secretMounts) });
}
