/**
 * Where this library means to differ from flytekit 1.16.31, and why. Tests assert each entry both ways: a difference
 * that is not listed fails, and so does a listed one that is gone.
 *
 * @module
 */
import { type ErrorCode, PythonFloat } from "../../mod.ts";

/** Something flytekit accepts and this library refuses. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly reason: string;
}

const COERCED = "flytekit turns the value into a text, so that a later reader sees another value than was written";

/** Contexts that flytekit reads and this library refuses, by the name of the golden case. */
export const REFUSED: Readonly<Record<string, Refusal>> = {
  characters_outside_the_alphabet: {
    code: "not_base64",
    reason: "flytekit skips characters outside the alphabet, and with them the signs of a damaged context",
  },
  padding_too_long: { code: "not_base64", reason: "padding that is too long means that text was added or lost" },
  text_after_padding: { code: "not_base64", reason: "flytekit drops whatever follows the padding without a word" },
  two_members: {
    code: "trailing_bytes",
    reason: "flytekit joins several gzip members; no encoder writes them, and runtimes disagree about them",
  },
  zeros_after: { code: "trailing_bytes", reason: "flytekit skips zeros after the data; runtimes disagree about them" },
  image_config_null: {
    code: "missing_image_config",
    reason: "flytekit accepts null and fails when it looks up the first image",
  },
  image_name_number: { code: "wrong_shape", reason: COERCED },
  project_number: { code: "wrong_shape", reason: COERCED },
  interpreter_number: { code: "wrong_shape", reason: COERCED },
  env_values_not_text: {
    code: "wrong_shape",
    reason: "flytekit keeps values that no environment variable can have, and fails when it registers the task",
  },
  env_numbers_as_values: {
    code: "wrong_shape",
    reason: "flytekit keeps values that no environment variable can have, and fails when it registers the task",
  },
  interpreter_null_root_given: {
    code: "wrong_shape",
    reason: "flytekit accepts null and fails when it is asked for the entrypoint",
  },
  builder_without_interpreter: {
    code: "wrong_shape",
    reason: "flytekit accepts null and fails when it is asked for the entrypoint",
  },
  fast_enabled_text: { code: "wrong_shape", reason: 'flytekit calls every text but "" true, "false" too' },
  fast_enabled_zero: { code: "wrong_shape", reason: "flytekit turns numbers into true and false" },
  fast_enabled_null: { code: "wrong_shape", reason: "flytekit keeps null, which is neither on nor off" },
  resources_booleans: { code: "wrong_shape", reason: "Python counts true as the number 1; Kubernetes does not" },
};

/** Contexts whose fields flytekit drops and this library keeps, by the name of the golden case. */
export const KEPT: Readonly<Record<string, string>> = {
  unknown_fields: "a field that a later flytekit adds must survive a change of the context",
  unknown_nested_fields: "a field that a later flytekit adds must survive a change of the context",
  resources_storage: "a field that another flytekit has must survive a change of the context",
};

