import assert from "node:assert/strict";
import type { Interceptor } from "@connectrpc/connect";
import { Authenticator } from "../../../src/api/mod.ts";
import { PlatformConfig as FlytePlatform } from "../../../v2.ts";
import { errorOf } from "../../_support/support.ts";

/** An error as Connect's clients throw it. */
class ConnectError extends Error {
  /** The message without the code. */
  readonly rawMessage: string;
  /** The code of Connect. */
  readonly code: number;

  constructor(rawMessage: string, code: number) {
    super(`[${code}] ${rawMessage}`);
    this.rawMessage = rawMessage;
    this.code = code;
  }
}

const UNAUTHENTICATED = new ConnectError("who are you?", 16);

/** A call as Connect passes it to interceptors. */
function callOf(methodKind: string, message: unknown = {}) {
  return {
    stream: methodKind !== "unary",
    header: new Headers(),
    message,
    method: { methodKind },
    signal: new AbortController().signal,
  };
}

type Call = ReturnType<typeof callOf>;

async function* streamOf(...messages: readonly unknown[]) {
  await Promise.resolve();
  yield* messages;
}

/** A server that accepts a call with the token `t2`, and the tokens it received. */
function accepting(token: string | undefined, error: Error = UNAUTHENTICATED) {
  const received: (string | null)[] = [];
  const serve = (call: Call) => {
    received.push(call.header.get("authorization"));
    return received.at(-1) === (token === undefined ? null : `Bearer ${token}`)
      ? Promise.resolve({ message: "ok" })
      : Promise.reject(error);
  };
  return { received, serve };
}

/** An authenticator whose tokens are `t1`, `t2` and so on. */
function counting(): Authenticator {
  let issued = 0;
  const client = { authMode: "ClientSecret", clientId: "a", clientCredentialsSecret: "b" } as const;
  const fetch = () => Promise.resolve(Response.json({ access_token: `t${++issued}` }));
  const clientConfig = { tokenEndpoint: "https://idp.test/" };
  return new Authenticator(new FlytePlatform({ endpoint: "flyte.test", ...client }), { fetch, clientConfig });
}

Deno.test("the interceptor has the type that Connect expects", () => {
  const interceptor: Interceptor = counting().interceptor;
  assert.equal(typeof interceptor, "function");
});

Deno.test("a token is requested once the server asks for one, and sent from then on", async () => {
  const { received, serve } = accepting("t1");
  const call = counting().interceptor(serve);
  for (let times = 0; times < 3; times++) assert.deepEqual(await call(callOf("unary")), { message: "ok" });
  assert.deepEqual(received, [null, "Bearer t1", "Bearer t1", "Bearer t1"]);
});

Deno.test("no token is requested if the server needs none", async () => {
  const { received, serve } = accepting(undefined);
  const pkce = new Authenticator(new FlytePlatform({ endpoint: "flyte.test" }));
  for (const auth of [counting(), pkce]) {
    for (const kind of ["unary", "server_streaming"]) {
      assert.equal((await auth.interceptor(serve)(callOf(kind, streamOf()))).message === undefined, false);
    }
  }
  assert.deepEqual(new Set(received), new Set([null]));
});

Deno.test("a refused token is replaced, and the call repeated once", async () => {
  const { received, serve } = accepting("t2");
  const auth = counting();
  await auth.headers();
  assert.deepEqual(await auth.interceptor(serve)(callOf("unary")), { message: "ok" });
  assert.deepEqual(received, ["Bearer t1", "Bearer t2"]);
  const never = accepting("never");
  await assert.rejects(auth.interceptor(never.serve)(callOf("unary")), UNAUTHENTICATED);
  assert.deepEqual(never.received, ["Bearer t2", "Bearer t3"]);
});

Deno.test("concurrent first calls request one token", async () => {
  const { received, serve } = accepting("t1");
  const call = counting().interceptor(async (one: Call) => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
    return await serve(one);
  });
  await Promise.all(Array.from({ length: 50 }, () => call(callOf("unary"))));
  assert.deepEqual(new Set(received), new Set([null, "Bearer t1"]));
});

Deno.test("a call is repeated for the errors for which flyte 2 repeats it", async () => {
  const cases: readonly (readonly [error: Error, withToken: boolean, isRepeated: boolean])[] = [
    [new ConnectError("", 16), true, true],
    [new ConnectError("", 2), true, true],
    [new ConnectError("", 7), false, true],
    [new ConnectError("", 7), true, false],
    [new ConnectError("HTTP 401 Unauthorized", 14), true, true],
    [new ConnectError("UNAUTHENTICATED", 13), true, true],
    [new ConnectError("not found", 5), true, false],
    [new ConnectError("try again", 14), false, false],
    [new TypeError("unauthorized"), true, false],
  ];
  for (const [error, withToken, isRepeated] of cases) {
    const { received, serve } = accepting("never", error);
    const auth = counting();
    if (withToken) await auth.headers();
    await assert.rejects(auth.interceptor(serve)(callOf("unary")), error);
    assert.equal(received.length, isRepeated ? 2 : 1, error.message);
  }
});

