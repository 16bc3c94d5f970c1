/**
 * Where the program is that runs a task.
 *
 * @module
 */
import { checkArgument, STRING } from "../../arguments.ts";
import { dirname, joinRelative } from "../../python/paths.ts";
import { fill, WireRecord } from "../../wire/record.ts";
import type { Extra, WireRow } from "../../wire/row.ts";
import { type WireSchema, wireSchema } from "../../wire/schema.ts";
import { DEFAULT_FLYTEKIT_ENTRYPOINT_FILELOC } from "./constants.ts";

/** What {@linkcode EntrypointSettings} is made of. */
export interface EntrypointSettingsInit {
  /** Path of the program in the container. */
  readonly path?: string | null | undefined;
}

/**
 * The program that runs a task, as Spark tasks need to know it. flytekit: `EntrypointSettings`. Immutable.
 *
 * @example
 * ```ts
 * import { EntrypointSettings } from "@flyte-ts/config/serialization";
 *
 * console.log(EntrypointSettings.forInterpreter("/opt/venv/bin/python3").path); // /opt/venv/bin/entrypoint.py
 * ```
 */
export class EntrypointSettings extends WireRecord<EntrypointSettingsInit> {
  /** Name of the class, also where a bundler has shortened it. */
  static override readonly name = "EntrypointSettings";
  /** The fields on the wire. */
  static readonly rows: readonly WireRow[] = [
    ["path", "path", "string", "optional"],
  ] satisfies readonly WireRow<keyof EntrypointSettingsInit>[];

  /** Path of the program in the container. */
  declare readonly path: string | undefined;

  /** Makes an instance of its fields. */
  constructor(init: EntrypointSettingsInit = {}, extra?: Extra) {
    super(extra);
    fill(this, init, extra);
    Object.freeze(this);
  }

  /** Schema of the wire object. flytekit: `EntrypointSettings.schema()`. */
  static get schema(): WireSchema<EntrypointSettings> {
    return wireSchema(EntrypointSettings);
  }

  /** The program in the virtual environment that an interpreter belongs to. */
  static forInterpreter(interpreterPath: string): EntrypointSettings {
    const path = joinRelative(venvRoot(interpreterPath), DEFAULT_FLYTEKIT_ENTRYPOINT_FILELOC);
    return new EntrypointSettings({ path });
  }
}

/** Root of the virtual environment that an interpreter belongs to: the directory above its own. */
export function venvRoot(interpreterPath: string): string {
  checkArgument("venvRootFromInterpreter", "interpreterPath", interpreterPath, STRING);
  return dirname(dirname(interpreterPath));
}
