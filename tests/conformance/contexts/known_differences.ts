/**
 * Intended differences from flytekit 1.16.31, with reasons. Tests assert each entry both ways: a difference that is not
 * listed fails, and so does a listed one that no longer exists.
 *
 * @module
 */
import { type ErrorCode, PythonFloat } from "../../../mod.ts";

/** Input that flytekit accepts and this library rejects. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly reason: string;
}

const COERCED = "flytekit converts the value to a string, so that a later reader sees a different value";

/** Contexts that flytekit accepts and this library rejects, by the name of the golden case. */
export const REFUSED: Readonly<Record<string, Refusal>> = {
  characters_outside_the_alphabet: {
    code: "not_base64",
    reason: "flytekit skips characters outside the alphabet, which hides damage",
  },
  padding_too_long: { code: "not_base64", reason: "too much padding means that characters were added or lost" },
  text_after_padding: { code: "not_base64", reason: "flytekit silently drops everything after the padding" },
  two_members: {
    code: "trailing_bytes",
    reason: "flytekit joins several gzip members; no encoder writes them, and runtimes treat them differently",
  },
  zeros_after: {
    code: "trailing_bytes",
    reason: "flytekit skips zero bytes after the data; runtimes treat them differently",
  },
  image_config_null: {
    code: "missing_image_config",
    reason: "flytekit accepts null and fails when it looks up the first image",
  },
  image_name_number: { code: "wrong_shape", reason: COERCED },
  project_number: { code: "wrong_shape", reason: COERCED },
  interpreter_number: { code: "wrong_shape", reason: COERCED },
  env_values_not_text: {
    code: "wrong_shape",
    reason: "flytekit keeps values that an environment variable cannot have, and fails at registration",
  },
  env_numbers_as_values: {
    code: "wrong_shape",
    reason: "flytekit keeps values that an environment variable cannot have, and fails at registration",
  },
  interpreter_null_root_given: {
    code: "wrong_shape",
    reason: "flytekit accepts null and fails when the entrypoint is computed",
  },
  builder_without_interpreter: {
    code: "wrong_shape",
    reason: "flytekit accepts null and fails when the entrypoint is computed",
  },
  fast_enabled_text: { code: "wrong_shape", reason: 'flytekit converts every non-empty string to true, even "false"' },
  fast_enabled_zero: { code: "wrong_shape", reason: "flytekit converts numbers to booleans" },
  fast_enabled_null: { code: "wrong_shape", reason: "flytekit keeps null, which is neither true nor false" },
  resources_booleans: { code: "wrong_shape", reason: "Python treats true as the number 1; Kubernetes does not" },
};

/** Contexts whose fields flytekit drops and this library keeps, by the name of the golden case. */
export const KEPT: Readonly<Record<string, string>> = {
  unknown_fields: "fields added by a later flytekit must survive a change of the context",
  unknown_nested_fields: "fields added by a later flytekit must survive a change of the context",
  resources_storage: "fields of other flytekit versions must survive a change of the context",
};

/** Differences that cannot be shown with one context. Tests of the respective areas assert them. */
export const OTHER = {
  running_python:
    "without a default image, flytekit uses the one for the running Python and flytekit; here it is the image for the " +
    "newest Python with the tag `latest`, unless the caller specifies versions",
  version_none:
    "without a tag, digest or default, flytekit resolves the template of an image to `fqn:None`, which no registry has; " +
    "`resolveTemplate` rejects it",
  image_spec_template:
    "flytekit builds an ImageSpec where it resolves templates, unless an image is named like its `id`; here that takes " +
    "`findImage(spec.id)` and `ImageBuildEngine.build`",
  image_spec_file:
    "flytekit reads an identifier that is the path of a file as an ImageSpec; here only `ImageBuildEngine.lookUpImageInfo` " +
    "does",
  path_check: "flytekit fails on identifiers that cannot be file names; here they are split like any other",
  named_images_order: "keys such as `10` come first in a JavaScript object, so `fromImages` lists those images first",
  max_bytes:
    "flytekit decompresses and parses input of any size; here contexts and JSON are limited to `maxBytes` and `maxValues`",
  current_python_version:
    "flytekit takes unspecified versions (of the default image, `python_version`) from the running Python; here they are " +
    "assumed, and reported as `default_image_assumed` and `python_version_assumed`",
  json_bytes:
    "`from_json` accepts bytes in UTF-8, UTF-16 and UTF-32; `fromJsonString` accepts UTF-8 only, as RFC 8259 requires " +
    "between programs, and rejects lone surrogates",
  infer_missing:
    "with `infer_missing`, `from_dict` and `from_json` set absent fields to None; here all fields are optional except an " +
    "image's `name` and `fqn`, `image_config`, `requests` and `limits`, of which the first three cannot be null",
  parse_hooks:
    "`parse_constant` corresponds to `allowNan: false` of `fromJsonString`; `parse_float` and `parse_int` have no " +
    "counterpart, because numbers keep the distinctions that Python makes (`number`, `bigint`, `PythonFloat`)",
  dumps_options:
    "`indent`, `separators`, `sort_keys`, `ensure_ascii` and `allow_nan` are options of `toJsonString`; `skipkeys`, " +
    "`check_circular`, `default` and `encode_json` have no counterpart, because a wire object only has string keys, no " +
    "cycles, and only JSON values",
  schema_options:
    "`schema()` returns a marshmallow schema, with parameters of that library (`only`, `exclude`, `many`, `partial`, " +
    "`unknown` …); here `schema` is a Standard Schema, and `wireJsonSchema` returns JSON Schema",
  positional_click_argument: "`validate_image` ignores its first argument, a click context; `validateImage` has none",
  depth: "the nesting that flytekit can read depends on Python's recursion limit; here the limit is about 900 levels",
  lone_surrogates:
    "with `ensure_ascii=False` Python writes lone surrogates unescaped, although UTF-8 cannot encode them; here they are " +
    "always escaped",
} as const;

type Fields = Readonly<Record<string, unknown>>;

const OPTIONAL_TEXTS = ["project", "domain", "version", "git_repo", "flytekit_virtualenv_root", "source_root"];

/**
 * Returns the codes with which this library may reject a wire object that flytekit accepts, as in {@linkcode REFUSED}.
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
  // Python iterates over anything empty, whatever its type.
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
