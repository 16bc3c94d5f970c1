/**
 * Asks Debian's `docker-registry` for images that `skopeo` has pushed: without accounts, with htpasswd, with tokens, and
 * with TLS.
 *
 *     deno run -A tests/real/registry/run.ts
 *
 * Needs Debian's docker-registry, skopeo, apache2-utils and openssl. Ends with `N passed, M failed`.
 *
 * @module
 */
import assert from "node:assert/strict";
import { inspect } from "node:util";
import { doctor, type Finding } from "../../../src/doctor/mod.ts";
import { FlyteConfigError } from "../../../src/errors.ts";
import { defaultHost } from "../../../src/runtime/default_host.ts";
import type { Host } from "../../../src/runtime/host.ts";
import {
  Credential,
  type Existence,
  RegistryClient,
  type RegistryClientOptions,
  storedCredentials,
} from "../../../src/oci/mod.ts";
import { flyteConfig } from "../flyte_config.ts";
import { digestOf, writeLayout } from "./layout.ts";
import { freePort, type Registry, requirePrograms, run, startRegistry } from "./programs.ts";
import { type KeyFiles, makeCertificates, startTokenServer, type TokenServer, USER } from "./token_server.ts";

/** What all cases have: registries with the same images. */
interface Place {
  readonly folder: string;
  readonly open: Registry;
  readonly htpasswd: Registry;
  readonly tokens: Registry;
  readonly tls: Registry;
  readonly tlsTokens: Registry;
  readonly tokenServer: TokenServer;
  readonly ca: KeyFiles;
}

const HTPASSWD = { name: "röbot", password: "p4ss:wörd" };
const SECRETS = [HTPASSWD.password, USER.password, USER.identityToken, btoa(`${USER.name}:${USER.password}`)];

/** The images that are pushed: what the layout has, in which format, and what that comes to. */
const IMAGES: Readonly<Record<string, { readonly from: string; readonly format: string; readonly mediaType: string }>> =
  {
    "public/app:oci": { from: "single", format: "oci", mediaType: "application/vnd.oci.image.manifest.v1+json" },
    "public/app:oci-index": { from: "multi", format: "oci", mediaType: "application/vnd.oci.image.index.v1+json" },
    "private/deep/app:docker": {
      from: "single",
      format: "v2s2",
      mediaType: "application/vnd.docker.distribution.manifest.v2+json",
    },
    "private/app:docker-list": {
      from: "multi",
      format: "v2s2",
      mediaType: "application/vnd.docker.distribution.manifest.list.v2+json",
    },
  };

