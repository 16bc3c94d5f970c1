/**
 * What is worth knowing about the images of a configuration.
 *
 * @module
 */
import { type Issue, makeIssue } from "../../errors.ts";
import { quoted } from "../../text/quote.ts";
import { type DefaultImageOptions, imageOverride } from "./default_images.ts";
import type { Image } from "./image.ts";

interface Images {
  readonly defaultImage: Image | undefined;
  readonly images: readonly Image[] | undefined;
}

/** The issues of each image, and images of the same name; paths are those of the wire object. */
export function imageIssues({ defaultImage, images = [] }: Images): readonly Issue[] {
  const issues = [...issuesOf(defaultImage, "default_image")];
  const byName = new Map<string, readonly [image: Image, path: string]>();
  if (defaultImage !== undefined) byName.set(defaultImage.name, [defaultImage, "default_image"]);
  for (const [index, image] of images.entries()) {
    const path = `images[${index}]`;
    const [first, place] = byName.get(image.name) ?? [];
    // createFrom lists the default image here as well.
    if (place === "default_image" && first?.full === image.full) continue;
    issues.push(...issuesOf(image, path));
    if (place === undefined) byName.set(image.name, [image, path]);
    else {
      const what = `${quoted(image.full)} is never found: ${place} has the same name, ${quoted(image.name)}`;
      issues.push(makeIssue("duplicate_image_name", what, path));
    }
  }
  return issues;
}

function issuesOf(image: Image | undefined, path: string): readonly Issue[] {
  return (image?.issues ?? []).map((issue) => ({ ...issue, path }));
}

/** The issue of a default image that depends on the Python and the flytekit that nobody has named. */
export function assumedImage(options: DefaultImageOptions, identifier: string): readonly Issue[] {
  const { pythonVersion, flytekitVersion } = options;
  if (imageOverride(options) || pythonVersion && flytekitVersion) return [];
  const what =
    `no default image was named, so it is ${quoted(identifier)}, where flytekit takes the image of the running ` +
    "Python and flytekit; name an image, or pass pythonVersion and flytekitVersion";
  return [makeIssue("default_image_assumed", what, "default_image")];
}
