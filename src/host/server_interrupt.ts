/**
 * Hears of signals that ask Deno, Node and Bun to end.
 *
 * @module
 */
import type { ServerModules } from "./server_modules.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Hears of signals as {@linkcode Host.onInterrupt} does. */
export function onInterrupt({ system }: ServerModules, listener: (signal: string) => void): () => void {
  let heard: string | undefined;
  const stops = SIGNALS.map((signal) => {
    const hear = () => {
      heard ??= signal;
      listener(signal);
    };
    try {
      system.on(signal, hear);
    } catch {
      // Not every system has each of them.
      return () => {};
    }
    return () => void system.off(signal, hear);
  });
  return () => {
    for (const stop of stops) stop();
    if (heard === undefined || system.listenerCount(heard) > 0) return;
    system.kill(system.pid, heard);
  };
}
