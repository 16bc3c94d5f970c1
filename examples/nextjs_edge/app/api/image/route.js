import { ImageSpec } from "@flyte-ts/config/image-spec";

// Next.js 16 calls this runtime deprecated; the route also runs in Node, without this line.
export const runtime = "edge";

export async function GET(request) {
  const packages = new URL(request.url).searchParams.getAll("package");
  const spec = new ImageSpec({ name: "app", registry: "ghcr.io/acme", pythonVersion: "3.12", packages });
  return Response.json({ image: await spec.imageName() });
}
