/**
 * Controls the output of `console.log` for instances, in Deno, Node and Bun.
 *
 * @module
 */

type Inspect = (value: unknown, options?: unknown) => string;

/**
 * Defines what `console.log` and `inspect` print for instances: the name of the class and the object that `shown`
 * returns. Deno, and Node and Bun, look for one symbol each.
 */
export function inspectable<T extends object>(prototype: T, shown: (value: T) => object): void {
  const print = (value: T, inspect: Inspect, options: unknown) =>
    `${value.constructor.name} ${inspect(shown(value), options)}`;
  Object.defineProperties(prototype, {
    [Symbol.for("Deno.customInspect")]: {
      value(this: T, inspect: Inspect, options: unknown): string {
        return print(this, inspect, options);
      },
    },
    [Symbol.for("nodejs.util.inspect.custom")]: {
      value(this: T, _depth: number, options: unknown, inspect: Inspect): string {
        return print(this, inspect, options);
      },
    },
  });
}
