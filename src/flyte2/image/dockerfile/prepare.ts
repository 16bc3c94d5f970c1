/**
 * The Dockerfile of an image, with what has to be read from files for it.
 *
 * @module
 */
import { checkOptions, HOST, type OptionChecks, STRING } from "../../../arguments.ts";
import type { RenderedImage } from "../../../container/rendered_image.ts";
import type { ListSources } from "../../../container/write_context.ts";
import { hostFor } from "../../../runtime/guarded_host.ts";
import { withFiles } from "../../../runtime/host_errors.ts";
import { checkImage, type ImageState } from "../image_state.ts";
import { completeLayers, validateLayers } from "../layers/mod.ts";
import { readScript } from "../layers/script_reader.ts";
import type { UriOptions } from "../uri.ts";
import { readEditables } from "./editables.ts";
import { DOCKERFILE_CHECKS, type DockerfileOptions, renderDockerfile } from "./render.ts";
import { readSources } from "./sources.ts";

/** Options of {@linkcode prepareDockerfile}. */
export interface PrepareOptions extends Omit<UriOptions, "cache">, DockerfileOptions {}

const CHECKS: OptionChecks<PrepareOptions> = { host: HOST, rootDir: STRING, ...DOCKERFILE_CHECKS };

/** A Dockerfile, and the files of its build context. */
export interface PreparedImage {
  /** The Dockerfile, with the files and secrets that it needs, and warnings. */
  readonly rendered: RenderedImage;
  /** Lists the files of a directory that are copied into the image. */
  readonly listSources: ListSources;
}

/**
 * Writes the Dockerfile of an image as {@linkcode renderDockerfile} does, after completing and checking its layers from
 * files.
 *
 * @param image – The image.
 * @param options – Those of {@linkcode renderDockerfile}, where files are read, and the root directory.
 * @returns The Dockerfile, and a function that lists the files of its directories.
 * @throws {FlyteConfigError} `file_not_found`, `file_unreadable`, `permission_denied` – when a file cannot be read.
 * @throws {FlyteConfigError} `image_copy_path` – when ignore rules exclude everything that a layer copies.
 * @throws {FlyteConfigError} `image_layer_invalid` – when a lock file is not valid.
 * @throws {FlyteConfigError} `image_field_invalid` – when a Dockerfile cannot contain a value; other codes as for
 * `renderDockerfile`.
 *
 * @example
 * ```ts
 * import { Image, memoryHost, prepareDockerfile } from "@flyte-ts/config/v2";
 *
 * const host = memoryHost({ files: { "/app/main.py": "print(1)", "/app/.dockerignore": "*.log", "/app/a.log": "" } });
 * const image = Image.fromBase("debian:12").clone({ name: "app", extendable: true }).withSourceFolder("/app");
 * const { rendered, listSources } = await prepareDockerfile(image, { host });
 * const [directory] = rendered.context;
 * if (directory?.kind !== "sources") throw new Error("no directory");
 * console.log((await listSources(host, directory)).map(({ below }) => below)); // [ ".dockerignore", "main.py" ]
 * ```
 */
export async function prepareDockerfile(image: ImageState, options: PrepareOptions = {}): Promise<PreparedImage> {
  checkImage("prepareDockerfile", "image", image);
  checkOptions("prepareDockerfile", options, CHECKS);
  const { host: _host, rootDir, ...dockerfile } = options;
  const host = withFiles(hostFor(options.host));
  await validateLayers(host, image.layers, readScript);
  const layers = await completeLayers(host, image.layers);
  const rendered = renderDockerfile({ ...image, layers }, dockerfile);
  const editables = await readEditables(host, layers);
  const context = [...editables.context, ...rendered.context];
  const sources = await readSources(host, layers, rootDir);
  const warnings = [...rendered.warnings, ...editables.warnings, ...await sources.warnings(context)];
  return { rendered: { ...rendered, context, warnings }, listSources: sources.list };
}
