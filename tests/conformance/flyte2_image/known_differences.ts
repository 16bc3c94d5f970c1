/**
 * Differences of images from flyte 2.12.1, with reasons. Tests assert each entry of the first table both ways.
 *
 * @module
 */
import type { ErrorCode } from "../../../src/errors.ts";
import type { ImageCase } from "./calls.ts";
import type { Stage } from "./errors.ts";
import { isError, type OurError, type PythonError } from "./outcome.ts";

/** A class of images with different results. */
export interface ImageDifference {
  /** The step at which it occurs. */
  readonly stage: Stage;
  /** The codes with which this library rejects it; `null` if it does not. */
  readonly here: readonly (ErrorCode | null)[];
  /** Part of our message, if the codes are not specific enough. */
  readonly says?: RegExp;
  /** Class and message of Python's error; `null` for no error, `undefined` for any result. */
  readonly there?: RegExp | null;
  /** Behavior of flyte, for the documentation. */
  readonly flyte: string;
  /** The reason for the difference. */
  readonly reason: string;
  /** One such image. */
  readonly example: ImageCase;
  /** A similar image with the same result on both sides. */
  readonly counterexample: ImageCase;
}

const DEBIAN = { call: "from_debian_base", python_version: [3, 12], flyte_version: "2.12.1", name: "app" } as const;
const SCRIPT = { call: "from_uv_script", script: "s.py", name: "app", python_version: [3, 12] } as const;
const HEADER = "# /// script\n# dependencies = []\n# ///\n";

/** Codes with which a later call of a chain may be rejected. */
const LATER: readonly ErrorCode[] = [
  "image_not_extendable",
  "image_is_dockerfile",
  "image_unnamed",
  "image_layer_invalid",
  "invalid_secret",
  "wrong_shape",
];

/** The differences by name. */
export const IMAGE_DIFFERENCES: Readonly<Record<string, ImageDifference>> = {
  unresolved_names: {
    stage: "uri",
    here: ["image_ref_unresolved"],
    flyte: "hashes such an image as if it had no base",
    reason: "the image that is finally built has a different name",
    example: { calls: [{ call: "from_ref_name", name: "base" }, { call: "clone", name: "app" }] },
    counterexample: {
      calls: [{ call: "from_ref_name", name: "base" }, { call: "clone", name: "app", base_image: "base:v1" }],
    },
  },
  loaded_modules: {
    stage: "uri",
    here: ["loaded_modules_unknown"],
    flyte: "hashes the modules that Python has loaded",
    reason: "they only exist in a running Python",
    example: {
      calls: [DEBIAN, { call: "with_code_bundle" }, {
        call: "resolve_code_bundle",
        copy_style: "none",
        root_dir: ".",
      }],
    },
    counterexample: {
      calls: [DEBIAN, { call: "with_code_bundle", copy_style: "all" }, {
        call: "resolve_code_bundle",
        copy_style: "none",
        root_dir: ".",
      }],
    },
  },
  scripts_without_metadata: {
    stage: "validate",
    here: ["uv_script_invalid", "not_utf8"],
    flyte: "`validate` does not read the script",
    reason: "the problem is reported before the name is computed",
    example: { calls: [SCRIPT], files: { "s.py": "import sys\n" } },
    counterexample: { calls: [SCRIPT], files: { "s.py": HEADER } },
  },
  missing_ignore_files: {
    stage: "validate",
    here: ["file_not_found"],
    says: /^Image.withDockerignore: /,
    there: null,
    flyte: "`validate` does not check the file of `with_dockerignore`; its builder fails without it",
    reason: "the problem is reported before the build",
    example: { calls: [DEBIAN, { call: "with_dockerignore", path: "docker/ignore.txt" }] },
    counterexample: {
      calls: [DEBIAN, { call: "with_dockerignore", path: "docker/ignore.txt" }],
      files: { "docker/ignore.txt": ".env\n" },
    },
  },
  missing_requirements: {
    stage: "validate",
    here: ["file_not_found", "file_unreadable"],
    says: /\.txt"/,
    flyte: "`validate` does not check the requirements file",
    reason: "the problem is reported before the name is computed",
    example: { calls: [DEBIAN, { call: "with_requirements", file: "r.txt" }] },
    counterexample: { calls: [DEBIAN, { call: "with_requirements", file: "r.txt" }], files: { "r.txt": "a\n" } },
  },
  lists_of_urls: {
    stage: "describe",
    here: [null, ...LATER],
    there: /^TypeError: UVProject field 'extra_index_urls' is a list/,
    flyte: "`with_uv_project` rejects a list of `extra_index_urls` and accepts a tuple, unlike its other methods",
    reason: "JavaScript has no tuples",
    example: {
      calls: [DEBIAN, {
        call: "with_uv_project",
        pyproject_file: "pyproject.toml",
        extra_index_urls: ["https://example.org/simple"],
      }],
      files: { "pyproject.toml": "" },
    },
    counterexample: {
      calls: [DEBIAN, { call: "with_pip_packages", packages: ["a"], extra_index_urls: ["https://example.org/simple"] }],
    },
  },
  two_wheels_of_flyteidl2: {
    stage: "describe",
    here: [null, ...LATER],
    there: /^ValueError: More than one flyteidl2 wheel/,
    flyte: "`with_local_v2` searches for wheels immediately",
    reason: "describing an image reads no files here; `uri` rejects it (`image_layer_invalid`)",
    example: {
      calls: [DEBIAN, { call: "with_local_v2" }],
      dist: "dist",
      files: { "dist/flyteidl2-1.whl": "1", "dist/flyteidl2-2.whl": "2" },
    },
    counterexample: {
      calls: [DEBIAN, { call: "with_local_v2" }],
      dist: "dist",
      files: { "dist/flyteidl2-1.whl": "1", "dist/flyte-1.whl": "2" },
    },
  },
};

