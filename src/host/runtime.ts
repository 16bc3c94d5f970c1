/**
 * The runtime's native modules, found without importing them, so that the same file loads where there are none.
 *
 * @module
 */

interface RuntimeProcess {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly getBuiltinModule?: (name: string) => unknown;
}

/** `process`, in runtimes that have it. */
export function runtimeProcess(): RuntimeProcess | undefined {
  return (globalThis as { readonly process?: RuntimeProcess }).process;
}

/** A native module such as `node:zlib`, in runtimes that have it. */
export function builtinModule<T>(name: string): T | undefined {
  return runtimeProcess()?.getBuiltinModule?.(name) as T | undefined;
}
