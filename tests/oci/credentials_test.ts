import assert from "node:assert/strict";
import { FlyteConfigError } from "../../src/errors.ts";
import type { Host, RunResult } from "../../src/host/host.ts";
import { memoryHost, type MemoryHostOptions } from "../../src/host/memory.ts";
import { serverHost } from "../../src/host/server.ts";
import { credentialFiles } from "../../src/oci/credentials.ts";
import { Credential, storedCredentials } from "../../src/oci/mod.ts";
import { errorOf } from "../support.ts";

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

Deno.test("the files of Docker and Podman are looked at in order, and the first with an answer decides", async () => {
  const env = {
    REGISTRY_AUTH_FILE: "/a.json",
    DOCKER_CONFIG: "/d/",
    XDG_RUNTIME_DIR: "/run/me",
    XDG_CONFIG_HOME: "/c",
  };
  const all = ["/a.json", "/d/config.json", "/run/me/containers/auth.json", "/c/containers/auth.json"];
  assert.deepEqual(credentialFiles(memoryHost({ env, home: "/me" })), all);
  assert.deepEqual(credentialFiles(memoryHost({ home: "/me" })), [DOCKER, "/me/.config/containers/auth.json"]);
  const empty = { REGISTRY_AUTH_FILE: "", DOCKER_CONFIG: "", XDG_RUNTIME_DIR: "", XDG_CONFIG_HOME: "" };
  assert.deepEqual(credentialFiles(memoryHost({ env: empty })), []);
  assert.deepEqual(credentialFiles({ ...memoryHost({ env, home: "/me" }), hasFiles: false }), []);

  for (const [index, path] of all.entries()) {
    const files = Object.fromEntries(
      all.slice(index).map((name, at) => [
        name,
        JSON.stringify({ auths: { "ghcr.io": auth(`${name}:${at}`), "quay.io": {} } }),
      ]),
    );
    const host = memoryHost({ env, files: { "/a.json": "", ...files } });
    assert.equal(await find(host, "ghcr.io"), `basic ${path} 0`);
    assert.equal(await find(host, "quay.io"), undefined);
  }
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

Deno.test("keys are hosts, URLs and starts of paths, of which the longest counts", async () => {
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

Deno.test("helpers go before what is written, and the one for a registry before the one for all", async () => {
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

Deno.test("a helper that fails is told, without what it wrote", async () => {
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

Deno.test("a real helper is run, and a missing one is told", async () => {
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

Deno.test("malformed files are named, and nothing of them is told", async () => {
  const cases: readonly unknown[] = [
    `{"auths": {"ghcr.io": {"auth": "${SECRET}"`,
    SECRET,
    "[]",
    " ",
    { auths: [] },
    { auths: SECRET },
    { credHelpers: SECRET },
    { credHelpers: { "ghcr.io": 1 } },
    { credHelpers: { "ghcr.io": "../../bin/sh" } },
    { credsStore: `-${SECRET} x` },
    { credsStore: {} },
    { auths: { "ghcr.io": SECRET } },
    { auths: { "ghcr.io": { auth: 1 } } },
    { auths: { "ghcr.io": { auth: SECRET } } },
    { auths: { "ghcr.io": auth(SECRET) } },
    { auths: { "ghcr.io": auth(`:${SECRET}`) } },
    { auths: { [`https://me:${SECRET}@ghcr.io`]: { auth: 1 }, "ghcr.io": { password: [SECRET], username: [] } } },
  ];
  for (const config of cases) {
    const error = await errorOf(() => find(withConfig(config), "ghcr.io"));
    assert.equal(error.code, "credentials_malformed", JSON.stringify(config));
    assert.ok(error.message.includes(JSON.stringify(DOCKER)));
    assert.ok(!Deno.inspect(error).includes(SECRET), Deno.inspect(error));
  }
  // What is wrong elsewhere in a file does no harm.
  assert.equal(await find(withConfig({ auths: { "quay.io": 1, "ghcr.io": auth("u:p") } }), "ghcr.io"), "basic u p");
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
