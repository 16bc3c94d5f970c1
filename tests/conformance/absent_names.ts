/**
 * What the documentation of the Python libraries names and this library does not have, for docs/parity.md.
 *
 * @module
 */

/** Names, each with the reason and with what to use instead. */
export const ABSENT: Readonly<Record<string, string>> = {
  "`ConfigFile`, and `get_config_file`":
    "an object that stands for a file; here a path, a `file:` URL or `{ name, text }`, which `auto` takes. flytekit reads " +
    "a path once in a process, here each `auto` reads it again",
  "command line arguments, `pyflyte` and `flytectl config init`":
    "are programs; what their options set, a program passes as arguments, and `toYaml` writes a file",
  "`[sdk] workflow_packages` in a file that is found":
    "is read by pyflyte from `FLYTE_SDK_WORKFLOW_PACKAGES` and from the file of `--config` only; here it is a setting of " +
    "`Config` like any other, and not in `toDict()`",
  "`[sdk] logging_level`, `FLYTE_SDK_LOGGING_LEVEL`":
    "the option is read by no release since 1.0; the variable sets up Python's logging, of which there is none here",
  "a default `local_sandbox_path`":
    "is a temporary directory that flytekit makes when it is imported; nothing is made here",
  "registration settings such as service accounts and labels":
    "are no configuration since flytekit 1.0, though its documentation lists them: they are given with launch plans",
  "`storage.stow` and other keys of flytectl":
    "are known and belong to flytectl; `storage.type`, `storage.container` and `region`, `auth-type` and `disable-ssl` of " +
    "`storage.connection` can be read, and are not in `toDict()`",
  "`infer_missing` of `from_dict` and `from_json`":
    "turns a required field that is absent, such as `fqn` or `image_config`, into `None`, on which flytekit fails later; " +
    "fields that may be absent have their defaults without it",
  "`parse_float`, `parse_int`, `parse_constant` and other keywords of `from_json`":
    "replace numbers while JSON is read; only resources have numbers, which are kept exactly, and `fromJsonString` takes " +
    "`allowNan: false` to refuse NaN and the infinities",
  "`encode_json` of `to_dict`": "changes nothing, since none of these classes has encoders of its own",
  "`skipkeys`, `check_circular`, `default` and `cls` of `to_json`":
    "are for keys that are no strings, circular values and classes that JSON does not know, none of which can be here",
  "the parameters of `schema()`":
    "`only`, `exclude`, `many`, `partial`, `unknown` and so on belong to marshmallow; `X.schema` is a Standard Schema, " +
    "which the library that takes it narrows, and `wireJsonSchema` is a JSON Schema",
  "`dataclass_json_config`": "is always `None`",
  "the first parameter of `validate_image`": "is click's context, which flytekit does not look at either",
  "the builder `envd` of `ImageSpec`":
    "is a program of its own, which flytekit's documentation still calls the default; register a builder under that " +
    "name, or leave `builder` out",
  "`source_copy_mode` left out":
    "depends in flytekit on how the task is registered: without fast registration the loaded modules are copied. " +
    "Nothing is registered here, so nothing is copied",
  "`python_version` left out":
    "is to flytekit's documentation the Python of the base image; its builder installs the version that it runs with. " +
    "`dockerBuilder({ dockerfile: { pythonVersion } })` says which, and `issues` tells (`python_version_assumed`)",
  "`runtime_packages`":
    "are installed by flytekit when a task starts; here they are kept and passed on, and a build warns",
  "“cannot be used in conjunction with conda”":
    "stands with several methods of flyte 2's `Image`, which has no layers of conda packages, but those of pixi, which do " +
    "not get in the way",
  "“be sure not to use RUN in your command”":
    "is checked: a command that begins with an instruction of Dockerfiles is an issue (`instruction_in_command`)",
};