const CASES: Readonly<Record<string, (place: Place) => Promise<void>>> = {
  "an open registry has the images that skopeo pushed": async ({ open }) => {
    await expectAll(open, {});
  },

  "an open registry does not have others": async ({ open }) => {
    assert.deepEqual(await ask(open, "public/app:none"), { state: "absent", reason: "manifest_unknown" });
    assert.equal((await ask(open, "none/app:v1")).state, "absent");
    assert.equal((await ask(open, `public/app@sha256:${"ab".repeat(32)}`)).state, "absent");
  },

  "an image becomes present when it is pushed": async ({ open, folder }) => {
    const client = clientWith({});
    assert.equal((await client.exists(`${open.name}/late/app:v1`)).state, "absent");
    await push(`oci:${folder}/layout:single`, `${open.name}/late/app:v1`, "oci");
    assert.equal((await client.exists(`${open.name}/late/app:v1`)).state, "present");
  },

  "htpasswd: nobody and a wrong password learn nothing": async ({ htpasswd }) => {
    for (const credentials of [() => undefined, () => Credential.basic("röbot", "wrong", "the test")]) {
      const answer = await ask(htpasswd, "public/app:oci", { credentials });
      assert.equal(answer.state === "unknown" && answer.reason, "registry_unauthorized");
      assert.equal(answer.state === "unknown" && answer.status, 401);
    }
  },

  "htpasswd: whom skopeo login has let in sees what there is and what not": async ({ htpasswd, folder }) => {
    const file = `${folder}/skopeo.json`;
    const login = ["--authfile", file, "--tls-verify=false", "-u", HTPASSWD.name, "-p", HTPASSWD.password];
    await run("skopeo", "login", ...login, htpasswd.name);
    await expectAll(htpasswd, { host: withEnv({ REGISTRY_AUTH_FILE: file }) });
    const absent = await ask(htpasswd, "public/app:none", { host: withEnv({ REGISTRY_AUTH_FILE: file }) });
    assert.equal(absent.state, "absent");
  },

  "htpasswd: a credential helper of Docker's configuration is run": async ({ htpasswd, folder }) => {
    const config = `${folder}/docker`;
    await Deno.mkdir(config);
    await Deno.writeTextFile(`${config}/config.json`, JSON.stringify({ credHelpers: { [htpasswd.name]: "test" } }));
    const answer = JSON.stringify({ ServerURL: htpasswd.name, Username: HTPASSWD.name, Secret: HTPASSWD.password });
    const script = `#!/bin/sh\nread -r server\n[ "$1 $server" = "get ${htpasswd.name}" ] && echo '${answer}'\n`;
    await Deno.writeTextFile(`${config}/docker-credential-test`, script);
    const host = withEnv({ DOCKER_CONFIG: config });
    const missing = await ask(htpasswd, "public/app:oci", { host });
    assert.equal(missing.state === "unknown" && missing.reason, "credential_helper_missing");
    await Deno.chmod(`${config}/docker-credential-test`, 0o755);
    // A directory of its own in the search path is for this program alone.
    const inFolder: Host["run"] = ([program, ...args], options) => host.run([`${config}/${program}`, ...args], options);
    await expectAll(htpasswd, { host: { ...host, run: inFolder } });
  },

  "tokens: everyone sees what is public, and learns nothing of the rest": async ({ tokens, tokenServer }) => {
    const before = tokenServer.asked.length;
    const client = clientWith({});
    for (let times = 0; times < 3; times++) {
      assert.equal((await client.exists(`${tokens.name}/public/app:oci`)).state, "present");
      assert.equal((await client.exists(`${tokens.name}/public/app:none`)).state, "absent");
    }
    assert.deepEqual(tokenServer.asked.slice(before), ["nobody"]);
    const answer = await ask(tokens, "private/deep/app:docker");
    assert.equal(answer.state === "unknown" && answer.reason, "registry_unauthorized");
    const wrong = await ask(tokens, "public/app:oci", { credentials: () => Credential.basic(USER.name, "wrong") });
    assert.equal(wrong.state === "unknown" && wrong.reason, "registry_unauthorized");
  },

  "tokens: a password and an identity token open everything": async ({ tokens, tokenServer, folder }) => {
    const entries = [
      { auth: btoa(`${USER.name}:${USER.password}`) },
      { auth: btoa("00000000-0000:"), identitytoken: USER.identityToken },
    ];
    for (const [index, way] of ["password", "identity token"].entries()) {
      const file = `${folder}/tokens.json`;
      await Deno.writeTextFile(file, JSON.stringify({ auths: { [tokens.name]: entries[index] } }));
      const before = tokenServer.asked.length;
      await expectAll(tokens, { host: withEnv({ REGISTRY_AUTH_FILE: file }) });
      assert.deepEqual(new Set(tokenServer.asked.slice(before)), new Set([way]));
    }
  },

  "tokens: keys for parts of a registry are told apart": async ({ tokens, folder }) => {
    const file = `${folder}/parts.json`;
    const auths = {
      [tokens.name]: { auth: btoa("robot:wrong") },
      [`${tokens.name}/private`]: { auth: btoa(`${USER.name}:${USER.password}`) },
    };
    await Deno.writeTextFile(file, JSON.stringify({ auths }));
    const host = withEnv({ REGISTRY_AUTH_FILE: file });
    assert.equal((await ask(tokens, "private/deep/app:docker", { host })).state, "present");
    assert.equal((await ask(tokens, "public/app:oci", { host })).state, "unknown");
  },

  "tokens: 200 calls at once ask for one token": async ({ tokens, tokenServer, folder }) => {
    const file = `${folder}/parallel.json`;
    await Deno.writeTextFile(
      file,
      JSON.stringify({ auths: { [tokens.name]: { auth: btoa(`${USER.name}:${USER.password}`) } } }),
    );
    const client = clientWith({ authFile: file });
    const before = tokenServer.asked.length;
    const images = Array.from({ length: 200 }, (_, index) => `private/deep/app:${index % 2 ? "docker" : "none"}`);
    const answers = await Promise.all(images.map((image) => client.exists(`${tokens.name}/${image}`)));
    assert.deepEqual([...new Set(answers.map(({ state }) => state))].sort(), ["absent", "present"]);
    assert.deepEqual(tokenServer.asked.slice(before), ["password"]);
  },

  "tokens: one call that is aborted does not end the others": async ({ tokens }) => {
    const client = clientWith({});
    const [stop, reason] = [new AbortController(), new Error("enough")];
    const asked = Array.from({ length: 10 }, () => client.exists(`${tokens.name}/public/app:oci`));
    const impatient = client.exists(`${tokens.name}/public/app:oci`, { signal: stop.signal });
    stop.abort(reason);
    await assert.rejects(impatient, reason);
    for (const answer of await Promise.all(asked)) assert.equal(answer.state, "present");
  },

  "DOCKER_AUTH_CONFIG: its credentials take precedence over those of Docker's file": async (place) => {
    const { htpasswd, tokens, folder } = place;
    const pair = (name: string, password: string) => {
      return { auth: new TextEncoder().encode(`${name}:${password}`).toBase64().replace(/.{8}/, "$&\n") };
    };
    const auths = { [htpasswd.name]: pair(HTPASSWD.name, HTPASSWD.password) };
    const config = `${folder}/variable`;
    await Deno.mkdir(config);
    const other = { [htpasswd.name]: pair("robot", "wrong"), [tokens.name]: pair(USER.name, USER.password) };
    await Deno.writeTextFile(`${config}/config.json`, JSON.stringify({ auths: other }));
    const variable = { DOCKER_CONFIG: config, DOCKER_AUTH_CONFIG: JSON.stringify({ Auths: auths }) };
    await expectAll(htpasswd, { host: withEnv(variable) });
    await expectAll(tokens, { host: withEnv(variable) });
    const without = await ask(htpasswd, "public/app:oci", { host: withEnv({ DOCKER_CONFIG: config }) });
    assert.match(
      without.state === "unknown" ? without.message : "",
      /the credentials from .*config\.json/,
    );
  },

  "skopeo finds the same account in the same file": async ({ folder }) => {
    const file = `${folder}/keys.json`;
    const host = withEnv({ REGISTRY_AUTH_FILE: file });
    for (const registry of ["quay.io:5000", "docker.io"]) {
      const url = registry === "docker.io" ? "https://index.docker.io/v1/" : `https://${registry}/v1/`;
      const keys = [registry, url, `${registry}/acme`, `${registry}/acme/app`, "ghcr.io"];
      for (let set = 1; set < 2 ** keys.length; set++) {
        const chosen = keys.filter((_, index) => set & 2 ** index);
        // Of these two, Podman takes the first, and Docker the second.
        if (registry === "docker.io" && chosen.includes(registry) && chosen.includes(url)) continue;
        const auths = Object.fromEntries(chosen.map((key) => [key, { auth: btoa(`${key.replace(/^https:/, "")}:p`) }]));
        await Deno.writeTextFile(file, JSON.stringify({ auths }));
        for (const repository of ["acme/app", "acme/other", "other/app"]) {
          const found = await storedCredentials(host)({ registry, repository });
          const login = ["login", "--get-login", "--authfile", file, `${registry}/${repository}`];
          const account = await run("skopeo", ...login).then((text) => text.trim(), () => undefined);
          assert.equal(found?.reveal().username, account, `${registry}/${repository} in ${chosen}`);
        }
      }
    }
  },

  "a token server without TLS, of a registry with TLS, is asked only where it is listed": async (place) => {
    const { tlsTokens, tokenServer, ca } = place;
    using trusting = Deno.createHttpClient({ caCerts: [await Deno.readTextFile(ca.certificate)] });
    const fetch: Host["fetch"] = (input, init) => globalThis.fetch(input as string, { ...init, client: trusting });
    const host = { ...withEnv({}), fetch };
    const credentials = () => Credential.basic(USER.name, USER.password);
    const before = tokenServer.asked.length;
    const refused = await ask(tlsTokens, "public/app:oci", { host, credentials });
    assert.equal(refused.state === "unknown" && refused.reason, "registry_insecure");
    assert.ok(
      refused.state === "unknown" && refused.message.includes(`add "${tokenServer.name}" to insecureRegistries`),
    );
    assert.deepEqual(tokenServer.asked.slice(before), []);
    await expectAll(tlsTokens, { host, credentials, insecureRegistries: [tokenServer.name] });
    assert.deepEqual(new Set(tokenServer.asked.slice(before)), new Set(["password"]));
  },

  "an image is not present under a digest that is not its own": async ({ open }) => {
    const [sha256, sha512] = [`sha256:${"cd".repeat(32)}`, `sha512:${"cd".repeat(64)}`];
    for (const digest of [sha256, sha512]) assert.notEqual((await ask(open, `public/app@${digest}`)).state, "present");
  },

  "TLS is used where there is some, and a bad certificate is not passed over": async ({ tls, ca }) => {
    using trusting = Deno.createHttpClient({ caCerts: [await Deno.readTextFile(ca.certificate)] });
    const asked: string[] = [];
    const fetch: Host["fetch"] = (input, init) => {
      asked.push(new URL(String(input)).protocol);
      return globalThis.fetch(input as string, { ...init, client: trusting });
    };
    await expectAll(tls, { host: { ...withEnv({}), fetch } });
    assert.deepEqual(new Set(asked), new Set(["https:"]));
    const answer = await ask(tls, "public/app:oci");
    assert.equal(answer.state === "unknown" && answer.reason, "registry_unreachable");
    assert.match(answer.state === "unknown" ? answer.message : "", /certificate/);
  },

  "doctor: registries without accounts, with passwords, tokens and TLS, and what to change": async (place) => {
    const { open, htpasswd, tokens, tls, folder } = place;
    const [image, missing] = ["public/app:oci", "public/app:none"];
    await diagnosed(open, image, {}, "ok", /has .*public\/app:oci, without credentials/);
    await diagnosed(open, missing, {}, "warning", /has no image/, /build and push the image/);
    const login = /run docker login 127\.0\.0\.1:\d+/;
    await diagnosed(htpasswd, image, {}, "failed", /requires authentication/, login);
    const config = `${folder}/doctor`;
    await Deno.mkdir(config);
    const write = async (auth: object) =>
      await Deno.writeTextFile(`${config}/config.json`, JSON.stringify({ auths: { [htpasswd.name]: auth } }));
    const auth = (password: string) => ({ auth: new TextEncoder().encode(`${HTPASSWD.name}:${password}`).toBase64() });
    const env = { DOCKER_CONFIG: config };
    await write(auth(HTPASSWD.password));
    await diagnosed(htpasswd, image, env, "ok", /with the credentials of .*doctor\/config\.json/);
    await write(auth("wrong"));
    await diagnosed(htpasswd, image, env, "failed", /rejected the credentials from .*config\.json/, login);
    await Deno.writeTextFile(`${config}/config.json`, JSON.stringify({ credsStore: "none-at-all" }));
    await diagnosed(htpasswd, image, env, "failed", /docker-credential-none-at-all/, /./);
    await diagnosed(tokens, image, {}, "ok", /has .*public\/app:oci/);
    await diagnosed(tokens, "private/deep/app:docker", {}, "failed", /401|403|requires|denied/, login);
    await diagnosed(tls, image, {}, "failed", /the certificate of .* is not trusted/, /install the CA of 127/);
    const closed = { name: `127.0.0.1:${freePort()}` };
    await diagnosed(closed, image, {}, "failed", /nothing listens at/, /start the registry or its port-forward/);
  },

  "the command line has three answers, and the credentials of skopeo login": async ({ htpasswd, folder }) => {
    const file = `${folder}/command_line.json`;
    const login = ["--authfile", file, "--tls-verify=false", "-u", HTPASSWD.name, "-p", HTPASSWD.password];
    await run("skopeo", "login", ...login, htpasswd.name);
    const exists = (image: string, env: Record<string, string>) => {
      // An image of flyte 2 that is used unchanged has the name of its base image.
      const fields = { platform: ["linux/amd64"], extendable: false, is_cloned: false, layers: [] };
      const stdin = JSON.stringify({ base_image: `${htpasswd.name}/${image}`, ...fields });
      return flyteConfig(["image", "exists", "--json", "-"], { env, stdin });
    };
    for (const image of Object.keys(IMAGES)) {
      const { code, stdout } = await exists(image, { REGISTRY_AUTH_FILE: file });
      assert.deepEqual([code, JSON.parse(stdout).digest], [0, digests.get(image)]);
    }
    const absent = await exists("public/app:none", { REGISTRY_AUTH_FILE: file });
    assert.deepEqual([absent.code, JSON.parse(absent.stdout).reason], [1, "manifest_unknown"]);
    const unknown = await exists("public/app:oci", { REGISTRY_AUTH_FILE: `${folder}/none.json` });
    assert.deepEqual([unknown.code, JSON.parse(unknown.stdout).reason], [3, "registry_unauthorized"]);
    for (const secret of SECRETS) assert.ok(!`${absent.stdout}${unknown.stdout}${unknown.stderr}`.includes(secret));
  },

  "a registry that is not there is told as such": async () => {
    const answer = await ask({ name: `127.0.0.1:${freePort()}` }, "public/app:oci");
    assert.equal(answer.state === "unknown" && answer.reason, "registry_unreachable");
  },
};

