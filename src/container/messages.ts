/**
 * What is told while images are built.
 *
 * @module
 */

import { FlyteConfigError } from "../errors.ts";
import { redact } from "../text/redact.ts";
import type { Signal } from "../runtime/host.ts";

/** Whether an image is in its registry. */
export type ImageExistence =
  | { /** It is there. */ readonly state: "present" }
  | { /** It is not there. */ readonly state: "absent" }
  | {
    /** Nobody can tell. */
    readonly state: "unknown";
    /** Why, for programs. */
    readonly reason?: string | undefined;
    /** Why, for people. */
    readonly message?: string | undefined;
  };

/** Something that a builder has to tell. */
export interface BuildMessage {
  /** What it is: something done, something to look at, or a line that a program wrote. */
  readonly kind: "info" | "warning" | "output";
  /** The text, without a line break at its end. */
  readonly text: string;
  /** The image that is built. */
  readonly imageName: string;
  /** The step that begins, of how many, where the line tells it. */
  readonly progress?: { readonly step: number; readonly steps: number } | undefined;
}

/** What gets messages. */
export type MessageListener = (message: BuildMessage) => void;

/** A listener that gets no credentials, and throws nothing: an error of the caller's is `callback_failed`, and goes to `onError`. */
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
 * A listener that throws nothing, and a signal that is aborted when the caller's is, or with `callback_failed` when the
 * caller's listener throws.
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
