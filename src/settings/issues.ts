/**
 * Issues and problems of settings: what they hold, how their messages are made, and the error that lists problems.
 *
 * @module
 */
import { type Check, checkArgument, listOf, objectWith } from "../arguments.ts";
import { type ErrorCode, FlyteConfigError, type Issue } from "../errors.ts";
import type { ConfigDocument } from "../formats/config_document.ts";
import { iniFrame } from "../formats/ini/code_frame.ts";
import { IniError } from "../formats/ini/mod.ts";
import { codeFrame, YamlError } from "../formats/yaml/mod.ts";
import { closest } from "../text/closest.ts";
import { unknownName } from "../text/expected.ts";
import { messageText } from "../text/quote.ts";
import { ARGUMENT, type Origin, originText } from "./origin.ts";

/** An issue about a setting, a file or a variable; a problem, if it is in {@linkcode SettingsError}. */
export interface SettingIssue extends Issue {
  /** Stable identifier; see {@linkcode ERROR_CODES}. */
  readonly code: ErrorCode;
  /** Message with the origin, the value or name that was found, what is allowed, and the nearest valid name. */
  readonly message: string;
  /** The message without the origin and the suggestion; absent if the message has neither. */
  readonly what?: string | undefined;
  /** Path of the setting, such as `platform.endpoint`. */
  readonly path?: string | undefined;
  /** Origin of the value or name. */
  readonly origin?: Origin | undefined;
  /** The valid name or word that is nearest to what was found. */
  readonly meant?: string | undefined;
  /** The line of the file, with a mark below the position and without its values. */
  readonly frame?: string | undefined;
}

/** Maximum number of problems in a message. */
const LISTED = 20;

/** Details of a {@linkcode SettingsError}. */
export interface SettingsErrorDetails {
  /** The error that caused this one. */
  readonly cause?: unknown;
  /** Text for the end of the message. */
  readonly remark?: string | undefined;
  /** Issues that the load would have had. */
  readonly issues?: readonly SettingIssue[] | undefined;
}

const PROBLEMS: Check = {
  expected: "a list with at least one problem",
  accepts: (value) =>
    listOf(objectWith("a problem", "code", "message")).accepts(value) && (value as unknown[]).length > 0,
};

/**
 * The error of a load, with all problems that were found. Its code is that of the first problem.
 *
 * @example
 * ```ts
 * import { Config, SettingsError } from "@flyte-ts/config";
 *
 * try {
 *   Config.from({ env: { FLYTE_PLATFORM_INSECURE: "ture", FLYTE_AWS_RETRIES: "many" } });
 * } catch (error) {
 *   if (error instanceof SettingsError) console.log(error.problems.map(({ code }) => code)); // [ "not_boolean", "not_integer" ]
 * }
 * ```
 */
export class SettingsError extends FlyteConfigError {
  /** The problems, of which there is at least one. */
  readonly problems: readonly SettingIssue[];
  // Private, so that printing the error does not print names that may be misplaced secrets.
  readonly #issues: readonly SettingIssue[];

  /**
   * Creates an error.
   *
   * @param problems – The problems, at least one.
   * @param details – The cause, text for the end of the message, and issues.
   * @throws {FlyteConfigError} `invalid_argument` – when `problems` is not a list with at least one problem.
   * @internal
   */
  constructor(problems: readonly SettingIssue[], { cause, remark = "", issues = [] }: SettingsErrorDetails = {}) {
    checkArgument("SettingsError", "problems", problems, PROBLEMS);
    const first = problems[0]!;
    const lines = problems.slice(0, LISTED).map(issueText);
    if (problems.length > LISTED) lines.push(`and ${problems.length - LISTED} more`);
    // After the line of a file, it starts a line.
    const end = problems.at(-1)?.frame === undefined ? remark : remark.replace(/^; /, "\n");
    super(first.code, lines.join("\n") + end, { path: first.path, cause });
    this.problems = Object.freeze([...problems]);
    this.#issues = Object.freeze([...issues]);
  }

  /** The issues that the load would have had. */
  get issues(): readonly SettingIssue[] {
    return this.#issues;
  }
}

/** Returns the message of an issue, followed by the line of the file, if known. */
export function issueText({ message, frame }: Pick<SettingIssue, "message" | "frame">): string {
  return frame === undefined ? message : `${message}\n${frame}`;
}

/** Creates an issue whose message starts with its origin, unless that is an argument, and ends with a suggestion. */
export function issueAt(
  code: ErrorCode,
  origin: Origin,
  what: string,
  details: Partial<SettingIssue> = {},
  suggestion = "",
): SettingIssue {
  const where = origin.source === "argument" ? "" : `${originText(origin)}: `;
  return { code, origin, message: messageText(where + what + suggestion), what: messageText(what), ...details };
}

/** Creates the problem of an unknown setting in the argument `where`. */
export function unknownArgument(where: string, name: string, names: readonly string[]): SettingIssue {
  const what = `${where}: ${unknownName("setting", name, names)}`;
  return issueAt("unknown_setting", ARGUMENT, what, { meant: closest(name, names) });
}

/** Returns the problems of a file that cannot be parsed; with its text, each has its line. */
export function fileProblems(error: FlyteConfigError, text?: string): SettingIssue[] {
  if (error instanceof SettingsError) return [...error.problems];
  if (!(error instanceof IniError || error instanceof YamlError)) return [{ code: error.code, message: error.message }];
  const frameOf = error instanceof IniError ? iniFrame : lineOfYaml;
  return error.problems.map((problem) => {
    const { code, what, line, column } = problem;
    const end = "endLine" in problem ? { endLine: problem.endLine, endColumn: problem.endColumn } : {};
    const origin: Origin = { source: "file", file: error.file, line, column, ...end, key: "" };
    return issueAt(code, origin, what, text === undefined ? {} : { frame: frameOf(text, { line, column }) });
  });
}

function lineOfYaml(text: string, position: { readonly line: number; readonly column: number }): string {
  return codeFrame(text, position, { context: 0 });
}

/** Returns an issue with the line of the file that it is about. */
export function framed(issue: SettingIssue, document: ConfigDocument | undefined): SettingIssue {
  const { origin, frame } = issue;
  if (frame !== undefined || document === undefined || origin?.source !== "file") return issue;
  const lines = document.format === "yaml" ? document.yaml.frame(origin, { context: 0 }) : document.ini.frame(origin);
  return { ...issue, frame: lines };
}
