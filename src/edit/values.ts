/**
 * Values of YAML documents without positions: what an edit must change them to, and whether two are the same.
 *
 * @module
 */
import { orderedKeys } from "../python/json_value.ts";
import { isYamlMapping, keyIdentity, pythonStr, type YamlValue } from "../formats/yaml/values.ts";

type Entries = Map<YamlValue, YamlValue>;

/**
 * Returns a value with another one at a path of keys. Missing mappings are created. Without a value, the key is removed,
 * and each mapping that becomes empty with it, but not the outermost one.
 */
export function updated(root: YamlValue, path: readonly string[], value: YamlValue | undefined): YamlValue {
  const entries: Entries = new Map(entriesOf(root));
  const [key, ...rest] = path as [string, ...string[]];
  const next = rest.length === 0 ? value : updated(entries.get(key) ?? null, rest, value);
  const isGone = next === undefined || (value === undefined && entriesOf(next).length === 0 && rest.length > 0);
  if (isGone) entries.delete(key);
  else entries.set(key, next);
  return entries;
}

/** Whether two values are the same to Python; the order of keys does not matter. */
export function isSameYaml(one: YamlValue, other: YamlValue): boolean {
  if (isYamlMapping(one) && isYamlMapping(other)) {
    const [entries, others] = [entriesOf(one), new Map(entriesOf(other).map(([key, item]) => [identity(key), item]))];
    return entries.length === others.size &&
      entries.every(([key, item]) => others.has(identity(key)) && isSameYaml(item, others.get(identity(key))!));
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => isSameYaml(item, other[index]));
  }
  return typeof one === typeof other && pythonStr(one) === pythonStr(other);
}

/** The type is part of the identity: Python's `1` and `True` are one key, but not the same text. */
function identity(key: YamlValue): string {
  return `${typeof key} ${keyIdentity(key)}`;
}

function entriesOf(value: YamlValue): readonly (readonly [YamlValue, YamlValue])[] {
  if (value instanceof Map) return [...value];
  if (!isYamlMapping(value)) return [];
  const mapping = value as { readonly [key: string]: YamlValue };
  return orderedKeys(mapping).map((key) => [key, mapping[key]!]);
}
