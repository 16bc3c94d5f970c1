import assert from "node:assert/strict";
import type { ImageExistence } from "../../../src/container/existence.ts";
import type { BuildMessage } from "../../../src/container/messages.ts";
import { memoryHost } from "../../../src/runtime/memory_host.ts";
import { type BuildContext, ImageSpecBuilder } from "../../../src/flytekit/image_spec/builder.ts";
import { ImageBuildEngine } from "../../../src/flytekit/image_spec/engine.ts";
import { ImageSpec } from "../../../src/flytekit/image_spec/image_spec.ts";
import { errorOf } from "../../_support/support.ts";

const spec = new ImageSpec({ name: "one", registry: "ghcr.io/acme" });
const host = memoryHost();

/** Finishes builds on request, and records whether they were aborted. */
class Slow extends ImageSpecBuilder {
  readonly contexts: BuildContext[] = [];
  readonly started = Promise.withResolvers<void>();
  readonly finish = Promise.withResolvers<string>();

  override buildImage(_spec: ImageSpec, context: BuildContext): Promise<string> {
    this.contexts.push(context);
    this.started.resolve();
    return this.finish.promise;
  }
}

/** Ends some time after its signal is aborted. */
class Tidy extends Slow {
  override readonly endsOnAbort = true;
  isTidy = false;

  override buildImage(spec: ImageSpec, context: BuildContext): Promise<string> {
    context.signal!.addEventListener("abort", async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      this.isTidy = true;
      this.finish.reject(context.signal!.reason);
    });
    return super.buildImage(spec, context);
  }
}

function engineOf(builder: ImageSpecBuilder): ImageBuildEngine {
  const exists = () => Promise.resolve<ImageExistence>({ state: "absent" });
  const engine = new ImageBuildEngine({ registry: { exists } });
  engine.register("slow", builder);
  return engine;
}

async function reasonOf(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(() => undefined, (reason: unknown) => reason);
}

Deno.test("an aborted call does not reject others that wait for the same build", async () => {
  for (const aborted of [0, 1]) {
    const builder = new Slow();
    const engine = engineOf(builder);
    const controllers = [new AbortController(), new AbortController()];
    const calls = controllers.map(({ signal }) => engine.build(spec, { host, signal }));
    const plain = engine.build(spec, { host });
    await builder.started.promise;
    controllers[aborted]!.abort("mine");
    assert.equal(await reasonOf(calls[aborted]!), "mine");
    assert.equal(builder.contexts.length, 1);
    assert.equal(builder.contexts[0]!.signal?.aborted, false);
    builder.finish.resolve("built");
    const others = await Promise.all([calls[1 - aborted], plain]);
    assert.deepEqual(others.map((it) => it?.imageName), ["built", "built"]);
    assert.equal((await engine.build(spec, { host }))?.isBuilt, false);
  }
});

