/**
 * A server of this machine with the endpoints that authentication asks: metadata and tokens, with JSON.
 *
 * @module
 */
import { SERVER } from "./certificates.ts";

/** A request that the server received. */
export interface ServedRequest {
  /** Method and path. */
  readonly line: string;
  /** Its headers. */
  readonly headers: Headers;
  /** Its body. */
  readonly body: string;
}

/** What the server answers: a response by the path of the request. */
export type Answers = Readonly<Record<string, (request: ServedRequest) => Response | Promise<Response>>>;

/** A server that runs. */
export interface FlyteServer extends AsyncDisposable {
  /** Its host and port. */
  readonly name: string;
  /** Its URL. */
  readonly url: string;
  /** The requests so far. */
  readonly requests: ServedRequest[];
}

const SERVICE = "/flyteidl2.auth.AuthMetadataService";
/** Paths of Connect's service. */
export const CONNECT = { metadata: `${SERVICE}/GetOAuth2Metadata`, client: `${SERVICE}/GetPublicClientConfig` };
/** Paths of flyteadmin. */
export const ADMIN = { metadata: "/.well-known/oauth-authorization-server", client: "/config/v1/flyte_client" };

/** Starts a server with these answers, which replace its own; it issues the tokens `t1`, `t2` and so on. */
export function startFlyte(answers: Answers = {}, { tls = false } = {}): FlyteServer {
  const requests: ServedRequest[] = [];
  let [issued, url] = [0, ""];
  const own: Answers = {
    [CONNECT.metadata]: () => Response.json({ tokenEndpoint: `${url}/oauth2/token` }),
    [CONNECT.client]: () => Response.json({ clientId: "flytectl", scopes: ["all", "offline"] }),
    "/oauth2/token": () => Response.json({ access_token: `t${++issued}`, expires_in: 3600 }),
  };
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {}, ...(tls ? SERVER : {}) },
    async (request) => {
      const { pathname } = new URL(request.url);
      const served = { line: `${request.method} ${pathname}`, headers: request.headers, body: await request.text() };
      requests.push(served);
      const answer = answers[pathname] ?? own[pathname];
      return await answer?.(served) ?? new Response("not found", { status: 404 });
    },
  );
  const name = `127.0.0.1:${server.addr.port}`;
  url = `${tls ? "https" : "http"}://${name}`;
  return { name, url, requests, [Symbol.asyncDispose]: () => server.shutdown() };
}
