import assert from "node:assert/strict";
import type { Finding } from "../../../src/doctor/mod.ts";
import type { Host } from "../../../src/runtime/host.ts";
import { examined, machineWith, onlyFinding } from "../../_support/examined.ts";
import { type Answers, startFlyte } from "../../_support/flyte_server.ts";

const PROJECTS = "/flyteidl2.project.ProjectService/ListProjects";
const SECRET = "hunter2-secret";
const unauthenticated = () => Response.json({ code: "unauthenticated" }, { status: 401 });

/** Calls need the first token that the server issues. */
const PROTECTED: Answers = {
  [PROJECTS]: ({ headers }) => headers.get("authorization") === "Bearer t1" ? Response.json({}) : unauthenticated(),
};

const CLIENT = "  authType: ClientSecret\n  clientId: robot\n  clientSecretLocation: /secret\n";

interface Machine {
  readonly version?: "flytekit" | "flyte2";
  readonly run?: Host["run"];
}

/** The findings about tokens, without TLS; the file has these lines below `admin`. */
async function tokens(answers: Answers, lines: string, { version = "flytekit", run }: Machine = {}) {
  await using server = startFlyte(answers);
  const text = `admin:\n  endpoint: dns:///${server.name}\n  insecure: true\n${lines}`;
  const host = machineWith({ files: { "/home/me/.flyte/config.yaml": text, "/secret": SECRET } });
  const findings = await examined(
    { host: run === undefined ? host : { ...host, run }, versions: [version], image: "127.0.0.1:1/a:b" },
    [SECRET, "t1", "c0mmand-token"],
  );
  return { findings: findings.filter(({ probe }) => probe === "token"), requests: server.requests };
}

const only = async (answers: Answers, lines: string, machine?: Machine): Promise<readonly Finding[]> =>
  (await tokens(answers, lines, machine)).findings;

Deno.test("a token for a client secret is requested, and a call is made with it", async () => {
  const { findings, requests } = await tokens(PROTECTED, CLIENT);
  onlyFinding(findings, "ok", /^a token is issued, and projects can be listed$/);
  assert.equal(requests.filter(({ line }) => line === "POST /oauth2/token").length, 1);
});

Deno.test("a rejected client, a refused token and failing servers each have a fix of their own", async () => {
  const token = (status: number, body: object) => ({ "/oauth2/token": () => Response.json(body, { status }) });
  const rejected = await only({ ...PROTECTED, ...token(401, { error: "invalid_client" }) }, CLIENT);
  const client =
    /check platform\.client_id from .*config\.yaml:5:13 .* and platform\.client_credentials_secret from file \/secret/;
  assert.equal(onlyFinding(rejected, "failed", /rejected the client/, client).code, "auth_client_rejected");
  const refused = await only({ [PROJECTS]: unauthenticated }, CLIENT);
  const found = onlyFinding(
    refused,
    "failed",
    /it refused the token/,
    /check that platform\.client_id from .* are for this server/,
  );
  assert.equal(found.code, "auth_token_refused");
  const busy = await only({ ...PROTECTED, ...token(503, {}) }, CLIENT);
  onlyFinding(busy, "failed", /the token endpoint failed \(status 503\)/, /try again later/);
  const odd = await only({ ...PROTECTED, ...token(200, { access_token: "" }) }, CLIENT);
  onlyFinding(odd, "failed", /access_token/, /check platform\.auth_mode from .*, and the log of the token endpoint/);
  const failing = await only({ [PROJECTS]: () => new Response("", { status: 500 }) }, CLIENT);
  onlyFinding(failing, "failed", /a call of the API failed \(status 500\)/, /look at the log of the server 127/);
  const denied = await only(
    { [PROJECTS]: () => Response.json({ code: "permission_denied" }, { status: 403 }) },
    CLIENT,
  );
  onlyFinding(denied, "warning", /may not be listed/, /ask an administrator/);
  const other = await only({}, CLIENT);
  onlyFinding(other, "failed", /not one of the Flyte API \(status 404\)/, /check that platform\.endpoint from/);
});

Deno.test("a missing secret or command is named", async () => {
  const noSecret = await only(PROTECTED, "  authType: ClientSecret\n  clientId: robot\n");
  onlyFinding(
    noSecret,
    "failed",
    /needs a client secret, and none is set/,
    /set .*FLYTE_CREDENTIALS_CLIENT_SECRET|set .*clientSecret/,
  );
  const noCommand = await only(PROTECTED, "  authType: ExternalCommand\n");
  onlyFinding(noCommand, "failed", /needs a command, and none is set/, /set admin\.command/);
});

