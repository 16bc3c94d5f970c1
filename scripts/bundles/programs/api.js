// A worker that gets the options of a Connect transport.
import { Config } from "@flyte-ts/config";
import { connectWebOptions } from "@flyte-ts/config/api";

export default {
  async fetch(request) {
    const { platform } = Config.from({ file: { name: "config.yaml", text: await request.text() } });
    return new Response(connectWebOptions(platform).baseUrl);
  },
};
