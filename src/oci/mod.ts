/**
 * Everything about OCI registries: image references, credentials, and whether images exist. Building images is in
 * `src/container`.
 *
 * @module
 */
export { Credential, type CredentialRequest, type CredentialSource } from "./credential.ts";
export { storedCredentials, type StoredCredentialsOptions } from "./credential_store.ts";
export type { AbsentImage, Existence, PresentImage, UnknownImage } from "./existence.ts";
export { RegistryClient, type RegistryClientOptions } from "./registry_client.ts";
