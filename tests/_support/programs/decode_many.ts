/**
 * Decodes the same context very often, and prints the memory that is in use after a tenth of the times, and at the end.
 * Needs `--v8-flags=--expose-gc`.
 *
 * @module
 */
import { decodeContext } from "../../../src/flytekit/context/decode.ts";
import { SerializationSettings } from "../../../src/flytekit/context/mod.ts";

declare const gc: () => void;

const [context = "", count = ""] = Deno.args;

/** Ways through all code that decoding runs: both results, damaged data, and encoding again. */
const CALLS = [
  () => SerializationSettings.fromTransport(context),
  () => decodeContext(context),
  () => decodeContext(context.slice(0, -8)).catch(() => undefined),
  async () => await (await SerializationSettings.fromTransport(context)).serializedContext(),
];

async function used(times: number): Promise<number> {
  for (let index = 0; index < times; index++) {
    await CALLS[index % CALLS.length]!();
    // What zlib schedules after an error only runs when the event loop does.
    if (index % 100 === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  gc();
  return Deno.memoryUsage().heapUsed;
}

const early = await used(Number(count) / 10);
console.log(JSON.stringify({ early, late: await used(Number(count) * 9 / 10) }));
