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
    /**
     * Host and port of Flyte's API. Environment variable `FLYTE_PLATFORM_URL`, INI `platform.url`, YAML
     * `admin.endpoint`.
     * @default "localhost:30080"
     */
    endpoint: {
      type: "endpoint",
      ini: "platform.url",
      yaml: "admin.endpoint",
      default: "localhost:30080",
      doc: "Host and port of Flyte's API",
    },
    /**
     * Whether to do without TLS. Environment variable `FLYTE_PLATFORM_INSECURE`, INI `platform.insecure`, YAML
     * `admin.insecure`.
     * @default false
     */
    insecure: {
      type: "boolean",
      ini: "platform.insecure",
      yaml: "admin.insecure",
      default: false,
      doc: "Whether to do without TLS",
    },
    /**
     * Whether to accept any certificate. Environment variable `FLYTE_PLATFORM_INSECURE_SKIP_VERIFY`, INI
     * `platform.insecure_skip_verify`, YAML `admin.insecureSkipVerify`.
     * @default false
     */
    insecureSkipVerify: {
      type: "boolean",
      ini: "platform.insecure_skip_verify",
      yaml: "admin.insecureSkipVerify",
      default: false,
      doc: "Whether to accept any certificate",
    },
    /**
     * File with the certificate that signed Flyte's. Environment variable `FLYTE_PLATFORM_CA_CERT_FILE_PATH`, INI
     * `platform.ca_cert_file_path`, YAML `admin.caCertFilePath`.
     */
    caCertFilePath: {
      type: "path",
      ini: "platform.ca_cert_file_path",
      yaml: "admin.caCertFilePath",
      doc: "File with the certificate that signed Flyte's",
    },
    /**
     * URL of the console, if it is not that of the API. Environment variable `FLYTE_PLATFORM_CONSOLE_ENDPOINT`, INI
     * `platform.console_endpoint`, YAML `console.endpoint`.
     */
    consoleEndpoint: {
      type: "string",
      ini: "platform.console_endpoint",
      yaml: "console.endpoint",
      doc: "URL of the console, if it is not that of the API",
    },
    /**
     * Program and arguments that print a token. Environment variable `FLYTE_CREDENTIALS_COMMAND`, INI
     * `credentials.command`, YAML `admin.command`.
     */
    command: {
      type: "commaList",
      ini: "credentials.command",
      yaml: "admin.command",
      doc: "Program and arguments that print a token",
    },
    /**
     * Program and arguments that print a token for a proxy before Flyte. Environment variable
     * `FLYTE_CREDENTIALS_PROXY_COMMAND`, INI `credentials.proxy_command`, YAML `admin.proxyCommand`.
     */
    proxyCommand: {
      type: "commaList",
      ini: "credentials.proxy_command",
      yaml: "admin.proxyCommand",
      doc: "Program and arguments that print a token for a proxy before Flyte",
    },
    /**
     * Identifier of the application that signs in. Environment variable `FLYTE_CREDENTIALS_CLIENT_ID`, INI
     * `credentials.client_id`, YAML `admin.clientId`.
     */
    clientId: {
      type: "string",
      ini: "credentials.client_id",
      yaml: "admin.clientId",
      doc: "Identifier of the application that signs in",
    },
    /**
     * Secret of the application that signs in. Environment variable `FLYTE_CREDENTIALS_CLIENT_SECRET`, INI
     * `credentials.client_secret`.
     */
    clientCredentialsSecret: {
      type: "secret",
      ini: "credentials.client_secret",
      doc: "Secret of the application that signs in",
    },
    /**
     * File with the secret of the application that signs in. Environment variable
     * `FLYTE_CREDENTIALS_CLIENT_SECRET_LOCATION`, INI `credentials.client_secret_location`, YAML
     * `admin.clientSecretLocation`.
     */
    clientSecretLocation: {
      type: "path",
      ini: "credentials.client_secret_location",
      yaml: "admin.clientSecretLocation",
      doc: "File with the secret of the application that signs in",
      inputOnly: true,
    },
    /**
     * Name of the environment variable with the secret of the application that signs in. Environment variable
     * `FLYTE_CREDENTIALS_CLIENT_SECRET_ENV_VAR`, INI `credentials.client_secret_env_var`, YAML
     * `admin.clientSecretEnvVar`.
     */
    clientSecretEnvVar: {
      type: "variable",
      ini: "credentials.client_secret_env_var",
      yaml: "admin.clientSecretEnvVar",
      doc: "Name of the environment variable with the secret of the application that signs in",
      inputOnly: true,
    },
    /**
     * Scopes to ask for when signing in. Environment variable `FLYTE_CREDENTIALS_SCOPES`, INI `credentials.scopes`,
     * YAML `admin.scopes`.
     * @default []
     */
    scopes: {
      type: "commaList",
      ini: "credentials.scopes",
      yaml: "admin.scopes",
      default: [],
      doc: "Scopes to ask for when signing in",
    },
    /**
     * How to sign in. Environment variable `FLYTE_CREDENTIALS_AUTH_MODE`, INI `credentials.auth_mode`, YAML
     * `admin.authType`.
     * @default "standard"
     */
    authMode: {
      type: "choice",
      ini: "credentials.auth_mode",
      yaml: "admin.authType",
      default: "standard",
      choices: AUTH_TYPES as typeof AUTH_TYPES,
      doc: "How to sign in",
    },
    /**
     * Audience to ask for when signing in. Environment variable `FLYTE_CREDENTIALS_AUDIENCE`, INI
     * `credentials.audience`, YAML `admin.audience`.
     */
    audience: {
      type: "string",
      ini: "credentials.audience",
      yaml: "admin.audience",
      doc: "Audience to ask for when signing in",
    },
    /**
     * How often to repeat a failed call.
     * @default 3
     */
    rpcRetries: { type: "integer", default: 3, min: 0, argumentOnly: true, doc: "How often to repeat a failed call" },
    /**
     * URL of the HTTP proxy for signing in. Environment variable `FLYTE_PLATFORM_HTTP_PROXY_URL`, INI
     * `platform.http_proxy_url`, YAML `admin.httpProxyURL`.
     */
    httpProxyUrl: {
      type: "string",
      ini: "platform.http_proxy_url",
      yaml: "admin.httpProxyURL",
      doc: "URL of the HTTP proxy for signing in",
    },
  },
} as const satisfies SectionDefinition;
