/** Pages of the errors of image names, image specifications and the images of flyte 2. */
import { type ErrorPages, example } from "./page.ts";

function reference(name: string): string {
  return example("", "parseReference", `parseReference(${JSON.stringify(name)});`);
}

/** Extends an image of flyte 2. */
function layered(...lines: readonly string[]): string {
  return example("/v2", "Image", ...lines);
}

export const IMAGES = {
  tag_and_digest: {
    cause: "Both `tag` and `digest` were passed.",
    fix: "Pass one of them; a digest always names the same image.",
    example: example(
      "",
      "Image",
      'const digest = `sha256:${"a".repeat(64)}`;',
      'new Image({ name: "x", fqn: "repo", tag: "v1", digest });',
    ),
  },
  missing_tag_or_digest: {
    cause: "The name ends after the repository. flytekit does not assume `latest`.",
    fix: "Add a tag, such as `:v1`, or a digest.",
    example: example("", "Image", 'Image.lookUpImageInfo("x", "ghcr.io/acme/app");'),
  },
  multiple_default_images: {
    cause: "Two images were passed without a name, or with the name `default`.",
    fix: "Name all but one of them: `spark=ghcr.io/acme/spark:v1`.",
    example: example("", "ImageConfig", 'await ImageConfig.validateImage("--image", ["a:1", "b:2"]);'),
  },
  duplicate_image_name: {
    cause: "An image was added to a list that already has one of that name.",
    fix: "Rename one of them, or replace the first one with `withImage`.",
    example: example(
      "",
      "Image, ImageConfig",
      'const images = ["a:1", "b:2"].map((name) => Image.lookUpImageInfo("spark", name));',
      "console.log(new ImageConfig({ images }).issues.map(({ code }) => code));",
    ),
  },
  default_image_assumed: {
    cause: "Neither the configuration nor the program names a default image.",
    fix: "Pass an image, or accept the one that the message names.",
    example: example("", "ImageConfig", 'console.log(ImageConfig.validateImage("--image", []).issues[0]?.code);'),
  },
  unknown_python_version: {
    cause: "The Python version is older or newer than those of flytekit's images.",
    fix: "Use a version that the message names, or an image of your own.",
    example: example("", "DefaultImages", 'DefaultImages.findImageFor({ pythonVersion: "2.7" as "3.12" });'),
  },
} satisfies ErrorPages;

export const REFERENCES = {
  reference_invalid_format: {
    cause: "The name has a space, a scheme such as `https://`, or an empty part.",
    fix: "Write `registry/repository:tag`.",
    example: reference("https://ghcr.io/acme/app:v1"),
  },
  reference_name_empty: {
    cause: "A variable that should contain the name is empty.",
    fix: "Pass a name.",
    example: example("", "parseReference", 'parseReference("", { normalize: false });'),
  },
  reference_name_too_long: {
    cause: "The repository is generated from a long path.",
    fix: "Shorten it to 255 characters.",
    example: example("", "parseReference", 'parseReference("a".repeat(300));'),
  },
  reference_name_uppercase: {
    cause: "The repository is named like a user or a branch with uppercase letters.",
    fix: "Write it in lower case.",
    example: reference("ghcr.io/Acme/app:v1"),
  },
  reference_name_not_canonical: {
    cause: "A short name, such as `debian:12`, was passed where the full name is needed.",
    fix: "Write the full name, such as `docker.io/library/debian:12`.",
    example: example("", "parseNamed", 'parseNamed("debian:12");'),
  },
  reference_tag_invalid: {
    cause: "The tag is a branch name with a slash, is empty, or is longer than 128 characters.",
    fix: "Use letters, digits, `_`, `.` and `-`.",
    example: example("", "Image", 'Image.lookUpImageInfo("x", "repo:v1").withTag("feature/a");'),
  },
  reference_digest_invalid: {
    cause: "The digest has uppercase letters, or no algorithm before its colon.",
    fix: "Copy the digest from the registry.",
    example: example(
      "",
      "Image",
      'Image.lookUpImageInfo("x", "repo:v1").withDigest("sha256:" + "A".repeat(64));',
    ),
  },
  reference_digest_unsupported: {
    cause: "The digest is MD5 or SHA-1, or the algorithm is misspelled.",
    fix: "Use the sha256 digest that the registry reports.",
    example: example("", "parseReference", 'parseReference("app@md5:" + "a".repeat(32));'),
  },
  reference_digest_length: {
    cause: "The digest was cut, such as by a table of `docker images`.",
    fix: "Copy the whole digest: sha256 has 64 digits.",
    example: example("", "parseReference", 'parseReference("app@sha256:" + "a".repeat(63));'),
  },
  invalid_reference: {
    cause: "The image name does not match the grammar. flytekit accepts it, but no registry does.",
    fix: "Correct the name as the message says.",
    example: example("", "Image", 'console.log(Image.lookUpImageInfo("x", "ghcr.io/Acme/app:v1").issues[0]?.code);'),
  },
} satisfies ErrorPages;

