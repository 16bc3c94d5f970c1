/**
 * Builds images, each once.
 *
 * @module
 */
import { type Check, checkArgument, checkOptions, instanceOf, STRING } from "../../arguments.ts";
import { guardedMessages, type MessageListener } from "../../container/messages.ts";
import { FlyteConfigError } from "../../errors.ts";
import { SingleFlight, untilAborted } from "../../runtime/cancellation.ts";
import { hostFor } from "../../runtime/guarded_host.ts";
import type { Host } from "../../runtime/host.ts";
import { readText } from "../../runtime/read_file.ts";
import { Image } from "../image/image.ts";
import { RegistryClients } from "../../oci/existence.ts";
import { closest, didYouMean } from "../../text/closest.ts";
import { oneLine } from "../../text/quote.ts";
import { type ImageSpecBuilder, isSet } from "./builder.ts";
import {
  BUILD_CHECKS,
  BUILDER,
  type BuildOptions,
  type BuiltImage,
  ENGINE_CHECKS,
  type ImageBuildEngineOptions,
  type ImageRegistry,
  LOOK_UP_CHECKS,
  type LookUpOrBuildOptions,
  type RegisteredBuilder,
} from "./engine_options.ts";
import { FLYTE_FORCE_PUSH_IMAGE_SPEC, FLYTE_INTERNAL_EXECUTION_ID } from "./constants.ts";
import { ImageSpec } from "./image_spec.ts";
import { runBuilder } from "./run_builder.ts";

const SPEC = instanceOf("an ImageSpec", ImageSpec);
const NUMBER: Check = { expected: "a number", accepts: (value) => typeof value === "number" && !Number.isNaN(value) };

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
  readonly #registry: ImageRegistry | undefined;
  readonly #clients = new RegistryClients();
  readonly #underWay = new SingleFlight<BuiltImage>();
  readonly #listeners = new Map<string, Set<MessageListener>>();
  readonly #built = new Map<string, BuiltImage>();
  readonly #realNames = new Map<string, string>();

  /** Makes an engine that has built nothing. Throws `invalid_option`. */
  constructor(options: ImageBuildEngineOptions = {}) {
    checkOptions("new ImageBuildEngine", options, ENGINE_CHECKS);
    this.#registry = options.registry;
  }

  /**
   * Adds a builder, in place of that of the same type. Throws `invalid_argument`. flytekit:
   * `ImageBuildEngine.register`.
   */
  register(type: string, builder: ImageSpecBuilder, priority: number = 5): void {
    const usage = 'register("default", dockerBuilder())';
    checkArgument("ImageBuildEngine.register", "type", type, STRING, usage);
    checkArgument("ImageBuildEngine.register", "builder", builder, BUILDER, usage);
    checkArgument("ImageBuildEngine.register", "priority", priority, NUMBER);
    this.#builders.set(type, { type, builder, priority });
  }

  /** The builders by their types. flytekit: `ImageBuildEngine.get_registry`. */
  getRegistry(): ReadonlyMap<string, RegisteredBuilder> {
    return new Map(this.#builders);
  }

  /**
   * Builds the image of a specification if it is not there, and those that it starts from before it; each just once,
   * however often and however much at once it is asked for. Calls that wait for the same build each hear their own
   * signal; the build ends when none is left. What failed may be tried again. In an execution nothing happens, and
   * `undefined` comes back. flytekit: `ImageBuildEngine.build`.
   *
   * Rejects with `image_builder_unknown`, `image_builder_missing`, `image_existence_unknown`, what the builder rejects
   * with, and `image_builder_failed` if that is not an error of this library or the builder gives no name; with
   * `callback_failed` if `onMessage` throws, and with `invalid_argument` and `invalid_option`.
   */
  async build(spec: ImageSpec, options: BuildOptions = {}): Promise<BuiltImage | undefined> {
    checkArgument("ImageBuildEngine.build", "spec", spec, SPEC);
    checkOptions("ImageBuildEngine.build", options, BUILD_CHECKS);
    const host = hostFor(options.host, options.signal);
    if (options.inExecution ?? host.env(FLYTE_INTERNAL_EXECUTION_ID) !== undefined) return undefined;
    if (spec.baseImage instanceof ImageSpec) await this.build(spec.baseImage, { ...options, inExecution: false });
    const resolved = await this.#resolve(spec, host);
    const imageName = await resolved.imageName({ host });
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
   * Name of the image of a specification: that which a builder gave it, if one did. Rejects with `invalid_argument` and
   * `invalid_option`. flytekit: `image_name`.
   */
  async imageName(spec: ImageSpec, options: BuildOptions = {}): Promise<string> {
    checkArgument("ImageBuildEngine.imageName", "spec", spec, SPEC);
    checkOptions("ImageBuildEngine.imageName", options, BUILD_CHECKS);
    const host = hostFor(options.host, options.signal);
    const name = await (await this.#resolve(spec, host)).imageName({ host });
    return this.#realNames.get(name) ?? name;
  }

  /**
   * The image of an identifier; or of the ImageSpec YAML file at that path, which is built if it is not there.
   * flytekit: `Image.look_up_image_info`. Rejects as {@linkcode Image.lookUpImageInfo} throws, as `ImageSpec.fromYaml`
   * does and as `build` does.
   */
  async lookUpImageInfo(name: string, identifierOrPath: string, options: LookUpOrBuildOptions = {}): Promise<Image> {
    const call = "ImageBuildEngine.lookUpImageInfo";
    checkArgument(call, "name", name, STRING);
    checkArgument(call, "identifierOrPath", identifierOrPath, STRING);
    checkOptions(call, options, LOOK_UP_CHECKS);
    const { allowNoTagOrDigest, ...building } = options;
    const host = hostFor(options.host, options.signal);
    const found = host.hasFiles ? await host.stat(identifierOrPath) : undefined;
    if (!found?.isFile) return Image.lookUpImageInfo(name, identifierOrPath, { allowNoTagOrDigest });
    const text = await readText(host, identifierOrPath, "config");
    const spec = ImageSpec.fromYaml({ name: identifierOrPath, text });
    const built = await this.build(spec, building);
    return Image.lookUpImageInfo(name, built?.imageName ?? await this.imageName(spec, { host }), {
      allowNoTagOrDigest,
    });
  }

  /** The specification with the name of its base image in place of the base image's specification. */
  async #resolve(spec: ImageSpec, host: Host): Promise<ImageSpec> {
    if (!(spec.baseImage instanceof ImageSpec)) return spec;
    return spec.with({ baseImage: await this.imageName(spec.baseImage, { host }) });
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
      `no builder is registered as "${oneLine(type)}"; ${there}${didYouMean(closest(type, names))}`,
      { path: "builder" },
    );
  }
}
