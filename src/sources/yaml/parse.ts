/**
 * Reads YAML as PyYAML's `yaml.safe_load` does.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { characterFaults, withLineFeeds } from "./characters.ts";
import { type DuplicateKey, valueOf } from "./construct.ts";
import { ParsedDocument, type YamlDocument } from "./document.ts";
import { yamlError } from "./error.ts";
import { YamlFault, YamlFaults } from "./fault.ts";
import { graphOf } from "./graph.ts";
import { MAX_TEXT_LENGTH } from "./limits.ts";
import type { YamlNode } from "./nodes.ts";
import { LineIndex } from "./positions.ts";
import { composedDocument } from "./tokens.ts";

/** How to read a YAML text. */
export interface YamlOptions {
  /** The name of the file, for messages; `<string>` by default. */
  readonly name?: string | undefined;
  /** How many UTF-16 code units the text may have; 10 Mi by default. */
  readonly maxLength?: number | undefined;
}

/**
 * The document of a YAML text, read as PyYAML 6.0.3's `yaml.safe_load(text)` reads it: YAML 1.1 with PyYAML's own
 * rules, such as `yes` for true, `017` for 15 and texts like `1e3`. The grammar is that of the package `yaml`, with
 * PyYAML's restrictions; what only PyYAML accepts is refused.
 *
 * Throws one {@linkcode YamlError}: `yaml_character`, `yaml_syntax`, `yaml_multiple_documents`,
 * `yaml_undefined_alias`, `yaml_duplicate_anchor`, `yaml_unknown_tag`, `yaml_wrong_kind`, `yaml_merge`,
 * `yaml_unhashable_key`, `yaml_invalid_value`, and where this library allows less than PyYAML, `yaml_recursive`,
 * `yaml_alias_bomb`, `yaml_too_deep`; a `FlyteConfigError` with the code `too_large` for a text that is longer than
 * `maxLength` or has more pieces than a configuration, and `yaml_needs_env` where the runtime keeps the package `yaml` from running.
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
  const { name = "<string>", maxLength = MAX_TEXT_LENGTH } = options;
  if (text.length > maxLength) {
    throw new FlyteConfigError("too_large", `${name}: the text is longer than ${maxLength} code units`);
  }
  const lines = new LineIndex(text);
  const faults = characterFaults(text);
  if (faults.length > 0) throw yamlError(name, lines, faults);
  const duplicates: DuplicateKey[] = [];
  try {
    const root = rootOf(text, name);
    const value = root === undefined ? null : valueOf(root, duplicates);
    return new ParsedDocument({ name, lines, root, value, duplicates });
  } catch (thrown) {
    const found = thrown instanceof YamlFault ? [thrown] : thrown instanceof YamlFaults ? thrown.faults : undefined;
    if (found === undefined) throw thrown;
    // To PyYAML, these end lines in another way than a line feed.
    throw yamlError(name, lines, /[\x85\u2028\u2029]/.test(text) ? found.map((fault) => fault.ofPackage()) : found);
  }
}

function rootOf(text: string, name: string): YamlNode | undefined {
  const normal = withLineFeeds(text);
  const document = composedDocument(normal, name);
  return document && graphOf(text, normal, document);
}