/** This machine with no more of its environment than is given here. */
function withEnv(env: Readonly<Record<string, string>>): Host {
  return { ...defaultHost(), env: (name) => env[name], homeDirectory: () => undefined };
}

/** Examines a registry with the doctor; the finding must be this one. */
async function diagnosed(
  { name }: { readonly name: string },
  image: string,
  env: Readonly<Record<string, string>>,
  status: Finding["status"],
  message: RegExp,
  fix = /^$/,
): Promise<void> {
  const host = { ...withEnv({ FLYTE_PLATFORM_URL: "127.0.0.1:1", ...env }), envNames: () => [] };
  const findings: Finding[] = [];
  for await (const finding of doctor({ host, versions: ["flytekit"], image: `${name}/${image}` })) {
    findings.push(finding);
  }
  const text = JSON.stringify(findings);
  for (const secret of SECRETS) assert.ok(!text.includes(secret), text);
  const found = findings.filter(({ probe }) => probe === "registry");
  assert.deepEqual(found.map((one) => one.status), [status], text);
  assert.match(found[0]!.message, message);
  assert.match(found[0]!.fix ?? "", fix);
}

function clientWith(options: RegistryClientOptions): RegistryClient {
  return new RegistryClient({ host: withEnv({}), retries: 0, ...options });
}

