/**
 * The pages of all error codes, by section of the table in src/error_codes.ts.
 *
 * @module
 */
import type { ErrorCode } from "../../src/errors.ts";
import { BUILDING } from "./building.ts";
import { API, REGISTRIES, STORAGE } from "./clients.ts";
import { CONTEXTS, JSON_VALUES, RUNTIME } from "./contexts.ts";
import { INI, YAML } from "./formats.ts";
import { FILES, FLYTE2_IMAGES, IMAGES, REFERENCES, SPECIFICATIONS } from "./images.ts";
import type { ErrorPage } from "./page.ts";
import { DEFINITIONS, SETTINGS } from "./settings.ts";

const SECTIONS = {
  "Serialized contexts (`_F_SS_C`)": CONTEXTS,
  "Runtime": RUNTIME,
  "JSON and wire objects": JSON_VALUES,
  "Images": IMAGES,
  "OCI references": REFERENCES,
  "Image specifications": SPECIFICATIONS,
  "Files of images": FILES,
  "Images of flyte 2": FLYTE2_IMAGES,
  "INI files": INI,
  "YAML files": YAML,
  "Definitions of settings": DEFINITIONS,
  "Settings": SETTINGS,
  "Building images": BUILDING,
  "Storage clients": STORAGE,
  "The Flyte API, and tokens for it": API,
  "Registries": REGISTRIES,
};

/** The pages by code; the compiler reports a code without one. */
export const ERROR_PAGES: Readonly<Record<ErrorCode, ErrorPage>> = {
  ...CONTEXTS,
  ...RUNTIME,
  ...JSON_VALUES,
  ...IMAGES,
  ...REFERENCES,
  ...SPECIFICATIONS,
  ...FILES,
  ...FLYTE2_IMAGES,
  ...INI,
  ...YAML,
  ...DEFINITIONS,
  ...SETTINGS,
  ...BUILDING,
  ...STORAGE,
  ...API,
  ...REGISTRIES,
};

/** The codes of each section, with its heading. */
export const ERROR_SECTIONS: readonly (readonly [heading: string, codes: readonly ErrorCode[]])[] = Object
  .entries(SECTIONS).map(([heading, pages]) => [heading, Object.keys(pages) as ErrorCode[]]);
