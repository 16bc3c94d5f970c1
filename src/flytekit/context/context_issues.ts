/**
 * What is worth knowing about a context that is handed out. Loaded only by who asks.
 *
 * @module
 */
import { FlyteConfigError, type Issue, makeIssue } from "../../errors.ts";
import { SERIALIZED_CONTEXT_ENV_VAR } from "./constants.ts";
import { envLimitIssue } from "./env_limit.ts";
import type { SerializationSettings } from "./serialization_settings.ts";

type Decode = (context: string) => Promise<SerializationSettings>;

/**
 * Tells the issues of settings and of their context: its size, its images, and a context of its own that `env` carries.
 * Rejects with `callback_failed` if the listener throws.
 */
export async function tellIssues(
  settings: SerializationSettings,
  context: string,
  decode: Decode,
  onIssue: (issue: Issue) => void,
): Promise<void> {
  const isCarried = settings.env?.[SERIALIZED_CONTEXT_ENV_VAR] !== undefined;
  const issues = [
    envLimitIssue(context),
    ...settings.imageConfig.issues.map((issue) => ({
      ...issue,
      path: issue.path === undefined ? "image_config" : `image_config.${issue.path}`,
    })),
    isCarried ? await carriedIssue(settings, context, decode) : undefined,
  ];
  try {
    for (const issue of issues) if (issue !== undefined) onIssue(issue);
  } catch (cause) {
    if (cause instanceof FlyteConfigError) throw cause;
    throw new FlyteConfigError("callback_failed", "serializedContext: onIssue threw an error", { cause });
  }
}

/** The issue of a context in `env` that says other things than the settings it is in. */
async function carriedIssue(
  settings: SerializationSettings,
  context: string,
  decode: Decode,
): Promise<Issue | undefined> {
  const path = `env.${SERIALIZED_CONTEXT_ENV_VAR}`;
  const what = `env has a ${SERIALIZED_CONTEXT_ENV_VAR} of its own, which is handed out as it is`;
  let carried: SerializationSettings;
  try {
    carried = await decode(context);
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    return makeIssue("carried_context_differs", `${what}, but cannot be decoded: ${error.message}`, path);
  }
  const [here, there] = [fieldTexts(settings), fieldTexts(carried)];
  const names = [...new Set([...here.keys(), ...there.keys()])].filter((name) => here.get(name) !== there.get(name));
  if (names.length === 0) return undefined;
  const remedy = "change both with retarget, or remove it from env";
  return makeIssue("carried_context_differs", `${what}, but has another ${names.join(", ")}; ${remedy}`, path);
}

/** The text of each field, by its name on the wire, without the context that `env` carries. */
function fieldTexts(settings: SerializationSettings): Map<string, string> {
  const { [SERIALIZED_CONTEXT_ENV_VAR]: _, ...env } = settings.env ?? {};
  const wire = settings.with({ env: Object.keys(env).length > 0 ? env : undefined }).toJSON();
  return new Map(Object.entries(wire).map(([name, value]) => [name, JSON.stringify(value)]));
}
