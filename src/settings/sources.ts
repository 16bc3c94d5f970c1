/**
 * Sources of settings: the environment, and a YAML or INI file. Each answers one question, `lookup(setting)`, with the
 * raw values that it holds. What a raw value means is decided by its readers.
 *
 * @module
 */
import type { ConfigDocument } from "../formats/config_document.ts";
import { IniError } from "../formats/ini/errors.ts";
import type { IniFile } from "../formats/ini/file.ts";
import { orderedObject } from "../python/json_value.ts";
import type { ReadEnv } from "../runtime/env.ts";
import { fileOrigin, nameSpan } from "./origin.ts";
import type { RawValue, Setting } from "./setting.ts";

/** A source of settings. */
export interface Source {
  /** Returns the raw values of a setting, those of higher precedence first. */
  readonly lookup: (setting: Setting) => readonly RawValue[];
}

/** The raw values of a setting in all sources. */
export interface RawValues {
  /** The environment variables that are set, in order of precedence. */
  readonly env: readonly RawValue[];
  /** The value in the file. */
  readonly file: RawValue | undefined;
  /** Format of the file. */
  readonly format: ConfigDocument["format"] | undefined;
  /** Why the value in an INI file cannot be read: its interpolation fails. */
  readonly fileError: IniError | undefined;
}

/** Returns the raw values of a setting. */
export type Lookup = (setting: Setting) => RawValues;

const NO_VALUES: readonly RawValue[] = [];
const NOTHING: RawValues = { env: NO_VALUES, file: undefined, format: undefined, fileError: undefined };

/** Finds the raw values of settings, and remembers them: several readers of one load ask for the same ones. */
export function lookupIn(env: ReadEnv, document: ConfigDocument | undefined): Lookup {
  const environment = envSource(env);
  const file = document && fileSource(document);
  const format = document?.format;
  const known = new Map<Setting, RawValues>();
  return (setting) => {
    let found = known.get(setting);
    if (found === undefined) {
      found = lookUp(setting, environment, file, format);
      known.set(setting, found);
    }
    return found;
  };
}

/** A lookup that finds nothing. */
export function lookupNothing(): RawValues {
  return NOTHING;
}

function lookUp(
  setting: Setting,
  environment: Source,
  file: Source | undefined,
  format: RawValues["format"],
): RawValues {
  const env = environment.lookup(setting);
  try {
    const [found] = file?.lookup(setting) ?? NO_VALUES;
    // Most settings have no value in any source.
    return env.length === 0 && found === undefined ? NOTHING : { env, file: found, format, fileError: undefined };
  } catch (error) {
    if (!(error instanceof IniError)) throw error;
    return { env, file: undefined, format, fileError: error };
  }
}

/** Returns all raw values, in order of precedence. */
export function allValues({ env, file }: RawValues): readonly RawValue[] {
  return file === undefined ? env : [...env, file];
}

/** The environment as a source: the variables of a setting that are set, empty ones too. */
export function envSource(env: ReadEnv): Source {
  return {
    lookup({ envs }) {
      let values = NO_VALUES;
      for (const name of envs) {
        const value = env(name);
        if (value !== undefined) values = [...values, { origin: { source: "env", name }, value }];
      }
      return values;
    },
  };
}

/** A file as a source. `lookup` throws `IniError` for a value whose interpolation fails. */
export function fileSource(document: ConfigDocument): Source {
  const { name } = document;
  if (document.format === "yaml") {
    const { yaml } = document;
    return {
      lookup({ yaml: keys }) {
        const found = keys && yaml.at(keys);
        return found ? [{ origin: fileOrigin(name, found, keys!.join(".")), value: found.value }] : NO_VALUES;
      },
    };
  }
  const { ini } = document;
  return {
    lookup({ ini: names, definition }) {
      if (names === undefined) return NO_VALUES;
      const [section, option] = names;
      if (definition.type === "map") return iniMap(ini, name, section);
      const found = ini.get(section, option);
      return found ? [{ origin: fileOrigin(name, found, names.join(".")), value: found.value }] : NO_VALUES;
    },
  };
}

/** A map is a whole section of an INI file. */
function iniMap(ini: IniFile, file: string, section: string): readonly RawValue[] {
  const items = new Map(ini.items(section)?.map((item) => [item.option, item]));
  if (items.size === 0) return NO_VALUES;
  // flytekit uses the order of `options()`, which lists a section's own options before those of [DEFAULT].
  const ordered = ini.options(section)!.map((option) => items.get(option)!);
  const value = orderedObject(ordered.map((item) => [item.option, item.value]), null);
  const { name, option } = ordered[0]!;
  return [{ origin: fileOrigin(file, nameSpan(name, option.length), section), value }];
}
