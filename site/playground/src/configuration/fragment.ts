/**
 * A configuration in the fragment of the page's address, which browsers send to no server.
 *
 * @module
 */
import type { ConfigurationInput } from "../engine/configuration.ts";

/** Maximum number of characters of an address that is read. */
const MAX_LENGTH = 200_000;

/** Returns the fragment for a configuration. */
export function encodeShared({ name, text, env }: ConfigurationInput): string {
  const bytes = new TextEncoder().encode(JSON.stringify({ name, text, env }));
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return `#configuration=${base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/** Returns the configuration of a fragment, or `undefined` if there is none. */
export function decodeShared(argument: string): ConfigurationInput | undefined {
  if (argument === "" || argument.length > MAX_LENGTH) return undefined;
  try {
    const binary = atob(argument.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const value = JSON.parse(new TextDecoder().decode(bytes)) as Partial<ConfigurationInput> | null;
    const { name, text, env } = value ?? {};
    const isRight = [name, text, env].every((each) => typeof each === "string");
    return isRight ? { name, text, env } as ConfigurationInput : undefined;
  } catch {
    return undefined;
  }
}
