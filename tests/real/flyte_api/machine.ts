/**
 * What the cases need: the server, the clients of four runtimes, and configuration files.
 *
 * @module
 */
import { buildTarball } from "../../../scripts/pack/build.ts";
import { exists, npmInstall, ROOT, runTool, tool, WORK } from "../../../scripts/tools/npm.ts";
import { run } from "../../../scripts/tools/run.ts";
import type { RecipeStage } from "../recipes.ts";
import type { Job, Outcome } from "./job.ts";
import type { ServerReport, ServerState } from "./state.ts";

const PACKAGES = [
  "@bufbuild/protobuf@2.10.0",
  "@connectrpc/connect@2.1.0",
  "@connectrpc/connect-node@2.1.0",
  "@connectrpc/connect-web@2.1.0",
  "@flyteorg/flyteidl2@2.0.16",
  "@types/node@24.10.1",
];

/** The directory with Connect and flyteidl2 in `node_modules`. */
const DIRECTORY = `${WORK}flyte_api/`;
/** A directory in it with the packed package and the client. */
const STAGE = `${DIRECTORY}stage/`;
/** The recipes of the documentation run there, too. */
export const RECIPES: RecipeStage = { directory: STAGE, bundles: true };
/** flyteidl2 and Connect as one file of JavaScript: flyteidl2 has TypeScript only. */
const BUNDLE = `${DIRECTORY}bundle.js`;

const BUNDLE_SOURCE = `
export { ConnectError, createClient } from "@connectrpc/connect";
export { connectNodeAdapter, createConnectTransport, createGrpcTransport } from "@connectrpc/connect-node";
export { AuthMetadataService } from "@flyteorg/flyteidl2/flyteidl2/auth/auth_service_pb.ts";
export { IdentityService } from "@flyteorg/flyteidl2/flyteidl2/auth/identity_pb.ts";
export { ProjectService } from "@flyteorg/flyteidl2/flyteidl2/project/project_service_pb.ts";
export { RunLogsService } from "@flyteorg/flyteidl2/flyteidl2/workflow/run_logs_service_pb.ts";
`;

/** The script of the page, with what a program in a browser imports. */
const PAGE_SCRIPT = `${DIRECTORY}page.js`;

const PAGE_SOURCE = `
export { createClient } from "@connectrpc/connect";
export { createConnectTransport } from "@connectrpc/connect-web";
export { IdentityService } from "@flyteorg/flyteidl2/flyteidl2/auth/identity_pb.ts";
export { ProjectService } from "@flyteorg/flyteidl2/flyteidl2/project/project_service_pb.ts";
export { Authenticator, connectWebOptions, explainCallError } from "@flyte-ts/config/api";
export { Config } from "@flyte-ts/config/v2";
`;

/** Installs the packages, unless they are, and writes all JavaScript. */
export async function prepare(): Promise<void> {
  const [list, wanted] = [`${DIRECTORY}installed.json`, JSON.stringify(PACKAGES)];
  if (!await exists(list) || await Deno.readTextFile(list) !== wanted) {
    await npmInstall(DIRECTORY, PACKAGES);
    await Deno.writeTextFile(list, wanted);
  }
  await Deno.writeTextFile(`${DIRECTORY}bundle.ts`, BUNDLE_SOURCE);
  const options = ["--bundle", "--platform=node", "--format=esm", "--log-level=warning"];
  await runTool("esbuild", "esbuild", [`${DIRECTORY}bundle.ts`, ...options, `--outfile=${BUNDLE}`]);
  await npmInstall(STAGE, [await buildTarball()]);
  await Deno.writeTextFile(`${STAGE}page.ts`, PAGE_SOURCE);
  const web = ["--bundle", "--format=iife", "--global-name=flyte", "--log-level=warning", `--outfile=${PAGE_SCRIPT}`];
  await runTool("esbuild", "esbuild", [`${STAGE}page.ts`, ...web]);
  const programs = ["client", "server"].map((name) => `${ROOT}tests/real/flyte_api/${name}.ts`);
  await runTool("esbuild", "esbuild", [...programs, ...options, "--packages=external", `--outdir=${STAGE}`]);
}

/** Files with certificates, and the address of a server with which no port can be given. */
export interface Certificates {
  /** The CA of the server. */
  readonly ca: string;
  /** The certificates of the server, up to the CA. */
  readonly chain: string;
  /** The key of the server. */
  readonly key: string;
  /** A CA that signed nothing. */
  readonly otherCa: string;
  /** A certificate of the same CA and key that has expired. */
  readonly expired: string;
  /** A certificate of the same CA and key for a server of another name. */
  readonly otherName: string;
}

