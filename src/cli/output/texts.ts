/**
 * Messages of the parser of arguments, in the language of the library's messages.
 *
 * @module
 */
import {
  type AliasNotFoundError,
  type ApplicationText,
  ArgumentScannerError,
  formatMessageForArgumentScannerError,
  text_en,
} from "@stricli/core";
import { FlyteConfigError } from "../../errors.ts";
import { closest, didYouMean } from "../../text/closest.ts";
import { errorText, messageText, oneLine, quoted } from "../../text/quote.ts";
import { COMMAND_NAME } from "../name.ts";
import { errorReport } from "./error.ts";

/** The messages, and the headers of the help. */
export const TEXTS: ApplicationText = {
  ...text_en,
  headers: { ...text_en.headers, flags: "OPTIONS" },
  keywords: { default: "default:", separator: "separated by" },
  briefs: {
    ...text_en.briefs,
    help: "Print this help and exit",
    version: "Print the version and exit",
    argumentEscapeSequence: "Treat everything after it as arguments, not as options",
  },
  noCommandRegisteredForInput: ({ input, corrections }) => {
    const meant = corrections.map((name) => `"${name.replaceAll("`", "")}"`).join(" or ");
    const hint = meant === "" ? `; ${COMMAND_NAME} --help lists the commands` : `; did you mean ${meant}?`;
    return errorReport(`unknown command ${quoted(input)}${hint}`);
  },
  exceptionWhileParsingArguments: (error) => errorReport(argumentMessage(error)),
  exceptionWhileLoadingCommandFunction: (error) => errorReport(`the command cannot be loaded: ${errorText(error)}`),
  exceptionWhileLoadingCommandContext: (error) => errorReport(errorText(error)),
  exceptionWhileRunningCommand: errorReport,
  commandErrorResult: errorReport,
};

function argumentMessage(error: unknown): string {
  if (!(error instanceof ArgumentScannerError)) return errorText(error);
  return messageText(formatMessageForArgumentScannerError(error, {
    AliasNotFoundError: ({ input }: AliasNotFoundError) => `unknown option "-${oneLine(input)}"`,
    ArgumentParseError: ({ externalFlagNameOrPlaceholder: name, exception }) =>
      exception instanceof FlyteConfigError ? exception.message : `${name}: ${errorText(exception)}`,
    EnumValidationError: ({ externalFlagName, input, values }) =>
      `--${externalFlagName} must be ${listed(values)}, found ${quoted(input)}${didYouMean(closest(input, values))}`,
    FlagNotFoundError: ({ input, corrections }) => {
      const [meant] = corrections;
      return `unknown option ${quoted(`--${input}`)}${didYouMean(meant === undefined ? undefined : `--${meant}`)}`;
    },
    InvalidNegatedFlagSyntaxError: ({ externalFlagName }) => `--${externalFlagName} takes no value`,
    UnexpectedFlagError: ({ externalFlagName }) => `--${externalFlagName} can be given only once`,
    UnexpectedPositionalError: ({ expectedCount, input }) =>
      `unexpected argument ${quoted(input)}; ${
        expectedCount === 0 ? "the command takes none" : `at most ${expectedCount} can be given`
      }`,
    UnsatisfiedFlagError: ({ externalFlagName }) => `--${externalFlagName} needs a value`,
    UnsatisfiedPositionalError: ({ placeholder }) => `missing argument <${placeholder}>; --help explains it`,
  }));
}

function listed(values: readonly string[]): string {
  return values.map((value) => `"${value}"`).join(" or ");
}
