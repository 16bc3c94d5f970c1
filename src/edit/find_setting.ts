/**
 * Finds the setting of an edit by its name.
 *
 * @module
 */
import type { FlyteVersion } from "../diagnostics/options.ts";
import type { Product } from "../diagnostics/products.ts";
import { FlyteConfigError } from "../errors.ts";
import { settingNames } from "../settings/compose.ts";
import type { Setting } from "../settings/setting.ts";
import { unknownName } from "../text/expected.ts";

/** A setting, or an item of one that is a mapping, as some versions read it from one key. */
export interface EditedSetting {
  /** Name of the setting, as `explain` shows it; of an item, with its key. */
  readonly name: string;
  /** Keys in the YAML file. */
  readonly path: readonly string[];
  /** The item of the mapping that is meant; `undefined` for a whole setting. */
  readonly item: string | undefined;
  /** The setting, as each version has it. */
  readonly owners: readonly { readonly version: FlyteVersion; readonly setting: Setting }[];
}

type Owner = EditedSetting["owners"][number];

/**
 * Finds a setting by its name: as `explain` shows it, such as `platform.endpoint`, or by its key in a YAML file, such as
 * `admin.endpoint`. The name of a mapping may be followed by the key of an item: `images.default`. Throws
 * `unknown_setting` and `setting_not_in_yaml`.
 */
export function findSetting(call: string, name: string, products: readonly Product[]): EditedSetting {
  const all: readonly Owner[] = products.flatMap(({ version, request: { catalog } }) =>
    catalog.sections.flatMap(({ settings }) => settings).map((setting) => ({ version, setting }))
  );
  const found = ownersOf(all, (names) => names.includes(name));
  if (found !== undefined) return editedSetting(found, all, undefined);
  const isBelow = (start: string) => name.startsWith(`${start}.`);
  const maps = all.filter(({ setting }) => setting.definition.type === "map");
  const map = ownersOf(maps, (names) => names.some(isBelow));
  if (map !== undefined) {
    const { path, yaml = [] } = map.setting;
    const start = [path, yaml.join(".")].find(isBelow)!;
    return editedSetting(map, all, name.slice(start.length + 1));
  }
  const known = new Set(all.flatMap(({ setting: { path, yaml } }) => [path, ...yaml ? [yaml.join(".")] : []]));
  throw new FlyteConfigError("unknown_setting", `${call}: ${unknownName("setting", name, known)}`, { path: name });
}

/** Returns the first setting with a name: its path counts most, then its YAML key, then any other name. */
function ownersOf(all: readonly Owner[], accepts: (names: readonly string[]) => boolean): Owner | undefined {
  return all.find(({ setting }) => setting.yaml && accepts([setting.path])) ??
    all.find(({ setting: { yaml } }) => yaml && accepts([yaml.join(".")])) ??
    all.find(({ setting }) => accepts([setting.path])) ??
    all.find(({ setting }) => accepts(settingNames(setting)));
}

function editedSetting({ setting }: Owner, all: readonly Owner[], item: string | undefined): EditedSetting {
  const { path, yaml, env, ini } = setting;
  if (yaml === undefined) {
    const elsewhere = env ?? (ini && `an INI file, ${ini.join(".")}`);
    const advice = elsewhere === undefined ? "only programs can set it" : `set it with ${elsewhere}`;
    throw new FlyteConfigError("setting_not_in_yaml", `${path} cannot be in a YAML file; ${advice}`, { path });
  }
  const key = yaml.join(".");
  const below = item === undefined ? [] : [item];
  return {
    name: [path, ...below].join("."),
    path: [...yaml, ...below],
    item,
    owners: all.filter((other) => other.setting.yaml?.join(".") === key),
  };
}
