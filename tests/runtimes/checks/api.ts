/**
 * Reaching the Flyte API: URLs and API keys as both Python libraries recorded them, options of clients, and tokens.
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
  { name: "gets tokens, and repeats a refused call", run: tokens },
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

async function tokens({ lib }: Context): Promise<void> {
  const { api, v2 } = lib;
  const responses: Readonly<Record<string, (issued: number) => object>> = {
    GetOAuth2Metadata: () => ({ tokenEndpoint: "https://flyte.test/token" }),
    GetPublicClientConfig: () => ({ scopes: ["all"] }),
    token: (issued) => ({ access_token: `t${issued}`, expires_in: 60 }),
  };
  const asked: string[] = [];
  const host = v2.memoryHost({
    fetch: (input, init) => {
      const path = new URL(String(input)).pathname.split("/").at(-1)!;
      const { authorization = "none" } = init?.headers as Record<string, string>;
      asked.push(`${path} ${authorization}`);
      const issued = asked.filter((request) => request.startsWith("token ")).length;
      return Promise.resolve(Response.json(responses[path]!(issued)));
    },
  });
  const client = { authMode: "ClientSecret", clientId: "robot", clientCredentialsSecret: "s3cret/é" } as const;
  const auth = new api.Authenticator(new v2.PlatformConfig({ endpoint: "flyte.test", ...client }), { host });
  const received: (string | null)[] = [];
  const serve = ({ header }: { readonly header: Headers }) => {
    received.push(header.get("authorization"));
    return received.length < 2 ? Promise.reject(Object.assign(new Error(), { code: 16 })) : Promise.resolve("done");
  };
  const { signal } = new AbortController();
  const request = { stream: false, header: new Headers(), message: {}, method: { methodKind: "unary" }, signal };
  equal(await auth.interceptor((call: typeof request) => serve(call))(request), "done");
  equal(received, [null, "Bearer t1"]);
  equal(asked.sort(), [
    "GetOAuth2Metadata none",
    "GetPublicClientConfig none",
    `token Basic ${btoa("robot:s3cret%2F%C3%A9")}`,
  ]);
  equal(await auth.refresh(), { authorization: "Bearer t2" });
  const browser = new api.Authenticator(new v2.PlatformConfig({ endpoint: "flyte.test" }), { host });
  await refuses(lib, "auth_interactive", () => browser.headers());
}
