// A worker that decodes a context, and encodes it for another project.
import { SerializationSettings } from "@flyte-ts/config/serialization";

export default {
  async fetch(request) {
    const settings = await SerializationSettings.fromTransport(await request.text());
    const context = await settings.with({ project: "other" }).serializedContext();
    return new Response(`${settings.project} ${(await SerializationSettings.fromTransport(context)).project}`);
  },
};
