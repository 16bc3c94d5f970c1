/**
 * The settings of the connection to Flyte.
 *
 * @module
 */
import type { SectionDefinition } from "../../settings/definition.ts";
import { AUTH_TYPES } from "./auth_type.ts";

/** The settings of the connection to Flyte. flytekit: `PlatformConfig`. */
export const platform = {
  id: "platform",
  doc: "How to reach Flyte, and who you are to it",
  settings: {
    endpoint: {
      type: "endpoint",
      ini: "platform.url",
      yaml: "admin.endpoint",
      default: "localhost:30080",
      doc: "Host and port of Flyte's API",
    },
    insecure: {
      type: "boolean",
      ini: "platform.insecure",
      yaml: "admin.insecure",
      default: false,
      doc: "Whether to do without TLS",
    },
    insecureSkipVerify: {
      type: "boolean",
      ini: "platform.insecure_skip_verify",
      yaml: "admin.insecureSkipVerify",
      default: false,
      doc: "Whether to accept any certificate",
    },
    caCertFilePath: {
      type: "path",
      ini: "platform.ca_cert_file_path",
      yaml: "admin.caCertFilePath",
      doc: "File with the certificate that signed Flyte's",
    },
    consoleEndpoint: {
      type: "string",
      ini: "platform.console_endpoint",
      yaml: "console.endpoint",
      doc: "URL of the console, if it is not that of the API",
    },
    command: {
      type: "commaList",
      ini: "credentials.command",
      yaml: "admin.command",
      doc: "Program and arguments that print a token",
    },
    proxyCommand: {
      type: "commaList",
      ini: "credentials.proxy_command",
      yaml: "admin.proxyCommand",
      doc: "Program and arguments that print a token for a proxy before Flyte",
    },
    clientId: {
      type: "string",
      ini: "credentials.client_id",
      yaml: "admin.clientId",
      doc: "Identifier of the application that signs in",
    },
    clientCredentialsSecret: {
      type: "secret",
      ini: "credentials.client_secret",
      doc: "Secret of the application that signs in",
    },
    clientSecretLocation: {
      type: "path",
      ini: "credentials.client_secret_location",
      yaml: "admin.clientSecretLocation",
      doc: "File with the secret of the application that signs in",
      inputOnly: true,
    },
    clientSecretEnvVar: {
      type: "variable",
      ini: "credentials.client_secret_env_var",
      yaml: "admin.clientSecretEnvVar",
      doc: "Name of the environment variable with the secret of the application that signs in",
      inputOnly: true,
    },
    scopes: {
      type: "commaList",
      ini: "credentials.scopes",
      yaml: "admin.scopes",
      default: [],
      doc: "Scopes to ask for when signing in",
    },
    authMode: {
      type: "choice",
      ini: "credentials.auth_mode",
      yaml: "admin.authType",
      default: "standard",
      choices: AUTH_TYPES as typeof AUTH_TYPES,
      doc: "How to sign in",
    },
    audience: {
      type: "string",
      ini: "credentials.audience",
      yaml: "admin.audience",
      doc: "Audience to ask for when signing in",
    },
    rpcRetries: { type: "integer", default: 3, min: 0, argumentOnly: true, doc: "How often to repeat a failed call" },
    httpProxyUrl: {
      type: "string",
      ini: "platform.http_proxy_url",
      yaml: "admin.httpProxyURL",
      doc: "URL of the HTTP proxy for signing in",
    },
  },
} as const satisfies SectionDefinition;
