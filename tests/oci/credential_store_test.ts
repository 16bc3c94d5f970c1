import assert from "node:assert/strict";
import { FlyteConfigError } from "../../src/errors.ts";
import type { Host, RunResult } from "../../src/runtime/host.ts";
import { memoryHost, type MemoryHostOptions } from "../../src/runtime/memory_host.ts";
import { serverHost } from "../../src/runtime/server/host.ts";
import { findCredential, helperFor, parseAuthFile } from "../../src/oci/auth_file.ts";
import { CREDENTIAL_SEARCH_PATH } from "../../src/oci/credential_search.ts";
import { Credential, storedCredentials } from "../../src/oci/mod.ts";
import { assertLinear } from "../_support/growth.ts";
import { errorOf } from "../_support/support.ts";

const DOCKER = "/me/.docker/config.json";
const SECRET = "s3cret-of-the-test";

/** A host whose only file is Docker's. */
function withConfig(config: unknown, options: MemoryHostOptions = {}): Host {
  const text = typeof config === "string" ? config : JSON.stringify(config);
  return memoryHost({ home: "/me", files: { [DOCKER]: text }, ...options });
}

async function find(host: Host, registry: string, repository = "acme/app"): Promise<string | undefined> {
  const found = await storedCredentials(host)({ registry, repository });
  return found && [found.kind, ...Object.values(found.reveal())].join(" ");
}

function auth(pair: string): { readonly auth: string } {
  return { auth: btoa(pair) };
}

/** The names of all locations on a host, in their order. */
function locations(host: Host): string[] {
  return CREDENTIAL_SEARCH_PATH.flatMap((locationOn) => locationOn(host)?.name ?? []);
}

