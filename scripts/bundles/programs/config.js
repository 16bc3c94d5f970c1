// A worker that reads a configuration file.
import { Config } from "@flyte-ts/config";

export default {
  async fetch(request) {
    const config = Config.from({ file: { name: "config.yaml", text: await request.text() } });
    return new Response(config.platform.endpoint);
  },
};
