import assert from "node:assert/strict";
import { examined, machineWith, rawServer } from "../_support/examined.ts";

Deno.test("a server that accepts connections and never answers is reported, with or without TLS", async () => {
  await using server = rawServer(() => new Promise(() => {}));
  for (const [insecure, probe] of [["false", "tls"], ["true", "auth"]] as const) {
    const host = machineWith({ env: { FLYTE_PLATFORM_URL: server.name, FLYTE_PLATFORM_INSECURE: insecure } });
    const options = { host, versions: ["flytekit"], image: "127.0.0.1:1/a:b", timeoutMs: 3000 } as const;
    const failed = (await examined(options)).filter(({ status }) => status === "failed");
    const [found] = failed.filter(({ subject }) => subject === server.name);
    assert.equal(found?.probe, probe);
    assert.match(found!.message, /did not (?:answer|respond) within 3000 ms/);
    assert.match(found!.fix!, /platform\.endpoint from env FLYTE_PLATFORM_URL|check the network/);
  }
});
