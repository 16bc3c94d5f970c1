/**
 * Builds images, each once.
 *
 * @module
 */
import type { ImageExistence } from "../build/messages.ts";
import { FlyteConfigError } from "../errors.ts";
import { defaultHost } from "../host/default.ts";
import type { Host, Signal } from "../host/host.ts";
import { readText } from "../host/read_file.ts";
import { Image, type LookUpImageOptions } from "../image/image.ts";
import { closest, didYouMean } from "../text/closest.ts";
import { type BuildContext, type ImageSpecBuilder, isSet } from "./builder.ts";
import { FLYTE_FORCE_PUSH_IMAGE_SPEC, FLYTE_INTERNAL_EXECUTION_ID } from "./constants.ts";
import { ImageSpec } from "./image_spec.ts";

/** What an {@linkcode ImageBuildEngine} is made with. */
export interface ImageBuildEngineOptions {
  /** What knows whether registries have images. Default: a `RegistryClient` of the host. */
  readonly registry?: { exists(imageName: string): Promise<ImageExistence> } | undefined;
}

/** A builder of an engine. */
export interface RegisteredBuilder {
  /** Name by which specifications ask for it. */
  readonly type: string;
  /** The builder. */
  readonly builder: ImageSpecBuilder;
  /** The highest is that of specifications that ask for none. */
  readonly priority: number;
}

/** How {@linkcode ImageBuildEngine.build} builds. */
export interface BuildOptions {
  /** Where files and programs are. Default: the runtime. */
  readonly host?: Host | undefined;
  /** Whether this is an execution of Flyte, where nothing is built. Default: whether Flyte has named one. */
  readonly inExecution?: boolean | undefined;
  /** Gets what builders have to tell. Default: nothing does. */
  readonly onMessage?: BuildContext["onMessage"] | undefined;
  /** Ends the build when it is aborted. */
  readonly signal?: Signal | undefined;
}

/** How {@linkcode ImageBuildEngine.lookUpImageInfo} looks. */
export interface LookUpOrBuildOptions extends LookUpImageOptions, BuildOptions {}

/** An image that is there after {@linkcode ImageBuildEngine.build}. */
export interface BuiltImage {
  /** Its name, as the builder gave it. */
  readonly imageName: string;
  /** Whether it was built now; else it was there, or was taken to be. */
  readonly isBuilt: boolean;
}

/**
 * Builders, and what they have built. A value: each engine has its own. flytekit: `ImageBuildEngine`.
 *
 * @example
 * ```ts
 * import { ImageBuildEngine, NoOpBuilder } from "@flyte-ts/config";
 *
 * const engine = new ImageBuildEngine();
 * engine.register("noop", new NoOpBuilder(), 0);
 * console.log([...engine.getRegistry().keys()]); // [ "noop" ]
 * ```
 */
export class ImageBuildEngine {
  readonly #builders = new Map<string, RegisteredBuilder>();
  readonly #registry: ImageBuildEngineOptions["registry"];
  readonly #builds = new Map<string, Promise<BuiltImage>>();
  readonly #realNames = new Map<string, string>();

  /** Makes an engine that has built nothing. */
  constructor(options: ImageBuildEngineOptions = {}) {
    this.#registry = options.registry;
  }

  /** Adds a builder, in place of that of the same type. flytekit: `ImageBuildEngine.register`. */
  register(type: string, builder: ImageSpecBuilder, priority: number = 5): void {
    this.#builders.set(type, { type, builder, priority });
  }

