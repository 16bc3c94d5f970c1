/**
 * Layers for environment variables and the working directory.
 *
 * @module
 */
import { checkArgument, OBJECT, STRING } from "../../../arguments.ts";
import { orderedKeys } from "../../../python/json_value.ts";
import { oneLine } from "../../../text/quote.ts";
import { PAIRS_KIND, STRING_KIND } from "../fields.ts";
import { type LayerDefinition, makeLayer } from "./layer.ts";

/** Environment variables. Python: `flyte._image.Env`. */
export interface Env {
  /** The type of the layer. */
  readonly type: "Env";
  /** Names with values. */
  readonly envVars: readonly (readonly [name: string, value: string])[];
}

/** The working directory. Python: `flyte._image.WorkDir`. */
export interface WorkDir {
  /** The type of the layer. */
  readonly type: "WorkDir";
  /** Path in the image. */
  readonly workdir: string;
}

/** See {@linkcode Env}. */
export const env: LayerDefinition<Env> = {
  type: "Env",
  fields: { envVars: { kind: PAIRS_KIND, isRequired: true } },
  text: ({ envVars }) => envVars.map(([name, value]) => `${name}=${value}`).join(" "),
};

/** See {@linkcode WorkDir}. */
export const workDir: LayerDefinition<WorkDir> = {
  type: "WorkDir",
  fields: { workdir: { kind: STRING_KIND, isRequired: true } },
  text: ({ workdir }) => workdir,
};

/** The layer of `Image.withEnvVars`. */
export function envLayer(envVars: Readonly<Record<string, string>>): Env {
  checkArgument("Image.withEnvVars", "envVars", envVars, OBJECT, 'withEnvVars({ NAME: "value" })');
  for (const [name, value] of Object.entries(envVars)) {
    if (STRING.accepts(value)) continue;
    checkArgument("Image.withEnvVars", oneLine(name), value, STRING, `withEnvVars({ ${oneLine(name)}: "…" })`);
  }
  return makeLayer(env, { envVars: orderedKeys(envVars).map((name) => [name, envVars[name]!] as const) });
}

/** The layer of `Image.withWorkdir`. */
export function workDirLayer(workdir: string): WorkDir {
  checkArgument("Image.withWorkdir", "workdir", workdir, STRING);
  return makeLayer(workDir, { workdir });
}
