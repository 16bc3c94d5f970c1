import assert from "node:assert/strict";
import { defaultHost } from "../../src/runtime/default_host.ts";
import { memoryHost } from "../../src/runtime/memory_host.ts";
import { errorOf, thrownBy } from "../_support/support.ts";
import { checkHost, ENV, FILES, refused } from "../_support/host_contract.ts";
import { withoutNativeModules } from "../_support/without_native.ts";

for (const cwd of [undefined, "/srv/flyte", "srv/./flyte/"]) {
  Deno.test(`a memory host fulfils the contract with the working directory ${cwd}`, async () => {
    await checkHost(memoryHost({ env: ENV, files: FILES, cwd }));
  });
}

Deno.test("paths are normalized", async () => {
  const host = memoryHost({ files: { "../a//b/./c": "c", "/etc/../x": "x" }, cwd: "/srv/flyte" });
  for (const path of ["/srv/a/b/c", "../a/b/c", "/srv//a/b/../b/c", "/../srv/a/b/c"]) {
    assert.equal(await host.readTextFile(path), "c", path);
  }
  assert.equal(await host.readTextFile("/x"), "x");
  assert.equal((await host.stat("."))?.isDirectory, true, "the working directory is there");
  assert.deepEqual((await host.readDir("/")).map(({ name }) => name), ["srv", "x"]);
  assert.equal(host.workingDirectory(), "/srv/flyte");
});

Deno.test("a memory host has only the given values", async () => {
  const host = memoryHost();
  for (const name of ["__proto__", "constructor", "hasOwnProperty"]) {
    assert.equal(host.env(name), undefined);
    assert.equal(await host.stat(name), undefined);
    await refused(host.readFile(name), "file_not_found", new RegExp(name));
  }
  assert.deepEqual(host.envNames?.(), []);
  assert.equal(host.homeDirectory(), undefined);
  assert.deepEqual(await host.readDir("."), []);
  await refused(
    host.run(["docker", "build"]),
    "no_processes",
    /"docker" cannot be run because a host in memory cannot run programs/,
  );
});

Deno.test("names of Object.prototype are ordinary names", async () => {
  const given = JSON.parse('{"__proto__": "a", "constructor": "b"}');
  const host = memoryHost({ env: given, files: given });
  assert.deepEqual(host.envNames?.(), ["__proto__", "constructor"]);
  assert.deepEqual([host.env("__proto__"), host.env("constructor")], ["a", "b"]);
  assert.deepEqual([await host.readTextFile("__proto__"), await host.readTextFile("constructor")], ["a", "b"]);
});

Deno.test("later changes of the given values have no effect", async () => {
  const env: Record<string, string | undefined> = { A: "1", UNSET: undefined };
  const bytes = Uint8Array.of(1, 2);
  const files = { a: bytes };
  const host = memoryHost({ env, files, home: "/home/x", name: "a test" });
  env.A = "2";
  bytes[0] = 9;
  files.a = Uint8Array.of();
  (await host.readFile("a"))[1] = 9;
  assert.equal(host.env("A"), "1");
  assert.deepEqual(host.envNames?.(), ["A"]);
  assert.deepEqual(await host.readFile("a"), Uint8Array.of(1, 2));
  assert.deepEqual([host.name, host.homeDirectory()], ["a test", "/home/x"]);
});

Deno.test("a path cannot be both a file and a directory", () => {
  for (const files of [{ a: "", "a/b": "" }, { "a/b": "", a: "" }, { "": "" }, { "/srv": "" }]) {
    assert.equal(thrownBy(() => memoryHost({ files, cwd: "/srv" })).code, "invalid_option", JSON.stringify(files));
  }
});

Deno.test("fetch is the given function, called without this, or else the runtime's", async () => {
  const seen: unknown[] = [];
  const host = memoryHost({
    fetch(this: unknown, input, init) {
      seen.push(this, String(input), init?.method);
      return Promise.resolve(new Response("given"));
    },
  });
  assert.equal(await (await host.fetch("https://registry.test/v2/", { method: "HEAD" })).text(), "given");
  assert.deepEqual(seen, [undefined, "https://registry.test/v2/", "HEAD"]);
  assert.equal(await (await memoryHost().fetch("data:,native")).text(), "native");
});

