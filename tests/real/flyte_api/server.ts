/**
 * A server with flyteidl2's Auth, Identity and Project services and a token endpoint, as a program for Node. Its argument
 * is the bundle of flyteidl2 and Connect; `SERVER_KEY` and `SERVER_CERTIFICATE` are the files for TLS, `KEY_ADDRESS` is
 * another address to listen on, `PAGE_SCRIPT` the script of a page for browsers. It writes one line of JSON with its ports, and ends when its standard input does.
 *
 * @module
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createSecureServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { readFileSync } from "node:fs";
import process from "node:process";
import type { ServerState, TokenRequest } from "./state.ts";

interface Context {
  readonly requestHeader: Headers;
  readonly url: string;
}

interface Router {
  service(service: unknown, methods: Readonly<Record<string, (request: unknown, context: Context) => unknown>>): void;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** The part of the bundle that a server needs. */
interface Bundle {
  readonly AuthMetadataService: unknown;
  readonly IdentityService: unknown;
  readonly ProjectService: unknown;
  readonly RunLogsService: unknown;
  readonly ConnectError: new (message: string, code: number) => Error;
  connectNodeAdapter(options: { routes(router: Router): void; fallback: Handler }): Handler;
}

/** The code of Connect for a call without a valid token. */
const UNAUTHENTICATED = 16;

const bundle = await import(process.argv[2]!) as Bundle;
const { SERVER_KEY, SERVER_CERTIFICATE, KEY_ADDRESS, PAGE_SCRIPT } = process.env as Readonly<Record<string, string>>;

const DEFAULTS: ServerState = {
  clients: {},
  expiresIn: 3600,
  isValidFor: 3600_000,
  calls: 0,
  headerKey: "authorization",
  scopes: ["all"],
  audience: "",
  accepted: [],
  proxyToken: "",
  tokenResponse: null,
};

let state = DEFAULTS;
const issued = new Map<string, { readonly expires: number; calls: number }>();
let tokenRequests: TokenRequest[] = [];
let calls: string[] = [];

function callerOf({ requestHeader }: Context, method: string): string {
  const token = requestHeader.get(state.headerKey)?.replace(/^Bearer /, "") ?? "";
  const proxy = requestHeader.get("proxy-authorization")?.replace(/^Bearer /, "") ?? "";
  const isValid = state.accepted.includes(token) || isAccepted(token);
  const mayPass = state.proxyToken === "" || state.proxyToken === proxy;
  calls.push(`${method} ${mayPass ? isValid ? "ok" : token === "" ? "no token" : "refused" : "no proxy token"}`);
  if (!mayPass) throw new bundle.ConnectError("the proxy requires a token", UNAUTHENTICATED);
  if (!isValid) throw new bundle.ConnectError("the token is missing or expired", UNAUTHENTICATED);
  return token;
}

function isAccepted(token: string): boolean {
  const found = issued.get(token);
  return found !== undefined && found.expires > Date.now() && (state.calls === 0 || ++found.calls <= state.calls);
}

function routes(router: Router): void {
  router.service(bundle.AuthMetadataService, {
    getOAuth2Metadata: (_, { url }) => {
      calls.push("GetOAuth2Metadata");
      const { origin } = new URL(url);
      return { issuer: origin, tokenEndpoint: `${origin}/oauth2/token`, authorizationEndpoint: `${origin}/authorize` };
    },
    getPublicClientConfig: () => {
      calls.push("GetPublicClientConfig");
      const { headerKey, scopes, audience } = state;
      return {
        clientId: "flytectl",
        redirectUri: "http://localhost/",
        scopes,
        authorizationMetadataKey: headerKey,
        audience,
      };
    },
  });
  router.service(bundle.IdentityService, {
    userInfo: (_, context) => {
      callerOf(context, "UserInfo");
      return { subject: "robot", name: "Robot", email: "robot@acme.com" };
    },
  });
  router.service(bundle.RunLogsService, {
    tailLogs: async function* (request, context) {
      await Promise.resolve();
      callerOf(context, "TailLogs");
      // As many batches as the request says, then one.
      const { attempt } = request as { readonly attempt: number };
      for (const length of [attempt, 1]) yield { logs: Array.from({ length }, () => ({ lines: [] })) };
    },
  });
  router.service(bundle.ProjectService, {
    listProjects: (_, context) => {
      callerOf(context, "ListProjects");
      return { projects: { projects: [{ id: "flytesnacks", name: "Snacks" }, { id: "billing", name: "Billing" }] } };
    },
  });
}

function answer(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(text);
}

async function other(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url!, "http://server").pathname;
  let body = "";
  for await (const chunk of request) body += chunk;
  if (path === "/oauth2/token") return token(new URLSearchParams(body), request, response);
  if (path === "/page") return answer(response, 200, "<script src=page.js></script>", { "content-type": "text/html" });
  if (path === "/page.js") {
    return answer(response, 200, readFileSync(PAGE_SCRIPT!, "utf8"), { "content-type": "text/javascript" });
  }
  if (path === "/oauth2/other") {
    calls.push(`redirected ${request.headers.authorization === undefined ? "without" : "with"} the secret`);
  }
  answer(response, 404, { error: "not_found" });
}

function token(form: URLSearchParams, { headers }: IncomingMessage, response: ServerResponse): void {
  const [id, secret] = atob((headers.authorization ?? "").replace(/^Basic /, "")).split(":");
  tokenRequests.push({ form: Object.fromEntries(form), client: id ?? "", type: headers["content-type"] ?? "" });
  if (state.tokenResponse !== null) {
    const { status, body, headers } = state.tokenResponse;
    return answer(response, status, body, headers);
  }
  // Flyte's clients send the secret as it is in URLs.
  const known = Object.hasOwn(state.clients, id!) &&
    state.clients[id!] === decodeURIComponent(secret!.replaceAll("+", "%20"));
  if (!known) return answer(response, 401, { error: "invalid_client", error_description: "unknown client" });
  const access = `canary-${crypto.randomUUID()}`;
  issued.set(access, { expires: Date.now() + state.isValidFor, calls: 0 });
  answer(response, 200, { access_token: access, token_type: "Bearer", expires_in: state.expiresIn });
}

/** Changes the state; answers what was asked since the last change. */
async function control(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = "";
  for await (const chunk of request) body += chunk;
  const change = JSON.parse(body) as { readonly state?: Partial<ServerState>; readonly reset?: boolean };
  if (change.state !== undefined) state = { ...DEFAULTS, ...change.state };
  answer(response, 200, { tokenRequests, calls });
  if (change.reset) [tokenRequests, calls] = [[], []];
}

const handler = bundle.connectNodeAdapter({ routes, fallback: (request, response) => void other(request, response) });
const tls = { key: readFileSync(SERVER_KEY!), cert: readFileSync(SERVER_CERTIFICATE!), allowHTTP1: true };
const servers = {
  tls: createSecureServer(tls, handler as never),
  plain: createServer(handler),
  control: createServer((request, response) => void control(request, response)),
};
const ports: Record<string, number> = {};
for (const [name, server] of Object.entries(servers)) {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ports[name] = (server.address() as AddressInfo).port;
}
// API keys cannot contain a port.
const keyServer = createSecureServer(tls, handler as never);
await new Promise<void>((resolve) => keyServer.listen(443, KEY_ADDRESS, resolve));
console.log(JSON.stringify(ports));
process.stdin.on("end", () => process.exit(0)).resume();
