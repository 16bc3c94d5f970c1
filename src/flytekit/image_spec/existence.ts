/**
 * Whether the image of a specification exists.
 *
 * @module
 */
import { hostFor } from "../../runtime/guarded_host.ts";
import { type Existence, queryExistence, type RegistryQueryOptions } from "../../oci/existence.ts";
import { checkImageOptions, EXISTENCE_CHECKS } from "./checks.ts";
import type { ImageSpec } from "./image_spec.ts";
import type { TagOptions } from "./tag.ts";

/** Options of `ImageSpec.existence` and `ImageSpec.exist`. */
export interface ExistenceOptions extends TagOptions, RegistryQueryOptions {
  /** Where files are read and credentials are found. Default: the machine. */
  readonly host?: RegistryQueryOptions["host"];
}

/**
 * Asks the registry of a specification, with the credentials of its `registryConfig` before all others; of one without
 * a registry it is unknown.
 */
export async function existenceOf(call: string, spec: ImageSpec, options: ExistenceOptions): Promise<Existence> {
  checkImageOptions(call, options, EXISTENCE_CHECKS);
  const authFile = options.authFile ?? (spec.registryConfig || undefined);
  const { digests, realNames, onIssue } = options;
  const host = hostFor(options.host, options.signal);
  const name = await spec.imageName({ host, digests, realNames, onIssue });
  return await queryExistence(name, !!spec.registry, { ...options, authFile });
}
