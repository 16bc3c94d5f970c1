import assert from "node:assert/strict";
import { memoryHost } from "../../../src/runtime/memory_host.ts";
import { build, type BuildOptions, Image, type ImageBuilder } from "../../../v2.ts";
import { errorOf } from "../../_support/support.ts";

const image = Image.fromBase("debian:12").clone({ registry: "ghcr.io/acme", name: "app", extendable: true })
  .withCommands(["true"]);
const client = { exists: () => Promise.resolve({ state: "absent", reason: "manifest_unknown" } as const) };
const builder: ImageBuilder = { build: () => Promise.resolve() };
const host = memoryHost();

Deno.test("builders, clients and callbacks that do something else than they should", async () => {
  const cause = new Error("token=hunter2");
  const thrower = (thrown: unknown) => () => {
    throw thrown;
  };
  const cases: readonly (readonly [options: Record<string, unknown>, code: string])[] = [
    ...["a string", undefined, 5, cause, Object.create(null)].map((it) =>
      [{ builder: { build: thrower(it) } }, "image_builder_failed"] as const
    ),
    [{ builder: { build: () => Promise.reject("later") } }, "image_builder_failed"],
    ...[undefined, null, "present", {}, 5].map((it) =>
      [{ client: { exists: () => it } }, "image_builder_failed"] as const
    ),
    [{ client: { exists: thrower("x") } }, "image_builder_failed"],
    [{ onMessage: thrower("x") }, "callback_failed"],
  ];
  for (const [options, code] of cases) {
    const error = await errorOf(() => build(image, { host, builder, client, ...options } as BuildOptions));
    assert.equal(error.code, code, error.message);
    assert.ok(!error.message.includes("hunter2"), error.message);
  }
});

Deno.test("a signal is heard while a builder builds that does not hear it", async () => {
  const controller = new AbortController();
  const started = Promise.withResolvers<void>();
  const deaf = () => {
    started.resolve();
    return new Promise<void>(() => {});
  };
  const call = build(image, { host, client, builder: { build: deaf }, signal: controller.signal });
  await started.promise;
  controller.abort("enough");
  assert.equal(await call.then(() => undefined, (reason: unknown) => reason), "enough");
});
