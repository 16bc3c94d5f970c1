/**
 * The Dockerfile of an image of flyte 2, with what has to be looked at for it.
 *
 * @module
 */
import { checkOptions, type OptionChecks } from "../../../arguments.ts";
import type { ListSources } from "../../../container/write_context.ts";
import type { RenderedImage } from "../../../container/rendered_image.ts";
import { withFiles } from "../../../runtime/host_errors.ts";
import { hostFor } from "../../../runtime/guarded_host.ts";
import { checkImageArgument, URI_CHECKS } from "../checks.ts";
import { concreteLayers } from "../concrete.ts";
import type { ImageState } from "../image_state.ts";
import type { UriOptions } from "../uri.ts";
import { validateLayers } from "../validate.ts";
import { readEditables } from "./editables.ts";
import { DOCKERFILE_CHECKS, type DockerfileOptions } from "./options.ts";
import { renderDockerfile } from "./render.ts";
import { readSources } from "./sources.ts";

/** What {@linkcode prepareDockerfile} takes. */
export interface PrepareOptions extends UriOptions, DockerfileOptions {}

const CHECKS: OptionChecks<PrepareOptions> = { ...URI_CHECKS, ...DOCKERFILE_CHECKS };

/** A Dockerfile, and which files of folders belong beside it. */
export interface PreparedImage {
  /** The Dockerfile with what it is built with. */
  readonly rendered: RenderedImage;
  /** Lists the files of a folder that belong into the image: those that count in its hash. */
  readonly listSources: ListSources;
}

/**
 * Writes the Dockerfile of an image as {@linkcode renderDockerfile} does, after reading what that cannot. Rejects as
 * that throws, and as `Image.validate` does.
 */
export async function prepareDockerfile(image: ImageState, options: PrepareOptions = {}): Promise<PreparedImage> {
  checkImageArgument("prepareDockerfile", "image", image);
  checkOptions("prepareDockerfile", options, CHECKS);
  const { host: _host, rootDir, ...dockerfile } = options;
  const host = withFiles(hostFor(options.host));
  await validateLayers(image.layers, { host });
  const layers = await concreteLayers(host, image.layers);
  const rendered = renderDockerfile({ ...image, layers }, dockerfile);
  const editables = await readEditables(host, layers);
  const context = [...editables.context, ...rendered.context];
  const sources = await readSources(host, layers, rootDir);
  const warnings = [...rendered.warnings, ...editables.warnings, ...await sources.warnings(context)];
  return { rendered: { ...rendered, context, warnings }, listSources: sources.list };
}
