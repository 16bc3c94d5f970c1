/**
 * Measures whether decoding a million contexts in one process needs more and more memory, in the current runtime, and
 * prints measurements.
 *
 * @module
 */
import process from "node:process";
import { SerializationSettings } from "../../../src/flytekit/context/mod.ts";
import { type Measurement, spreadOf } from "../measurements.ts";
import { sample } from "../samples.ts";

declare const gc: () => void;

const context = await SerializationSettings.fromDict(sample(0)).serializedContext();
const early = await heapAfter(100_000);
const late = await heapAfter(900_000);
const measurement: Measurement = {
  what: "heap after decoding 1,000,000 contexts ÷ after 100,000",
  goal: { atMost: 1.05 },
  spread: spreadOf([late / early]),
};
console.log(JSON.stringify([measurement]));

async function heapAfter(count: number): Promise<number> {
  for (let index = 0; index < count; index++) await SerializationSettings.fromTransport(context);
  gc();
  return process.memoryUsage().heapUsed;
}
