/**
 * Which errors of this library stand for which of Python's.
 *
 * @module
 */
import type { ErrorCode } from "../../../src/errors.ts";

/** When an error comes: while an image is described, when it is named, or when its files are looked for. */
export type Stage = "describe" | "uri" | "validate";

type Classes = Readonly<Partial<Record<ErrorCode, readonly string[]>>>;

/** The classes of Python's errors by our codes. */
const CLASSES: Readonly<Record<Stage, Classes>> = {
  describe: {
    image_not_extendable: ["ValueError"],
    image_is_dockerfile: ["ValueError"],
    image_unnamed: ["ValueError"],
    image_layer_invalid: ["ValueError"],
    invalid_secret: ["ValueError"],
    wrong_shape: ["TypeError"],
    invalid_argument: ["TypeError"],
  },
  uri: {
    image_base_required: ["ImageBuildError"],
    image_unnamed: ["ImageBuildError"],
    // The latter where a file is in place of a directory.
    file_not_found: ["FileNotFoundError", "NotADirectoryError"],
    // Of a directory, of a socket, and of a directory in place of a script.
    file_unreadable: ["IsADirectoryError", "OSError", "FileNotFoundError"],
    // The others are of lists that toml 0.10.2 trips over, and of dependencies that are not strings.
    uv_script_invalid: ["ValueError", "IndexError", "TypeError"],
    not_utf8: ["UnicodeDecodeError"],
    code_bundle_unresolved: ["ValueError"],
    // The error of Python's re.
    ignore_pattern_invalid: ["error"],
  },
  validate: {
    // flyte says ValueError of a lock file, ImageBuildError of what is copied, and it stumbles over links in a cycle
    // while it writes the message.
    file_not_found: ["FileNotFoundError", "ValueError", "ImageBuildError", "RuntimeError"],
    file_unreadable: ["ValueError", "ImageBuildError"],
    image_layer_invalid: ["ValueError"],
  },
};

/** Whether an error of Python's is the one that a code stands for. */
export function corresponds(stage: Stage, code: ErrorCode, error: string): boolean {
  return CLASSES[stage][code]?.includes(error) ?? false;
}