Deno.test("the locations of Docker and Podman are searched in order, and the first with a credential is used", async () => {
  const files = ["/a.json", "/d/config.json", "/run/me/containers/auth.json", "/c/containers/auth.json"];
  const all = [files[0]!, "DOCKER_AUTH_CONFIG", ...files.slice(1), "/me/.dockercfg"];
  const directories = { DOCKER_CONFIG: "/d/", XDG_RUNTIME_DIR: "/run/me", XDG_CONFIG_HOME: "/c" };
  const env = { REGISTRY_AUTH_FILE: "/a.json", DOCKER_AUTH_CONFIG: "{}", ...directories };
  assert.deepEqual(locations(memoryHost({ env, home: "/me" })), all);
  const atHome = [DOCKER, "/me/.config/containers/auth.json", "/me/.dockercfg"];
  assert.deepEqual(locations(memoryHost({ home: "/me" })), atHome);
  const names = ["REGISTRY_AUTH_FILE", "DOCKER_AUTH_CONFIG", "DOCKER_CONFIG", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME"];
  assert.deepEqual(locations(memoryHost({ env: Object.fromEntries(names.map((name) => [name, ""])) })), []);

  for (const [index, name] of all.entries()) {
    const texts = all.slice(index).map((name) => {
      const entries = { "ghcr.io": auth(`u:${name}`), "quay.io": {} };
      return [name, JSON.stringify(name.endsWith("cfg") ? entries : { auths: entries })] as const;
    });
    const { DOCKER_AUTH_CONFIG = "", ...written } = Object.fromEntries(texts);
    const options = { home: "/me", env: { ...env, DOCKER_AUTH_CONFIG }, files: { "/a.json": "", ...written } };
    assert.equal(await find(memoryHost(options), "ghcr.io"), `basic u ${name}`);
    assert.equal(await find(memoryHost(options), "quay.io"), undefined);
    if (index > 1) continue;
    const withoutFiles = { ...memoryHost(options), hasFiles: false };
    assert.equal(await find(withoutFiles, "ghcr.io"), "basic u DOCKER_AUTH_CONFIG");
  }
});

Deno.test("without XDG_RUNTIME_DIR, Podman's directory for the user is searched", async () => {
  const files = { "/run/containers/1000/auth.json": JSON.stringify({ auths: { "ghcr.io": auth("u:p") } }) };
  const host = memoryHost({ files });
  const hosts: readonly (readonly [Host, string | undefined])[] = [
    [memoryHost({ files, env: { UID: "1000" } }), "basic u p"],
    [{ ...host, userId: () => 1000 }, "basic u p"],
    [{ ...host, userId: () => 1000, env: (name) => name === "UID" ? "0" : undefined }, "basic u p"],
    [memoryHost({ files, env: { UID: "1000", XDG_RUNTIME_DIR: "/run/other" } }), undefined],
    [memoryHost({ files, env: { UID: "../1000" } }), undefined],
    [{ ...host, userId: () => undefined }, undefined],
    [host, undefined],
  ];
  for (const [one, expected] of hosts) assert.equal(await find(one, "ghcr.io"), expected);
  assert.equal(serverHost()!.userId!(), Deno.uid() ?? undefined);
});

Deno.test("the option authFile takes precedence over all locations, and its file must exist", async () => {
  const auths = (pair: string) => JSON.stringify({ auths: { "ghcr.io": auth(pair) } });
  const files = { "/p/registry.json": auths("u:own"), "/env.json": auths("u:env"), "/p/other.json": "{}" };
  const host = memoryHost({ files, cwd: "/p", env: { REGISTRY_AUTH_FILE: "/env.json" } });
  const from = async (authFile?: string) =>
    (await storedCredentials(host, { authFile })({ registry: "ghcr.io", repository: "acme/app" }))?.reveal().secret;
  assert.equal(await from("registry.json"), "own");
  assert.equal(await from("other.json"), "env");
  assert.equal(await from(), "env");
  assert.equal((await errorOf(() => from("none.json"))).code, "file_not_found");
});

Deno.test("an entry may have auth, a name and password, or a token", async () => {
  const cases: readonly (readonly [unknown, string | undefined])[] = [
    [auth("robot:pass:word"), "basic robot pass:word"],
    [auth("robot:"), "basic robot "],
    [auth("robot:pass\0\0"), "basic robot pass"],
    [{ auth: "csO0bGU6cMOkc3M=" }, "basic rôle päss"],
    [{ username: "robot", password: "pass" }, "basic robot pass"],
    [{ ...auth("robot:pass"), username: "other", password: "other" }, "basic robot pass"],
    [{ ...auth("00000000:x"), identitytoken: "token" }, "identityToken  token"],
    [{ registrytoken: "token" }, "registryToken  token"],
    [{ auth: "", email: "me@example.org" }, undefined],
    [{ auth: null }, undefined],
    [{}, undefined],
  ];
  for (const [entry, expected] of cases) {
    const host = withConfig({ auths: { "ghcr.io": entry } });
    assert.equal(await find(host, "ghcr.io"), expected, JSON.stringify(entry));
  }
});

Deno.test("keys are hosts, URLs and prefixes of paths, and the longest one is used", async () => {
  const keys = [
    "ghcr.io",
    "ghcr.io/acme",
    "ghcr.io/acme/app",
    "https://quay.io/v1/",
    "http://old.io/any/path",
    "v.io/v2/",
  ];
  const names = ["localhost:5000", "https://index.docker.io/v1/", "docker.io/acme", "ghcr.io.example.org", "gh"];
  const entries = [...keys, ...names].map((key) => [key, auth(`u:${key}`)] as const);
  const host = withConfig({ auths: Object.fromEntries(entries) });
  const backwards = withConfig({ auths: Object.fromEntries(entries.toReversed()) });
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ["ghcr.io", "acme/app", "ghcr.io/acme/app"],
    ["ghcr.io", "acme/application", "ghcr.io/acme"],
    ["ghcr.io", "acme/app/part", "ghcr.io/acme/app"],
    ["GHCR.io", "other/app", "ghcr.io"],
    ["quay.io", "acme/app", "https://quay.io/v1/"],
    ["old.io", "acme/app", "http://old.io/any/path"],
    ["v.io", "acme/app", "v.io/v2/"],
    ["localhost:5000", "app", "localhost:5000"],
    ["localhost:5001", "app", undefined],
    ["docker.io", "library/python", "https://index.docker.io/v1/"],
    ["index.docker.io", "library/python", "https://index.docker.io/v1/"],
    ["docker.io", "acme/app", "docker.io/acme"],
    ["g", "app", undefined],
  ];
  for (const [registry, repository, key] of cases) {
    for (const one of [host, backwards]) {
      assert.equal(await find(one, registry, repository), key && `basic u ${key}`, `${registry}/${repository}`);
    }
  }
  for (const key of ["docker.io", "index.docker.io", "https://index.docker.io/v1", "registry-1.docker.io"]) {
    assert.equal(await find(withConfig({ auths: { [key]: auth("u:p") } }), "docker.io"), "basic u p", key);
  }
});

