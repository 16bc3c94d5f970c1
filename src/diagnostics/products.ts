/**
 * The two products as diagnostics see them: their settings, and all sections that they read from a file.
 *
 * @module
 */
import { CATALOG } from "../flyte2/config/dialect.ts";
import type { Registry } from "../flytekit/config/registry.ts";
import { allSections } from "../sections/flytekit/mod.ts";
import { SECTIONS } from "../sections/flyte2/mod.ts";
import type { LoadRequest } from "../settings/load/dialect.ts";
import type { FlyteVersion } from "./options.ts";

/** One product. */
export interface Product {
  /** The version of the Python library. */
  readonly version: FlyteVersion;
  /** The request to load all sections of a file. */
  readonly request: LoadRequest;
}

/** Returns a product; `registry` has the plugins of flytekit. */
export function productOf(version: FlyteVersion, { catalog, plugins }: Registry): Product {
  return version === "flytekit"
    ? { version, request: { catalog, sections: allSections(plugins), isWhole: true } }
    : { version, request: { catalog: CATALOG, sections: SECTIONS, isWhole: true } };
}
