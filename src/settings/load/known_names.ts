/**
 * The names that a file may have: those of settings, and those that are somebody else's.
 *
 * @module
 */
import { closest, plainName } from "../../text/closest.ts";
import type { Setting } from "../registry.ts";

/** A key that another program reads, with all below it. */
export interface ForeignKey {
  /** Keys in a YAML file, separated by dots. */
  readonly yaml?: string;
  /** Section, or section and option, in an INI file. */
  readonly ini?: string;
  /** Who reads it. */
  readonly owner: string;
}

/** A name that is wrong, and the one that is meant by it, where no spelling would tell. */
export interface Misnomer {
  /** The name that people write: a YAML key, an INI section or `section.option`. */
  readonly wrong: string;
  /** What to write. */
  readonly right: string;
  /** Why, where that does not go without saying. */
  readonly why?: string;
}

/** A name that an earlier release read. */
export interface LegacyKey {
  /** Section, or section and option, in an INI file. */
  readonly ini: string;
  /** The name that took its place. */
  readonly meant?: string;
  /** What to do where no name took its place. */
  readonly instead?: string;
}

interface Node {
  readonly children: Map<string, Node>;
  isLeaf: boolean;
}

/** All names that a file may have. */
export class KnownNames {
  readonly #root: Node = { children: new Map(), isLeaf: false };
  readonly #sections = new Map<string, Set<string> | "any">();
  readonly #misnomers: ReadonlyMap<string, Misnomer>;
  readonly #legacy: ReadonlyMap<string, LegacyKey>;

  /** Takes the settings, what belongs to others, what people get wrong, and what earlier releases read. */
  constructor(
    settings: readonly Setting[],
    foreign: readonly ForeignKey[],
    misnomers: readonly Misnomer[],
    legacy: readonly LegacyKey[] = [],
  ) {
    for (const { yaml, ini } of settings) {
      if (yaml !== undefined) this.#addYaml(yaml);
      if (ini !== undefined) this.#addIni(...ini);
    }
    for (const { yaml, ini } of foreign) {
      if (yaml !== undefined) this.#addYaml(yaml.split("."));
      if (ini !== undefined) this.#addIni(ini.split(".")[0]!, ini.split(".")[1] ?? "");
    }
    this.#misnomers = new Map(misnomers.map((misnomer) => [misnomer.wrong, misnomer]));
    this.#legacy = new Map(legacy.map((key) => [key.ini, key]));
  }

  /** The section or `section.option` of an INI file, if an earlier release read it. */
  legacy(name: string): LegacyKey | undefined {
    return this.#legacy.get(name);
  }

  /** What a path of keys is: a setting (or somebody else's), something above one, or nothing. */
  yaml(path: readonly unknown[]): "leaf" | "inner" | undefined {
    const node = this.#find(path);
    return node && (node.isLeaf ? "leaf" : "inner");
  }

  /** The keys that may be below a path, for messages. */
  below(path: readonly unknown[]): string {
    return [...this.#find(path)!.children.keys()].slice(0, 3).join(", ");
  }

  /** The options of an INI section; `any` if they are free. */
  ini(section: string): ReadonlySet<string> | "any" | undefined {
    return this.#sections.get(section);
  }

  /** What was meant by a path whose last key is not known. */
  meantInYaml(path: readonly unknown[]): string | undefined {
    const [above, last] = [path.slice(0, -1), String(path.at(-1))];
    const misnomer = this.#misnomers.get([...above, last].join("."));
    if (misnomer !== undefined) return misnomer.right;
    const sibling = closest(last, this.#find(above)?.children.keys() ?? []);
    if (sibling !== undefined) return [...above, sibling].join(".");
    return pathsTo(this.#root, last, []);
  }

  /** What was meant by an INI section that is not known. */
  meantSection(section: string): string | undefined {
    const meant = this.#misnomers.get(section)?.right ?? closest(section, this.#sections.keys());
    return meant && `[${meant}]`;
  }

  /** What was meant by an INI option that is not known. */
  meantOption(section: string, option: string): string | undefined {
    const misnomer = this.#misnomers.get(`${section}.${option}`);
    if (misnomer !== undefined) return misnomer.right;
    const options = this.#sections.get(section);
    const meant = options instanceof Set ? closest(option, options) : undefined;
    if (meant !== undefined) return `${section}.${meant}`;
    for (const [other, names] of this.#sections) if (names !== "any" && names.has(option)) return `${other}.${option}`;
    return undefined;
  }

  /** Why another name is meant, where that does not go without saying. */
  why(wrong: string): string | undefined {
    return this.#misnomers.get(wrong)?.why;
  }

  #find(path: readonly unknown[]): Node | undefined {
    let node: Node | undefined = this.#root;
    for (const key of path) node = typeof key === "string" ? node?.children.get(key) : undefined;
    return node;
  }

  #addYaml(path: readonly string[]): void {
    let node = this.#root;
    for (const key of path) {
      const next: Node = node.children.get(key) ?? { children: new Map(), isLeaf: false };
      node.children.set(key, next);
      node = next;
    }
    node.isLeaf = true;
  }

  #addIni(section: string, option: string): void {
    const options = this.#sections.get(section);
    if (option === "" || options === "any") this.#sections.set(section, "any");
    else if (options === undefined) this.#sections.set(section, new Set([option]));
    else options.add(option);
  }
}

/** The first path whose last key is `last`, but for capitals, `-` and `_`. */
function pathsTo({ children }: Node, last: string, path: readonly string[]): string | undefined {
  for (const [key, node] of children) {
    if (plainName(key) === plainName(last) && node.isLeaf) return [...path, key].join(".");
    const found = pathsTo(node, last, [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}
