/**
 * Reading the metadata of scripts. A file of its own, so that a program without scripts has no TOML parser.
 *
 * @module
 */
import type { ScriptReader } from "./layer.ts";

/** Parses the metadata of a script; loads the parser on demand, since few images need it. */
export const readScript: ScriptReader = async (path, text) => {
  const { parseScriptMetadata } = await import("./script_metadata.ts");
  return parseScriptMetadata(path, text);
};
