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
} as const;

/** A stable code of `FlyteConfigError`: a key of {@linkcode ERROR_CODES}. */
export type ErrorCode = keyof typeof ERROR_CODES;
