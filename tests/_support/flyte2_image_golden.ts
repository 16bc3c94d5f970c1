/**
 * The recording of flyte 2 in `goldens/flyte2_images.json`, which `scripts/record.py flyte2_image` makes.
 *
 * @module
 */
import type { ImageCase, SecretFields } from "../conformance/flyte2_image/calls.ts";
import type { ImageResult, PythonError, SecretResult } from "../conformance/flyte2_image/outcome.ts";

/** The result of `pathlib` for a path. */
export interface PathResult {
  readonly text: string;
  readonly name: string;
  readonly suffix: string;
  readonly parent: string;
  readonly below: string;
  readonly relative: string | PythonError;
}

interface Golden<Given, Result> {
  readonly given: Given;
  readonly result: Result;
}

/** `goldens/flyte2_images.json`. */
export interface FlyteImages {
  /** The release that was recorded. */
  readonly flyte: string;
  /** Files that cases have by their name alone. */
  readonly files: Readonly<Record<string, string>>;
  /** Of how many images older releases make the same. */
  readonly agreeing: Readonly<Record<string, number>>;
  readonly images: readonly (
    & Golden<ImageCase & { readonly with: readonly string[] }, ImageResult>
    & { readonly agree: readonly string[] }
  )[];
  readonly secrets: readonly Golden<SecretFields, SecretResult>[];
  readonly paths: readonly Golden<readonly [path: string, base: string], PathResult>[];
}

/** Reads the recording. */
export function flyteImages(): FlyteImages {
  return JSON.parse(Deno.readTextFileSync(new URL("../goldens/flyte2_images.json", import.meta.url)));
}
