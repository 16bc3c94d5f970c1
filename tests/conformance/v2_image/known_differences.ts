/**
 * Where images are otherwise than in flyte 2.12.1, and why. Tests assert each entry of the first table both ways.
 *
 * @module
 */
import type { ErrorCode } from "../../../src/errors.ts";
import type { ImageCase } from "./calls.ts";
import type { Stage } from "./errors.ts";
import { isError, type OurError, type PythonError } from "./outcome.ts";

/** A class of images of which both sides do not make the same. */
export interface ImageDifference {
  /** When it shows. */
  readonly stage: Stage;
  /** The codes with which this library refuses; `null` if it does not. */
  readonly here: readonly (ErrorCode | null)[];
  /** What our message has in it, where the codes do not tell. */
  readonly says?: RegExp;
  /** Class and message of Python's error; `null` if there is none, `undefined` if it does not matter. */
  readonly there?: RegExp | null;
  /** What flyte does, for the document. */
  readonly flyte: string;
  /** Why it is otherwise here. */
  readonly reason: string;
  /** One such image. */
  readonly example: ImageCase;
  /** One that comes close, and of which both make the same. */
  readonly counterexample: ImageCase;
}

const DEBIAN = { call: "from_debian_base", python_version: [3, 12], flyte_version: "2.12.1", name: "app" } as const;
const SCRIPT = { call: "from_uv_script", script: "s.py", name: "app", python_version: [3, 12] } as const;
const HEADER = "# /// script\n# dependencies = []\n# ///\n";

/** For what a later call of a chain may be refused. */
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
  names_that_were_not_looked_up: {
    stage: "uri",
    here: ["image_ref_unresolved"],
    flyte: "hashes such an image as if it started from nothing",
    reason: "the image that is built in the end has another name than the one that was asked about",
    example: { calls: [{ call: "from_ref_name", name: "base" }, { call: "clone", name: "app" }] },
    counterexample: {
      calls: [{ call: "from_ref_name", name: "base" }, { call: "clone", name: "app", base_image: "base:v1" }],
    },
  },
  loaded_modules: {
    stage: "uri",
    here: ["loaded_modules_unknown"],
    flyte: "hashes the modules that Python has loaded",
    reason: "only a running Python knows them",
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
  scripts_that_say_nothing: {
    stage: "validate",
    here: ["uv_script_invalid", "not_utf8"],
    flyte: "`validate` does not look into a script",
    reason: "it is better to know before the image is named",
    example: { calls: [SCRIPT], files: { "s.py": "import sys\n" } },
    counterexample: { calls: [SCRIPT], files: { "s.py": HEADER } },
  },
  missing_ignore_files: {
    stage: "validate",
    here: ["file_not_found"],
    says: /^withDockerignore: /,
    there: null,
    flyte: "`validate` does not look for the file of `with_dockerignore`; its builder refuses to build without it",
    reason: "it is better to know before the image is built",
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
    flyte: "`validate` does not look for a requirements file",
    reason: "it is better to know before the image is named",
    example: { calls: [DEBIAN, { call: "with_requirements", file: "r.txt" }] },
    counterexample: { calls: [DEBIAN, { call: "with_requirements", file: "r.txt" }], files: { "r.txt": "a\n" } },
  },
  lists_of_urls: {
    stage: "describe",
    here: [null, ...LATER],
    there: /^TypeError: UVProject field 'extra_index_urls' is a list/,
    flyte: "`with_uv_project` refuses a list of `extra_index_urls`, unlike a tuple, and unlike its other methods",
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
    flyte: "`with_local_v2` looks for wheels at once",
    reason: "describing an image reads no files here; `uri` refuses it (`image_layer_invalid`)",
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

/** What no random case shows. */
export const IMAGE_NOTES = {
  lock_files:
    "flyte looks for `uv.lock`, `pixi.lock` and the manifest of a folder when a layer is added; here, that is " +
    "when the image is named, so that what has come or gone in between counts",
  versions: "flyte takes the versions of Python and flyte from the Python it runs in; here, `fromDebianBase` and " +
    "`fromUvScript` must be told (`invalid_option`), and other images have no `pythonVersion`",
  development_builds:
    "a flyte that was built from its sources puts its wheels into Debian images; here, `withLocalV2` " +
    "must be called, with the folder of the wheels",
  configured_registry: "flyte looks for a configuration; here, `config` must be given for its registry to count",
  from_pixi_script: "flyte's `from_pixi_script` and its layer are not here",
  dockerignore_as_a_text: "flyte hashes the path of a `.dockerignore` that is not there as it was written if it is a " +
    "text, and as `Path` writes it if it is a `Path`; here it is always the latter",
  numbers_as_variables: "in an object of JavaScript, and so in `withEnvVars`, names that are whole numbers come first",
  empty_mounts: "a `mount` that is an empty text is none here, and a wrong one in flyte if it is a `Path`",
  half_characters:
    "Python cannot hash half of a surrogate pair (`UnicodeEncodeError`); here it is refused when it is " +
    "given (`not_utf8`)",
  named_pipes_in_images: "flyte waits for ever on a named pipe among the files; here it is an error (`endless_file`)",
  ignore_files:
    "flyte's builder copies what a directory's own `.dockerignore` leaves out of the name; here it is left " +
    "out. Of a project's packages by path, flyte and this library leave out `.git`, `.env`, caches and the like",
  links_in_images:
    "flyte's builder copies the files that symbolic links lead to, wherever those are; here a link that " +
    "leads out of its directory counts in the name and ends the build (`link_leaves_directory`)",
  files_of_odd_names:
    "flyte writes names of files into its Dockerfile as they are, so that `a b` or `a[1]` cannot be " +
    "copied; here they can",
  layers_of_the_wrong_type: "flyte takes values of any type into its layers and fails later, if at all; here each " +
    "argument, option and field is checked when it is given (`invalid_argument`, `invalid_option`, `wrong_shape`, " +
    "`unknown_field`)",
  versions_as_strings: 'flyte makes of `python_version="3.12"` the base image `py3..`, which does not exist; here ' +
    '`"3.12"` is the same as `[3, 12]`',
} as const;

/** The name of the difference that two outcomes show. */
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
