/**
 * What is wrong with settings, or worth knowing about them.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError, type Issue } from "../errors.ts";
import { IniError } from "../sources/ini/mod.ts";
import { YamlError } from "../sources/yaml/mod.ts";
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
  /** The line of the file with a mark below the place; none of the values in it. */
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
}

/** The error of a load: all that is wrong in one, as far as it could be read. The first problem gives its code. */
export class SettingsError extends FlyteConfigError {
  /** All that is wrong. */
  readonly problems: readonly SettingIssue[];

  /** Makes an error of problems, of which there is at least one; `remark` is for the end of the message. */
  constructor(problems: readonly SettingIssue[], { cause, remark = "" }: SettingsErrorDetails = {}) {
    const first = problems[0]!;
    const lines = problems.slice(0, LISTED).map(issueText);
    if (problems.length > LISTED) lines.push(`and ${problems.length - LISTED} more`);
    super(first.code, lines.join("\n") + remark, { path: first.path, cause });
    this.problems = Object.freeze([...problems]);
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

/** All that is wrong with the text of a file, one by one. */
export function fileProblems(error: FlyteConfigError): SettingIssue[] {
  if (!(error instanceof IniError || error instanceof YamlError)) return [{ code: error.code, message: error.message }];
  return error.problems.map(({ code, what, line, column }) =>
    issueAt(code, { source: "file", file: error.file, line, column, key: "" }, what)
  );
}
