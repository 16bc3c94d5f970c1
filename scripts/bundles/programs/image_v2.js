// A worker that names an image of flyte 2.
import { Image } from "@flyte-ts/config/v2/image";

export default {
  async fetch(request) {
    const base = Image.fromDebianBase({
      name: "app",
      registry: "ghcr.io/acme",
      pythonVersion: [3, 12],
      flyteVersion: "2.12.1",
    });
    return new Response(await base.withPipPackages(await request.text()).uri());
  },
};
