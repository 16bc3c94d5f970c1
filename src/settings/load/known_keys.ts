/**
 * The keys that a file may have: those of settings, and those of other programs. Finds the nearest key of an unknown one.
 *
 * @module
 */
import { closest, plainName } from "../../text/closest.ts";
import type { Setting } from "../setting.ts";

/** A key that another program reads, and all keys below it. */
export interface ForeignKey {
  /** Keys in a YAML file, separated by dots. */
  readonly yaml?: string;
  /** Section, or section and option, in an INI file. */
  readonly ini?: string;
  /** The program that reads it. */
  readonly owner: string;
}

/** A name that is often written instead of another one that is spelled differently. */
export interface Misnomer {
  /** The wrong name: a YAML key, an INI section or `section.option`. */
  readonly wrong: string;
  /** The right name. */
  readonly right: string;
  /** Why, if it is not obvious. */
  readonly why?: string;
}

/** An option of INI files that earlier releases read. */
export interface LegacyKey {
  /** Section, or section and option, in an INI file. */
  readonly ini: string;
  /** The option that replaced it. */
  readonly meant?: string;
  /** Advice if no option replaced it. */
  readonly instead?: string;
}

interface Node {
  readonly children: Map<string, Node>;
  isLeaf: boolean;
}

/** All keys that a file of one format may have. */
export class KnownKeys {
  readonly #root: Node = { children: new Map(), isLeaf: false };
  readonly #sections = new Map<string, Set<string> | "any">();
  readonly #misnomers: ReadonlyMap<string, Misnomer>;
  readonly #legacy: ReadonlyMap<string, LegacyKey>;

  /** Accepts the settings, the keys of other programs, common mistakes, and the options of earlier releases. */
  constructor(
    format: "yaml" | "ini",
    settings: readonly Setting[],
    foreign: readonly ForeignKey[],
    misnomers: readonly Misnomer[],
    legacy: readonly LegacyKey[] = [],
  ) {
    if (format === "yaml") {
      for (const { yaml } of settings) if (yaml !== undefined) this.#addYaml(yaml);
      for (const { yaml } of foreign) if (yaml !== undefined) this.#addYaml(yaml.split("."));
    } else {
      for (const { ini } of settings) if (ini !== undefined) this.#addIni(...ini);
      for (const { ini } of foreign) if (ini !== undefined) this.#addIni(ini.split(".")[0]!, ini.split(".")[1] ?? "");
    }
    this.#misnomers = new Map(misnomers.map((misnomer) => [misnomer.wrong, misnomer]));
    this.#legacy = new Map(legacy.map((key) => [key.ini, key]));
  }

  /** Returns the section or `section.option` of an INI file that earlier releases read. */
  legacy(name: string): LegacyKey | undefined {
    return this.#legacy.get(name);
  }

  /** Whether a path of keys is a setting (or a key of another program), a mapping that may hold some, or unknown. */
  yaml(path: readonly unknown[]): "leaf" | "inner" | undefined {
    const node = this.#find(path);
    return node && (node.isLeaf ? "leaf" : "inner");
  }

  /** Lists keys that may be below a path, for messages. */
  below(path: readonly unknown[]): string {
    return [...this.#find(path)!.children.keys()].slice(0, 3).join(", ");
  }

  /** Returns the options of an INI section; `any` if it may have any. */
  ini(section: string): ReadonlySet<string> | "any" | undefined {
    return this.#sections.get(section);
  }

  /** Returns the nearest key of a path whose last key is unknown. */
  meantInYaml(path: readonly unknown[]): string | undefined {
    const [above, last] = [path.slice(0, -1), String(path.at(-1))];
    const misnomer = this.#misnomers.get([...above, last].join("."));
    if (misnomer !== undefined) return misnomer.right;
    const sibling = closest(last, this.#find(above)?.children.keys() ?? []);
    if (sibling !== undefined) return [...above, sibling].join(".");
    return pathsTo(this.#root, last, []);
  }

  /** Returns the nearest section of an unknown INI section. */
  meantSection(section: string): string | undefined {
    const meant = this.#misnomers.get(section)?.right ?? closest(section, this.#sections.keys());
    return meant && `[${meant}]`;
  }

  /** Returns the nearest option of an unknown INI option. */
  meantOption(section: string, option: string): string | undefined {
    const misnomer = this.#misnomers.get(`${section}.${option}`);
    if (misnomer !== undefined) return misnomer.right;
    const options = this.#sections.get(section);
    const meant = options instanceof Set ? closest(option, options) : undefined;
    if (meant !== undefined) return `${section}.${meant}`;
    for (const [other, names] of this.#sections) if (names !== "any" && names.has(option)) return `${other}.${option}`;
    return undefined;
  }

  /** Explains why another name is meant, if it is not obvious. */
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

/** Returns the first path whose last key is `last`; upper case, `-` and `_` do not matter. */
function pathsTo({ children }: Node, last: string, path: readonly string[]): string | undefined {
  for (const [key, node] of children) {
    if (plainName(key) === plainName(last) && node.isLeaf) return [...path, key].join(".");
    const found = pathsTo(node, last, [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}