/** Differences that no single context shows. The tests of what each is about assert them. */
export const OTHER = {
  running_python:
    "without a default image flytekit takes that of the running Python and flytekit; here neither runs, " +
    "so it is the newest Python and `latest` unless the caller names them",
  image_spec_file:
    "an identifier that names a file is an ImageSpec to flytekit; here only `ImageBuildEngine.lookUpImageInfo` looks for files",
  path_check: "flytekit fails on identifiers that cannot be the name of a file; here they are split like any other",
  named_images_order: "names such as `10` come first in a JavaScript object, so `fromImages` lists their images first",
  max_bytes:
    "flytekit decompresses and reads whatever comes; here contexts and JSON are limited to `maxBytes` and `maxValues`",
  current_python_version:
    "what flytekit takes from the running Python if not specified (the default image, `python_version`) has to be named " +
    "here; `default_image_assumed` and `python_version_assumed` tell where it was not",
  json_bytes:
    "`from_json` takes bytes in UTF-8, UTF-16 and UTF-32; `fromJsonString` takes UTF-8, which is all that JSON between " +
    "programs may be (RFC 8259), and refuses lone surrogates in it",
  infer_missing:
    "`from_dict` and `from_json` with `infer_missing` fill absent fields with None; here all fields may be absent but an " +
    "image's `name` and `fqn`, `image_config`, `requests` and `limits`, of which the first three are never null",
  parse_hooks:
    "`parse_constant` is `allowNan: false` of `fromJsonString`; `parse_float` and `parse_int` have no counterpart, since " +
    "numbers keep what Python tells apart (`number`, `bigint`, `PythonFloat`)",
  dumps_options:
    "`indent`, `separators`, `sort_keys`, `ensure_ascii` and `allow_nan` are options of `toJsonString`; `skipkeys`, " +
    "`check_circular`, `default` and `encode_json` have nothing to do, since a wire object has only strings as keys, no " +
    "circles and no other values than JSON's",
  schema_options:
    "`schema()` gives a marshmallow schema, whose parameters (`only`, `exclude`, `many`, `partial`, `unknown` …) belong to " +
    "that library; here `schema` is a Standard Schema, and `wireJsonSchema` gives JSON Schema",
  positional_click_argument: "`validate_image` ignores its first argument, a click context; `validateImage` has none",
  depth: "flytekit reads as many levels of JSON as Python's recursion limit leaves it; here the limit is about 900",
  lone_surrogates:
    "with `ensure_ascii=False` Python writes lone surrogates, which UTF-8 cannot hold, as they are; here " +
    "they are always escaped",
} as const;

type Fields = Readonly<Record<string, unknown>>;

const OPTIONAL_TEXTS = ["project", "domain", "version", "git_repo", "flytekit_virtualenv_root", "source_root"];

/**
 * The codes with which this library may refuse a wire object that flytekit accepts: {@linkcode REFUSED} as a rule.
 * Empty where the two must agree.
 */
export function deliberateRefusals(wire: unknown): ReadonlySet<ErrorCode> {
  const codes = new Set<ErrorCode>();
  const settings = fieldsOf(wire);
  const wrongIf = (isWrong: boolean) => isWrong && codes.add("wrong_shape");
  const wrongTexts = (fields: Fields, names: readonly string[], nullable: boolean) => {
    for (const name of names) {
      const value = fields[name];
      wrongIf(typeof value !== "string" && value !== undefined && (value !== null || !nullable));
    }
  };

  if (settings.image_config === null) codes.add("missing_image_config");
  wrongTexts(settings, OPTIONAL_TEXTS, true);
  wrongTexts(settings, ["python_interpreter"], false);
  wrongIf(Object.values(fieldsOf(settings.env)).some((value) => typeof value !== "string"));

  const { default_image, images } = fieldsOf(settings.image_config);
  // Where Python finds nothing to go through, it does not mind what it is nothing of.
  wrongIf(images === "" || (isObject(images) && Object.keys(images).length === 0));
  for (const image of [default_image, ...(Array.isArray(images) ? images : [])].map(fieldsOf)) {
    wrongTexts(image, ["name", "fqn"], false);
    wrongTexts(image, ["tag", "digest"], true);
  }

  wrongIf(requestsAndLimits(settings).some(([, parts]) => parts.some((part) => typeof part === "boolean")));

  const fast = fieldsOf(settings.fast_serialization_settings);
  wrongIf(fast.enabled !== undefined && typeof fast.enabled !== "boolean");
  wrongTexts(fast, ["destination_dir", "distribution_location"], true);
  return codes;
}

/** The amounts of each resource, requested and as limits, by name. */
function requestsAndLimits(settings: Fields): [name: string, parts: unknown[]][] {
  const { requests, limits } = fieldsOf(settings.default_resources);
  return [requests, limits].map(fieldsOf).flatMap((resources) =>
    ["cpu", "mem", "gpu", "ephemeral_storage"].map((name) => [name, [resources[name]].flat()] as [string, unknown[]])
  );
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof PythonFloat);
}

function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : {};
}
