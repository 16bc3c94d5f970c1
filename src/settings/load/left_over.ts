/**
 * The keys of a file that are no settings, for whoever converts it: they would be lost without a word.
 *
 * @module
 */
import type { ForeignKey } from "./known_names.ts";
import type { Setting } from "../registry.ts";
import { MAX_ISSUES } from "./unknown_keys.ts";
import type { NotCarried } from "../write/written.ts";
import type { ConfigDocument } from "../../formats/config_document.ts";
import { isYamlMapping } from "../../formats/yaml/values.ts";

/** Names each key that is no setting; of a key with others below it, only the topmost. */
export function leftOver(
  document: ConfigDocument | undefined,
  settings: readonly Setting[],
  foreign: readonly ForeignKey[],
): readonly NotCarried[] {
  if (document === undefined) return [];
  const owners = new Map(foreign.map(({ yaml, ini, owner }) => [document.format === "yaml" ? yaml : ini, owner]));
  const found: NotCarried[] = [];
  for (const path of document.format === "yaml" ? inYaml(document, settings) : inIni(document, settings)) {
    if (found.length === MAX_ISSUES) {
      return [...found, { path: "…", reason: "there are more keys that are no settings" }];
    }
    const owner = owners.get(path);
    const reason = owner === undefined
      ? "it is no setting of flytekit"
      : `another program reads it (${owner}); copy it`;
    // What is no name may be a value, where the sign between the two is missing.
    found.push({ path: /^[\w.-]{1,160}$/.test(path) ? path : "…", reason });
  }
  return found;
}

function* inIni(
  { ini }: Extract<ConfigDocument, { format: "ini" }>,
  settings: readonly Setting[],
): Generator<string> {
  const known = new Set(settings.map(({ ini }) => ini?.join(".")));
  const maps = new Set(settings.filter(({ definition }) => definition.type === "map").map(({ ini }) => ini?.[0]));
  for (const section of ini.sections) {
    if (maps.has(section)) continue;
    for (const { option, section: owner } of ini.items(section, { raw: true })!) {
      if (owner === section && !known.has(`${section}.${option}`)) yield `${section}.${option}`;
    }
  }
}

function* inYaml(
  { yaml }: Extract<ConfigDocument, { format: "yaml" }>,
  settings: readonly Setting[],
): Generator<string> {
  const leaves = new Set(settings.map(({ yaml }) => yaml?.join(".")));
  const above = new Set(settings.flatMap(({ yaml = [] }) => yaml.map((_, index) => yaml.slice(0, index).join("."))));
  let below = Infinity;
  for (const { path, value } of yaml.entries()) {
    if (path.length > below) continue;
    const name = path.join(".");
    const isInner = above.has(name) && (isYamlMapping(value) || value === null);
    below = isInner ? Infinity : path.length;
    if (!isInner && !leaves.has(name)) yield name;
  }
}
