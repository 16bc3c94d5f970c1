/**
 * Finds the small changes that can be made to a program: operators, conditions, numbers and booleans.
 *
 * @module
 */
import ts from "typescript";

/** A small change to a file. */
export interface Mutant {
  /** The file that is changed. */
  readonly file: string;
  /** The line, from 1. */
  readonly line: number;
  /** The column, from 1. */
  readonly column: number;
  /** Where the replaced code starts and ends. */
  readonly start: number;
  readonly end: number;
  /** The code that is replaced. */
  readonly from: string;
  /** The code that replaces it. */
  readonly to: string;
}

/** What each operator becomes. */
const OPERATORS: Readonly<Record<string, string>> = {
  "===": "!==",
  "!==": "===",
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "&&": "||",
  "||": "&&",
  "??": "&&",
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "%": "*",
  "&": "|",
  "|": "&",
  "^": "&",
  "<<": ">>",
  ">>": "<<",
  ">>>": "<<",
  "+=": "-=",
  "-=": "+=",
  "++": "--",
  "--": "++",
};

/** Returns all changes that can be made to a TypeScript file; types, strings, comments and imports stay as they are. */
export function mutantsOf(file: string, text: string): readonly Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const found: Mutant[] = [];
  const add = (start: number, end: number, to: string): void => {
    const { line, character } = source.getLineAndCharacterOfPosition(start);
    found.push({ file, line: line + 1, column: character + 1, start, end, from: text.slice(start, end), to });
  };
  const change = (node: ts.Node, to: string): void => add(node.getStart(), node.end, to);
  const negate = (node: ts.Expression): void => change(node, `!(${node.getText()})`);
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
    if (ts.isTypeAliasDeclaration(node)) return;
    if (ts.isBinaryExpression(node)) {
      const to = OPERATORS[node.operatorToken.getText()];
      if (to !== undefined && !joinsStrings(node)) change(node.operatorToken, to);
    } else if (ts.isIfStatement(node) || ts.isWhileStatement(node)) negate(node.expression);
    else if (ts.isConditionalExpression(node)) negate(node.condition);
    else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
      change(node, node.operand.getText());
    } else if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
      const operator = ts.tokenToString(node.operator)!;
      const at = ts.isPrefixUnaryExpression(node) ? node.getStart() : node.end - operator.length;
      if (operator.length === 2) add(at, at + 2, OPERATORS[operator]!);
    } else if (ts.isNumericLiteral(node) && !isName(node)) change(node, `(${node.getText()} + 1)`);
    else if (node.kind === ts.SyntaxKind.TrueKeyword) change(node, "false");
    else if (node.kind === ts.SyntaxKind.FalseKeyword) change(node, "true");
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Whether a number is the name of a property. */
function isName(node: ts.NumericLiteral): boolean {
  const { parent } = node;
  return (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isBindingElement(parent) && parent.propertyName === node);
}

/** Whether `+` joins strings: another operator gives `NaN`, which shows nothing. */
function joinsStrings({ operatorToken, left, right }: ts.BinaryExpression): boolean {
  const isString = (node: ts.Expression): boolean => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
  return operatorToken.kind === ts.SyntaxKind.PlusToken && (isString(left) || isString(right));
}

/** Returns the text of a file with a change made to it. */
export function mutated(text: string, { start, end, to }: Mutant): string {
  return text.slice(0, start) + to + text.slice(end);
}
