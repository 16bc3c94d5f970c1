/**
 * Says in this library's words what the package `yaml` found: its own messages may hold pieces of the text.
 *
 * @module
 */
import { CST, Lexer, type YAMLParseError } from "yaml";
import { syntaxFault, YamlFault } from "./fault.ts";

type GrammarCode = YAMLParseError["code"];

const UNEXPECTED = "this has no place here";

const MESSAGES: Readonly<Partial<Record<GrammarCode, string>>> = {
  ALIAS_PROPS: "an alias has an anchor or a tag of its own",
  BAD_ALIAS: "an anchor or an alias has no name",
  BAD_DIRECTIVE: "a line with a percent sign is no directive that YAML knows",
  BAD_DQ_ESCAPE: "a backslash in double quotes is followed by something that is no escape; write two of them",
  BAD_INDENT: "the indentation fits neither the lines before nor a level above them",
  BAD_PROP_ORDER: "an anchor or a tag stands before the mark of an item, a key or a value",
  BAD_SCALAR_START: "a text cannot start with this character; put it in quotes",
  BLOCK_AS_IMPLICIT_KEY: "a mapping or a list cannot start on the line of a key; a colon in a value wants quotes",
  BLOCK_IN_FLOW: "a mapping or a list within brackets needs brackets of its own",
  KEY_OVER_1024_CHARS: "a key is longer than 1024 characters",
  MULTILINE_IMPLICIT_KEY: "a key and its colon must be on one line",
  MULTIPLE_ANCHORS: "a value has two anchors",
  MULTIPLE_TAGS: "a value has two tags",
  TAB_AS_INDENT: "a tab is no indentation; use spaces",
};

/** The package says several things with this code; what its fixed messages have in them tells which. */
const MISSING: readonly (readonly [part: string, message: string])[] = [
  ["must end with", "a bracket is not closed"],
  ["Tags and anchors must", "a tag or an anchor needs a space after it"],
  ["map values", "a key has no colon after it, or a line has no place here"],
  ["Missing space after :", "a colon needs a space after it"],
  ["Missing ,", "a comma is missing, or a bracket is not closed"],
];

const OPEN_QUOTE = "a quotation mark is not closed, or the lines up to the closing one are not indented";

/** PyYAML takes a comment right after a bracket or a comma, too. */
const COMMENT_WITHOUT_SPACE = "Comments must be separated";

/** Faults for errors of the package in a text, but for those that PyYAML does not mind. */
export function grammarFaults(text: string, errors: readonly YAMLParseError[]): YamlFault[] {
  const faults: YamlFault[] = [];
  for (const error of errors) {
    if (error.message.startsWith(COMMENT_WITHOUT_SPACE)) continue;
    // The package says where the text ended; where the quotation mark stands is of more use.
    const [end] = error.pos;
    const fault = isOpenQuote(error)
      ? syntaxFault(OPEN_QUOTE, quotedTexts(text).get(end) ?? end)
      : grammarFault(text, error);
    faults.push(mayBeFine(text, fault, error) ? fault.ofPackage() : fault);
    // What follows is taken for something else, and its faults are none.
    if (isOpenQuote(error) || isOpenBracket(error)) break;
  }
  return faults;
}

/**
 * Whether PyYAML may read the text nevertheless: it does not mind how what is in quotes or brackets is indented, so
 * long as these are closed somewhere.
 */
function mayBeFine(text: string, { offset }: YamlFault, error: YAMLParseError): boolean {
  if (isOpenBracket(error)) return /[\]}]/.test(text.slice(offset));
  return isOpenQuote(error) && text.includes(text[offset]!, offset + 1);
}

function isOpenQuote({ code, message }: YAMLParseError): boolean {
  return code === "MISSING_CHAR" && message.endsWith("quote");
}

function isOpenBracket({ code, message }: YAMLParseError): boolean {
  return code === "BAD_INDENT" && message.includes("sufficiently");
}

function grammarFault(text: string, error: YAMLParseError): YamlFault {
  const { code, message, pos: [offset] } = error;
  if (code === "RESOURCE_EXHAUSTION") return tooDeep(offset);
  if (code === "TAG_RESOLVE_FAILED") {
    return new YamlFault("yaml_unknown_tag", "ConstructorError", "a tag is none of YAML's own", offset);
  }
  if (isOpenBracket(error)) {
    return syntaxFault("a bracket is not closed, or what it holds is not indented more than the lines around", offset);
  }
  if (code === "MISSING_CHAR") {
    const found = MISSING.find(([part]) => message.includes(part))?.[1];
    return syntaxFault(found ?? "a mark or a line break is missing here", offset);
  }
  if (code === "BAD_DQ_ESCAPE" && /^\\U[0-9a-f]{8}/i.test(text.slice(offset, offset + 10))) {
    // Python has no such character, and says so with an error that is not PyYAML's.
    const python = text[offset + 2]! > "7" ? "OverflowError" : "ValueError";
    return new YamlFault("yaml_syntax", python, MESSAGES.BAD_DQ_ESCAPE!, offset);
  }
  return syntaxFault(MESSAGES[code] ?? UNEXPECTED, offset);
}

/** The fault of a text that is nested too deep. */
export function tooDeep(offset: number): YamlFault {
  return new YamlFault("yaml_too_deep", "RecursionError", "lists and mappings are nested too deep", offset);
}

/** Where texts in quotes start, by where they end. */
function quotedTexts(text: string): ReadonlyMap<number, number> {
  const starts = new Map<number, number>();
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === CST.DOCUMENT || lexeme === CST.SCALAR || lexeme === CST.FLOW_END) continue;
    if (lexeme[0] === "'" || lexeme[0] === '"') starts.set(offset + lexeme.length, offset);
    offset += lexeme.length;
  }
  return starts;
}
