/**
 * A configuration file of either format.
 *
 * @module
 */
import { type IniDocument, parseIni } from "./ini/mod.ts";
import { parseYaml, type YamlDocument } from "./yaml/mod.ts";

/** A file's name and its text. */
export interface NamedText {
  /** Name or path; its ending tells the format. */
  readonly name: string;
  /** All of its text. */
  readonly text: string;
}

/** A parsed file. */
export type ConfigDocument =
  | { readonly format: "ini"; readonly name: string; readonly ini: IniDocument }
  | { readonly format: "yaml"; readonly name: string; readonly yaml: YamlDocument };

/** Which format a file of that name has: names that end in `yaml` or `yml` are YAML (a dot is not needed), others INI. */
export function formatOf(name: string): "ini" | "yaml" {
  return name.endsWith("yaml") || name.endsWith("yml") ? "yaml" : "ini";
}

/**
 * Parses a file of a format, which follows from its name if nothing else is said; lines may end with CR, LF or both, as
 * Python opens files. Throws `IniError` or `YamlError`.
 */
export function parseConfig({ name, text }: NamedText, format: "ini" | "yaml" = formatOf(name)): ConfigDocument {
  return format === "yaml"
    ? { format: "yaml", name, yaml: parseYaml(text.replace(/\r\n?/g, "\n"), { name }) }
    : { format: "ini", name, ini: parseIni(text, { name }) };
}
