/**
 * Resolves the client secret, which is set directly, in a file or in an environment variable.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { strip } from "../../python/strings.ts";
import { isTruthy } from "../../python/values.ts";
import type { ReadEnv } from "../../runtime/env.ts";
import { type Origin, originText } from "../../settings/origin.ts";
import { issueAt, type SettingIssue } from "../../settings/issues.ts";
import type { ResolveDependentSettings, ResolvedValue } from "../../settings/setting.ts";
import { isVariableName } from "../../settings/value_types.ts";
import { quoted } from "../../text/quote.ts";
import { AuthType } from "../flytekit/auth_type.ts";

const SECRET = "clientCredentialsSecret";
const PATH = "platform.client_credentials_secret";
/** The authentication methods that use a client secret. */
const WITH_SECRET: readonly unknown[] = [AuthType.CLIENTSECRET, AuthType.CLIENT_CREDENTIALS, AuthType.BASIC];

interface FoundSecret {
  readonly value: string;
  readonly origin: Origin;
}

/**
 * Sets the client secret: the variable takes precedence over the file, which takes precedence over a secret that is set
 * directly. A secret from the variable or file also sets `authMode` to `ClientSecret`. A variable or file without a
 * secret is an issue if another source has one, and a problem otherwise.
 */
export const resolveClientSecret: ResolveDependentSettings = (settings, { files, env }, problems, issues) => {
  const found: FoundSecret[] = [];
  const missing: SettingIssue[] = [];
  const unreadable: SettingIssue[] = [];
  const variable = settings.get("clientSecretEnvVar")!;
  if (variable.value !== undefined) {
    const name = variable.value as string;
    const value = strip(readVariable(env, variable) ?? "");
    const origin: Origin = { source: "secret_env", name, by: variable.origin };
    if (value !== "") found.push({ value, origin });
    else missing.push(unset(variable.origin, `the client secret variable ${shownName(name)} is not set`));
  }
  const location = settings.get("clientSecretLocation")!;
  if (location.value !== undefined) {
    const path = location.value as string;
    const file = files(path);
    const value = file instanceof FlyteConfigError ? undefined : strip(file);
    const origin: Origin = { source: "secret_file", path, by: location.origin };
    if (value) found.push({ value, origin });
    else if (file instanceof FlyteConfigError) {
      // Python opens the file even if a variable has the secret.
      unreadable.push(issueAt(file.code, location.origin, `client secret: ${file.message}`, { path: PATH }));
    } else missing.push(unset(location.origin, `the client secret file ${quoted(path)} is empty`));
  }
  if (found.length > 0 || settings.get(SECRET)!.value !== undefined) {
    issues.push(...missing.map((issue) => ({ ...issue, message: `${issue.message}; using another source` })));
  } else problems.push(...missing);
  problems.push(...unreadable);
  if (found[0] !== undefined) setSecret(settings, found[0], found.slice(1), issues);
};

function setSecret(
  settings: Map<string, ResolvedValue>,
  used: FoundSecret,
  others: readonly FoundSecret[],
  issues: SettingIssue[],
): void {
  const direct = settings.get(SECRET)!;
  const shadowed = direct.origin.source === "default" ? [] : [{ value: direct.value as string, origin: direct.origin }];
  settings.set(SECRET, { ...used, shadowed: [...others, ...shadowed, ...direct.shadowed] });
  const mode = settings.get("authMode")!;
  if (mode.origin.source !== "default" && !WITH_SECRET.includes(mode.value)) {
    const what = `platform.auth_mode ${JSON.stringify(mode.value)} is replaced by "ClientSecret", since there is a ` +
      `client secret (${originText(used.origin)})`;
    issues.push(issueAt("auth_mode_overridden", mode.origin, what, { path: "platform.auth_mode" }));
  }
  setAuthMode(settings, used.origin);
}

/**
 * Sets the client secret as flytekit and flyte 2 do: they strip whitespace in a file only if it ends with a newline, and
 * ignore missing secrets.
 */
export const resolveClientSecretAsPython: ResolveDependentSettings = (settings, { files, env }) => {
  const use = (value: string | undefined, origin: Origin, setsMode = value) => {
    if (value) settings.set(SECRET, { value, origin, shadowed: [] });
    if (setsMode) setAuthMode(settings, origin);
  };
  const location = settings.get("clientSecretLocation")!;
  if (isTruthy(location.value)) {
    const path = stringOf(location, "client_secret_location");
    const file = files(path);
    if (file instanceof FlyteConfigError) throw file;
    const content = file.replace(/\r\n?/g, "\n");
    const value = content.endsWith("\n") ? strip(content) : content;
    use(value, { source: "secret_file", path, by: location.origin }, content);
  }
  const variable = settings.get("clientSecretEnvVar")!;
  if (isTruthy(variable.value)) {
    const name = stringOf(variable, "client_secret_env_var");
    use(readVariable(env, variable), { source: "secret_env", name, by: variable.origin });
  }
};

function setAuthMode(settings: Map<string, ResolvedValue>, origin: Origin): void {
  settings.set("authMode", { value: AuthType.CLIENTSECRET, origin, shadowed: [] });
}

/** Reads the variable that a setting names. An error does not show a name that may be the secret itself. */
function readVariable(env: ReadEnv, { value, origin }: ResolvedValue): string | undefined {
  const name = value as string;
  try {
    return env(name);
  } catch (error) {
    if (shownName(name) === name || !(error instanceof FlyteConfigError)) throw error;
    const what = `access to the client secret variable ${shownName(name)} was denied`;
    throw new FlyteConfigError(error.code, `${originText(origin)}: ${what}`, { path: PATH });
  }
}

/** Python accepts only strings as paths and names. */
function stringOf({ value, origin }: ResolvedValue, name: string): string {
  if (typeof value === "string") return value;
  throw new FlyteConfigError("not_text", `${originText(origin)}: platform.${name} must be a string`);
}

/** The name of a variable, unless it looks like a secret that was written in its place. */
function shownName(name: string): string {
  return isVariableName(name) ? name : "(not shown, since it does not look like the name of a variable)";
}

function unset(origin: Origin, what: string): SettingIssue {
  return issueAt("unset_secret", origin, what, { path: PATH });
}
