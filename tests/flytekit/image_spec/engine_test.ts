import type { ImageExistence } from "../../../src/container/existence.ts";
import type { BuildMessage } from "../../../src/container/messages.ts";
import assert from "node:assert/strict";
import { memoryHost } from "../../../src/runtime/memory_host.ts";
import { type BuildContext, ImageSpecBuilder } from "../../../src/flytekit/image_spec/builder.ts";
import { ImageBuildEngine } from "../../../src/flytekit/image_spec/engine.ts";
import { ImageSpec } from "../../../src/flytekit/image_spec/image_spec.ts";
import { NoOpBuilder } from "../../../src/flytekit/image_spec/builder.ts";
import { errorOf } from "../../_support/support.ts";

/** Notes what it is to build. */
class Recorder extends ImageSpecBuilder {
  readonly built: string[] = [];
  readonly contexts: BuildContext[] = [];
  readonly realName: string | undefined;
  failure: unknown;

  constructor(realName?: string) {
    super();
    this.realName = realName;
  }

  override async buildImage(spec: ImageSpec, context: BuildContext): Promise<string | undefined> {
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (this.failure !== undefined) throw this.failure;
    this.built.push(`${spec.name} on ${spec.baseImage ?? "nothing"}`);
    this.contexts.push(context);
    return this.realName;
  }
}

function setUp(existence: ImageExistence = { state: "absent" }, env: Record<string, string> = {}, realName?: string) {
  const asked: string[] = [];
  const messages: BuildMessage[] = [];
  const exists = (name: string) => {
    asked.push(name);
    return Promise.resolve(existence);
  };
  const engine = new ImageBuildEngine({ registry: { exists } });
  const recorder = new Recorder(realName);
  engine.register("recorder", recorder);
  const options = { host: memoryHost({ env }), onMessage: (message: BuildMessage) => void messages.push(message) };
  return { engine, recorder, asked, messages, options };
}

const spec = new ImageSpec({ name: "one", registry: "ghcr.io/acme" });

Deno.test("an absent image is built once", async () => {
  const { engine, recorder, asked, messages, options } = setUp();
  const name = await spec.imageName({ host: options.host });
  const all = await Promise.all([engine.build(spec, options), engine.build(spec.with({}), options)]);
  assert.deepEqual(all.map((built) => built?.imageName), [name, name]);
  assert.deepEqual(all.map((built) => built?.isBuilt), [true, false]);
  assert.deepEqual(await engine.build(spec, options), { imageName: name, isBuilt: false });
  assert.deepEqual(recorder.built, ["one on nothing"]);
  assert.deepEqual(asked, [name]);
  assert.deepEqual(messages.map(({ kind, imageName }) => [kind, imageName]), [["info", name]]);
  await engine.build(spec.with({ env: { A: "b" } }), options);
  assert.equal(recorder.built.length, 2);
});

Deno.test("a present image is only built with forcePush or FLYTE_FORCE_PUSH_IMAGE_SPEC", async () => {
  for (
    const [env, forced, wanted] of [
      [{}, false, false],
      [{}, true, true],
      [{ FLYTE_FORCE_PUSH_IMAGE_SPEC: "1" }, false, true],
      [{ FLYTE_FORCE_PUSH_IMAGE_SPEC: "False" }, false, false],
      // As with flytekit, whose word for no it is not.
      [{ FLYTE_FORCE_PUSH_IMAGE_SPEC: "" }, false, true],
    ] as const
  ) {
    const { engine, recorder, options } = setUp({ state: "present" }, env);
    assert.equal((await engine.build(forced ? spec.forcePush() : spec, options))?.isBuilt, wanted);
    assert.equal(recorder.built.length, wanted ? 1 : 0);
  }
  const { engine, recorder, options } = setUp({ state: "present" });
  await engine.build(spec, options);
  await engine.build(spec.forcePush(), options);
  assert.equal(recorder.built.length, 1, "a build that did nothing does not stand in the way");
});

Deno.test("an image whose existence is unknown is assumed to exist, except with FLYTE_IMG_FAST_FAIL", async () => {
  const unknown = { state: "unknown", reason: "registry_forbidden", message: "it says 403" } as const;
  const one = setUp(unknown);
  assert.equal((await one.engine.build(spec, one.options))?.isBuilt, false);
  assert.match(one.messages[0]!.text, /it says 403.*assuming it does/);
  assert.equal(one.messages[0]!.kind, "warning");
  // flytekit does not build then, whatever force_push says.
  assert.equal((await one.engine.build(spec.forcePush(), one.options))?.isBuilt, false);
  const two = setUp(unknown, { FLYTE_IMG_FAST_FAIL: "true" });
  const error = await errorOf(() => two.engine.build(spec, two.options));
  assert.equal(error.code, "image_existence_unknown");
  assert.match(error.message, /it says 403/);
});

