/**
 * The error of commands that find no configuration file.
 *
 * @module
 */
import type { Search } from "../../diagnostics/search.ts";
import { FlyteConfigError } from "../../errors.ts";

/** Returns the error of a search that found nothing. */
export function noFileFound({ tried }: Search, advice: string): FlyteConfigError {
  const places = [...new Set(tried.map(({ place }) => place))].join(", ");
  return new FlyteConfigError(
    "file_not_found",
    `no configuration file was found; searched: ${places}; ${advice}`,
  );
}
