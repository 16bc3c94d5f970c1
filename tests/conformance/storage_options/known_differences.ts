/**
 * Intended differences between the clients of this library and what the Python libraries make of the same settings.
 *
 * @module
 */
import type { Library } from "../peer.ts";
import type { StorageOptionsCase } from "./case.ts";
import type { Meaning } from "./meaning.ts";

/** A part of the meaning that differs. */
export interface Found {
  readonly library: Library;
  readonly given: StorageOptionsCase;
  /** The function of this library. */
  readonly client: string;
  readonly part: keyof Meaning;
  readonly here: Meaning;
  readonly there: Meaning;
}

/** A known difference. */
export interface MeaningDifference {
  /** The Python library, as the documentation names it. */
  readonly library: string;
  /** What it does. */
  readonly there: string;
  /** What this library does, and why. */
  readonly here: string;
  /** The parts that differ. */
  readonly parts: readonly (keyof Meaning)[];
  /** Whether it explains what was found. */
  readonly applies: (found: Found) => boolean;
}

const STYLES = ["path", "virtual", "auto"];

function endpointOf({ given }: Found): string {
  return String(given.settings.endpoint ?? "");
}

function styleOf({ given: { settings } }: Found): string {
  return String(settings.adressing_style ?? settings.addressing_style ?? "");
}

function isAmazon(found: Found): boolean {
  const endpoint = endpointOf(found);
  return endpoint === "" || endpoint.includes("amazonaws.com");
}

function hasPrincipal({ given: { settings } }: Found): boolean {
  return [settings.tenant_id, settings.client_id, settings.client_secret].every((value) => value !== undefined);
}

/** Whether a bucket is always a valid part of a host name. */
function isHostLabel({ given }: Found): boolean {
  return /^[a-z0-9-]+$/.test(given.bucket);
}

