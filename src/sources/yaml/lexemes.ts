/**
 * Looks at the pieces of a text for what PyYAML refuses.
 *
 * @module
 */
import { CST } from "yaml";
import { syntaxFault, type YamlFault } from "./fault.ts";
import { MAX_FAULTS } from "./limits.ts";

/** PyYAML knows no other letters in names of anchors. */
const ANCHOR = /^[&*][A-Za-z0-9_-]+$/;

/** Whether there is anything to look for in a text. */
const HAS_WORK = /[\t&*]/;

/**
 * Finds tabs where PyYAML allows none, and anchors that have other names there: PyYAML takes tabs in comments, in
 * directives, in quotes and in blocks of text, the package `yaml` takes them between all of these, too.
 */
export class LexemeCheck {
  /** What was found. */
  readonly faults: YamlFault[] = [];
  #isScalar = false;
  #isBlock = false;

  /** A check of a text, if there is something to look for. */
  static of(text: string): LexemeCheck | undefined {
    return HAS_WORK.test(text) ? new LexemeCheck() : undefined;
  }

  /** Looks at one piece of the text. */
  look(lexeme: string, offset: number): void {
    const isScalar = this.#isScalar;
    this.#isScalar = lexeme === CST.SCALAR;
    if (isScalar) {
      const isBlock = this.#isBlock;
      this.#isBlock = false;
      if (!isBlock) this.#refuseTab(lexeme, offset);
      return;
    }
    switch (lexeme[0]) {
      case "|":
      case ">":
        this.#isBlock = true;
        break;
      case "&":
      case "*":
        if (!ANCHOR.test(lexeme)) this.#add("the name of an anchor may have letters, digits, - and _ only", offset);
        break;
      case "%":
      case "#":
      case "'":
      case '"':
        break;
      default:
        this.#refuseTab(lexeme, offset);
    }
  }

  #refuseTab(lexeme: string, offset: number): void {
    const at = lexeme.indexOf("\t");
    if (at >= 0) this.#add("a tab stands outside of quotes; use spaces", offset + at);
  }

  #add(message: string, offset: number): void {
    if (this.faults.length < MAX_FAULTS) this.faults.push(syntaxFault(message, offset));
  }
}
