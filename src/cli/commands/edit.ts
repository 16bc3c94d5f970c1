/**
 * Definitions of `set` and `unset`.
 *
 * @module
 */
import { buildCommand } from "@stricli/core";
import { settings } from "../candidates.ts";
import { EXIT } from "../exit_codes.ts";
import { FILE, flag, FLYTE2, JSON_OUTPUT, QUIET, text } from "../options.ts";
import { described } from "../output/help.ts";
import type { Session } from "../session.ts";

/** Options of `set` and `unset`. */
export interface EditingOptions {
  readonly file?: string;
  readonly flyte2?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Options of `set`. */
export interface SetOptions extends EditingOptions {
  readonly stdin?: boolean;
}

const FLAGS = {
  file: { ...FILE, brief: "The config.yaml to change instead of the one found; - reads and prints it" },
  flyte2: { ...FLYTE2, brief: "Settings of flyte 2 only, not of both versions" },
  dryRun: flag("Print what would change, and write nothing"),
  json: JSON_OUTPUT,
  quiet: QUIET,
};

export const set = buildCommand<SetOptions, string[], Session>({
  loader: async () => (await import("../run/edit.ts")).set,
  parameters: {
    flags: { ...FLAGS, stdin: flag("Read the value of the one setting from standard input, for secrets") },
    positional: {
      kind: "array",
      minimum: 1,
      parameter: {
        parse: text,
        proposeCompletions: settings("file"),
        placeholder: "setting=value",
        brief: "Setting or key with its value: platform.endpoint=flyte.acme.com, admin.insecure=false",
      },
    },
  },
  docs: {
    brief: "Change settings of config.yaml in place",
    customUsage: ["[options] setting=value..."],
    fullDescription: described({
      text: [
        "Sets settings in config.yaml and keeps everything else: comments, layout, quotation marks, order. Refuses a value " +
        "with which flytekit or flyte 2 could not read the file, or would read something else. One setting can also be " +
        "given as two arguments, its name and its value.",
      ],
      examples: [
        ["set platform.endpoint=dns:///flyte.acme.com platform.insecure=false", "two settings"],
        ["set --file staging.yaml admin.authType DeviceFlow", "a key of another file"],
        ["set --dry-run images.default=ghcr.io/acme/app:v2", "what would change"],
        ["set --stdin data_config.s3.secret_access_key < secret.txt", "a secret, which a command line would reveal"],
      ],
      exits: { [EXIT.ok]: "the file has the values" },
    }),
  },
});

export const unset = buildCommand<EditingOptions, string[], Session>({
  loader: async () => (await import("../run/edit.ts")).unset,
  parameters: {
    flags: FLAGS,
    positional: {
      kind: "array",
      minimum: 1,
      parameter: {
        parse: text,
        proposeCompletions: settings("file"),
        placeholder: "setting",
        brief: "Setting or key: platform.endpoint, admin.insecure",
      },
    },
  },
  docs: {
    brief: "Remove settings from config.yaml in place",
    customUsage: ["[options] setting..."],
    fullDescription: described({
      text: [
        "Removes settings from config.yaml with their lines, and keeps everything else. A section without further keys is " +
        "removed with its last one.",
      ],
      examples: [
        ["unset admin.caCertFilePath", "one setting"],
        ["unset --dry-run platform.client_id platform.auth_mode", "what would be removed"],
      ],
      exits: { [EXIT.ok]: "the file does not have the settings" },
    }),
  },
});