/** Differences that random cases cannot show. */
export const IMAGE_NOTES = {
  lock_files:
    "flyte searches for `uv.lock`, `pixi.lock` and the manifest of a directory when a layer is added; here that happens " +
    "when the name is computed, so that later changes are seen",
  versions:
    "flyte takes the versions of Python and flyte from the Python it runs in; here they are required options of " +
    "`fromDebianBase` and `fromUvScript` (`invalid_option`), and other images have no `pythonVersion`",
  development_builds:
    "a flyte installed from source adds its wheels to Debian images; here `withLocalV2` must be called with the directory " +
    "of the wheels",
  configured_registry: "flyte searches for a configuration; here `config` must be passed for its registry to be used",
  from_pixi_script: "flyte's `from_pixi_script` and its layer are not implemented",
  missing_dockerignore:
    "flyte hashes the path of a missing `.dockerignore` unchanged if it is a string, and in the form of `Path` " +
    "if it is a `Path`; here it is always the latter",
  numbers_as_variables: "in a JavaScript object, and therefore in `withEnvVars`, names that are integers come first",
  empty_mounts: "an empty string as `mount` means no mount here; in flyte it is invalid if it is a `Path`",
  lone_surrogates:
    "Python fails to hash a lone surrogate (`UnicodeEncodeError`); here it is rejected when it is passed (`not_utf8`)",
  named_pipes_in_images:
    "flyte waits indefinitely for a named pipe among the files; here it is an error (`endless_file`)",
  ignore_files:
    "flyte's builder copies files that a directory's own `.dockerignore` excludes from the name; here they are not copied. " +
    "Of packages that a project refers to by path, both leave out `.git`, `.env` and caches",
  links_in_images:
    "flyte's builder copies the targets of symbolic links wherever they are; here a link that leaves its directory is part " +
    "of the name, but the build rejects it (`link_leaves_directory`)",
  special_characters_in_file_names:
    "flyte writes file names into its Dockerfile unescaped, so that `a b` or `a[1]` cannot be copied; here they can",
  layers_of_the_wrong_type:
    "flyte accepts values of any type in its layers and fails later, if at all; here arguments, options and " +
    "fields are checked immediately (`invalid_argument`, `invalid_option`, `wrong_shape`, `unknown_field`)",
  versions_as_strings:
    'flyte turns `python_version="3.12"` into the base image `py3..`, which does not exist; here `"3.12"` ' +
    "equals `[3, 12]`",
} as const;

/** Returns the name of the difference between two outcomes. */
export function differenceOf(
  stage: Stage,
  ours: string | null | OurError,
  theirs: string | null | PythonError,
): string | undefined {
  const code = isError(ours) && "code" in ours ? ours.code : null;
  const message = isError(ours) ? ours.message : "";
  const error = isError(theirs) && "error" in theirs ? `${theirs.error}: ${theirs.message}` : null;
  const found = Object.entries(IMAGE_DIFFERENCES).find(([, one]) =>
    one.stage === stage && one.here.includes(code) && (one.says?.test(message) ?? true) && isAs(one.there, error)
  );
  return found?.[0];
}

function isAs(there: RegExp | null | undefined, error: string | null): boolean {
  if (there === undefined) return true;
  return there === null ? error === null : error !== null && there.test(error);
}
