/**
 * How much of Linux's room for one environment string a context takes.
 *
 * @module
 */
import type { Issue } from "../../errors.ts";
import { SERIALIZED_CONTEXT_ENV_VAR } from "./constants.ts";

/** Linux' limit for `NAME=value` with its final NUL, in bytes (`MAX_ARG_STRLEN`). */
export const MAX_ENV_STRING_BYTES: number = 128 * 1024;

/** From this share of the limit on, the next image or variable may be the one too many. */
const NEAR = 7 / 8;

/** What there is to say about the size of a context, when there is: it nears the limit, or is over it. */
export function envLimitIssue(context: string): Issue | undefined {
  const bytes = SERIALIZED_CONTEXT_ENV_VAR.length + "=".length + context.length + "\0".length;
  if (bytes < MAX_ENV_STRING_BYTES * NEAR) return undefined;
  const what =
    `${SERIALIZED_CONTEXT_ENV_VAR} takes ${bytes} of the ${MAX_ENV_STRING_BYTES} bytes of a Linux environment string`;
  const remedy = "take out images or environment variables that no task needs";
  return bytes > MAX_ENV_STRING_BYTES
    ? { code: "context_over_env_limit", message: `${what}: no process can start with it; ${remedy}` }
    : { code: "context_near_env_limit", message: `${what}; ${remedy}` };
}
