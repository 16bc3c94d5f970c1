/**
 * The keys that a file may have, as a tree of names: those of YAML, or sections and options of INI.
 *
 * @module
 */
import type { Setting } from "../settings/setting.ts";
import type { FlyteVersion } from "./options.ts";
import type { Product } from "./products.ts";

/** A setting of one version. */
export interface OwnedSetting {
  /** The version. */
  readonly version: FlyteVersion;
  /** The setting. */
  readonly setting: Setting;
}

/** A name in the tree. */
export interface KeyNode {
  /** The names below it. */
  readonly children: Map<string, KeyNode>;
  /** The setting of each version that has this name; none for a name that only has others below it. */
  readonly settings: OwnedSetting[];
  /** Documentation of the sections whose settings are below it. */
  readonly sections: Set<string>;
  /** The versions that have it, or names below it. */
  readonly versions: Set<FlyteVersion>;
  /** The program that reads it, if it is not Flyte's Python library. */
  owner?: string;
  /** Advice on what to use instead, if only earlier releases of flytekit read it. */
  legacy?: string;
}

/** Returns the tree of all keys of some products. */
export function keyTree(products: readonly Product[], format: "yaml" | "ini"): KeyNode {
  const root = newNode();
  for (const { version, request: { catalog: { sections, dialect } } } of products) {
    for (const { definition: { doc }, settings } of sections) {
      for (const setting of settings) {
        const path = (format === "yaml" ? setting.yaml : setting.ini)?.filter((name) => name !== "");
        if (path === undefined) continue;
        const nodes = nodesOf(root, path);
        for (const node of nodes) node.versions.add(version);
        for (const node of nodes.slice(0, -1)) node.sections.add(doc);
        nodes.at(-1)!.settings.push({ version, setting });
      }
    }
    for (const { yaml, ini, owner } of dialect.foreignKeys) {
      const name = format === "yaml" ? yaml : ini;
      const node = name && nodesOf(root, name.split(".")).at(-1)!;
      if (node && node.settings.length === 0) node.owner = owner;
    }
    for (const { ini, meant, instead = "remove it" } of format === "ini" ? dialect.legacyKeys ?? [] : []) {
      const node = nodesOf(root, ini.split(".")).at(-1)!;
      if (node.settings.length === 0) node.legacy = meant === undefined ? instead : `use ${meant}`;
    }
  }
  return root;
}

/** Finds a name in the tree. */
export function findKey(root: KeyNode, path: readonly string[]): KeyNode | undefined {
  let node: KeyNode | undefined = root;
  for (const name of path) node = node?.children.get(name);
  return node;
}

/** Returns the nodes on the way to a path, and creates those that are missing. */
function nodesOf(root: KeyNode, path: readonly string[]): readonly KeyNode[] {
  let node = root;
  return path.map((name) => {
    const next = node.children.get(name) ?? newNode();
    node.children.set(name, next);
    return node = next;
  });
}

function newNode(): KeyNode {
  return { children: new Map(), settings: [], sections: new Set(), versions: new Set() };
}