/** A host with helpers: what they answer, by their name and what they are asked. */
function withHelpers(config: unknown, answers: Readonly<Record<string, Partial<RunResult> & { text?: string }>>): Host {
  const nothing = new Uint8Array();
  return {
    ...withConfig(config),
    run: ([program, ...args], { input } = {}) => {
      const { text = "", ...rest } = answers[`${program} ${args} ${input}`] ??
        { code: 1, text: "asked for something else" };
      return Promise.resolve({ code: 0, stderr: nothing, stdout: new TextEncoder().encode(text), ...rest });
    },
  };
}

Deno.test("helpers take precedence over entries, and the one for a registry over the default one", async () => {
  const config = {
    auths: { "ghcr.io": {}, "quay.io": auth("written:here") },
    credHelpers: { "gcr.io": "gcloud", "https://quay.io": "pass" },
    credsStore: "desktop",
  };
  const kept = (Username: string, Secret = "secret") => ({
    text: JSON.stringify({ ServerURL: "x", Username, Secret }),
  });
  const host = withHelpers(config, {
    "docker-credential-desktop get ghcr.io": kept("me"),
    "docker-credential-desktop get https://index.docker.io/v1/": kept("<token>"),
    "docker-credential-gcloud get gcr.io": kept("_dcgcloud_token"),
    "docker-credential-pass get quay.io": { code: 1, text: "credentials not found in native keychain\n" },
    "docker-credential-desktop get empty.io": kept("", ""),
  });
  assert.equal(await find(host, "ghcr.io"), "basic me secret");
  assert.equal(await find(host, "docker.io"), "identityToken  secret");
  assert.equal(await find(host, "gcr.io"), "basic _dcgcloud_token secret");
  assert.equal(await find(host, "quay.io"), "basic written here");
  assert.equal(await find(host, "empty.io"), undefined);
  const found = await storedCredentials(host)({ registry: "ghcr.io", repository: "app" });
  assert.equal(found?.source, "docker-credential-desktop");
});

Deno.test("a failing helper is reported without its output", async () => {
  const config = { credsStore: "desktop" };
  const outputs = [
    { code: 1, text: SECRET, stderr: new TextEncoder().encode(SECRET) },
    { text: SECRET },
    { text: JSON.stringify({ Secret: SECRET }) },
    { text: JSON.stringify([SECRET]) },
  ];
  for (const output of outputs) {
    const host = withHelpers(config, { "docker-credential-desktop get ghcr.io": output });
    const error = await errorOf(() => find(host, "ghcr.io"));
    assert.equal(error.code, "credential_helper_failed");
    assert.match(error.message, /docker-credential-desktop.*config\.json.*ghcr\.io/);
    assert.ok(!Deno.inspect(error).includes(SECRET));
  }
  assert.equal((await errorOf(() => find(withConfig(config), "ghcr.io"))).code, "no_processes");
  const missing = new FlyteConfigError("command_not_found", "there is no program");
  const error = await errorOf(() => find({ ...withConfig(config), run: () => Promise.reject(missing) }, "ghcr.io"));
  assert.deepEqual([error.code, error.cause], ["credential_helper_missing", missing]);
});

