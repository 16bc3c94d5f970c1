// A worker that only decodes a context.
import { decodeContext } from "@flyte-ts/config/context";

export default {
  async fetch(request) {
    const { project, imageConfig } = await decodeContext(await request.text());
    return new Response(`${project} ${imageConfig.defaultImage?.tag}`);
  },
};
