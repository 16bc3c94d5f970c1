/**
 * Runs a builder, which may be anybody's.
 *
 * @module
 */
import { callBuilder } from "../../container/messages.ts";
import { FlyteConfigError } from "../../errors.ts";
import { quoted } from "../../text/quote.ts";
import type { BuildContext } from "./builder.ts";
import type { RegisteredBuilder } from "./engine_options.ts";
import type { ImageSpec } from "./image_spec.ts";

/**
 * The name of the image that was built; `undefined` if there is nothing to build. Rejects with the builder's error, or
 * with `image_builder_failed` if that is none of this library's, or it gives something else than builders do.
 */
export async function runBuilder(
  { type, builder }: RegisteredBuilder,
  spec: ImageSpec,
  context: BuildContext,
): Promise<string | undefined> {
  const { imageName, signal } = context;
  const failed = (why: string) => new FlyteConfigError("image_builder_failed", `${name}: ${why}`);
  const name = `builder ${quoted(type)}`;
  // Who calls rejects when it is aborted.
  const call = { builder: name, imageName, signal, untilEnded: true };
  const isWanted: unknown = await callBuilder(call, () => builder.shouldBuild(spec, context));
  if (typeof isWanted !== "boolean") throw failed("shouldBuild must return true or false");
  if (!isWanted) return undefined;
  signal?.throwIfAborted();
  const realName: unknown = await callBuilder(call, () => builder.buildImage(spec, context)) ?? imageName;
  if (typeof realName === "string" && realName !== "") return realName;
  throw failed("buildImage must return the name of the image, or undefined");
}
