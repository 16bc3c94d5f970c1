/**
 * flytekit's names of registries and environment variables about images.
 *
 * @module
 */

/** The registry of images that name none. */
export const DOCKER_HUB = "docker.io";

/** Environment variable: unless it is false, an image is built and pushed also where it exists. */
export const FLYTE_FORCE_PUSH_IMAGE_SPEC = "FLYTE_FORCE_PUSH_IMAGE_SPEC";

/** Environment variable: unless it is false, it is an error that nobody can say whether an image exists. */
export const FLYTE_IMG_FAST_FAIL = "FLYTE_IMG_FAST_FAIL";

/** Environment variable of an image that was built of an `ImageSpec`: its `id`. */
export const _F_IMG_ID = "_F_IMG_ID";

/** Flyte sets this in the containers that run tasks. */
export const FLYTE_INTERNAL_EXECUTION_ID = "FLYTE_INTERNAL_EXECUTION_ID";