Deno.test("a host can be copied to change a part of it", async () => {
  const stdout = new TextEncoder().encode("built");
  const run = () => Promise.resolve({ code: 0, stdout, stderr: new Uint8Array() });
  const host = { ...memoryHost({ files: { a: "text" } }), run };
  assert.equal((await host.run()).stdout, stdout);
  const { readTextFile, env } = host;
  assert.deepEqual([await readTextFile("a"), env("A")], ["text", undefined]);
});

Deno.test("the default host is the machine in Deno, Node and Bun", () => {
  assert.equal(defaultHost().name, "Deno");
  assert.equal(defaultHost().hasFiles, true);
});

Deno.test("elsewhere the default host has only fetch, and its errors say so", async () => {
  const host = withoutNativeModules(() => defaultHost());
  assert.deepEqual([host.name, host.hasFiles], ["this runtime", false]);
  assert.deepEqual([host.env("HOME"), host.homeDirectory(), host.workingDirectory()], [
    undefined,
    undefined,
    undefined,
  ]);
  assert.equal(host.envNames, undefined);
  assert.equal(await host.stat("config.yaml"), undefined);
  for (const read of [host.readFile, host.readTextFile, host.readDir]) {
    await refused(
      read("config.yaml") as Promise<unknown>,
      "no_file_system",
      /^"config.yaml" cannot be read because this runtime has no file system; .*file: \{ name, text \}$/,
    );
  }
  await refused(
    host.run(["docker"]),
    "no_processes",
    /"docker" cannot be run because this runtime cannot run programs/,
  );
  assert.equal(await (await host.fetch("data:,native")).text(), "native");
});

Deno.test("browsers, Cloudflare's workers, and bundles for browsers that run elsewhere are named", () => {
  const nameWith = (property: string, value: unknown) =>
    withoutNativeModules(() => {
      const before = Object.getOwnPropertyDescriptor(globalThis, property);
      Object.defineProperty(globalThis, property, { value, configurable: true });
      try {
        return defaultHost().name;
      } finally {
        if (before === undefined) Reflect.deleteProperty(globalThis, property);
        else Object.defineProperty(globalThis, property, before);
      }
    });
  assert.equal(nameWith("document", {}), "a browser");
  assert.equal(nameWith("WorkerGlobalScope", {}), "a browser");
  assert.equal(nameWith("navigator", { userAgent: "Cloudflare-Workers" }), "Cloudflare Workers");
  assert.equal(nameWith("navigator", undefined), "this runtime");
  assert.equal(nameWith("process", { versions: { node: "22.12.0" } }), "a bundle for browsers");
  assert.equal(nameWith("process", { env: {}, versions: {} }), "this runtime");
});

Deno.test("the options of a memory host are checked", async () => {
  const make = memoryHost as unknown as (options: unknown) => unknown;
  const cases: readonly (readonly [options: unknown, message: RegExp])[] = [
    [null, /must be an object/],
    ["/config.yaml", /write memoryHost\(\{ files/],
    [{ file: {} }, /did you mean "files"/],
    [{ files: { "/a": 5 } }, /files must be an object, each value a string or a Uint8Array/],
    [{ files: ["/a"] }, /files must be an object/],
    [{ env: { A: 1 } }, /env must be an object/],
    [{ home: 5 }, /home must be a string/],
    [{ cwd: null }, /cwd must be a string/],
    [{ fetch: "x" }, /fetch must be a function/],
  ];
  for (const [options, message] of cases) {
    const error = await errorOf(() => make(options));
    assert.equal(error.code, "invalid_option");
    assert.match(error.message, message);
  }
  assert.equal(memoryHost({ env: { A: undefined } }).env("A"), undefined);
  const host = memoryHost({ files: { "/a": "text" } });
  assert.equal((await errorOf(() => host.readFile("/a", { maxBytes: 3 }))).code, "file_too_large");
  await assert.rejects(host.readFile("/a", { signal: AbortSignal.abort("enough") }), (error) => error === "enough");
});
