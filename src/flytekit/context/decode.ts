/**
 * Decodes the context that Flyte tasks carry in `_F_SS_C`, and does nothing else: for edge functions, where every kilobyte
 * counts. To change or encode contexts, use `@flyte-ts/config/serialization`.
 *
 * @example
 * ```ts
 * import { decodeContext } from "@flyte-ts/config/context";
 * import { SerializationSettings } from "@flyte-ts/config/serialization";
 *
 * const text = await SerializationSettings.forImage("ghcr.io/acme/app:v1", "v1").serializedContext();
 * const context = await decodeContext(text);
 * console.log(context.version, context.imageConfig.defaultImage?.tag); // v1 v1
 * ```
 *
 * @module
 */
import { isLimit, isObject } from "../../arguments.ts";
import { FlyteConfigError } from "../../plain_error.ts";
import { dirname } from "../../python/paths.ts";
import type { JsonObject } from "../../python/json_value.ts";
import { CHECKED_INIT, type Construct, fieldsOf, type WireField, type WireType } from "../../wire/field.ts";
import { readJson } from "../../wire/json_reader.ts";
import { DEFAULT_MAX_BYTES, type JsonLimits } from "../../wire/json_text.ts";
import { WireProblem } from "../../wire/problem.ts";
import {
  FAST_FIELDS,
  hasTagAndDigest,
  IMAGE_FIELDS,
  imageConfigFields,
  RESOURCES_FIELDS,
  resourceSpecFields,
  settingsFields,
} from "../wire_fields.ts";
import { hasGzipHeader } from "../../runtime/gzip.ts";
import { contextJson, type Diagnosis } from "./context_json.ts";
import type { ResourceAmount } from "./resources.ts";

export type { ErrorCode } from "../../error_codes.ts";
export { type ErrorDetails, FlyteConfigError } from "../../plain_error.ts";
export type { JsonObject, JsonValue } from "../../python/json_value.ts";
export { PythonFloat } from "../../python/numbers.ts";
export type { JsonLimits } from "../../wire/json_text.ts";
export type { ResourceAmount, ResourceQuantity } from "./resources.ts";

/** Properties of every part of a decoded context. */
export interface DecodedRecord {
  /** Fields that this version does not know, by their names on the wire; `undefined` if there are none. */
  readonly unknownFields: JsonObject | undefined;
}

/** The settings that a task was serialized with, as plain data. All of it is frozen, except for unknown fields. */
export interface DecodedContext extends DecodedRecord {
  /** Images that tasks run in. */
  readonly imageConfig: DecodedImageConfig;
  /** Project to register under. */
  readonly project: string | undefined;
  /** Domain to register under. */
  readonly domain: string | undefined;
  /** Version to register under. */
  readonly version: string | undefined;
  /** Environment variables of the task's container. The object has no prototype. */
  readonly env: Readonly<Record<string, string>> | undefined;
  /** Resources of tasks that request none. */
  readonly defaultResources: DecodedResourceSpec | undefined;
  /** Git repository that the code comes from. */
  readonly gitRepo: string | undefined;
  /** Path of the Python interpreter in the container. */
  readonly pythonInterpreter: string;
  /** Path of the virtual environment in the container. */
  readonly flytekitVirtualenvRoot: string;
  /** Fast registration. */
  readonly fastSerializationSettings: DecodedFastSerializationSettings | undefined;
  /** Root directory of the source code. */
  readonly sourceRoot: string | undefined;
}

/** The images that tasks run in. */
export interface DecodedImageConfig extends DecodedRecord {
  /** Image of tasks that name none. */
  readonly defaultImage: DecodedImage | undefined;
  /** Images that tasks can name. */
  readonly images: readonly DecodedImage[] | undefined;
}

/** A container image. */
export interface DecodedImage extends DecodedRecord {
  /** Name by which tasks refer to the image. */
  readonly name: string;
  /** Registry and repository, without tag and digest. */
  readonly fqn: string;
  /** Tag, if that is what pins the image. */
  readonly tag: string | undefined;
  /** Digest, if that is what pins the image. */
  readonly digest: string | undefined;
}

