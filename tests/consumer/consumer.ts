/**
 * A program that uses the package the way its users do. It is never run: `deno task pack` compiles it against the packed
 * types, with neither DOM nor Node types at hand, so that neither can creep into them.
 *
 * @module
 */
import { FlyteConfigError, Image, ImageConfig, PythonFloat, SerializationSettings } from "@flyte-ts/config";
import type { ErrorCode, Issue, JsonObject, SerializationSettingsBuilder, WireSchema } from "@flyte-ts/config";
import { DefaultImages, formatReference, parseReference, type PythonVersion } from "@flyte-ts/config/image";
import type { Image as ImageOfSubpath, Reference } from "@flyte-ts/config/image";
import { FastSerializationSettings, Resources, ResourceSpec } from "@flyte-ts/config/serialization";
import type { SerializationSettings as SettingsOfSubpath } from "@flyte-ts/config/serialization";

/** Decode, change, encode. */
export async function changeImage(context: string, identifier: string): Promise<string> {
  const settings = await SerializationSettings.fromTransport(context, { maxBytes: 1024 * 1024 });
  const image: Image = Image.lookUpImageInfo("default", identifier, { allowNoTagOrDigest: false });
  const changed = settings.with({ imageConfig: settings.imageConfig.withImage(image.withTag("v2")) });
  const issues: Issue[] = [];
  return await changed.serializedContext({ reproducible: false, onIssue: (issue) => issues.push(issue) });
}

/** The class of a subpath is the class of the root. */
export function sameClasses(settings: SettingsOfSubpath): ImageOfSubpath | undefined {
  const same: SerializationSettings = settings;
  return same.imageConfig.defaultImage;
}

/** Building step by step, and all that can be absent. */
export async function build(settings: SerializationSettings): Promise<SerializationSettings> {
  const builder: SerializationSettingsBuilder = settings.newBuilder();
  builder.env = { LOG_LEVEL: "debug" };
  builder.project = undefined;
  builder.domain = null;
  builder.defaultResources = new ResourceSpec({
    requests: new Resources({ cpu: ["500m", new PythonFloat(2)], mem: 2n ** 33n }),
  });
  const fast = new FastSerializationSettings({ enabled: true });
  const built = builder.withFastSerializationSettings(fast.with({ destinationDir: "/root" })).build();
  const level: string | undefined = built.env?.["LOG_LEVEL"];
  return await built.with({ version: level }).withSerializedContext();
}

/** Wire objects and their schemas. */
export function wire(value: unknown): JsonObject {
  const schema: WireSchema<ImageConfig> = ImageConfig.schema;
  const result = schema["~standard"].validate(value);
  if (result.issues) return { message: result.issues[0]?.message ?? "" };
  const config: ImageConfig = ImageConfig.fromDict(result.value.toDict());
  const text: string = config.toJsonString({ indent: 2, sortKeys: true });
  return ImageConfig.fromJsonString(text).toDict();
}

/** References and default images. */
export function references(text: string, pythonVersion: PythonVersion): string {
  const reference: Reference = parseReference(text, { normalize: true });
  const image: string = DefaultImages.findImageFor({ pythonVersion, flytekitVersion: "1.16.31" });
  return formatReference(reference, { familiar: true }) + image;
}

/** Errors. */
export function codeOf(error: unknown): ErrorCode | undefined {
  return error instanceof FlyteConfigError && error.path === undefined ? error.code : undefined;
}

/** What the types must refuse. */
export function mistakes(settings: SerializationSettings, image: Image, error: FlyteConfigError): void {
  // @ts-expect-error an image configuration is required
  new SerializationSettings({ project: "p" });
  // @ts-expect-error values are immutable
  settings.project = "p";
  // @ts-expect-error and so are their lists
  settings.imageConfig.images?.push(image);
  // @ts-expect-error there is no such field
  settings.with({ projekt: "p" });
  // @ts-expect-error a tag is text
  image.withTag(1);
  // @ts-expect-error decoding is asynchronous
  SerializationSettings.fromTransport("H4sI").project;
  // @ts-expect-error no default image for that Python version
  DefaultImages.findImageFor({ pythonVersion: "2.7" });
  // @ts-expect-error no such code
  if (error.code === "no_such_code") return;
  // @ts-expect-error a boolean is no amount
  new Resources({ cpu: true });
}
