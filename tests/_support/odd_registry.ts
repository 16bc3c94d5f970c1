/**
 * Servers on loopback that behave as real registries cannot be made to.
 *
 * @module
 */
import { memoryHost } from "../../src/runtime/memory_host.ts";
import { RegistryClient, type RegistryClientOptions } from "../../src/oci/mod.ts";

/** What a server was asked. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly search: URLSearchParams;
  readonly headers: Headers;
  readonly body: string;
}

/** A server that listens. */
export interface OddServer {
  /** Its host and port. */
  readonly name: string;
  /** What it was asked, in order. */
  readonly seen: readonly Seen[];
}

/** What a server answers, by what it is asked and how many times it was asked before. */
export type Answer = (seen: Seen, times: number) => Response | Promise<Response>;

export const DIGEST = `sha256:${"ab".repeat(32)}`;
export const INDEX_TYPE = "application/vnd.oci.image.index.v1+json";

/** The answer to HEAD for an image that exists. */
export function present(headers: Record<string, string> = {}): Response {
  return new Response(null, { headers: { "content-type": INDEX_TYPE, "docker-content-digest": DIGEST, ...headers } });
}

/** An error as registries write it. */
export function refusal(status: number, code: string, headers: Record<string, string> = {}): Response {
  return Response.json({ errors: [{ code, message: "the message", detail: null }] }, { status, headers });
}

/** Runs a function with servers that exist for as long. */
export async function withServers<const A extends readonly Answer[]>(
  answers: A,
  run: (...servers: { [K in keyof A]: OddServer }) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const started = answers.map((answer) => start(answer, stop.signal));
  try {
    await run(...started.map(({ server }) => server) as unknown as { [K in keyof A]: OddServer });
  } finally {
    stop.abort();
    await Promise.all(started.map(({ finished }) => finished));
  }
}

function start(answer: Answer, signal: AbortSignal): { readonly server: OddServer; readonly finished: Promise<void> } {
  const seen: Seen[] = [];
  const listening = Deno.serve(
    { port: 0, hostname: "127.0.0.1", signal, onListen: () => {}, onError: () => new Response(null, { status: 599 }) },
    async (request) => {
      const { pathname, searchParams } = new URL(request.url);
      const { method, headers } = request;
      const asked = { method, path: pathname, search: searchParams, headers, body: await request.text() };
      seen.push(asked);
      return await answer(asked, seen.length - 1);
    },
  );
  return { server: { name: `127.0.0.1:${listening.addr.port}`, seen }, finished: listening.finished };
}

/** A client that does not wait long, with the given credentials alone. */
export function client(options: RegistryClientOptions = {}): RegistryClient {
  return new RegistryClient({ host: memoryHost(), backoffMs: 1, ...options });
}
