/**
 * The table of error codes. A file of its own, so that only who asks for the descriptions carries them.
 *
 * @module
 */

/**
 * The stable codes of `FlyteConfigError`, each with what it stands for. Codes are part of the public
 * contract: they are never renamed, and a message may change where its code may not.
 */
export const ERROR_CODES = {
  // Transport (`_F_SS_C`)
  not_base64: "the text is not base64 of the standard alphabet with padding",
  not_gzip: "the bytes do not start with a gzip header",
  corrupt_gzip: "the compressed data is damaged",
  cut_short: "the gzip data ends before its end",
  checksum_mismatch: "the decompressed bytes do not match the checksum or length in the gzip trailer",
  trailing_bytes: "there are bytes after the end of the gzip data",
  too_large: "the input is larger than the caller allows",
  not_utf8: "the bytes are not UTF-8",
  invalid_option: "an option is outside its range",
  // The runtime
  permission_denied: "the runtime needs a permission that it was not given",
  file_not_found: "there is nothing at that path",
  file_unreadable: "there is something at that path that cannot be read",
  no_file_system: "the runtime has no files",
  no_processes: "the runtime cannot run programs",
  command_not_found: "there is no program of that name",
  command_failed: "a program could not be started",
  // JSON and the shape of wire objects
  not_json: "the text is not JSON as Python reads it",
  too_deep: "lists and objects are nested deeper than Python can read",
  wrong_shape: "a value has the wrong type, or a required field is absent",
  missing_image_config: "the settings carry no image_config, which every Flyte context has",
  not_serializable: "a value cannot be written as JSON",
  // Images
  tag_and_digest: "an image has a tag or a digest, not both",
  missing_tag_or_digest: "an image identifier has neither a tag nor a digest",
  multiple_default_images: "more than one default image was given",
  unknown_python_version: "flytekit publishes no default image for that Python version",
  // OCI references
  reference_invalid_format: "the text does not follow the grammar of image references",
  reference_name_empty: "the repository name is empty",
  reference_name_too_long: "the repository name is longer than 255 characters",
  reference_name_uppercase: "the repository name contains an uppercase letter",
  reference_name_not_canonical: "the reference is not in its canonical form",
  reference_tag_invalid: "the tag does not follow the grammar of tags",
  reference_digest_invalid: "the digest does not follow the grammar of digests",
  reference_digest_unsupported: "the digest algorithm is not sha256, sha384 or sha512",
  reference_digest_length: "the digest has the wrong number of hexadecimal digits for its algorithm",
  // INI files
  ini_missing_section_header: "there is text before the first section header",
  ini_duplicate_section: "a section is there twice",
  ini_duplicate_option: "an option is there twice in its section",
  ini_parsing: "a line is neither a header, an option, a comment nor the continuation of a value",
  ini_interpolation_syntax: "a percent sign in a value is followed by neither a percent sign nor (name)s",
  ini_interpolation_missing_option: "a value refers to an option that is not there",
  ini_interpolation_depth: "a value refers to others in more than 10 steps, or in a circle",
  ini_not_boolean: "a value is none of the words for true and false",
  ini_not_integer: "a value is not an integer as Python reads it",
  ini_not_float: "a value is not a number as Python reads it",
  ini_too_large: "references to other options make a value too long",
  // YAML files
  yaml_syntax: "the text does not follow the grammar of YAML as PyYAML reads it",
  yaml_character: "the text holds a character that YAML does not allow, such as a control character",
  yaml_multiple_documents: "the text holds more than one document",
  yaml_undefined_alias: "an alias names an anchor that is not there, or not before it",
  yaml_duplicate_anchor: "an anchor is defined twice",
  yaml_unknown_tag: "a tag is none of YAML's own",
  yaml_wrong_kind: "a tag stands before another kind of value than it is for",
  yaml_merge: "a merge key << has something else than mappings as its value",
  yaml_unhashable_key: "a list, a mapping or a set is the key of a mapping",
  yaml_invalid_value: "a value is not what its type allows, such as a date with a 13th month",
  yaml_recursive: "a value contains itself by way of an alias",
  yaml_alias_bomb: "aliases repeat more values than a configuration has",
  yaml_too_deep: "lists and mappings are nested deeper than PyYAML can read",
  yaml_duplicate_key: "a mapping has a key twice",
  yaml_needs_env: "the runtime lets nobody read two environment variables that the YAML parser asks for",
  // Sections of settings
  duplicate_section: "two sections have the same place",
  duplicate_source: "two settings are read from the same variable, option or key",
  setting_without_source: "a setting can be read from nowhere",
  invalid_section: "a section or one of its settings has a name that is none",
  // Settings
  not_text: "a setting must be a text",
  not_boolean: "a setting must be a boolean",
  not_integer: "a setting must be an integer within its range",
  not_seconds: "a setting must be a number of whole seconds",
  not_list: "a setting must be a list of texts",
  not_a_choice: "a setting is none of the texts that it may be",
  not_map: "a setting must be texts by name",
  not_a_mapping: "a key of a file must have further keys below it",
  unknown_setting: "there is no setting of that name",
  unknown_key: "no one reads that key of the file",
  unknown_variable: "no one reads that environment variable",
  unset_secret: "the file or variable that must hold a secret is empty or not set",
  internal_section: "the file has a section that flytekit refuses",
  differs_from_flytekit: "flytekit reads something else",
  auth_mode_overridden: "a client secret decides how to sign in, against what was set",
  missing_client_secret: "there is no client secret for the way to sign in",
  insecure_with_ca_cert: "a certificate is named for a connection without TLS",
  not_used: "a setting that was given has no effect",
} as const;

/** A stable code of `FlyteConfigError`: a key of {@linkcode ERROR_CODES}. */
export type ErrorCode = keyof typeof ERROR_CODES;