Deno.test("a real helper is run, and a missing one is reported", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const program = `${folder}/docker-credential-flyte-test`;
    await Deno.writeTextFile(
      program,
      '#!/bin/sh\nread -r server\n[ "$1 $server" = "get ghcr.io" ] && echo \'{"Username":"me","Secret":"pw"}\'\n',
    );
    await Deno.chmod(program, 0o755);
    const server = serverHost()!;
    const run: Host["run"] = ([name, ...args], options) =>
      server.run([name === "docker-credential-flyte-test" ? program : name!, ...args], options);
    const host = (credsStore: string) => ({ ...withConfig({ credsStore }), run });
    assert.equal(await find(host("flyte-test"), "ghcr.io"), "basic me pw");
    assert.equal((await errorOf(() => find(host("flyte-test"), "quay.io"))).code, "credential_helper_failed");
    assert.equal((await errorOf(() => find(host("flyte-none"), "ghcr.io"))).code, "credential_helper_missing");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("an empty, blank or null file has no credentials", async () => {
  for (const text of ["", " \n", "null", "{}", '{"auths": null, "credHelpers": null, "credsStore": null}']) {
    assert.equal(await find(withConfig(text), "ghcr.io"), undefined, text);
  }
  const auths = { "ghcr.io": null, "https://ghcr.io/v2/": auth("u:p") };
  assert.equal(await find(withConfig({ auths }), "ghcr.io"), undefined);
});

Deno.test("field names are case-insensitive, and the last value that is not null is used", async () => {
  const cases: readonly (readonly [string, string])[] = [
    ['{"AUTHS": {"ghcr.io": {"Auth": "dTpw"}}}', "basic u p"],
    ['{"Auths": {"ghcr.io": {"UserName": "u", "passWord": "p"}}}', "basic u p"],
    ['{"auths": {"ghcr.io": {"auth": "dTpw", "identityToken": "t"}}}', "identityToken  t"],
    ['{"auths": {"ghcr.io": {"auth": "dTpw", "RegistryToken": "t"}}}', "registryToken  t"],
    ['{"auths": {"ghcr.io": {"auth": "dTpw", "AUTH": null}}}', "basic u p"],
    ['{"auths": {"ghcr.io": {"auth": "eDp5", "AUTH": "dTpw"}}}', "basic u p"],
    ['{"auths": {"ghcr.io": {"auth": "dTpw"}}, "Auths": {"quay.io": {}}}', "basic u p"],
    ['{"auths": {"quay.io": {}}, "Auths": {"ghcr.io": {"auth": "dTpw"}}}', "basic u p"],
    ['{"auths": {"__proto__": {"auth": "eDp5"}, "ghcr.io": {"auth": "dTpw"}}}', "basic u p"],
    ['{"CREDHELPERS": {"ghcr.io": "one"}}', "basic one s"],
    [
      '{"credsstore": "two", "credhelpers": {"ghcr.io": "", "quay.io": 1}, "auths": {"ghcr.io": {"auth": "dTpw"}}}',
      "basic u p",
    ],
    ['{"CredsStore": "two"}', "basic two s"],
  ];
  for (const [config, expected] of cases) {
    const host = withHelpers(config, {
      "docker-credential-one get ghcr.io": { text: '{"username": "one", "SECRET": "s"}' },
      "docker-credential-two get ghcr.io": { text: '{"Username": "two", "Secret": "s"}' },
    });
    assert.equal(await find(host, "ghcr.io"), expected, config);
  }
});

Deno.test("a key that Docker or Podman would write takes precedence over other forms of it", async () => {
  const cases: readonly (readonly [registry: string, best: string, ...others: string[]])[] = [
    ["ghcr.io", "ghcr.io", "https://ghcr.io/v2/", "http://ghcr.io", "ghcr.io/v1/", "https://ghcr.io/other"],
    ["docker.io", "https://index.docker.io/v1/", "docker.io", "index.docker.io", "https://index.docker.io/v1"],
    ["docker.io", "docker.io", "index.docker.io", "registry-1.docker.io", "https://docker.io/v2/"],
    ["localhost:5000", "localhost:5000", "http://localhost:5000/", "LOCALHOST:5000"],
    ["localhost:5000", "http://localhost:5000/", "LOCALHOST:5000"],
    ["ghcr.io", "ghcr.io/acme", "https://ghcr.io/v2/", "ghcr.io", "ghcr.io/other"],
    ["docker.io", "docker.io/acme", "https://index.docker.io/v1/", "index.docker.io/acme"],
  ];
  for (const [registry, best, ...others] of cases) {
    const entries = [best, ...others].map((key) => [key, auth(`u:${key}`)] as const);
    for (const order of [entries, entries.toReversed()]) {
      const found = await find(withConfig({ auths: Object.fromEntries(order) }), registry);
      assert.equal(found, `basic u ${best}`, `${registry} in ${order.map(([key]) => key)}`);
    }
  }
});

Deno.test("keys in the form of a URL apply to their host", async () => {
  const cases: Readonly<Record<string, string>> = {
    "https://ghcr.io": "ghcr.io",
    "https://ghcr.io?x": "ghcr.io",
    "ftp://ghcr.io/": "ghcr.io",
    "oci://ghcr.io/acme/chart": "ghcr.io",
    "https://me:p%40ss@ghcr.io/v2/": "ghcr.io",
    "https://me:p@ss@ghcr.io": "ghcr.io",
    "https://127.0.0.1:6555/v2/": "127.0.0.1:6555",
    "https://::1:6555/v2/": "[::1]:6555",
    "https://[::1]:6555/v2/": "[::1]:6555",
  };
  for (const [key, registry] of Object.entries(cases)) {
    assert.equal(await find(withConfig({ auths: { [key]: auth("u:p") } }), registry), "basic u p", key);
    assert.equal(await find(withConfig({ auths: { [key]: auth("u:p") } }), "quay.io"), undefined, key);
  }
});

Deno.test("tokens of Docker's own web site are not the registry's", async () => {
  for (const path of ["v1/access-token", "v1/refresh-token", "v1/other-token", "v2/access-token/", "token"]) {
    const key = `https://index.docker.io/${path}`;
    const host = withHelpers({ auths: { [key]: auth("u:p") }, credHelpers: { [key]: "none" } }, {});
    assert.equal(await find(host, "docker.io", "library/python"), undefined, key);
    const legacy = memoryHost({ home: "/me", files: { "/me/.dockercfg": JSON.stringify({ [key]: auth("u:p") }) } });
    assert.equal(await find(legacy, "docker.io", "library/python"), undefined, key);
  }
});

Deno.test("auth is decoded as Go does it", async () => {
  const cases: Readonly<Record<string, string | undefined>> = {
    "cm9i\nb3Q6\r\ncGFzcw==": "basic robot pass",
    "cm9ib3Q6cGFzcw==\n": "basic robot pass",
    " cm9ib3Q6cGFzcw== ": "basic robot pass",
    "cm9ib3Q6AABwYXNzAAA=": "basic robot pass",
    "cm9ib3Q6cABhc3M=": "basic robot p\0ass",
    "cm9ib3Q6cGFzcx==": "basic robot pass",
    "cm9ib3Q6cGFzcw": undefined,
    "cm9i b3Q6cGFzcw==": undefined,
    "cm9ib3Q6_-8=": undefined,
  };
  for (const [text, expected] of Object.entries(cases)) {
    const host = withConfig({ auths: { "ghcr.io": { auth: text } } });
    if (expected !== undefined) assert.equal(await find(host, "ghcr.io"), expected, text);
    else assert.equal((await errorOf(() => find(host, "ghcr.io"))).code, "credentials_malformed", text);
  }
});

Deno.test("the keys of .dockercfg are registries, whatever their path", async () => {
  const legacy = {
    "http://index.docker.io/v1": auth("hub:p"),
    "https://localhost/v1": auth("local:p"),
    "quay.io/acme": auth("quay:p"),
    "docker.io/acme": auth("other:p"),
    credsStore: "none",
  };
  const host = memoryHost({ home: "/me", files: { "/me/.dockercfg": JSON.stringify(legacy) } });
  assert.equal(await find(host, "docker.io", "library/python"), "basic hub p");
  assert.equal(await find(host, "localhost"), "basic local p");
  assert.equal(await find(host, "quay.io", "other/app"), "basic quay p");
  assert.equal(await find(host, "ghcr.io"), undefined);
});

Deno.test("a malformed DOCKER_AUTH_CONFIG is ignored, unless no other location has credentials", async () => {
  const good = JSON.stringify({ auths: { "ghcr.io": auth("u:p") } });
  const bad = ["{", SECRET, "[]", '{"auths": {"ghcr.io": {"auth": "!"}}}', '{"auths": []}'];
  for (const DOCKER_AUTH_CONFIG of bad) {
    assert.equal(await find(withConfig(good, { env: { DOCKER_AUTH_CONFIG } }), "ghcr.io"), "basic u p");
    const error = await errorOf(() => find(memoryHost({ env: { DOCKER_AUTH_CONFIG } }), "ghcr.io"));
    assert.equal(error.code, "credentials_malformed");
    assert.match(error.message, /"DOCKER_AUTH_CONFIG"/);
    assert.ok(!Deno.inspect(error).includes(SECRET));
  }
  // The bad value of one entry is not that of another.
  const DOCKER_AUTH_CONFIG = JSON.stringify({ auths: { "quay.io": 1, "ghcr.io": auth("env:p") } });
  assert.equal(await find(memoryHost({ env: { DOCKER_AUTH_CONFIG } }), "ghcr.io"), "basic env p");
});

Deno.test("concurrent lookups share one helper process, which ends when no caller waits for it", async () => {
  let [runs, ended] = [0, 0];
  const nothing = new Uint8Array();
  const answered = Promise.withResolvers<void>();
  const host: Host = {
    ...withConfig({ credsStore: "slow" }),
    run: async (_, { signal } = {}) => {
      runs++;
      const stopped = new Promise<never>((_, reject) => {
        signal!.addEventListener("abort", () => (ended++, reject(signal!.reason)));
      });
      await Promise.race([answered.promise, stopped]);
      return { code: 0, stderr: nothing, stdout: new TextEncoder().encode('{"Username": "u", "Secret": "p"}') };
    },
  };
  const source = storedCredentials(host);
  const ask = (repository: string, signal?: AbortSignal) => source({ registry: "ghcr.io", repository, signal });
  const stop = new AbortController();
  const asked = Array.from({ length: 200 }, (_, index) => ask(`acme/app-${index}`));
  const impatient = ask("acme/app", stop.signal);
  const reason = new Error("enough");
  setTimeout(() => stop.abort(reason), 5);
  await assert.rejects(async () => await impatient, reason);
  answered.resolve();
  for (const found of await Promise.all(asked)) assert.equal(found?.reveal().secret, "p");
  assert.deepEqual([runs, ended], [1, 0]);

  const [first, second] = [new AbortController(), new AbortController()];
  Object.assign(answered, Promise.withResolvers<void>());
  const both = [first, second].map(async ({ signal }) => await ask("acme/app", signal));
  await new Promise((resolve) => setTimeout(resolve, 5));
  first.abort(reason);
  await assert.rejects(both[0]!, reason);
  assert.equal(ended, 0);
  second.abort(reason);
  await assert.rejects(both[1]!, reason);
  assert.deepEqual([runs, ended], [2, 1]);
});

Deno.test("devices and oversized files are rejected, and the null device is an empty file", async () => {
  const large = withConfig(`{"auths": {}, "x": "${"y".repeat(4 * 1024 * 1024)}"}`);
  assert.equal((await errorOf(() => find(large, "ghcr.io"))).code, "file_too_large");
  const env: Record<string, string> = { REGISTRY_AUTH_FILE: "/dev/zero" };
  const host = { ...serverHost()!, env: (name: string) => env[name], homeDirectory: () => undefined };
  assert.equal((await errorOf(() => find(host, "ghcr.io"))).code, "not_regular_file");
  env.REGISTRY_AUTH_FILE = "/dev/null";
  assert.equal(await find({ ...host, userId: () => undefined }, "ghcr.io"), undefined);
  const talkative = withHelpers({ credsStore: "x" }, {
    "docker-credential-x get ghcr.io": { text: " ".repeat(2 ** 21) },
  });
  assert.match((await errorOf(() => find(talkative, "ghcr.io"))).message, /it wrote more than 1 MiB/);
});

Deno.test("files are parsed in time linear in their length", () => {
  const key = (size: number) => `x${"/".repeat(size)}x${"@".repeat(size)}:${":".repeat(size)}`;
  const repeats: Readonly<Record<string, (size: number) => unknown>> = {
    slashes: (size) => ({ auths: { [key(size)]: {}, [`https://${key(size)}`]: {} } }),
    "a port": (size) => ({ auths: { [`https://${":1".repeat(size)}`]: {}, [`h${":".repeat(size)}1`]: {} } }),
    NULs: (size) => ({ auths: { "ghcr.io": auth(`u:x${"\0".repeat(size)}x`) } }),
    "line breaks": (size) => ({ auths: { "ghcr.io": { auth: `dTpw${" \n".repeat(size)}` } } }),
    entries: (size) => ({ auths: Object.fromEntries(Array.from({ length: size / 32 }, (_, at) => [`h${at}/a`, {}])) }),
    fields: (size) => ({
      auths: { "ghcr.io": Object.fromEntries(Array.from({ length: size / 32 }, (_, at) => [at, 1])) },
    }),
  };
  for (const [name, make] of Object.entries(repeats)) {
    const sizes = new Map<number, Uint8Array>();
    const read = (size: number) => {
      const bytes = sizes.get(size) ?? new TextEncoder().encode(JSON.stringify(make(size)));
      sizes.set(size, bytes);
      const file = parseAuthFile("config.json", bytes);
      findCredential(file, "ghcr.io", "acme/app");
      helperFor(file, "ghcr.io");
    };
    assertLinear(read, 50_000, name);
  }
});

Deno.test("errors of malformed files name the file and none of its content", async () => {
  const cases: readonly unknown[] = [
    `{"auths": {"ghcr.io": {"auth": "${SECRET}"`,
    SECRET,
    "[]",
    "{} {}",
    { auths: [] },
    { auths: SECRET },
    { credHelpers: SECRET },
    { credHelpers: { "ghcr.io": 1 } },
    { credHelpers: { "ghcr.io": "../../bin/sh" } },
    { credsStore: `-${SECRET} x` },
    { credsStore: {} },
    { auths: { "ghcr.io": SECRET } },
    { credHelpers: { "ghcr.io": "a".repeat(101) } },
    { auths: { "ghcr.io": { auth: [SECRET], identitytoken: "t" } } },
    { auths: { [`https://me:p@${SECRET}@ghcr.io/v2/`]: 1 } },
    { auths: { [`https://me:${SECRET}@ghcr.io/${SECRET}@x`]: { auth: SECRET } } },
    { credHelpers: { [`https://me:p@${SECRET}@ghcr.io`]: "../x" } },
    { auths: { "ghcr.io": { auth: 1 } } },
    { auths: { "ghcr.io": { auth: SECRET } } },
    { auths: { "ghcr.io": auth(SECRET) } },
    { auths: { "ghcr.io": auth(`:${SECRET}`) } },
    { auths: { [`https://me:${SECRET}@ghcr.io`]: { auth: 1 }, "ghcr.io": { password: [SECRET], username: [] } } },
  ];
  for (const config of cases) {
    const error = await errorOf(() => find(withConfig(config), "ghcr.io"));
    assert.equal(error.code, "credentials_malformed", JSON.stringify(config).slice(0, 200));
    assert.ok(error.message.includes(JSON.stringify(DOCKER)));
    assert.ok(!Deno.inspect(error).includes(SECRET), Deno.inspect(error));
  }
  const huge = `{"auths": {}, "x": "${"y".repeat(4 * 1024 * 1024)}"}`;
  assert.equal((await errorOf(() => find(withConfig(huge), "ghcr.io"))).code, "file_too_large");
  // What is wrong elsewhere in a file does no harm.
  const auths = { "quay.io": 1, "quay.io/acme": null, "gcr.io": { auth: "!" }, "ghcr.io": auth("u:p") };
  const elsewhere = { auths, credHelpers: { "quay.io": [], "gcr.io": "../x" }, proxies: 1 };
  assert.equal(await find(withConfig(elsewhere), "ghcr.io"), "basic u p");
  const folder = memoryHost({ home: "/me", files: { [`${DOCKER}/x`]: "" } });
  assert.equal((await errorOf(() => find(folder, "ghcr.io"))).code, "file_unreadable");
});

Deno.test("a credential does not show its secret", () => {
  for (
    const credential of [
      Credential.basic(SECRET, SECRET),
      Credential.identityToken(SECRET),
      Credential.registryToken(SECRET),
    ]
  ) {
    for (
      const text of [Deno.inspect(credential, { showHidden: true }), JSON.stringify(credential), String(credential)]
    ) {
      assert.ok(!text.includes(SECRET), text);
    }
    assert.equal(credential.reveal().secret, SECRET);
  }
});
