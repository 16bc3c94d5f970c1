// A worker that names an image of flytekit.
import { ImageSpec } from "@flyte-ts/config/image-spec";

export default {
  async fetch(request) {
    const spec = new ImageSpec({ name: "app", registry: "ghcr.io/acme", packages: [await request.text()] });
    return new Response(await spec.imageName());
  },
};
