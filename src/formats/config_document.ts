/**
 * Configuration files of either format, chosen by the name of the file.
 *
 * @module
 */
import type { IniFile } from "./ini/file.ts";
import { readIni } from "./ini/parse.ts";
import type { YamlDocument } from "./yaml/mod.ts";
import { readYaml } from "./yaml/parse.ts";

/** A file that was already read. */
export interface NamedText {
  /** Name or path of the file; its ending determines the format. */
  readonly name: string;
  /** The whole text of the file. */
  readonly text: string;
}

/** A parsed file. */
export type ConfigDocument =
  | { readonly format: "ini"; readonly name: string; readonly ini: IniFile }
  | { readonly format: "yaml"; readonly name: string; readonly yaml: YamlDocument };

/** Returns the format of a file: YAML if its name ends with `yaml` or `yml` (no dot is needed), else INI. */
export function formatOf(name: string): "ini" | "yaml" {
  return name.endsWith("yaml") || name.endsWith("yml") ? "yaml" : "ini";
}

/**
 * Parses a file in a format, by default that of its name. Lines may end with CR, LF or both, as in files that Python
 * opens. Throws `IniError` or `YamlError`.
 */
export function parseConfig({ name, text }: NamedText, format: "ini" | "yaml" = formatOf(name)): ConfigDocument {
  return format === "yaml"
    ? { format: "yaml", name, yaml: readYaml(text.replace(/\r\n?/g, "\n"), { name }) }
    : { format: "ini", name, ini: readIni(text, { name }) };
}
