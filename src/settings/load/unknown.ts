/**
 * What is in a file or the environment and read by no one.
 *
 * @module
 */
import { type ForeignKey, KnownNames } from "./known_names.ts";
import { closest, didYouMean } from "../../text/closest.ts";
import { issueAt, type SettingIssue } from "../problem.ts";
import { fileOrigin } from "../raw.ts";
import { findUnknownKeys, legacyText, MAX_ISSUES, more } from "./unknown_keys.ts";
import type { ConfigDocument } from "../../formats/config_document.ts";
import { type BothProducts, otherKeys, otherProductKeys } from "./other_product.ts";
import type { Naming } from "../registry.ts";
import type { LoadRequest } from "./dialect.ts";

/** What to do with keys of a file that no one reads: leave an issue, refuse the file, or nothing. */
export type UnknownKeys = "warn" | "error" | "ignore";

/** What is wrong with the keys of a file, and what is worth knowing about them. */
export function keyFaults(
  document: ConfigDocument | undefined,
  { dialect: { foreignKeys, misnomers, legacyKeys }, leftOut }: LoadRequest,
  both: BothProducts,
  unknownKeys: UnknownKeys,
): { readonly problems: readonly SettingIssue[]; readonly issues: readonly SettingIssue[] } {
  if (document === undefined) return { problems: [], issues: [] };
  const find = (others: readonly ForeignKey[]) =>
    findUnknownKeys(
      document,
      // What a plugin would read that is left out is told as such.
      new KnownNames([...both.own, ...leftOut?.settings ?? []], [...foreignKeys, ...others], misnomers, legacyKeys),
    );
  const found = find([]);
  // What only the other version reads is unknown at first, and most files have nothing unknown.
  const isOdd = document.format === "yaml" && found.unknown.length > 0;
  const { unknown, misplaced } = isOdd ? find(otherKeys(both)) : found;
  const others = isOdd && unknownKeys !== "ignore" ? otherProductKeys(document, both, foreignKeys) : [];
  return {
    problems: unknownKeys === "error" ? [...misplaced, ...unknown] : misplaced,
    issues: [...duplicates(document), ...unknownKeys === "warn" ? unknown : [], ...others],
  };
}

/** Keys that a YAML file has twice: the last one counts. */
function duplicates(document: ConfigDocument): readonly SettingIssue[] {
  if (document.format === "ini") return [];
  const { issues } = document.yaml;
  const told = issues.slice(0, MAX_ISSUES).map((issue) => ({ ...issue, origin: fileOrigin(document.name, issue, "") }));
  const rest = issues.length - told.length;
  return rest > 0 ? [...told, more("yaml_duplicate_key", document, rest, "keys that are there twice")] : told;
}

/** Variables whose names start as settings' do, and that no one reads. */
export function unknownVariables(
  names: readonly string[],
  { dialect, leftOut }: LoadRequest,
  { own, theirs }: BothProducts,
): readonly SettingIssue[] {
  const known = new Set([...own, ...leftOut?.settings ?? []].flatMap(({ envs }) => envs));
  const others = new Set(theirs().flatMap(({ envs }) => envs));
  return names.filter((name) =>
    name.startsWith("FLYTE_") && !known.has(name) && !others.has(name) &&
    !dialect.foreignVariables.some((start) => name.startsWith(start))
  ).map((name) => {
    const origin = { source: "env", name } as const;
    const legacy = dialect.legacyKeys?.find(({ ini }) => variableOf(ini, dialect.naming) === name);
    if (legacy !== undefined) {
      const right = legacy.meant && variableOf(legacy.meant, dialect.naming);
      return issueAt("legacy_key", origin, legacyText(name, { ...legacy, ...right && { meant: right } }), {
        meant: right,
      });
    }
    const meant = closest(name, known);
    const what = `no one reads this variable${didYouMean(meant)}`;
    return issueAt("unknown_variable", origin, what, { meant });
  });
}

/** The variable of an option in an INI file. */
function variableOf(ini: string, { envPrefix }: Naming): string {
  return `${envPrefix}${ini.replace(".", "_")}`.toUpperCase();
}
