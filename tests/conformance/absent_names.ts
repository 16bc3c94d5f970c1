/**
 * Names in the documentation of the Python libraries that this library does not have, for docs/parity.md.
 *
 * @module
 */

/** Names, each with the reason and the alternative. */
export const ABSENT: Readonly<Record<string, string>> = {
  "`ConfigFile`, and `get_config_file`":
    "represent a file; here `auto` takes a path, a `file:` URL or `{ name, text }`. flytekit reads a path once per " +
    "process, here every `auto` reads it again",
  "command line arguments, `pyflyte` and `flytectl config init`":
    "are programs; pass the values of their options as arguments, and write files with `toYaml`",
  "`[sdk] workflow_packages` in a file on the search path":
    "is only read by pyflyte, from `FLYTE_SDK_WORKFLOW_PACKAGES` and from the file given with `--config`; here it is a " +
    "setting of `Config` like any other, but not part of `toDict()`",
  "`[sdk] logging_level`, `FLYTE_SDK_LOGGING_LEVEL`":
    "has not been read since flytekit 1.0; the variable configures Python's logging, which does not exist here",
  "a default `local_sandbox_path`":
    "is a temporary directory that flytekit creates when it is imported; nothing is created here",
  "registration settings such as service accounts and labels":
    "have not been settings since flytekit 1.0, although its documentation lists them: they are given with launch plans",
  "`storage.stow` and other keys of flytectl":
    "are known as flytectl's; `storage.type`, `storage.container` and `region`, `auth-type` and `disable-ssl` of " +
    "`storage.connection` can be read, but are not part of `toDict()`",
  "`infer_missing` of `from_dict` and `from_json`":
    "sets an absent required field, such as `fqn` or `image_config`, to `None`, which makes flytekit fail later; optional " +
    "fields have their defaults without it",
  "`parse_float`, `parse_int`, `parse_constant` and other keywords of `from_json`":
    "convert numbers while JSON is parsed; only resources have numbers, which are kept exactly, and `fromJsonString` " +
    "rejects NaN and the infinities with `allowNan: false`",
  "`encode_json` of `to_dict`": "has no effect, because none of these classes has custom encoders",
  "`skipkeys`, `check_circular`, `default` and `cls` of `to_json`":
    "are for keys that are not strings, circular values and values that are not JSON, none of which can occur here",
  "the parameters of `schema()`":
    "(`only`, `exclude`, `many`, `partial`, `unknown` …) belong to marshmallow; `X.schema` is a Standard Schema, which can " +
    "be refined with any library that accepts one, and `wireJsonSchema` returns JSON Schema",
  "`dataclass_json_config`": "is always `None`",
  "the first parameter of `validate_image`": "is click's context, which flytekit does not use either",
  "the builder `envd` of `ImageSpec`":
    "is a separate program, which flytekit's documentation still calls the default; register a builder under that name, " +
    "or omit `builder`",
  "`source_copy_mode` omitted":
    "depends on how flytekit registers the task: without fast registration, the loaded modules are copied. Nothing is " +
    "registered here, so nothing is copied",
  "`python_version` omitted":
    "means the Python of the base image according to flytekit's documentation, but its builder installs the version that " +
    "it runs with. Set `dockerBuilder({ dockerfile: { pythonVersion } })`; an assumed version is an issue " +
    "(`python_version_assumed`)",
  "`runtime_packages`":
    "are installed by flytekit when a task starts; here they are kept and passed on, with a warning of the build",
  "“cannot be used in conjunction with conda”":
    "is in the documentation of several methods of flyte 2's `Image`, which has no conda layers; pixi layers can be " +
    "combined with all others",
  "“be sure not to use RUN in your command”":
    "is checked: a command that begins with a Dockerfile instruction is an issue (`instruction_in_command`)",
};
