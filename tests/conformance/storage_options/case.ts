/**
 * The cases of the meaning of storage settings, as `scripts/record/readers/storage_cases.py` has them.
 *
 * @module
 */
import { AzureBlobStorageConfig, S3Config } from "../../../mod.ts";
import { ABFS, GCS, S3 } from "../../../v2.ts";
import type { Library } from "../peer.ts";

/** Settings of one storage, with the names of the Python class, and what to do with them. */
export interface StorageOptionsCase {
  readonly storage: "s3" | "gs" | "abfs";
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  readonly anonymous: boolean;
  readonly bucket: string;
}

/** What the Python library passes to fsspec, and what that does. */
export interface StorageOptionsResult {
  readonly options: Readonly<Record<string, unknown>>;
  readonly client: PythonClient;
}

/** What the file system of fsspec does; nothing that would need a network. */
export interface PythonClient {
  /** The class of the error, if there is one. */
  readonly error?: string;
  /** The URL of the object; flytekit's is that of the account for Azure. */
  readonly url?: string;
  /** The region of signatures. */
  readonly region?: string | null;
  /** Whether requests are signed. */
  readonly signed?: boolean;
  /** The class of the credential of Azure. */
  readonly credential?: string | null;
  /** The number of repetitions. */
  readonly retries?: number;
  /** Seconds before the first repetition. */
  readonly backoff?: number;
}

/** The key of the object. */
export const KEY = "dir/a b+c'(1).txt";

/** Returns this library's section of S3 for a case. Throws what its constructor throws. */
export function s3Section(library: Library, { settings }: StorageOptionsCase): S3Config | S3 {
  const init = properties(settings);
  return library === "flytekit" ? new S3Config(init) : new S3(init);
}

/** Returns this library's section of Azure for a case. Throws what its constructor throws. */
export function azureSection(library: Library, { settings }: StorageOptionsCase): AzureBlobStorageConfig | ABFS {
  const init = properties(settings);
  return library === "flytekit" ? new AzureBlobStorageConfig(init) : new ABFS(init);
}

/** Returns this library's section of Google Cloud Storage for a case; flytekit's has no settings that clients use. */
export function gcsSection(library: Library, { settings }: StorageOptionsCase): GCS | undefined {
  return library === "flytekit" ? undefined : new GCS(properties(settings));
}

/** Returns the settings by the names of properties. */
function properties(settings: StorageOptionsCase["settings"]): Record<string, never> {
  const entries = Object.entries(settings).map(([name, value]) => [
    name === "adressing_style" ? "addressingStyle" : name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
    value,
  ]);
  return Object.fromEntries(entries);
}
