/**
 * Signs one request to a storage service: for the list of buckets or containers.
 *
 * @module
 */
import { decodeBase64, encodeBase64 } from "../runtime/base64.ts";
import { builtinModule } from "../runtime/node_builtins.ts";

/** Key that a request is signed with. */
export interface S3Key {
  /** Identifier of the access key. */
  readonly accessKeyId: string;
  /** Secret of the access key. */
  readonly secretAccessKey: string;
  /** Region of the service. */
  readonly region: string;
}

interface NodeHash {
  update(text: string): NodeHash;
  digest(): Uint8Array;
  digest(encoding: "hex"): string;
}

interface NodeCrypto {
  createHmac(algorithm: "sha256", key: string | Uint8Array): NodeHash;
  createHash(algorithm: "sha256"): NodeHash;
}

/**
 * Returns the headers of a request with GET that is signed by AWS Signature Version 4, for a URL without a query;
 * `undefined` where the runtime cannot sign.
 */
export function s3Headers(url: URL, key: S3Key, now: Date): Readonly<Record<string, string>> | undefined {
  const crypto = builtinModule<NodeCrypto>("node:crypto");
  if (crypto === undefined) return undefined;
  const hash = (text: string) => crypto.createHash("sha256").update(text).digest("hex");
  const time = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const date = time.slice(0, 8);
  const scope = `${date}/${key.region}/s3/aws4_request`;
  const headers = { host: url.host, "x-amz-content-sha256": hash(""), "x-amz-date": time };
  const names = Object.keys(headers).join(";");
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`).join("");
  const request = ["GET", url.pathname, "", lines, names, hash("")].join("\n");
  const signed = ["AWS4-HMAC-SHA256", time, scope, hash(request)].join("\n");
  let secret: string | Uint8Array = `AWS4${key.secretAccessKey}`;
  for (const part of [date, key.region, "s3", "aws4_request"]) {
    secret = crypto.createHmac("sha256", secret).update(part).digest();
  }
  const signature = crypto.createHmac("sha256", secret).update(signed).digest("hex");
  const credential = `Credential=${key.accessKeyId}/${scope}`;
  return {
    "x-amz-content-sha256": headers["x-amz-content-sha256"],
    "x-amz-date": time,
    authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

/** An account of Azure. */
export interface AzureKey {
  /** Name of the account. */
  readonly accountName: string;
  /** Key of the account, in base64. */
  readonly accountKey: string;
}

/** Version of the service, whose signatures these are. */
const AZURE_VERSION = "2021-08-06";

/**
 * Returns the headers of a request with GET for the list of containers of an account, signed with its key; `undefined`
 * where the runtime cannot sign, or if the key is not base64.
 */
export function azureHeaders(
  { accountName, accountKey }: AzureKey,
  now: Date,
): Readonly<Record<string, string>> | undefined {
  const crypto = builtinModule<NodeCrypto>("node:crypto");
  const key = decodeBase64(accountKey);
  if (crypto === undefined || key === undefined) return undefined;
  const headers = { "x-ms-date": now.toUTCString(), "x-ms-version": AZURE_VERSION };
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`).join("");
  // Of the headers that have no prefix, none is sent.
  const request = `GET${"\n".repeat(12)}${lines}/${accountName}/\ncomp:list`;
  const signature = encodeBase64(crypto.createHmac("sha256", key).update(request).digest());
  return { ...headers, authorization: `SharedKey ${accountName}:${signature}` };
}
