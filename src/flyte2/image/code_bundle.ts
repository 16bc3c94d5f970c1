/**
 * The source code of what runs, which an image leaves open until it is used.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import type { ImageState } from "./image_state.ts";
import { layerOf } from "./layer_values.ts";
import type { CodeBundleLayer } from "./layers.ts";

/** See `Image.resolveCodeBundle`. */
export function resolvedCodeBundle(image: ImageState, copyStyle: string, rootDir: string): ImageState {
  const bundles = image.layers.filter((layer) => layer.type === "CodeBundleLayer");
  if (bundles.length === 0) return { ...image };
  const others = image.layers.filter((layer) => layer.type !== "CodeBundleLayer");
  const resolved = copyStyle !== "none"
    ? []
    : bundles.map((layer) =>
      layer.copyStyle === "all"
        ? layerOf("CopyConfig", { pathType: 1, src: rootDir, dst: layer.dst })
        : layerOf("CodeBundleLayer", { ...layer, rootDir })
    );
  return { ...image, layers: [...others, ...resolved], tag: undefined };
}

/** Why there is nothing to hash or to copy for a bundle. */
export function undecidedBundle({ copyStyle, rootDir }: CodeBundleLayer): FlyteConfigError {
  return rootDir === undefined
    ? new FlyteConfigError("code_bundle_unresolved", "the code bundle is not resolved: call resolveCodeBundle first")
    : new FlyteConfigError(
      "loaded_modules_unknown",
      `only a running Python knows its ${JSON.stringify(copyStyle)}: take copyStyle "all"`,
    );
}
