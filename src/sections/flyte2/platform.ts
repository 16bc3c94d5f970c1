/**
 * Settings of the connection to the Flyte API, as flyte 2 has them.
 *
 * @module
 */
import type { SectionDefinition } from "../../settings/definition.ts";
import type { MountedSection, ResolveDependentSettings } from "../../settings/setting.ts";
import { API_KEY_VARIABLE, checkApiKey } from "../checks/api_key.ts";
import { resolveClientSecret, resolveClientSecretAsPython } from "../checks/client_secret.ts";
import { checkFlyte2Platform } from "../checks/platform.ts";

/** All authentication methods that flyte 2 supports. */
export const AUTH_TYPES = ["ClientSecret", "Pkce", "ExternalCommand", "DeviceFlow", "Passthrough"] as const;

/**
 * One of flyte 2's authentication methods.
 *
 * Python: `flyte.remote._client.auth.AuthType`
 */
export type AuthType = (typeof AUTH_TYPES)[number];

/**
 * Definition of the settings of {@linkcode PlatformConfig}.
 *
 * Python: `flyte.config.PlatformConfig`
 */
export const platform = {
  id: "platform",
  doc: "Connection to the Flyte API, and how to authenticate",
  settings: {
    /**
     * Host and port of the Flyte API; a leading `dns:///` is kept. Environment variable `FLYTE_ADMIN_ENDPOINT`, YAML
     * `admin.endpoint`.
     */
    endpoint: {
      type: "string",
      yaml: "admin.endpoint",
      doc: "Host and port of the Flyte API; a leading `dns:///` is kept",
    },
    /**
     * Whether to connect without TLS. Environment variable `FLYTE_ADMIN_INSECURE`, YAML `admin.insecure`.
     * @default false
     */
    insecure: { type: "boolean", yaml: "admin.insecure", default: false, doc: "Whether to connect without TLS" },
    /**
     * Whether to accept any server certificate. Environment variable `FLYTE_ADMIN_INSECURESKIPVERIFY`, YAML
     * `admin.insecureSkipVerify`.
     * @default false
     */
    insecureSkipVerify: {
      type: "boolean",
      yaml: "admin.insecureSkipVerify",
      default: false,
      doc: "Whether to accept any server certificate",
    },
    /**
     * File with the CA certificate that verifies the server certificate. Environment variable
     * `FLYTE_ADMIN_CACERTFILEPATH`, YAML `admin.caCertFilePath`.
     */
    caCertFilePath: {
      type: "path",
      yaml: "admin.caCertFilePath",
      doc: "File with the CA certificate that verifies the server certificate",
    },
    /**
     * URL of the Flyte console, if it differs from that of the API. Environment variable `FLYTE_CONSOLE_ENDPOINT`, YAML
     * `console.endpoint`.
     */
    consoleEndpoint: {
      type: "string",
      yaml: "console.endpoint",
      doc: "URL of the Flyte console, if it differs from that of the API",
    },
    /**
     * Program and arguments of a command that prints an access token. Environment variable `FLYTE_AUTH_COMMAND` or
     * `FLYTE_ADMIN_COMMAND`, YAML `admin.command`.
     */
    command: {
      type: "commandLine",
      yaml: "admin.command",
      envAliases: ["FLYTE_AUTH_COMMAND"],
      doc: "Program and arguments of a command that prints an access token",
    },
    /**
     * Program and arguments of a command that prints a token for a proxy in front of Flyte. Environment variable
     * `FLYTE_AUTH_PROXY_COMMAND` or `FLYTE_ADMIN_PROXYCOMMAND`, YAML `admin.proxyCommand`.
     */
    proxyCommand: {
      type: "commandLine",
      yaml: "admin.proxyCommand",
      envAliases: ["FLYTE_AUTH_PROXY_COMMAND"],
      doc: "Program and arguments of a command that prints a token for a proxy in front of Flyte",
    },
    /** Client ID for authentication. Environment variable `FLYTE_ADMIN_CLIENTID`, YAML `admin.clientId`. */
    clientId: { type: "string", yaml: "admin.clientId", doc: "Client ID for authentication" },
    /** Client secret for authentication. */
    clientCredentialsSecret: { type: "secret", indirect: true, doc: "Client secret for authentication" },
    /**
     * File that contains the client secret. Environment variable `FLYTE_ADMIN_CLIENTSECRETLOCATION`, YAML
     * `admin.clientSecretLocation`.
     */
    clientSecretLocation: {
      type: "path",
      yaml: "admin.clientSecretLocation",
      doc: "File that contains the client secret",
      inputOnly: true,
    },
    /**
     * Name of the environment variable that contains the client secret. Environment variable
     * `FLYTE_ADMIN_CLIENTSECRETENVVAR`, YAML `admin.clientSecretEnvVar`.
     */
    clientSecretEnvVar: {
      type: "variable",
      yaml: "admin.clientSecretEnvVar",
      doc: "Name of the environment variable that contains the client secret",
      inputOnly: true,
    },
    /**
     * OAuth scopes to request. Environment variable `FLYTE_ADMIN_SCOPES`, YAML `admin.scopes`.
     * @default []
     */
    scopes: { type: "wordList", yaml: "admin.scopes", default: [], doc: "OAuth scopes to request" },
    /**
     * Authentication method. Environment variable `FLYTE_AUTH_TYPE` or `FLYTE_ADMIN_AUTHTYPE`, YAML `admin.authType`.
     * @default "Pkce"
     */
    authMode: {
      type: "choice",
      yaml: "admin.authType",
      envAliases: ["FLYTE_AUTH_TYPE"],
      default: "Pkce",
      choices: AUTH_TYPES as typeof AUTH_TYPES,
      doc: "Authentication method",
    },
    /** OAuth audience to request. */
    audience: { type: "string", argumentOnly: true, doc: "OAuth audience to request" },
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
     * URL of the HTTP proxy for authentication requests. Environment variable `FLYTE_ADMIN_HTTPPROXYURL`, YAML
     * `admin.httpProxyURL`.
     */
    httpProxyUrl: {
      type: "string",
      yaml: "admin.httpProxyURL",
      doc: "URL of the HTTP proxy for authentication requests",
    },
    /**
     * Whether to disable storing tokens in the system keyring. Environment variable `FLYTE_ADMIN_DISABLEKEYRING`, YAML
     * `admin.disableKeyring`.
     * @default false
     */
    disableKeyring: {
      type: "boolean",
      yaml: "admin.disableKeyring",
      default: false,
      doc: "Whether to disable storing tokens in the system keyring",
    },
  },
} as const satisfies SectionDefinition;

/** The section `Config.platform`. */
export const PLATFORM: MountedSection = {
  path: ["platform"],
  definition: platform,
  dependentSettings: { strict: resolveStrictly, python: resolveClientSecretAsPython },
  otherEnv: [API_KEY_VARIABLE],
  fileSetting: "clientSecretLocation",
  check: checkFlyte2Platform,
};

/** Sets the client secret, and reports an API key that contradicts the settings. */
function resolveStrictly(...[settings, sources, problems, issues]: Parameters<ResolveDependentSettings>): void {
  resolveClientSecret(settings, sources, problems, issues);
  issues.push(...checkApiKey(settings, sources.env));
}