Deno.test("the token of a proxy does not count as one for the Flyte API", async () => {
  const { received, serve } = accepting("token", new ConnectError("", 7));
  const platform = new FlytePlatform({
    endpoint: "flyte.test",
    authMode: "ExternalCommand",
    command: ["echo", "token"],
    proxyCommand: ["echo", "proxy"],
  });
  assert.deepEqual(await new Authenticator(platform).interceptor(serve)(callOf("unary")), { message: "ok" });
  assert.deepEqual(received, [null, "Bearer token"]);
});

Deno.test("the error of a token that is not available replaces that of the server", async () => {
  const { serve } = accepting("never");
  const pkce = new Authenticator(new FlytePlatform({ endpoint: "flyte.test" }));
  assert.equal((await errorOf(() => pkce.interceptor(serve)(callOf("unary")))).code, "auth_interactive");
  const insecure = new Authenticator(new FlytePlatform({ endpoint: "flyte.test", insecure: true }));
  await assert.rejects(insecure.interceptor(serve)(callOf("unary")), UNAUTHENTICATED);
});

Deno.test("a call that receives a stream is repeated if the first message is a refusal, and not later", async () => {
  const auth = counting();
  const sent: unknown[][] = [];
  const received: (string | null)[] = [];
  const serve = async (call: Call) => {
    const token = call.header.get("authorization");
    received.push(token);
    const messages: unknown[] = [];
    for await (const message of call.message as AsyncIterable<unknown>) messages.push(message);
    sent.push(messages);
    const answers = async function* () {
      await Promise.resolve();
      if (token !== "Bearer t1") throw UNAUTHENTICATED;
      yield* ["a", "b"];
      throw UNAUTHENTICATED;
    };
    return { message: answers(), header: new Headers() };
  };
  const response = await auth.interceptor(serve)(callOf("server_streaming", streamOf("request")));
  const messages: unknown[] = [];
  await assert.rejects(async () => {
    for await (const message of response.message) messages.push(message);
  }, UNAUTHENTICATED);
  assert.deepEqual(messages, ["a", "b"]);
  assert.deepEqual(sent, [["request"], ["request"]]);
  assert.deepEqual(received, [null, "Bearer t1"]);
});

Deno.test("a call is not repeated after the first message of a stream", async () => {
  const auth = counting();
  await auth.headers();
  let calls = 0;
  const answers = async function* () {
    await Promise.resolve();
    yield "a";
    throw UNAUTHENTICATED;
  };
  const serve = (_: Call) => {
    calls++;
    return Promise.resolve({ message: answers() });
  };
  const response = await auth.interceptor(serve)(callOf("server_streaming", streamOf("request")));
  const messages: unknown[] = [];
  await assert.rejects(async () => {
    for await (const message of response.message) messages.push(message);
  }, UNAUTHENTICATED);
  assert.deepEqual([calls, messages], [1, ["a"]]);
});

Deno.test("a caller that leaves a stream closes it", async () => {
  let closed = 0;
  const answers = async function* () {
    try {
      await Promise.resolve();
      yield* ["a", "b"];
    } finally {
      closed++;
    }
  };
  const serve = (_: Call) => Promise.resolve({ message: answers() });
  const response = await counting().interceptor(serve)(callOf("server_streaming", streamOf("request")));
  for await (const message of response.message) {
    assert.equal(message, "a");
    break;
  }
  assert.equal(closed, 1);
});

Deno.test("a call that sends a stream has a token from the start, and is not repeated", async () => {
  for (const kind of ["client_streaming", "bidi_streaming"]) {
    const { received, serve } = accepting("t1");
    assert.deepEqual(await counting().interceptor(serve)(callOf(kind, streamOf("a"))), { message: "ok" });
    assert.deepEqual(received, ["Bearer t1"]);
    const never = accepting("never");
    await assert.rejects(counting().interceptor(never.serve)(callOf(kind, streamOf("a"))), UNAUTHENTICATED);
    assert.equal(never.received.length, 1);
    const open = accepting(undefined);
    const pkce = new Authenticator(new FlytePlatform({ endpoint: "flyte.test" }));
    assert.deepEqual(await pkce.interceptor(open.serve)(callOf(kind, streamOf("a"))), { message: "ok" });
  }
});
