/**
 * Measures decoding contexts in the current runtime, and prints measurements.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { gunzipSync } from "node:zlib";
import type { JsonObject } from "../../../mod.ts";
import { decodeContext } from "../../../src/flytekit/context/decode.ts";
import { SerializationSettings } from "../../../src/flytekit/context/mod.ts";
import { openPeer } from "../python/peer.ts";
import { cpu, race } from "../race.ts";
import { compare, fastest, type Goal, type Measurement } from "../measurements.ts";
import { sample } from "../samples.ts";

type FromBase64 = (text: string) => Uint8Array;

const { fromBase64 } = Uint8Array as { fromBase64?: FromBase64 };

/** The ways to the same plain object that this runtime has. `DecompressionStream` takes several times as long. */
const ROUTES: Readonly<Record<string, (context: string) => unknown>> = {
  "gunzipSync, toString": (context) => JSON.parse(gunzipSync(Buffer.from(context, "base64")).toString()),
  "gunzipSync, TextDecoder": (context) =>
    JSON.parse(new TextDecoder().decode(gunzipSync(Buffer.from(context, "base64")))),
  ...(fromBase64 && {
    "fromBase64, gunzipSync, TextDecoder": (context: string) =>
      JSON.parse(new TextDecoder().decode(gunzipSync(fromBase64(context)))),
  }),
};

const flytekit = openPeer("flytekit");
const measurements = [
  ...await measure("0.4 KB", sample(0), { atMost: 1.2 }),
  ...await measure("4 KB", sample(20), { atMost: 1.15 }),
  ...await measure("40 KB", sample(285), { atMost: 1.1 }),
  ...await measure("40 KB of images", sample(920, "images")),
];
flytekit?.close();
console.log(JSON.stringify(measurements));

async function measure(size: string, wire: JsonObject, goal?: Goal): Promise<readonly Measurement[]> {
  const transport = await SerializationSettings.fromDict(wire).serializedContext();
  const times = await race({
    settings: cpu(() => SerializationSettings.fromTransport(transport)),
    plain: cpu(() => decodeContext(transport)),
    flytekit: flytekit?.calling({ op: "decode", transport }),
    ...Object.fromEntries(Object.entries(ROUTES).map(([name, route]) => [name, cpu(() => route(transport))])),
  });
  const bare = fastest(times, Object.keys(ROUTES));
  return compare(times, [
    [`fromTransport ${size} ÷ fastest bare route`, "settings", bare, goal],
    [`decodeContext ${size} ÷ fastest bare route`, "plain", bare, goal],
    [`flytekit ÷ fromTransport ${size}`, "flytekit", "settings", { atLeast: 50 }],
  ]);
}
