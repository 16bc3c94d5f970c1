import assert from "node:assert/strict";
import type { Host } from "../../src/runtime/host.ts";
import { memoryHost } from "../../src/runtime/memory_host.ts";
import { SingleFlight } from "../../src/runtime/cancellation.ts";
import { ImageBuildEngine, ImageSpec, ImageSpecBuilder } from "../../mod.ts";
import { Credential } from "../../src/oci/mod.ts";
import { type Answer, client, present, refusal, withServers } from "../_support/odd_registry.ts";

const REASON = new Error("enough");

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** A `fetch` whose first calls end together, with their whole response, however busy the machine is. */
function inStep(count: number): Host["fetch"] {
  const all = Promise.withResolvers<void>();
  return async (input, init) => {
    const { status, headers, body } = await globalThis.fetch(input, init);
    const bytes = await new Response(body).bytes();
    if (--count === 0) all.resolve();
    await all.promise;
    return new Response(bytes, { status, headers });
  };
}

/** A registry that takes one token, and whose token server is this one itself. */
function registryWith(token: Answer, good: () => string = () => "good"): Answer {
  return (seen, times) => {
    if (seen.path === "/token") return token(seen, times);
    if (seen.headers.get("authorization") === `Bearer ${good()}`) return present();
    const realm = `http://${seen.headers.get("host")}/token`;
    return refusal(401, "UNAUTHORIZED", { "www-authenticate": `Bearer realm="${realm}",service="s"` });
  };
}

Deno.test("200 concurrent calls authenticate once: one lookup of credentials, one helper, one token", async () => {
  let helpers = 0;
  const answer = new TextEncoder().encode('{"Username": "robot", "Secret": "pass"}');
  const host: Host = {
    ...memoryHost({ home: "/me", files: { "/me/.docker/config.json": '{"credsStore": "test"}' } }),
    run: async () => {
      helpers++;
      await delay(20);
      return { code: 0, stdout: answer, stderr: new Uint8Array() };
    },
  };
  await withServers([registryWith(() => Response.json({ token: "good", expires_in: 300 }))], async (registry) => {
    const tokens = () => registry.seen.filter(({ path }) => path === "/token").length;
    const asking = client({ host });
    const ask = async (tag: string) => (await asking.exists(`${registry.name}/acme/app:${tag}`)).state;
    const states = await Promise.all(Array.from({ length: 200 }, (_, index) => ask(`v${index}`)));
    assert.deepEqual(new Set(states), new Set(["present"]));
    assert.deepEqual([helpers, tokens()], [1, 1]);
    assert.equal(await ask("later"), "present");
    assert.deepEqual([helpers, tokens()], [1, 1]);
    // Each repository needs a token of its own; the helper still runs once.
    const others = Array.from({ length: 20 }, (_, index) => asking.exists(`${registry.name}/acme/app${index}`));
    assert.deepEqual(new Set((await Promise.all(others)).map(({ state }) => state)), new Set(["present"]));
    assert.deepEqual([helpers, tokens()], [2, 21]);
  });
});

Deno.test("concurrent calls whose token expired fetch one new token", async () => {
  let good = "token-0";
  const token: Answer = () => Response.json({ token: good, expires_in: 300 });
  await withServers([registryWith(token, () => good)], async (registry) => {
    const asking = client();
    const ask = async () => (await asking.exists(`${registry.name}/acme/app`)).state;
    assert.equal(await ask(), "present");
    good = "token-1";
    assert.deepEqual(new Set(await Promise.all(Array.from({ length: 50 }, ask))), new Set(["present"]));
    assert.equal(registry.seen.filter(({ path }) => path === "/token").length, 2);
  });
});

