/**
 * Types of what runtimes have, which need not be known where a program is compiled.
 *
 * @module
 */

/** The type of a global of the runtime; another where the program is compiled without types for it. */
export type GlobalOf<Name extends string, Otherwise> = typeof globalThis extends { readonly [name in Name]: infer T }
  ? T
  : Otherwise;

/** The runtime's `AbortSignal`. */
export type Signal = GlobalOf<"AbortSignal", { readonly prototype: unknown }>["prototype"];
