import assert from "node:assert/strict";
import {
  Config,
  defaultHost,
  FlyteConfigError,
  type Host,
  ImageBuildEngine,
  ImageConfig,
  ImageSpec,
  memoryHost,
  NoOpBuilder,
  RegistryClient,
} from "../../mod.ts";
import { hostFor } from "../../src/runtime/guarded_host.ts";
import { build, Config as FlyteConfig, Image } from "../../v2.ts";
import { errorOf, thrownBy } from "../_support/support.ts";

const FILES = {
  "/config.yaml": "admin:\n  clientSecretLocation: /secret\n",
  "/secret": "s",
  "/requirements.txt": "x",
  "/src/a.py": "1",
  "/src/b.py": "2",
};

/** A host of another's with all there is. */
function whole(): Host {
  const memory = memoryHost({ files: FILES, home: "/", env: { FLYTECTL_CONFIG: "/config.yaml" } });
  const bytes = new Uint8Array(1);
  return {
    ...memory,
    mayListEnv: () => true,
    userId: () => 1,
    machine: () => "x86_64",
    readPieces: async function* () {
      yield await Promise.resolve(bytes);
    },
    readSmallFile: () => undefined,
    realPath: (path) => Promise.resolve(path),
    readDirAsListed: memory.readDir,
    run: () => Promise.resolve({ code: 1, stdout: bytes, stderr: bytes }),
    onInterrupt: () => () => {},
    fetch: () => Promise.resolve(new Response(null, { status: 404 })),
    fetchWith: () => () => Promise.resolve(new Response(null, { status: 404 })),
    writer: {
      makeTempDirectory: () => Promise.resolve("/tmp/x"),
      makeDirectory: () => Promise.resolve(),
      writeFile: () => Promise.resolve(),
      copyFile: () => Promise.resolve(),
      remove: () => Promise.resolve(),
    },
  };
}

const METHODS = Object.entries(whole()).filter(([name, it]) => typeof it === "function" && name !== "fetch")
  .map(([name]) => name);

const thrower = (thrown: unknown) => () => {
  throw thrown;
};

/** What methods of hosts do that they should not. */
const MISDEEDS: readonly (readonly [name: string, method: unknown])[] = [
  ["throws a string", thrower("a string")],
  ["throws nothing", thrower(undefined)],
  ["throws an object", thrower(Object.create(null))],
  ["throws an Error", thrower(new TypeError("raw"))],
  ["rejects", () => Promise.reject(new RangeError("raw"))],
  ["gives undefined", () => undefined],
  ["gives null", () => null],
  ["gives a number", () => 5],
  ["gives an object", () => ({})],
  ["gives a promise of nothing", () => Promise.resolve()],
  ["is none", 5],
];

const spec = new ImageSpec({
  ...{ name: "a", registry: "ghcr.io", requirements: "/requirements.txt", copy: ["/src"] },
  ...{ sourceRoot: "/src", sourceCopyMode: "ALL" },
});
const image = Image.fromBase("debian:12").clone({ registry: "ghcr.io", name: "app", extendable: true })
  .withSourceFolder("/src").withRequirements("/requirements.txt");

/** Calls that take a host. */
const CALLS: readonly ((host: Host) => unknown)[] = [
  (host) => Config.auto({ host }),
  (host) => Config.auto({ host, unknownVariables: true }),
  (host) => FlyteConfig.auto({ host }),
  (host) => ImageConfig.auto({ host }),
  (host) => spec.tag({ host }),
  (host) => spec.existence({ host }),
  (host) => ImageSpec.fromEnv({ name: "a", host }),
  (host) => image.uri({ host }),
  (host) => image.validate({ host }),
  (host) => build(image, { host, builder: { build: () => Promise.resolve() } }),
  (host) => new RegistryClient({ host, retries: 0 }).exists("ghcr.io/a:b"),
];

for (const method of METHODS) {
  Deno.test(`whatever ${method} of a custom host does, the error is a FlyteConfigError`, async () => {
    for (const [misdeed, member] of MISDEEDS) {
      for (const call of CALLS) {
        try {
          await call({ ...whole(), [method]: member });
        } catch (error) {
          if (error instanceof FlyteConfigError) continue;
          throw new Error(`${method} ${misdeed}: ${call} threw ${Deno.inspect(error)}`);
        }
      }
    }
  });
}

