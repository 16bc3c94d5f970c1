/**
 * Every way in which a runtime prints a value.
 *
 * @module
 */
import { builtinModule } from "../runtime/node_builtins.ts";
import type { Explanation } from "../settings/explain.ts";

type Inspect = (value: unknown, options?: object) => string;

interface Inspecting {
  readonly inspect: Inspect;
}

/** The functions of runtimes by which `console.log` formats values, by their names. */
function inspectors(): Readonly<Record<string, Inspect>> {
  const { Deno: deno, Bun: bun } = globalThis as { readonly Deno?: Inspecting; readonly Bun?: Inspecting };
  const found = {
    "inspect of node:util": builtinModule<Inspecting>("node:util")?.inspect,
    "Deno.inspect": deno?.inspect,
    "Bun.inspect": bun?.inspect,
  };
  return Object.fromEntries(Object.entries(found).filter((entry) => entry[1] !== undefined)) as Record<string, Inspect>;
}

/** Yields what prints a value, and the result. */
export function* printsOf(value: unknown): Generator<readonly [route: string, printed: string]> {
  yield ["String", String(value)];
  yield ["JSON.stringify", JSON.stringify(value) ?? ""];
  for (const [name, inspect] of Object.entries(inspectors())) {
    yield [name, inspect(value, { depth: Infinity, showHidden: true })];
    yield [name, inspect(value, { depth: 0 })];
  }
}

/** Yields every way to print a section, and the result. */
export function* printsOfSection(
  section: { explain(): Explanation; readonly issues?: readonly object[] },
): Generator<readonly [route: string, printed: string]> {
  const explanation = section.explain();
  const values: Readonly<Record<string, unknown>> = {
    "the section": section,
    "its explanation": explanation,
    "its explained settings": [...explanation],
    "a copy by spreading": { ...section },
    "its entries": Object.entries(section),
    "its structured clone": structuredClone({ ...section }),
    "its issues": section.issues,
  };
  for (const [name, value] of Object.entries(values)) {
    for (const [route, printed] of printsOf(value)) yield [`${route} of ${name}`, printed];
  }
  for (const explained of explanation) yield ["String of an explained setting", String(explained)];
}

/** Yields every way to print an error, and the result. */
export function* printsOfError(error: Error): Generator<readonly [route: string, printed: string]> {
  yield ["the message of the error", error.message];
  yield ["the stack of the error", String(error.stack)];
  for (const [route, printed] of printsOf(error)) yield [`${route} of the error`, printed];
  if (error.cause instanceof Error) yield* printsOfError(error.cause);
}
