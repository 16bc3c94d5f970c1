/**
 * The registry names that flytekit accepts.
 *
 * @module
 */
import { checkArgument, STRING } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { isDecimalDigit, isWordCharacter } from "../../python/strings.ts";
import { quoted } from "../../text/quote.ts";

/** Registry of images that name none. Python: `flytekit.image_spec.image_spec.DOCKER_HUB`. */
export const DOCKER_HUB = "docker.io";

/**
 * Checks whether flytekit accepts a string as the name of a registry: a lowercase host, an optional port of up to five
 * digits, and a path. The check is as loose as flytekit's: it accepts `..`, port 99999, letters and digits of any script
 * where Python's `\w` and `\d` do, and a trailing line feed. `ImageSpec.issues` lists what registries reject.
 *
 * Python: `flytekit.image_spec.image_spec.validate_container_registry_name`.
 *
 * @param name – The name.
 * @returns Whether flytekit accepts it.
 * @throws {FlyteConfigError} `invalid_argument` – when `name` is not a string.
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
  return consistsOf(host, (character) => /[a-z._-]/.test(character) || isDecimalDigit(character)) &&
    (port === undefined || (port.length >= 1 && port.length <= 5 && port.every(isDecimalDigit))) &&
    path.every((part) => consistsOf(part, (character) => /[.-]/.test(character) || isWordCharacter(character)));
}

/** Throws `invalid_registry` for a name that flytekit rejects. */
export function checkRegistry(registry: string, path: string): void {
  if (validateContainerRegistryName(registry)) return;
  const what = `${path} is ${quoted(registry)}, which is not the name of a registry`;
  const usage = 'write a name such as "localhost:30000", "ghcr.io/username" or "docker.io/username"';
  throw new FlyteConfigError("invalid_registry", `ImageSpec: ${what}; ${usage}`, { path });
}

function consistsOf(text: string, test: (character: string) => boolean): boolean {
  return text !== "" && Array.from(text).every(test);
}