async function ask(registry: { readonly name: string }, image: string, options: RegistryClientOptions = {}) {
  const client = clientWith(options);
  return withoutSecrets(await client.exists(`${registry.name}/${image}`), client);
}

/** All images must be there, and be what skopeo says they are. */
async function expectAll(registry: Registry, options: RegistryClientOptions): Promise<void> {
  const client = clientWith(options);
  for (const [image, { mediaType }] of Object.entries(IMAGES)) {
    const digest = digests.get(image)!;
    const expected = { state: "present", digest, mediaType };
    assert.deepEqual(withoutSecrets(await client.exists(`${registry.name}/${image}`), client), expected);
    assert.deepEqual(await client.exists(`${registry.name}/${image.replace(/:.*/, `@${digest}`)}`), expected);
  }
}

function withoutSecrets(answer: Existence, client: RegistryClient): Existence {
  const text = inspect([answer, client], { depth: 9, showHidden: true }) + Deno.inspect([answer, client]);
  for (const secret of SECRETS) assert.ok(!text.includes(secret), text);
  return answer;
}

async function push(from: string, to: string, format: string): Promise<void> {
  const options = ["--insecure-policy", "--quiet", "--all", "--format", format, "--dest-tls-verify=false"];
  await run("skopeo", "copy", ...options, from, `docker://${to}`);
}

