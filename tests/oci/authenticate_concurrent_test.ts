import assert from "node:assert/strict";
import type { Host } from "../../src/runtime/host.ts";
import { memoryHost } from "../../src/runtime/memory_host.ts";
import { SingleFlight } from "../../src/runtime/cancellation.ts";
import { ImageBuildEngine, ImageSpec, ImageSpecBuilder } from "../../src/flytekit/image_spec/mod.ts";
import { Credential } from "../../src/oci/mod.ts";
import { type Answer, client, present, refusal, withServers } from "../_support/odd_registry.ts";

const REASON = new Error("enough");

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
      await new Promise((resolve) => setTimeout(resolve, 20));
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

Deno.test("an aborted call does not end the others, and an authentication that no caller waits for is aborted", async () => {
  let ended = 0;
  const fetch: Host["fetch"] = (input, init) => {
    if (String(input).includes("/token")) init!.signal!.addEventListener("abort", () => ended++);
    return globalThis.fetch(input, init);
  };
  const host = memoryHost({ fetch });
  const token: Answer = async () => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    return Response.json({ token: "good" });
  };
  await withServers([registryWith(token)], async (registry) => {
    const asking = client({ host, retries: 0 });
    const ask = (signal?: AbortSignal) => asking.exists(`${registry.name}/acme/app`, { signal });
    const stops = Array.from({ length: 10 }, () => new AbortController());
    const impatient = stops.map(({ signal }) => ask(signal));
    const patient = Array.from({ length: 10 }, () => ask());
    setTimeout(() => stops.forEach((stop) => stop.abort(REASON)), 50);
    for (const one of impatient) await assert.rejects(one, REASON);
    for (const one of await Promise.all(patient)) assert.equal(one.state, "present");
    assert.equal(ended, 0);
  });
  await withServers([registryWith(token)], async (registry) => {
    const stop = new AbortController();
    const asking = client({ host, retries: 0 });
    setTimeout(() => stop.abort(REASON), 50);
    const asked = [1, 2].map(() => asking.exists(`${registry.name}/acme/app`, { signal: stop.signal }));
    for (const one of asked) await assert.rejects(one, REASON);
    assert.equal(ended, 1);
    // The abandoned authentication does not affect the next call.
    assert.equal((await asking.exists(`${registry.name}/acme/app`)).state, "present");
  });
});

Deno.test("a failed authentication fails for all waiting calls, and the next call tries again", async () => {
  let lookups = 0;
  const credentials = async () => {
    lookups++;
    await new Promise((resolve) => setTimeout(resolve, 20));
    return lookups === 1 ? undefined : Credential.basic("robot", "pass");
  };
  const answer: Answer = ({ headers }) =>
    headers.has("authorization") ? present() : refusal(401, "UNAUTHORIZED", { "www-authenticate": "Basic" });
  await withServers([answer], async (registry) => {
    const asking = client({ credentials });
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
