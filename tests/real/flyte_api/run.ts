/**
 * Connects to a server with flyteidl2's services over TLS with a private CA: Python's flyte 2, and this library in Node,
 * Deno and Bun, all with the same `config.yaml`.
 *
 *     deno run -A tests/real/flyte_api/run.ts
 *
 * Needs root (for a server on port 443), Debian's openssl and chromium, npm, and the environments of `scripts/record.py`. Ends with
 * `N passed, M failed`.
 *
 * @module
 */
import assert from "node:assert/strict";
import * as fc from "fast-check";
import { Authenticator } from "../../../src/api/mod.ts";
import type { Finding } from "../../../src/doctor/mod.ts";
import { type Host, PlatformConfig } from "../../../v2.ts";
import { checkRecipes, clientPages, recipesOf, runRecipe } from "../recipes.ts";
import type { Job, Outcome } from "./job.ts";
import {
  type Certificates,
  type Client,
  makeCertificates,
  prepare,
  RECIPES,
  startClients,
  startServer,
  type TestServer,
} from "./machine.ts";
import { type Page, withPage } from "../../runtimes/runners/browser.ts";
import type { ServerReport, ServerState } from "./state.ts";

/** What all cases share. */
interface World {
  readonly folder: string;
  readonly server: TestServer;
  readonly certificates: Certificates;
  readonly clients: Readonly<Record<string, Client>>;
  /** An address of the server on the port of https. */
  readonly keyAddress: string;
}

const SECRET = "canary-s3cret/+ pässword";
const STATIC_TOKEN = "canary-static-token";
const PROXY_TOKEN = "canary-proxy-token";
/** What no output may contain: secrets, in all forms in which they are sent, and tokens. */
const CANARIES = ["canary", "cGFzc3dvcmQ", btoa("robot:canary").slice(0, 14)];

const CLIENT: Partial<ServerState> = { clients: { robot: SECRET } };
const PROJECTS = ["flytesnacks", "billing"];

/** Writes a configuration file, and returns its path. */
async function configFile(world: World, lines: Readonly<Record<string, unknown>>): Promise<string> {
  // flyte remembers the files that it has read.
  const path = `${await Deno.makeTempDir({ dir: world.folder })}/config.yaml`;
  const { server, certificates } = world;
  const all = { endpoint: `dns:///${server.tls}`, caCertFilePath: certificates.ca, ...lines };
  const text = Object.entries(all).filter(([, value]) => value !== undefined)
    .map(([key, value]) => `  ${key}: ${JSON.stringify(value)}\n`);
  await Deno.writeTextFile(path, `admin:\n${text.join("")}`);
  return path;
}

/** The settings of a client with a secret. */
function withSecret({ folder }: World): Readonly<Record<string, unknown>> {
  return { authType: "ClientSecret", clientId: "robot", clientSecretLocation: `${folder}/secret` };
}

/** Runs a job in a runtime, and returns the outcome and what the server was asked. */
async function run(
  world: World,
  runtime: string,
  job: Job,
  state: Partial<ServerState>,
): Promise<{ readonly outcome: Outcome; readonly report: ServerReport }> {
  await world.server.set(state);
  const { outcome, written } = await world.clients[runtime]!.run(job);
  if (runtime !== "python") {
    const text = written + JSON.stringify(outcome);
    for (const canary of CANARIES) assert.ok(!text.includes(canary), `${runtime} printed ${canary}: ${text}`);
  }
  return { outcome, report: await world.server.report() };
}

const JAVASCRIPT = ["node", "deno", "bun"];

/** Runs a job everywhere; the outcome in JavaScript and what the server was asked must be those of Python. */
async function sameAsPython(world: World, job: Job, state: Partial<ServerState>): Promise<ServerReport> {
  const python = await run(world, "python", job, state);
  assert.equal(python.outcome.error, undefined);
  for (const runtime of JAVASCRIPT) {
    const { outcome, report } = await run(world, runtime, job, state);
    assert.deepEqual(outcome, python.outcome, runtime);
    assert.deepEqual(report.tokenRequests, python.report.tokenRequests, runtime);
    // The two requests of the discovery are sent at once.
    assert.deepEqual([...report.calls].sort(), [...python.report.calls].sort(), runtime);
  }
  return python.report;
}

