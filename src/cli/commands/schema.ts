/**
 * Definition of `schema`.
 *
 * @module
 */
import { buildCommand } from "@stricli/core";
import { EXIT } from "../exit_codes.ts";
import { flag } from "../options.ts";
import { described } from "../output/help.ts";
import type { Session } from "../session.ts";

/** Options of `schema`. */
export interface SchemaOptions {
  readonly flytekit?: boolean;
  readonly flyte2?: boolean;
  readonly url?: boolean;
  readonly vscode?: boolean;
}

export const schema = buildCommand<SchemaOptions, [], Session>({
  loader: async () => (await import("../run/schema.ts")).schema,
  parameters: {
    flags: {
      flytekit: flag("The schema of files that only flytekit reads"),
      flyte2: flag("The schema of files that only flyte 2 reads"),
      url: flag("Print the address of the schema"),
      vscode: flag("Print the setting of Visual Studio Code for the files of Flyte"),
    },
  },
  docs: {
    brief: "Print the JSON Schema of config.yaml",
    customUsage: ["[options]"],
    fullDescription: described({
      text: [
        "Prints the JSON Schema of config.yaml: of a file that flytekit and flyte 2 read, or that only one of them " +
        "reads. Editors use it to complete keys and to find mistakes.",
      ],
      examples: [
        ["schema > flyte.schema.json", "a copy of the schema"],
        ["schema --vscode", "what to add to settings.json"],
        ["schema --flyte2 --url", "for a comment: # yaml-language-server: $schema=…"],
      ],
      exits: { [EXIT.ok]: "the schema was printed" },
    }),
  },
});
