/**
 * What comes of a case, here and in flyte.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../../../src/errors.ts";
import type { Host } from "../../../src/runtime/host.ts";
import { Image } from "../../../v2.ts";
import { type ImageCase, imageOf, type SecretFields, secretOf } from "./calls.ts";

/** The class of an error that Python raised. */
export interface PythonError {
  readonly error: string;
  readonly message: string;
}

/** The result of flyte for a case. */
export type ImageResult = PythonError | {
  readonly image: Readonly<Record<string, unknown>>;
  readonly uri: string | PythonError;
  readonly validate: null | PythonError;
};

/** The result of flyte for a secret. */
export type SecretResult = PythonError | {
  readonly hash: string;
  readonly text: string;
  readonly as_env_var: string | null;
};

/** An error of this library. */
export interface OurError {
  readonly code: ErrorCode;
  readonly message: string;
}

/** The result of this library for a case. */
export type ImageOutcome = OurError | {
  readonly image: Readonly<Record<string, unknown>>;
  readonly uri: string | OurError;
  readonly validate: null | OurError;
  /** The uri of the image that was written as plain data and read again. */
  readonly reread: string | OurError;
};

/** The result of this library for a secret. */
export type SecretOutcome = OurError | Exclude<SecretResult, PythonError>;

/** Makes the image of a case, names it and looks for its files. */
export async function outcomeOf(given: ImageCase, host?: Host): Promise<ImageOutcome> {
  const image = await attempt(() => imageOf(given));
  if ("code" in image) return image;
  const options = { host, rootDir: given.root_dir };
  return {
    image: fieldsOf(image),
    uri: await attempt(() => image.uri(options)),
    validate: await attempt(async () => (await image.validate({ host }), null)),
    reread: await attempt(() => Image.fromDict(JSON.parse(JSON.stringify(image))).uri(options)),
  };
}

/** Makes a secret. */
export async function secretOutcomeOf(fields: SecretFields): Promise<SecretOutcome> {
  return await attempt(() => {
    const secret = secretOf(fields);
    return { hash: secret.stableHash(), text: `${secret}`, as_env_var: secret.asEnvVar ?? null };
  });
}

/** Whether something is an error of either side. */
export function isError(value: unknown): value is PythonError | OurError {
  return typeof value === "object" && value !== null && ("error" in value || "code" in value);
}

function fieldsOf(image: Image): Readonly<Record<string, unknown>> {
  return {
    base_image: image.baseImage ?? null,
    dockerfile: image.dockerfile ?? null,
    registry: image.registry ?? null,
    name: image.name ?? null,
    platform: image.platform,
    extendable: image.extendable,
    is_cloned: image.isCloned,
    ref_name: image.refName ?? null,
    image_registry_secret: image.imageRegistrySecret === undefined ? null : `${image.imageRegistrySecret}`,
  };
}

/** What a function gives, or the error of this library that it throws; any other error is a mistake. */
export async function attempt<T>(work: () => T | Promise<T>): Promise<T | OurError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FlyteConfigError) return { code: error.code, message: error.message };
    throw error;
  }
}
