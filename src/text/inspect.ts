/**
 * How values print in Deno, Node and Bun.
 *
 * @module
 */

type Inspect = (value: unknown, options?: unknown) => string;

/**
 * Makes `console.log` and both `inspect`s print instances with `shown` in place of their properties: these two symbols
 * are how Deno and Node (and Bun) ask.
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
