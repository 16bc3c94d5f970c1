/**
 * The host of Deno, Node and Bun. In a browser or an edge worker it has nothing to offer, and says so by `undefined`.
 *
 * @module
 */
import type { Host } from "./host.ts";
import { runtimeProcess } from "./runtime.ts";

/** The runtime's own environment. Under Deno, reading a variable needs `--allow-env` for its name. */
export function serverHost(): Host {
  return { env: (name) => runtimeProcess()?.env?.[name] };
}
