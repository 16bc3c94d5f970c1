/**
 * Runs a builder, which may be anybody's.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { oneLine } from "../text/quote.ts";
import { redact } from "../text/redact.ts";
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
  const failed = (why: string, cause?: unknown) => {
    const what = `builder "${oneLine(type)}" failed for ${imageName}: ${why}`;
    return new FlyteConfigError("image_builder_failed", what, { cause });
  };
  try {
    const isWanted: unknown = await builder.shouldBuild(spec, context);
    if (typeof isWanted !== "boolean") throw failed("shouldBuild must return true or false");
    if (!isWanted) return undefined;
    signal?.throwIfAborted();
    const realName: unknown = await builder.buildImage(spec, context) ?? imageName;
    if (typeof realName !== "string" || realName === "") {
      throw failed("buildImage must return the name of the image, or undefined");
    }
    return realName;
  } catch (cause) {
    if (cause instanceof FlyteConfigError || signal?.aborted) throw cause;
    throw failed(oneLine(redact(cause instanceof Error ? cause.message : String(cause)), 500), cause);
  }
}
