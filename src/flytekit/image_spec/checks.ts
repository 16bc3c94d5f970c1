/**
 * Checks of what the functions of image specifications are given.
 *
 * @module
 */
import {
  ANYTHING,
  BOOLEAN,
  type Check,
  checkArgument,
  checkOptions,
  either,
  FUNCTION,
  HOST,
  listOf,
  OBJECT,
  objectWith,
  type OptionChecks,
  recordOf,
  SIGNAL,
  STRING,
} from "../../arguments.ts";
import { closest } from "../../text/closest.ts";
import { FlyteConfigError } from "../../errors.ts";
import type { DockerfileOptions, DockerfileSpec } from "./dockerfile/options.ts";
import type { ExistenceOptions } from "./existence.ts";
import { fieldValue, unknownField } from "./field_values.ts";
import { FIELDS } from "./fields.ts";
import type { FromEnvOptions } from "./from_env.ts";
import type { ImageSpecOptions } from "./image_spec_init.ts";
import type { FileDigests, TagOptions } from "./tag.ts";

/** One string, or several. */
export const STRINGS: Check = either(STRING, listOf(STRING));

/** Nothing. */
export const NULL: Check = { expected: "null", accepts: (value) => value === null };

/** The text of a file, with its name if that is to be in messages. */
export const FILE: Check = either(STRING, {
  expected: "{ name, text }",
  accepts: (value) => {
    const { name, text } = Object(value) as { readonly name?: unknown; readonly text?: unknown };
    return typeof name === "string" && typeof text === "string";
  },
});

/** An image specification: an `ImageSpec`, as far as functions can tell that do not import the class. */
export const SPEC: Check = objectWith("an ImageSpec", "id", "platform", "toDict");

/** The options of an `ImageSpec`. */
export const SPEC_CHECKS: OptionChecks<ImageSpecOptions> = { machine: STRING, isForcePush: BOOLEAN };

const DIGESTS: OptionChecks<FileDigests> = { source: FUNCTION, copy: FUNCTION };

/** The options of calls that name an image. */
export const TAG_CHECKS: OptionChecks<TagOptions> = {
  host: HOST,
  digests: OBJECT,
  realNames: objectWith("a Map", "get", "has"),
  onIssue: FUNCTION,
};

/** The options of calls that ask for an image. */
export const EXISTENCE_CHECKS: OptionChecks<ExistenceOptions> = {
  ...TAG_CHECKS,
  client: objectWith("an object with a function exists", "exists"),
  authFile: STRING,
  signal: SIGNAL,
};

const FIELD_OPTIONS = Object.fromEntries(FIELDS.map(({ key }) => [key, ANYTHING]));

/** The options of `ImageSpec.fromEnv`: the fields, which the specification checks, and where to ask. */
export const FROM_ENV_CHECKS = {
  ...FIELD_OPTIONS,
  pinnedPackages: either(listOf(STRING), NULL),
  python: STRING,
  machine: STRING,
  host: HOST,
} as OptionChecks<FromEnvOptions>;

const DOCKERFILE: OptionChecks<DockerfileOptions> = {
  installer: STRING,
  flytekit: either(STRING, NULL),
  pythonVersion: STRING,
  uvImage: STRING,
  micromambaImage: STRING,
  labels: recordOf(STRING),
  literalEnv: BOOLEAN,
  imageId: STRING,
  requirementsText: STRING,
};

/** Checks the options of a call that names an image or asks for it. Throws `invalid_option`. */
export function checkImageOptions<O extends TagOptions>(call: string, options: unknown, checks: OptionChecks<O>): void {
  checkOptions(call, options, checks);
  const { digests } = options as TagOptions;
  if (digests !== undefined) checkOptions(`${call}: digests`, digests, DIGESTS);
}

/**
 * Checks what a Dockerfile is written from. Throws `invalid_argument`, `unknown_field`, `wrong_shape`, `invalid_option`.
 */
export function checkDockerfile(call: string, spec: DockerfileSpec, options: DockerfileOptions): void {
  checkArgument(call, "spec", spec, OBJECT, `${call}(new ImageSpec({ … }))`);
  checkArgument(call, "spec.id", spec.id, STRING);
  if (!SPEC.accepts(spec)) {
    const names = FIELDS.map(({ key }) => key as string);
    const known = ["id", ...names, ...Object.keys(DOCKERFILE)];
    // Objects that have more than a Dockerfile is made of are fine, but what looks like a slip is none.
    const slip = Object.keys(spec).find((key) => !known.includes(key) && closest(key, names) !== undefined);
    if (slip !== undefined) throw unknownField(slip, "key");
    for (const field of FIELDS) if (field.kind !== "baseImage") fieldValue(field, spec[field.key]);
  }
  const { baseImage } = spec;
  if (baseImage !== undefined && baseImage !== null && typeof baseImage !== "string" && !SPEC.accepts(baseImage)) {
    throw new FlyteConfigError("wrong_shape", "ImageSpec: base_image must be a string", { path: "base_image" });
  }
  checkOptions(call, options, DOCKERFILE);
}
