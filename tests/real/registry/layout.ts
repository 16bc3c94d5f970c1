/**
 * Images made of nothing, as the OCI image specification lays them out in a directory.
 *
 * @module
 */
import { createHash } from "node:crypto";

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

const TYPE = "application/vnd.oci.image";

/** Writes images of one and of two platforms into a directory, with the tags `single` and `multi`. */
export async function writeLayout(folder: string): Promise<void> {
  await Deno.mkdir(`${folder}/blobs/sha256`, { recursive: true });
  const amd64 = await writeImage(folder, "amd64");
  const arm64 = await writeImage(folder, "arm64");
  const manifests = [amd64, arm64].map((image, index) => {
    return { ...image, platform: { os: "linux", architecture: ["amd64", "arm64"][index] } };
  });
  const multi = await writeJson(folder, `${TYPE}.index.v1+json`, { schemaVersion: 2, manifests });
  const tagged = (image: Descriptor, tag: string) => ({
    ...image,
    annotations: { "org.opencontainers.image.ref.name": tag },
  });
  const index = { schemaVersion: 2, manifests: [tagged(amd64, "single"), tagged(multi, "multi")] };
  await Deno.writeTextFile(`${folder}/index.json`, JSON.stringify(index));
  await Deno.writeTextFile(`${folder}/oci-layout`, JSON.stringify({ imageLayoutVersion: "1.0.0" }));
}

async function writeImage(folder: string, architecture: string): Promise<Descriptor> {
  // The end of an archive is 1,024 zeros, and this one has no more.
  const tar = new Uint8Array(1024);
  const packed = new Response(new Blob([tar]).stream().pipeThrough(new CompressionStream("gzip")));
  const layer = await writeBlob(folder, `${TYPE}.layer.v1.tar+gzip`, new Uint8Array(await packed.arrayBuffer()));
  const config = await writeJson(folder, `${TYPE}.config.v1+json`, {
    architecture,
    os: "linux",
    rootfs: { type: "layers", diff_ids: [digestOf(tar)] },
  });
  return await writeJson(folder, `${TYPE}.manifest.v1+json`, {
    schemaVersion: 2,
    mediaType: `${TYPE}.manifest.v1+json`,
    config,
    layers: [layer],
  });
}

function writeJson(folder: string, mediaType: string, value: object): Promise<Descriptor> {
  return writeBlob(folder, mediaType, new TextEncoder().encode(JSON.stringify(value)));
}

async function writeBlob(folder: string, mediaType: string, bytes: Uint8Array): Promise<Descriptor> {
  const digest = digestOf(bytes);
  await Deno.writeFile(`${folder}/blobs/${digest.replace(":", "/")}`, bytes);
  return { mediaType, digest, size: bytes.length };
}

/** The digest of bytes. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
