/**
 * Registers builders and builds images, each once.
 *
 * @module
 */
import {
  BOOLEAN,
  type Check,
  checkArgument,
  checkOptions,
  FUNCTION,
  HOST,
  instanceOf,
  objectWith,
  type OptionChecks,
  SIGNAL,
  STRING,
} from "../../arguments.ts";
import type { ImageExistence } from "../../container/existence.ts";
import { type BuildMessage, callBuilder, guardedMessages, type MessageListener } from "../../container/messages.ts";
import { FlyteConfigError } from "../../errors.ts";
import { CACHE, type FileHashCache } from "../../files/hash_cache.ts";
import { RegistryClients } from "../../oci/query_existence.ts";
import { SingleFlight, untilAborted } from "../../runtime/cancellation.ts";
import { hostFor } from "../../runtime/guarded_host.ts";
import type { Host, Signal } from "../../runtime/host.ts";
import { readText } from "../../runtime/read_file.ts";
import { typeName, unknownName } from "../../text/expected.ts";
import { quoted } from "../../text/quote.ts";
import { Image, type LookUpImageOptions } from "../image/image.ts";
import { type BuildContext, type ImageSpecBuilder, isSet } from "./builder.ts";
import { FLYTE_INTERNAL_EXECUTION_ID, ImageSpec } from "./image_spec.ts";

/** Environment variable that makes images be built even if they exist, unless it is `false`, `0`, `off` or `no`. */
export const FLYTE_FORCE_PUSH_IMAGE_SPEC = "FLYTE_FORCE_PUSH_IMAGE_SPEC";

/** Options of {@linkcode ImageBuildEngine}. */
export interface ImageBuildEngineOptions {
  /**
   * Client that determines whether images exist.
   * @default a `RegistryClient` with the host's credentials
   */
  readonly registry?: {
    /** Determines whether an image exists. */
    exists(imageName: string, options?: { readonly signal?: Signal | undefined }): Promise<ImageExistence>;
  } | undefined;
}

/** Options of `ImageBuildEngine.build` and `ImageBuildEngine.imageName`. */
export interface BuildOptions {
  /**
   * Machine that has the files and programs.
   * @default the runtime
   */
  readonly host?: Host | undefined;
  /**
   * Cache that remembers the hashes of directories; see `fileHashCache`.
   * @default none: all files are read
   */
  readonly cache?: FileHashCache | undefined;
  /**
   * Whether this is an execution of Flyte, where nothing is built.
   * @default whether `FLYTE_INTERNAL_EXECUTION_ID` is set
   */
  readonly inExecution?: boolean | undefined;
  /**
   * Receives messages of builders. Of calls that wait for the same build, the first one's is called.
   * @default none
   */
  readonly onMessage?: ((message: BuildMessage) => void) | undefined;
  /**
   * Signal that makes the call reject with its reason. The build ends unless another call waits for it, and the
   * call waits for that end if {@linkcode ImageSpecBuilder.endsOnAbort} is set.
   */
  readonly signal?: Signal | undefined;
}

/** Result of `ImageBuildEngine.build`. */
export interface BuiltImage {
  /** Name of the image, as the builder returned it. */
  readonly imageName: string;
  /** Whether this call built the image; otherwise it existed, or was assumed to exist. */
  readonly isBuilt: boolean;
}

interface Registered {
  readonly type: string;
  readonly builder: ImageSpecBuilder;
  readonly priority: number;
}

const SPEC = instanceOf("an ImageSpec", ImageSpec);
const NUMBER: Check = { expected: "a number", accepts: (value) => typeof value === "number" && !Number.isNaN(value) };
const BUILDER = objectWith("a builder (see ImageSpecBuilder)", "buildImage", "shouldBuild");
const ENGINE_CHECKS: OptionChecks<ImageBuildEngineOptions> = {
  registry: objectWith("an object with a function exists", "exists"),
};
const BUILD_CHECKS: OptionChecks<BuildOptions> = {
  host: HOST,
  cache: CACHE,
  inExecution: BOOLEAN,
  onMessage: FUNCTION,
  signal: SIGNAL,
};
const LOOK_UP_CHECKS: OptionChecks<LookUpImageOptions & BuildOptions> = {
  ...BUILD_CHECKS,
  allowNoTagOrDigest: BOOLEAN,
};

