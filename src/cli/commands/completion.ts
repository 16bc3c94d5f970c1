/**
 * Definition of `completion`.
 *
 * @module
 */
import { buildCommand } from "@stricli/core";
import { EXIT } from "../exit_codes.ts";
import { choice } from "../options.ts";
import { described } from "../output/help.ts";
import type { Session } from "../session.ts";

/** The shells. */
export const SHELLS = ["bash", "zsh", "fish", "pwsh"] as const;

/** A shell. */
export type Shell = typeof SHELLS[number];

export const completion = buildCommand<Record<never, never>, [Shell], Session>({
  loader: async () => (await import("../run/completion.ts")).completion,
  parameters: {
    positional: {
      kind: "tuple",
      parameters: [{
        parse: choice("shell", SHELLS),
        proposeCompletions: () => SHELLS,
        placeholder: "shell",
        brief: "bash, zsh, fish or pwsh (PowerShell)",
      }],
    },
  },
  docs: {
    brief: "Print a script that completes commands and settings in a shell",
    customUsage: ["shell"],
    fullDescription: described({
      text: [
        "Prints a script for a shell, which completes commands, options, their values, names of settings and of files " +
        "when Tab is pressed. The program must be on PATH: npm install --global @flyte-ts/config. bash needs the package " +
        "bash-completion, zsh needs compinit.",
      ],
      examples: [
        ["completion bash >> ~/.bashrc", "bash"],
        ['completion zsh > "${fpath[1]}/_flyte-config"', "zsh, from its next start"],
        ["completion fish > ~/.config/fish/completions/flyte-config.fish", "fish"],
        ["completion pwsh >> $PROFILE", "PowerShell"],
      ],
      exits: { [EXIT.ok]: "the script was printed" },
    }),
  },
});
