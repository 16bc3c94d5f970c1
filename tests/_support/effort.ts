/**
 * How much generated input the tests try: little in `deno task test`, much in `deno task test:slow`.
 *
 * @module
 */

const THOROUGH = variable("FLYTE_TS_THOROUGH") !== undefined;

/** The number of runs of a test: the first in the quick suite, the second in the slow one. */
export function runs(quick: number, thorough: number): number {
  return THOROUGH ? thorough : quick;
}

/** The seed of a test: its own, or `FLYTE_TS_FUZZ_SEED` if that is set. */
export function seedOr(seed: number): number {
  return Number(variable("FLYTE_TS_FUZZ_SEED") ?? seed);
}

function variable(name: string): string | undefined {
  const { state } = Deno.permissions.querySync({ name: "env", variable: name });
  return state === "granted" ? Deno.env.get(name) : undefined;
}
