/**
 * Issues of a serialized context. Loaded only when `onIssue` is given.
 *
 * @module
 */
import { FlyteConfigError, type Issue, makeIssue } from "../../errors.ts";
import { SERIALIZED_CONTEXT_ENV_VAR } from "./constants.ts";
import type { SerializationSettings } from "./serialization_settings.ts";

/** Linux' limit for `NAME=value` with its final NUL, in bytes (`MAX_ARG_STRLEN`). */
export const MAX_ENV_STRING_BYTES: number = 128 * 1024;

/** Share of the limit from which on an issue is reported: one more image or variable may exceed it. */
const NEAR = 7 / 8;

type Decode = (context: string) => Promise<SerializationSettings>;

/** Returns the issues of settings and of their context: its size, its images, and a different context that `env` carries. */
export async function contextIssues(
  settings: SerializationSettings,
  context: string,
  decode: Decode,
): Promise<readonly Issue[]> {
  const carried = settings.env?.[SERIALIZED_CONTEXT_ENV_VAR];
  const issues = [
    sizeIssue(context),
    ...settings.imageConfig.issues.map((issue) => ({
      ...issue,
      path: issue.path === undefined ? "image_config" : `image_config.${issue.path}`,
    })),
    carried === undefined ? undefined : await carriedIssue(settings, carried, decode),
  ];
  return issues.filter((issue) => issue !== undefined);
}

/** Reports the issues of settings and of their context. Rejects with `callback_failed` if the callback throws. */
export async function reportIssues(
  settings: SerializationSettings,
  context: string,
  decode: Decode,
  onIssue: (issue: Issue) => void,
): Promise<void> {
  const issues = await contextIssues(settings, context, decode);
  try {
    for (const issue of issues) onIssue(issue);
  } catch (cause) {
    if (cause instanceof FlyteConfigError) throw cause;
    throw new FlyteConfigError("callback_failed", "serializedContext: onIssue threw an error", { cause });
  }
}

/** Returns the number of bytes that a context takes as an environment variable: `NAME=value` with its final NUL. */
export function envStringBytes(context: string): number {
  return SERIALIZED_CONTEXT_ENV_VAR.length + "=".length + context.length + "\0".length;
}

/** The issue of a context that nears or exceeds the limit. */
function sizeIssue(context: string): Issue | undefined {
  const bytes = envStringBytes(context);
  if (bytes < MAX_ENV_STRING_BYTES * NEAR) return undefined;
  const what = `${SERIALIZED_CONTEXT_ENV_VAR} takes ${bytes} bytes`;
  const limit = `the ${MAX_ENV_STRING_BYTES} bytes that Linux allows for one environment string`;
  const remedy = "remove images or environment variables that no task needs";
  return bytes > MAX_ENV_STRING_BYTES
    ? {
      code: "context_over_env_limit",
      message: `${what}, more than ${limit}: no process can start with it; ${remedy}`,
    }
    : { code: "context_near_env_limit", message: `${what}, close to ${limit}; ${remedy}` };
}

/** The issue of a context in `env` that differs from the settings it is in. */
async function carriedIssue(
  settings: SerializationSettings,
  context: string,
  decode: Decode,
): Promise<Issue | undefined> {
  const path = `env.${SERIALIZED_CONTEXT_ENV_VAR}`;
  const what = `env carries ${SERIALIZED_CONTEXT_ENV_VAR}, which serializedContext returns instead`;
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
  const remedy = "change both (retarget, or context set), or remove it from env";
  return makeIssue("carried_context_differs", `${what}, but has another ${names.join(", ")}; ${remedy}`, path);
}

/** Returns the text of each field by its name on the wire, without the context that `env` carries. */
function fieldTexts(settings: SerializationSettings): Map<string, string> {
  const { [SERIALIZED_CONTEXT_ENV_VAR]: _, ...env } = settings.env ?? {};
  const wire = settings.with({ env: Object.keys(env).length > 0 ? env : undefined }).toJSON();
  return new Map(Object.entries(wire).map(([name, value]) => [name, JSON.stringify(value)]));
}
