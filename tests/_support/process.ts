/**
 * Running code with another `process`.
 *
 * @module
 */

/** Runs a function while `process` has these members beside its own, or in their place. */
export function withProcess<T>(members: object, run: () => T): T {
  const before = Object.getOwnPropertyDescriptor(globalThis, "process")!;
  const value = Object.create(globalThis.process, Object.getOwnPropertyDescriptors(members));
  Object.defineProperty(globalThis, "process", { value, configurable: true });
  try {
    return run();
  } finally {
    Object.defineProperty(globalThis, "process", before);
  }
}
