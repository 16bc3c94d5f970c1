/**
 * flyte 2's storage settings, which are not part of its `Config`: the classes of the providers and their base. Their
 * definitions are in `src/sections/flyte2`.
 *
 * @module
 */
export { abfs as abfsDefinition } from "../../sections/flyte2/abfs.ts";
export { gcs as gcsDefinition } from "../../sections/flyte2/gcs.ts";
export { s3 as s3Definition } from "../../sections/flyte2/s3.ts";
export { storage as storageDefinition } from "../../sections/flyte2/storage.ts";
export { ABFS } from "./abfs.ts";
export { GCS } from "./gcs.ts";
export type { StorageAutoOptions, StorageFromOptions } from "./options.ts";
export { S3, type S3AutoOptions, type S3FromOptions } from "./s3.ts";
export { Storage } from "./storage.ts";
