/**
 * Definition of `init`.
 *
 * @module
 */
import { buildCommand } from "@stricli/core";
import type { InitAuthType, InitKind } from "../../edit/init.ts";
import { EXIT } from "../exit_codes.ts";
import { choice, flag, QUIET, repeated, valued, VERSION_FLAGS, type VersionOptions } from "../options.ts";
import { described } from "../output/help.ts";
import type { Session } from "../session.ts";

/** Options of `init`. */
export interface InitCommandOptions extends VersionOptions {
  readonly endpoint?: string;
  readonly insecure?: boolean;
  readonly authType?: InitAuthType;
  readonly clientId?: string;
  readonly clientSecretVariable?: string;
  readonly clientSecretFile?: string;
  readonly command?: readonly string[];
  readonly project?: string;
  readonly domain?: string;
  readonly org?: string;
  readonly console?: string;
  readonly builder?: string;
  readonly output?: string;
  readonly print?: boolean;
  readonly force?: boolean;
  readonly quiet?: boolean;
}

const KINDS: readonly InitKind[] = ["sandbox", "self-hosted", "union"];

export const init = buildCommand<InitCommandOptions, [InitKind], Session>({
  loader: async () => (await import("../run/init.ts")).init,
  parameters: {
    flags: {
      endpoint: valued("host", "Host, or URL, of the Flyte API"),
      insecure: flag("Connect without TLS"),
      authType: {
        kind: "enum",
        values: ["Pkce", "DeviceFlow", "ClientSecret", "ExternalCommand"],
        optional: true,
        brief: "Method of authentication",
      },
      clientId: valued("id", "Client ID, for ClientSecret"),
      clientSecretVariable: valued("name", "Variable that contains the client secret"),
      clientSecretFile: valued("path", "File that contains the client secret"),
      command: repeated("word", "Program that prints a token; again for each argument"),
      project: valued("name", "Default project"),
      domain: valued("name", "Default domain"),
      org: valued("name", "Default organization"),
      console: valued("url", "URL of the console, if it is another one"),
      builder: valued("name", "Image builder of flyte 2: local or remote"),
      ...VERSION_FLAGS,
      output: valued("path", "Write this file, instead of ~/.flyte/config.yaml"),
      print: flag("Print the file instead of writing it"),
      force: flag("Replace the file, and keep a copy (.bak)"),
      quiet: QUIET,
    },
    positional: {
      kind: "tuple",
      parameters: [{
        parse: choice("kind", KINDS),
        proposeCompletions: () => [...KINDS],
        placeholder: "kind",
        brief: "Kind of Flyte: sandbox, self-hosted or union",
      }],
    },
  },
  docs: {
    brief: "Create a config.yaml with comments",
    customUsage: ["[options] kind"],
    fullDescription: described({
      text: [
        "Writes a config.yaml for flytekit and flyte 2, in which each setting has its documentation, and settings that are " +
        "often needed next are commented out. Editors check it by the JSON Schema that it names. Never replaces a file " +
        "without --force.",
      ],
      examples: [
        ["init sandbox", "the sandbox on this machine"],
        ["init self-hosted --endpoint flyte.acme.com --project flytesnacks", "a Flyte of your own"],
        [
          "init union --endpoint acme.hosted.unionai.cloud --auth-type DeviceFlow",
          "Union, on a machine without browser",
        ],
        ["init self-hosted --endpoint flyte.acme.com --print", "look at it first"],
      ],
      exits: { [EXIT.ok]: "the file was written, or printed" },
    }),
  },
});
