/**
 * The recordings of real flytekit releases in `goldens/`, which `scripts/record.py contexts` makes.
 *
 * @module
 */
import type { Wire } from "./arbitraries.ts";

/** The release that the newest recordings are of, and that read all contexts. */
export const NEWEST = "1.16.31";

/** What a context was decoded to, or the class of the error. */
export type Outcome<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly error: string };

/** A result as a JSON string, or the class of the error. */
export interface TextOutcome {
  readonly result?: string;
  readonly error?: string;
}

/** A context that a release of flytekit wrote. */
export interface TransportCase {
  readonly flytekit: string;
  readonly name: string;
  readonly json: string;
  readonly transport: string;
  readonly entrypoint_path: string | null;
  readonly should_fast_serialize: boolean;
  readonly env_context?: string;
  readonly calling_again_returns_self?: boolean;
  readonly decoded_json_1_16_31: string | null;
  readonly full_1_16_31: readonly (string | null)[] | null;
}

/** `goldens/transports.json`. */
export interface Transports {
  readonly cases: readonly TransportCase[];
  readonly refused: readonly { readonly flytekit: string; readonly name: string; readonly error: string }[];
  readonly decode_cases: readonly (
    & { readonly name: string; readonly transport: string }
    & Outcome<{ readonly json: string; readonly full: readonly (string | null)[] }>
  )[];
}

/** What an image identifier is split into, or the class of the error. */
export interface Split {
  readonly error?: string;
  readonly fqn: string;
  readonly tag: string | null;
  readonly digest: string | null;
  readonly full: string;
  readonly version: string | null;
}

type NameAndIdentifier = readonly [name: string, identifier: string];

/** `goldens/identifiers.json`. */
export interface Identifiers {
  readonly identifiers: readonly {
    readonly identifier: string;
    readonly allow_no_tag_or_digest: Split;
    readonly require_tag_or_digest: Split;
  }[];
  readonly identifiers_that_trip_the_path_check: readonly { readonly identifier: string; readonly error: string }[];
  readonly validate_image: readonly ({ readonly values: readonly string[] } & TextOutcome)[];
  readonly from_images: readonly ({
    readonly default: string;
    readonly images: Readonly<Record<string, string>>;
  } & TextOutcome)[];
  readonly create_from: readonly {
    readonly default: NameAndIdentifier | null;
    readonly others: readonly NameAndIdentifier[] | null;
    readonly result: string;
  }[];
  readonly find_image: readonly {
    readonly default: NameAndIdentifier | null;
    readonly images: readonly NameAndIdentifier[] | null;
    readonly name: string;
    readonly result: object | null;
  }[];
  readonly find_image_for: readonly {
    readonly python: readonly [number, number];
    readonly flytekit_version: string | null;
    readonly env: string | null;
    readonly result: string;
  }[];
  readonly interpreter_paths: readonly {
    readonly path: string;
    readonly venv_root: string;
    readonly entrypoint: string;
  }[];
}

/** `goldens/json_dumps.json`. */
export interface JsonDumpsGolden {
  readonly cases: readonly { readonly input: string; readonly indent_2: string; readonly sort_keys: string }[];
  readonly parse_cases: readonly ({ readonly input: string } & TextOutcome)[];
}

/** `goldens/transports.json`. */
export function transports(): Transports {
  return JSON.parse(read("transports.json"));
}

/** `goldens/identifiers.json`. */
export function identifiers(): Identifiers {
  return JSON.parse(read("identifiers.json"));
}

/** `goldens/json_dumps.json`. */
export function jsonDumpsGolden(): JsonDumpsGolden {
  return JSON.parse(read("json_dumps.json"));
}

/** `goldens/image_templates.json`. */
export interface ImageTemplates {
  readonly configs: Readonly<Record<string, Wire>>;
  /** Templates of the images of a configuration. */
  readonly templates: readonly ({ readonly images: string; readonly template: string | null } & TextOutcome)[];
  /** ImageSpecs with the builder `noop`. */
  readonly image_specs: readonly ({ readonly base_image: string; readonly images: Wire } & TextOutcome)[];
}

/** `goldens/image_templates.json`. */
export function imageTemplates(): ImageTemplates {
  return JSON.parse(read("image_templates.json"));
}

/** `goldens/context_carriers.json`: what programs print that has the context in it. */
export interface ContextCarriers {
  readonly context: string;
  readonly carriers: readonly { readonly name: string; readonly text: string }[];
}

/** `goldens/context_carriers.json`. */
export function contextCarriers(): ContextCarriers {
  return JSON.parse(read("context_carriers.json"));
}

/** The context of a task that flytekit registered. */
export function realTask(): string {
  return read("real_task.txt");
}

function read(name: string): string {
  return Deno.readTextFileSync(new URL(`../goldens/${name}`, import.meta.url));
}
