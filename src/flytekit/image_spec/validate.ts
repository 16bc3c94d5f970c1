/**
 * What flytekit takes for the name of a registry.
 *
 * @module
 */
import { checkArgument, STRING } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { isDecimalDigit, isWordCharacter } from "../../python/strings.ts";
import { quoted } from "../../text/quote.ts";

/**
 * Whether flytekit takes a text for a registry: a host in small letters, a port of up to five digits if there is one,
 * and a path. This is as loose as flytekit: `..` passes, and so do port 99999, letters and digits of any script where
 * Python's `\w` and `\d` allow them, and a line feed at the end. `ImageSpec.issues` tells of what registries refuse.
 *
 * flytekit: `validate_container_registry_name`.
 *
 * @example
 * ```ts
 * import { validateContainerRegistryName } from "@flyte-ts/config";
 *
 * console.log(validateContainerRegistryName("ghcr.io/acme")); // true
 * console.log(validateContainerRegistryName("https://ghcr.io/acme")); // false
 * ```
 */
export function validateContainerRegistryName(name: string): boolean {
  checkArgument("validateContainerRegistryName", "name", name, STRING);
  const [authority = "", ...path] = (name.endsWith("\n") ? name.slice(0, -1) : name).split("/");
  const colon = authority.indexOf(":");
  const host = colon < 0 ? authority : authority.slice(0, colon);
  const port = colon < 0 ? undefined : Array.from(authority.slice(colon + 1));
  return isMadeOf(host, (character) => /[a-z._-]/.test(character) || isDecimalDigit(character)) &&
    (port === undefined || (port.length >= 1 && port.length <= 5 && port.every(isDecimalDigit))) &&
    path.every((part) => isMadeOf(part, (character) => /[.-]/.test(character) || isWordCharacter(character)));
}

/** Throws `invalid_registry` for what flytekit refuses. */
export function checkRegistry(registry: string): void {
  if (validateContainerRegistryName(registry)) return;
  throw new FlyteConfigError(
    "invalid_registry",
    `ImageSpec: ${quoted(registry)} is no name of a registry; expected for ` +
      `example "localhost:30000", "ghcr.io/username" or "docker.io/username"`,
    { path: "registry" },
  );
}

function isMadeOf(text: string, test: (character: string) => boolean): boolean {
  return text !== "" && Array.from(text).every(test);
}