/** Runs a job that fails everywhere; the error must have the code and match the message. */
async function failsWith(
  world: World,
  job: Job,
  state: Partial<ServerState>,
  code: string,
  message: RegExp,
  runtimes: readonly string[] = ["python", ...JAVASCRIPT],
): Promise<void> {
  for (const runtime of runtimes) {
    const { outcome } = await run(world, runtime, job, state);
    assert.notEqual(outcome.error, undefined, `${runtime} succeeded`);
    if (runtime === "python") continue;
    assert.equal(outcome.error, code, `${runtime}: ${outcome.message}`);
    assert.match(outcome.message!, message, runtime);
  }
}

const STEPS = ["user", "projects", "user"] as const;

/** The codes of Connect, in the order of their numbers, which start at 1. */
const CODES = [
  ..."CANCELED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED".split(" "),
  ..."RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS".split(
    " ",
  ),
  "UNAUTHENTICATED",
];

/** An authenticator without a server, and the requests for a token that it has sent. */
function withoutServer(id: string, secret: string, scopes: readonly string[]) {
  const requests: unknown[] = [];
  const fetch: Host["fetch"] = (_, init) => {
    requests.push([new Headers(init!.headers).get("authorization")!, [...new URLSearchParams(String(init!.body))]]);
    return Promise.resolve(Response.json({ access_token: "t" }));
  };
  const client = {
    authMode: "ClientSecret",
    clientId: id,
    clientCredentialsSecret: secret,
    scopes: [...scopes],
  } as const;
  const platform = new PlatformConfig({ endpoint: "flyte.test", ...client });
  const clientConfig = { tokenEndpoint: "https://idp.test/" };
  return { auth: new Authenticator(platform, { fetch, clientConfig }), requests };
}

async function tokenRequestOf(id: string, secret: string, scopes: readonly string[]): Promise<unknown> {
  const { auth, requests } = withoutServer(id, secret, scopes);
  await auth.headers();
  return requests[0];
}

async function isRepeated(code: string, rawMessage: string, hadToken: boolean): Promise<boolean> {
  const { auth } = withoutServer("id", "secret", []);
  if (hadToken) await auth.headers();
  let calls = 0;
  const error = Object.assign(new Error(rawMessage), { code: CODES.indexOf(code) + 1, rawMessage });
  const call = auth.interceptor(() => {
    calls++;
    return Promise.reject(error);
  });
  const { signal } = new AbortController();
  await call({ stream: false, header: new Headers(), message: {}, method: { methodKind: "unary" }, signal })
    .catch(() => {});
  return calls === 2;
}

/** Expected findings of the doctor: status, code, message and fix of one probe. */
type Expected = readonly [probe: string, status: string, code: string | undefined, message: RegExp, fix?: RegExp];

/** Examines a configuration in all runtimes of JavaScript. Returns the findings about the Flyte API in the last one. */
async function examined(
  world: World,
  config: string,
  state: Partial<ServerState>,
  versions: readonly ("flytekit" | "flyte2")[],
  expected: Expected | undefined,
): Promise<readonly Finding[]> {
  let findings: readonly Finding[] = [];
  for (const runtime of JAVASCRIPT) {
    const { outcome } = await run(world, runtime, { config, steps: [], examine: versions }, state);
    assert.equal(outcome.error, undefined, `${runtime}: ${outcome.message}`);
    findings = (outcome.results as readonly Finding[]).filter(({ probe }) => API_PROBES.includes(probe));
    const where = `${runtime}: ${JSON.stringify(findings, null, 1)}`;
    const wrong = findings.filter(({ status }) => status === "failed" || status === "warning");
    for (const { fix } of wrong) assert.ok(fix, where);
    if (expected === undefined) {
      assert.deepEqual(wrong, [], where);
      continue;
    }
    const [probe, status, code, message, fix = /^$/] = expected;
    const found = findings.filter((finding) => finding.probe === probe);
    assert.equal(found.length, 1, where);
    assert.deepEqual([found[0]!.status, found[0]!.code], [status, code], where);
    assert.match(found[0]!.message, message, runtime);
    assert.match(found[0]!.fix ?? "", fix, runtime);
    if (status === "failed") assert.equal(wrong.length, 1, where);
  }
  return findings;
}

