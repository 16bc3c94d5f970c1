/**
 * Whether an image exists.
 *
 * @module
 */
import { hostFor } from "../../runtime/guarded_host.ts";
import { type Existence, queryExistence, type RegistryQueryOptions } from "../../oci/existence.ts";
import type { ImageState } from "./image_state.ts";
import { uriOf, type UriOptions } from "./uri.ts";

/** Options of `Image.existence` and `Image.exist`. */
export interface ExistenceOptions extends UriOptions, RegistryQueryOptions {
  /** Where files are read and credentials are found. Default: the machine. */
  readonly host?: RegistryQueryOptions["host"];
}

/** Asks the registry of an image: that of a base image that is not to be built is in its name. */
export async function existenceOf(image: ImageState, options: ExistenceOptions): Promise<Existence> {
  const uri = await uriOf(image, { ...options, host: hostFor(options.host, options.signal) });
  return await queryExistence(uri, !image.isCloned || !!image.registry, options);
}