Deno.test("a command prints a token, or its failure says to run it", async () => {
  const lines = "  authType: ExternalCommand\n  command: [print-token, --now]\n";
  const answers: Answers = {
    [PROJECTS]: ({ headers }) =>
      headers.get("authorization") === "Bearer c0mmand-token" ? Response.json({}) : unauthenticated(),
  };
  const printing = (text: string, code = 0): Host["run"] => () =>
    Promise.resolve({ code, stdout: new TextEncoder().encode(text), stderr: new Uint8Array() });
  onlyFinding(await only(answers, lines, { run: printing("c0mmand-token\n") }), "ok", /the command prints a token/);
  const failing = await only(answers, lines, { run: printing("c0mmand-token", 3) });
  onlyFinding(
    failing,
    "failed",
    /the program "print-token" of platform\.command from .* ended with exit code 3/,
    /run it in a terminal/,
  );
});

Deno.test("tokens that need a browser are skipped, unless none is needed", async () => {
  const metadata = {
    "/flyteidl2.auth.AuthMetadataService/GetOAuth2Metadata": () =>
      Response.json({ tokenEndpoint: "http://127.0.0.1:1/t", authorizationEndpoint: "http://127.0.0.1:1/a" }),
  };
  const pkce = await only({ ...PROTECTED, ...metadata }, "  authType: Pkce\n");
  onlyFinding(pkce, "skipped", /no token is requested: platform\.auth_mode from .* is "Pkce", which needs a browser/);
  const open = await only({ ...metadata, [PROJECTS]: () => Response.json({}) }, "  authType: Pkce\n");
  onlyFinding(open, "ok", /no token is needed, and projects can be listed/);
});

Deno.test("flyte 2 sends no token without TLS, which a server that needs one refuses", async () => {
  const refused = await only(PROTECTED, CLIENT, { version: "flyte2" });
  const found = onlyFinding(
    refused,
    "failed",
    /requires a token, but platform\.insecure from .* turns authentication off/,
    /remove it/,
  );
  assert.equal(found.code, "auth_token_missing");
  onlyFinding(
    await only({ [PROJECTS]: () => Response.json({}) }, CLIENT, { version: "flyte2" }),
    "ok",
    /no token is needed/,
  );
});

Deno.test("what flytekit sends through an HTTP proxy is skipped", async () => {
  const lines = `${CLIENT}  httpProxyURL: http://me:${SECRET}@proxy.test:3128\n`;
  onlyFinding(await only(PROTECTED, lines), "skipped", /platform\.http_proxy_url from .* is set, and no proxy is used/);
});

Deno.test("a token of a proxy is sent along", async () => {
  const needsProxy = (answer: () => Response) => ({ headers }: { readonly headers: Headers }) =>
    headers.get("proxy-authorization") === "Bearer c0mmand-token" ? answer() : new Response("", { status: 407 });
  const answers: Answers = { [PROJECTS]: needsProxy(() => Response.json({})) };
  const run: Host["run"] = () =>
    Promise.resolve({ code: 0, stdout: new TextEncoder().encode("c0mmand-token"), stderr: new Uint8Array() });
  const lines = "  authType: Passthrough\n  proxyCommand: [print-token]\n";
  onlyFinding(await only(answers, lines, { run }), "ok", /no token is needed/);
});

Deno.test("a file of the working directory runs no program and sends no secret, unless it is named", async () => {
  await using server = startFlyte({ [PROJECTS]: () => Response.json({}) });
  const platform = `[platform]\nurl = dns:///${server.name}\ninsecure = true\n[credentials]\n`;
  const proxy = `admin:\n  endpoint: dns:///${server.name}\n  insecure: true\n  proxyCommand: [x]\n`;
  const cases = [
    ["flytekit", "flytekit.config", `${platform}auth_mode = external_process\ncommand = x\n`],
    [
      "flytekit",
      "flytekit.config",
      `${platform}auth_mode = client_credentials\nclient_id = robot\nclient_secret_location = /secret\n`,
    ],
    ["flyte2", ".flyte/config.yaml", proxy],
  ] as const;
  for (const [version, path, text] of cases) {
    const effects = async (cwd: string, file?: string) => {
      const before = server.requests.length;
      let programs = 0;
      const host = machineWith({ cwd, files: { [`${cwd}/${path}`]: text, "/secret": SECRET } });
      const run: Host["run"] = ([program]) => {
        if (program === "x") programs++;
        return Promise.resolve({ code: 0, stdout: new TextEncoder().encode("t0ken"), stderr: new Uint8Array() });
      };
      const options = { host: { ...host, run }, versions: [version], image: "127.0.0.1:1/a:b", file };
      const findings = await examined(options, [SECRET]);
      const sent = server.requests.slice(before).filter(({ line }) => line === "POST /oauth2/token").length;
      return { findings: findings.filter(({ probe }) => probe === "token"), hasEffect: sent + programs > 0 };
    };
    const { findings, hasEffect } = await effects("/work");
    assert.equal(hasEffect, false, text);
    onlyFinding(findings, "skipped", new RegExp(`because of \\S*${path}, .*; if you trust it, name it: --file `));
    assert.equal((await effects("/work", path)).hasEffect, true, text);
    // flyte 2 finds the file of the home directory by a relative path as well.
    if (version === "flyte2") assert.equal((await effects("/home/me")).hasEffect, true);
  }
});
