/**
 * Definition of `explain`.
 *
 * @module
 */
import { buildCommand } from "@stricli/core";
import { settings } from "../candidates.ts";
import { EXIT } from "../exit_codes.ts";
import { ENV_FILE, FILE, flag, FLYTE2, FROM_ENV_FILE, JSON_OUTPUT, QUIET, text } from "../options.ts";
import { described } from "../output/help.ts";
import type { Session } from "../session.ts";

/** Options of `explain`. */
export interface ExplainOptions {
  readonly file?: string;
  readonly fromEnvFile?: string;
  readonly envFile?: string;
  readonly flyte2?: boolean;
  readonly all?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export const explain = buildCommand<ExplainOptions, string[], Session>({
  loader: async () => (await import("../run/explain.ts")).explain,
  parameters: {
    flags: {
      file: FILE,
      fromEnvFile: FROM_ENV_FILE,
      envFile: ENV_FILE,
      flyte2: FLYTE2,
      all: flag("Also print settings that have their default"),
      json: JSON_OUTPUT,
      quiet: QUIET,
    },
    positional: {
      kind: "array",
      parameter: {
        parse: text,
        proposeCompletions: settings("config"),
        placeholder: "setting",
        brief: "Setting, variable or key: platform.endpoint, FLYTE_PLATFORM_URL, admin.endpoint",
      },
    },
  },
  docs: {
    brief: "Print settings, where their values come from and what they shadow",
    customUsage: ["[options] [setting...]"],
    fullDescription: described({
      text: [
        "Reads the configuration as the Python library does: environment variables, the first file on the search path, " +
        "and defaults. Secrets are printed as ***. With names of settings, prints only those, with their documentation. " +
        "--env-file is the same as --from-env-file, but cannot be standard input in Node.",
      ],
      examples: [
        ["explain", "every setting that is not a default"],
        ["explain platform.endpoint", "one setting, with everything that can set it"],
        ["explain --flyte2 --json", "all that flyte 2 would read, for a program"],
        ["explain --file staging.yaml --from-env-file staging.env", "the configuration of another machine"],
      ],
      exits: { [EXIT.ok]: "the configuration was read" },
    }),
  },
});
