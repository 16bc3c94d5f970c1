/**
 * The settings of a connection as the functions of `./api` use them, and where each comes from.
 *
 * @module
 */
import { type Check, checkArgument } from "../arguments.ts";
import { type ErrorCode, FlyteConfigError } from "../errors.ts";
import { issueAt } from "../settings/issues.ts";
import { originText } from "../settings/origin.ts";
import type { Section } from "../settings/section.ts";
import type { ResolvedValue, Setting } from "../settings/setting.ts";

/** The connection to the Flyte API: a `PlatformConfig` of either product. */
export interface Platform extends Section {
  /** Host and port of the Flyte API. */
  readonly endpoint: string | undefined;
  /** Whether to connect without TLS. */
  readonly insecure: boolean;
  /** Whether to accept any server certificate. */
  readonly insecureSkipVerify: boolean;
  /** File with the CA certificate that verifies the server certificate. */
  readonly caCertFilePath: string | undefined;
  /** URL of the Flyte console, if it differs from that of the API. */
  readonly consoleEndpoint: string | undefined;
  /** Number of times to retry a failed call. */
  readonly rpcRetries: number;
  /** URL of the HTTP proxy for authentication requests. */
  readonly httpProxyUrl: string | undefined;
  /** Authentication method. */
  readonly authMode: string | undefined;
  /** Client ID for authentication. */
  readonly clientId: string | undefined;
  /** Client secret for authentication. */
  readonly clientCredentialsSecret: string | undefined;
  /** OAuth scopes to request. */
  readonly scopes: readonly string[] | undefined;
  /** OAuth audience to request. */
  readonly audience: string | undefined;
  /** Program and arguments of a command that prints an access token. */
  readonly command: readonly string[] | undefined;
  /** Program and arguments of a command that prints a token for a proxy in front of Flyte. */
  readonly proxyCommand: readonly string[] | undefined;
}

const PLATFORM: Check = {
  expected: "a PlatformConfig, such as config.platform",
  accepts: (value) =>
    typeof value === "object" && value !== null && "insecureSkipVerify" in value && "entries" in value &&
    typeof value.entries === "function",
};

/** Throws `invalid_argument` if a value is not a `PlatformConfig`. */
export function checkPlatform(call: string, value: unknown): void {
  checkArgument(call, "platform", value, PLATFORM, `${call}(config.platform)`);
}

/** The name of a setting: a property, or one that is only read. */
type SettingKey = Extract<keyof Platform, string> | "clientSecretLocation";

/** A setting with its value and origin. */
export interface FoundSetting extends ResolvedValue {
  /** The setting with its names. */
  readonly setting: Setting;
}

/** Returns a setting with its value and origin. */
export function settingOf(platform: Platform, key: SettingKey): FoundSetting {
  const [setting, resolved] = platform.entries().find(([{ key: own }]) => own === key)!;
  return { setting, ...resolved };
}

/** Whether Flyte is reached with gRPC, as flytekit does; flyte 2 uses the Connect protocol. */
export function isGrpc(platform: Platform): boolean {
  return settingOf(platform, "endpoint").setting.definition.type === "endpoint";
}

/** Returns all settings by the names of their properties, as checks expect them. */
export function settingsOf(platform: Platform): ReadonlyMap<string, ResolvedValue> {
  return new Map(platform.entries().map(([{ key }, resolved]) => [key, resolved]));
}

/** Creates an error about a setting, whose message starts with the origin of the value. */
export function settingError(
  code: ErrorCode,
  { setting, origin }: FoundSetting,
  what: string,
  cause?: unknown,
): FlyteConfigError {
  const { message } = issueAt(code, origin, `${setting.path} ${what}`);
  return new FlyteConfigError(code, message, { path: setting.path, cause });
}

/** Names a setting in a message, with the origin of its value: `platform.client_id from config.yaml:3:13 (admin.clientId)`. */
export function settingText(platform: Platform, key: SettingKey): string {
  const { setting, origin } = settingOf(platform, key);
  return origin.source === "default" || origin.source === "argument"
    ? setting.path
    : `${setting.path} from ${originText(origin)}`;
}

/** Names the sources of a setting in a message: `admin.clientId in the configuration file or the variable …`. */
export function settingSources(platform: Platform, key: SettingKey): string {
  const { setting: { yaml, env, path } } = settingOf(platform, key);
  const names = [yaml && `${yaml.join(".")} in the configuration file`, env && `the variable ${env}`].filter(Boolean);
  return names.join(" or ") || path;
}
