/**
 * Definition of `check`.
 *
 * @module
 */
import { buildCommand } from "@stricli/core";
import { files } from "../candidates.ts";
import { EXIT } from "../exit_codes.ts";
import { flag, QUIET, text, VERSION_FLAGS, type VersionOptions } from "../options.ts";
import { described } from "../output/help.ts";
import type { Session } from "../session.ts";

/** Formats in which findings are printed. */
export const CHECK_FORMATS = ["text", "json", "github", "sarif"] as const;

/** Options of `check`. */
export interface CheckOptions extends VersionOptions {
  readonly format: typeof CHECK_FORMATS[number];
  readonly strict?: boolean;
  readonly all?: boolean;
  readonly quiet?: boolean;
}

export const check = buildCommand<CheckOptions, string[], Session>({
  loader: async () => (await import("../run/check.ts")).check,
  parameters: {
    flags: {
      format: { kind: "enum", values: CHECK_FORMATS, default: "text", brief: "Format of the findings" },
      strict: flag("Treat warnings as errors"),
      all: flag("Also print findings that need no change"),
      ...VERSION_FLAGS,
      quiet: QUIET,
    },
    positional: {
      kind: "array",
      parameter: {
        parse: text,
        proposeCompletions: files,
        placeholder: "file",
        brief: "Configuration file, YAML or INI; - is standard input",
      },
    },
  },
  docs: {
    brief: "Find mistakes in configuration files",
    customUsage: ["[options] [file...]"],
    fullDescription: described({
      text: [
        "Finds all mistakes in configuration files, as flytekit and flyte 2 would read them: unknown keys, wrong values, " +
        "settings without effect, values that Python reads differently than they look. Without files, checks those that " +
        "either version would read on this machine. Needs no network, and prints no secrets.",
      ],
      examples: [
        ["check", "the files that flytekit and flyte 2 read on this machine"],
        ["check --strict config/*.yaml", "in a pull request: warnings count as well"],
        ["check --format github config.yaml", "annotations of a GitHub workflow"],
        ["check --format sarif config.yaml > flyte.sarif", "for code scanning"],
        ["check - < config.yaml", "a file that another program writes"],
      ],
      exits: {
        [EXIT.ok]: "no errors were found; with --strict, no warnings either",
        [EXIT.no]: "errors were found, or, with --strict, warnings",
      },
    }),
  },
});
