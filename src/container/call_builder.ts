/**
 * Calls builders, which may be anybody's.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { untilAborted } from "../runtime/cancellation.ts";
import type { Signal } from "../runtime/host.ts";
import { errorText, oneLine } from "../text/quote.ts";
import type { ImageExistence } from "./messages.ts";

/** A call of a builder. */
export interface BuilderCall {
  /** The builder, as messages name it. */
  readonly builder: string;
  /** The image that is built. */
  readonly imageName: string;
  /** Rejects with its reason when it is aborted. */
  readonly signal?: Signal | undefined;
  /** Whether the end of the call is waited for then. */
  readonly untilEnded?: boolean | undefined;
}

/** What a builder returns. Rejects with its error, or `image_builder_failed` if that is none of this library's. */
export async function callBuilder<T>(
  { builder, imageName, signal, untilEnded = false }: BuilderCall,
  call: () => T | Promise<T>,
): Promise<T> {
  try {
    const result = (async () => await call())();
    return await untilAborted(result, untilEnded ? undefined : signal);
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof FlyteConfigError) throw cause;
    const why = oneLine(errorText(cause), 500);
    throw new FlyteConfigError("image_builder_failed", `${builder} failed for ${imageName}: ${why}`, { cause });
  }
}

const STATES: readonly unknown[] = ["present", "absent", "unknown"];

/** Throws `image_builder_failed` for what does not say whether an image is there. */
export function checkExistence(imageName: string, found: ImageExistence): void {
  if (STATES.includes(found?.state)) return;
  const message = `${imageName}: whether it is there must be an object whose state is ${STATES.join(", ")}`;
  throw new FlyteConfigError("image_builder_failed", message);
}
