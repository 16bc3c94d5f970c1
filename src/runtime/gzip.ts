/**
 * Gzip through whatever the runtime has.
 *
 * @module
 */
import { builtinModule } from "./runtime.ts";

type Bytes = Uint8Array<ArrayBuffer>;

interface NodeZlib {
  gzipSync(bytes: Uint8Array, options: { level: number }): Bytes;
}

/** Compressed bytes, as small as the runtime makes them. */
export async function gzip(bytes: Bytes): Promise<Bytes> {
  const zlib = builtinModule<NodeZlib>("node:zlib");
  if (zlib !== undefined) return zlib.gzipSync(bytes, { level: 9 });
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
