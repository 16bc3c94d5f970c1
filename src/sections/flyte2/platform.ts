/**
 * The settings of the connection to Flyte, as flyte 2 has them.
 *
 * @module
 */
import type { SectionTable } from "../../settings/definition.ts";
import { AUTH_TYPES } from "./auth_type.ts";

/** The settings of the connection to Flyte. flyte: `PlatformConfig`. */
export const platform = {
  id: "platform",
  doc: "How to reach Flyte, and who you are to it",
  rows: {
    endpoint: {
      kind: "string",
      yaml: "admin.endpoint",
      doc: "Host and port of Flyte's API; a `dns:///` before it is kept",
    },
    insecure: { kind: "boolean", yaml: "admin.insecure", default: false, doc: "Whether to do without TLS" },
    insecureSkipVerify: {
      kind: "boolean",
      yaml: "admin.insecureSkipVerify",
      default: false,
      doc: "Whether to accept any certificate",
    },
    caCertFilePath: {
      kind: "path",
      yaml: "admin.caCertFilePath",
      doc: "File with the certificate that signed Flyte's",
    },
    consoleEndpoint: {
      kind: "string",
      yaml: "console.endpoint",
      doc: "URL of the console, if it is not that of the API",
    },
    command: {
      kind: "commandLine",
      yaml: "admin.command",
      envAliases: ["FLYTE_AUTH_COMMAND"],
      doc: "Program and arguments that print a token",
    },
    proxyCommand: {
      kind: "commandLine",
      yaml: "admin.proxyCommand",
      envAliases: ["FLYTE_AUTH_PROXY_COMMAND"],
      doc: "Program and arguments that print a token for a proxy before Flyte",
    },
    clientId: { kind: "string", yaml: "admin.clientId", doc: "Identifier of the application that signs in" },
    clientCredentialsSecret: { kind: "secret", indirect: true, doc: "Secret of the application that signs in" },
    clientSecretLocation: {
      kind: "path",
      yaml: "admin.clientSecretLocation",
      doc: "File with the secret of the application that signs in",
      inputOnly: true,
    },
    clientSecretEnvVar: {
      kind: "variable",
      yaml: "admin.clientSecretEnvVar",
      doc: "Name of the environment variable with the secret of the application that signs in",
      inputOnly: true,
    },
    scopes: { kind: "wordList", yaml: "admin.scopes", default: [], doc: "Scopes to ask for when signing in" },
    authMode: {
      kind: "choice",
      yaml: "admin.authType",
      envAliases: ["FLYTE_AUTH_TYPE"],
      default: "Pkce",
      choices: AUTH_TYPES as typeof AUTH_TYPES,
      doc: "How to sign in",
    },
    audience: { kind: "string", argumentOnly: true, doc: "Audience to ask for when signing in" },
    rpcRetries: { kind: "integer", default: 3, min: 0, argumentOnly: true, doc: "How often to repeat a failed call" },
    httpProxyUrl: { kind: "string", yaml: "admin.httpProxyURL", doc: "URL of the HTTP proxy for signing in" },
    disableKeyring: {
      kind: "boolean",
      yaml: "admin.disableKeyring",
      default: false,
      doc: "Whether to keep no tokens in the system's keyring",
    },
  },
} as const satisfies SectionTable;
