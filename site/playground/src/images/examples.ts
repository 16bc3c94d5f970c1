/**
 * Examples of images and references.
 *
 * @module
 */
import type { ImageKind } from "../engine/images.ts";

/** One image, or two to compare. */
export interface ImageExample {
  readonly kind: ImageKind;
  readonly one: object;
  readonly other?: object;
}

const SPEC = {
  name: "training",
  registry: "ghcr.io/acme",
  python_version: "3.12",
  packages: ["pandas==2.2.3", "scikit-learn"],
  apt_packages: ["git"],
  env: { OMP_NUM_THREADS: "4" },
};

const IMAGE = {
  base_image: "ghcr.io/flyteorg/flyte:py3.12-v2.12.1",
  registry: "ghcr.io/acme",
  name: "training",
  python_version: [3, 12],
  layers: [
    { type: "AptPackages", packages: ["git"] },
    { type: "PipPackages", packages: ["pandas==2.2.3", "scikit-learn"] },
    { type: "Env", env_vars: [["OMP_NUM_THREADS", "4"]] },
  ],
};

/** The examples by the labels of their buttons. */
export const EXAMPLES: Readonly<Record<string, ImageExample>> = {
  "an ImageSpec": { kind: "spec", one: SPEC },
  "two ImageSpecs": {
    kind: "spec",
    one: SPEC,
    other: {
      ...SPEC,
      packages: ["pandas==2.2.2", "scikit-learn"],
      builder: "envd",
    },
  },
  "a flyte 2 image": { kind: "image", one: IMAGE },
  "two flyte 2 images": {
    kind: "image",
    one: IMAGE,
    other: {
      ...IMAGE,
      layers: [
        IMAGE.layers[0],
        { type: "PipPackages", packages: ["pandas==2.3.0", "scikit-learn"] },
        { type: "WorkDir", workdir: "/work" },
        IMAGE.layers[2],
      ],
    },
  },
};

/** References by the labels of their buttons. */
export const REFERENCES: Readonly<Record<string, string>> = {
  "a short name": "python",
  "a tag": "ghcr.io/flyteorg/flytekit:py3.12-1.16.31",
  "a digest": "localhost:5000/team/app@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
};
