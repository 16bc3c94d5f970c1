/**
 * Settings of the connection to the Flyte API.
 *
 * @module
 */
import type { SectionDefinition } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";
import { resolveClientSecret, resolveClientSecretAsPython } from "../checks/client_secret.ts";
import { checkFlytekitPlatform } from "../checks/platform.ts";
import { AUTH_TYPES } from "./auth_type.ts";

/**
 * Definition of the settings of {@linkcode PlatformConfig}.
 *
 * Python: `flytekit.configuration.PlatformConfig`
 */
export const platform = {
  id: "platform",
  doc: "Connection to the Flyte API, and how to authenticate",
  settings: {
    /**
     * Host and port of the Flyte API. Environment variable `FLYTE_PLATFORM_URL`, INI `platform.url`, YAML
     * `admin.endpoint`.
     * @default "localhost:30080"
     */
    endpoint: {
      type: "endpoint",
      ini: "platform.url",
      yaml: "admin.endpoint",
      default: "localhost:30080",
      doc: "Host and port of the Flyte API",
    },
    /**
     * Whether to connect without TLS. Environment variable `FLYTE_PLATFORM_INSECURE`, INI `platform.insecure`, YAML
     * `admin.insecure`.
     * @default false
     */
    insecure: {
      type: "boolean",
      ini: "platform.insecure",
      yaml: "admin.insecure",
      default: false,
      doc: "Whether to connect without TLS",
    },
    /**
     * Whether to accept any server certificate. Environment variable `FLYTE_PLATFORM_INSECURE_SKIP_VERIFY`, INI
     * `platform.insecure_skip_verify`, YAML `admin.insecureSkipVerify`.
     * @default false
     */
    insecureSkipVerify: {
      type: "boolean",
      ini: "platform.insecure_skip_verify",
      yaml: "admin.insecureSkipVerify",
      default: false,
      doc: "Whether to accept any server certificate",
    },
    /**
     * File with the CA certificate that verifies the server certificate. Environment variable
     * `FLYTE_PLATFORM_CA_CERT_FILE_PATH`, INI `platform.ca_cert_file_path`, YAML `admin.caCertFilePath`.
     */
    caCertFilePath: {
      type: "path",
      ini: "platform.ca_cert_file_path",
      yaml: "admin.caCertFilePath",
      doc: "File with the CA certificate that verifies the server certificate",
    },
    /**
     * URL of the Flyte console, if it differs from that of the API. Environment variable
     * `FLYTE_PLATFORM_CONSOLE_ENDPOINT`, INI `platform.console_endpoint`, YAML `console.endpoint`.
     */
    consoleEndpoint: {
      type: "string",
      ini: "platform.console_endpoint",
      yaml: "console.endpoint",
      doc: "URL of the Flyte console, if it differs from that of the API",
    },
    /**
     * Program and arguments of a command that prints an access token. Environment variable `FLYTE_CREDENTIALS_COMMAND`,
     * INI `credentials.command`, YAML `admin.command`.
     */
    command: {
      type: "commaList",
      ini: "credentials.command",
      yaml: "admin.command",
      doc: "Program and arguments of a command that prints an access token",
    },
    /**
     * Program and arguments of a command that prints a token for a proxy in front of Flyte. Environment variable
     * `FLYTE_CREDENTIALS_PROXY_COMMAND`, INI `credentials.proxy_command`, YAML `admin.proxyCommand`.
     */
    proxyCommand: {
      type: "commaList",
      ini: "credentials.proxy_command",
      yaml: "admin.proxyCommand",
      doc: "Program and arguments of a command that prints a token for a proxy in front of Flyte",
    },
    /**
     * Client ID for authentication. Environment variable `FLYTE_CREDENTIALS_CLIENT_ID`, INI `credentials.client_id`,
     * YAML `admin.clientId`.
     */
    clientId: {
      type: "string",
      ini: "credentials.client_id",
      yaml: "admin.clientId",
      doc: "Client ID for authentication",
    },
    /**
     * Client secret for authentication. Environment variable `FLYTE_CREDENTIALS_CLIENT_SECRET`, INI
     * `credentials.client_secret`.
     */
    clientCredentialsSecret: {
      type: "secret",
      ini: "credentials.client_secret",
      doc: "Client secret for authentication",
    },
    /**
     * File that contains the client secret. Environment variable `FLYTE_CREDENTIALS_CLIENT_SECRET_LOCATION`, INI
     * `credentials.client_secret_location`, YAML `admin.clientSecretLocation`.
     */
    clientSecretLocation: {
      type: "path",
      ini: "credentials.client_secret_location",
      yaml: "admin.clientSecretLocation",
      doc: "File that contains the client secret",
      inputOnly: true,
    },
    /**
     * Name of the environment variable that contains the client secret. Environment variable
     * `FLYTE_CREDENTIALS_CLIENT_SECRET_ENV_VAR`, INI `credentials.client_secret_env_var`, YAML
     * `admin.clientSecretEnvVar`.
     */
    clientSecretEnvVar: {
      type: "variable",
      ini: "credentials.client_secret_env_var",
      yaml: "admin.clientSecretEnvVar",
      doc: "Name of the environment variable that contains the client secret",
      inputOnly: true,
    },
    /**
     * OAuth scopes to request. Environment variable `FLYTE_CREDENTIALS_SCOPES`, INI `credentials.scopes`, YAML
     * `admin.scopes`.
     * @default []
     */
    scopes: {
      type: "commaList",
      ini: "credentials.scopes",
      yaml: "admin.scopes",
      default: [],
      doc: "OAuth scopes to request",
    },
    /**
     * Authentication method. Environment variable `FLYTE_CREDENTIALS_AUTH_MODE`, INI `credentials.auth_mode`, YAML
     * `admin.authType`.
     * @default "standard"
     */
    authMode: {
      type: "choice",
      ini: "credentials.auth_mode",
      yaml: "admin.authType",
      default: "standard",
      choices: AUTH_TYPES as typeof AUTH_TYPES,
      doc: "Authentication method",
    },
    /**
     * OAuth audience to request. Environment variable `FLYTE_CREDENTIALS_AUDIENCE`, INI `credentials.audience`, YAML
     * `admin.audience`.
     */
    audience: {
      type: "string",
      ini: "credentials.audience",
      yaml: "admin.audience",
      doc: "OAuth audience to request",
    },
    /**
     * Number of times to retry a failed call.
     * @default 3
     */
    rpcRetries: {
      type: "integer",
      default: 3,
      min: 0,
      argumentOnly: true,
      doc: "Number of times to retry a failed call",
    },
    /**
     * URL of the HTTP proxy for authentication requests. Environment variable `FLYTE_PLATFORM_HTTP_PROXY_URL`, INI
     * `platform.http_proxy_url`, YAML `admin.httpProxyURL`.
     */
    httpProxyUrl: {
      type: "string",
      ini: "platform.http_proxy_url",
      yaml: "admin.httpProxyURL",
      doc: "URL of the HTTP proxy for authentication requests",
    },
  },
} as const satisfies SectionDefinition;

/** The section `Config.platform`. */
export const PLATFORM: MountedSection = {
  path: ["platform"],
  definition: platform,
  dependentSettings: { strict: resolveClientSecret, python: resolveClientSecretAsPython },
  fileSetting: "clientSecretLocation",
  check: checkFlytekitPlatform,
};
