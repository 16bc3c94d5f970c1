/** Pages of the errors of building images. */
import { type ErrorPages, example } from "./page.ts";

/** An example that writes a Dockerfile of a specification. */
function rendered(fields: string): string {
  return example("", "ImageSpec, renderDockerfile", `renderDockerfile(new ImageSpec(${fields}));`);
}

/** An example that prints the codes of the warnings of a Dockerfile. */
function warned(fields: string): string {
  return example(
    "",
    "ImageSpec, renderDockerfile",
    `const spec = new ImageSpec(${fields});`,
    "const { warnings } = renderDockerfile(spec);",
    "console.log(warnings.map(({ code }) => code));",
  );
}

export const BUILDING = {
  platform_assumed: {
    cause: "The registry is on this machine, where the default is that of the machine.",
    fix: 'Set `platform: "linux/amd64"`, or that of the cluster.',
    example: example(
      "",
      "ImageSpec",
      'console.log(new ImageSpec({ registry: "localhost:5000" }).issues.map(({ code }) => code));',
    ),
  },
  python_version_assumed: {
    cause: "flytekit uses the version of the Python that runs it, which is unknown here.",
    fix: 'Set `pythonVersion: "3.12"`.',
    example: warned('{ baseImage: "debian:12", packages: ["numpy"] }'),
  },
  base_python_used: {
    cause: "`pythonVersion` is set, and nothing installs a Python of that version, such as with `pythonExec`.",
    fix: "Remove `pythonVersion`, or use a base image with that version.",
    example: warned('{ pythonExec: "/usr/bin/python3", pythonVersion: "3.12" }'),
  },
  credentials_in_image: {
    cause: "A URL, an argument or a variable has a password or token.",
    fix: "Pass it as a secret: `pipSecretMounts`, or `secretMounts` in flyte 2.",
    example: warned('{ pipIndex: "https://me:hunter2@pypi.acme.com/simple", packages: ["numpy"] }'),
  },
  instruction_in_command: {
    cause: "`commands` has a line of a Dockerfile, such as `RUN apt-get update`.",
    fix: "Remove the instruction at its start.",
    example: warned('{ commands: ["RUN apt-get update"] }'),
  },
  literal_text: {
    cause: "`$NAME` or a backquote is in `pipExtraArgs`, which no shell reads.",
    fix: "Write the value out.",
    example: warned('{ pipExtraArgs: "--token $TOKEN", packages: ["numpy"] }'),
  },
  variable_in_env: {
    cause: "A value has `$NAME`, which a Dockerfile replaces with the value of the variable.",
    fix: "Keep it if that is meant; otherwise set `literalEnv`.",
    example: warned('{ env: { PATH: "/opt/bin:$PATH" } }'),
  },
  builder_option_ignored: {
    cause: "The name of an option is misspelled, or the option is one of another builder.",
    fix: "Use the name that the message suggests.",
    example: warned('{ builderOptions: { instaler: "uv" } }'),
  },
  image_builder_unknown: {
    cause: "`builder` is misspelled, or that builder was not registered.",
    fix: "Use a name that the message lists, or call `register`.",
    example: example(
      "",
      "ImageBuildEngine, ImageSpec, memoryHost, NoOpBuilder",
      "const engine = new ImageBuildEngine();",
      'engine.register("noop", new NoOpBuilder());',
      'await engine.build(new ImageSpec({ builder: "nope" }), { host: memoryHost() });',
    ),
  },
  image_builder_missing: {
    cause: "The engine has no builder.",
    fix: "Call `register`, or use `defaultImageBuildEngine`.",
    example: example(
      "",
      "ImageBuildEngine, ImageSpec, memoryHost",
      "await new ImageBuildEngine().build(new ImageSpec(), { host: memoryHost() });",
    ),
  },
  image_builder_failed: {
    cause: "A builder of yours has a bug.",
    fix: "Correct it; the property `cause` has its error.",
    seen: "In `ImageBuildEngine.build`, with builders of your own.",
  },
  image_existence_unknown: {
    cause: "The registry did not answer, or denied access, and `FLYTE_IMG_FAST_FAIL` is set.",
    fix: "Log in to the registry, unset the variable to assume that the image exists, or force the build.",
    seen: "In `ImageBuildEngine.build` and `flyte-config image build`.",
  },
  image_base_required: {
    cause: "The base image is an empty string.",
    fix: "Pass the name of an image.",
    example: example("/v2", "Image", 'await Image.fromBase("").uri();'),
  },
  image_field_invalid: {
    cause: "A value has a line break, or a name has a space.",
    fix: "Correct the field that the message names.",
    example: rendered('{ env: { "MY NAME": "a" } }'),
  },
  image_cuda_unsupported: {
    cause: "The specification was written for another builder.",
    fix: "Remove the field: most packages include CUDA. Or use a base image or conda packages that have it.",
    example: rendered('{ cuda: "12" }'),
  },
  image_conda_with_python: {
    cause: "`pythonExec` names the Python of the base image, and conda installs its own.",
    fix: "Remove `pythonExec`, or install the packages with pip.",
    example: rendered('{ pythonExec: "/usr/bin/python3", condaPackages: ["numpy"] }'),
  },
  image_copy_path: {
    cause: "Paths to copy are relative to the directory of the build, and must stay in it.",
    fix: "Write a relative path without `..` to a file that exists.",
    example: rendered('{ copy: ["../data"] }'),
  },
  link_leaves_directory: {
    cause: "A link in the source directory points to a file elsewhere on the machine.",
    fix: "Replace the link with the file, or ignore it in `.dockerignore`.",
    seen: "When the files of an image are collected for a build.",
  },
  copied_not_hashed: {
    cause: "flyte 2 copies files that it does not hash, such as those of a project with a lock file.",
    fix: "Build with `force` when such a file changes.",
    seen: "As a warning of flyte 2's `prepareDockerfile` and `build`.",
  },
  hashed_not_copied: {
    cause: "An ignore file with another name than `.dockerignore` applies to the build but not to the hash.",
    fix: "Name it `.dockerignore`.",
    example: example(
      "/v2",
      "Image, memoryHost, prepareDockerfile",
      'const files = { "/work/src/a.py": "", "/work/src/.env": "", "/work/ignore": ".env" };',
      'const host = memoryHost({ cwd: "/work", files });',
      'const base = Image.fromBase("debian:12").clone({ name: "app", extendable: true });',
      'const image = base.withSourceFolder("src").withDockerignore("ignore");',
      "console.log((await prepareDockerfile(image, { host })).rendered.warnings.map(({ code }) => code));",
    ),
  },
  image_requirements_missing: {
    cause: "The path of `requirements` is misspelled, or relative to another directory.",
    fix: "Correct the path.",
    example: example(
      "",
      "ImageSpec, memoryHost, prepareDockerfile",
      'await prepareDockerfile(new ImageSpec({ requirements: "/none.txt" }), memoryHost());',
    ),
  },
  image_lock_with_packages: {
    cause: "A lock file is complete; further packages would change its versions.",
    fix: "Add the packages to the project, and lock it again.",
    example: rendered('{ requirements: "uv.lock", packages: ["numpy"] }'),
  },
  image_lock_without_pyproject: {
    cause: "Only the lock file was copied, without its project.",
    fix: "Put `pyproject.toml` beside it.",
    example: example(
      "",
      "ImageSpec, memoryHost, prepareDockerfile",
      'const host = memoryHost({ files: { "/app/uv.lock": "" } });',
      'await prepareDockerfile(new ImageSpec({ requirements: "/app/uv.lock" }), host);',
    ),
  },
  image_lock_needs_uv: {
    cause: "The option `installer` is pip.",
    fix: 'Set `installer` to "uv", or export the lock file: `uv export > requirements.txt`.',
    example: rendered('{ requirements: "uv.lock", builderOptions: { installer: "pip" } }'),
  },
  image_program_missing: {
    cause: "None of docker, podman and buildah is installed, or their service is not running.",
    fix: "Install or start one of them.",
    seen: "In builds with `dockerBuilder`.",
  },
  image_build_failed: {
    cause: "An instruction of the Dockerfile failed, such as the installation of a package.",
    fix: "Read the output of the program, which precedes the error.",
    seen: "In builds with `dockerBuilder`.",
  },
  image_push_failed: {
    cause: "The registry requires a login, or the repository does not exist.",
    fix: "Run `docker login` for the registry; create the repository.",
    seen: "In builds with `dockerBuilder`.",
  },
  image_tag_changed: {
    cause: "A file was saved while the image was prepared.",
    fix: "Build again.",
    seen: "In builds with source files.",
  },
} satisfies ErrorPages;
