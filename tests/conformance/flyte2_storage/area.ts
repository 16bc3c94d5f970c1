/**
 * Storage settings here and in flyte 2.
 *
 * @module
 */
import { oneOf, type Random, seeded } from "../../_support/mutations.ts";
import type { Area, AreaOptions } from "../area.ts";
import { Peer, preparePython } from "../peer.ts";
import { Tally } from "../report.ts";
import { compareCase, type StorageCase, type StorageResult } from "./compare.ts";

/** The area. */
export const area: Area = { about: "flyte 2's storage settings in environment variables", count: 3000, compare };

/** The variables of flyte 2, and some that it does not read; on purpose not the definitions of the library. */
const VARIABLES = [
  ...["FLYTE_STORAGE_RETRIES", "FLYTE_STORAGE_BACKOFF_SECONDS", "FLYTE_STORAGE_DEBUG"],
  ...["FLYTE_AWS_ENDPOINT", "FLYTE_AWS_ACCESS_KEY_ID", "FLYTE_AWS_SECRET_ACCESS_KEY"],
  ...["FLYTE_AWS_S3_ADDRESSING_STYLE", "AZURE_STORAGE_ACCOUNT_NAME", "AZURE_STORAGE_ACCOUNT_KEY"],
  ...["AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET"],
  ...["FLYTE_AWS_RETRIES", "FLYTE_STORAGE_ENABLE_DEBUG", "AWS_REGION", "FLYTE_AWS_REGION", "AWS_ENDPOINT_URL"],
];
const WORDS = [
  ...["true", "false", "False", "1", "0", "on", "no", "3", "7", "-1", "+2", "007", "1_0", "2.5", "1e3", "many"],
  ...["http://localhost:9000", "https://s3.example.com/", "path", "virtual", "auto", "minio", "hunter2", "eu-west-1"],
];
const PIECES = [..."aZ0_-+/=. \t\u00a0é🚀%$'\"\\", "\n", "\u0661", "://", "${HOME}"];

async function compare({ count, seed, python }: AreaOptions): Promise<readonly Tally[]> {
  await using peer = new Peer(python ?? await preparePython("flyte"), "flyte");
  const random = seeded(seed);
  const cases = Array.from({ length: count }, () => storageCase(random));
  const replies = await peer.ask<{ result: StorageResult }>(
    cases.map((given) => ({ op: "read_storage", case: given })),
  );
  const tally = new Tally("read");
  for (const [index, given] of cases.entries()) {
    const reply = replies[index]!;
    if (!reply.ok) throw new Error(`flyte's side failed: ${reply.message}`);
    const mismatches = await compareCase(given, reply.result);
    tally.check(mismatches.length === 0, given, ...mismatches);
  }
  return [tally];
}

function storageCase(random: Random): StorageCase {
  const share = oneOf(random, [10, 30, 60, 100]);
  const names = VARIABLES.filter(() => random(100) < share);
  const env = Object.fromEntries(names.map((name) => [name, value(random)]));
  return { env, region: random(3) === 0 ? value(random) : null };
}

function value(random: Random): string {
  if (random(3) > 0) return oneOf(random, WORDS);
  return Array.from({ length: random(6) }, () => oneOf(random, PIECES)).join("");
}
