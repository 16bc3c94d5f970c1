/**
 * Refuses settings that cannot be: with names that no source can have, or of kinds that there are not.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { KINDS } from "./value_types.ts";
import { closest, didYouMean } from "../text/closest.ts";
import type { Setting } from "./registry.ts";

/** Throws `invalid_section` for an id that is no name. */
export function checkId(id: string): void {
  if (!isName(id)) throw invalid(JSON.stringify(id), "is no name for a section");
}

/** Throws `invalid_section` or `setting_without_source` for a setting that cannot be. */
export function checkSetting({ key, path, row, envs, ini, yaml }: Setting): void {
  if (!isName(key)) throw invalid(path, "is no name for a setting: use letters and digits, and a small letter first");
  if (!Object.hasOwn(KINDS, row.kind)) {
    const meant = didYouMean(closest(String(row.kind), Object.keys(KINDS)));
    throw invalid(path, `is of a kind that there is not${meant}`);
  }
  if (row.kind === "map" && row.env !== undefined) throw invalid(path, "is a map, which no variable can hold");
  if (yaml?.includes("")) throw invalid(path, "has an empty key in its YAML name");
  if (envs.some((env) => /[\s=,\p{Cc}]/u.test(env))) {
    throw invalid(path, "has a name of a variable that is none: use letters, digits and _");
  }
  if (ini?.some((name) => name.trim() !== name || /[\p{Cc}\[\]=:]|^[#;]/u.test(name))) {
    throw invalid(path, "has an INI name that no file can have");
  }
  if (ini?.[0] === "" || (ini?.[1] === "" && row.kind !== "map")) {
    throw invalid(path, "has an INI name without section or option");
  }
  if (!envs[0] && !ini && !yaml && !row.argumentOnly && !row.indirect) {
    throw new FlyteConfigError(
      "setting_without_source",
      `${path} can be read from nowhere; give its row "ini", "yaml" or "env", or "argumentOnly: true"`,
      { path },
    );
  }
}

/** What every section has besides its settings. */
const RESERVED: readonly string[] = ["issues", "explain", "with", "entries", "toDict", "toJSON", "texts"];

/** Keys become properties, so none may be one that all sections or all objects have. */
function isName(text: string): boolean {
  return /^[a-z][A-Za-z0-9]*$/.test(text) && !(text in Object.prototype) && !RESERVED.includes(text);
}

function invalid(path: string, what: string): FlyteConfigError {
  return new FlyteConfigError("invalid_section", `${path} ${what}`, { path });
}
