/**
 * Finds all mistakes in the text of a configuration file, for editors.
 *
 * @module
 */
import type { ErrorCode } from "../errors.ts";
import type { ConfigDocument } from "../formats/config_document.ts";
import { type OpenedFile, openText } from "../settings/file/open.ts";
import type { SettingIssue } from "../settings/issues.ts";
import { findingsOf } from "./findings.ts";
import { type DiagnosticOptions, type DiagnosticRequest, diagnosticRequest, type FlyteVersion } from "./options.ts";
import { errorPage } from "./pages.ts";
import { type TextRange, TextRanges } from "./positions.ts";
import type { Product } from "./products.ts";
import { type Suggestion, suggestionsFor } from "./suggestions.ts";

/** Severity of a {@linkcode Diagnostic}: an `error` stops the load of the configuration, the others do not. */
export type Severity = "error" | "warning" | "info";

/** A finding in the text of a configuration file. */
export interface Diagnostic {
  /** The range of the finding; empty at the start of the text if it is about the whole file. */
  readonly range: TextRange;
  /** Severity. */
  readonly severity: Severity;
  /** Stable identifier of the kind of finding; see {@linkcode ERROR_CODES}. */
  readonly code: ErrorCode;
  /** Description of the finding and of what to do, without position, code frame and suggestion. */
  readonly message: string;
  /** The line of the text with a mark below the position, without values; absent if the finding is about the whole file. */
  readonly frame?: string | undefined;
  /** The valid names or words that are nearest to what was found. */
  readonly meant: readonly string[];
  /** Edits, of which each removes the finding. */
  readonly suggestions: readonly Suggestion[];
  /** Address of the page about the code. */
  readonly url: string;
  /** The versions that have the finding. */
  readonly versions: readonly FlyteVersion[];
}

const USAGE = 'diagnose(text, { name: "config.yaml" })';
const SEVERITIES: readonly Severity[] = ["error", "warning", "info"];
/** Codes of findings that need no change. */
const INFO: readonly ErrorCode[] = ["empty_file", "plugins_replaced"];

/**
 * Finds all problems and issues in the text of a configuration file, as mode `strict` of `Config.from` of each version
 * reports them, in the order of the text. It needs nothing but the text: files and variables that the text names are
 * assumed to exist. Malformed text is a finding, never an error. A finding of both versions is reported once. The value of
 * a secret is in no message.
 *
 * @param text – The text of the file.
 * @param options – Name of the file, versions and plugins.
 * @returns The findings.
 * @throws {FlyteConfigError} `invalid_argument` – when `text` is not a string.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
 * @throws {FlyteConfigError} `invalid_section`, `duplicate_section`, `duplicate_source` or `setting_without_source` –
 * when a plugin is not a valid definition.
 *
 * @example
 * ```ts
 * import { diagnose } from "@flyte-ts/config/diagnostics";
 *
 * const [found] = diagnose("admin:\n  insecur: true\n");
 * console.log(found?.message, found?.range.start.line); // unknown key "admin.insecur" 2
 * console.log(found?.suggestions[0]?.newText, found?.versions); // insecure [ "flytekit", "flyte2" ]
 * ```
 */
export function diagnose(text: string, options: DiagnosticOptions = {}): readonly Diagnostic[] {
  const request = diagnosticRequest("diagnose", text, options, USAGE);
  const merged = new Map<string, Diagnostic>();
  for (const found of findAll(text, request)) {
    const { code, message, range: { start, end } } = found;
    const key = JSON.stringify([code, message, start.offset, end.offset]);
    const same = merged.get(key);
    merged.set(key, same === undefined ? found : joined(same, found));
  }
  return [...merged.values()].sort((one, other) =>
    one.range.start.offset - other.range.start.offset || rank(one) - rank(other)
  );
}

function* findAll(text: string, { name, products }: DiagnosticRequest): Generator<Diagnostic> {
  const opened = new Map<string, { readonly file: OpenedFile; readonly ranges: TextRanges }>();
  for (const product of products) {
    const { configFile } = product.request.catalog.dialect;
    const format = configFile.formatOf(name);
    const read = opened.get(format) ?? {
      file: openText({ name, text }, "strict", configFile),
      ranges: new TextRanges(text, format),
    };
    opened.set(format, read);
    const { problems, issues } = findingsOf(product.request, read.file);
    const both = products.length > 1;
    for (const [index, problem] of problems.entries()) {
      const hint = index === 0 ? read.file.hint ?? "" : "";
      yield diagnosticOf(problem, "error", product, read.file.document, read.ranges, hint);
    }
    for (const issue of issues) {
      const isInfo = INFO.includes(issue.code) || (both && issue.code === "other_version");
      yield diagnosticOf(issue, isInfo ? "info" : "warning", product, read.file.document, read.ranges);
    }
  }
}

function diagnosticOf(
  issue: SettingIssue,
  severity: Severity,
  { version, request: { catalog } }: Product,
  document: ConfigDocument | undefined,
  ranges: TextRanges,
  hint = "",
): Diagnostic {
  const { code, what, message, meant, origin, frame } = issue;
  const range = origin?.source === "file" ? ranges.ofOrigin(origin) : ranges.between(0, 0);
  const suggestions = document === undefined ? [] : suggestionsFor(issue, {
    range,
    found: ranges.textOf(range),
    document,
    keys: catalog.keys(document.format, false),
  });
  return {
    range,
    severity,
    code,
    message: (what ?? message) + hint,
    frame,
    meant: meant === undefined ? [] : [meant],
    suggestions,
    url: errorPage(code),
    versions: [version],
  };
}

/** Joins the findings of two versions. */
function joined(one: Diagnostic, other: Diagnostic): Diagnostic {
  const edits = new Map([...one.suggestions, ...other.suggestions].map((edit) => [edit.newText, edit]));
  return {
    ...one,
    severity: rank(one) <= rank(other) ? one.severity : other.severity,
    meant: [...new Set([...one.meant, ...other.meant])],
    suggestions: [...edits.values()],
    versions: [...new Set([...one.versions, ...other.versions])],
  };
}

function rank({ severity }: Diagnostic): number {
  return SEVERITIES.indexOf(severity);
}
