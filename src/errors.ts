/**
 * The error class of this library, and the table of its codes.
 *
 * @module
 */
import { messageText, oneLine } from "./text/quote.ts";

/**
 * The codes of `FlyteConfigError` and of issues, with what each means. Codes are a stable part of the public interface;
 * messages may change.
 *
 * @example
 * ```ts
 * import { ERROR_CODES } from "@flyte-ts/config";
 *
 * console.log(ERROR_CODES.cut_short); // the gzip data is truncated
 * ```
 */
export const ERROR_CODES = {
  // Serialized contexts (`_F_SS_C`)
  not_base64: "the serialized context is not base64 of the standard alphabet with padding",
  empty_context: "the serialized context is an empty string",
  not_gzip: "the decoded bytes do not start with a gzip header",
  corrupt_gzip: "the compressed data is damaged",
  cut_short: "the gzip data is truncated",
  checksum_mismatch: "the decompressed bytes do not match the checksum or length in the gzip trailer",
  trailing_bytes: "there are bytes after the end of the gzip data",
  too_large: "the input or output is larger than the limit",
  too_many_values: "the input has more values than the limit",
  not_utf8: "the bytes are not UTF-8, or a string has a lone surrogate",
  invalid_argument: "an argument has the wrong type",
  invalid_option: "an option is unknown, or its value is not allowed",
  // Runtime
  permission_denied: "the runtime denied a permission",
  file_not_found: "the file or directory does not exist",
  file_unreadable: "the file or directory exists but cannot be read",
  not_regular_file: "the path is that of a pipe, socket or device instead of a regular file",
  file_too_large: "the file is larger than the limit for its kind",
  file_unwritable: "the file or directory cannot be written or removed",
  no_file_system: "the runtime has no file system",
  no_processes: "the runtime cannot run programs",
  command_not_found: "the program does not exist, or is not on PATH",
  command_failed: "the program could not be started",
  command_output_too_large: "the program wrote more output than the limit",
  host_failed: "a method of the host threw an unexpected error or returned a value of the wrong type",
  callback_failed: "a function passed by the caller threw an error",
  interrupted: "a signal ended the process during a build",
  // JSON and wire objects
  not_json: "the string is not JSON that Python reads",
  too_deep: "lists and objects are nested more deeply than Python can read",
  wrong_shape: "a value has the wrong type, or a required field is missing",
  missing_image_config: "the settings have no image_config, which every serialized context has",
  not_serializable: "a value cannot be written as JSON",
  // Images
  tag_and_digest: "the image has both a tag and a digest",
  missing_tag_or_digest: "the image name has neither a tag nor a digest",
  multiple_default_images: "more than one default image was given",
  duplicate_image_name: "two images have the same name, so that the second one is never used",
  default_image_assumed: "no default image was given, so that one was assumed",
  unknown_python_version: "flytekit publishes no default image for the Python version",
  // OCI references
  reference_invalid_format: "the image name does not match the grammar of image references",
  reference_name_empty: "the repository name is empty",
  reference_name_too_long: "the repository name is longer than 255 characters",
  reference_name_uppercase: "the repository name contains an uppercase letter",
  reference_name_not_canonical: "the reference is not in its canonical form",
  reference_tag_invalid: "the tag does not match the grammar of tags",
  reference_digest_invalid: "the digest does not match the grammar of digests",
  reference_digest_unsupported: "the digest algorithm is not sha256, sha384 or sha512",
  reference_digest_length: "the digest has the wrong number of hexadecimal digits for its algorithm",
  invalid_reference: "the image name is not a valid image reference",
  // Image specifications
  invalid_registry: "flytekit rejects the name of the registry",
  unknown_field: "there is no field of that name",
  scalar_for_string: "a string field has a number, a boolean or a date, which changes the hash",
  missing_source_root: "source files are to be copied, but no source directory is set",
  loaded_modules_unknown: "the modules that a Python process has loaded are only known to that process",
  invalid_tag_format: "the tag format has a placeholder that cannot be filled in",
  python_unusable: "the Python interpreter could not list its installed packages",
  package_not_installed: "a package to pin is not installed in the Python interpreter",
  // Files of images
  ignore_pattern_invalid: "a pattern in .dockerignore is invalid",
  git_ignore_unknown: "could not determine which files git ignores",
  ignored_file_counts: "files excluded by .gitignore or .dockerignore are in the image, as in flytekit",
  git_ignore_unused: "a .gitignore outside of a git repository has no effect",
  endless_file: "a file to be hashed has no end, such as a device",
  // Images of flyte 2
  invalid_secret: "a secret is mounted to a directory or variable that is not allowed",
  image_not_extendable: "layers can only be added to an image that was cloned with extendable: true",
  image_is_dockerfile: "no layer can be added to an image that is built from a Dockerfile",
  image_unnamed: "the image has no name",
  image_layer_invalid: "a layer has a value that it cannot be built from",
  image_ref_unresolved: "an image referred to by name has not been looked up",
  image_ref_unknown: "no image has that name",
  image_registry_required: "an image to be pushed has no registry",
  code_bundle_unresolved: "it is not set whether source code is copied into the image, and from where",
  uv_script_invalid: "the script has no valid block of inline metadata (PEP 723)",
  // INI files
  ini_missing_section_header: "a key is outside of any [section]",
  ini_duplicate_section: "a section occurs twice",
  ini_duplicate_option: "a key occurs twice in its section",
  ini_parsing: "a line is neither a header, a key, a comment nor the continuation of a value",
  ini_interpolation_syntax: "a percent sign in a value is followed by neither a percent sign nor (name)s",
  ini_interpolation_missing_option: "a value refers to a key that does not exist",
  ini_interpolation_depth: "references between values are more than 10 levels deep, or circular",
  ini_not_boolean: "a value is not one of the words for true and false",
  ini_not_integer: "a value is not an integer that Python reads",
  ini_not_float: "a value is not a number that Python reads",
  ini_too_large: "references to other keys make a value too long",
  // YAML files
  yaml_syntax: "the text does not match the grammar of YAML as PyYAML reads it",
  yaml_character: "the text contains a character that YAML does not allow, such as a control character",
  yaml_multiple_documents: "the text contains more than one document",
  yaml_undefined_alias: "an alias refers to an anchor that is not defined before it",
  yaml_duplicate_anchor: "an anchor is defined twice",
  yaml_unknown_tag: "a tag is not one of those that PyYAML knows",
  yaml_wrong_kind: "a tag does not fit the kind of value that follows it",
  yaml_merge: "the value of a merge key << is not a mapping or a list of mappings",
  yaml_unhashable_key: "a list, a mapping or a set is the key of a mapping",
  yaml_invalid_value: "a value is invalid for its type, such as a date with a 13th month",
  yaml_recursive: "a value contains itself through an alias",
  yaml_alias_bomb: "aliases expand to more values than the limit",
  yaml_too_many_collections: "the text has more lists and mappings than the limit",
  yaml_too_deep: "lists and mappings are nested more deeply than PyYAML can read",
  yaml_duplicate_key: "a mapping has a key twice",
  python_version_dependent: "different releases of the Python libraries read different values",
  // Definitions of settings
  duplicate_section: "two sections have the same path",
  duplicate_source: "two settings are read from the same variable or key",
  setting_without_source: "a setting has neither a variable nor a key that it is read from",
  invalid_section: "the definition of a section or setting is invalid",
  // Settings
  not_text: "a setting must be a string",
  not_boolean: "a setting must be a boolean",
  not_integer: "a setting must be an integer within its range",
  not_seconds: "a setting must be a whole number of seconds",
  not_list: "a setting must be a list of strings",
  not_a_choice: "a setting is not one of the allowed values",
  not_map: "a setting must be a mapping of strings to strings",
  not_a_mapping: "a key of the file must have further keys below it",
  unknown_setting: "no setting has that name",
  unknown_key: "the file has a key that is not a setting",
  legacy_key: "the key or variable was only read by flytekit before 1.0",
  unknown_variable: "an environment variable that starts with FLYTE_ is not a setting",
  unset_secret: "the file or variable that should contain a secret is empty or not set",
  internal_section: "the file has a section that flytekit rejects",
  differs_from_python: "flytekit or flyte 2 reads a different value",
  other_version: "a name that was used is a setting of the other product (flytekit or flyte 2)",
  ambiguous_variables: "two environment variables of one setting have different values",
  config_file_shadowed: "an INI file takes precedence over another configuration file",
  config_file_not_searched: "a file looks like the configuration, but is not on the search path",
  git_root_unknown: "could not determine the root of the git repository, which is on the search path",
  auth_mode_overridden: "a client secret is set, which takes precedence over the configured way to authenticate",
  missing_client_secret: "the configured way to authenticate needs a client secret, and none is set",
  endpoint_missing: "no endpoint of the Flyte API is set",
  certificate_invalid: "the file with the CA certificate has no certificate in PEM format",
  certificate_unverifiable: "the runtime cannot verify a server as configured, or cannot skip verifying it",
  proxy_invalid: "the URL of the HTTP proxy is not an http or https URL",
  api_key_invalid: "an API key of flyte 2 cannot be decoded, or has no endpoint that clients can connect to",
  api_key_differs: "the API key in FLYTE_API_KEY leads to another endpoint or client than the settings",
  endpoint_unusable: "no client can connect to an endpoint of that form",
  command_not_split: "a command seems to be written as one string, which is treated as the name of a program",
  insecure_with_ca_cert: "a CA certificate is set for a connection without TLS",
  empty_file: "the configuration file has no settings",
  plugins_replaced: "the given plugins replace flytekit's own",
  unknown_plugin: "no storage plugin has that id",
  plugin_issue: "the check of a plugin found settings that do not fit together",
  plugin_check_failed: "the check of a plugin threw an error, or did not return a list of issues",
  contract_not_met: "a plugin does not have a property that the contract of plugins requires",
  not_used: "a setting has no effect",
  image_not_configured: "an image template refers to an image that is not configured",
  image_template_invalid: "an image template has an attribute other than fqn and version",
  context_not_found: "the text contains no serialized context",
  context_ambiguous: "the text contains several different serialized contexts",
  context_near_env_limit: "a serialized context is close to the size limit of environment variables on Linux",
  carried_context_differs: "env carries a serialized context that differs from the settings",
  context_over_env_limit: "a serialized context exceeds the size limit of environment variables on Linux",
  // Building images
  platform_assumed: "the image specification has no platform, and the default differs between machines",
  python_version_assumed: "the image has no Python version, so that one was assumed",
  base_python_used: "the Python of the base image is used instead of the version that was set",
  credentials_in_image: "a value has credentials that become part of the image, its history or its build context",
  instruction_in_command:
    "a command starts with a Dockerfile instruction, which a shell treats as the name of a program",
  literal_text: "a value has characters that a shell would expand, but it is not read by a shell",
  variable_in_env: "the value of an environment variable refers to another variable",
  builder_option_ignored: "a builder option has no effect",
  image_builder_unknown: "no image builder is registered under that name",
  image_builder_missing: "no image builder is registered",
  image_builder_failed: "an image builder threw an unexpected error or returned a value of the wrong type",
  image_existence_unknown: "could not determine whether the image exists, and FLYTE_IMG_FAST_FAIL is set",
  image_base_required: "no base image is set",
  image_field_invalid: "a field of the image specification has a value that a Dockerfile cannot contain",
  image_cuda_unsupported: "the builder does not install CUDA and cuDNN",
  image_conda_with_python: "conda packages cannot be combined with the Python of the base image",
  image_copy_path: "a path to copy is absolute, leaves its directory, is ignored, or does not exist",
  link_leaves_directory: "a symbolic link among the files of an image leads out of their directory",
  copied_not_hashed: "files are copied into the image but do not affect its tag",
  hashed_not_copied: "files affect the tag of the image but are not copied into it",
  image_requirements_missing: "the requirements file does not exist",
  image_lock_with_packages: "a lock file cannot be combined with further packages",
  image_lock_without_pyproject: "there is no pyproject.toml next to the lock file",
  image_lock_needs_uv: "lock files can only be installed by uv",
  image_program_missing: "none of the programs that build images is available",
  image_build_failed: "the program that builds images failed",
  image_push_failed: "the image was built but could not be pushed",
  image_tag_changed: "files changed while the image was prepared, so that its tag would be wrong",
  // Storage clients
  storage_endpoint_invalid: "the endpoint of a storage service is not an http or https URL",
  storage_credentials_incomplete: "only some parts of the credentials of a storage service are set",
  storage_credentials_missing: "a storage client needs an access key, and none is set",
  storage_addressing_style: "the S3 addressing style is unknown",
  storage_account_missing: "the name of the Azure storage account is missing or invalid",
  storage_client_class_missing: "the class that creates the needed credential was not passed",
  storage_name_invalid: "a bucket has no valid name, or no URL can name a key",
  storage_uri_invalid: "a URI has no bucket, or an unknown scheme",
  storage_access_denied: "a storage service requires credentials, or refuses those it was given",
  storage_not_found: "the bucket or object does not exist",
  storage_unreachable: "could not connect to a storage service",
  storage_wrong_region: "the bucket is in another region, or the request was signed for another one",
  storage_request_failed: "a storage service rejected a request for another reason",
  // The Flyte API, and tokens for it
  api_unreachable: "could not connect to the Flyte API or its token endpoint",
  api_timeout: "the Flyte API or its token endpoint did not respond in time",
  api_untrusted: "the certificate of the Flyte API or of its token endpoint is not trusted",
  api_tls_mismatch: "the Flyte API uses TLS and the configuration does not, or the reverse",
  api_unexpected: "the response is not one that the Flyte API sends",
  auth_discovery_failed: "the Flyte API does not say where tokens are issued",
  auth_client_rejected: "the token endpoint rejected the client id or the client secret",
  auth_request_rejected: "the token endpoint issues no token for another reason than a wrong client",
  auth_server_failed: "the token endpoint reported an internal error, or limits the rate of requests",
  auth_response_invalid: "the response of the token endpoint has no usable token",
  auth_insecure: "a secret would be sent to a token endpoint without TLS",
  auth_interactive: "the configured way to authenticate needs a browser",
  auth_command_failed: "the command that prints a token failed, or printed no usable token",
  auth_token_missing: "the Flyte API requires a token, and the configuration gives none",
  auth_token_refused: "the Flyte API refused a token, and a new one as well",
  missing_client_id: "the configured way to authenticate needs a client id, and none is set",
  missing_command: "the configured way to authenticate needs a command, and none is set",
  // Registries
  no_registry: "the image name has no registry that can be queried",
  registry_unauthorized: "a registry or its token server requires credentials, or refuses those it was given",
  registry_forbidden: "a registry or its token server denies access with the given credentials",
  registry_rate_limited: "a registry refuses further requests for some time",
  registry_failed: "a registry reported an internal error",
  registry_unreachable: "could not connect to a registry",
  registry_timeout: "a registry did not respond in time",
  registry_redirect: "a registry redirects to a location that is not followed",
  registry_insecure: "a registry refers to a location without TLS",
  registry_unexpected: "the response is not one that a registry sends",
  credentials_malformed: "a file with registry credentials does not have the format of Docker and Podman",
  credential_helper_missing: "a credential helper named by a file is not installed",
  credential_helper_failed: "a credential helper returned no usable credentials",
} as const;

