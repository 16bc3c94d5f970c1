/**
 * Options of the storage clients that people use, from the sections of `config.dataConfig`, and explanations of the errors
 * of these clients. Pure functions: none of the clients is imported here, and nothing connects.
 *
 * @module
 */
export {
  azureBlobArguments,
  type AzureClientOptions,
  type AzureCredentialClasses,
  type AzureOptions,
  type AzureSettings,
} from "./azure.ts";
export { type ExplainableSection, explainStorageError, type StorageErrorOptions } from "./errors.ts";
export { type GcsOptions, type GcsSettings, type GoogleCloudStorageOptions, googleCloudStorageOptions } from "./gcs.ts";
export {
  type Aws4fetchOptions,
  aws4fetchOptions,
  type AwsRetryStrategy,
  type AwsRetryToken,
  type AwsSdkCallOptions,
  type AwsSdkOptions,
  awsSdkOptions,
  type ClientLogger,
  type MinioOptions,
  minioOptions,
  type S3Credentials,
  type S3miniOptions,
  s3miniOptions,
  s3ObjectUrl,
  type S3Options,
  type S3Region,
  s3Region,
  type S3Settings,
} from "./s3.ts";
export { parseStorageUri, type StorageLocation } from "./uri.ts";
export type { FileOrigin, Origin } from "../settings/origin.ts";
export { type ErrorCode, type ErrorDetails, FlyteConfigError } from "../errors.ts";
