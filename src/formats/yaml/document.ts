/**
 * A YAML text that was read.
 *
 * @module
 */
import type { Issue } from "../../errors.ts";
import { type CodeFrameOptions, frameOf } from "./code_frame.ts";
import type { Constructor } from "./construct.ts";
import type { EqualKeys } from "./merge.ts";
import { type FoundNode, Navigator, type YamlPath } from "./navigate.ts";
import { KIND } from "./nodes.ts";
import type { LineIndex, YamlPosition } from "./positions.ts";
import type { Reader } from "./reader.ts";
import type { YamlValue } from "./values.ts";

/** A note about a YAML text that could be read. */
export interface YamlIssue extends Issue, YamlPosition {
  /** Stable identifier of the kind of issue. */
  readonly code: "yaml_duplicate_key" | "python_version_dependent";
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
  /**
   * Keys that a mapping has twice, of which Python keeps the last value without a warning, and keys that are merged
   * from several mappings and of which PyYAML 6.0.3 and 6.0.4 keep different values; in the order of the text.
   */
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
  /** Its nodes. */
  readonly reader: Reader;
  /** Their values. */
  readonly values: Constructor;
  /** The value of the root. */
  readonly value: YamlValue;
}

/** The only implementation. Its parts are private, so that printing a document prints no values. */
export class ParsedDocument implements YamlDocument {
  readonly name: string;
  readonly #init: ParsedDocumentInit;
  readonly #navigator: Navigator;

  /** Made by {@linkcode parseYaml}. */
  constructor(init: ParsedDocumentInit) {
    this.name = init.name;
    this.#init = init;
    this.#navigator = new Navigator(init.reader.nodes, init.values);
    Object.freeze(this);
  }

  get value(): YamlValue {
    return this.#init.value;
  }

  get issues(): readonly YamlIssue[] {
    return this.#init.values.equalKeys.map((keys) => this.#issue(keys)).toSorted((one, other) =>
      one.offset - other.offset
    );
  }

  at(path: YamlPath): YamlPlace | undefined {
    const found = this.#init.reader.nodes.count === 0 ? undefined : this.#navigator.find(path);
    return found && this.#place(found);
  }

  *entries(): Generator<YamlEntry, void> {
    if (this.#init.reader.nodes.count === 0) return;
    for (const found of this.#navigator.entries()) {
      const { value, end, line, column, offset } = this.#place(found);
      const key = this.#position(this.#init.reader.nodes.start(found.key));
      yield { value, key, end, line, column, offset, path: found.path, isMerged: found.isMerged };
    }
  }

  frame(position: Pick<YamlPosition, "line" | "column">, options: CodeFrameOptions = {}): string {
    return frameOf(this.#init.lines, position, options);
  }

  #position(offset: number): YamlPosition {
    return this.#init.lines.position(offset);
  }

  #place({ node, key }: FoundNode): YamlPlace {
    const { nodes } = this.#init.reader;
    // Written out: Node is slow where objects are spread, and this runs for each key.
    const { line, column, offset } = this.#position(nodes.valueStart(node));
    const value = this.#init.values.valueOf(node);
    const start = key === undefined ? undefined : this.#position(nodes.start(key));
    return { value, key: start, end: this.#position(nodes.end(node)), line, column, offset };
  }

  #issue({ mapping, lost, kept = lost, isMerged }: EqualKeys): YamlIssue {
    const { nodes } = this.#init.reader;
    const [last, first] = [this.#position(nodes.start(kept)), this.#position(nodes.start(lost))];
    const position = isMerged ? this.#position(nodes.valueStart(mapping)) : last;
    const where = `${this.name}:${position.line}:${position.column}: ${this.#nameOf(kept)} `;
    if (!isMerged) {
      const message = `is there twice; Python uses this one and ignores the one at ${placeOf(first)}`;
      return { code: "yaml_duplicate_key", message: where + message, ...position };
    }
    const now = kept === lost ? "no value" : `the value at ${placeOf(last)}`;
    const message = `is merged more than once; PyYAML 6.0.4 uses ${now}, and 6.0.3 the value at ${placeOf(first)}; ` +
      "write the key into this mapping";
    return { code: "python_version_dependent", message: where + message, ...position };
  }

  /** What looks like a name, and not like something secret that is in the wrong place. */
  #nameOf(key: number): string {
    const { nodes } = this.#init.reader;
    const text = nodes.kind(nodes.target(key)) === KIND.scalar ? this.#init.reader.textOf(nodes.target(key)) : "";
    return /^[\w.\/-]{1,60}$/.test(text) ? `the key ${text}` : "a key";
  }
}

function placeOf({ line, column }: YamlPosition): string {
  return `line ${line}, column ${column}`;
}