/** A code of `FlyteConfigError`: a key of {@linkcode ERROR_CODES}. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** Maximum number of characters of a path. */
const MAX_PATH = 1000;

/** Details of a {@linkcode FlyteConfigError}. */
export interface ErrorDetails {
  /** Path of the wrong field in the wire object, such as `image_config.images[2].tag`, or name of the wrong option. */
  readonly path?: string | undefined;
  /** Position of the error in the string or bytes, counted from 0. */
  readonly offset?: number | undefined;
  /** The error that caused this one. */
  readonly cause?: unknown;
}

/**
 * The error that every function of this library throws: `code` is for programs, `message` is for people. Messages never
 * contain values that may be secret.
 *
 * @example
 * ```ts
 * import { FlyteConfigError, SerializationSettings } from "@flyte-ts/config";
 *
 * try {
 *   await SerializationSettings.fromTransport("not a context!");
 * } catch (error) {
 *   if (!(error instanceof FlyteConfigError)) throw error;
 *   console.log(error.code); // not_base64
 * }
 * ```
 */
export class FlyteConfigError extends Error {
  /** Name of the class. */
  override readonly name = "FlyteConfigError";
  /** Code of the error: a key of `ERROR_CODES`. */
  readonly code: ErrorCode;
  /** Path of the wrong field in the wire object, or name of the wrong option; `undefined` if the error is not about one. */
  readonly path: string | undefined;
  /** Position of the error in the string or bytes, counted from 0; `undefined` if it is not known. */
  readonly offset: number | undefined;

  /**
   * Creates an error. Message and path are redacted, printable, and cut if they are long.
   *
   * @param code – The code.
   * @param message – The message.
   * @param details – Path, offset and cause.
   */
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(messageText(message), details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.path = details.path === undefined ? undefined : oneLine(details.path, MAX_PATH);
    this.offset = details.offset;
  }
}

/** A finding that does not stop the call: nothing is thrown. */
export interface Issue {
  /** Code of the issue: a key of `ERROR_CODES`. */
  readonly code: ErrorCode;
  /** Describes what was found, and what to do about it. */
  readonly message: string;
  /** Path of the field in the wire object that the issue is about; absent if it is about the whole object. */
  readonly path?: string | undefined;
}

/** Creates an issue. Message and path are redacted, printable, and cut if they are long. */
export function makeIssue(code: ErrorCode, message: string, path?: string): Issue {
  const issue = { code, message: messageText(message) };
  return path === undefined ? issue : { ...issue, path: oneLine(path, MAX_PATH) };
}
