/**
 * The servers, the configuration that leads to them, and what programs need to use both.
 *
 * @module
 */
import assert from "node:assert/strict";
import { AwsClient } from "aws4fetch";
import { aws4fetchOptions, s3ObjectUrl } from "../../../src/clients/mod.ts";
import { Config } from "../../../mod.ts";
import { tool } from "../../../scripts/tools/npm.ts";
import { run } from "../../../scripts/tools/run.ts";
import type { Job, Request, Result } from "./jobs.ts";
import { AZURE_ACCOUNT, type BusyServer, S3_KEY, type Server } from "./servers.ts";
import { STAGE } from "./stage.ts";

/** Servers, and the configuration that leads to them. */
export interface World {
  readonly directory: string;
  readonly s3: Server;
  readonly azure: Server;
  readonly gcs: Server;
  readonly busy: BusyServer;
  /** The configuration file, and the variables with what no file has a key for. */
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The runtimes, and how each runs the driver. */
export const RUNTIMES: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  node: () => Promise.resolve(["node", "driver.js"]),
  deno: () => Promise.resolve([Deno.execPath(), "run", "-A", "--node-modules-dir=manual", "driver.js"]),
  bun: async () => [`${await tool("bun")}node_modules/.bin/bun`, "run", "driver.js"],
};

/** Runs jobs in a runtime. */
export async function drive(
  world: World,
  runtime: string,
  jobs: readonly Job[],
  product: Request["product"] = "flytekit",
): Promise<readonly Result[]> {
  const [program, ...args] = await RUNTIMES[runtime]!();
  const request: Request = {
    product,
    file: world.file,
    endpoints: { gcs: world.gcs.url, azure: `${world.azure.url}/${AZURE_ACCOUNT.name}` },
    jobs,
  };
  // Only Node needs help with names.
  const preload = runtime === "node" ? ["--no-warnings", "--import", "./loopback_names.js"] : [];
  const options = { cwd: STAGE, env: world.env, input: JSON.stringify(request) };
  return JSON.parse(await run(program!, [...preload, ...args], options));
}

/** What Python needs besides: the endpoints for which flytekit has no settings, and all that flyte 2 reads. */
export function pythonEnv({ file, env, s3, gcs, azure }: World): Record<string, string> {
  const account = `${azure.url}/${AZURE_ACCOUNT.name}`;
  const key = env.FLYTE_AZURE_STORAGE_ACCOUNT_KEY!;
  const name = AZURE_ACCOUNT.name;
  return {
    ...env,
    FLYTECTL_CONFIG: file,
    STORAGE_EMULATOR_HOST: gcs.url,
    AZURE_STORAGE_CONNECTION_STRING:
      `DefaultEndpointsProtocol=http;AccountName=${name};AccountKey=${key};BlobEndpoint=${account};`,
    FLYTE_AWS_ENDPOINT: s3.url,
    FLYTE_AWS_ACCESS_KEY_ID: S3_KEY.accessKeyId,
    GOOGLE_SERVICE_ACCOUNT_KEY: JSON.stringify({
      ...{ gcs_base_url: gcs.url, disable_oauth: true, client_email: "", private_key: "", private_key_id: "" },
    }),
    AZURE_STORAGE_USE_EMULATOR: "true",
    AZURITE_BLOB_STORAGE_URL: azure.url,
    AZURE_STORAGE_ACCOUNT_NAME: name,
    AZURE_STORAGE_ACCOUNT_KEY: key,
  };
}

/** A world whose configuration has further keys. */
export async function withConfig(world: World, keys: Readonly<Record<string, string>>): Promise<World> {
  const directory = await Deno.makeTempDir({ dir: world.directory });
  return { ...world, file: await writeConfig(directory, { endpoint: world.s3.url, ...keys }) };
}

export async function writeConfig(directory: string, keys: Readonly<Record<string, string>>): Promise<string> {
  const file = `${directory}/config.yaml`;
  const { endpoint, ...others } = keys;
  const lines = [`endpoint: ${endpoint}`, `access-key: ${S3_KEY.accessKeyId}`];
  for (const [name, value] of Object.entries(others)) lines.push(`${name}: ${value}`);
  await Deno.writeTextFile(file, `storage:\n  connection:\n${lines.map((line) => `    ${line}\n`).join("")}`);
  return file;
}

/** Creates the buckets that the cases use. */
export async function createBuckets(world: World): Promise<void> {
  const { s3 } =
    Config.from({ file: { name: "config.yaml", text: await Deno.readTextFile(world.file) }, env: world.env })
      .dataConfig;
  const client = new AwsClient(aws4fetchOptions(s3));
  const request = async (url: string, init: RequestInit): Promise<void> => {
    const response = await client.fetch(url, init);
    const body = await response.text();
    assert.ok(response.ok, `${url}: ${response.status} ${body}`);
  };
  for (const bucket of ["data", "public", "dotted.name"]) {
    await request(s3ObjectUrl(s3, bucket, ""), { method: "PUT" });
  }
  const statement = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::public/*" };
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  await request(`${s3ObjectUrl(s3, "public", "")}?policy`, { method: "PUT", body: policy });
  const body = JSON.stringify({ name: "data" });
  const created = await fetch(`${world.gcs.url}/storage/v1/b?project=test`, { method: "POST", body });
  assert.match(await created.text(), /"name":\s*"data"/);
  const containers: Job[] = [
    { client: "azure", bucket: "data", key: "", action: "create" },
    { client: "azure", bucket: "public", key: "", action: "create", anonymous: true },
  ];
  for (const result of await drive(world, "node", containers)) assert.ok("sha256" in result, JSON.stringify(result));
}
