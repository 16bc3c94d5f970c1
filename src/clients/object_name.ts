/**
 * Names of buckets and objects as parts of URLs.
 *
 * @module
 */
import { checkArgument, STRING } from "../arguments.ts";
import { FlyteConfigError } from "../errors.ts";
import { quoted } from "../text/quote.ts";

/** Throws `storage_name_invalid` for a bucket without a name, or with one that would change the rest of a URL. */
export function checkBucket(call: string, bucket: string): void {
  checkArgument(call, "bucket", bucket, STRING);
  if (bucket === "") throw invalid(call, "bucket", "the name of the bucket is empty");
  if (/^(?!\.+$)[\w.-]+$/.test(bucket)) return;
  const advice = bucket.includes("://") ? "split URIs with parseStorageUri" : "write the name without slashes and keys";
  throw invalid(call, "bucket", `${quoted(bucket)} is not the name of a bucket; ${advice}`);
}

/**
 * Throws `storage_name_invalid` for a key that no URL can name: with the segments `.` and `..`, also when they are
 * percent-encoded, `fetch` requests another object.
 */
export function checkKey(call: string, key: string): void {
  checkArgument(call, "key", key, STRING);
  if (key.split("/").some((segment) => segment === "." || segment === "..")) {
    throw invalid(call, "key", `no URL can name the key ${quoted(key)}, which has the segment "." or ".."`);
  }
  if (/\p{Cs}/u.test(key)) throw invalid(call, "key", `the key ${quoted(key)} has a lone surrogate`);
}

function invalid(call: string, path: "bucket" | "key", what: string): FlyteConfigError {
  return new FlyteConfigError("storage_name_invalid", `${call}: ${what}`, { path });
}
