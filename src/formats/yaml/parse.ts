/**
 * Parses YAML as PyYAML's `yaml.safe_load` does.
 *
 * @module
 */
import { checkArgument, checkOptions, LIMIT, type OptionChecks, STRING } from "../../arguments.ts";
import { FILE_LIMITS } from "../../runtime/read_file.ts";
import { checkSize } from "../text.ts";
import { readBlockValue } from "./block.ts";
import { Composer } from "./composer.ts";
import { Constructor } from "./constructor.ts";
import { ParsedDocument, type YamlDocument } from "./document.ts";
import { afterValue, ParseError, ReadingStopped, syntaxError, tooDeep, yamlError } from "./errors.ts";
import { MAX_PROBLEMS } from "./limits.ts";
import { yamlLines } from "./positions.ts";
import * as CODE from "./characters.ts";
import { readDirectives } from "./tags.ts";

/** Options of {@linkcode parseYaml}. */
export interface YamlOptions {
  /**
   * Name of the file, for messages.
   *
   * @default "<string>"
   */
  readonly name?: string | undefined;
  /**
   * Maximum size of the text in bytes of UTF-8.
   *
   * @default 4 MiB
   */
  readonly maxBytes?: number | undefined;
}

const CHECKS: OptionChecks<YamlOptions> = { name: STRING, maxBytes: LIMIT };

/**
 * Parses a YAML file as PyYAML 6.0.4's `yaml.safe_load` does: YAML 1.1 with PyYAML's own rules, such as `yes` for true,
 * `017` for 15, and `1e3` as a string. Files that PyYAML rejects are rejected.
 *
 * Python: `yaml.safe_load`
 *
 * @param text – The text of the file.
 * @param options – Name of the file and size limit.
 * @returns The parsed file.
 * @throws {YamlError} `yaml_character`, `yaml_syntax` – when the text is not YAML.
 * @throws {YamlError} `yaml_multiple_documents` – when it has more than one document.
 * @throws {YamlError} `yaml_undefined_alias`, `yaml_duplicate_anchor` – when an anchor is missing or defined twice.
 * @throws {YamlError} `yaml_unknown_tag`, `yaml_wrong_kind`, `yaml_invalid_value`, `yaml_merge`, `yaml_unhashable_key`
 * – when PyYAML cannot construct a value.
 * @throws {YamlError} `yaml_recursive`, `yaml_alias_bomb`, `yaml_too_deep`, `yaml_too_many_collections` – when it
 * exceeds limits that PyYAML does not have.
 * @throws {FlyteConfigError} `too_large` – when the text is larger than `maxBytes`.
 * @throws {FlyteConfigError} `invalid_argument`, `invalid_option` – when an argument or option has a wrong type.
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
  return readYaml(text, options);
}

/** Parses a file as {@linkcode parseYaml} does, without checks of arguments. */
export function readYaml(
  text: string,
  { name = "<string>", maxBytes = FILE_LIMITS.config }: YamlOptions,
): YamlDocument {
  checkSize(name, text, maxBytes);
  const lines = yamlLines(text);
  const notAllowed = characterErrors(text);
  if (notAllowed.length > 0) throw yamlError(name, lines, notAllowed);
  const composer = compose(text);
  if (composer.errors.length > 0) throw yamlError(name, lines, composer.errors);
  const values = new Constructor(composer);
  const value = composer.nodes.count === 0 ? null : values.construct();
  if (values.errors.length > 0) throw yamlError(name, lines, values.errors);
  return new ParsedDocument({ name, lines, composer, values, value });
}

/**
 * Composes the nodes of a document, of which the first is the root; there are none for an empty file. Problems are in
 * `errors`.
 */
export function compose(text: string): Composer {
  const composer = new Composer(text);
  try {
    readDocument(composer);
  } catch (error) {
    if (error instanceof ParseError) composer.errors.push(error);
    // Callers may have used much of the stack.
    else if (error instanceof RangeError) {
      composer.errors.push(tooDeep("too deep for the available stack", composer.at));
    } else if (!(error instanceof ReadingStopped)) throw error;
  }
  return composer;
}

function readDocument(composer: Composer): void {
  composer.skip();
  composer.handles = readDirectives(composer);
  if (composer.isDocumentMark()) {
    if (composer.code() === CODE.DOT) {
      throw syntaxError("a document end marker without a document", composer.at, endOfMark(composer));
    }
    composer.at += 3;
    composer.isFresh = false;
  } else if (composer.code() === CODE.END) return;
  readBlockValue(composer, -1, false);
  composer.skip();
  if (!composer.isDocumentEnd()) throw composer.isFresh ? afterRoot(composer) : afterValue(composer);
  let isEnded = false;
  while (composer.isDocumentMark() && composer.code() === CODE.DOT) {
    composer.at += 3;
    isEnded = true;
    composer.skip();
  }
  if (composer.code() === CODE.END) return;
  if (!composer.isDocumentEnd()) {
    throw syntaxError("unexpected content after the end of the document", composer.at);
  }
  const message = "a second document starts here; only one document is allowed";
  const details = { python: isEnded || composer.code() !== CODE.PERCENT ? "ComposerError" : "YAMLError" } as const;
  throw new ParseError("yaml_multiple_documents", message, composer.at, { ...endOfMark(composer), ...details });
}

function afterRoot(composer: Composer): ParseError {
  return syntaxError(
    "this is not part of the previous value; check its indentation and the previous line",
    composer.at,
  );
}

function endOfMark(composer: Composer): { readonly end: number } {
  return { end: composer.at + (composer.code() === CODE.PERCENT ? 1 : 3) };
}

const NOT_ALLOWED = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
/** Much faster; also matches all strings with surrogates. */
const MAY_HAVE_NOT_ALLOWED = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd]/;

/** Returns an error for each character that YAML does not allow, up to a limit. */
function characterErrors(text: string): ParseError[] {
  const errors: ParseError[] = [];
  if (!MAY_HAVE_NOT_ALLOWED.test(text)) return errors;
  const message = "this character is not allowed in YAML; write it as an escape sequence in double quotes";
  for (const { index } of text.matchAll(NOT_ALLOWED)) {
    errors.push(new ParseError("yaml_character", message, index, { python: "ReaderError" }));
    if (errors.length === MAX_PROBLEMS) break;
  }
  return errors;
}
