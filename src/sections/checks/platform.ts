/**
 * What is odd about the settings of a connection, taken together.
 *
 * @module
 */
import { issueAt, type SettingIssue } from "../../settings/problem.ts";
import type { Resolved } from "../../settings/resolve.ts";
import { AuthType } from "../flytekit/auth_type.ts";
import { checkCommands } from "./command.ts";
import { checkGrpcEndpoint } from "./endpoint.ts";

const NAMES = "(clientSecretLocation or clientSecretEnvVar in YAML, client_secret_location or client_secret_env_var " +
  "in INI), or set FLYTE_CREDENTIALS_CLIENT_SECRET";

/** Settings of flytekit that contradict one another, or that are no use without another. */
export function checkFlytekitPlatform(settings: ReadonlyMap<string, Resolved>): readonly SettingIssue[] {
  return [
    ...checkPlatform(settings, NAMES),
    ...checkGrpcEndpoint(settings),
    ...checkCommands(settings, "in YAML write a list of words, elsewhere put commas between them"),
  ];
}

/** The same for either version; `names` is how a message names the settings that say where the client secret is. */
export function checkPlatform(settings: ReadonlyMap<string, Resolved>, names: string): readonly SettingIssue[] {
  const issues: SettingIssue[] = [];
  const get = (key: string) => settings.get(key)!;
  if (get("insecure").value === true && get("caCertFilePath").value !== undefined) {
    const what = "platform.ca_cert_file_path has no effect, since platform.insecure does without TLS";
    issues.push(
      issueAt("insecure_with_ca_cert", get("caCertFilePath").origin, what, { path: "platform.ca_cert_file_path" }),
    );
  }
  const mode = get("authMode");
  const needsSecret = mode.value === AuthType.CLIENTSECRET || mode.value === AuthType.CLIENT_CREDENTIALS;
  if (needsSecret && get("clientCredentialsSecret").value === undefined) {
    const what =
      `platform.auth_mode is ${JSON.stringify(mode.value)}, and there is no client secret; name the file or ` +
      `the environment variable that holds it ${names}`;
    issues.push(issueAt("missing_client_secret", mode.origin, what, { path: "platform.client_credentials_secret" }));
  }
  return issues;
}
