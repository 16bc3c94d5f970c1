/**
 * Drives the package `yaml` over a text, and looks at its tokens for what PyYAML refuses.
 *
 * @module
 */
import { Composer, type CST, type Document, Lexer, type ParsedNode, Parser } from "yaml";
import { FlyteConfigError } from "../../errors.ts";
import { withoutEnvironment } from "../../host/without_environment.ts";
import { Directives } from "./directives.ts";
import { syntaxFault, YamlFault, YamlFaults } from "./fault.ts";
import { grammarFaults, tooDeep } from "./grammar_faults.ts";
import { LexemeCheck } from "./lexemes.ts";
import { MAX_FAULTS, MAX_LEXEMES, MAX_PROPERTIES, MAX_YAML_DEPTH } from "./limits.ts";

/** A document as the package sees it. */
export interface ComposedDocument {
  /** Its root. */
  readonly root: ParsedNode | null;
  /** What stands before the root. */
  readonly start: readonly CST.SourceToken[];
  /** What the lines with percent signs say. */
  readonly directives: Directives;
}

/** All values stay texts, as this library resolves them as PyYAML does; and checks of keys take quadratic time there. */
const OPTIONS = {
  version: "1.1",
  schema: "failsafe",
  resolveKnownTags: false,
  uniqueKeys: false,
  merge: false,
  keepSourceTokens: true,
  // Strictly, a comment would need a space before it; keys are checked by this library.
  strict: false,
  logLevel: "silent",
  prettyErrors: false,
} as const;

/** A list or a mapping takes one place of the parser's stack; the document takes one, too. */
const MAX_STACK = MAX_YAML_DEPTH + 1;

/** How anchors, aliases and tags start. */
const PROPERTIES = "&*!";

/** The only document of a text, if it has one. Throws the faults of its grammar, of which there is at least one. */
export function composedDocument(text: string, name: string): ComposedDocument | undefined {
  return withoutEnvironment(() => new Stream(text, name).read());
}

class Stream {
  readonly #text: string;
  readonly #name: string;
  readonly #composer = new Composer(OPTIONS);
  readonly #directives: Directives;
  #document: Document.Parsed | undefined;
  #token: CST.Document | undefined;
  #hasEnded = false;

  constructor(text: string, name: string) {
    this.#text = text;
    this.#name = name;
    this.#directives = new Directives(text);
  }

  #tooLarge(): FlyteConfigError {
    const limits = `${MAX_LEXEMES} pieces, or more than ${MAX_PROPERTIES} anchors, aliases and tags`;
    return new FlyteConfigError("too_large", `${this.#name}: the text has more than ${limits}`);
  }

  read(): ComposedDocument | undefined {
    const [lexer, parser] = [new Lexer(), new Parser()];
    const check = LexemeCheck.of(this.#text);
    let [faulty, lexemes, properties] = [0, 0, 0];
    for (const lexeme of lexer.lex(this.#text)) {
      check?.look(lexeme, parser.offset);
      if (PROPERTIES.includes(lexeme[0]!)) properties++;
      if (++lexemes > MAX_LEXEMES || properties > MAX_PROPERTIES) throw this.#tooLarge();
      for (const token of parser.next(lexeme)) {
        if (token.type === "error") faulty++;
        this.#take(token);
      }
      // The package keeps much for each of these.
      if (faulty > MAX_FAULTS) break;
      if (parser.stack.length > MAX_STACK) checkDepth(parser.stack);
    }
    for (const token of parser.end()) this.#take(token);
    for (const document of this.#composer.end()) this.#document = document;
    const errors = this.#document?.errors ?? this.#composer.streamInfo().errors;
    const faults = [...check?.faults ?? [], ...grammarFaults(this.#text, errors)];
    if (faults.length > 0) throw new YamlFaults(faults);
    if (this.#document === undefined || this.#token === undefined) {
      this.#directives.requireDocument();
      return undefined;
    }
    return { root: this.#document.contents, start: this.#token.start, directives: this.#directives };
  }

  #take(token: CST.Token): void {
    switch (token.type) {
      case "document":
        if (this.#hasEnded && isEmpty(token)) return;
        this.#takeDocument(token);
        break;
      case "directive":
        // The package warns about unknown ones, and knows versions that PyYAML does not.
        this.#directives.add(token, this.#token !== undefined);
        break;
      case "doc-end":
        if (this.#token === undefined || isEmpty(this.#token)) {
          throw syntaxFault("here a document ends that did not start", token.offset);
        }
        this.#hasEnded = true;
        break;
      case "byte-order-mark":
        throw syntaxFault("a byte order mark is only allowed at the start", token.offset);
    }
    for (const document of this.#composer.next(token)) this.#document = document;
  }

  #takeDocument(token: CST.Document): void {
    const start = token.start.find(({ type }) => type === "doc-start");
    if (this.#token !== undefined) {
      if (this.#hasEnded && start === undefined) {
        throw syntaxFault("after the end of a document only --- starts another", token.offset);
      }
      const message = "here a second document starts, and a configuration is only one";
      throw new YamlFault("yaml_multiple_documents", "ComposerError", message, start?.offset ?? token.offset);
    }
    if (start === undefined) this.#directives.requireDocument();
    this.#token = token;
  }
}

/** Whether there is nothing but space and comments, as between two lines with three dots. */
function isEmpty({ start, value }: CST.Document): boolean {
  return value === undefined && !start.some(({ type }) => type === "doc-start" || type === "anchor" || type === "tag");
}

function checkDepth(stack: readonly CST.Token[]): void {
  const { type, offset } = stack.at(-1) as CST.FlowScalar | CST.FlowCollection;
  if (type === "flow-collection" || stack.length > MAX_STACK + 1) throw tooDeep(offset);
}
