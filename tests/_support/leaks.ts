/**
 * Looks for a secret in everything that is printed of a configuration or an error.
 *
 * @module
 */
import { inspect } from "node:util";
import { Config, FlyteConfigError, type SectionGroup, type SettingIssue, SettingsError } from "../../mod.ts";
import { LEAK } from "./config_samples.ts";

const SECRETS = new Set(
  new Config().entries().filter(([{ definition: row }]) => row.type === "secret").map(([{ path }]) => path),
);

/**
 * Where the secret is printed, if anywhere. A change of a file may have made it the value of a setting that is not
 * secret, the name of a key, or something else than the password of a URL: there it may be printed.
 */
export function leaksOf(result: SectionGroup | FlyteConfigError): readonly string[] {
  if (result instanceof FlyteConfigError) return errorLeaks(result);
  return [...toldBy(result), ...result.issues.flatMap(issueLeaks)];
}

function* toldBy(config: SectionGroup): Generator<string> {
  const isElsewhere = config.entries().some(([{ definition: row }, { value, shadowed }]) =>
    row.type !== "secret" && [value, ...shadowed.map((raw) => raw.value)].some(mayBeTold)
  );
  if (isElsewhere) return;
  const explanation = config.explain();
  const texts = {
    String: String(config),
    "JSON.stringify": JSON.stringify(config),
    "explain as text": String(explanation),
    "explain as JSON": JSON.stringify(explanation),
    inspect: inspect(config, { depth: 9 }),
    "Deno.inspect": Deno.inspect(config, { depth: 9 }),
  };
  for (const [what, text] of Object.entries(texts)) if (tells(text)) yield `${what}: ${text}`;
}

function mayBeTold(value: unknown): boolean {
  return typeof value === "string" && tells(value.replace(/:\/\/[^/?#\s]*@/g, "")) ||
    typeof value === "object" && value !== null && tells(inspect(value));
}

function errorLeaks(error: FlyteConfigError): readonly string[] {
  const problems = error instanceof SettingsError ? error.problems : [];
  const leaks = problems.flatMap(issueLeaks);
  if (problems.some(isAboutOther) || isAboutOther(error)) return leaks;
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (tells(inspect(cause))) leaks.push(inspect(cause));
  }
  return leaks;
}

function issueLeaks(issue: SettingIssue): string[] {
  const text = JSON.stringify(issue);
  return tells(text) && !isAboutOther(issue) ? [text] : [];
}

/** Whether an issue concerns a setting that is not secret, or a key that contains the secret. */
function isAboutOther(
  issue: { readonly path?: string | undefined; readonly origin?: SettingIssue["origin"] },
): boolean {
  if (issue.path !== undefined && !SECRETS.has(issue.path)) return true;
  return issue.origin?.source === "file" && tells(issue.origin.key);
}

function tells(text: string): boolean {
  return text.toLowerCase().includes(LEAK.toLowerCase());
}
