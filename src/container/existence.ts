/**
 * Whether an image exists, and what follows from that for a build: decided here for both products.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import type { BuildMessage } from "./messages.ts";

/** Whether an image exists in its registry, or on the machine if it has no registry. */
export type ImageExistence =
  | {
    /** The image exists. */
    readonly state: "present";
  }
  | {
    /** The image does not exist. */
    readonly state: "absent";
  }
  | {
    /** It could not be determined whether the image exists. */
    readonly state: "unknown";
    /** Why, for programs: an error code. */
    readonly reason?: string | undefined;
    /** Why, for people. */
    readonly message?: string | undefined;
  };

/** Arguments of {@linkcode decideBuild}. */
export interface BuildDecision {
  /** Name of the image. */
  readonly imageName: string;
  /** Whether it exists. Checked, since a builder or registry that users wrote may have returned it. */
  readonly existence: ImageExistence;
  /** Whether an image that exists is built again. */
  readonly force: boolean;
  /** Name of the variable that makes an unknown existence an error, if it is set. */
  readonly failFast?: string | undefined;
  /** Receives the reason for the decision. */
  readonly onMessage: (message: BuildMessage) => void;
}

const STATES: readonly unknown[] = ["present", "absent", "unknown"];

/**
 * Decides whether an image is built: if it does not exist, or if it exists and `force` is set. An image whose existence
 * is unknown is assumed to exist. Throws `image_existence_unknown` for that if `failFast` is set, and
 * `image_builder_failed` if `existence` has no valid state.
 */
export function decideBuild({ imageName, existence, force, failFast, onMessage }: BuildDecision): boolean {
  if (!STATES.includes(existence?.state)) {
    const message = `${imageName}: expected an object whose state is one of ${STATES.join(", ")}`;
    throw new FlyteConfigError("image_builder_failed", message);
  }
  const tell = (kind: "info" | "warning", text: string) => onMessage({ kind, text, imageName });
  if (existence.state === "absent") {
    tell("info", `${imageName} does not exist yet; building it`);
    return true;
  }
  if (existence.state === "present") {
    tell("info", force ? `${imageName} exists; building it again` : `${imageName} exists already`);
    return force;
  }
  const why = existence.message ?? existence.reason;
  const unknown = `could not determine whether ${imageName} exists${why === undefined ? "" : ` (${why})`}`;
  if (failFast !== undefined) {
    const message = `${unknown}; unset ${failFast} to assume that it does`;
    throw new FlyteConfigError("image_existence_unknown", message);
  }
  tell("warning", `${unknown}; assuming it does`);
  return false;
}
