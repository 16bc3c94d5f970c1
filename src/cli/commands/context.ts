/**
 * Definitions of `context show`, `context set` and `context find`.
 *
 * @module
 */
import { buildCommand, buildRouteMap, type RouteMap } from "@stricli/core";
import { contextFields, files } from "../candidates.ts";
import { EXIT } from "../exit_codes.ts";
import { flag, JSON_OUTPUT, QUIET, text, valued } from "../options.ts";
import { described } from "../output/help.ts";
import type { Session } from "../session.ts";

/** Options that choose a context. */
export interface ContextOptions {
  readonly file?: string;
  readonly at?: string;
}

/** Options of `context show`. */
export interface ContextShowOptions extends ContextOptions {
  readonly field?: string;
  readonly raw?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Options of `context set`. */
export interface ContextSetOptions extends ContextOptions {
  readonly unset?: readonly string[];
  readonly shell?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Options of `context find`. */
export interface ContextFindOptions {
  readonly raw?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const CONTEXT_FILE = valued("path", "File that has the context, in any of these forms (- is standard input)");
const AT = valued("where", "The context at this path or line, as context find prints it, where there are several");
const CONTEXT = {
  parse: text,
  placeholder: "context",
  brief: "Value of _F_SS_C, or text that has it; - is standard input",
} as const;

/** Paragraph of the help on where contexts are read from. */
const SOURCES =
  "The context is the value of _F_SS_C or any text that has it: the JSON or YAML of a pod, the output of docker inspect " +
  "or env, a log. It is read from the argument, from --file, or from standard input; if that is a terminal or empty, " +
  "from the variable _F_SS_C. A file may have 64 MiB; YAML of more than 4 MiB and JSON of more than 2 million values " +
  "are searched line by line.";

const show = buildCommand<ContextShowOptions, [context?: string], Session>({
  loader: async () => (await import("../run/context_show.ts")).contextShow,
  parameters: {
    flags: {
      file: CONTEXT_FILE,
      at: AT,
      field: {
        ...valued("name", "Print only this field: version, image.default, env.NAME, image_config.images[0].tag"),
        proposeCompletions: contextFields("print"),
      },
      raw: flag("Print the JSON text in the context as it is, or the exact value of --field; secrets are not masked"),
      json: JSON_OUTPUT,
      quiet: QUIET,
    },
    positional: { kind: "tuple", parameters: [{ ...CONTEXT, optional: true }] },
  },
  docs: {
    brief: "Print what a serialized context contains",
    customUsage: ["[options] [context]"],
    fullDescription: described({
      text: [
        "Decodes a serialized context, which flytekit passes to containers as _F_SS_C, and prints its fields under the " +
        "names that context set and --field take. Warns about its size and its images.",
        SOURCES,
        "Secrets are printed as ***: variables and unknown fields that have the name of a secret, passwords in URLs and " +
        "image names, known tokens, and a context that env carries. --json prints the object that travels, masked in the " +
        "same way. --field fails for a value that would be masked. Only --raw prints secrets: alone, the JSON text that " +
        "flytekit wrote, to the byte.",
      ],
      examples: [
        ["context show", "in a task's container: its own context"],
        ["context show H4sIAAAA…", "a value"],
        ["context show --file pod.json", "a pod: the output of kubectl get pod NAME -o json"],
        ["context show --file pods.json --at 'items[2].spec.containers[0].env[4].value'", "one of many pods"],
        ["context show --field image.default", "one value, for a script"],
        ["context show --raw | python3 -m json.tool", "everything that it contains, secrets too"],
      ],
      exits: {
        [EXIT.ok]: "the context was decoded",
        [EXIT.no]: "the field of --field is not set; nothing is printed",
      },
    }),
  },
});

const set = buildCommand<ContextSetOptions, string[], Session>({
  loader: async () => (await import("../run/context_set.ts")).contextSet,
  parameters: {
    flags: {
      file: CONTEXT_FILE,
      at: AT,
      unset: {
        kind: "parsed",
        parse: text,
        proposeCompletions: contextFields("unset"),
        optional: true,
        variadic: true,
        placeholder: "name",
        brief: "Unset a field, or remove a variable or an image; can be given several times",
      },
      shell: flag("Print a shell command that sets the variable: export _F_SS_C=…"),
      json: flag("Print an entry of a container's env in Kubernetes, as JSON"),
      quiet: QUIET,
    },
    positional: {
      kind: "array",
      parameter: {
        parse: text,
        proposeCompletions: contextFields("assign"),
        placeholder: "context|name=value",
        brief: "The context, as in context show, if the first is not an assignment; and assignments",
      },
    },
  },
  docs: {
    brief: "Change fields of a serialized context",
    customUsage: ["[options] [context] name=value..."],
    fullDescription: described({
      text: [
        "Prints a new context with changed fields, byte for byte as flytekit would write it for these values, and the " +
        "changes, with secrets masked, on standard error. A context that env carries is changed too. The output contains " +
        "all that the context contains, secrets too.",
        "Fields have the names that context show prints: project, domain, version, git_repo, source_root, " +
        "python_interpreter, flytekit_virtualenv_root, fast_serialization_settings.enabled (true or false), " +
        "fast_serialization_settings.destination_dir and .distribution_location, default_resources.requests.cpu and its " +
        "siblings, image.default=IMAGE, image.NAME=IMAGE, env.NAME=VALUE. An image needs a tag or digest; one of a new " +
        "name is added. Nothing else changes: flytekit_virtualenv_root does not follow python_interpreter.",
        SOURCES,
      ],
      examples: [
        ['context set "$_F_SS_C" version=v2 image.default=ghcr.io/acme/app:v2', "another version"],
        ["context set --file pod.json project=flytesnacks domain=staging", "the context of a pod, elsewhere"],
        ["context set --unset env.API_TOKEN < pod.yaml", "without a variable"],
        ["context set --shell env.LOG_LEVEL=debug", "a command for eval that changes the variable of a shell"],
      ],
      exits: { [EXIT.ok]: "the new context was printed" },
    }),
  },
});

const find = buildCommand<ContextFindOptions, string[], Session>({
  loader: async () => (await import("../run/context_find.ts")).contextFind,
  parameters: {
    flags: {
      raw: flag("Also print the contexts, which may contain secrets; without --json, print only these, one a line"),
      json: JSON_OUTPUT,
      quiet: QUIET,
    },
    positional: {
      kind: "array",
      parameter: {
        parse: text,
        placeholder: "file",
        proposeCompletions: files,
        brief: "Output of kubectl or docker, log or environment, YAML or JSON; - is standard input",
      },
    },
  },
  docs: {
    brief: "List the serialized contexts in files",
    customUsage: ["[options] [file...]"],
    fullDescription: described({
      text: [
        "Finds all serialized contexts in files or in standard input, and prints where each is (its path in JSON and " +
        "YAML, else its line; --at takes it) and what it is for. Equal contexts in one file are listed once, with the first " +
        "path. Contexts that cannot be decoded are listed with the reason.",
        SOURCES,
      ],
      examples: [
        ["context find pods.json", "all pods of kubectl get pods -o json"],
        ["context find --json logs/*.txt", "for a program"],
        ["context find --raw pod.json | head -1", "the value itself"],
      ],
      exits: { [EXIT.ok]: "contexts were found", [EXIT.no]: "no context was found" },
    }),
  },
});

/** The commands for serialized contexts. */
export const context: RouteMap<Session> = buildRouteMap({
  routes: { show, set, find },
  docs: { brief: "Print, change and find serialized contexts (_F_SS_C)" },
});
