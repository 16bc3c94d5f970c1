/**
 * The runtime's native modules, found without importing them, so that the same file loads where there are none.
 *
 * @module
 */

interface RuntimeProcess {
  readonly getBuiltinModule?: (name: string) => unknown;
}

/** A native module such as `node:zlib`, in runtimes that have it. */
export function builtinModule<T>(name: string): T | undefined {
  const { process } = globalThis as { readonly process?: RuntimeProcess };
  return process?.getBuiltinModule?.(name) as T | undefined;
}
