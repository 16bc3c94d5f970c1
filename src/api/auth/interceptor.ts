/**
 * Adds tokens to the calls of Connect clients. Types are structural: Connect is not imported.
 *
 * @module
 */
import type { Signal } from "../../runtime/host.ts";
import { PROXY_HEADER } from "./token.ts";

/** A call as interceptors of Connect receive it. */
export interface InterceptedCall {
  /** Whether messages are streamed in at least one direction. */
  readonly stream: boolean;
  /** Headers of the call. */
  readonly header: {
    /**
     * Sets a header.
     *
     * @param name – Name of the header.
     * @param value – Its value.
     */
    set(name: string, value: string): void;
  };
  /** The message, or the stream of messages. */
  readonly message: unknown;
  /** The method that is called. */
  readonly method: { readonly methodKind: string };
  /** Aborts the call. */
  readonly signal: Signal;
}

/**
 * An interceptor for the transports of `@connectrpc/connect-node` and `@connectrpc/connect-web`, for their option
 * `interceptors`.
 *
 * @param next – The rest of the call.
 * @returns The call with this interceptor.
 */
export type AuthInterceptor = <Call extends InterceptedCall, Response>(
  next: (call: Call) => Promise<Response>,
) => (call: Call) => Promise<Response>;

/** Headers with tokens, by lowercase names. */
export type AuthHeaders = Readonly<Record<string, string>>;

/** The source of headers. */
export interface HeaderSource {
  /** Whether new headers can be obtained after a refusal; an attempt may say why they cannot. */
  readonly canRefresh: boolean;
  /** Whether a token can be requested before the server asks for one. */
  readonly canRequest: boolean;
  /** Returns the headers at hand, without asking the server for a token. */
  current(signal: Signal): Promise<AuthHeaders>;
  /** Returns headers with a token, which is requested if necessary. */
  headers(signal: Signal): Promise<AuthHeaders>;
  /** Returns new headers in place of refused ones. */
  refresh(refused: AuthHeaders, signal: Signal): Promise<AuthHeaders>;
}

/** The codes of Connect that lead to a new token, as in flyte 2. */
const [UNKNOWN, PERMISSION_DENIED, UNAUTHENTICATED] = [2, 7, 16];

/** Creates an interceptor. As in flyte 2, a token is only requested once the server asks for one. */
export function authInterceptor(source: HeaderSource): AuthInterceptor {
  return (next) => async (call) => {
    const { method: { methodKind }, signal } = call;
    const sendsStream = methodKind === "client_streaming" || methodKind === "bidi_streaming";
    // The messages of a stream can be sent only once, so the call cannot be repeated.
    if (sendsStream) return await next(withHeaders(call, await headersOf(source, signal)));
    const sent = await source.current(signal);
    const repeatable = call.stream ? await withKnownMessages(call) : call;
    const first = withHeaders(repeatable, sent);
    const again = async (error: unknown) => {
      const hadToken = Object.keys(sent).some((name) => name !== PROXY_HEADER);
      if (!source.canRefresh || !isRefusal(error, hadToken)) throw error;
      return await next(withHeaders(repeatable, await source.refresh(sent, signal)));
    };
    try {
      const response = await next(first);
      return call.stream ? repeatingStream(response, again) : response;
    } catch (error) {
      return await again(error);
    }
  };
}

/** Returns headers for a call that cannot be repeated. Without a way to get a token, the server may accept it without. */
async function headersOf(source: HeaderSource, signal: Signal): Promise<AuthHeaders> {
  return source.canRequest ? await source.headers(signal) : await source.current(signal);
}

function withHeaders<Call extends InterceptedCall>(call: Call, headers: AuthHeaders): Call {
  for (const [name, value] of Object.entries(headers)) call.header.set(name, value);
  return call;
}

/** Returns a call whose messages can be sent again; a call that only receives a stream sends one. */
async function withKnownMessages<Call extends InterceptedCall>(call: Call): Promise<Call> {
  const messages: unknown[] = [];
  for await (const message of call.message as AsyncIterable<unknown>) messages.push(message);
  const message = {
    async *[Symbol.asyncIterator]() {
      yield* messages;
    },
  };
  return { ...call, message };
}

/** Returns a response whose call is repeated if the server refuses it instead of sending the first message. */
function repeatingStream<Response>(response: Response, again: (error: unknown) => Promise<Response>): Response {
  const messages = async function* () {
    let isRepeatable = true;
    try {
      for await (const message of messagesOf(response)) {
        isRepeatable = false;
        yield message;
      }
    } catch (error) {
      if (!isRepeatable) throw error;
      yield* messagesOf(await again(error));
    }
  };
  return { ...response, message: { [Symbol.asyncIterator]: messages } };
}

function messagesOf(response: unknown): AsyncIterable<unknown> {
  return (response as { readonly message: AsyncIterable<unknown> }).message;
}

/** Whether an error is that of a missing or refused token, as flyte 2 decides it. */
function isRefusal(error: unknown, hadToken: boolean): boolean {
  if (!(error instanceof Error)) return false;
  const { code, rawMessage } = error as { readonly code?: unknown; readonly rawMessage?: unknown };
  if (code === UNAUTHENTICATED || code === UNKNOWN || (code === PERMISSION_DENIED && !hadToken)) return true;
  return typeof code === "number" && /unauthorized|unauthenticated/i.test(String(rawMessage ?? error.message));
}
