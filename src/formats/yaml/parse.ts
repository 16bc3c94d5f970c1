/**
 * Reads YAML as PyYAML's `yaml.safe_load` does.
 *
 * @module
 */
import { checkArgument, checkOptions, LIMIT, type OptionChecks, STRING } from "../../arguments.ts";
import { FILE_LIMITS } from "../../runtime/read_file.ts";
import { checkSize } from "../max_bytes.ts";
import { characterFaults } from "./characters.ts";
import { Constructor } from "./construct.ts";
import { ParsedDocument, type YamlDocument } from "./document.ts";
import { yamlError } from "./error.ts";
import { LineIndex } from "./positions.ts";
import { readText } from "./read.ts";

/** How to read a YAML text. */
export interface YamlOptions {
  /** The name of the file, for messages; `<string>` by default. */
  readonly name?: string | undefined;
  /** Maximum size of the text in bytes of UTF-8. @default 4 MiB, as of files */
  readonly maxBytes?: number | undefined;
}

const CHECKS: OptionChecks<YamlOptions> = { name: STRING, maxBytes: LIMIT };

/**
 * Returns the document of a YAML text, read as PyYAML 6.0.4's `yaml.safe_load(text)` reads it: YAML 1.1 with PyYAML's own
 * rules, such as `yes` for true, `017` for 15 and strings like `1e3`. What PyYAML refuses is refused.
 *
 * @throws {YamlError} `yaml_character`, `yaml_syntax`, `yaml_multiple_documents`, `yaml_undefined_alias`,
 * `yaml_duplicate_anchor`, `yaml_unknown_tag`, `yaml_wrong_kind`, `yaml_merge`, `yaml_unhashable_key`,
 * `yaml_invalid_value`; and where this library allows less than PyYAML, `yaml_recursive`, `yaml_alias_bomb`,
 * `yaml_too_deep`.
 * @throws {FlyteConfigError} `too_large` – for a text larger than `maxBytes`; `invalid_argument`, `invalid_option`.
 *
 * Python: `yaml.safe_load`
 *
 * @example
 * ```ts
 * const document = parseYaml("admin:\n  endpoint: dns:///flyte.example.com\n  insecure: off\n");
 *
 * console.log(document.at(["admin", "insecure"])?.value); // false
 * console.log(document.at(["admin", "endpoint"])?.line); // 2
 * ```
 */
export function parseYaml(text: string, options: YamlOptions = {}): YamlDocument {
  checkArgument("parseYaml", "text", text, STRING, "parseYaml(text, { name })");
  checkOptions("parseYaml", options, CHECKS, "parseYaml(text, { name })");
  const { name = "<string>", maxBytes = FILE_LIMITS.config } = options;
  checkSize(name, text, maxBytes);
  const lines = new LineIndex(text);
  const notAllowed = characterFaults(text);
  if (notAllowed.length > 0) throw yamlError(name, lines, notAllowed);
  const reader = readText(text);
  if (reader.faults.length > 0) throw yamlError(name, lines, reader.faults);
  const values = new Constructor(reader);
  const value = reader.nodes.count === 0 ? null : values.construct();
  if (values.faults.length > 0) throw yamlError(name, lines, values.faults);
  return new ParsedDocument({ name, lines, reader, values, value });
}
