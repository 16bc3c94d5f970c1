/** Storage plugin for Cloudflare R2. */
import { definePlugin, FlyteConfigError, type InferSection, type PluginIssue } from "@flyte-ts/config";
import { aws4fetchOptions, awsSdkOptions, s3ObjectUrl, type S3Settings } from "@flyte-ts/config/clients";

const settings = {
  /** Account with the buckets. */
  accountId: { type: "string", ini: "r2.account_id", yaml: "storage.r2.account-id", doc: "Account with the buckets" },
  /** Access key ID. */
  accessKeyId: { type: "string", ini: "r2.access_key_id", yaml: "storage.r2.access-key", doc: "Access key ID" },
  /** Secret access key. */
  secretAccessKey: {
    type: "secret",
    ini: "r2.secret_access_key",
    yaml: "storage.r2.secret-key",
    doc: "Secret access key",
  },
  /** Jurisdiction of the buckets. */
  jurisdiction: {
    type: "choice",
    choices: ["default", "eu", "fedramp"],
    default: "default",
    ini: "r2.jurisdiction",
    yaml: "storage.r2.jurisdiction",
    doc: "Jurisdiction of the buckets",
  },
  /** Number of times to retry a request. */
  retries: { type: "integer", ini: "r2.retries", default: 3, min: 0, doc: "Number of times to retry a request" },
} as const;

type R2Settings = InferSection<{ readonly settings: typeof settings }>;

const ACCOUNT_ID = /^[0-9a-f]{32}$/;

function check(r2: R2Settings): PluginIssue<keyof R2Settings>[] {
  const issues: PluginIssue<keyof R2Settings>[] = [];
  const { accountId = "", accessKeyId, secretAccessKey, jurisdiction } = r2;
  const [host, suffix] = /^[0-9a-f]{32}\.(eu|fedramp)\b/.exec(accountId) ?? [];
  if (host !== undefined && suffix !== jurisdiction) {
    issues.push({ setting: "jurisdiction", message: `is not that of the account ID; set it to ${suffix}` });
  } else if (accountId !== "" && !ACCOUNT_ID.test(accountId)) {
    issues.push({ setting: "accountId", message: "is not 32 hexadecimal digits; copy it from the dashboard" });
  }
  if (!accessKeyId !== !secretAccessKey) {
    const [setting, missing] = accessKeyId
      ? ["accessKeyId", "secret_access_key"] as const
      : ["secretAccessKey", "access_key_id"] as const;
    issues.push({ setting, code: "storage_credentials_incomplete", message: `is set without ${missing}; set both` });
  }
  return issues;
}

/** Returns the settings as those of S3, whose API R2 has. */
function asS3({ accountId = "", accessKeyId, secretAccessKey, jurisdiction, retries }: R2Settings): S3Settings {
  // The account ID becomes part of a host name: anything else could send requests to another host.
  if (!ACCOUNT_ID.test(accountId)) {
    const message =
      "r2: the account ID must be 32 hexadecimal digits; set FLYTE_R2_ACCOUNT_ID or storage.r2.account-id";
    throw new FlyteConfigError("storage_account_missing", message, { path: "accountId" });
  }
  const host = jurisdiction === "default" ? accountId : `${accountId}.${jurisdiction}`;
  const endpoint = `https://${host}.r2.cloudflarestorage.com`;
  return { endpoint, accessKeyId, secretAccessKey, retries, region: "auto", addressingStyle: "path" };
}

/** Cloudflare R2. */
export const r2 = definePlugin({
  id: "r2",
  doc: "Cloudflare R2",
  settings,
  check,
  clients: {
    awsSdk: (r2) => awsSdkOptions(asS3(r2)),
    aws4fetch: (r2) => aws4fetchOptions(asS3(r2)),
    objectUrl: (r2, bucket: string, key: string) => s3ObjectUrl(asS3(r2), bucket, key),
  },
});
