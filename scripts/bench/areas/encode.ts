/**
 * Measures encoding contexts in the current runtime, and prints measurements.
 *
 * @module
 */
import { gzipSync } from "node:zlib";
import type { JsonObject } from "../../../mod.ts";
import { SerializationSettings } from "../../../src/flytekit/context/mod.ts";
import { openPeer } from "../python/peer.ts";
import { cpu, race } from "../race.ts";
import { compare, type Goal, type Measurement } from "../measurements.ts";
import { sample } from "../samples.ts";

const flytekit = openPeer("flytekit");
const measurements = [
  ...await measure("0.4 KB", sample(0), { atMost: 1.5 }),
  ...await measure("4 KB", sample(20)),
  ...await measure("40 KB", sample(285), { atMost: 2 }),
];
flytekit?.close();
console.log(JSON.stringify(measurements));

async function measure(size: string, object: JsonObject, goal?: Goal): Promise<readonly Measurement[]> {
  const settings = SerializationSettings.fromDict(object);
  const transport = await settings.serializedContext();
  const wire = settings.toDict();
  const times = await race({
    reproducible: cpu(() => settings.serializedContext()),
    fast: cpu(() => settings.serializedContext({ reproducible: false })),
    bare: cpu(() => gzipSync(JSON.stringify(wire), { level: 9 }).toString("base64")),
    flytekit: flytekit?.calling({ op: "encode", transport }),
  });
  return compare(times, [
    [`reproducible encode ${size} ÷ native level 9`, "reproducible", "bare", goal],
    [`flytekit ÷ reproducible encode ${size}`, "flytekit", "reproducible", { atLeast: 2 }],
    [`other encode ${size} ÷ native level 9`, "fast", "bare"],
  ]);
}