/** Requested resources and their limits. */
export interface DecodedResourceSpec extends DecodedRecord {
  /** Resources that are reserved for the task. */
  readonly requests: DecodedResources | undefined;
  /** Resources that the task may use at most. */
  readonly limits: DecodedResources | undefined;
}

/** Amounts of resources. */
export interface DecodedResources extends DecodedRecord {
  /** CPU cores, such as `"500m"` or `2`. */
  readonly cpu: ResourceAmount | undefined;
  /** Memory, such as `"2Gi"`, or a number of bytes. */
  readonly mem: ResourceAmount | undefined;
  /** Number of GPUs. */
  readonly gpu: ResourceAmount | undefined;
  /** Local disk for scratch space, caches and logs, such as `"1Gi"`, or a number of bytes. */
  readonly ephemeralStorage: ResourceAmount | undefined;
}

/** Fast registration: where the code of a task comes from when it is not in the image. */
export interface DecodedFastSerializationSettings extends DecodedRecord {
  /** Whether code is shipped separately from the image. */
  readonly enabled: boolean;
  /** Directory in the container that the code is unpacked into. */
  readonly destinationDir: string | undefined;
  /** Location of the archive that the code was uploaded to. */
  readonly distributionLocation: string | undefined;
}

const CALL = "decodeContext";

/** A type of plain data. */
interface PlainType extends WireType<DecodedRecord> {
  readonly fields: readonly WireField[];
}

/** The type of contexts. */
const CONTEXT: PlainType = /* @__PURE__ */ contextType();

/**
 * Decodes a serialized context, the value of `_F_SS_C`, into plain data. It has the values that
 * `SerializationSettings.fromTransport` of `@flyte-ts/config/serialization` has, and rejects the same contexts.
 *
 * Errors have the codes of `fromTransport`, with one exception: `corrupt_gzip` is also the code of gzip data that is
 * truncated (`cut_short` there), does not match its checksum (`checksum_mismatch`) or is followed by something
 * (`trailing_bytes`), and of damaged data that would also be `too_large`. Messages are shorter: they do not say what was
 * passed instead of a context, and suggest no names. They contain nothing of the context: in a path, `*` stands for a
 * key that is not the name of a field. `fromTransport` gives the exact reason.
 *
 * Python: `SerializationSettings.from_transport`.
 *
 * @param text – The serialized context: base64 of gzip of JSON.
 * @param options – How much JSON a context may have.
 * @returns The settings.
 * @throws {FlyteConfigError} `not_base64` – when the string is not base64.
 * @throws {FlyteConfigError} `empty_context` – when the string is empty.
 * @throws {FlyteConfigError} `not_gzip`, `corrupt_gzip` – when the bytes are not exactly one piece of intact gzip data.
 * @throws {FlyteConfigError} `too_large`, `too_many_values` – when the context exceeds a limit.
 * @throws {FlyteConfigError} `not_utf8`, `not_json`, `too_deep` – when the data is not JSON that Python reads.
 * @throws {FlyteConfigError} `wrong_shape` – when a required field is missing or a value has the wrong type; `path` is that
 *   of the field.
 * @throws {FlyteConfigError} `missing_image_config`, `tag_and_digest` – when there is no image configuration, or an image
 *   has both a tag and a digest.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
 *
 * @example
 * ```ts
 * import { decodeContext, FlyteConfigError } from "@flyte-ts/config/context";
 *
 * try {
 *   await decodeContext("H4sIAAAAAAAC/w==");
 * } catch (error) {
 *   if (error instanceof FlyteConfigError) console.log(error.code); // corrupt_gzip
 * }
 * ```
 */