/** Creates a CA, and a certificate for a server at these addresses. */
export async function makeCertificates(folder: string, addresses: readonly string[]): Promise<Certificates> {
  const file = (name: string) => `${folder}/${name}`;
  const key = (
    name: string,
  ) => ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", file(name)];
  for (const name of ["ca", "other"]) {
    const subject = ["-subj", `/CN=${name} of the tests`, "-out", file(`${name}.pem`)];
    await run("openssl", ["req", "-x509", "-days", "60", ...key(`${name}.key`), ...subject]);
  }
  const names = [...addresses.map((address) => `IP:${address}`), "DNS:localhost"].join();
  await Deno.writeTextFile(file("extensions"), `subjectAltName=${names}\nbasicConstraints=CA:FALSE\n`);
  await run("openssl", ["req", ...key("server.key"), "-out", file("request"), "-subj", "/CN=localhost"]);
  const sign = ["-CA", file("ca.pem"), "-CAkey", file("ca.key"), "-CAcreateserial", "-extfile", file("extensions")];
  const days = (count: string, name: string) =>
    run("openssl", ["x509", "-req", "-days", count, "-in", file("request"), "-out", file(name), ...sign]);
  // Longer than the time from which the doctor warns of the end.
  await days("60", "server.pem");
  await days("-1", "expired.pem");
  await Deno.writeTextFile(file("extensions"), "subjectAltName=DNS:other.test\nbasicConstraints=CA:FALSE\n");
  await days("60", "other_name.pem");
  const chain = await Promise.all(["server.pem", "ca.pem"].map((name) => Deno.readTextFile(file(name))));
  await Deno.writeTextFile(file("chain.pem"), chain.join(""));
  return {
    ca: file("ca.pem"),
    chain: file("chain.pem"),
    key: file("server.key"),
    otherCa: file("other.pem"),
    expired: file("expired.pem"),
    otherName: file("other_name.pem"),
  };
}

/** The server of the tests. */
export interface TestServer extends AsyncDisposable {
  /** Host and port with TLS. */
  readonly tls: string;
  /** Host and port without TLS. */
  readonly plain: string;
  /** Changes the state, and forgets what was asked. */
  set(state: Partial<ServerState>): Promise<void>;
  /** Returns what was asked since the last change. */
  report(): Promise<ServerReport>;
}

/** Starts the server with Node. With `keyAddress`, it also listens there, on the port of https. */
export async function startServer(certificates: Certificates, keyAddress: string): Promise<TestServer> {
  const child = new Deno.Command("node", {
    args: [`${STAGE}server.js`, BUNDLE],
    env: {
      SERVER_KEY: certificates.key,
      SERVER_CERTIFICATE: certificates.chain,
      KEY_ADDRESS: keyAddress,
      PAGE_SCRIPT,
    },
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const ports = JSON.parse((await reader.read()).value ?? "{}") as Readonly<
    Record<"tls" | "plain" | "control", number>
  >;
  const control = async (change: object) => {
    const response = await fetch(`http://127.0.0.1:${ports.control}/`, {
      method: "POST",
      body: JSON.stringify(change),
    });
    return await response.json() as ServerReport;
  };
  return {
    tls: `127.0.0.1:${ports.tls}`,
    plain: `127.0.0.1:${ports.plain}`,
    set: async (state) => void await control({ state, reset: true }),
    report: () => control({}),
    [Symbol.asyncDispose]: async () => {
      await child.stdin.close();
      await reader.cancel();
      await child.status;
    },
  };
}

/** A program that runs jobs: Python's flyte, or this library in a runtime. */
export interface Client extends AsyncDisposable {
  /** Runs a job. Returns its outcome, and all else that the program has written meanwhile. */
  run(job: Job): Promise<{ readonly outcome: Outcome; readonly written: string }>;
}

/** What a program writes in front of an outcome. */
const OUTCOME = "OUTCOME ";

function startClient(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
): Client {
  const child = new Deno.Command(program, {
    args: [...args],
    cwd,
    env,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  })
    .spawn();
  const [writer, lines] = [child.stdin.getWriter(), linesOf(child.stdout)];
  let written = "";
  const collect = async () => {
    for await (const line of linesOf(child.stderr)) written += `${line}\n`;
  };
  const collected = collect();
  return {
    run: async (job) => {
      await writer.write(new TextEncoder().encode(`${JSON.stringify(job)}\n`));
      for (let line = await lines.next(); !line.done; line = await lines.next()) {
        if (line.value.startsWith(OUTCOME)) {
          const outcome = JSON.parse(line.value.slice(OUTCOME.length)) as Outcome;
          const others = written;
          written = "";
          return { outcome, written: others };
        }
        written += `${line.value}\n`;
      }
      throw new Error(`${program} ended early\n${written}`);
    },
    [Symbol.asyncDispose]: async () => {
      await writer.close();
      await Promise.all([child.status, lines.next(), collected]);
    },
  };
}

async function* linesOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== "") yield rest;
}

/** Starts the clients. `home` is their home directory, `ca` is the file that Python trusts. */
export async function startClients(home: string, ca: string): Promise<Readonly<Record<string, Client>>> {
  const python = `${ROOT}.venv/flyte-2.12.1/bin/python`;
  if (!await exists(python)) throw new Error("flyte 2 is not installed; run python3 scripts/record.py --environments");
  const sources = `${ROOT}tests/real/flyte_api/`;
  const denoDir = Deno.env.get("DENO_DIR") ?? `${Deno.env.get("HOME")}/.cache/deno`;
  const deno = ["run", "-A", "--no-check", "--config", `${ROOT}deno.json`, `${sources}client.ts`, BUNDLE];
  const bun = `${await tool("bun")}node_modules/.bin/bun`;
  const start = (program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    startClient(program, args, { HOME: home, ...env }, home);
  return {
    // flyte's requests for tokens trust what this variable names, and not the file of the configuration.
    python: start(python, [`${sources}client.py`], { SSL_CERT_FILE: ca }),
    node: start("node", [`${STAGE}client.js`, BUNDLE]),
    deno: start(Deno.execPath(), deno, { DENO_DIR: denoDir }),
    bun: start(bun, [`${STAGE}client.js`, BUNDLE]),
  };
}