/** A token server that tells when it is asked, and answers when it may. */
function heldTokens(): { readonly answer: Answer; readonly asked: Promise<void>; readonly release: () => void } {
  const [asked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const answer: Answer = async () => {
    asked.resolve();
    await released.promise;
    return Response.json({ token: "good" });
  };
  return { answer, asked: asked.promise, release: released.resolve };
}

Deno.test("an aborted call does not end the others, and an authentication that no caller waits for is aborted", async () => {
  let ended = 0;
  const fetch: Host["fetch"] = (input, init) => {
    if (String(input).includes("/token")) init!.signal!.addEventListener("abort", () => ended++);
    return globalThis.fetch(input, init);
  };
  const host = memoryHost({ fetch });
  const shared = heldTokens();
  await withServers([registryWith(shared.answer)], async (registry) => {
    const asking = client({ host, retries: 0 });
    const ask = (signal?: AbortSignal) => asking.exists(`${registry.name}/acme/app`, { signal });
    const patient = Array.from({ length: 10 }, () => ask());
    await shared.asked;
    const stops = Array.from({ length: 10 }, () => new AbortController());
    const impatient = stops.map(({ signal }) => ask(signal));
    while (registry.seen.length < 21) await delay(5);
    await delay(20);
    stops.forEach((stop) => stop.abort(REASON));
    for (const one of impatient) await assert.rejects(one, REASON);
    shared.release();
    for (const one of await Promise.all(patient)) assert.equal(one.state, "present");
    assert.equal(ended, 0);
  });
  const abandoned = heldTokens();
  await withServers([registryWith(abandoned.answer)], async (registry) => {
    const stop = new AbortController();
    const asking = client({ host, retries: 0 });
    const asked = [1, 2].map(() => asking.exists(`${registry.name}/acme/app`, { signal: stop.signal }));
    await abandoned.asked;
    stop.abort(REASON);
    for (const one of asked) await assert.rejects(one, REASON);
    assert.equal(ended, 1);
    // The abandoned authentication does not affect the next call.
    abandoned.release();
    assert.equal((await asking.exists(`${registry.name}/acme/app`)).state, "present");
  });
});

Deno.test("a failed authentication fails for all waiting calls, and the next call tries again", async () => {
  let lookups = 0;
  const credentials = async () => {
    lookups++;
    await delay(20);
    return lookups === 1 ? undefined : Credential.basic("robot", "pass");
  };
  const answer: Answer = ({ headers }) =>
    headers.has("authorization") ? present() : refusal(401, "UNAUTHORIZED", { "www-authenticate": "Basic" });
  await withServers([answer], async (registry) => {
    const asking = client({ credentials, host: memoryHost({ fetch: inStep(3) }) });
    const ask = () => asking.exists(`${registry.name}/acme/app`);
    const first = await Promise.all([ask(), ask(), ask()]);
    for (const one of first) assert.equal(one.state === "unknown" && one.reason, "registry_unauthorized");
    assert.equal(lookups, 1);
    assert.equal((await ask()).state, "present");
    assert.equal(lookups, 2);
  });
});

Deno.test("shared work runs once at a time, and again after that", async () => {
  const shared = new SingleFlight<number>();
  let runs = 0;
  const work = () => shared.run("key", undefined, () => Promise.resolve(++runs));
  assert.deepEqual(await Promise.all([work(), work()]), [1, 1]);
  assert.deepEqual(await Promise.all([work(), shared.run("other", undefined, () => Promise.resolve(9))]), [2, 9]);
  await assert.rejects(shared.run("key", AbortSignal.abort(REASON), () => assert.fail("it is started")), REASON);
  const failing = () => shared.run("key", new AbortController().signal, () => Promise.reject(REASON));
  await Promise.all([assert.rejects(failing(), REASON), assert.rejects(failing(), REASON)]);
  assert.equal(await work(), 3);
});

Deno.test("shared work goes on for the others if the call that started it is aborted", async () => {
  const shared = new SingleFlight<number>();
  const [stop, released] = [new AbortController(), Promise.withResolvers<void>()];
  let ended = 0;
  const first = shared.run("key", stop.signal, async (ends) => {
    ends.addEventListener("abort", () => ended++);
    await released.promise;
    return 1;
  });
  const second = shared.run("key", undefined, () => assert.fail("it is started again"));
  stop.abort(REASON);
  await assert.rejects(first, REASON);
  released.resolve();
  assert.deepEqual([await second, ended], [1, 0]);
});

/** A builder that asks whether there is an image, and has none to build. */
class Asking extends ImageSpecBuilder {
  override buildImage(): Promise<string> {
    throw new Error("the image is there");
  }
}

Deno.test("builds of one engine share the authentication of their registry", async () => {
  await withServers([registryWith(() => Response.json({ token: "good", expires_in: 300 }))], async (registry) => {
    const engine = new ImageBuildEngine();
    engine.register("asks", new Asking());
    const host = memoryHost();
    const specs = Array.from(
      { length: 30 },
      (_, index) =>
        new ImageSpec({
          name: "app",
          registry: `${registry.name}/acme`,
          packages: [`p${index}`],
          platform: "linux/amd64",
        }),
    );
    await Promise.all(specs.map((spec) => engine.build(spec, { host })));
    assert.equal(registry.seen.filter(({ path }) => path === "/token").length, 1);
    assert.equal(registry.seen.filter(({ path }) => path !== "/token").length >= 30, true);
  });
});
