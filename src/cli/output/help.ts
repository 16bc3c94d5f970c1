/**
 * The part of `--help` that commands describe themselves: what they do, examples, exit codes.
 *
 * @module
 */
import { EXIT, type ExitCode } from "../exit_codes.ts";
import { COMMAND_NAME } from "../name.ts";
import { wrap } from "./wrap.ts";

/** Description of a command. */
export interface Description {
  /** Paragraphs that say what it does. */
  readonly text: readonly string[];
  /** Examples: the arguments after the name of the program, and what they do. */
  readonly examples: readonly (readonly [args: string, does: string])[];
  /** Meanings of its exit codes; those for failures and interruptions are the same for all commands. */
  readonly exits: Readonly<Partial<Record<ExitCode, string>>>;
}

const WIDTH = 80;
const COMMON: Readonly<Record<number, string>> = {
  [EXIT.failed]: "wrong arguments, or the command could not be carried out",
  [EXIT.interrupted]: "interrupted by Ctrl-C",
};

/** Formats a description. */
export function described({ text, examples, exits }: Description): string {
  const codes = Object.entries({ ...exits, ...COMMON }).map(([code, meaning]) => `  ${code.padEnd(4)}${meaning}`);
  return [
    ...text.map((paragraph) => wrap(paragraph, WIDTH).join("\n")),
    ["EXAMPLES", ...examples.map(([args, does]) => `  # ${does}\n  ${COMMAND_NAME} ${args}`)].join("\n"),
    ["EXIT CODES", ...codes].join("\n"),
  ].join("\n\n");
}
