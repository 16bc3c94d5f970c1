/**
 * A YAML text that was read.
 *
 * @module
 */
import type { Issue } from "../../errors.ts";
import { type CodeFrameOptions, frameOf } from "./code_frame.ts";
import type { DuplicateKey } from "./construct.ts";
import { entriesOf, findNode, type YamlPath } from "./navigate.ts";
import type { YamlNode } from "./nodes.ts";
import type { LineIndex, YamlPosition } from "./positions.ts";
import type { YamlValue } from "./values.ts";

/** Something worth knowing about a YAML text that is no failure. */
export interface YamlIssue extends Issue, YamlPosition {
  /** Stable identifier of the kind of issue. */
  readonly code: "yaml_duplicate_key";
}

/** A value and where it is: `line`, `column` and `offset` are where the value starts, after its anchor and tag. */
export interface YamlPlace extends YamlPosition {
  /** The value. */
  readonly value: YamlValue;
  /** Where its key starts; `undefined` for the root and the items of lists. */
  readonly key: YamlPosition | undefined;
  /** Where the value ends. */
  readonly end: YamlPosition;
}

/** A key of a mapping, somewhere in a document. */
export interface YamlEntry extends YamlPlace {
  /** The keys and indexes that lead to it, itself included. */
  readonly path: YamlPath;
  /** Where the key starts. */
  readonly key: YamlPosition;
  /** Whether it comes from another mapping by way of a merge key. */
  readonly isMerged: boolean;
}

/** A YAML text that was read without an error: its value, and where each part of it is. */
export interface YamlDocument {
  /** Name of the file, as the caller gave it. */
  readonly name: string;
  /** What `yaml.safe_load` returns; `null` for a text without a document. */
  readonly value: YamlValue;
  /** Keys that a mapping has twice, in the order of the text. Python keeps the last value without a word. */
  readonly issues: readonly YamlIssue[];
  /**
   * The value that keys and indexes lead to, and where it is; `undefined` if there is none. A number is an index of a
   * list, or a key of a mapping that is that integer. Of a key that is there twice, the last counts.
   */
  at(path: YamlPath): YamlPlace | undefined;
  /**
   * All keys of all mappings, each before those below it: those that merge keys bring, too, and those that aliases
   * repeat. Of a key that is there twice, each is given.
   */
  entries(): IterableIterator<YamlEntry>;
  /** The lines around a place, as {@linkcode codeFrame} shows them. */
  frame(position: Pick<YamlPosition, "line" | "column">, options?: CodeFrameOptions): string;
}

/** What {@linkcode ParsedDocument} is made of. */
export interface ParsedDocumentInit {
  /** Name of the file, for messages. */
  readonly name: string;
  /** The text. */
  readonly lines: LineIndex;
  /** The root; `undefined` for a text without a document. */
  readonly root: YamlNode | undefined;
  /** The value of the root. */
  readonly value: YamlValue;
  /** Keys that are there twice. */
  readonly duplicates: readonly DuplicateKey[];
}

/** The only implementation. Its parts are private, so that who prints a document prints no values. */
export class ParsedDocument implements YamlDocument {
  readonly name: string;
  readonly #value: YamlValue;
  readonly #root: YamlNode | undefined;
  readonly #lines: LineIndex;
  readonly #duplicates: readonly DuplicateKey[];

  /** Made by {@linkcode parseYaml}. */
  constructor(init: ParsedDocumentInit) {
    this.name = init.name;
    this.#value = init.value;
    this.#root = init.root;
    this.#lines = init.lines;
    this.#duplicates = init.duplicates;
    Object.freeze(this);
  }

  get value(): YamlValue {
    return this.#value;
  }

  get issues(): readonly YamlIssue[] {
    return this.#duplicates.toSorted((one, other) => one.again.start - other.again.start).map(({ first, again }) => {
      const [position, before] = [this.#lines.position(again.start), this.#lines.position(first.start)];
      const message = `${this.name}:${position.line}:${position.column}: ${nameOf(again)} is there twice, and Python ` +
        `takes this one; the other is at line ${before.line}, column ${before.column}`;
      return { code: "yaml_duplicate_key", message, ...position };
    });
  }

  at(path: YamlPath): YamlPlace | undefined {
    const found = this.#root && findNode(this.#root, path);
    return found && this.#place(found.node, found.key);
  }

  *entries(): Generator<YamlEntry, void> {
    if (this.#root === undefined) return;
    for (const { path, key, node, isMerged } of entriesOf(this.#root)) {
      const { value, end, line, column, offset } = this.#place(node, key);
      yield { value, key: this.#lines.position(key.start), end, line, column, offset, path, isMerged };
    }
  }

  frame(position: Pick<YamlPosition, "line" | "column">, options: CodeFrameOptions = {}): string {
    return frameOf(this.#lines, position, options);
  }

  #place(node: YamlNode, key: YamlNode | undefined): YamlPlace {
    // Written out: Node is slow where objects are spread, and this runs for each key.
    const { line, column, offset } = this.#lines.position(node.valueStart);
    const value = node.built?.value as YamlValue;
    const [start, end] = [key && this.#lines.position(key.start), this.#lines.position(node.end)];
    return { value, key: start, end, line, column, offset };
  }
}

/** What looks like a name, and not like something secret that is in the wrong place. */
function nameOf(key: YamlNode): string {
  return key.kind === "scalar" && /^[\w.\/-]{1,60}$/.test(key.text) ? `the key ${key.text}` : "a key";
}