Deno.test("the error names the host and what it did wrong", async () => {
  const cause = new TypeError("raw \u202e");
  const host = hostFor({ ...whole(), name: "mine", readFile: () => Promise.reject(cause) });
  const error = await errorOf(() => host.readFile("/a"));
  assert.deepEqual([error.code, error.cause], ["host_failed", cause]);
  assert.equal(error.message, "mine: readFile failed: raw \\u{202e}");
  const odd = hostFor({ ...whole(), name: "mine", env: () => 5 as unknown as string });
  assert.equal(
    thrownBy(() => odd.env("A")).message,
    "mine: env must return a string or undefined",
  );
  assert.equal(thrownBy(() => hostFor({} as Host)).code, "invalid_option");
});

Deno.test("a guarded host has the members of the host, and no more", () => {
  for (const host of [whole(), memoryHost(), defaultHost()]) {
    assert.deepEqual(Object.keys(hostFor(host)).sort(), Object.keys(host).sort());
  }
});

Deno.test("a host may be an instance of a class", async () => {
  class Mine {
    readonly name = "mine";
    readonly hasFiles = true;
    readonly files = memoryHost({ files: { "/a": "text" } });
    env = () => undefined;
    readTextFile(path: string): Promise<string> {
      return this.files.readTextFile(path);
    }
  }
  assert.equal(await hostFor(new Mine() as unknown as Host).readTextFile("/a"), "text");
});

Deno.test("a guarded host is not guarded twice, but a changed copy is", () => {
  const host = hostFor(whole());
  assert.equal(hostFor(host), host);
  const changed = hostFor({ ...host, env: thrower("x") });
  assert.equal(thrownBy(() => changed.env("A")).code, "host_failed");
});

Deno.test("an aborted signal rejects everything that waits for a host, and files are removed nevertheless", async () => {
  const controller = new AbortController();
  const never = () => new Promise<never>(() => {});
  const removed: string[] = [];
  const remove = (path: string) => Promise.resolve(void removed.push(path));
  const signals: unknown[] = [];
  const host = hostFor({
    ...whole(),
    ...{ readFile: never, readTextFile: never, stat: never, readDir: never, readDirAsListed: never },
    run: (_, options) => Promise.resolve(void signals.push(options?.signal)).then(never),
    writer: { ...whole().writer!, remove },
  }, controller.signal);
  const calls = [
    ...[host.readFile, host.readTextFile, host.stat, host.readDir, host.readDirAsListed!].map((call) => call("/a")),
  ];
  void host.run(["a"]);
  controller.abort("enough");
  for (const call of calls) assert.equal(await call.then(() => undefined, (reason: unknown) => reason), "enough");
  assert.deepEqual(signals, [controller.signal]);
  for (const call of [() => host.env("A"), () => host.readSmallFile!("/a", new Uint8Array(1))]) {
    assert.throws(call, (error) => error === "enough");
  }
  await assert.rejects(host.writer!.copyFile("/a", "/b"), (error) => error === "enough");
  await host.writer!.remove("/a");
  assert.deepEqual(removed, ["/a"]);
});

Deno.test("every function with a signal can be aborted while files are read", async () => {
  const engine = new ImageBuildEngine();
  engine.register("noop", new NoOpBuilder());
  const calls: readonly ((host: Host, signal: AbortSignal) => Promise<unknown>)[] = [
    (host, signal) => spec.existence({ host, signal }),
    (host, signal) => spec.exist({ host, signal }),
    (host, signal) => image.existence({ host, signal }),
    (host, signal) => build(image, { host, signal, builder: { build: () => Promise.resolve() } }),
    (host, signal) => engine.build(spec, { host, signal }),
    (host, signal) => engine.lookUpImageInfo("a", "/config.yaml", { host, signal }),
  ];
  for (const call of calls) {
    const asked = Promise.withResolvers<void>();
    const never = () => {
      asked.resolve();
      return new Promise<never>(() => {});
    };
    const controller = new AbortController();
    const memory = memoryHost({ files: FILES });
    const called = call({ ...memory, readFile: never, readTextFile: never }, controller.signal);
    await asked.promise;
    controller.abort("enough");
    assert.equal(await called.then(() => undefined, (reason: unknown) => reason), "enough", String(call));
  }
});
