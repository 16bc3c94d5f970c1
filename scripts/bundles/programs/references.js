// A worker that takes an image reference apart.
import { parseReference } from "@flyte-ts/config/image";

export default {
  async fetch(request) {
    return new Response(parseReference(await request.text()).domain);
  },
};
