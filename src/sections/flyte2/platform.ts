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
    endpoint: {
      type: "string",
      yaml: "admin.endpoint",
      doc: "Host and port of Flyte's API; a `dns:///` before it is kept",
    },
    insecure: { type: "boolean", yaml: "admin.insecure", default: false, doc: "Whether to do without TLS" },
    insecureSkipVerify: {
      type: "boolean",
      yaml: "admin.insecureSkipVerify",
      default: false,
      doc: "Whether to accept any certificate",
    },
    caCertFilePath: {
      type: "path",
      yaml: "admin.caCertFilePath",
      doc: "File with the certificate that signed Flyte's",
    },
    consoleEndpoint: {
      type: "string",
      yaml: "console.endpoint",
      doc: "URL of the console, if it is not that of the API",
    },
    command: {
      type: "commandLine",
      yaml: "admin.command",
      envAliases: ["FLYTE_AUTH_COMMAND"],
      doc: "Program and arguments that print a token",
    },
    proxyCommand: {
      type: "commandLine",
      yaml: "admin.proxyCommand",
      envAliases: ["FLYTE_AUTH_PROXY_COMMAND"],
      doc: "Program and arguments that print a token for a proxy before Flyte",
    },
    clientId: { type: "string", yaml: "admin.clientId", doc: "Identifier of the application that signs in" },
    clientCredentialsSecret: { type: "secret", indirect: true, doc: "Secret of the application that signs in" },
    clientSecretLocation: {
      type: "path",
      yaml: "admin.clientSecretLocation",
      doc: "File with the secret of the application that signs in",
      inputOnly: true,
    },
    clientSecretEnvVar: {
      type: "variable",
      yaml: "admin.clientSecretEnvVar",
      doc: "Name of the environment variable with the secret of the application that signs in",
      inputOnly: true,
    },
    scopes: { type: "wordList", yaml: "admin.scopes", default: [], doc: "Scopes to ask for when signing in" },
    authMode: {
      type: "choice",
      yaml: "admin.authType",
      envAliases: ["FLYTE_AUTH_TYPE"],
      default: "Pkce",
      choices: AUTH_TYPES as typeof AUTH_TYPES,
      doc: "How to sign in",
    },
    audience: { type: "string", argumentOnly: true, doc: "Audience to ask for when signing in" },
    rpcRetries: { type: "integer", default: 3, min: 0, argumentOnly: true, doc: "How often to repeat a failed call" },
    httpProxyUrl: { type: "string", yaml: "admin.httpProxyURL", doc: "URL of the HTTP proxy for signing in" },
    disableKeyring: {
      type: "boolean",
      yaml: "admin.disableKeyring",
      default: false,
      doc: "Whether to keep no tokens in the system's keyring",
    },
  },
} as const satisfies SectionDefinition;
