/**
 * The secret of the application that signs in: given as it is, in a file or in an environment variable.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { strip } from "../../python/strings.ts";
import { isTruthy } from "../../python/values.ts";
import { isVariableName } from "../../settings/value_types.ts";
import { type Origin, originText } from "../../settings/origin.ts";
import { issueAt, type SettingIssue } from "../../settings/problem.ts";
import type { Resolved } from "../../settings/resolve.ts";
import type { ReadEnv } from "../../runtime/env.ts";
import { quoted } from "../../text/quote.ts";
import { AuthType } from "../flytekit/auth_type.ts";
import type { ResolveDependentSettings } from "../../settings/registry.ts";

const SECRET = "clientCredentialsSecret";
const PATH = "platform.client_credentials_secret";
/** The ways to sign in that take a secret. */
const WITH_SECRET: readonly unknown[] = [AuthType.CLIENTSECRET, AuthType.CLIENT_CREDENTIALS, AuthType.BASIC];

/**
 * Puts the secret where the setting is: that of the named variable takes precedence over that of the named file, and
 * that over one that is given as it is. With either of the first two, the way to sign in is `ClientSecret`. A place
 * without a secret is an issue where another one has it, and a problem otherwise.
 */
export const resolveClientSecret: ResolveDependentSettings = (settings, { files, env }, problems, issues) => {
  const found: Found[] = [];
  const missing: SettingIssue[] = [];
  const refused: SettingIssue[] = [];
  const named = settings.get("clientSecretEnvVar")!;
  if (named.value !== undefined) {
    const name = named.value as string;
    const value = strip(readVariable(env, named) ?? "");
    const origin: Origin = { source: "secret_env", name, by: named.origin };
    if (value !== "") found.push({ value, origin });
    else missing.push(unset(named.origin, `the variable ${nameOf(name)} that must hold the client secret is not set`));
  }
  const location = settings.get("clientSecretLocation")!;
  if (location.value !== undefined) {
    const path = location.value as string;
    const file = files(path);
    const value = file instanceof FlyteConfigError ? undefined : strip(file);
    const origin: Origin = { source: "secret_file", path, by: location.origin };
    if (value) found.push({ value, origin });
    else if (file instanceof FlyteConfigError) {
      // Python opens the file even where a variable has the secret.
      refused.push(issueAt(file.code, location.origin, `the client secret: ${file.message}`, { path: PATH }));
    } else missing.push(unset(location.origin, `the file ${quoted(path)} that must hold the client secret is empty`));
  }
  if (found.length > 0 || settings.get(SECRET)!.value !== undefined) {
    issues.push(...missing.map((issue) => ({ ...issue, message: `${issue.message}; another source has it` })));
  } else problems.push(...missing);
  problems.push(...refused);
  if (found[0] !== undefined) use(settings, found[0], found.slice(1), issues);
};

interface Found {
  readonly value: string;
  readonly origin: Origin;
}

function use(settings: Map<string, Resolved>, best: Found, others: readonly Found[], issues: SettingIssue[]): void {
  const given = settings.get(SECRET)!;
  const hidden = given.origin.source === "default" ? [] : [{ value: given.value as string, origin: given.origin }];
  settings.set(SECRET, { ...best, shadowed: [...others, ...hidden, ...given.shadowed] });
  const mode = settings.get("authMode")!;
  if (mode.origin.source !== "default" && !WITH_SECRET.includes(mode.value)) {
    const what = `platform.auth_mode is ${JSON.stringify(mode.value)}, and becomes "ClientSecret" since there is a ` +
      `client secret from ${originText(best.origin)}`;
    issues.push(issueAt("auth_mode_overridden", mode.origin, what, { path: "platform.auth_mode" }));
  }
  force(settings, best.origin);
}

/** As flytekit and flyte 2: of a file, white space is taken off only if a newline ends it; what is not there counts for nothing. */
export const resolveClientSecretAsPython: ResolveDependentSettings = (settings, { files, env }) => {
  const use = (value: string | undefined, origin: Origin, isThere = value) => {
    if (value) settings.set(SECRET, { value, origin, shadowed: [] });
    if (isThere) force(settings, origin);
  };
  const location = settings.get("clientSecretLocation")!;
  if (isTruthy(location.value)) {
    const path = textOf(location);
    const file = files(path);
    if (file instanceof FlyteConfigError) throw file;
    const content = file.replace(/\r\n?/g, "\n");
    use(
      content.endsWith("\n") ? strip(content) : content,
      { source: "secret_file", path, by: location.origin },
      content,
    );
  }
  const named = settings.get("clientSecretEnvVar")!;
  if (isTruthy(named.value)) {
    const name = textOf(named);
    use(readVariable(env, named), { source: "secret_env", name, by: named.origin });
  }
};

function force(settings: Map<string, Resolved>, origin: Origin): void {
  settings.set("authMode", { value: AuthType.CLIENTSECRET, origin, shadowed: [] });
}

/** The value of the variable that a setting names. A refusal does not show what is no name. */
function readVariable(env: ReadEnv, { value, origin }: Resolved): string | undefined {
  const name = value as string;
  try {
    return env(name);
  } catch (error) {
    if (nameOf(name) === name || !(error instanceof FlyteConfigError)) throw error;
    const what = `the variable ${nameOf(name)} that must hold the client secret may not be read`;
    throw new FlyteConfigError(error.code, `${originText(origin)}: ${what}`, { path: PATH });
  }
}

/** Python takes no other type of value for a path or a name. */
function textOf({ value, origin }: Resolved): string {
  if (typeof value === "string") return value;
  throw new FlyteConfigError("not_text", `${originText(origin)}: this must be a text`);
}

/** What is no name may be the secret itself, in the wrong place. */
function nameOf(name: string): string {
  return isVariableName(name) ? name : "(not shown, since it looks like no name of a variable)";
}

function unset(origin: Origin, what: string): SettingIssue {
  return issueAt("unset_secret", origin, what, { path: PATH });
}
