/**
 * Measures decoding and encoding in the runtime it is started in, and prints one JSON object.
 *
 * @module
 */
import type { Buffer as NodeBuffer } from "node:buffer";
import { SerializationSettings } from "../../src/flytekit/context/mod.ts";
import { race } from "./race.ts";
import { sample } from "./samples.ts";

type Zlib = typeof import("node:zlib");
type Bytes = Uint8Array<ArrayBuffer>;

/** Figures of one runtime; times in microseconds. */
export interface Figures {
  readonly runtime: string;
  readonly sizes: readonly {
    readonly label: string;
    readonly transport: string;
    readonly characters: number;
    readonly decode: number;
    readonly bareDecode: number;
    readonly bareRoute: string;
    readonly encode: number;
    readonly bareEncode: number;
    readonly reproducible: number;
  }[];
  readonly perImage: readonly { readonly images: number; readonly decode: number; readonly parse: number }[];
}

const zlib = process.getBuiltinModule("node:zlib") as Zlib;
const { Buffer } = process.getBuiltinModule("node:buffer") as { Buffer: typeof NodeBuffer };

const BARE_DECODERS: Readonly<Record<string, (text: string) => unknown>> = {
  "Buffer + gunzipSync + toString": (text) => JSON.parse(zlib.gunzipSync(Buffer.from(text, "base64")).toString()),
  "Buffer + gunzipSync + TextDecoder": (text) =>
    JSON.parse(new TextDecoder().decode(zlib.gunzipSync(Buffer.from(text, "base64")))),
  "fromBase64 + gunzipSync + TextDecoder": (text) => {
    const { fromBase64 } = Uint8Array as unknown as { fromBase64?: (text: string) => Bytes };
    return fromBase64 === undefined
      ? undefined
      : JSON.parse(new TextDecoder().decode(zlib.gunzipSync(fromBase64(text))));
  },
  "Buffer + DecompressionStream": async (text) => {
    const bytes: Bytes = new Uint8Array(Buffer.from(text, "base64"));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return await new Response(stream).json();
  },
};

const sizes = [
  await measure("0.4 KB", 0),
  await measure("4 KB", 20),
  await measure("40 KB", 285),
  await measure("40 KB, images only", 920, "images"),
];
const perImage: { images: number; decode: number; parse: number }[] = [];
for (const images of [100, 1000, 10_000, 100_000]) {
  const json = JSON.stringify(sample(images, "images"));
  const [decode, parse] = await race(
    [() => SerializationSettings.fromJsonString(json), () => JSON.parse(json)],
    200_000 / images,
  );
  perImage.push({ images, decode: decode! / images, parse: parse! / images });
}
const figures: Figures = { runtime: "Deno" in globalThis ? "Deno" : "Node", sizes, perImage };
console.log(JSON.stringify(figures));

async function measure(label: string, count: number, content?: "images"): Promise<Figures["sizes"][number]> {
  const settings = SerializationSettings.fromDict(sample(count, content));
  const transport = await settings.serializedContext();
  const wire = settings.toDict();
  const rounds = 1_500_000 / transport.length;
  const routes = Object.entries(BARE_DECODERS).filter(([, decode]) => decode(transport) !== undefined);
  const decoders = [
    () => SerializationSettings.fromTransport(transport),
    ...routes.map(([, bare]) => () => bare(transport)),
  ];
  const [decode, ...bare] = await race(decoders, rounds);
  const [encode, bareEncode, reproducible] = await race([
    () => settings.serializedContext({ reproducible: false }),
    () => zlib.gzipSync(JSON.stringify(wire), { level: 9 }).toString("base64"),
    () => settings.serializedContext(),
  ], rounds / 10);
  const fastest = Math.min(...bare);
  return {
    label,
    transport,
    characters: transport.length,
    decode: decode!,
    bareDecode: fastest,
    bareRoute: routes[bare.indexOf(fastest)]![0],
    encode: encode!,
    bareEncode: bareEncode!,
    reproducible: reproducible!,
  };
}
