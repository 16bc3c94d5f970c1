import { decodeContext, FlyteConfigError } from "@flyte-ts/config/context";

/** A worker has 128 MB of memory, and anyone can send it a context. */
const LIMITS = { maxBytes: 1024 * 1024, maxValues: 50_000 };

export default {
  async fetch(request: Request): Promise<Response> {
    try {
      const { project, domain, version, imageConfig } = await decodeContext(await request.text(), LIMITS);
      return Response.json({ project, domain, version, image: imageConfig.defaultImage });
    } catch (error) {
      if (!(error instanceof FlyteConfigError)) throw error;
      return Response.json({ code: error.code, message: error.message }, { status: 400 });
    }
  },
};
