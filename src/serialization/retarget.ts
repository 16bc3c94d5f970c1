/**
 * Changes where settings point, in all copies of them.
 *
 * @module
 */
import { type Check, checkArgument, checkOptions, instanceOf, type OptionChecks, STRING } from "../arguments.ts";
import { FlyteConfigError } from "../errors.ts";
import { DEFAULT_IMAGE_NAME, Image } from "../image/image.ts";
import { orderedKeys, orderedObject } from "../python/json_value.ts";
import { SERIALIZED_CONTEXT_ENV_VAR } from "./constants.ts";
import { SerializationSettings } from "./serialization_settings.ts";

/** What {@linkcode retarget} changes; what is left out stays as it is. */
export interface RetargetChanges {
  /** Project to register under. */
  readonly project?: string | undefined;
  /** Domain to register under. */
  readonly domain?: string | undefined;
  /** Version to register under. */
  readonly version?: string | undefined;
  /** An image, in place of all of its name; an identifier stands for the default image, and needs a tag or digest. */
  readonly image?: Image | string | undefined;
}

const IMAGE: Check = {
  expected: "an Image, or an identifier",
  accepts: (value) => typeof value === "string" || value instanceof Image,
};
const CHANGES: OptionChecks<RetargetChanges> = { project: STRING, domain: STRING, version: STRING, image: IMAGE };
const USAGE = "retarget(settings, { project, domain, version, image })";

/** Contexts in contexts in contexts: no flytekit writes more than one. */
const MAX_LEVELS = 8;

/**
 * Changes project, domain, version or an image of settings *and* of the context that their `env` may carry as `_F_SS_C`,
 * which `with` leaves alone, and which {@linkcode SerializationSettings.serializedContext} hands out as it is.
 *
 * Rejects with `invalid_argument`, `invalid_option`, `missing_tag_or_digest`, and for a carried context that cannot be
 * decoded with the codes of `fromTransport`.
 *
 * @example
 * ```ts
 * import { retarget, SerializationSettings } from "@flyte-ts/config/serialization";
 *
 * const settings = await SerializationSettings.forImage("ghcr.io/acme/app:v1", "v1").withSerializedContext();
 * const changed = await retarget(settings, { image: "ghcr.io/acme/app:v2", version: "v2" });
 *
 * const carried = await SerializationSettings.fromTransport(await changed.serializedContext());
 * console.log(carried.version, carried.imageConfig.defaultImage?.tag); // v2 v2
 * ```
 */
export async function retarget(
  settings: SerializationSettings,
  changes: RetargetChanges,
): Promise<SerializationSettings> {
  checkArgument("retarget", "settings", settings, instanceOf("SerializationSettings", SerializationSettings), USAGE);
  checkOptions("retarget", changes, CHANGES, USAGE);
  const { image: given, ...fields } = changes;
  const image = typeof given === "string" ? Image.lookUpImageInfo(DEFAULT_IMAGE_NAME, given) : given;
  const defined = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return await changed(settings, ({ imageConfig }) => ({
    ...defined,
    imageConfig: image === undefined ? imageConfig : withImage(imageConfig, image),
  }), MAX_LEVELS);
}

type Change = (settings: SerializationSettings) => Parameters<SerializationSettings["with"]>[0];

/** Settings without a default image get one of its name, rather than a named image that no task asks for. */
function withImage(images: SerializationSettings["imageConfig"], image: Image): SerializationSettings["imageConfig"] {
  const isNew = image.name === DEFAULT_IMAGE_NAME && images.defaultImage === undefined;
  return isNew ? images.with({ defaultImage: image }) : images.withImage(image);
}

async function changed(
  settings: SerializationSettings,
  change: Change,
  levels: number,
): Promise<SerializationSettings> {
  const result = settings.with(change(settings));
  const { env = {} } = settings;
  const context = env[SERIALIZED_CONTEXT_ENV_VAR];
  if (context === undefined) return result;
  if (levels === 0) {
    throw new FlyteConfigError("too_deep", `retarget: more than ${MAX_LEVELS} contexts in one another`, {
      path: `env.${SERIALIZED_CONTEXT_ENV_VAR}`,
    });
  }
  const carried = await changed(await decode(context), change, levels - 1);
  const { encodeTransport } = await import("./encode_transport.ts");
  const text = await encodeTransport(carried.toJsonString(), true);
  const entries = orderedKeys(env).map((key): [string, string] => [
    key,
    key === SERIALIZED_CONTEXT_ENV_VAR ? text : env[key]!,
  ]);
  return result.with({ env: orderedObject(entries, null) });
}

async function decode(context: string): Promise<SerializationSettings> {
  try {
    return await SerializationSettings.fromTransport(context);
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    const path = `env.${SERIALIZED_CONTEXT_ENV_VAR}`;
    throw new FlyteConfigError(error.code, `${path}: ${error.message}`, { path, cause: error });
  }
}
