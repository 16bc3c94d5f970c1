/**
 * Finds the tests that reach a file by their imports, the nearest first.
 *
 * @module
 */

/** The files that a file names: in imports, and in URLs of programs that it starts. */
const SPECIFIER = /(?:\bfrom|\bimport|\bimport\(|new URL\()\s*"(\.{0,2}[^"\s:]*\.ts)"/g;
const PROGRAM = /"((?:src|tests|plugins)\/[\w/]+\.ts)"/g;

/** What each file names. */
export class Graph {
  readonly #targets = new Map<string, readonly string[]>();

  /** Reads the names from the strings of all files, by path. */
  constructor(texts: ReadonlyMap<string, string>) {
    for (const [file, text] of texts) {
      const base = new URL(file, "file:///");
      const targets = Array.from(text.matchAll(SPECIFIER), ([, name]) => new URL(name!, base).pathname.slice(1));
      const programs = file.startsWith("tests/") ? Array.from(text.matchAll(PROGRAM), ([, name]) => name!) : [];
      this.#targets.set(file, [...targets, ...programs].filter((target) => texts.has(target)));
    }
  }

  /** Returns how many imports lie between a file and each that it reaches. */
  distances(from: string): ReadonlyMap<string, number> {
    const found = new Map([[from, 0]]);
    for (const [file, distance] of found) {
      for (const target of this.#targets.get(file) ?? []) {
        if (!found.has(target)) found.set(target, distance + 1);
      }
    }
    return found;
  }
}

/** Returns the tests that reach a file: those of its directory first, then by distance. */
export function testsFor(
  file: string,
  reached: ReadonlyMap<string, ReadonlyMap<string, number>>,
): readonly string[] {
  const own = `tests/${file.replace(/^src\//, "")}`;
  const rank = (test: string): number => {
    const [directory, name] = [test.slice(0, test.lastIndexOf("/")), test.replace(/_(?:\w+_)?test\.ts$/, "")];
    const isOwn = own.replace(/\.ts$/, "") === name;
    const isNear = own.startsWith(`${directory}/`) && directory !== "tests";
    return (isOwn ? -10 : 0) + (isNear ? -4 : 0) + reached.get(test)!.get(file)!;
  };
  return [...reached.keys()].filter((test) => reached.get(test)!.has(file)).sort((one, other) =>
    rank(one) - rank(other)
  );
}