  /** The builders by their types. flytekit: `ImageBuildEngine.get_registry`. */
  getRegistry(): ReadonlyMap<string, RegisteredBuilder> {
    return new Map(this.#builders);
  }

  /**
   * Builds the image of a specification if it is not there, and those that it starts from before it; each just once,
   * however often and however much at once it is asked for. What failed may be tried again. In an execution nothing
   * happens, and `undefined` comes back. flytekit: `ImageBuildEngine.build`.
   *
   * Rejects with `image_builder_unknown`, `image_builder_missing`, `image_existence_unknown`, what the builder rejects
   * with, and `image_builder_failed` if that is not an error of this library.
   */
  async build(spec: ImageSpec, options: BuildOptions = {}): Promise<BuiltImage | undefined> {
    const { host = defaultHost() } = options;
    if (options.inExecution ?? host.env(FLYTE_INTERNAL_EXECUTION_ID) !== undefined) return undefined;
    if (spec.baseImage instanceof ImageSpec) await this.build(spec.baseImage, { ...options, inExecution: false });
    const resolved = await this.#resolve(spec, host);
    const imageName = await resolved.imageName({ host });
    const forcePush = spec.isForcePush || isSet(host.env(FLYTE_FORCE_PUSH_IMAGE_SPEC));
    const chosen = this.#choose(spec.builder);
    const key = JSON.stringify([spec.id, imageName, chosen.type, forcePush]);
    const known = this.#builds.get(key);
    if (known !== undefined) return { ...await known, isBuilt: false };
    const { onMessage = () => {}, signal } = options;
    const exists = async (name: string) => await (this.#registry ?? await defaultRegistry(host)).exists(name);
    const context = { host, imageName, imageId: spec.id, forcePush, onMessage, signal, exists };
    const build = this.#start(chosen, resolved, context);
    this.#builds.set(key, build);
    build.catch(() => this.#builds.delete(key));
    return await build;
  }

  /** Name of the image of a specification: that which a builder gave it, if one did. flytekit: `image_name`. */
  async imageName(spec: ImageSpec, options: { readonly host?: Host | undefined } = {}): Promise<string> {
    const { host = defaultHost() } = options;
    const name = await (await this.#resolve(spec, host)).imageName({ host });
    return this.#realNames.get(name) ?? name;
  }

  /**
   * The image of an identifier; or of the ImageSpec YAML file at that path, which is built if it is not there.
   * flytekit: `Image.look_up_image_info`. Rejects as {@linkcode Image.lookUpImageInfo} throws, as `ImageSpec.fromYaml`
   * does and as `build` does.
   */
  async lookUpImageInfo(name: string, identifierOrPath: string, options: LookUpOrBuildOptions = {}): Promise<Image> {
    const { host = defaultHost() } = options;
    if (!host.hasFiles || !(await host.stat(identifierOrPath))?.isFile) {
      return Image.lookUpImageInfo(name, identifierOrPath, options);
    }
    const spec = ImageSpec.fromYaml({ name: identifierOrPath, text: await readText(host, identifierOrPath, "config") });
    const built = await this.build(spec, { ...options, host });
    return Image.lookUpImageInfo(name, built?.imageName ?? await this.imageName(spec, { host }), options);
  }

  /** The specification with the name of its base image in place of the base image's specification. */
  async #resolve(spec: ImageSpec, host: Host): Promise<ImageSpec> {
    if (!(spec.baseImage instanceof ImageSpec)) return spec;
    return spec.with({ baseImage: await this.imageName(spec.baseImage, { host }) });
  }

  async #start(
    { type, builder }: RegisteredBuilder,
    spec: ImageSpec,
    context: BuildContext,
  ): Promise<BuiltImage> {
    const { imageName } = context;
    try {
      if (!await builder.shouldBuild(spec, context)) {
        return { imageName: this.#realNames.get(imageName) ?? imageName, isBuilt: false };
      }
      const realName = await builder.buildImage(spec, context) ?? imageName;
      this.#realNames.set(imageName, realName);
      return { imageName: realName, isBuilt: true };
    } catch (cause) {
      if (cause instanceof FlyteConfigError || context.signal?.aborted) throw cause;
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new FlyteConfigError("image_builder_failed", `builder "${type}" failed for ${imageName}: ${why}`, {
        cause,
      });
    }
  }

  #choose(type: string | null | undefined): RegisteredBuilder {
    const builders = [...this.#builders.values()];
    if (type == null) {
      // Of equals the first, as Python's max() takes it.
      const [first] = builders.sort((one, other) => other.priority - one.priority);
      if (first !== undefined) return first;
      throw new FlyteConfigError("image_builder_missing", "there is no builder: register one, such as dockerBuilder()");
    }
    const found = this.#builders.get(type);
    if (found !== undefined) return found;
    const names = builders.map((builder) => builder.type);
    const there = names.length === 0 ? "there are none" : `there are ${names.join(", ")}`;
    throw new FlyteConfigError(
      "image_builder_unknown",
      `no builder is registered as "${type}"; ${there}${didYouMean(closest(type, names))}`,
      { path: "builder" },
    );
  }
}

async function defaultRegistry(host: Host): Promise<NonNullable<ImageBuildEngineOptions["registry"]>> {
  const { RegistryClient } = await import("../oci/registry_client.ts");
  return new RegistryClient({ host });
}