const API_PROBES = ["endpoint", "tls", "auth", "token"];

/** Starts a server with another certificate of the same CA. */
async function startWith({ certificates: { key } }: World, certificate: string) {
  const [cert, text] = await Promise.all([certificate, key].map((path) => Deno.readTextFile(path)));
  const options = { port: 0, hostname: "127.0.0.1", onListen: () => {}, cert: cert!, key: text! };
  const server = Deno.serve(options, () => new Response("", { status: 404 }));
  return { endpoint: `dns:///127.0.0.1:${server.addr.port}`, [Symbol.asyncDispose]: () => server.shutdown() };
}

const CASES: Readonly<Record<string, (world: World) => Promise<void>>> = {
  "doctor: all is well, in both versions, with a client secret, a command, and without a token": async (world) => {
    const withClient = await configFile(world, withSecret(world));
    const findings = await examined(world, withClient, CLIENT, ["flytekit", "flyte2"], undefined);
    assert.deepEqual(findings.map(({ probe, status, versions }) => [probe, status, versions.join()]), [
      ["endpoint", "ok", "flytekit,flyte2"],
      ["tls", "ok", "flytekit,flyte2"],
      ["auth", "ok", "flytekit"],
      ["token", "ok", "flytekit"],
      ["auth", "ok", "flyte2"],
      ["token", "ok", "flyte2"],
    ]);
    const command = { authType: "ExternalCommand", command: ["cat", `${world.folder}/static-token`] };
    const withCommand = await configFile(world, command);
    const ok: Expected = ["token", "ok", undefined, /the command prints a token, and projects can be listed/];
    await examined(world, withCommand, { accepted: [STATIC_TOKEN] }, ["flyte2"], ok);
    const open: Expected = ["token", "ok", undefined, /no token is needed/];
    await examined(world, await configFile(world, {}), { accepted: [""] }, ["flyte2"], open);
    const proxyCommand = ["cat", `${world.folder}/proxy-token`];
    const withProxy = await configFile(world, { ...withSecret(world), proxyCommand });
    await examined(world, withProxy, { ...CLIENT, proxyToken: PROXY_TOKEN }, ["flyte2"], undefined);
  },

  "doctor: each mistake has a finding of its own, with what to change": async (world) => {
    const { server, certificates } = world;
    await using expired = await startWith(world, certificates.expired);
    await using otherName = await startWith(world, certificates.otherName);
    const insecure = { insecure: true, caCertFilePath: undefined };
    const endpoint = String.raw`platform\.endpoint from .*config\.yaml:2:\d+ \(admin\.endpoint\)`;
    const script = (text: string) => ({ authType: "ExternalCommand", command: ["sh", "-c", text] });
    const cases: readonly [Readonly<Record<string, unknown>>, Partial<ServerState>, Expected][] = [
      [{ endpoint: "dns:///127.0.0.1:1" }, {}, [
        "endpoint",
        "failed",
        "api_unreachable",
        /nothing listens at 127\.0\.0\.1:1/,
        new RegExp(`correct the port of ${endpoint}`),
      ]],
      [{ endpoint: "dns:///flyte.invalid" }, {}, [
        "endpoint",
        "failed",
        "api_unreachable",
        /no host "flyte\.invalid"|name server does not answer/,
        /platform\.endpoint from|check the network/,
      ]],
      [{ caCertFilePath: certificates.otherCa }, {}, [
        "tls",
        "failed",
        "api_untrusted",
        /is not trusted/,
        /correct platform\.ca_cert_file_path from .*config\.yaml:3:\d+/,
      ]],
      [{ caCertFilePath: undefined }, {}, [
        "tls",
        "failed",
        "api_untrusted",
        /is not trusted/,
        /set admin\.caCertFilePath in the configuration file/,
      ]],
      [{ endpoint: expired.endpoint }, {}, [
        "tls",
        "failed",
        "api_untrusted",
        /has expired on 20/,
        /renew the certificate/,
      ]],
      [{ endpoint: otherName.endpoint }, {}, [
        "tls",
        "failed",
        "api_untrusted",
        /is for "other\.test", not for "127\.0\.0\.1"/,
        new RegExp(`use one of these names in ${endpoint}`),
      ]],
      [{ endpoint: `dns:///${server.plain}` }, {}, [
        "tls",
        "failed",
        "api_tls_mismatch",
        /does not use TLS|closed the connection/,
        /set admin\.insecure in the configuration file.* to true/,
      ]],
      [insecure, {}, [
        "tls",
        "failed",
        "api_tls_mismatch",
        /the server uses TLS, but platform\.insecure from .* is true/,
        /remove platform\.insecure from .*config\.yaml:\d+:\d+ \(admin\.insecure\)/,
      ]],
      [{ insecureSkipVerify: true, caCertFilePath: undefined, ...withSecret(world) }, CLIENT, [
        "tls",
        "warning",
        "api_untrusted",
        /accepts it, and any other one/,
        /set admin\.caCertFilePath .*, and remove platform\.insecure_skip_verify/,
      ]],
      [{ ...insecure, endpoint: `dns:///${server.plain}`, ...withSecret(world) }, CLIENT, [
        "token",
        "failed",
        "auth_token_missing",
        /platform\.insecure from .* turns authentication off/,
        /remove it if the server uses TLS/,
      ]],
      [withSecret(world), { clients: { robot: "other" } }, [
        "token",
        "failed",
        "auth_client_rejected",
        /rejected the client \(status 401/,
        /check platform\.client_id from .* and platform\.client_credentials_secret from file .*secret/,
      ]],
      [withSecret(world), { ...CLIENT, isValidFor: 0 }, [
        "token",
        "failed",
        "auth_token_refused",
        /it refused the token/,
        /check that platform\.client_id from/,
      ]],
      [withSecret(world), { ...CLIENT, tokenResponse: { status: 200, body: "<html>canary</html>" } }, [
        "token",
        "failed",
        "auth_response_invalid",
        /is not a JSON object/,
        /the log of the token endpoint/,
      ]],
      [withSecret(world), { ...CLIENT, tokenResponse: { status: 503, body: { error: SECRET } } }, [
        "token",
        "failed",
        "auth_server_failed",
        /failed \(status 503/,
        /try again later/,
      ]],
      [script(`cat ${world.folder}/secret >&2; exit 3`), {}, [
        "token",
        "failed",
        "auth_command_failed",
        /the program "sh" of platform\.command .* ended with exit code 3/,
        /run it in a terminal/,
      ]],
      [script(`cat ${world.folder}/secret`), {}, [
        "token",
        "failed",
        "auth_command_failed",
        /must print a token and nothing else/,
        /run it in a terminal/,
      ]],
      [{ authType: "Pkce" }, {}, ["token", "skipped", undefined, /no token is requested: .*needs a browser/]],
      [{ authType: "DeviceFlow" }, {}, [
        "auth",
        "failed",
        "auth_request_rejected",
        /the server names no device authorization endpoint/,
        /choose another way in platform\.auth_mode/,
      ]],
    ];
    for (const [lines, state, expected] of cases) {
      await examined(world, await configFile(world, lines), state, ["flyte2"], expected);
    }
  },

  "client credentials: the same results, calls and requests for tokens as in Python": async (world) => {
    const config = await configFile(world, withSecret(world));
    const report = await sameAsPython(world, { config, steps: STEPS }, CLIENT);
    assert.equal(report.tokenRequests.length, 1);
    assert.equal(report.tokenRequests[0]!.client, "robot");
  },

  "a refused stream is requested again, with the same message": async (world) => {
    const config = await configFile(world, withSecret(world));
    const { calls } = await sameAsPython(world, { config, steps: ["logs", "logs"] }, { ...CLIENT, calls: 1 });
    assert.deepEqual(calls.filter((call) => call.startsWith("TailLogs")), [
      "TailLogs no token",
      "TailLogs ok",
      "TailLogs refused",
      "TailLogs ok",
    ]);
    const flytekit = await run(world, "node", { config, steps: ["logs"], flytekit: true }, CLIENT);
    assert.deepEqual(flytekit.outcome, { results: [[2, 1]] });
  },

  "flytekit's settings connect with the same file, by gRPC": async (world) => {
    const config = await configFile(world, withSecret(world));
    for (const runtime of JAVASCRIPT) {
      const { outcome, report } = await run(world, runtime, { config, steps: STEPS, flytekit: true }, CLIENT);
      assert.deepEqual(outcome, { results: ["robot", PROJECTS, "robot"] }, runtime);
      assert.equal(report.tokenRequests.length, 1);
    }
  },

  "the server's header, scopes and audience are used, and the scopes of the file": async (world) => {
    const state = { ...CLIENT, headerKey: "flyte-authorization", scopes: ["one", "two"], audience: "acme" };
    const config = await configFile(world, withSecret(world));
    const remote = await sameAsPython(world, { config, steps: STEPS }, state);
    assert.deepEqual(remote.tokenRequests[0]!.form, {
      grant_type: "client_credentials",
      scope: "one two",
      audience: "acme",
    });
    const own = await configFile(world, { ...withSecret(world), scopes: ["three", "'four'"] });
    const local = await sameAsPython(world, { config: own, steps: ["user"] }, { ...state, scopes: [] });
    assert.equal(local.tokenRequests[0]!.form.scope, "three four");
  },

  "a token that is no longer accepted is replaced, with as many requests as in Python": async (world) => {
    const config = await configFile(world, withSecret(world));
    const job: Job = { config, steps: ["user", "projects", "user", "projects", "user"] };
    const report = await sameAsPython(world, job, { ...CLIENT, calls: 2 });
    assert.equal(report.tokenRequests.length, 3);
    assert.equal(report.calls.filter((call) => call.endsWith("refused")).length, 2);
  },

  "a token with a stated lifetime is replaced before the server refuses it, unlike in Python": async (world) => {
    const config = await configFile(world, withSecret(world));
    const job: Job = { config, steps: ["user", 2200, "user"] };
    const state = { ...CLIENT, expiresIn: 2, isValidFor: 2000 };
    const refusals = ({ calls }: ServerReport) => calls.filter((call) => call.endsWith("refused")).length;
    const python = await run(world, "python", job, state);
    const node = await run(world, "node", job, state);
    assert.deepEqual(node.outcome, python.outcome);
    assert.deepEqual([refusals(python.report), refusals(node.report)], [1, 0]);
    assert.equal(node.report.tokenRequests.length, python.report.tokenRequests.length);
  },

  "20 first calls at once request one token, unlike in Python": async (world) => {
    const config = await configFile(world, withSecret(world));
    const python = await run(world, "python", { config, steps: ["user"], atOnce: 20 }, CLIENT);
    assert.ok(python.report.tokenRequests.length > 1);
    for (const runtime of JAVASCRIPT) {
      const { outcome, report } = await run(world, runtime, { config, steps: ["user"], atOnce: 20 }, CLIENT);
      assert.deepEqual(outcome, { results: ["robot"] });
      assert.equal(report.tokenRequests.length, 1);
    }
  },

  "an external command: the same token and as many runs as in Python": async (world) => {
    const counter = `${world.folder}/runs`;
    const script = `echo run >> ${counter}; cat ${world.folder}/static-token`;
    const config = await configFile(world, { authType: "ExternalCommand", command: ["sh", "-c", script] });
    const counts: number[] = [];
    for (const runtime of Object.keys(world.clients)) {
      await Deno.writeTextFile(counter, "");
      const { outcome, report } = await run(world, runtime, { config, steps: STEPS }, { accepted: [STATIC_TOKEN] });
      assert.deepEqual(outcome, { results: ["robot", PROJECTS, "robot"] }, runtime);
      assert.deepEqual(report.calls, ["UserInfo no token", "UserInfo ok", "ListProjects ok", "UserInfo ok"]);
      counts.push((await Deno.readTextFile(counter)).split("\n").length - 1);
    }
    assert.deepEqual(new Set(counts), new Set([1]));
  },

  "a proxy in front of Flyte gets its token, with which flyte 2.12.1 cannot connect": async (world) => {
    const proxyCommand = ["cat", `${world.folder}/proxy-token`];
    const config = await configFile(world, { ...withSecret(world), proxyCommand });
    const state = { ...CLIENT, proxyToken: PROXY_TOKEN };
    const python = await run(world, "python", { config, steps: STEPS }, state);
    assert.match(python.outcome.error!, /multiple values for keyword argument 'command'/);
    for (const runtime of JAVASCRIPT) {
      const { outcome } = await run(world, runtime, { config, steps: STEPS }, state);
      assert.deepEqual(outcome, { results: ["robot", PROJECTS, "robot"] }, runtime);
    }
  },

  "Passthrough sends the caller's headers": async (world) => {
    const config = await configFile(world, { authType: "Passthrough" });
    const metadata = { authorization: `Bearer ${STATIC_TOKEN}` };
    await sameAsPython(world, { config, steps: STEPS, metadata }, { accepted: [STATIC_TOKEN] });
    await failsWith(world, { config, steps: STEPS }, {}, "auth_token_missing", /are those of the function "metadata"/);
  },

  "insecureSkipVerify accepts the certificate": async (world) => {
    const config = await configFile(world, {
      ...withSecret(world),
      caCertFilePath: undefined,
      insecureSkipVerify: true,
    });
    await sameAsPython(world, { config, steps: STEPS }, CLIENT);
  },

  "an API key connects": async (world) => {
    const apiKey = btoa(
      new TextDecoder("latin1").decode(new TextEncoder().encode(`${world.keyAddress}:robot:${SECRET}:acme`)),
    );
    const report = await sameAsPython(world, { apiKey, ca: world.certificates.ca, steps: STEPS }, CLIENT);
    assert.equal(report.tokenRequests.length, 1);
  },

  "a server without authentication is asked without a token, also with settings that need a browser": async (world) => {
    const config = await configFile(world, {});
    const report = await sameAsPython(world, { config, steps: STEPS }, { accepted: [""] });
    assert.deepEqual(report.calls, ["UserInfo ok", "ListProjects ok", "UserInfo ok"]);
  },

  "random clients and scopes lead to the same requests as in Python, and random failures are repeated alike": async (
    world,
  ) => {
    const strings = fc.string({
      minLength: 1,
      unit: fc.constantFrom(..."abAZ09 +%/:~_.-!*'()[]\"&=\n\u00e9\u20ac\u{1f680}"),
    });
    const request = fc.tuple(strings, strings, fc.array(strings, { minLength: 1, maxLength: 4 }));
    const messages = fc.constantFrom(
      "",
      "Unauthorized",
      "401 UNAUTHENTICATED",
      "unauthorised",
      "not found",
      "HTTP 403",
    );
    const failure = fc.tuple(fc.constantFrom(...CODES), messages, fc.boolean());
    const tokenRequests = fc.sample(request, { numRuns: 500, seed: 1 });
    const failures = fc.sample(failure, { numRuns: 200, seed: 1 });
    const { outcome } = await world.clients.python!.run({ tokenRequests, failures, steps: [] });
    const requests = await Promise.all(tokenRequests.map(([id, secret, scopes]) => tokenRequestOf(id, secret, scopes)));
    const repeated = await Promise.all(
      failures.map(([code, message, hadToken]) => isRepeated(code, message, hadToken)),
    );
    assert.deepEqual([requests, repeated], outcome.results);
  },

  "a page in Chromium connects with connect-web": async ({ server }) => {
    await server.set(CLIENT);
    const outcomeAt = (page: Page, endpoint: string) => {
      const lines = ["authType: ClientSecret", "clientId: robot", "clientSecretEnvVar: SECRET"];
      const text = `admin:\n  endpoint: dns:///${endpoint}\n${lines.map((line) => `  ${line}\n`).join("")}`;
      return page.evaluate(`(async () => {
        const env = { SECRET: ${JSON.stringify(SECRET)} };
        const file = { name: "config.yaml", text: ${JSON.stringify(text)} };
        const { platform } = flyte.Config.from({ file, env });
        const { interceptor } = new flyte.Authenticator(platform);
        const options = flyte.connectWebOptions(platform.with({ rpcRetries: 0 }), { interceptors: [interceptor] });
        const transport = flyte.createConnectTransport(options);
        try {
          const { subject } = await flyte.createClient(flyte.IdentityService, transport).userInfo({});
          const { projects } = await flyte.createClient(flyte.ProjectService, transport).listProjects({});
          return [subject, projects.projects.map(({ id }) => id)];
        } catch (error) {
          return flyte.explainCallError(platform, error).code;
        }
      })()`);
    };
    await withPage(async (page) => {
      await page.goto(`https://${server.tls}/page`);
      assert.deepEqual(await outcomeAt(page, server.tls), ["robot", PROJECTS]);
      const { calls, tokenRequests } = await server.report();
      assert.deepEqual(calls.filter((call) => call.endsWith(" ok")), ["UserInfo ok", "ListProjects ok"]);
      assert.equal(tokenRequests.length, 1);
      assert.equal(await outcomeAt(page, "127.0.0.1:9"), "api_unreachable");
    }, ["--ignore-certificate-errors"]);
  },

  "the recipes of docs/clients have the types of the clients": async () => {
    await checkRecipes(RECIPES, (await Promise.all((await clientPages("connect")).map(recipesOf))).flat());
  },

  "the recipes of docs/clients print what they say": async (world) => {
    await world.server.set(CLIENT);
    const { ca } = world.certificates;
    const withFile = { FLYTECTL_CONFIG: await configFile(world, withSecret(world)) };
    // `fetch` in Node verifies certificates on its own.
    const withoutFile = {
      FLYTECTL_CONFIG: await configFile(world, { ...withSecret(world), caCertFilePath: undefined }),
      NODE_EXTRA_CA_CERTS: ca,
    };
    for (const page of await clientPages("connect")) {
      for (const recipe of await recipesOf(page)) {
        const isWeb = /\bconnectWebOptions\b/.test(recipe.code) && !/\bdenoClientOptions\b/.test(recipe.code);
        await runRecipe(RECIPES, recipe, isWeb ? withoutFile : withFile);
      }
    }
  },

  "error: a wrong secret": async (world) => {
    const config = await configFile(world, withSecret(world));
    const message =
      /rejected the client \(status 401, "invalid_client: unknown client"\); check platform\.client_id from .*config\.yaml:5:\d+ \(admin\.clientId\) and platform\.client_credentials_secret from file .*secret, named by .*config\.yaml:6/;
    await failsWith(world, { config, steps: STEPS }, { clients: { robot: "other" } }, "auth_client_rejected", message);
  },

  "error: a token that is expired from the start": async (world) => {
    const config = await configFile(world, withSecret(world));
    const state = { ...CLIENT, isValidFor: 0 };
    await failsWith(
      world,
      { config, steps: STEPS },
      state,
      "auth_token_refused",
      /it refused the token, or none was sent; check that platform\.client_id from .*config\.yaml:5/,
    );
  },

  "error: malformed and failing responses of the token endpoint": async (world) => {
    const config = await configFile(world, withSecret(world));
    const cases = [
      [{ status: 200, body: "<html>canary</html>" }, "auth_response_invalid"],
      [{ status: 200, body: { access_token: "" } }, "auth_response_invalid"],
      [{ status: 503, body: { error: SECRET } }, "auth_server_failed"],
      [{ status: 400, body: { error: "invalid_scope" } }, "auth_request_rejected"],
      [{ status: 307, body: "", headers: { location: `https://${world.server.tls}/oauth2/other` } }, "api_unexpected"],
    ] as const;
    for (const [tokenResponse, code] of cases) {
      const state = { ...CLIENT, tokenResponse };
      await failsWith(world, { config, steps: STEPS }, state, code, /the token endpoint|its /, [
        "node",
        "deno",
        "bun",
      ]);
      assert.ok(!(await world.server.report()).calls.some((call) => call.startsWith("redirected")));
    }
  },

  "error: a wrong CA": async (world) => {
    const config = await configFile(world, { ...withSecret(world), caCertFilePath: world.certificates.otherCa });
    const message =
      /its certificate is not trusted: .*; check platform\.ca_cert_file_path from .*config\.yaml:3:\d+ \(admin\.caCertFilePath\)/;
    await failsWith(world, { config, steps: STEPS }, CLIENT, "api_untrusted", message);
    const none = await configFile(world, { ...withSecret(world), caCertFilePath: undefined });
    await failsWith(
      world,
      { config: none, steps: STEPS },
      CLIENT,
      "api_untrusted",
      /set admin\.caCertFilePath in the configuration file/,
      JAVASCRIPT,
    );
  },

  "error: TLS to a server without it": async (world) => {
    const config = await configFile(world, { ...withSecret(world), endpoint: `dns:///${world.server.plain}` });
    await failsWith(
      world,
      { config, steps: STEPS },
      CLIENT,
      "api_tls_mismatch",
      /does not use TLS; if that is intended, set admin\.insecure/,
    );
  },

  "error: plain HTTP to a server with TLS": async (world) => {
    const config = await configFile(world, { ...withSecret(world), caCertFilePath: undefined, insecure: true });
    await failsWith(
      world,
      { config, steps: STEPS },
      CLIENT,
      "api_tls_mismatch",
      /if it does, remove platform\.insecure from .*config\.yaml:6/,
    );
  },

  "error: without TLS, flyte 2 sends no token": async (world) => {
    const plain = { endpoint: `dns:///${world.server.plain}`, caCertFilePath: undefined, insecure: true };
    const config = await configFile(world, { ...withSecret(world), ...plain });
    await failsWith(
      world,
      { config, steps: STEPS },
      CLIENT,
      "auth_token_missing",
      /platform\.insecure from .* turns authentication off/,
    );
    const flytekit = await run(world, "node", { config, steps: STEPS, flytekit: true }, CLIENT);
    assert.deepEqual(flytekit.outcome, { results: ["robot", PROJECTS, "robot"] });
  },

  "error: an unreachable server, and an unknown name": async (world) => {
    for (const endpoint of ["dns:///127.0.0.1:1", "dns:///flyte.invalid"]) {
      const config = await configFile(world, { ...withSecret(world), endpoint });
      const job = { config, steps: STEPS };
      await failsWith(
        world,
        job,
        CLIENT,
        "api_unreachable",
        /it cannot be reached.*; check platform\.endpoint from .*config\.yaml:2/,
        JAVASCRIPT,
      );
    }
  },

  "error: a way to authenticate that needs a browser": async (world) => {
    for (const authType of [undefined, "Pkce", "DeviceFlow"]) {
      const config = await configFile(world, { authType });
      await failsWith(
        world,
        { config, steps: STEPS },
        CLIENT,
        "auth_interactive",
        /needs a browser; use "ClientSecret"/,
        JAVASCRIPT,
      );
    }
  },

  "error: a command that fails, or prints no token": async (world) => {
    const print = `cat ${world.folder}/secret`;
    for (const script of [`${print} >&2; exit 3`, print, "exit 0"]) {
      const config = await configFile(world, { authType: "ExternalCommand", command: ["sh", "-c", script] });
      const message = /the program "sh" of platform\.command from .*config\.yaml:5:\d+ \(admin\.command\)/;
      await failsWith(world, { config, steps: STEPS }, {}, "auth_command_failed", message, JAVASCRIPT);
    }
  },
};

async function main(): Promise<number> {
  await prepare();
  const folder = await Deno.makeTempDir();
  let [passed, failed] = [0, 0];
  try {
    // An address of this machine that no other run uses, since API keys cannot contain a port.
    const keyAddress = `127.${crypto.getRandomValues(new Uint8Array(3)).map((byte) => 1 + byte % 254).join(".")}`;
    const certificates = await makeCertificates(folder, ["127.0.0.1", keyAddress]);
    await Deno.writeTextFile(`${folder}/secret`, `${SECRET}\n`);
    await Deno.writeTextFile(`${folder}/static-token`, `\n ${STATIC_TOKEN}\n`);
    await Deno.writeTextFile(`${folder}/proxy-token`, PROXY_TOKEN);
    await using server = await startServer(certificates, keyAddress);
    const clients = await startClients(folder, certificates.ca);
    await using stack = new AsyncDisposableStack();
    for (const client of Object.values(clients)) stack.use(client);
    for (const [name, check] of Object.entries(CASES)) {
      if (Deno.args.length > 0 && !Deno.args.some((word) => name.includes(word))) continue;
      try {
        await check({ folder, server, certificates, clients, keyAddress });
        passed++;
        console.log(`ok      ${name}`);
      } catch (error) {
        failed++;
        console.log(`FAILED  ${name}: ${(error as Error).stack}`);
      }
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

if (import.meta.main) Deno.exit(await main());
