/**
 * The options of everything that installs Python packages, as layers keep them.
 *
 * @module
 */
import type { PipOptions } from "./layer_options.ts";
import { secretsOf } from "./secret.ts";

/** The fields of a layer for checked options. What is empty is the same as nothing, as in flyte. */
export function pipOption({ extraIndexUrls, secretMounts, ...rest }: PipOptions): object {
  const urls = typeof extraIndexUrls === "string" ? [extraIndexUrls].filter((url) => url !== "") : extraIndexUrls ?? [];
  return {
    ...rest,
    extraIndexUrls: urls.length === 0 ? undefined : urls,
    secretMounts: secretsOf(secretMounts),
  };
}
