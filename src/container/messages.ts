/**
 * The messages of a build, and calls into code of users: their builders, and the functions that receive messages.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { untilAborted } from "../runtime/cancellation.ts";
import type { Signal } from "../runtime/host.ts";
import { errorText, oneLine } from "../text/quote.ts";
import { redact } from "../text/redact.ts";

/** A message of a builder. */
export interface BuildMessage {
  /**
   * Kind of the message: a completed step, something to look at, a line of output of the program that builds, or a
   * command that would be run (with the option `dryRun`).
   */
  readonly kind: "info" | "warning" | "output" | "command";
  /** The message, without a line break at its end and without credentials. */
  readonly text: string;
  /** Name of the image that is built. */
  readonly imageName: string;
  /** Number of the step that begins, and of all steps, where a line of output says so. */
  readonly progress?: { readonly step: number; readonly steps: number } | undefined;
}

/** Receives messages. */
export type MessageListener = (message: BuildMessage) => void;

/**
 * Returns a listener that receives no credentials and never throws. If `onMessage` throws, `onError` receives an error
 * with the code `callback_failed`.
 */
export function guardedListener(
  onMessage: MessageListener,
  onError: (error: FlyteConfigError) => void,
): MessageListener {
  return (message) => {
    try {
      onMessage({ ...message, text: redact(message.text), imageName: redact(message.imageName) });
    } catch (cause) {
      onError(new FlyteConfigError("callback_failed", `onMessage failed for ${message.imageName}`, { cause }));
    }
  };
}

/**
 * Returns a listener that never throws, and a signal that is aborted when the caller's signal is, or with
 * `callback_failed` when the caller's listener throws.
 */
export function guardedMessages(
  onMessage: MessageListener = () => {},
  signal?: Signal,
): { readonly onMessage: MessageListener; readonly signal: AbortSignal } {
  const leaving = new AbortController();
  return {
    onMessage: guardedListener(onMessage, (error) => leaving.abort(error)),
    signal: signal === undefined ? leaving.signal : AbortSignal.any([signal, leaving.signal]),
  };
}

/** A call of a builder. */
export interface BuilderCall {
  /** Name of the builder in messages. */
  readonly builder: string;
  /** Name of the image that is built. */
  readonly imageName: string;
  /** Signal that makes the call reject with its reason. */
  readonly signal?: Signal | undefined;
  /** Whether to wait for the end of the call when the signal is aborted. Default: `false`. */
  readonly untilEnded?: boolean | undefined;
}

/**
 * Calls a builder and returns its result. Rejects with the builder's error, or with `image_builder_failed` if that is not
 * a `FlyteConfigError`.
 */
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
