/**
 * Signs one request to an S3 service, by AWS Signature Version 4: the list of buckets.
 *
 * @module
 */
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

/** Returns the headers of a signed request with GET for a URL without a query; `undefined` where the runtime cannot sign. */
export function signedHeaders(url: URL, key: S3Key, now: Date): Readonly<Record<string, string>> | undefined {
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
