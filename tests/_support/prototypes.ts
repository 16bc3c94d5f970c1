/**
 * What objects inherit, to see that nothing changed it.
 *
 * @module
 */
import { Config, FlyteConfigError } from "../../mod.ts";

/** All that objects inherit, for a comparison. */
export function prototypes(): string {
  return [Object, Array, Function, Map, Set, String, Number, Boolean, RegExp, Error, Promise, FlyteConfigError, Config]
    .map((type) => [...Reflect.ownKeys(type), ...Reflect.ownKeys(type.prototype)].map(String).join()).join("\n");
}
