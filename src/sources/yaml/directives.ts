/**
 * Lines that start with a percent sign.
 *
 * @module
 */
import type { CST } from "yaml";
import { syntaxFault, YamlFault } from "./fault.ts";

const VERSION = /^%YAML +1\.[0-9]+$/;
const TAG = /^%TAG +(!(?:[A-Za-z0-9_-]*!)?) +([A-Za-z0-9_;/?:@&=+$,.!~*'()[\]-]+)$/;
/** PyYAML passes over what it does not know. */
const OTHER = /^%(?!(?:YAML|TAG)(?: |$))[A-Za-z0-9_-]+(?: .*)?$/;

/** YAML's own handles. */
const HANDLES: readonly (readonly [string, string])[] = [["!", "!"], ["!!", "tag:yaml.org,2002:"]];

/** What the directives of a text say. */
export class Directives {
  readonly #text: string;
  readonly #handles = new Map(HANDLES);
  readonly #defined = new Set<string>();
  #first: number | undefined;

  /** Nothing is said yet. */
  constructor(text: string) {
    this.#text = text;
  }

  /** Takes a line. Throws what PyYAML refuses. */
  add({ source, offset }: CST.Directive, isAfterDocument: boolean): void {
    this.#first ??= offset;
    if (isAfterDocument) {
      const message = "a second document starts here, and a configuration is only one";
      throw new YamlFault("yaml_multiple_documents", "YAMLError", message, offset);
    }
    // The package takes a hash for a comment that the line before makes part of the directive.
    if (VERSION.test(source)) return this.#define("%YAML", offset);
    const [, handle, prefix] = TAG.exec(source) ?? [];
    if (handle !== undefined && prefix !== undefined) {
      this.#define(handle, offset);
      this.#handles.set(handle, prefix);
    } else if (!OTHER.test(source)) {
      throw syntaxFault("a line with a percent sign is no directive that YAML knows", offset);
    }
  }

  /** Throws if there is a directive: after them must come `---`. */
  requireDocument(): void {
    if (this.#first === undefined) return;
    throw syntaxFault("after lines with a percent sign there must be a line ---", this.#text.length, this.#first);
  }

  /** What a handle such as `!!` stands for. */
  prefixOf(handle: string): string | undefined {
    return this.#handles.get(handle);
  }

  #define(name: string, offset: number): void {
    if (this.#defined.has(name)) throw syntaxFault("a directive is there twice", offset);
    this.#defined.add(name);
  }
}
