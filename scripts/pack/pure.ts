/**
 * Marks what modules do when they are loaded as free of side effects, so that bundlers can drop what a program does not
 * use. No module of this library does any work at import; bundlers cannot see that of a call or of a static property.
 *
 * @module
 */
import ts from "typescript";

/** Text to insert at a position of a file. */
type Insertion = readonly [at: number, text: string];

const BEFORE = "/* @__PURE__ */ (() => ";

/**
 * Returns the JavaScript of a module in which each constant and class whose value bundlers could take for a side effect is
 * the value of a function that is marked as pure. Line numbers do not change. Throws if the module has a top-level
 * statement that is executed when it is loaded.
 */
export function markPure(name: string, text: string): string {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, true);
  const insertions: Insertion[] = [];
  for (const statement of file.statements) {
    if (ts.isClassDeclaration(statement)) insertions.push(...pureClass(file, statement));
    else if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) insertions.push(...pureConstant(declaration));
    } else if (!isInert(statement)) {
      const { line } = file.getLineAndCharacterOfPosition(statement.getStart());
      throw new Error(`${name}:${line + 1}: a module must not do anything when it is loaded`);
    }
  }
  return insert(text, insertions);
}

function isInert(statement: ts.Statement): boolean {
  return ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
}

function pureConstant({ initializer, name }: ts.VariableDeclaration): readonly Insertion[] {
  if (initializer === undefined || !ts.isIdentifier(name) || isConstant(initializer)) return [];
  return [[initializer.getStart(), `${BEFORE}(`], [initializer.getEnd(), "))()"]];
}

/** Whether bundlers know that an expression has no side effects. */
function isConstant(node: ts.Node): boolean {
  if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return true;
  const mayAct = ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isSpreadAssignment(node) ||
    ts.isSpreadElement(node) || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) ||
    ts.isTemplateExpression(node) || ts.isTaggedTemplateExpression(node) || ts.isBinaryExpression(node) ||
    ts.isComputedPropertyName(node);
  return !mayAct && !ts.forEachChild(node, (child) => !isConstant(child));
}

function pureClass(file: ts.SourceFile, declaration: ts.ClassDeclaration): readonly Insertion[] {
  const { name, members, modifiers = [] } = declaration;
  if (name === undefined || members.every((member) => !isEvaluated(member))) return [];
  const start = modifiers.find(({ kind }) => kind !== ts.SyntaxKind.ExportKeyword)?.getStart() ??
    file.text.indexOf("class", modifiers.at(-1)?.getEnd() ?? declaration.getStart());
  return [
    [start, `const ${name.text} = ${BEFORE}{ `],
    [declaration.getEnd(), ` return ${name.text}; })();`],
  ];
}

/** Whether something of a class is computed when the class is defined. */
function isEvaluated(member: ts.ClassElement): boolean {
  if (ts.isClassStaticBlockDeclaration(member) || (member.name && ts.isComputedPropertyName(member.name))) return true;
  return ts.isPropertyDeclaration(member) && member.initializer !== undefined &&
    (member.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
}

function insert(text: string, insertions: readonly Insertion[]): string {
  let [result, from] = ["", 0];
  for (const [at, inserted] of insertions) {
    result += text.slice(from, at) + inserted;
    from = at;
  }
  return result + text.slice(from);
}
