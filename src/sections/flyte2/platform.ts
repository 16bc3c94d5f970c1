/**
 * The settings of the connection to Flyte, as flyte 2 has them.
 *
 * @module
 */
import type { SectionDefinition } from "../../settings/definition.ts";
import { AUTH_TYPES } from "./auth_type.ts";

/** The settings of the connection to Flyte. flyte: `PlatformConfig`. */
export const platform = {
  id: "platform",
  doc: "How to reach Flyte, and who you are to it",
  settings: {
    /**
     * Host and port of Flyte's API; a `dns:///` before it is kept. Environment variable `FLYTE_ADMIN_ENDPOINT`, YAML
     * `admin.endpoint`.
     */
    endpoint: {
      type: "string",
      yaml: "admin.endpoint",
      doc: "Host and port of Flyte's API; a `dns:///` before it is kept",
    },
    /**
     * Whether to do without TLS. Environment variable `FLYTE_ADMIN_INSECURE`, YAML `admin.insecure`.
     * @default false
     */
    insecure: { type: "boolean", yaml: "admin.insecure", default: false, doc: "Whether to do without TLS" },
    /**
     * Whether to accept any certificate. Environment variable `FLYTE_ADMIN_INSECURESKIPVERIFY`, YAML
     * `admin.insecureSkipVerify`.
     * @default false
     */
    insecureSkipVerify: {
      type: "boolean",
      yaml: "admin.insecureSkipVerify",
      default: false,
      doc: "Whether to accept any certificate",
    },
    /**
     * File with the certificate that signed Flyte's. Environment variable `FLYTE_ADMIN_CACERTFILEPATH`, YAML
     * `admin.caCertFilePath`.
     */
    caCertFilePath: {
      type: "path",
      yaml: "admin.caCertFilePath",
      doc: "File with the certificate that signed Flyte's",
    },
    /**
     * URL of the console, if it is not that of the API. Environment variable `FLYTE_CONSOLE_ENDPOINT`, YAML
     * `console.endpoint`.
     */
    consoleEndpoint: {
      type: "string",
      yaml: "console.endpoint",
      doc: "URL of the console, if it is not that of the API",
    },
    /**
     * Program and arguments that print a token. Environment variable `FLYTE_AUTH_COMMAND` or `FLYTE_ADMIN_COMMAND`,
     * YAML `admin.command`.
     */
    command: {
      type: "commandLine",
      yaml: "admin.command",
      envAliases: ["FLYTE_AUTH_COMMAND"],
      doc: "Program and arguments that print a token",
    },
    /**
     * Program and arguments that print a token for a proxy before Flyte. Environment variable
     * `FLYTE_AUTH_PROXY_COMMAND` or `FLYTE_ADMIN_PROXYCOMMAND`, YAML `admin.proxyCommand`.
     */
    proxyCommand: {
      type: "commandLine",
      yaml: "admin.proxyCommand",
      envAliases: ["FLYTE_AUTH_PROXY_COMMAND"],
      doc: "Program and arguments that print a token for a proxy before Flyte",
    },
    /**
     * Identifier of the application that signs in. Environment variable `FLYTE_ADMIN_CLIENTID`, YAML `admin.clientId`.
     */
    clientId: { type: "string", yaml: "admin.clientId", doc: "Identifier of the application that signs in" },
    /** Secret of the application that signs in. */
    clientCredentialsSecret: { type: "secret", indirect: true, doc: "Secret of the application that signs in" },
    /**
     * File with the secret of the application that signs in. Environment variable `FLYTE_ADMIN_CLIENTSECRETLOCATION`,
     * YAML `admin.clientSecretLocation`.
     */
    clientSecretLocation: {
      type: "path",
      yaml: "admin.clientSecretLocation",
      doc: "File with the secret of the application that signs in",
      inputOnly: true,
    },
    /**
     * Name of the environment variable with the secret of the application that signs in. Environment variable
     * `FLYTE_ADMIN_CLIENTSECRETENVVAR`, YAML `admin.clientSecretEnvVar`.
     */
    clientSecretEnvVar: {
      type: "variable",
      yaml: "admin.clientSecretEnvVar",
      doc: "Name of the environment variable with the secret of the application that signs in",
      inputOnly: true,
    },
    /**
     * Scopes to ask for when signing in. Environment variable `FLYTE_ADMIN_SCOPES`, YAML `admin.scopes`.
     * @default []
     */
    scopes: { type: "wordList", yaml: "admin.scopes", default: [], doc: "Scopes to ask for when signing in" },
    /**
     * How to sign in. Environment variable `FLYTE_AUTH_TYPE` or `FLYTE_ADMIN_AUTHTYPE`, YAML `admin.authType`.
     * @default "Pkce"
     */
    authMode: {
      type: "choice",
      yaml: "admin.authType",
      envAliases: ["FLYTE_AUTH_TYPE"],
      default: "Pkce",
      choices: AUTH_TYPES as typeof AUTH_TYPES,
      doc: "How to sign in",
    },
    /** Audience to ask for when signing in. */
    audience: { type: "string", argumentOnly: true, doc: "Audience to ask for when signing in" },
    /**
     * How often to repeat a failed call.
     * @default 3
     */
    rpcRetries: { type: "integer", default: 3, min: 0, argumentOnly: true, doc: "How often to repeat a failed call" },
    /**
     * URL of the HTTP proxy for signing in. Environment variable `FLYTE_ADMIN_HTTPPROXYURL`, YAML `admin.httpProxyURL`.
     */
    httpProxyUrl: { type: "string", yaml: "admin.httpProxyURL", doc: "URL of the HTTP proxy for signing in" },
    /**
     * Whether to keep no tokens in the system's keyring. Environment variable `FLYTE_ADMIN_DISABLEKEYRING`, YAML
     * `admin.disableKeyring`.
     * @default false
     */
    disableKeyring: {
      type: "boolean",
      yaml: "admin.disableKeyring",
      default: false,
      doc: "Whether to keep no tokens in the system's keyring",
    },
  },
} as const satisfies SectionDefinition;
