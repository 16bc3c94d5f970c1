/**
 * URIs of objects: which storage they are in, and what they are called there.
 *
 * @module
 */
import { checkArgument, STRING } from "../arguments.ts";
import { FlyteConfigError } from "../errors.ts";
import { closest, didYouMean } from "../text/closest.ts";
import { quoted } from "../text/quote.ts";

/** Location of an object. */
export interface StorageLocation {
  /** The storage that it is in: also the name of its section in `config.dataConfig`. */
  readonly provider: "s3" | "gcs" | "azure";
  /** Bucket, or container of Azure. */
  readonly bucket: string;
  /** Key of the object in the bucket; empty for the bucket itself. A second slash after the bucket is part of it. */
  readonly key: string;
  /** Storage account that a URI of Azure names: `abfs://container@account.dfs.core.windows.net/key`. */
  readonly account?: string | undefined;
}

const PROVIDERS: Readonly<Record<string, StorageLocation["provider"]>> = {
  s3: "s3",
  s3a: "s3",
  gs: "gcs",
  gcs: "gcs",
  abfs: "azure",
  abfss: "azure",
};

/**
 * Splits the URI of an object into its storage, bucket and key, as fsspec does for flytekit: nothing in it is
 * percent-encoded.
 *
 * @param uri – A URI with the scheme `s3`, `s3a`, `gs`, `gcs`, `abfs` or `abfss`.
 * @returns Where the object is.
 * @throws {FlyteConfigError} `invalid_argument` – when `uri` is not a string.
 * @throws {FlyteConfigError} `storage_uri_invalid` – when the scheme is another one, or there is no bucket.
 *
 * @example
 * ```ts
 * import { parseStorageUri } from "@flyte-ts/config/clients";
 *
 * console.log(parseStorageUri("s3://data/metadata/inputs.pb").key); // metadata/inputs.pb
 * console.log(parseStorageUri("abfs://data@acme.dfs.core.windows.net/a").account); // acme
 * ```
 */
export function parseStorageUri(uri: string): StorageLocation {
  checkArgument("parseStorageUri", "uri", uri, STRING, 'parseStorageUri("s3://bucket/key")');
  const [, written = "", authority = "", key = ""] = /^(.*?):\/\/([^/]*)\/?(.*)$/s.exec(uri) ?? [];
  const scheme = written.toLowerCase();
  const provider = Object.hasOwn(PROVIDERS, scheme) ? PROVIDERS[scheme] : undefined;
  if (provider === undefined) throw unknownScheme(uri, scheme);
  const [, container = "", account] = /^([^@]*)(?:@([^.]*))?/.exec(authority) ?? [];
  if (provider === "azure") {
    if (container === "") throw invalid(`parseStorageUri: ${quoted(uri)} has no container`);
    return { provider, bucket: container, key, ...(account && { account }) };
  }
  if (authority === "") throw invalid(`parseStorageUri: ${quoted(uri)} has no bucket`);
  return { provider, bucket: authority, key };
}

function unknownScheme(uri: string, scheme: string): FlyteConfigError {
  if (scheme === "") {
    return invalid(`parseStorageUri: ${quoted(uri)} is not a URI of storage; write for example "s3://bucket/key"`);
  }
  const schemes = Object.keys(PROVIDERS);
  const meant = didYouMean(closest(scheme, schemes)) || `; the schemes are ${schemes.join(", ")}`;
  return invalid(`parseStorageUri: unknown scheme ${quoted(scheme)}${meant}`);
}

function invalid(message: string): FlyteConfigError {
  return new FlyteConfigError("storage_uri_invalid", message);
}