export const SPECIFICATIONS = {
  invalid_registry: {
    cause: "The registry has a scheme, credentials, an uppercase letter in its host, or a space.",
    fix: "Write the host, and a path if needed: `ghcr.io/acme`.",
    example: example("", "ImageSpec", 'new ImageSpec({ registry: "https://ghcr.io" });'),
  },
  unknown_field: {
    cause: "A field is misspelled, or only in another version of flytekit or flyte.",
    fix: "Use the field that the message suggests.",
    example: example("", "ImageSpec", 'new ImageSpec({ package: ["numpy"] } as object);'),
  },
  scalar_for_string: {
    cause: "A file has a number, a boolean or a date without quotation marks, such as `python_version: 3.12`.",
    fix: "Quote the value.",
    example: example(
      "",
      "ImageSpec",
      'console.log(ImageSpec.fromYaml("python_version: 3.12\\n").issues.map(({ code }) => code));',
    ),
  },
  missing_source_root: {
    cause: "`sourceCopyMode` is set without `sourceRoot`.",
    fix: "Set `sourceRoot` to the directory with the code.",
    example: example("", "ImageSpec", 'await new ImageSpec({ sourceCopyMode: "ALL" }).tag();'),
  },
  loaded_modules_unknown: {
    cause: "flytekit copies the modules that its process has loaded, unless `sourceCopyMode` is set.",
    fix: 'Set `sourceCopyMode: "ALL"`.',
    example: example("", "ImageSpec", 'await new ImageSpec({ sourceRoot: "/app" }).tag();'),
  },
  invalid_tag_format: {
    cause: "The format has another placeholder than `{spec_hash}`.",
    fix: "Write `{spec_hash}`, and double other braces.",
    example: example("", "ImageSpec", 'await new ImageSpec({ tagFormat: "{hash}" }).tag();'),
  },
  python_unusable: {
    cause: "The option `python` of `ImageSpec.fromEnv` names a program that is not Python 3, or one that is broken.",
    fix: "Pass the interpreter of the virtual environment, such as `.venv/bin/python`.",
    example: example(
      "",
      "ImageSpec, memoryHost",
      "const run = () => Promise.resolve({ code: 1, stdout: new Uint8Array(), stderr: new Uint8Array() });",
      "await ImageSpec.fromEnv({ host: { ...memoryHost(), run } });",
    ),
  },
  package_not_installed: {
    cause: "A package to pin is installed in another environment, or under another name.",
    fix: "Install it there, or pass the right interpreter as `python`.",
    seen: "In `ImageSpec.fromEnv` with `pinnedPackages`.",
  },
} satisfies ErrorPages;

