/**
 * Writes settings as an INI file for Python's `configparser`.
 *
 * @module
 */
import {
  type Entries,
  givenEntries,
  iniLine,
  notCarriedBy,
  obstacle,
  remarks,
  textOf,
  type WriterRules,
} from "./written.ts";

/** The INI file of all settings that are not left at their defaults; comments name those that it cannot carry. */
export function writeIni(entries: Entries, rules: WriterRules): string {
  const sections = new Map<string, string[]>();
  for (const [setting, resolved] of givenEntries(entries)) {
    if (obstacle("ini", setting, resolved, rules) !== undefined) continue;
    const section = setting.ini![0];
    const line = iniLine(setting, textOf(setting, resolved.value)!);
    sections.set(section, [...sections.get(section) ?? [], line]);
  }
  const blocks = [...sections].map(([section, lines]) => [`[${section}]`, ...lines].join("\n"));
  return [...blocks, ...remarks(notCarriedBy("ini", entries, rules))].map((block) => `${block}\n`).join("\n");
}
