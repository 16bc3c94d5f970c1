/**
 * Storage clients, made from one configuration that Python reads as well, against real servers: versitygw (S3), azurite
 * and fake-gcs-server.
 *
 *     deno run -A tests/real/storage/run.ts [PART OF A NAME]
 *
 * Needs Node, npm, Go (or the two servers that are written in it, on PATH), and the environments of
 * `python3 scripts/record.py --environments`. Ends with `N passed, M failed`.
 *
 * @module
 */
import { CASES } from "./cases.ts";
import { AZURE_ACCOUNT, S3_KEY, startAzure, startBusy, startGcs, startS3, stopOnSignals } from "./servers.ts";
import { CLIENTS, prepare } from "./stage.ts";
import { createBuckets, type World, writeConfig } from "./world.ts";

await prepare();
const directory = await Deno.makeTempDir({ prefix: "flyte_ts_storage" });
stopOnSignals(directory);
let failed = 0;
let passed = 0;
try {
  await using s3 = await startS3(`${directory}/s3`);
  await using azure = await startAzure(CLIENTS);
  await using gcs = await startGcs();
  await using busy = startBusy();
  const env = {
    FLYTE_AWS_SECRET_ACCESS_KEY: S3_KEY.secretAccessKey,
    FLYTE_AZURE_STORAGE_ACCOUNT_NAME: AZURE_ACCOUNT.name,
    FLYTE_AZURE_STORAGE_ACCOUNT_KEY: AZURE_ACCOUNT.key,
  };
  const world: World = {
    directory,
    s3,
    azure,
    gcs,
    busy,
    env,
    file: await writeConfig(directory, { endpoint: s3.url }),
  };
  await createBuckets(world);
  for (const [name, test] of Object.entries(CASES)) {
    if (!Deno.args.every((part) => name.includes(part))) continue;
    const start = performance.now();
    try {
      await test(world);
      passed++;
      console.log(`ok     ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed++;
      console.log(`FAILED ${name}\n${error instanceof Error ? error.stack : error}`);
    }
  }
} finally {
  await Deno.remove(directory, { recursive: true });
}
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0) Deno.exit(1);
