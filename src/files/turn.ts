/**
 * Gives others their turn in the middle of long work.
 *
 * @module
 */

/** Resolves when others have had their turn. */
export function othersTurn(): Promise<void> {
  const { setImmediate } = globalThis as { readonly setImmediate?: (resume: () => void) => unknown };
  // A timer of 0 waits for a millisecond at least.
  return new Promise((resolve) => void (setImmediate ?? setTimeout)(resolve));
}
