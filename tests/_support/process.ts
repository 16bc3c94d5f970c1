/**
 * Running code with another `process`.
 *
 * @module
 */
import { hide } from "./without_native.ts";

/** Runs a function while `process` has these members beside its own, or in their place, and the runtime is not Deno. */
export function withProcess<T>(members: object, run: () => T): T {
  const before = Object.getOwnPropertyDescriptor(globalThis, "process")!;
  const value = Object.create(globalThis.process, Object.getOwnPropertyDescriptors(members));
  Object.defineProperty(globalThis, "process", { value, configurable: true });
  const restore = hide(globalThis as unknown as Record<string, unknown>, "navigator");
  try {
    return run();
  } finally {
    restore();
    Object.defineProperty(globalThis, "process", before);
  }
}
