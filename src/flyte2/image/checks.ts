/**
 * What the arguments of several functions about images must be.
 *
 * @module
 */
import {
  BOOLEAN,
  type Check,
  checkArgument,
  either,
  FUNCTION,
  HOST,
  instanceOf,
  listOf,
  OBJECT,
  objectWith,
  oneOf,
  type OptionChecks,
  SIGNAL,
  STRING,
} from "../../arguments.ts";
import type { ExistenceOptions } from "./existence.ts";
import { ImageFields } from "./image_fields.ts";
import type { ImageState } from "./image_state.ts";
import type { LocalWheelsOptions, PipOptions, SecretOptions } from "./layer_options.ts";
import { checkedLayer } from "./layer_values.ts";
import { parsePythonVersion } from "./python_version.ts";
import { Secret } from "./secret.ts";
import type { UriOptions } from "./uri.ts";
import type { ValidateOptions } from "./validate.ts";

/** A string, or a list of them. */
export const STRINGS: Check = /* @__PURE__ */ either(STRING, listOf(STRING));
/** A string, or `null`. */
export const STRING_OR_NULL: Check = {
  expected: "a string or null",
  accepts: (value) => value === null || STRING.accepts(value),
};
/** A version of Python. */
export const PYTHON_VERSION: Check = {
  expected: 'a version of Python such as [3, 12] or "3.12"',
  accepts: (value) => parsePythonVersion(value) !== undefined,
};
/** A secret. */
export const SECRET: Check = /* @__PURE__ */ either(instanceOf("a Secret", Secret), {
  ...STRING,
  expected: "the key of one",
});
/** Secrets. */
export const SECRETS: Check = {
  expected: "a Secret, the key of one, or a list of these",
  accepts: (value) => value === null || SECRET.accepts(value) || listOf(SECRET).accepts(value),
};
/** How much of a project is installed. */
export const INSTALL_MODE: Check = /* @__PURE__ */ oneOf("dependencies_only", "install_project");
/** A configuration of flyte 2. */
export const CONFIG: Check = /* @__PURE__ */ objectWith("a Config of flyte 2, or an object with image", "image");
/** What asks a registry. */
const CLIENT: Check = /* @__PURE__ */ objectThatCan("a RegistryClient", "exists");
const IMAGE: Check = {
  expected: "an Image of flyte 2",
  accepts: (value) => OBJECT.accepts(value) && Array.isArray((value as { readonly layers?: unknown }).layers),
};

/** Options of layers that may need secrets. */
export const SECRET_CHECKS: OptionChecks<SecretOptions> = { secretMounts: SECRETS };
/** Options of everything that installs Python packages. */
export const PIP_CHECKS: OptionChecks<PipOptions> = {
  ...SECRET_CHECKS,
  indexUrl: STRING,
  extraIndexUrls: STRINGS,
  pre: BOOLEAN,
  extraArgs: STRING,
};
/** Options of the methods for flyte's own wheels. */
export const WHEEL_CHECKS: OptionChecks<LocalWheelsOptions> = { distDir: STRING };
/** Options of `Image.validate`. */
export const VALIDATE_CHECKS: OptionChecks<ValidateOptions> = { host: HOST };
/** Options of `Image.uri`. */
export const URI_CHECKS: OptionChecks<UriOptions> = { host: HOST, rootDir: STRING };
/** Options of `Image.existence`. */
export const EXISTENCE_CHECKS: OptionChecks<ExistenceOptions> = {
  ...URI_CHECKS,
  client: CLIENT,
  authFile: STRING,
  signal: SIGNAL,
};

/** An object that has these methods. */
export function objectThatCan(expected: string, ...methods: readonly string[]): Check {
  return {
    expected,
    accepts: (value) =>
      OBJECT.accepts(value) && methods.every((name) => FUNCTION.accepts(Reflect.get(value as object, name))),
  };
}

/** Checks an image, or its fields. Throws `invalid_argument`, and `wrong_shape` and others for layers. */
export function checkImageArgument(call: string, name: string, image: unknown): asserts image is ImageState {
  checkArgument(call, name, image, IMAGE);
  if (!(image instanceof ImageFields)) (image as ImageState).layers.forEach(checkedLayer);
}

/** Checks items that are passed one by one. Throws `invalid_argument`. */
export function checkItems(call: string, items: readonly unknown[]): void {
  items.forEach((item, index) => {
    const usage = Array.isArray(item) ? `${call}("a", "b"), with the items one by one` : "";
    checkArgument(call, `item ${index + 1}`, item, STRING, usage);
  });
}
