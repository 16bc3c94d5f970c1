/**
 * Changes settings and all copies of them in contexts that they carry. Loaded only when `retarget` is called.
 *
 * @module
 */
import { type Check, checkArgument, checkOptions, instanceOf, type OptionChecks, STRING } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { DEFAULT_IMAGE_NAME, Image } from "../image/image.ts";
import { orderedKeys, orderedObject } from "../../python/json_value.ts";
import { SERIALIZED_CONTEXT_ENV_VAR } from "./constants.ts";
import { encodeContext } from "./encode_context.ts";
import { SerializationSettings } from "./serialization_settings.ts";

/** Changes that `retarget` makes; what is left out stays as it is. */
export interface RetargetChanges {
  /** Project to register under. */
  readonly project?: string | undefined;
  /** Domain to register under. */
  readonly domain?: string | undefined;
  /** Version to register under. */
  readonly version?: string | undefined;
  /**
   * Image that replaces all images of its name. An image name, which needs a tag or digest, replaces the default image.
   */
  readonly image?: Image | string | undefined;
}

const IMAGE: Check = {
  expected: "an Image or an image name",
  accepts: (value) => typeof value === "string" || value instanceof Image,
};
const CHANGES: OptionChecks<RetargetChanges> = { project: STRING, domain: STRING, version: STRING, image: IMAGE };
const USAGE = "retarget(settings, { project, domain, version, image })";

/** Maximum number of contexts within each other; flytekit writes at most one. */
const MAX_LEVELS = 8;

/** Changes settings as `retarget` documents. */
export async function retargetCopies(
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

/** Adds the image; one with the default's name becomes the default image even if there was none. */
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
    throw new FlyteConfigError("too_deep", `retarget: more than ${MAX_LEVELS} contexts are nested in each other`, {
      path: `env.${SERIALIZED_CONTEXT_ENV_VAR}`,
    });
  }
  const carried = await changed(await decode(context), change, levels - 1);
  const text = await encodeContext(carried.toJsonString(), true);
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
