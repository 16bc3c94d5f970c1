/**
 * Reads the images that commands are about.
 *
 * @module
 */
import { FlyteConfigError } from "../../../errors.ts";
import type { NamedText } from "../../../formats/config_document.ts";
import { parseYaml } from "../../../formats/yaml/parse.ts";
import { jsonLoads } from "../../../python/json.ts";
import { isObject } from "../../../python/json_value.ts";
import { dirname, isAbsolute, joinRelative } from "../../../python/paths.ts";
import { hostIn } from "../../../runtime/host_in.ts";
import type { Host } from "../../../runtime/host.ts";
import { quotedPath } from "../../../text/quote.ts";
import type { ReadImageOptions } from "../../commands/image.ts";
import { noteIssues } from "../../output/issues.ts";
import type { Session } from "../../session.ts";
import { readConfiguration } from "../configuration.ts";
import type { DescribedImage } from "./described_image.ts";

/** Fields that only images of flyte 2 have. */
const FLYTE2_FIELDS = ["layers", "is_cloned", "extendable", "ref_name", "dockerfile", "image_registry_secret"];

/**
 * Reads an image from a file, or from standard input for `-`, and prints its issues as warnings. Rejects as
 * `ImageSpec.fromYaml` or `Image.fromDict` does, and as reading does.
 */
export async function readImage(session: Session, path: string, options: ReadImageOptions): Promise<DescribedImage> {
  const { flytekit, flyte2, sourceRoot, quiet = false } = options;
  if (flytekit && flyte2) {
    throw new FlyteConfigError("invalid_argument", "only one of --flytekit and --flyte2 can be given");
  }
  const host = sourceRoot === undefined ? session.host : hostIn(sourceRoot, session.host);
  const file = await session.readInput(path);
  const document = readDocument(file);
  const isFlyte2 = flyte2 || !flytekit && isFlyte2Image(document.value);
  const image = isFlyte2
    ? await readFlyte2(session, host, document.value, options)
    : await readFlytekit(host, file, document);
  if (!quiet) {
    noteIssues(session, image.issues);
    if (path !== "-" && sourceRoot === undefined) await notePaths(session, path, image);
  }
  return image;
}

interface ImageDocument {
  readonly value: unknown;
  readonly isJson: boolean;
}

/** Reads JSON, or YAML if it is not. Throws as `parseYaml` does. */
function readDocument({ name, text }: NamedText): ImageDocument {
  if (/^\uFEFF?\s*\{/.test(text)) {
    try {
      return { value: jsonLoads(text.replace(/^\uFEFF/, "")), isJson: true };
    } catch {
      // YAML can start like this, too.
    }
  }
  return { value: parseYaml(text, { name }).value, isJson: false };
}

/** Whether an object has a field that only images of flyte 2 have, or platforms in a list as those do. */
function isFlyte2Image(value: unknown): boolean {
  return isObject(value) && (FLYTE2_FIELDS.some((field) => field in value) || Array.isArray(value.platform));
}

async function readFlytekit(host: Host, file: NamedText, { value, isJson }: ImageDocument): Promise<DescribedImage> {
  const { FlytekitImage } = await import("./flytekit_image.ts");
  const { ImageSpec } = await import("../../../flytekit/image_spec/full_image_spec.ts");
  return new FlytekitImage(isJson ? ImageSpec.fromDict(value) : ImageSpec.fromYaml(file), host);
}

async function readFlyte2(
  session: Session,
  host: Host,
  value: unknown,
  { config: file }: ReadImageOptions,
): Promise<DescribedImage> {
  const { Flyte2Image } = await import("./flyte2_image.ts");
  const { Image } = await import("../../../flyte2/image/registry_image.ts");
  const { buildTarget } = await import("../../../flyte2/image/build.ts");
  const image = Image.fromDict(value);
  const needsConfig = image.refName !== undefined || image.isCloned && !image.registry;
  if (!needsConfig && file === undefined) return new Flyte2Image(image, host);
  const config = await readConfiguration(session, { ...file === undefined ? {} : { file }, flyte2: true });
  return new Flyte2Image(buildTarget(image, config as Parameters<typeof buildTarget>[1]), host);
}

/** Warns of paths that exist beside the description, and not where they start. */
async function notePaths(session: Session, file: string, { paths }: DescribedImage): Promise<void> {
  const { host } = session;
  const directory = dirname(file);
  if (directory === "") return;
  for (const [field, path] of paths) {
    if (isAbsolute(path) || await host.stat(path) !== undefined) continue;
    if (await host.stat(joinRelative(directory, path)) === undefined) continue;
    const message =
      `${field}: ${quotedPath(path)} exists beside ${quotedPath(file)}, but relative paths start in the ` +
      `working directory; pass --source-root ${directory}`;
    return noteIssues(session, [{ message }]);
  }
}
