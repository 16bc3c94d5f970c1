/**
 * Starts the servers of storage, each on a free port of this machine.
 *
 * @module
 */
import { goProgram } from "../../../scripts/tools/go.ts";
import { freePort } from "../registry/programs.ts";

/** A server that runs. */
export interface Server extends AsyncDisposable {
  /** Its URL, without a slash at the end. */
  readonly url: string;
}

/** The key of the S3 server. */
export const S3_KEY = { accessKeyId: "minio", secretAccessKey: "miniostorage" };

/** The account of azurite, which its documentation names. */
export const AZURE_ACCOUNT = {
  name: "devstoreaccount1",
  key: "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
};

/** Starts versitygw; buckets are also hosts below `localhost`. */
export async function startS3(directory: string): Promise<Server> {
  const port = freePort();
  // Attributes of files are kept beside them: not every file system has extended attributes.
  for (const name of ["objects", "attributes"]) await Deno.mkdir(`${directory}/${name}`, { recursive: true });
  const options = ["--port", `127.0.0.1:${port}`, "--region", "us-east-1", "--virtual-domain", `localhost:${port}`];
  const backend = ["--quiet", "posix", "--sidecar", `${directory}/attributes`, `${directory}/objects`];
  const env = { ROOT_ACCESS_KEY: S3_KEY.accessKeyId, ROOT_SECRET_KEY: S3_KEY.secretAccessKey };
  return await start(await goProgram("versitygw"), [...options, ...backend], port, env);
}

/** Starts azurite, which is installed in `clients`. Everything stays in memory. */
export async function startAzure(clients: string): Promise<Server> {
  const port = freePort();
  const program = `${clients}node_modules/azurite/dist/src/blob/main.js`;
  const quiet = ["--inMemoryPersistence", "--silent", "--disableTelemetry", "--skipApiVersionCheck"];
  return await start("node", [program, "--blobHost", "127.0.0.1", "--blobPort", `${port}`, ...quiet], port);
}

/** Starts fake-gcs-server. Everything stays in memory. */
export async function startGcs(): Promise<Server> {
  const port = freePort();
  const address = `127.0.0.1:${port}`;
  // Requests to the public host are those of the XML API, which flyte 2 uses.
  const urls = ["-external-url", `http://${address}`, "-public-host", address];
  const options = ["-scheme", "http", "-host", "127.0.0.1", "-port", `${port}`, "-backend", "memory", ...urls];
  return await start(await goProgram("fake-gcs-server"), [...options, "-log-level", "error"], port);
}

/** A server that always answers with status 503. */
export interface BusyServer extends Server {
  /** The number of requests so far whose path ends like this. */
  requests(pathEnd: string): number;
}

/** Starts a server that counts requests and never has time. */
export function startBusy(): BusyServer {
  const paths: string[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    await request.arrayBuffer();
    paths.push(new URL(request.url).pathname);
    return new Response("<Error><Code>SlowDown</Code></Error>", { status: 503 });
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    requests: (end) => paths.filter((path) => path.endsWith(end)).length,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

/** Programs that are to end with this one, whatever ends it. */
const running = new Set<Deno.ChildProcess>();

/** Ends all servers, removes a directory, and ends this program, when it is interrupted. */
export function stopOnSignals(directory: string): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => {
      for (const child of running) child.kill("SIGKILL");
      Deno.removeSync(directory, { recursive: true });
      Deno.exit(130);
    });
  }
}

async function start(
  program: string,
  args: readonly string[],
  port: number,
  env: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const child = new Deno.Command(program, { args: [...args], env: { ...env }, stdout: "null", stderr: "piped" })
    .spawn();
  running.add(child);
  const output = new Response(child.stderr).text();
  let hasEnded = false;
  child.status.then(() => hasEnded = true);
  const stop = async (): Promise<void> => {
    if (!hasEnded) child.kill("SIGKILL");
    await child.status;
    running.delete(child);
    await output;
  };
  for (let attempts = 0; attempts < 400 && !hasEnded; attempts++) {
    if (await listens(port)) return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: stop };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await stop();
  throw new Error(`${program} did not start: ${await output}`);
}

async function listens(port: number): Promise<boolean> {
  try {
    (await Deno.connect({ hostname: "127.0.0.1", port })).close();
    return true;
  } catch {
    return false;
  }
}
