/**
 * Definition of `doctor`.
 *
 * @module
 */
import { buildCommand } from "@stricli/core";
import { FlyteConfigError } from "../../errors.ts";
import { quoted } from "../../text/quote.ts";
import { EXIT } from "../exit_codes.ts";
import { flag, JSON_OUTPUT, QUIET, text, valued, VERSION_FLAGS, type VersionOptions } from "../options.ts";
import { described } from "../output/help.ts";
import type { Session } from "../session.ts";

/** Options of `doctor`. */
export interface DoctorCommandOptions extends VersionOptions {
  readonly file?: string;
  readonly offline?: boolean;
  readonly image?: string;
  readonly timeout?: number;
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export const doctor = buildCommand<DoctorCommandOptions, [], Session>({
  loader: async () => (await import("../run/doctor.ts")).doctor,
  parameters: {
    flags: {
      file: valued("path", "Configuration file instead of the ones found"),
      ...VERSION_FLAGS,
      offline: flag("Connect to nothing"),
      image: { ...valued("name", "Image to ask its registry for"), parse: text },
      timeout: {
        kind: "parsed",
        parse: seconds,
        optional: true,
        placeholder: "seconds",
        brief: "Limit of each probe in seconds, 10 if absent",
      },
      strict: flag("Treat warnings as failures"),
      json: JSON_OUTPUT,
      quiet: { ...QUIET, brief: "Print only warnings and failures" },
    },
    positional: { kind: "tuple", parameters: [] },
  },
  docs: {
    brief: "Find out why this machine does not reach Flyte",
    customUsage: ["[options]"],
    fullDescription: described({
      text: [
        "Searches for configuration as flytekit and flyte 2 do, and says what is found, what shadows what, and which " +
        "variables are set. Then connects: name, TLS, authentication, a token if that needs no browser, storage and image " +
        "registries. Each line is ok, a warning or a failure with what to change. Changes nothing, and prints no secrets.",
        "Runs the program that prints a token, if one is configured. A file found in the working directory or its " +
        "repository may be someone else's: its programs are run, and secrets are sent, only with --file.",
      ],
      examples: [
        ["doctor", "everything"],
        ["doctor --offline", "only files and variables"],
        ["doctor --flyte2 --file staging.yaml", "one file, as flyte 2 reads it"],
        ["doctor --json --timeout 5", "for a program"],
      ],
      exits: {
        [EXIT.ok]: "nothing failed; with --strict, there are no warnings either",
        [EXIT.no]: "something failed, or, with --strict, there are warnings",
      },
    }),
  },
});

function seconds(value: string): number {
  const number = Number(value);
  if (value.trim() !== "" && number > 0 && Number.isFinite(number)) return number;
  throw new FlyteConfigError(
    "invalid_argument",
    `--timeout must be a number of seconds above 0, found ${quoted(value)}`,
  );
}
