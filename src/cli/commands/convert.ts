/**
 * Definition of `convert`.
 *
 * @module
 */
import { buildCommand } from "@stricli/core";
import { files } from "../candidates.ts";
import { EXIT } from "../exit_codes.ts";
import { flag, FLYTE2, QUIET, text, valued } from "../options.ts";
import { described } from "../output/help.ts";
import type { Session } from "../session.ts";

/** Options of `convert`. */
export interface ConvertOptions {
  readonly fromEnvFile?: string;
  readonly flyte2?: boolean;
  readonly write?: boolean;
  readonly output?: string;
  readonly force?: boolean;
  readonly quiet?: boolean;
}

export const convert = buildCommand<ConvertOptions, [string?], Session>({
  loader: async () => (await import("../run/convert.ts")).convert,
  parameters: {
    flags: {
      fromEnvFile: valued("path", "Convert variables, from a file of NAME=value lines (- is standard input)"),
      flyte2: { ...FLYTE2, brief: "Read the variables as flyte 2 does, not as flytekit" },
      write: flag("Write config.yaml in the directory of the file, instead of printing it"),
      output: valued("path", "Write this file, instead of printing it"),
      force: flag("Replace a file that exists, and keep a copy of it (.bak)"),
      quiet: QUIET,
    },
    positional: {
      kind: "tuple",
      parameters: [{
        parse: text,
        proposeCompletions: files,
        placeholder: "file",
        optional: true,
        brief: "INI file (- is standard input) instead of the one that flytekit reads",
      }],
    },
  },
  docs: {
    brief: "Convert an INI file, or variables, to config.yaml",
    customUsage: ["[options] [file]"],
    fullDescription: described({
      text: [
        "Converts flytekit's INI file to a config.yaml with the same settings and images, which flyte 2 reads as well. " +
        "Warns of everything that YAML cannot carry, with the reason and what carries it. The INI file stays: where it " +
        "shadows the new file, the command says so. A result that has a secret is only written to a file, with the " +
        "permissions of the file that was converted.",
      ],
      examples: [
        ["convert", "print the INI file that flytekit reads on this machine as YAML"],
        ["convert ~/.flyte/config --write", "write ~/.flyte/config.yaml"],
        ["convert flytekit.config --output flyte/config.yaml --force", "replace a file, and keep a copy"],
        ["convert --from-env-file prod.env", "FLYTE_ variables as YAML"],
      ],
      exits: { [EXIT.ok]: "the file was converted; warnings tell what is left out" },
    }),
  },
});
