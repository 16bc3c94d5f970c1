/**
 * `fetch` in Deno, Node and Bun, also with other TLS settings than those of the runtime.
 *
 * @module
 */
import { BOOLEAN, checkOptions, type OptionChecks, STRING } from "../../arguments.ts";
import { quotedPath } from "../../text/quote.ts";
import type { Fetch, TlsSettings } from "../host.ts";
import { builtinModule } from "../node_builtins.ts";
import { flag, isDenied, permissionDenied } from "./errors.ts";

/** Implements {@linkcode Host.fetch}: errors name the flag that grants a missing permission. */
export async function fetchWithFlag(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  try {
    return await globalThis.fetch(input, init);
  } catch (cause) {
    throw connectionError(cause, input instanceof Request ? input.url : String(input));
  }
}

/** Returns the error of a denied permission; other errors are returned as they are. */
export function connectionError(cause: unknown, url: string): unknown {
  if (!isDenied(cause)) return cause;
  // The error names the host that a redirect led to; or that the runtime's CA certificates cannot be read.
  const [, kind, name] = /^Requires (\w+) access to "([^"]+)"/.exec((cause as Error).message) ?? [];
  const deno = name === undefined ? "--allow-net" : flag(`--allow-${kind}`, name);
  const host = kind === "net" ? name : undefined;
  return permissionDenied({ action: `connect to ${quotedPath(host ?? url)}`, deno, node: "--allow-net" }, cause);
}

interface NodeResponse {
  readonly statusCode: number;
  readonly rawHeaders: readonly string[];
  on(event: "data", listener: (chunk: Uint8Array<ArrayBuffer>) => void): void;
  on(event: "end", listener: () => void): void;
  on(event: "error", listener: (error: unknown) => void): void;
  destroy(): void;
}

interface NodeRequest {
  on(event: "response", listener: (response: NodeResponse) => void): void;
  on(event: "error", listener: (error: unknown) => void): void;
  end(body?: Uint8Array): void;
}

interface NodeHttps {
  request(url: string, options: object): NodeRequest;
}

const CHECKS: OptionChecks<TlsSettings> = { ca: STRING, rejectUnauthorized: BOOLEAN };

/** Statuses of responses that have no body. */
const WITHOUT_BODY: readonly number[] = [204, 205, 304];

/**
 * Implements {@linkcode Host.fetchWith}. The runtimes' own `fetch` has no common way to pass TLS settings, `node:https`
 * has. Redirects are not followed; the response is the redirect itself.
 */
export function fetchWith(tls: TlsSettings): Fetch {
  checkOptions("host.fetchWith", tls, CHECKS, "host.fetchWith({ ca })");
  return async (input, init) => {
    const request = new Request(input, init);
    if (!request.url.startsWith("https:")) return await fetchWithFlag(request, { redirect: "manual" });
    const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer());
    return await new Promise<Response>((resolve, reject) => {
      const failed = (error: unknown) =>
        reject(request.signal.aborted ? request.signal.reason : connectionError(error, request.url));
      try {
        const sent = builtinModule<NodeHttps>("node:https")!.request(request.url, {
          ...tls,
          // Without verification, no certificates are needed, which Deno would otherwise read.
          ca: tls.ca ?? (tls.rejectUnauthorized === false ? "" : undefined),
          method: request.method,
          headers: Object.fromEntries(request.headers),
          signal: request.signal,
          // Without an agent of its own, an open connection would keep the program running.
          agent: false,
        });
        sent.on("response", (response) => resolve(responseOf(response)));
        sent.on("error", failed);
        sent.end(body);
      } catch (error) {
        failed(error);
      }
    });
  };
}

function responseOf(response: NodeResponse): Response {
  const { statusCode: status, rawHeaders } = response;
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2) headers.append(rawHeaders[at]!, rawHeaders[at + 1]!);
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      response.on("data", (chunk) => controller.enqueue(new Uint8Array(chunk)));
      response.on("end", () => controller.close());
      response.on("error", (error) => controller.error(error));
    },
    cancel: () => response.destroy(),
  });
  return new Response(WITHOUT_BODY.includes(status) ? null : body, { status, headers });
}