export async function decodeContext(text: string, options: JsonLimits = {}): Promise<DecodedContext> {
  checkLimits(options);
  try {
    const json = contextJson(text, options.maxBytes ?? DEFAULT_MAX_BYTES, BRIEF_DIAGNOSIS);
    return readJson(CONTEXT, plain, typeof json === "string" ? json : await json, options) as DecodedContext;
  } catch (error) {
    throw callError(error);
  }
}

const EXACT_REASON = "SerializationSettings.fromTransport of @flyte-ts/config/serialization says what is wrong";

/** The reasons that can be found out with little code. */
const BRIEF_DIAGNOSIS: Diagnosis = {
  base64: () => new FlyteConfigError("not_base64", `the string is not base64; ${EXACT_REASON}`),
  gzip: (bytes) =>
    hasGzipHeader(bytes)
      ? new FlyteConfigError("corrupt_gzip", `the gzip data is damaged, or something follows it; ${EXACT_REASON}`)
      : new FlyteConfigError("not_gzip", `the decoded bytes are not gzip; ${EXACT_REASON}`, { offset: 0 }),
};

/** Throws `invalid_option`. */
function checkLimits(options: JsonLimits): void {
  const isRight = ([name, value]: readonly [string, unknown]) =>
    ["maxBytes", "maxValues"].includes(name) && (value === undefined || isLimit(value));
  try {
    if (isObject(options) && Object.entries(options).every(isRight)) return;
  } catch {
    // A getter or a proxy may throw anything.
  }
  throw new FlyteConfigError(
    "invalid_option",
    `${CALL}: options must be maxBytes and maxValues, each a positive integer or Infinity`,
  );
}

/** Returns the error for the caller. Keys that are not those of fields come from outside, and may be secret. */
function callError(error: unknown): unknown {
  if (error instanceof FlyteConfigError) return new FlyteConfigError(error.code, `${CALL}: ${error.message}`, error);
  if (!(error instanceof WireProblem)) return error;
  const known = fieldNames(CONTEXT);
  const { path, message } = error.describe((key) => known.includes(key) ? key : "*");
  return new FlyteConfigError(error.code, `${CALL}: ${message}`, { path });
}

/** Returns the names of the fields of a type and of those in it. */
function fieldNames(type: PlainType): readonly string[] {
  return type.fields.flatMap(([, name, , , details]) => [
    name,
    ...(details?.of === undefined ? [] : fieldNames(details.of as PlainType)),
  ]);
}

function contextType(): PlainType {
  const type = (fields: readonly WireField[]): PlainType => ({ name: CALL, fields });
  return type(settingsFields(
    type(imageConfigFields(type(IMAGE_FIELDS))),
    type(resourceSpecFields(type(RESOURCES_FIELDS))),
    type(FAST_FIELDS),
  ));
}

/** Creates plain data. */
const plain: Construct = (type, init, unknownFields) => {
  const fields = fieldsOf(type);
  const unknown = unknownFields === CHECKED_INIT ? undefined : unknownFields;
  const record = fields === IMAGE_FIELDS
    ? plainImage(init as DecodedImage, unknown)
    : plainRecord(fields, init, unknown);
  return Object.freeze(record) as never;
};

/** By hand, which is faster: a context may have thousands of images. */
function plainImage({ name, fqn, tag, digest }: DecodedImage, unknownFields: JsonObject | undefined): DecodedImage {
  const image = { name, fqn, tag: tag ?? undefined, digest: digest ?? undefined, unknownFields };
  if (hasTagAndDigest(image)) {
    throw new FlyteConfigError("tag_and_digest", "the image has both a tag and a digest; remove one of them");
  }
  return image;
}

function plainRecord(fields: readonly WireField[], init: object, unknownFields: JsonObject | undefined): object {
  const values = init as Readonly<Record<string, unknown>>;
  const record: Record<string, unknown> = {};
  for (const field of fields) record[field[0]] = values[field[0]] ?? field[4]?.fallback;
  if ("pythonInterpreter" in record) {
    record.flytekitVirtualenvRoot ??= dirname(dirname(record.pythonInterpreter as string));
  }
  record.unknownFields = unknownFields;
  return record;
}
