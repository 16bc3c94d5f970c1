/**
 * Finds out exactly what is wrong with a context that cannot be unpacked. The code for it is loaded only then.
 *
 * @module
 */
import type { Diagnosis } from "./context_json.ts";

/** The exact reasons. */
export const FULL_DIAGNOSIS: Diagnosis = {
  base64: async (text) => (await import("./diagnose_base64.ts")).diagnoseBase64(text),
  gzip: async (bytes, maxBytes) => (await import("./diagnose_gzip.ts")).diagnoseGzip(bytes, maxBytes),
};
