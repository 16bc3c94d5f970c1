/**
 * Reaching the Flyte API: URLs and API keys as both Python libraries recorded them, and the options of clients.
 *
 * @module
 */
import { equal, refuses } from "../assert.ts";
import type { Check, Context } from "../suite.ts";

const PEM = "-----BEGIN CERTIFICATE-----\n";

export const apiChecks: readonly Check[] = [
  { name: "turns endpoints into URLs as flyte does", run: urls },
  { name: "decodes API keys as flyte does", run: keys },
  { name: "gives options to transports of Connect", run: transports },
];

function urls({ lib: { v2 }, fixtures: { endpoints } }: Context): void {
  for (const { endpoint, insecure, rpc_url, console_url } of endpoints.endpoints) {
    const platform = new v2.PlatformConfig({ endpoint, insecure });
    // Others are not URLs, or are refused: the tests of the sources say which.
    if (!/^[\w.:/-]+$/.test(endpoint) || platform.issues.some(({ code }) => code === "endpoint_unusable")) continue;
    equal(platform.rpcUrl(), rpc_url, endpoint);
    equal(platform.consoleUrl(), console_url, endpoint);
  }
}

async function keys({ lib, fixtures: { endpoints } }: Context): Promise<void> {
  for (const { key, parts } of endpoints.api_keys) {
    if (parts === undefined) {
      await refuses(lib, "api_key_invalid", () => lib.api.decodeApiKey(key));
    } else {
      const { endpoint, clientId, clientSecret, org = "None" } = lib.api.decodeApiKey(key);
      equal([endpoint, clientId, clientSecret, org], parts, key);
    }
  }
}

async function transports({ lib }: Context): Promise<void> {
  const { api, v2 } = lib;
  const host = v2.memoryHost({ files: { "/ca.pem": PEM } });
  const platform = new v2.PlatformConfig({ endpoint: "flyte.acme.com", caCertFilePath: "/ca.pem" });
  const { interceptors, ...options } = await api.connectNodeOptions(platform, { host });
  equal(options, { baseUrl: "https://flyte.acme.com", httpVersion: "2", nodeOptions: { ca: PEM } });
  equal(interceptors.length, 1, "the number of interceptors");
  equal(await api.denoClientOptions(platform, { host }), { caCerts: [PEM] });
  await refuses(lib, "certificate_unverifiable", () => api.connectWebOptions(platform));
  equal(api.connectWebOptions(platform, { fetch }).fetch, fetch);
}
