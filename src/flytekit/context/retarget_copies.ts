/**
 * Changes settings and all copies of them in contexts that they carry. Loaded only when `retarget` is called.
 *
 * @module
 */
import {
  type Check,
  checkArgument,
  checkOptions,
  instanceOf,
  type OptionChecks,
  recordOf,
  STRING,
} from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { DEFAULT_IMAGE_NAME, Image } from "../image/image.ts";
import type { ImageConfig } from "../image/image_config.ts";
import { orderedKeys, orderedObject } from "../../python/json_value.ts";
import { quoted } from "../../text/quote.ts";
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
   * Image that replaces all images of its name. An image name, which needs a tag or digest, replaces the default image,
   * whatever name that has.
   */
  readonly image?: Image | string | undefined;
  /** Image names, which need a tag or digest, by the names of the images that they replace or add. */
  readonly images?: Readonly<Record<string, string>> | undefined;
}

const IMAGE: Check = {
  expected: "an Image or an image name",
  accepts: (value) => typeof value === "string" || value instanceof Image,
};
const CHANGES: OptionChecks<RetargetChanges> = {
  project: STRING,
  domain: STRING,
  version: STRING,
  image: IMAGE,
  images: recordOf(STRING),
};
const USAGE = "retarget(settings, { project, domain, version, image, images })";

/** Maximum number of contexts within each other; flytekit writes at most one. */
const MAX_LEVELS = 8;
/** Path of the context that settings carry. */
const CARRIED = `env.${SERIALIZED_CONTEXT_ENV_VAR}`;

/** A change of settings. */
export type Change = (settings: SerializationSettings) => SerializationSettings;

/** Changes settings as `retarget` documents. */
export async function retargetCopies(
  settings: SerializationSettings,
  changes: RetargetChanges,
): Promise<SerializationSettings> {
  checkArgument("retarget", "settings", settings, instanceOf("SerializationSettings", SerializationSettings), USAGE);
  checkOptions("retarget", changes, CHANGES, USAGE);
  const { image, images = {}, ...fields } = changes;
  const defined = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const named = orderedKeys(images).map((name) => Image.lookUpImageInfo(name, images[name]!));
  const change: Change = (each) => {
    const changed = image === undefined ? each.imageConfig : withImage(each.imageConfig, image);
    const imageConfig = named.reduce((config, one) => withImage(config, one), changed);
    return each.with({ ...defined, imageConfig });
  };
  return await withCopies(settings, change, []);
}

/** Adds the image; one with the default's name becomes the default image even if there was none. */
export function withImage(images: ImageConfig, given: Image | string): ImageConfig {
  const { defaultImage } = images;
  const image = typeof given === "string" ? imageOf(defaultImage?.name ?? DEFAULT_IMAGE_NAME, given) : given;
  const isNew = image.name === DEFAULT_IMAGE_NAME && defaultImage === undefined;
  return isNew ? images.with({ defaultImage: image }) : images.withImage(image);
}

function imageOf(name: string, imageName: string): Image {
  const equals = imageName.indexOf("=");
  if (equals < 0) return Image.lookUpImageInfo(name, imageName);
  const other = quoted(imageName.slice(0, equals));
  const what = `option image has the name ${other} of an image, but replaces the default image`;
  throw new FlyteConfigError("invalid_option", `retarget: ${what}; write images: { ${other}: imageName }`, {
    path: "image",
  });
}

/** Changes settings, and those of the contexts in them. `outer` are the paths of the contexts that they are from. */
export async function withCopies(
  settings: SerializationSettings,
  change: Change,
  outer: readonly string[],
): Promise<SerializationSettings> {
  const changed = change(settings);
  const { env = {} } = changed;
  const context = env[SERIALIZED_CONTEXT_ENV_VAR];
  if (context === undefined) return changed;
  const inner = [...outer, CARRIED];
  const path = inner.join(".");
  if (inner.length > MAX_LEVELS) {
    const what = `more than ${MAX_LEVELS} contexts are nested in each other`;
    throw new FlyteConfigError("too_deep", `retarget: ${what}; remove ${CARRIED} from one of them`, { path });
  }
  const carried = await decode(context, path);
  const [before, after] = [carried, await withCopies(carried, change, inner)].map((each) => each.toJsonString());
  // Python may have written other bytes for the same settings.
  const text = before === after ? context : await encodeContext(after!, true);
  const entries = orderedKeys(env).map((key): [string, string] => [
    key,
    key === SERIALIZED_CONTEXT_ENV_VAR ? text : env[key]!,
  ]);
  return changed.with({ env: orderedObject(entries, null) });
}

async function decode(context: string, path: string): Promise<SerializationSettings> {
  try {
    return await SerializationSettings.fromTransport(context);
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    throw new FlyteConfigError(error.code, `retarget: ${path}: ${error.message}`, { path, cause: error });
  }
}