Deno.test("a base image that is a specification is built first, and used by its real name", async () => {
  const { engine, recorder, asked, options } = setUp({ state: "absent" }, {}, undefined);
  const inner = new Recorder("registry.example.org/real:1");
  engine.register("inner", inner, 1);
  const base = new ImageSpec({ name: "base", builder: "inner" });
  const outer = spec.with({ baseImage: base });
  const [built, again] = await Promise.all([engine.build(outer, options), engine.build(outer, options)]);
  assert.deepEqual(inner.built, ["base on nothing"]);
  assert.deepEqual(recorder.built, ["one on registry.example.org/real:1"]);
  assert.equal(recorder.contexts[0]!.imageId, outer.id);
  const name = await spec.with({ baseImage: "registry.example.org/real:1" }).imageName({ host: options.host });
  assert.deepEqual([built?.imageName, again?.imageName], [name, name]);
  assert.deepEqual(asked, [await base.imageName({ host: options.host }), name]);
  assert.equal(await engine.imageName(base, options), "registry.example.org/real:1");
  assert.equal(await engine.imageName(outer, options), name);
  assert.notEqual(await outer.imageName({ host: options.host }), name);
});

Deno.test("nothing is built in an execution", async () => {
  const { engine, recorder, options } = setUp({ state: "absent" }, { FLYTE_INTERNAL_EXECUTION_ID: "x" });
  assert.equal(await engine.build(spec, options), undefined);
  assert.equal(await engine.build(spec, { ...setUp().options, inExecution: true }), undefined);
  assert.equal(recorder.built.length, 0);
  assert.equal((await engine.build(spec, { ...options, inExecution: false }))?.isBuilt, true);
});

Deno.test("the builder with the highest priority is used, of equal ones the first", async () => {
  const { engine, recorder, options } = setUp();
  const [high, low] = [new Recorder(), new Recorder()];
  engine.register("equal", low);
  await engine.build(spec, options);
  assert.deepEqual([recorder.built.length, low.built.length], [1, 0]);
  engine.register("high", high, 6);
  await engine.build(spec, options);
  assert.equal(high.built.length, 1);
  await engine.build(spec.with({ builder: "equal" }), options);
  assert.equal(low.built.length, 1);
  assert.deepEqual([...engine.getRegistry()].map(([type, { priority }]) => `${type} ${priority}`), [
    "recorder 5",
    "equal 5",
    "high 6",
  ]);
});

Deno.test("missing and failing builders", async () => {
  const { engine, recorder, options } = setUp();
  const unknown = await errorOf(() => engine.build(spec.with({ builder: "recoder" }), options));
  assert.equal(unknown.code, "image_builder_unknown");
  assert.match(unknown.message, /"recoder"; did you mean "recorder"\? \(registered: recorder\)/);
  const none = await errorOf(() => new ImageBuildEngine().build(spec, options));
  assert.equal(none.code, "image_builder_missing");
  const named = await errorOf(() => new ImageBuildEngine().build(spec.with({ builder: "x" }), options));
  assert.match(named.message, /none is registered/);
  recorder.failure = new TypeError("broken");
  const failed = await errorOf(() => engine.build(spec, options));
  assert.deepEqual([failed.code, failed.cause], ["image_builder_failed", recorder.failure]);
  assert.match(failed.message, /"recorder" failed for ghcr.io\/acme\/one:\S+: broken/);
  recorder.failure = failed;
  assert.equal(await errorOf(() => engine.build(spec, options)), failed);
  recorder.failure = undefined;
  assert.equal((await engine.build(spec, options))?.isBuilt, true, "it can be tried again");
});

Deno.test("noop uses the base image", async () => {
  const { engine, asked, options } = setUp();
  engine.register("noop", new NoOpBuilder(), 0);
  const noop = new ImageSpec({ baseImage: "ghcr.io/acme/mine:1", builder: "noop" });
  assert.deepEqual(await engine.build(noop, options), { imageName: "ghcr.io/acme/mine:1", isBuilt: true });
  assert.equal(await engine.imageName(noop, options), "ghcr.io/acme/mine:1");
  assert.deepEqual(asked, []);
  const error = await errorOf(() => engine.build(noop.with({ baseImage: undefined }), options));
  assert.deepEqual([error.code, error.path], ["image_base_required", "baseImage"]);
});

Deno.test("lookUpImageInfo accepts identifiers and ImageSpec files", async () => {
  const { engine, recorder, options } = setUp({ state: "absent" }, {}, "real.example.org/it@sha256:aa");
  const host = memoryHost({ files: { "/app/image.yaml": "name: One\nregistry: ghcr.io/acme\npackages: [numpy]\n" } });
  const plain = await engine.lookUpImageInfo("x", "ghcr.io/acme/app:v1", { ...options, host });
  assert.equal(plain.full, "ghcr.io/acme/app:v1");
  const file = await engine.lookUpImageInfo("x", "/app/image.yaml", { ...options, host });
  assert.equal(file.full, "real.example.org/it@sha256:aa");
  assert.deepEqual(recorder.built, ["one on nothing"]);
  const inExecution = await setUp().engine.lookUpImageInfo("x", "/app/image.yaml", { host, inExecution: true });
  assert.match(inExecution.full, /^ghcr.io\/acme\/one:/);
  const error = await errorOf(() => engine.lookUpImageInfo("x", "/app", { ...options, host }));
  assert.equal(error.code, "missing_tag_or_digest");
  const lax = await engine.lookUpImageInfo("x", "repo", { ...options, host, allowNoTagOrDigest: true });
  assert.equal(lax.fqn, "repo");
});
