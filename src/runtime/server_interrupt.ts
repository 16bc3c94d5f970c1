/**
 * Hears when Deno, Node and Bun are asked to end.
 *
 * @module
 */
import { checkArgument, FUNCTION } from "../arguments.ts";
import type { ServerModules } from "./server_modules.ts";

const SIGNALS: readonly string[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Hears of the end of the process as {@linkcode Host.onInterrupt} does. */
export function onInterrupt({ system }: ServerModules, listener: (event: string) => void): () => void {
  checkArgument("host.onInterrupt", "listener", listener, FUNCTION);
  let heard: string | undefined;
  const stops = [...SIGNALS, "exit"].map((event) => {
    const hear = () => {
      if (event !== "exit") heard ??= event;
      listener(event);
    };
    try {
      makeRoom(system, 1);
      system.on(event, hear);
    } catch {
      // Not every system has each of the signals.
    }
    return () => {
      system.off(event, hear);
      makeRoom(system, -1);
    };
  });
  return () => {
    for (const stop of stops) stop();
    if (heard === undefined || system.listenerCount(heard) > 0) return;
    system.kill(system.pid, heard);
  };
}

/** Many builds at once are no leak, of which runtimes warn where an event has more than ten listeners. */
function makeRoom(system: ServerModules["system"], listeners: number): void {
  const limit = system.getMaxListeners();
  if (limit > 0) system.setMaxListeners(limit + listeners);
}
