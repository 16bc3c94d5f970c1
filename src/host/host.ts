/**
 * What the library may ask of the runtime it is in.
 *
 * @module
 */

/** Everything that comes from outside. Pass your own to decide what the library sees. */
export interface Host {
  /** Value of an environment variable; `undefined` when it is not set. */
  env(name: string): string | undefined;
}
