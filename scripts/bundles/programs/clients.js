// A worker that takes the URI of an object apart.
import { parseStorageUri } from "@flyte-ts/config/clients";

export default {
  async fetch(request) {
    return new Response(parseStorageUri(await request.text()).bucket);
  },
};
