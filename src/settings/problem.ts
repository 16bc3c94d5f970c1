/**
 * What is wrong with settings, or worth knowing about them.
 *
 * @module
 */
import { type Check, checkArgument, listOf, objectWith } from "../arguments.ts";
import { type ErrorCode, FlyteConfigError, type Issue } from "../errors.ts";
import type { ConfigDocument } from "../formats/config_document.ts";
import { iniFrame } from "../formats/ini/code_frame.ts";
import { IniError } from "../formats/ini/mod.ts";
import { codeFrame, YamlError } from "../formats/yaml/mod.ts";
import { closest, didYouMean } from "../text/closest.ts";
import { messageText } from "../text/quote.ts";
import { ARGUMENT, type Origin, originText } from "./origin.ts";

/** One thing that is wrong, or worth knowing. */
export interface SettingIssue extends Issue {
  /** Stable identifier of the kind of issue. */
  readonly code: ErrorCode;
  /** What was found, where, what is allowed and what was likely meant. */
  readonly message: string;
  /** The setting that it is about, such as `platform.endpoint`. */
  readonly path?: string | undefined;
  /** Where it is. */
  readonly origin?: Origin | undefined;
  /** The valid name or word nearest to what was found. */
  readonly meant?: string | undefined;
  /** The line of the file with a mark below the position; none of the values in it. */
  readonly frame?: string | undefined;
}

/** How many problems a message lists. */
const LISTED = 20;

/** What a {@linkcode SettingsError} may have besides its problems. */
export interface SettingsErrorDetails {
  /** The error that led to this one. */
  readonly cause?: unknown;
  /** What is worth adding to the message. */
  readonly remark?: string | undefined;
  /** What is worth knowing besides what is wrong. */
  readonly issues?: readonly SettingIssue[] | undefined;
}

const PROBLEMS: Check = {
  expected: "a list with at least one problem",
  accepts: (value) =>
    listOf(objectWith("a problem", "code", "message")).accepts(value) && (value as unknown[]).length > 0,
};

/** The error of a load: all that is wrong in one, as far as it could be read. The first problem gives its code. */
export class SettingsError extends FlyteConfigError {
  /** All that is wrong. */
  readonly problems: readonly SettingIssue[];
  // Private, so that who prints the error prints no names that may be secrets in the wrong place.
  readonly #issues: readonly SettingIssue[];

  /** Makes an error of problems, of which there is at least one; `remark` is for the end of the message. */
  constructor(problems: readonly SettingIssue[], { cause, remark = "", issues = [] }: SettingsErrorDetails = {}) {
    checkArgument("SettingsError", "problems", problems, PROBLEMS);
    const first = problems[0]!;
    const lines = problems.slice(0, LISTED).map(issueText);
    if (problems.length > LISTED) lines.push(`and ${problems.length - LISTED} more`);
    // After the line of a file, it is a sentence of its own.
    const end = problems.at(-1)?.frame === undefined ? remark : remark.replace(/^; /, "\n");
    super(first.code, lines.join("\n") + end, { path: first.path, cause });
    this.problems = Object.freeze([...problems]);
    this.#issues = Object.freeze([...issues]);
  }

  /** What is worth knowing besides what is wrong: the issues that the load would have had. */
  get issues(): readonly SettingIssue[] {
    return this.#issues;
  }
}

/** An issue for people: its message, and the line of the file where there is one. */
export function issueText({ message, frame }: SettingIssue): string {
  return frame === undefined ? message : `${message}\n${frame}`;
}

/** Makes an issue; the message starts with where it is. */
export function issueAt(
  code: ErrorCode,
  origin: Origin,
  what: string,
  details: Partial<SettingIssue> = {},
): SettingIssue {
  return { code, origin, message: messageText(`${originText(origin)}: ${what}`), ...details };
}

/** Says that a program gave a value for something that there is not. */
export function unknownName(name: string, names: Iterable<string>): SettingIssue {
  const meant = closest(name, names);
  return issueAt("unknown_setting", ARGUMENT, `there is no ${JSON.stringify(name)}${didYouMean(meant)}`, { meant });
}

/** All that is wrong with the text of a file, one by one; with the text, each with its line. */
export function fileProblems(error: FlyteConfigError, text?: string): SettingIssue[] {
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

/** A problem with the line of the file that it is about. */
export function framed(issue: SettingIssue, document: ConfigDocument | undefined): SettingIssue {
  const { origin, frame } = issue;
  if (frame !== undefined || document === undefined || origin?.source !== "file") return issue;
  const lines = document.format === "yaml" ? document.yaml.frame(origin, { context: 0 }) : document.ini.frame(origin);
  return { ...issue, frame: lines };
}
