/**
 * Where image specifications are otherwise than in flytekit, for docs/parity.md.
 *
 * @module
 */

/** Differences by name, each with what happens on both sides. */
export const IMAGE_SPEC_NOTES = {
  scalars_for_strings:
    "where an ImageSpec has strings, flytekit takes numbers, dates, booleans and nothing, and hashes them as such; so do " +
    "`fromYaml` and `fromDict`, and `issues` tells (`scalar_for_string`). Refused (`wrong_shape`) are numbers that Python " +
    "writes in another way than the file, such as `python_version: 3.10`, which is 3.1, a `name` that is null, lists and " +
    "mappings, and what flytekit gives no tag",
  fields_that_YAML_cannot_hold:
    "of an ImageSpec file, flytekit hashes `source_copy_mode` as a text, cannot build with a mapping as `base_image`, and " +
    "refuses `pip_secret_mounts`; `fromYaml` reads all three, and `issues` tells",
  loaded_modules: "flytekit hashes the modules that Python has loaded, for `source_copy_mode` `LOADED_MODULES` or " +
    "`source_root` alone; here `tag()` rejects (`loaded_modules_unknown`)",
  force_push: "flytekit forgets `force_push` in its `with_…` methods; here it stays",
  newer_characters:
    "how flytekit hashes characters that came with Unicode 15 depends on its Python; here all are hashed " +
    "as by Python 3.11, which has Unicode 14",
  tag_formats:
    "flytekit formats `tag_format` with all that Python has; here there is `{spec_hash}`, also with a width " +
    "and a precision, and everything else is an error (`invalid_tag_format`)",
  missing_source_root:
    "where there is no git, flytekit hashes no files for a `source_root` that is not there; here it is " +
    "an error (`file_not_found`)",
  git_that_refuses:
    "where git does not answer although there is a repository, flytekit ignores nothing; here `tag()` rejects " +
    "(`git_ignore_unknown`), and gives flytekit's tag with `onIssue`",
  git_that_is_configured:
    "flytekit's git runs what a repository names as `core.fsmonitor` or has as remote of missing objects; here " +
    "nothing in a repository is run",
  links:
    "flytekit copies what symbolic links lead to, also the content of directories, which does not count in its tag; " +
    "here only files that count are copied, and a link that leads out ends the build (`link_leaves_directory`)",
  named_pipes: "flytekit waits for ever on a named pipe among the files; here it is an error (`endless_file`)",
  calling_tasks:
    "in a task that is called directly, flytekit's `is_container` compares the image also outside of executions; here " +
    "that takes `inExecution: true`, since there are no tasks",
  dockerfile:
    "the Dockerfile is our own: line breaks in `env` and in fields of one line are refused, values are quoted, " +
    "and it has no `# syntax=` line; uv is a newer one, since flytekit's refuses the lock files of today",
  local_images: "flytekit asks the Docker daemon for an image without a registry; here `existence()` is `unknown` " +
    "(`no_registry`), and only `dockerBuilder` asks its program",
} as const;
