/**
 * Runs `image name`.
 *
 * @module
 */
import { printable } from "../../../text/quote.ts";
import { FlyteConfigError } from "../../../errors.ts";
import { parseReference, type Reference } from "../../../oci/reference.ts";
import type { ImageOptions } from "../../commands/image.ts";
import { noteIssues } from "../../output/issues.ts";
import { withProgress } from "../../output/progress.ts";
import type { Session } from "../../session.ts";
import { readImage } from "./read.ts";

/** Prints the name of an image. Rejects as {@linkcode readImage} and naming the image do. */
export async function name(this: Session, options: ImageOptions, path: string): Promise<void> {
  const { quiet, json } = options;
  const image = await readImage(this, path, options);
  const imageName = await withProgress(
    this,
    { title: "Reading files", quiet },
    () => image.imageName((issue) => quiet || noteIssues(this, [issue])),
  );
  if (!json) return this.print(printable(imageName));
  const { domain, path: repository, tag, digest } = partsOf(imageName);
  this.printJson({
    image: imageName,
    registry: domain || null,
    name: repository ?? null,
    tag: tag || null,
    digest: digest || null,
    issues: image.issues,
  });
}

/** Returns the parts of a name, none of one that no registry accepts, which is an issue of the image. */
function partsOf(imageName: string): Partial<Reference> {
  try {
    return parseReference(imageName, { normalize: false });
  } catch (error) {
    if (error instanceof FlyteConfigError) return {};
    throw error;
  }
}
