/**
 * What docs/errors.md says about an error code beyond its meaning.
 *
 * @module
 */
import type { ErrorCode } from "../../src/errors.ts";

/** The usual cause of an error, its fix, and an example; or where one meets the error, if a few lines cannot cause it. */
export type ErrorPage =
  & { readonly cause: string; readonly fix: string }
  & (
    | { readonly example: string; readonly seen?: undefined }
    | { readonly example?: undefined; readonly seen: string }
  );

/** The pages of a section of the table. */
export type ErrorPages = Readonly<Partial<Record<ErrorCode, ErrorPage>>>;

/** Returns an example that imports names from an entry point (`""` is the main one). */
export function example(entry: string, names: string, ...lines: readonly string[]): string {
  return [`import { ${names} } from "@flyte-ts/config${entry}";`, "", ...lines].join("\n");
}

/** Returns an example that prints the code of what `diagnose` finds first in a YAML file, or in an INI file. */
export function diagnosed(text: string, format: "yaml" | "ini" = "yaml"): string {
  const options = format === "ini" ? ', { name: "flyte.config" }' : "";
  return example("/diagnostics", "diagnose", `console.log(diagnose(${JSON.stringify(text)}${options})[0]?.code);`);
}
