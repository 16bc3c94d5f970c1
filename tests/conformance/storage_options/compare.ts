/**
 * Compares the meaning of storage settings for the clients of this library with that in a Python library.
 *
 * @module
 */
import type { Mismatch } from "../config/compare.ts";
import type { Library } from "../peer.ts";
import type { StorageOptionsCase, StorageOptionsResult } from "./case.ts";
import { DIFFERENCES, type Found } from "./known_differences.ts";
import { type Meaning, meaningsHere, meaningThere } from "./meaning.ts";

/** Returns what differs without being known; the names of known differences that occur are added to `known`. */
export async function compareCase(
  library: Library,
  given: StorageOptionsCase,
  result: StorageOptionsResult,
  known: Set<string> = new Set(),
): Promise<readonly Mismatch[]> {
  const there = meaningThere(library, given, result);
  const found = Object.entries(await meaningsHere(library, given)).flatMap(([client, here]) =>
    differing(here, there).map((part): Found => ({ library, given, client, part, here, there }))
  );
  return found.filter((one) => {
    const names = Object.entries(DIFFERENCES).filter(([, { parts, applies }]) =>
      parts.includes(one.part) && applies(one)
    );
    for (const [name] of names) known.add(name);
    return names.length === 0;
  }).map(({ client, part, here, there }) => ({
    what: `${client}: ${part}`,
    here: shown(here, part),
    there: shown(there, part),
  }));
}

/** The parts that are known on both sides and differ. Where both have an error, there is nothing else to compare. */
function differing(here: Meaning, there: Meaning): readonly (keyof Meaning)[] {
  if (here.error !== undefined || there.error !== undefined) {
    return here.error !== undefined && there.error !== undefined ? [] : ["error"];
  }
  const parts = Object.keys(there) as (keyof Meaning)[];
  return parts.filter((part) => here[part] !== undefined && there[part] !== undefined && here[part] !== there[part]);
}

function shown(meaning: Meaning, part: keyof Meaning): unknown {
  return part === "error" ? meaning : meaning[part];
}
