/**
 * Runs `image build`.
 *
 * @module
 */
import { printable } from "../../../text/quote.ts";
import type { ImageExistence } from "../../../container/existence.ts";
import type { BuildMessage } from "../../../container/messages.ts";
import { FlyteConfigError } from "../../../errors.ts";
import type { ImageBuildOptions } from "../../commands/image.ts";
import { noteIssues } from "../../output/issues.ts";
import { type Step, withProgress } from "../../output/progress.ts";
import type { Session } from "../../session.ts";
import type { DescribedImage } from "./described_image.ts";
import { queryRegistry } from "./exists.ts";
import { readImage } from "./read.ts";

/** Beginning of a line of output that announces a step, which the progress shows in its own way. */
const STEP_NUMBERS = /^.{0,40}?\d{1,4}\/\d{1,4}[\]:] */;

/**
 * Builds an image, unless it exists. Rejects as {@linkcode readImage}, naming the image and building it do, and with
 * `image_existence_unknown`.
 */
export async function build(this: Session, options: ImageBuildOptions, path: string): Promise<void> {
  const image = await readImage(this, path, options);
  if (image.unbuilt !== undefined) {
    return report(this, image.unbuilt, options, "is used unchanged; there is nothing to build");
  }
  const progress = { title: `Building ${image.title}`, quiet: options.quiet || options.verbose };
  const { imageName, isBuilt } = await withProgress(this, progress, async (step) => {
    step("reading files");
    const imageName = await image.imageName();
    const isNeeded = options.force || options.dryRun || !await exists(this, image, imageName, options, step);
    if (isNeeded) await run(this, image, options, step);
    return { imageName, isBuilt: isNeeded };
  });
  this.terminal.signal.throwIfAborted();
  if (options.dryRun) return;
  const action = isBuilt ? `is built${options.push ? " and pushed" : ""}` : "exists already (--force builds it again)";
  report(this, imageName, options, action, isBuilt);
}

/** Resolves to whether the registry, or this machine, has the image. Rejects with `image_existence_unknown`. */
async function exists(
  session: Session,
  image: DescribedImage,
  imageName: string,
  { builder, insecureRegistry }: ImageBuildOptions,
  step: Step,
): Promise<boolean> {
  step("asking whether it exists");
  const existence: ImageExistence = image.hasRegistry
    ? await queryRegistry(session, image, insecureRegistry)
    : await image.inspect({ command: builder }, imageName);
  session.terminal.signal.throwIfAborted();
  if (existence.state !== "unknown") return existence.state === "present";
  throw new FlyteConfigError(
    "image_existence_unknown",
    `could not determine whether ${imageName} exists: ${existence.message}; --force builds it in any case`,
  );
}

async function run(session: Session, image: DescribedImage, options: ImageBuildOptions, step: Step): Promise<void> {
  const { builder: command, builderArg: args, push = false, dryRun, quiet, verbose, installer } = options;
  step("preparing the build context");
  const onMessage = ({ kind, text, progress }: BuildMessage) => {
    if (kind === "command") return session.print(printable(text));
    if (kind === "warning" && !quiet) return noteIssues(session, [{ message: text }]);
    if (verbose && kind === "output") session.note(text);
    if (progress !== undefined) {
      const { step: done, steps: total } = progress;
      step(text.replace(STEP_NUMBERS, ""), { done: done - 1, total });
    }
  };
  await image.build({
    program: { command, args, push, dryRun },
    dockerfile: { installer },
    onMessage,
    signal: session.terminal.signal,
  });
}

function report(
  session: Session,
  imageName: string,
  { json, quiet }: ImageBuildOptions,
  action: string,
  isBuilt: boolean = false,
): void {
  if (json) return session.printJson({ image: imageName, isBuilt });
  session.print(printable(imageName));
  if (!quiet) session.note(session.errorStyle.dim(`${printable(imageName)} ${action}`));
}
