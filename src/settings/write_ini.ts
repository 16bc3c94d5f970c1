/**
 * Writes settings as an INI file for Python's `configparser`.
 *
 * @module
 */
import { parseIni } from "../sources/ini/mod.ts";
import { type Entries, givenEntries, noName, type NotCarried, noText, textOf } from "./written.ts";

/** A file's text, and the settings that it cannot carry. */
export interface WrittenText {
  /** The text. */
  readonly text: string;
  /** What is missing in it; comments at its end say the same. */
  readonly notCarried: readonly NotCarried[];
}

/** The INI file of all settings that are not left at their defaults. */
export function writeIni(entries: Entries): WrittenText {
  const sections = new Map<string, string[]>();
  const notCarried: NotCarried[] = [];
  for (const [setting, resolved] of givenEntries(entries)) {
    if (setting.ini === undefined) {
      notCarried.push(noName(setting, "INI", resolved));
      continue;
    }
    const [section, option] = setting.ini;
    const text = textOf(setting, resolved.value);
    const line = text === undefined ? undefined : `${option} = ${text.replaceAll("%", "%%").replaceAll("\n", "\n\t")}`;
    if (line === undefined || !isReadAs(line, option, text!)) notCarried.push(noText(setting, "an INI option"));
    else sections.set(section, [...sections.get(section) ?? [], line]);
  }
  const blocks = [...sections].map(([section, lines]) => [`[${section}]`, ...lines].join("\n"));
  return { text: [...blocks, ...remarks(notCarried)].map((block) => `${block}\n`).join("\n"), notCarried };
}

/** Comments on what is missing in a file. */
export function remarks(notCarried: readonly NotCarried[]): string[] {
  if (notCarried.length === 0) return [];
  return [
    notCarried.map(({ path, reason, env }) => `# not here: ${path}, since ${reason}${env ? `; use ${env}` : ""}`).join(
      "\n",
    ),
  ];
}

/** White space at the ends and empty lines are lost in INI files. */
function isReadAs(line: string, option: string, text: string): boolean {
  try {
    const document = parseIni(`[s]\n${line}\n`);
    return document.get("s", option)?.value === text && document.options("s")!.length === 1;
  } catch {
    return false;
  }
}
