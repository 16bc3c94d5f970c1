/**
 * Checks the settings of a connection that depend on one another, for both products.
 *
 * @module
 */
import { issueAt, type SettingIssue } from "../../settings/issues.ts";
import type { ResolvedValue } from "../../settings/setting.ts";
import { AuthType } from "../flytekit/auth_type.ts";
import { checkCommands } from "./command.ts";
import { checkGrpcEndpoint, checkUrlEndpoint } from "./endpoint.ts";

const FLYTEKIT_SECRET = "clientSecretLocation or clientSecretEnvVar in YAML, client_secret_location or " +
  "client_secret_env_var in INI, or FLYTE_CREDENTIALS_CLIENT_SECRET";
const FLYTE2_SECRET = "admin.clientSecretLocation or admin.clientSecretEnvVar";

/** Reports settings of flytekit that contradict one another or need another one. */
export function checkFlytekitPlatform(settings: ReadonlyMap<string, ResolvedValue>): readonly SettingIssue[] {
  return [
    ...checkPlatform(settings, FLYTEKIT_SECRET),
    ...checkVerification(settings, "caCertFilePath", "platform.insecure_skip_verify"),
    ...checkGrpcEndpoint(settings),
    ...checkCommands(settings, "use a list in YAML, and commas between the words elsewhere"),
  ];
}

/** Reports settings of flyte 2 that contradict one another or need another one. */
export function checkFlyte2Platform(settings: ReadonlyMap<string, ResolvedValue>): readonly SettingIssue[] {
  return [
    ...checkPlatform(settings, FLYTE2_SECRET),
    ...checkVerification(settings, "insecureSkipVerify", "platform.ca_cert_file_path"),
    ...checkUrlEndpoint(settings),
    ...checkCommands(settings, "use a list, or a shell command line without commas"),
  ];
}

/** Runs the checks of both products; `secretSettings` names the settings that provide the client secret. */
function checkPlatform(settings: ReadonlyMap<string, ResolvedValue>, secretSettings: string): readonly SettingIssue[] {
  const issues: SettingIssue[] = [];
  const get = (key: string) => settings.get(key)!;
  if (get("insecure").value === true && get("caCertFilePath").value !== undefined) {
    const what = "platform.ca_cert_file_path has no effect, since platform.insecure turns TLS off";
    issues.push(
      issueAt("insecure_with_ca_cert", get("caCertFilePath").origin, what, { path: "platform.ca_cert_file_path" }),
    );
  }
  const mode = get("authMode");
  const needsSecret = mode.value === AuthType.CLIENTSECRET || mode.value === AuthType.CLIENT_CREDENTIALS;
  if (needsSecret && get("clientCredentialsSecret").value === undefined) {
    const what = `platform.auth_mode is ${JSON.stringify(mode.value)}, which needs a client secret, and none is set; ` +
      `set ${secretSettings}`;
    issues.push(issueAt("missing_client_secret", mode.origin, what, { path: "platform.client_credentials_secret" }));
  }
  return issues;
}

const PATHS = { caCertFilePath: "platform.ca_cert_file_path", insecureSkipVerify: "platform.insecure_skip_verify" };

/** Reports the one of two settings that has no effect, if both ask for a verification of the server. */
function checkVerification(
  settings: ReadonlyMap<string, ResolvedValue>,
  unused: keyof typeof PATHS,
  used: string,
): readonly SettingIssue[] {
  const [insecure, file, skips] = ["insecure", "caCertFilePath", "insecureSkipVerify"].map((key) =>
    settings.get(key)!.value
  );
  if (insecure === true || !file || skips !== true) return [];
  const path = PATHS[unused];
  return [issueAt("not_used", settings.get(unused)!.origin, `${path} has no effect, since ${used} is set`, { path })];
}