/** All known differences. */
export const DIFFERENCES: Readonly<Record<string, MeaningDifference>> = {
  s3_retries_and_backoff: {
    library: "flytekit",
    there: "retries and backoff of S3 never reach s3fs, which repeats some requests five times",
    here: "they apply to each client; that is what the settings are for",
    parts: ["retries", "backoff"],
    applies: ({ library, given, part, here, there }) =>
      library === "flytekit" && given.storage === "s3" && there[part] === "client" &&
      here[part] === (given.settings[part] ?? { retries: 3, backoff: 5 }[part as "retries" | "backoff"]),
  },
  s3_path_style: {
    library: "flytekit",
    there: "every addressing style becomes virtual, `path` and `auto` too",
    here: "`path` is path, and `auto` is as if it were not set: services on `localhost` have no host names of buckets",
    parts: ["style", "url"],
    applies: (found) => found.library === "flytekit" && ["path", "auto"].includes(styleOf(found).toLowerCase()),
  },
  s3_unset_style_of_an_amazon_endpoint: {
    library: "flytekit",
    there: "path if an endpoint is set, although it is Amazon's",
    here: "virtual, as for Amazon without an endpoint; Amazon accepts both",
    parts: ["style", "url"],
    applies: (found) =>
      found.library === "flytekit" && styleOf(found) === "" && endpointOf(found) !== "" && isAmazon(found),
  },
  s3_unset_style_of_amazon: {
    library: "flyte 2",
    there: "path unless the style is `virtual`",
    here: "virtual for Amazon, path for any other service; Amazon accepts both",
    parts: ["style", "url"],
    applies: (found) => found.library === "flyte" && ["", "auto"].includes(styleOf(found)) && isAmazon(found),
  },
  s3_virtual_style_with_an_endpoint: {
    library: "flyte 2",
    there: "the endpoint has to contain the bucket, which is not added to it",
    here: "the bucket is added to the host of the endpoint, or to its path after an IP address, as in flytekit",
    parts: ["style", "url", "endpoint"],
    applies: (found) =>
      found.library === "flyte" && styleOf(found) === "virtual" && endpointOf(found) !== "" &&
      found.there.style === "none",
  },
  s3_style_in_capitals: {
    library: "flyte 2",
    there: "`Virtual` is not `virtual`, and means path",
    here: "upper and lower case do not matter",
    parts: ["style", "url"],
    applies: (found) =>
      found.library === "flyte" && styleOf(found) !== "virtual" && styleOf(found).toLowerCase() === "virtual",
  },
  s3_unknown_style: {
    library: "both",
    there: "virtual in flytekit, path in flyte 2",
    here: "`storage_addressing_style`",
    parts: ["error"],
    applies: (found) =>
      found.here.error === "storage_addressing_style" && styleOf(found) !== "" &&
      !STYLES.includes(styleOf(found).toLowerCase()),
  },
  s3_bucket_with_dots_at_an_address: {
    library: "flytekit",
    there: "with `virtual` and without TLS, a bucket with dots becomes a part of an IP address, which leads nowhere",
    here: "path, as for all other buckets",
    parts: ["style", "url"],
    applies: (found) =>
      found.library === "flytekit" && styleOf(found) !== "" && found.given.bucket.includes(".") &&
      /^http:\/\/\d+\.\d+\.\d+\.\d+/.test(endpointOf(found)),
  },
  s3_buckets_that_no_host_name_can_have: {
    library: "flyte 2",
    there: "with `virtual`, the bucket becomes a part of the host name, also with dots, `_` or capitals",
    here: "path for such buckets, as in flytekit: a certificate covers no further dots",
    parts: ["style", "url"],
    applies: (found) => found.library === "flyte" && styleOf(found) === "virtual" && !isHostLabel(found),
  },
  s3_endpoint_without_scheme: {
    library: "both",
    there: "fails in flytekit; in flyte 2, requests fail",
    here: "`https`, or `http` with `disableSsl`",
    parts: ["error", "endpoint", "url", "style"],
    applies: (found) => endpointOf(found) !== "" && !endpointOf(found).includes("://"),
  },
  s3_empty_endpoint: {
    library: "flytekit",
    there: "an empty endpoint, which only a program can set, fails",
    here: "as if it were not set",
    parts: ["error"],
    applies: ({ library, given }) => library === "flytekit" && given.settings.endpoint === "",
  },
  s3_clients_without_a_chain: {
    library: "both",
    there: "without a key, the client looks for credentials",
    here:
      "only the SDK of Amazon can: `aws4fetchOptions` and `s3miniOptions` fail with `storage_credentials_missing`, and " +
      "requests of minio are anonymous",
    parts: ["error", "credentials"],
    applies: ({ client, here, there }) =>
      there.credentials === "chain" &&
      (here.error === "storage_credentials_missing" || (client === "minioOptions" && here.credentials === "anonymous")),
  },
  s3_anonymous_with_half_a_key: {
    library: "flyte 2",
    there: "half a key fails, although access is anonymous",
    here: "requests are anonymous",
    parts: ["error"],
    applies: ({ library, given: { settings, anonymous } }) =>
      library === "flyte" && anonymous &&
      (settings.access_key_id === undefined) !== (settings.secret_access_key === undefined),
  },
  s3_negative_retries: {
    library: "flytekit",
    there: "are not checked, and not used",
    here: "`not_integer`",
    parts: ["error"],
    applies: ({ library, given, here }) =>
      library === "flytekit" && here.error === "not_integer" && given.settings.retries === -1,
  },
  s3_endpoint_with_a_path_for_minio: {
    library: "both",
    there: "the path comes before the bucket",
    here: "`minioOptions` fails with `storage_endpoint_invalid`, since its client has no option for it",
    parts: ["error"],
    applies: (found) =>
      found.client === "minioOptions" && found.here.error === "storage_endpoint_invalid" &&
      /\w\/\w/.test(endpointOf(found)),
  },
  gcs_backoff: {
    library: "flyte 2",
    there: "backoff is the first pause",
    here: "`@google-cloud/storage` has no option for the first pause",
    parts: ["backoff"],
    applies: ({ library, client }) => library === "flyte" && client === "googleCloudStorageOptions",
  },
  azure_anonymous_with_credentials: {
    library: "flytekit",
    there: "a key or a service principal is used, and has to be complete, although access is anonymous",
    here: "requests are anonymous",
    parts: ["credentials", "error"],
    applies: ({ library, given, here }) =>
      library === "flytekit" && given.storage === "abfs" && given.anonymous && here.credentials === "anonymous",
  },
  azure_secret_without_an_identity: {
    library: "both",
    there: "the client looks for credentials",
    here: "`storage_credentials_incomplete`, since nothing would use the secret",
    parts: ["error"],
    applies: (found) =>
      found.given.storage === "abfs" && found.here.error === "storage_credentials_incomplete" &&
      found.given.settings.client_secret !== undefined && !hasPrincipal(found),
  },
  azure_identity_without_a_secret: {
    library: "flytekit",
    there: "fails if the client ID is set, and the rest of the service principal is not",
    here: "`DefaultAzureCredential`, which reads the ID of a managed identity from `AZURE_CLIENT_ID`",
    parts: ["error"],
    applies: ({ library, given: { settings }, here }) =>
      library === "flytekit" && here.credentials === "chain" && settings.client_id !== undefined &&
      settings.client_secret === undefined,
  },
};
