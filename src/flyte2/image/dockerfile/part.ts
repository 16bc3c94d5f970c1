/**
 * What a layer adds to a Dockerfile.
 *
 * @module
 */
import type { BuildSecret, ContextEntry } from "../../../container/rendered_image.ts";
import type { Decided } from "./options.ts";

/** What a layer adds. */
export interface LayerPart {
  /** Its instructions. */
  readonly instructions: readonly string[];
  /** The files that they need. */
  readonly context?: readonly ContextEntry[];
  /** The secrets that they need. */
  readonly secrets?: readonly BuildSecret[];
}

/** What a layer is written with. */
export interface LayerContext {
  /** What names the layer, for messages, such as `layers[3]`. */
  readonly field: string;
  /** Folder in the context that is the layer's own. */
  readonly folder: string;
  /** How the Dockerfile is written. */
  readonly options: Decided;
  /** Who owns what is copied, if that is not root. */
  readonly owner: string | undefined;
}
