/**
 * Compares what this library and flyte 2 read of storage settings.
 *
 * @module
 */
import { ABFS, FlyteConfigError, type FlyteMode, GCS, memoryHost, S3, Storage } from "../../../v2.ts";
import { encode } from "../config/case.ts";
import type { Mismatch } from "../config/compare.ts";

/** The environment, and the argument of `S3.auto`. */
export interface StorageCase {
  readonly env: Readonly<Record<string, string>>;
  readonly region: string | null;
}

/** The sections, as `scripts/record/readers/flyte2_storage.py` encodes them. */
export type StorageResult = Readonly<Record<typeof READERS[number], Fields>>;

type Fields = Readonly<Record<string, unknown>>;

const READERS = ["storage", "s3", "sandbox", "gcs", "abfs"] as const;

/**
 * Mode `flyte` must give what flyte gives. Mode `strict` must either refuse the variables, or give the same, with an issue
 * for each field that differs, and for no other.
 */
export async function compareCase(given: StorageCase, expected: StorageResult): Promise<readonly Mismatch[]> {
  const mismatches: Mismatch[] = [];
  for (const reader of READERS) {
    const there = expected[reader];
    const exact = fieldsOf(await read(reader, given, "flyte"));
    if (differences(exact, there).length > 0) mismatches.push({ what: `flyte ${reader}`, here: exact, there });
    const strict = await readStrictly(reader, given);
    if (strict === undefined) continue;
    const here = fieldsOf(strict);
    const reported = strict.issues.filter(({ code }) => code === "differs_from_python").map(({ path }) =>
      path!.split(".").at(-1)!
    );
    if (String(differences(here, there).sort()) !== String(reported.sort())) {
      mismatches.push({ what: `strict ${reader}, which reports ${reported}`, here, there });
    }
  }
  return mismatches;
}

async function read(reader: typeof READERS[number], given: StorageCase, mode: FlyteMode): Promise<Storage> {
  const { env, region } = given;
  const options = { host: memoryHost({ env }), mode };
  switch (reader) {
    case "storage":
      return await Storage.auto(options);
    case "s3":
      return await S3.auto({ ...options, region: region ?? undefined }) as Storage;
    case "sandbox":
      return S3.forSandbox({ env, mode }) as Storage;
    case "gcs":
      return await GCS.auto(options);
    case "abfs":
      return await ABFS.auto(options) as Storage;
  }
}

/** The section in strict mode; nothing if the variables are refused. */
async function readStrictly(reader: typeof READERS[number], given: StorageCase): Promise<Storage | undefined> {
  try {
    return await read(reader, given, "strict");
  } catch (error) {
    if (error instanceof FlyteConfigError && /^not_/.test(error.code)) return undefined;
    throw error;
  }
}

function fieldsOf(section: Storage): Fields {
  return encode(section.toDict()) as Fields;
}

function differences(here: Fields, there: Fields): string[] {
  const names = new Set([...Object.keys(here), ...Object.keys(there)]);
  return [...names].filter((name) => JSON.stringify(here[name]) !== JSON.stringify(there[name]));
}
