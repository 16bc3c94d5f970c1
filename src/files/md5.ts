/**
 * Incremental MD5.
 *
 * @module
 */
import { md5 } from "@noble/hashes/legacy.js";
import { encodeBase64 } from "../runtime/base64.ts";
import { builtinModule } from "../runtime/node_builtins.ts";

/** An incremental hash. */
export interface Hasher {
  /** Adds bytes. */
  update(bytes: Uint8Array): unknown;
  /** Returns the hash of all bytes. The hasher cannot be used afterwards. */
  digest(): Uint8Array;
}

/** The runtime's hash, which is several times as fast as one in JavaScript. */
export interface NodeHasher extends Hasher {
  /** Adds bytes, or a string as UTF-8. */
  update(content: Uint8Array | string): NodeHasher;
  /** Returns the hash of all bytes; with an encoding, as a string. The hasher cannot be used afterwards. */
  digest(): Uint8Array;
  digest(encoding: "hex" | "base64url"): string;
}

interface NodeCrypto {
  createHash(algorithm: "md5" | "sha1"): NodeHasher;
}

/** Creates an MD5 hash. */
export function createMd5(): Hasher {
  return runtimeHasher("md5") ?? md5.create();
}

/** Returns the MD5 of a string as UTF-8, in 32 hexadecimal digits. The string must be well-formed. */
export function md5Hex(text: string): string {
  return runtimeHasher("md5")?.update(text).digest("hex") ?? hexOf(md5(new TextEncoder().encode(text)));
}

/** Returns the MD5 of a well-formed string as UTF-8, in 22 characters of the URL-safe base64 alphabet. */
export function md5Base64Url(text: string): string {
  const own = runtimeHasher("md5")?.update(text).digest("base64url");
  if (own !== undefined) return own;
  const base64 = encodeBase64(md5(new TextEncoder().encode(text)));
  return base64.slice(0, 22).replaceAll("+", "-").replaceAll("/", "_");
}

/** Returns the runtime's hash, unless it has none or FIPS mode forbids it. */
export function runtimeHasher(algorithm: "md5" | "sha1"): NodeHasher | undefined {
  try {
    return builtinModule<NodeCrypto>("node:crypto")?.createHash(algorithm);
  } catch {
    return undefined;
  }
}

/** Formats bytes as hexadecimal digits. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A hash that accepts strings, too. */
export interface TextHasher extends Hasher {
  /** Adds a string as UTF-8. */
  text(text: string): void;
}

/**
 * Wraps a hash so that consecutive strings are joined before they are hashed: a call of the runtime's hash costs as
 * much as hundreds of bytes. Strings must be well-formed.
 */
export function bufferedHasher(hasher: Hasher): TextHasher {
  let buffer = "";
  const flush = () => {
    if (buffer !== "") hasher.update(new TextEncoder().encode(buffer));
    buffer = "";
  };
  return {
    text: (text) => void (buffer += text),
    update: (bytes) => {
      flush();
      hasher.update(bytes);
    },
    digest: () => {
      flush();
      return hasher.digest();
    },
  };
}