Deno.test("the build ends when no call waits for it, and can be repeated", async () => {
  const builder = new Slow();
  const engine = engineOf(builder);
  const controllers = [new AbortController(), new AbortController()];
  const calls = controllers.map(({ signal }) => engine.build(spec, { host, signal }));
  await builder.started.promise;
  controllers[0]!.abort("first");
  assert.equal(await reasonOf(calls[0]!), "first");
  assert.equal(builder.contexts[0]!.signal?.aborted, false);
  controllers[1]!.abort("second");
  // A builder that does not hear its signal is not waited for.
  assert.equal(await reasonOf(calls[1]!), "second");
  assert.equal(builder.contexts[0]!.signal?.aborted, true);
  const again = engine.build(spec, { host });
  while (builder.contexts.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
  builder.finish.resolve("built");
  assert.deepEqual(await again, { imageName: "built", isBuilt: true });
  assert.equal(builder.contexts.length, 2);
});

Deno.test("an aborted call waits for a builder with endsOnAbort", async () => {
  const builder = new Tidy();
  const controller = new AbortController();
  const call = engineOf(builder).build(spec, { host, signal: controller.signal });
  await builder.started.promise;
  controller.abort("enough");
  assert.equal(await reasonOf(call), "enough");
  assert.equal(builder.isTidy, true);
});

Deno.test("signals are observed before the build, too", async () => {
  const builder = new Slow();
  const signal = AbortSignal.abort("early");
  assert.equal(await reasonOf(engineOf(builder).build(spec, { host, signal })), "early");
  const asked = Promise.withResolvers<void>();
  const exists = () => {
    asked.resolve();
    return new Promise<ImageExistence>(() => {});
  };
  const engine = new ImageBuildEngine({ registry: { exists } });
  engine.register("slow", builder);
  const controller = new AbortController();
  const call = engine.build(spec, { host, signal: controller.signal });
  await asked.promise;
  controller.abort("asking");
  assert.equal(await reasonOf(call), "asking");
  assert.equal(builder.contexts.length, 0);
});

Deno.test("messages go to the first call that still waits", async () => {
  const builder = new Slow();
  const engine = engineOf(builder);
  const controller = new AbortController();
  const heard: string[] = [];
  const listener = (name: string) => ({ text }: BuildMessage) => void heard.push(`${name}: ${text}`);
  const first = engine.build(spec, { host, signal: controller.signal, onMessage: listener("first") });
  const second = engine.build(spec, { host, onMessage: listener("second") });
  await builder.started.promise;
  heard.length = 0;
  const { onMessage, imageName } = builder.contexts[0]!;
  onMessage({ kind: "info", text: "a", imageName });
  controller.abort();
  await reasonOf(first);
  onMessage({ kind: "info", text: "b", imageName });
  builder.finish.resolve("built");
  await second;
  assert.deepEqual(heard, ["first: a", "second: b"]);
});

Deno.test("an error of onMessage rejects its own call", async () => {
  const builder = new Slow();
  const engine = engineOf(builder);
  const cause = new Error("mine");
  const onMessage = () => {
    throw cause;
  };
  const first = errorOf(() => engine.build(spec, { host, onMessage }));
  const second = engine.build(spec, { host });
  builder.finish.resolve("built");
  const error = await first;
  assert.deepEqual([error.code, error.cause], ["callback_failed", cause]);
  assert.equal((await second)?.imageName, "built");
});

Deno.test("wrong results of builders and registries are rejected", async () => {
  const hostile: readonly Record<string, unknown>[] = [
    ...[5, "", {}, []].map((name) => ({ buildImage: () => Promise.resolve(name) })),
    ...["a string", undefined, null, 5, Symbol("s")].map((thrown) => ({
      buildImage: () => {
        throw thrown;
      },
    })),
    ...[undefined, null, "yes"].map((answer) => ({ shouldBuild: () => answer })),
    ...[undefined, null, "present", {}, { state: "gone" }].map((answer) => ({ exists: () => answer })),
  ];
  for (const members of hostile) {
    const builder = Object.assign(new Slow(), members);
    builder.finish.resolve("built");
    const error = await errorOf(() => engineOf(builder).build(spec, { host }));
    assert.equal(error.code, "image_builder_failed", `${error.message} ${Deno.inspect(members)}`);
  }
  for (const answer of [undefined, null, "present", {}]) {
    const engine = new ImageBuildEngine({ registry: { exists: () => answer as unknown as Promise<ImageExistence> } });
    engine.register("slow", new Slow());
    assert.equal((await errorOf(() => engine.build(spec, { host }))).code, "image_builder_failed");
  }
  const none = Object.assign(new Slow(), { buildImage: () => undefined });
  assert.deepEqual(await engineOf(none).build(spec, { host }), { imageName: await spec.imageName(), isBuilt: true });
});

Deno.test("arguments and options of an engine are checked", async () => {
  const engine = new ImageBuildEngine() as unknown as Record<string, (...args: unknown[]) => unknown>;
  const make = ImageBuildEngine as unknown as new (options: unknown) => unknown;
  const calls: readonly (readonly [call: () => unknown, code: string, message: RegExp])[] = [
    [() => new make({ registery: {} }), "invalid_option", /did you mean "registry"/],
    [() => new make({ registry: "ghcr.io" }), "invalid_option", /option registry must be/],
    [() => new make(null), "invalid_option", /must be an object/],
    [() => engine.register!(undefined, new Slow()), "invalid_argument", /type must be a string/],
    [() => engine.register!("a", Slow), "invalid_argument", /builder must be a builder/],
    [() => engine.register!("a"), "invalid_argument", /register\("default", dockerBuilder\(\)\)/],
    [() => engine.register!("a", new Slow(), "5"), "invalid_argument", /priority must be a number/],
    [() => engine.build!({ name: "a" }), "invalid_argument", /spec must be an ImageSpec/],
    [() => engine.build!(spec, { onMesage: () => {} }), "invalid_option", /did you mean "onMessage"/],
    [() => engine.build!(spec, { signal: 5 }), "invalid_option", /signal must be an AbortSignal/],
    [() => engine.build!(spec, { host: {} }), "invalid_option", /host must be a host/],
    [() => engine.imageName!(), "invalid_argument", /spec must be an ImageSpec/],
    [() => engine.lookUpImageInfo!("a"), "invalid_argument", /identifierOrPath must be a string/],
    [() => engine.lookUpImageInfo!("a", "b:c", { allow: true }), "invalid_option", /unknown option "allow"/],
  ];
  for (const [call, code, message] of calls) {
    const error = await errorOf(call);
    assert.equal(error.code, code, error.message);
    assert.match(error.message, message);
  }
});