/**
 * Registers builders, and builds each image once. Engines share nothing with each other. Python:
 * `flytekit.image_spec.image_spec.ImageBuildEngine`.
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
  readonly #builders = new Map<string, Registered>();
  readonly #registry: ImageBuildEngineOptions["registry"];
  readonly #clients = new RegistryClients();
  readonly #underWay = new SingleFlight<BuiltImage>();
  readonly #listeners = new Map<string, Set<MessageListener>>();
  readonly #built = new Map<string, BuiltImage>();
  readonly #realNames = new Map<string, string>();

  /**
   * Creates an engine without builders.
   *
   * @param options – How images are looked up.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has a wrong value.
   */
  constructor(options: ImageBuildEngineOptions = {}) {
    checkOptions("new ImageBuildEngine", options, ENGINE_CHECKS);
    this.#registry = options.registry;
  }

  /**
   * Adds a builder, and replaces one of the same type. Python: `ImageBuildEngine.register`.
   *
   * @param type – Name by which specifications select the builder.
   * @param builder – The builder.
   * @param priority – Specifications without a builder use the one with the highest priority.
   * @throws {FlyteConfigError} `invalid_argument` – when an argument has the wrong type.
   */
  register(type: string, builder: ImageSpecBuilder, priority: number = 5): void {
    const usage = 'register("default", dockerBuilder())';
    checkArgument("ImageBuildEngine.register", "type", type, STRING, usage);
    checkArgument("ImageBuildEngine.register", "builder", builder, BUILDER, usage);
    checkArgument("ImageBuildEngine.register", "priority", priority, NUMBER);
    this.#builders.set(type, { type, builder, priority });
  }

  /**
   * Returns the builders by type. Python: `ImageBuildEngine.get_registry`.
   *
   * @returns A new map.
   */
  getRegistry(): ReadonlyMap<
    string,
    { readonly type: string; readonly builder: ImageSpecBuilder; readonly priority: number }
  > {
    return new Map(this.#builders);
  }

  /**
   * Builds the image of a specification if it does not exist, after the images that it starts from. Each image is built
   * once, however many calls there are; a build that failed is tried again by the next call. Calls that wait for the same
   * build each have their own signal, and the build is aborted when no call is left. In an execution, nothing is built.
   * Python: `ImageBuildEngine.build`.
   *
   * @param spec – The specification.
   * @param options – Where to build, and who receives messages.
   * @returns The image, or `undefined` in an execution.
   * @throws {FlyteConfigError} `image_builder_unknown` – when no builder is registered under the specification's type.
   * @throws {FlyteConfigError} `image_builder_missing` – when no builder is registered at all.
   * @throws {FlyteConfigError} `image_builder_failed` – when a builder throws an error that is not a `FlyteConfigError`, or
   * returns a wrong value; other errors of builders are thrown unchanged.
   * @throws {FlyteConfigError} `image_existence_unknown` – when the existence is unknown and `FLYTE_IMG_FAST_FAIL` is set.
   * @throws {FlyteConfigError} `callback_failed` – when `onMessage` throws.
   * @throws {FlyteConfigError} `invalid_argument`, `invalid_option` – when an argument or option is wrong.
   */
  async build(spec: ImageSpec, options: BuildOptions = {}): Promise<BuiltImage | undefined> {
    checkArgument("ImageBuildEngine.build", "spec", spec, SPEC);
    checkOptions("ImageBuildEngine.build", options, BUILD_CHECKS);
    const host = hostFor(options.host, options.signal);
    if (options.inExecution ?? host.env(FLYTE_INTERNAL_EXECUTION_ID) !== undefined) return undefined;
    if (spec.baseImage instanceof ImageSpec) await this.build(spec.baseImage, { ...options, inExecution: false });
    const { cache } = options;
    const resolved = await this.#resolve(spec, host, cache);
    const imageName = await resolved.imageName({ host, cache });
    const forcePush = spec.isForcePush || isSet(host.env(FLYTE_FORCE_PUSH_IMAGE_SPEC));
    const chosen = this.#choose(spec.builder);
    const key = JSON.stringify([spec.id, imageName, chosen.type, forcePush]);
    const known = this.#built.get(key);
    if (known !== undefined) return { ...known, isBuilt: false };

    const { signal, onMessage: listener } = guardedMessages(options.onMessage, options.signal);
    const listeners = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, listeners.add(listener));
    let isOwn = false;
    const start = async (ends: AbortSignal) => {
      isOwn = true;
      const onMessage: MessageListener = (message) => [...listeners][0]?.(message);
      const registry = this.#registry ?? await this.#clients.get(options.host, spec.registryConfig);
      const exists = (name: string) => untilAborted(registry.exists(name, { signal: ends }), ends);
      const machine = hostFor(options.host, ends);
      const context = { host: machine, imageName, imageId: spec.id, forcePush, onMessage, signal: ends, exists };
      const realName = await runBuilder(chosen, resolved, context);
      if (realName !== undefined) this.#realNames.set(imageName, realName);
      const built = { imageName: this.#realNames.get(imageName) ?? imageName, isBuilt: realName !== undefined };
      this.#built.set(key, built);
      return built;
    };
    try {
      const built = await this.#underWay.run(key, signal, start, { untilEnded: chosen.builder.endsOnAbort });
      return isOwn ? built : { ...built, isBuilt: false };
    } finally {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(key) === listeners) this.#listeners.delete(key);
    }
  }

  /**
   * Returns the name of the image of a specification: the one that a builder returned, or else the computed one. Python:
   * `ImageSpec.image_name`.
   *
   * @param spec – The specification.
   * @param options – Where files are read.
   * @returns The name of the image.
   * @throws {FlyteConfigError} `invalid_argument`, `invalid_option` – when an argument or option is wrong; and the codes of
   * `ImageSpec.tag`.
   */
  async imageName(spec: ImageSpec, options: BuildOptions = {}): Promise<string> {
    checkArgument("ImageBuildEngine.imageName", "spec", spec, SPEC);
    checkOptions("ImageBuildEngine.imageName", options, BUILD_CHECKS);
    const host = hostFor(options.host, options.signal);
    const { cache } = options;
    const name = await (await this.#resolve(spec, host, cache)).imageName({ host, cache });
    return this.#realNames.get(name) ?? name;
  }

  /**
   * Returns the image of an identifier, or of the ImageSpec YAML file at a path, whose image is built if it does not exist.
   * Python: `flytekit.configuration.Image.look_up_image_info`.
   *
   * @param name – Name of the image in the configuration.
   * @param identifierOrPath – Identifier of the image, or path of the file.
   * @param options – How to read the identifier, and where to build.
   * @returns The image.
   * @throws {FlyteConfigError} `invalid_argument`, `invalid_option` – when an argument or option is wrong; and the codes of
   * `Image.lookUpImageInfo`, `ImageSpec.fromYaml` and `build`.
   */
  async lookUpImageInfo(
    name: string,
    identifierOrPath: string,
    options: LookUpImageOptions & BuildOptions = {},
  ): Promise<Image> {
    const call = "ImageBuildEngine.lookUpImageInfo";
    checkArgument(call, "name", name, STRING);
    checkArgument(call, "identifierOrPath", identifierOrPath, STRING);
    checkOptions(call, options, LOOK_UP_CHECKS);
    const { allowNoTagOrDigest, ...building } = options;
    const host = hostFor(options.host, options.signal);
    const found = host.hasFiles ? await host.stat(identifierOrPath) : undefined;
    if (!found?.isFile) return Image.lookUpImageInfo(name, identifierOrPath, { allowNoTagOrDigest });
    const text = await readText(host, identifierOrPath, "config");
    const { ImageSpec } = await import("./full_image_spec.ts");
    const spec = ImageSpec.fromYaml({ name: identifierOrPath, text });
    const built = await this.build(spec, building);
    return Image.lookUpImageInfo(name, built?.imageName ?? await this.imageName(spec, { host, cache: options.cache }), {
      allowNoTagOrDigest,
    });
  }

  /** The specification with the name of its base image instead of the base image's specification. */
  async #resolve(spec: ImageSpec, host: Host, cache: FileHashCache | undefined): Promise<ImageSpec> {
    if (!(spec.baseImage instanceof ImageSpec)) return spec;
    return spec.with({ baseImage: await this.imageName(spec.baseImage, { host, cache }) });
  }

  #choose(type: string | null | undefined): Registered {
    const builders = [...this.#builders.values()];
    if (type == null) {
      // Of equal ones the first, like Python's max().
      const [first] = builders.sort((one, other) => other.priority - one.priority);
      if (first !== undefined) return first;
      const message = 'ImageBuildEngine: no builder is registered; write engine.register("default", dockerBuilder())';
      throw new FlyteConfigError("image_builder_missing", message);
    }
    const found = this.#builders.get(type);
    if (found !== undefined) return found;
    const names = builders.map((builder) => builder.type);
    const registered = names.length === 0 ? "none is registered" : `registered: ${names.join(", ")}`;
    const message = `ImageSpec: ${unknownName("builder", type, names)} (${registered}); add it with engine.register`;
    throw new FlyteConfigError("image_builder_unknown", message, { path: "builder" });
  }
}

/**
 * Runs a builder and returns the name of the image that it built, or `undefined` if there is nothing to build. Rejects
 * with the builder's error, or with `image_builder_failed`.
 */
async function runBuilder(
  { type, builder }: Registered,
  spec: ImageSpec,
  context: BuildContext,
): Promise<string | undefined> {
  const { imageName, signal } = context;
  const name = `builder ${quoted(type)}`;
  const failed = (why: string) => new FlyteConfigError("image_builder_failed", `${name}: ${why}`);
  // The call of the engine rejects when its signal is aborted.
  const call = { builder: name, imageName, signal, untilEnded: true };
  const isNeeded: unknown = await callBuilder(call, () => builder.shouldBuild(spec, context));
  if (typeof isNeeded !== "boolean") throw failed(`shouldBuild must return true or false, not ${typeName(isNeeded)}`);
  if (!isNeeded) return undefined;
  signal?.throwIfAborted();
  const realName: unknown = await callBuilder(call, () => builder.buildImage(spec, context)) ?? imageName;
  if (typeof realName === "string" && realName !== "") return realName;
  throw failed(
    `buildImage must return the name of the image, or undefined, not ${
      realName === "" ? "an empty string" : typeName(realName)
    }`,
  );
}
