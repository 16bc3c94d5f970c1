/**
 * Connects to the server with Connect's client, in Node, Deno and Bun: reads a job from each line of standard input, and
 * writes what came of its steps. Its argument is the bundle of flyteidl2 and Connect.
 *
 * @module
 */
import process from "node:process";
import { createInterface } from "node:readline";
import { inspect } from "node:util";
import { Authenticator, connectNodeOptions, explainCallError, type Platform } from "@flyte-ts/config/api";
import { Config as FlytekitConfig } from "@flyte-ts/config";
import { doctor } from "@flyte-ts/config/doctor";
import { Config, FlyteConfigError, PlatformConfig } from "@flyte-ts/config/v2";
import type { Job, Outcome, Step } from "./job.ts";

/** The part of the bundle that a client needs. */
interface Bundle {
  readonly IdentityService: unknown;
  readonly ProjectService: unknown;
  readonly RunLogsService: unknown;
  createConnectTransport(options: object): unknown;
  createGrpcTransport(options: object): unknown;
  createClient(service: unknown, transport: unknown): {
    userInfo(request: object): Promise<{ readonly subject: string }>;
    tailLogs(request: object): AsyncIterable<{ readonly logs: readonly unknown[] }>;
    listProjects(
      request: object,
    ): Promise<{ readonly projects: { readonly projects: readonly { readonly id: string }[] } }>;
  };
}

async function platformOf({ config, apiKey, ca, flytekit }: Job): Promise<Platform> {
  if (apiKey !== undefined) return PlatformConfig.fromApiKey(apiKey).with({ caCertFilePath: ca! });
  return (await (flytekit ? FlytekitConfig : Config).auto(config!)).platform;
}

async function run(job: Job, bundle: Bundle): Promise<Outcome> {
  const results: unknown[] = [];
  if (job.examine !== undefined) {
    // The registry is one that does not exist, so that none is asked.
    const options = { file: job.config!, versions: job.examine, image: "127.0.0.1:1/none:v1", timeoutMs: 5000 };
    for await (const finding of doctor(options)) results.push(finding);
    return { results };
  }
  let platform: Platform | undefined;
  let auth: Authenticator | undefined;
  try {
    platform = (await platformOf(job)).with({ rpcRetries: 0 });
    const { metadata, atOnce = 1 } = job;
    auth = new Authenticator(platform, metadata === undefined ? {} : { metadata: () => metadata });
    const httpVersion = platform.insecure ? "1.1" : "2";
    const options = await connectNodeOptions(platform, { httpVersion, interceptors: [auth.interceptor] });
    // flytekit's product speaks gRPC, which needs HTTP/2.
    const isGrpc = job.flytekit && httpVersion === "2";
    const transport = isGrpc ? bundle.createGrpcTransport(options) : bundle.createConnectTransport(options);
    const [users, projects, logs] = [bundle.IdentityService, bundle.ProjectService, bundle.RunLogsService].map((
      service,
    ) => bundle.createClient(service, transport));
    const ask = async (step: Step): Promise<unknown> => {
      if (typeof step === "number") return await new Promise((resolve) => setTimeout(resolve, step, null));
      if (step === "user") return (await users!.userInfo({})).subject;
      if (step === "logs") return await lengthsOf(logs!.tailLogs({ attempt: 2 }));
      return (await projects!.listProjects({})).projects.projects.map(({ id }) => id);
    };
    for (const step of job.steps) {
      const all = await Promise.all(Array.from({ length: atOnce }, () => ask(step)));
      results.push(all[0]);
    }
    return { results };
  } catch (error) {
    const explained = error instanceof FlyteConfigError || platform === undefined
      ? error
      : explainCallError(platform, error);
    const all = [error, explained, auth, platform];
    const printed = [
      inspect(all, { depth: 9, showHidden: true }),
      JSON.stringify(all),
      ...all.map(String),
      ...stacks(error),
    ];
    const { code, message } = explained instanceof FlyteConfigError
      ? explained
      : { code: "none", message: String(error) };
    return { results, error: code, message, printed: printed.join("\n") };
  }
}

async function lengthsOf(messages: AsyncIterable<{ readonly logs: readonly unknown[] }>): Promise<number[]> {
  const lengths: number[] = [];
  for await (const { logs } of messages) lengths.push(logs.length);
  return lengths;
}

/** The stacks and own properties of an error and its causes. */
function stacks(error: unknown): string[] {
  const texts: string[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    texts.push(cause.stack ?? "", JSON.stringify(Object.fromEntries(Object.entries(cause))));
  }
  return texts;
}

const bundle = await import(process.argv[2]!) as Bundle;
for await (const line of createInterface({ input: process.stdin })) {
  console.log(`OUTCOME ${JSON.stringify(await run(JSON.parse(line), bundle))}`);
}
// Transports keep their connections open.
process.exit(0);
