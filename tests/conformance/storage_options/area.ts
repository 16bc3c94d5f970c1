/**
 * The meaning of storage settings: here for clients, and in both Python libraries for fsspec.
 *
 * @module
 */
import { oneOf, type Random, seeded } from "../../_support/mutations.ts";
import type { Area, AreaOptions } from "../area.ts";
import { type Library, Peer, preparePython } from "../peer.ts";
import { Tally } from "../report.ts";
import type { StorageOptionsCase, StorageOptionsResult } from "./case.ts";
import { compareCase } from "./compare.ts";

/** The area. */
export const area: Area = {
  about: "the meaning of storage settings to clients here, and to s3fs, adlfs and obstore",
  count: 300,
  compare,
};

const ENDPOINTS = [
  ...["http://localhost:9000", "https://s3.example.com", "https://s3.example.com/", "https://S3.Example.com:443/a"],
  ...["http://127.0.0.1:9000", "https://s3.eu-west-1.amazonaws.com", "https://minio.svc:9000/base/", "minio:9000"],
];
const WORDS = ["minio", "hunter2", "a/b+c=", "two words", "é", "a%20b"];

async function compare({ count, seed }: AreaOptions): Promise<readonly Tally[]> {
  const random = seeded(seed);
  return [await compareWith("flytekit", count, random), await compareWith("flyte", count, random)];
}

async function compareWith(library: Library, count: number, random: Random): Promise<Tally> {
  await using peer = new Peer(await preparePython(library), library);
  const cases = Array.from({ length: count }, () => storageCase(library, random));
  const replies = await peer.ask<{ result: StorageOptionsResult }>(
    cases.map((given) => ({ op: "storage_options", case: given })),
  );
  const tally = new Tally(library);
  for (const [index, given] of cases.entries()) {
    const reply = replies[index]!;
    if (!reply.ok) throw new Error(`${library}'s side failed: ${reply.message}`);
    tally.note(given.storage);
    const mismatches = await compareCase(library, given, reply.result);
    tally.check(mismatches.length === 0, given, ...mismatches, reply.result);
  }
  return tally;
}

function storageCase(library: Library, random: Random): StorageOptionsCase {
  const storage = oneOf(random, ["s3", "s3", "s3", "abfs", "abfs", "gs"] as const);
  const shared = library === "flyte" || storage === "s3" ? numbers(random) : {};
  const own = storage === "s3" ? s3Settings(library, random) : storage === "abfs" ? azureSettings(random) : {};
  const bucket = oneOf(random, ["data", "data", "my-data-1", ...storage === "s3" ? ["my.data", "My_Data"] : []]);
  return { storage, settings: { ...shared, ...own }, anonymous: random(4) === 0, bucket };
}

function numbers(random: Random): StorageOptionsCase["settings"] {
  return some(random, {
    retries: () => random(9),
    backoff: () => random(40),
    enable_debug: () => random(2) === 0,
  });
}

function s3Settings(library: Library, random: Random): StorageOptionsCase["settings"] {
  return {
    ...random(4) > 0 && { access_key_id: oneOf(random, WORDS), secret_access_key: oneOf(random, WORDS) },
    ...some(random, {
      endpoint: () => oneOf(random, ENDPOINTS),
      [library === "flytekit" ? "adressing_style" : "addressing_style"]: () =>
        oneOf(random, ["path", "virtual", "auto", "PATH", "Virtual", "host"]),
      ...library === "flyte" && { region: () => oneOf(random, ["eu-west-1", "us-east-1", "us-gov-west-1"]) },
    }),
  };
}

function azureSettings(random: Random): StorageOptionsCase["settings"] {
  return some(random, {
    account_name: () => oneOf(random, ["acme", "devstoreaccount1", "acme"]),
    account_key: () => "a2V5",
    tenant_id: () => "tenant",
    client_id: () => "client",
    client_secret: () => oneOf(random, WORDS),
  });
}

/** Some of the settings. */
function some(
  random: Random,
  settings: Readonly<Record<string, () => string | number | boolean>>,
): StorageOptionsCase["settings"] {
  const chosen = Object.entries(settings).filter(() => random(2) === 0);
  return Object.fromEntries(chosen.map(([name, value]) => [name, value()]));
}
