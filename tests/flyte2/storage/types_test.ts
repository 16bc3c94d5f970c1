/**
 * Types of flyte 2's storage: `deno check` fails if the line after `@ts-expect-error` has no error. `typesOnly` is not run.
 */
import assert from "node:assert/strict";
import { ABFS, GCS, S3, Storage } from "../../../v2.ts";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;

function expect<T extends true>(_?: T): void {}

async function typesOnly(): Promise<void> {
  const [s3, abfs, gcs, base] = [S3.from(), await ABFS.auto(), GCS.from(), Storage.from()];
  expect<Same<typeof s3, S3>>();
  expect<Same<typeof abfs, ABFS>>();
  expect<Same<typeof s3.region, string | undefined>>();
  expect<Same<typeof s3.retries, number>>();
  expect<Same<typeof abfs.backoff, number>>();
  expect<Same<typeof gcs.attachExecutionMetadata, boolean>>();
  const sections: readonly Storage[] = [s3, abfs, gcs, base, s3.with({ region: "eu-west-1" })];
  // @ts-expect-error: only S3 has a region
  GCS.from({ region: "a" });
  // @ts-expect-error: no file has settings of storage
  await S3.auto({ file: "config.yaml" });
  // @ts-expect-error: a setting of S3
  new ABFS({ endpoint: "a" });
  // @ts-expect-error: properties are read-only
  s3.retries = sections.length;
}

Deno.test("flyte 2, storage: types are checked at compile time", () => {
  assert.equal(typeof typesOnly, "function");
});
