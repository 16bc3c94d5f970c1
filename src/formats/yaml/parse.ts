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
import { LineIndex } from "./positions.ts";
import { CODE } from "./scanner.ts";
import { readDirectives } from "./tags.ts";

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
  const composer = compose(text);
  if (composer.faults.length > 0) throw yamlError(name, lines, composer.faults);
  const values = new Constructor(composer);
  const value = composer.nodes.count === 0 ? null : values.construct();
  if (values.faults.length > 0) throw yamlError(name, lines, values.faults);
  return new ParsedDocument({ name, lines, composer, values, value });
}

/** The nodes of a text, of which the first is the root; none for a text without a document. Its `faults` may be some. */
export function compose(text: string): Composer {
  const composer = new Composer(text);
  try {
    readDocument(composer);
  } catch (fault) {
    if (fault instanceof ParseError) composer.faults.push(fault);
    // The caller's own functions may have left less of the stack than usual.
    else if (fault instanceof RangeError) composer.faults.push(tooDeep("too deep for the stack", composer.at));
    else if (!(fault instanceof ReadingStopped)) throw fault;
  }
  return composer;
}

function readDocument(composer: Composer): void {
  composer.skip();
  composer.handles = readDirectives(composer);
  if (composer.isDocumentMark()) {
    if (composer.code() === CODE.dot) {
      throw syntaxError("no document starts before its end", composer.at, endOfMark(composer));
    }
    composer.at += 3;
    composer.isFresh = false;
  } else if (composer.code() === CODE.end) return;
  readBlockValue(composer, -1, false);
  composer.skip();
  if (!composer.isDocumentEnd()) throw composer.isFresh ? afterRoot(composer) : afterValue(composer);
  let isEnded = false;
  while (composer.isDocumentMark() && composer.code() === CODE.dot) {
    composer.at += 3;
    isEnded = true;
    composer.skip();
  }
  if (composer.code() === CODE.end) return;
  if (!composer.isDocumentEnd()) {
    throw syntaxError("after the end of the document there must be nothing", composer.at);
  }
  const message = "a second document starts here; a configuration is one document";
  const details = { python: isEnded || composer.code() !== CODE.percent ? "ComposerError" : "YAMLError" } as const;
  throw new ParseError("yaml_multiple_documents", message, composer.at, { ...endOfMark(composer), ...details });
}

function afterRoot(composer: Composer): ParseError {
  return syntaxError("this is not part of the value before it; check its indentation and the line before", composer.at);
}

function endOfMark(composer: Composer): { readonly end: number } {
  return { end: composer.at + (composer.code() === CODE.percent ? 1 : 3) };
}

const NOT_ALLOWED = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
/** Much faster, and true of all texts that have surrogates, too. */
const MAY_HAVE_NOT_ALLOWED = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd]/;

/** A fault for each character that YAML does not allow, up to some number of them. */
function characterFaults(text: string): ParseError[] {
  const faults: ParseError[] = [];
  if (!MAY_HAVE_NOT_ALLOWED.test(text)) return faults;
  const message = "this character is not allowed; in double quotes it may be written as an escape";
  for (const { index } of text.matchAll(NOT_ALLOWED)) {
    faults.push(new ParseError("yaml_character", message, index, { python: "ReaderError" }));
    if (faults.length === MAX_PROBLEMS) break;
  }
  return faults;
}
