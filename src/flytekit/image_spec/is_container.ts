/**
 * Whether this runs in the image of a specification.
 *
 * @module
 */
import {
  BOOLEAN,
  type Check,
  checkOptions,
  either,
  HOST,
  type OptionChecks,
  recordOf,
  STRING,
} from "../../arguments.ts";
import { defaultHost } from "../../runtime/default_host.ts";
import { recordEnv } from "../../runtime/env.ts";
import { _F_IMG_ID, FLYTE_INTERNAL_EXECUTION_ID } from "./constants.ts";
import type { IsContainerOptions } from "./image_spec_init.ts";

const UNDEFINED: Check = { expected: "undefined", accepts: (value) => value === undefined };

const OPTIONS: OptionChecks<IsContainerOptions> = {
  env: recordOf(either(STRING, UNDEFINED)),
  host: HOST,
  inExecution: BOOLEAN,
};

/** See `ImageSpec.isContainer`. */
export function isContainerOf(id: string, options: IsContainerOptions): boolean {
  checkOptions("ImageSpec.isContainer", options, OPTIONS);
  const { env, host = env ? undefined : defaultHost() } = options;
  const valueOf = env ? recordEnv(env) : (name: string) => host?.env(name);
  const inExecution = options.inExecution ?? valueOf(FLYTE_INTERNAL_EXECUTION_ID) !== undefined;
  return !inExecution || valueOf(_F_IMG_ID) === id;
}