const digests = new Map<string, string>();

async function main(): Promise<number> {
  await requirePrograms();
  const folder = await Deno.makeTempDir();
  let failed = 0;
  try {
    await writeLayout(`${folder}/layout`);
    const storage = `${folder}/storage`;
    const { ca, server } = await makeCertificates(folder);
    const accounts = `${folder}/htpasswd`;
    await Deno.writeTextFile(accounts, await run("htpasswd", "-Bbn", HTPASSWD.name, HTPASSWD.password));
    await using tokenServer = await startTokenServer(ca);
    await using open = await startRegistry({ storage });
    await using htpasswd = await startRegistry({ storage, auth: { htpasswd: { realm: "r", path: accounts } } });
    await using tokens = await startRegistry({ storage, auth: tokenServer.auth });
    await using tls = await startRegistry({ storage, tls: server });
    await using tlsTokens = await startRegistry({ storage, tls: server, auth: tokenServer.auth });
    for (const [image, { from, format }] of Object.entries(IMAGES)) {
      await push(`oci:${folder}/layout:${from}`, `${open.name}/${image}`, format);
      const raw = await run("skopeo", "inspect", "--raw", "--tls-verify=false", `docker://${open.name}/${image}`);
      digests.set(image, digestOf(new TextEncoder().encode(raw)));
    }
    for (const [name, check] of Object.entries(CASES)) {
      try {
        await check({ folder, open, htpasswd, tokens, tls, tlsTokens, tokenServer, ca });
        console.log(`ok      ${name}`);
      } catch (error) {
        failed++;
        console.log(`FAILED  ${name}: ${error instanceof FlyteConfigError ? inspect(error) : (error as Error).stack}`);
      }
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  console.log(`${Object.keys(CASES).length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

if (import.meta.main) Deno.exit(await main());
