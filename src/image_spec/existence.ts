/**
 * Whether the image of a specification exists.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import type { Signal } from "../host/host.ts";
import type { Existence } from "../oci/existence.ts";
import type { RegistryClient } from "../oci/registry_client.ts";
import type { ImageSpec } from "./image_spec.ts";
import type { TagOptions } from "./tag.ts";

/** Options of `ImageSpec.existence` and `ImageSpec.exist`. */
export interface ExistenceOptions extends TagOptions {
  /** What asks the registry. Default: a client of the host's, with its stored credentials. */
  readonly client?: Pick<RegistryClient, "exists"> | undefined;
  /** Ends the question when it is aborted. */
  readonly signal?: Signal | undefined;
}

/** Asks the registry of a specification; nobody can tell of one without. */
export async function existenceOf(
  spec: ImageSpec,
  { client, signal, ...options }: ExistenceOptions,
): Promise<Existence> {
  const name = await spec.imageName(options);
  if (!spec.registry) {
    const message = `${name} names no registry that could be asked; set one, as in "ghcr.io/acme"`;
    return { state: "unknown", reason: "no_registry", message, cause: new FlyteConfigError("no_registry", message) };
  }
  // Only who asks registries pays for what asks them.
  const { RegistryClient } = await import("../oci/registry_client.ts");
  return await (client ?? new RegistryClient({ host: options.host })).exists(name, { signal });
}
