/**
 * Differences of image specifications from flytekit, for docs/parity.md.
 *
 * @module
 */

/** Differences by name, each with the behavior of both sides. */
export const IMAGE_SPEC_NOTES = {
  scalars_for_strings:
    "in place of strings, flytekit accepts numbers, dates, booleans and null in an ImageSpec, and hashes them as such; so " +
    "do `fromYaml` and `fromDict`, with an issue `scalar_for_string`. Rejected (`wrong_shape`) are numbers that Python " +
    "writes differently from the file, such as `python_version: 3.10` (the number 3.1), a `name` that is null, lists and " +
    "mappings, and values for which flytekit fails to compute a tag",
  fields_that_YAML_cannot_hold:
    "in an ImageSpec file, flytekit hashes `source_copy_mode` as a string, cannot build with a mapping as `base_image`, and " +
    "rejects `pip_secret_mounts`; `fromYaml` reads all three and adds an issue",
  loaded_modules:
    "with `source_copy_mode` `LOADED_MODULES`, or `source_root` alone, flytekit hashes the modules that " +
    "Python has loaded; here `tag()` rejects (`loaded_modules_unknown`)",
  force_push: "flytekit's `with_…` methods drop `force_push`; here it is kept",
  newer_characters:
    "how flytekit hashes characters that Unicode 15 added depends on its Python version; here all are hashed as by " +
    "Python 3.11, which has Unicode 14",
  tag_formats:
    "flytekit supports all of Python's format strings in `tag_format`; here `{spec_hash}` with an optional width, up " +
    "to 1000, and precision is supported, and everything else is rejected (`invalid_tag_format`)",
  missing_source_root:
    "without git, flytekit hashes no files for a `source_root` that does not exist; here it is an error " +
    "(`file_not_found`)",
  git_failures:
    "if git fails in a repository, flytekit ignores no files; here `tag()` rejects (`git_ignore_unknown`), or returns " +
    "flytekit's tag if there is `onIssue`",
  git_configuration:
    "flytekit's git runs programs that a repository configures, such as `core.fsmonitor`; here no program of a repository " +
    "is run",
  links:
    "flytekit copies the targets of symbolic links, including directories, which it does not hash; here only hashed files " +
    "are copied, and the build rejects a link that leaves the directory (`link_leaves_directory`)",
  named_pipes: "flytekit waits indefinitely for a named pipe among the files; here it is an error (`endless_file`)",
  calling_tasks:
    "in a task that is called directly, flytekit's `is_container` compares the image outside of executions as well; here " +
    "that needs `inExecution: true`, because there are no tasks",
  dockerfile:
    "the Dockerfile is our own: line breaks in `env` and in single-line fields are rejected, values are quoted, and it " +
    "lacks a `# syntax=` line; uv is newer, because flytekit's rejects today's lock files",
  local_images: "flytekit asks the Docker daemon about an image without a registry; here `existence()` is `unknown` " +
    "(`no_registry`), and only `dockerBuilder` asks its program",
} as const;
