/**
 * The program that runs a task in its container.
 *
 * @module
 */
import { checkArgument, STRING } from "../../arguments.ts";
import type { JsonObject } from "../../python/json_value.ts";
import { dirname, joinRelative } from "../../python/paths.ts";
import type { WireField } from "../../wire/field.ts";
import { assignFields, WireRecord } from "../../wire/record.ts";
import { type WireSchema, wireSchema } from "../../wire/schema.ts";
import { DEFAULT_FLYTEKIT_ENTRYPOINT_FILELOC } from "./constants.ts";

/**
 * The program that runs a task in its container, whose path Spark tasks need. Immutable.
 *
 * Python: `flytekit.configuration.EntrypointSettings`.
 *
 * @example
 * ```ts
 * import { EntrypointSettings } from "@flyte-ts/config/serialization";
 *
 * console.log(EntrypointSettings.forInterpreter("/opt/venv/bin/python3").path); // /opt/venv/bin/entrypoint.py
 * ```
 */
export class EntrypointSettings extends WireRecord<{ readonly path?: string | null | undefined }> {
  /** Name of the class, also in minified code. */
  static override readonly name = "EntrypointSettings";
  private static readonly fields: readonly WireField[] = [
    ["path", "path", "string", "optional"],
  ] satisfies readonly WireField<"path">[];

  /** Path of the program in the container. */
  declare readonly path: string | undefined;

  /**
   * Creates settings of the entrypoint.
   *
   * @param init – Path of the program in the container.
   * @param unknownFields – Fields that came over the wire and that this version does not know.
   * @throws {FlyteConfigError} `wrong_shape` – when `path` is not a string.
   * @throws {FlyteConfigError} `invalid_option` – when there is no field of a name.
   */
  constructor(init: { readonly path?: string | null | undefined } = {}, unknownFields?: JsonObject) {
    super(unknownFields);
    assignFields(this, init, unknownFields);
    Object.freeze(this);
  }

  /** Standard Schema of the wire object. Python: `EntrypointSettings.schema()`. */
  static get schema(): WireSchema<EntrypointSettings> {
    return wireSchema(EntrypointSettings);
  }

  /**
   * Returns the entrypoint in the virtual environment of an interpreter.
   *
   * @param interpreterPath – Path of the Python interpreter, such as `/opt/venv/bin/python3`.
   * @returns The entrypoint.
   * @throws {FlyteConfigError} `invalid_argument` – when the path is not a string.
   */
  static forInterpreter(interpreterPath: string): EntrypointSettings {
    const path = joinRelative(venvRoot(interpreterPath), DEFAULT_FLYTEKIT_ENTRYPOINT_FILELOC);
    return new EntrypointSettings({ path });
  }
}

/** Returns the root of an interpreter's virtual environment: the parent of the directory that it is in. */
export function venvRoot(interpreterPath: string): string {
  checkArgument("venvRootFromInterpreter", "interpreterPath", interpreterPath, STRING);
  return dirname(dirname(interpreterPath));
}
