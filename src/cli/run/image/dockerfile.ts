/**
 * Runs `image dockerfile`.
 *
 * @module
 */
import { FlyteConfigError } from "../../../errors.ts";
import type { ImageDockerfileOptions } from "../../commands/image.ts";
import { redact } from "../../../text/redact.ts";
import { noteIssues } from "../../output/issues.ts";
import { withProgress } from "../../output/progress.ts";
import type { Session } from "../../session.ts";
import { readImage } from "./read.ts";

/**
 * Prints the Dockerfile of an image. Rejects as {@linkcode readImage} does, with `invalid_argument` for an image that is
 * used unchanged, and as preparing the Dockerfile does.
 */
export async function dockerfile(this: Session, options: ImageDockerfileOptions, path: string): Promise<void> {
  const { quiet, raw, installer } = options;
  const image = await readImage(this, path, options);
  if (image.unbuilt !== undefined) {
    throw new FlyteConfigError("invalid_argument", `the image is ${image.unbuilt}, unchanged; it has no Dockerfile`);
  }
  const { dockerfile, warnings } = await withProgress(
    this,
    { title: "Reading files", quiet },
    () => image.dockerfile({ installer }),
  );
  if (!quiet) noteIssues(this, warnings);
  const shown = raw ? dockerfile : redact(dockerfile);
  this.print(shown.replace(/\n$/, ""));
  if (!quiet && shown !== dockerfile) {
    noteIssues(this, [{ message: "credentials are printed as ***, so this cannot be built; --raw prints them" }]);
  }
}