export const FILES = {
  ignore_pattern_invalid: {
    cause: "A pattern has a reversed range, such as `[z-a]`.",
    fix: "Correct the pattern that the message names.",
    example: layered(
      'import { memoryHost } from "@flyte-ts/config";',
      "",
      'const host = memoryHost({ files: { "/app/main.py": "", "/app/.dockerignore": "[z-a]" } });',
      'const base = Image.fromBase("debian:12").clone({ name: "app", extendable: true });',
      'await base.withSourceFolder("/app").uri({ host });',
    ),
  },
  git_ignore_unknown: {
    cause: "`git` is not installed, or could not read the repository.",
    fix: "Install or repair git, or pass `onIssue` to ignore no file, as flytekit does.",
    seen: "When the tag of an `ImageSpec` with source files is computed.",
  },
  ignored_file_counts: {
    cause: "`sourceRoot` is relative; flytekit matches the rules against paths that start with it.",
    fix: 'Set an absolute `sourceRoot`, or ".".',
    seen: "When the tag of an `ImageSpec` with source files is computed, as an issue.",
  },
  git_ignore_unused: {
    cause: "The directory has a `.gitignore`, but is not in a git repository; flytekit uses git to read it.",
    fix: "Use a `.dockerignore`, or run `git init`.",
    example: example(
      "",
      "ImageSpec, memoryHost",
      'const host = memoryHost({ files: { "/app/main.py": "", "/app/.gitignore": "*.log" } });',
      'const spec = new ImageSpec({ sourceRoot: "/app", sourceCopyMode: "ALL" });',
      "await spec.tag({ host, onIssue: ({ code }) => console.log(code) });",
    ),
  },
  endless_file: {
    cause: "A directory to be hashed contains a device or a pipe, or a link to one.",
    fix: "Remove it, or ignore it in `.dockerignore`.",
    seen: "When a tag is computed from a directory with a link to `/dev/zero`.",
  },
} satisfies ErrorPages;

const EXTENDABLE = 'const base = Image.fromBase("debian:12").clone({ name: "app", extendable: true });';

export const FLYTE2_IMAGES = {
  invalid_secret: {
    cause: "flyte mounts secrets to one directory only, and names variables in upper case.",
    fix: 'Mount to "/etc/flyte/secrets", or set `asEnvVar`.',
    example: example("/v2", "Secret", 'new Secret({ key: "token", mount: "/tmp" });'),
  },
  image_not_extendable: {
    cause: "Images of `fromBase` and `clone` cannot be extended, unless stated otherwise.",
    fix: "Clone it first: `image.clone({ name, extendable: true })`.",
    example: layered(
      "// @ts-expect-error: this is a type error as well.",
      'Image.fromBase("debian:12").withAptPackages("git");',
    ),
  },
  image_is_dockerfile: {
    cause: "A Dockerfile of yours is built as it is.",
    fix: "Add the layer to the Dockerfile.",
    example: layered(
      'const image = Image.fromDockerfile("Dockerfile", { registry: "ghcr.io/acme", name: "app" });',
      "// @ts-expect-error: this is a type error as well.",
      'image.withAptPackages("git");',
    ),
  },
  image_unnamed: {
    cause: "Layers are added to an image that has no name of its own.",
    fix: "Pass `name` to `clone`.",
    example: layered('Image.fromBase("debian:12").clone({ extendable: true }).withWorkdir("/");'),
  },
  image_layer_invalid: {
    cause: "A layer has an unsuitable value, such as a requirements file whose name does not end in `.txt`.",
    fix: "Correct the value that the message names.",
    example: layered(EXTENDABLE, 'base.withRequirements("requirements.in");'),
  },
  image_ref_unresolved: {
    cause: "`fromRefName` only notes a name; a configuration says which image it is.",
    fix: "Call `resolveRef(config)` first.",
    example: layered('await Image.fromRefName("gpu").uri();'),
  },
  image_ref_unknown: {
    cause: "The configuration has no image of that name below `image.image_refs`.",
    fix: "Add it there, or correct the name.",
    example: layered('Image.fromRefName("gpu").resolveRef({ image: { imageRefs: {} } });'),
  },
  image_registry_required: {
    cause: "Neither the image nor the configuration names a registry.",
    fix: "Pass `registry`, or set `image.registry` (`FLYTE_IMAGE_REGISTRY`).",
    seen: "When `build` of flyte 2 is to push an image.",
  },
  code_bundle_unresolved: {
    cause: "`withCodeBundle` does not define how code is shipped.",
    fix: "Call `resolveCodeBundle` first.",
    example: example("/v2", "Image, renderDockerfile", EXTENDABLE, "renderDockerfile(base.withCodeBundle());"),
  },
  uv_script_invalid: {
    cause: "The script has no block `# /// script`, or the block is not closed or not TOML.",
    fix: "Add the block; `uv add --script job.py httpx` writes it.",
    example: layered(
      'const script = { name: "job.py", text: "print(1)\\n" };',
      'await Image.fromUvScript(script, { name: "job", pythonVersion: [3, 12] }).uri();',
    ),
  },
} satisfies ErrorPages;
