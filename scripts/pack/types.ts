/**
 * Compares the types of the npm package with those of the sources: `deno pack` infers the types of some expressions
 * without the compiler, and writes `any` where it cannot.
 *
 * @module
 */
import { CLI } from "./build.ts";
import ts from "typescript";
import config from "../../deno.json" with { type: "json" };

const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  allowImportingTsExtensions: true,
  noEmit: true,
};

/** The type of each export, with one line for each property. */
type Description = ReadonlyMap<string, string>;

/**
 * Throws if a declaration of the package in `directory` has an `any`, or if an export has another type than in the
 * sources. Returns the number of exports.
 */
export function compareTypes(directory: string, sources: string): number {
  let compared = 0;
  for (const [entry, file] of Object.entries(config.exports)) {
    // A program, which exports nothing.
    if (entry === CLI) continue;
    const source = describe(`${sources}${file.slice(2)}`);
    const packed = describe(`${directory}types/${file.slice(2).replace(/\.ts$/, ".d.ts")}`);
    for (const name of new Set([...source.keys(), ...packed.keys()])) {
      if (source.get(name) === packed.get(name)) continue;
      const found = `${packed.get(name)}\nis in the package, and in the sources\n${source.get(name)}`;
      throw new Error(`${entry}: the types of ${name} differ:\n${found}`);
    }
    compared += source.size;
  }
  return compared;
}

function describe(file: string): Description {
  const program = ts.createProgram([file], OPTIONS);
  const checker = program.getTypeChecker();
  const root = program.getSourceFile(file);
  const symbol = root && checker.getSymbolAtLocation(root);
  if (symbol === undefined) throw new Error(`${file} is not a module`);
  for (const source of program.getSourceFiles()) if (source.fileName.endsWith(".d.ts")) refuseAny(source);
  const parts = new Map<string, string>();
  for (const exported of checker.getExportsOfModule(symbol)) {
    const target = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const types: ts.Type[] = [];
    if (target.flags & ts.SymbolFlags.Value) types.push(checker.getTypeOfSymbol(target));
    if (target.flags & ts.SymbolFlags.Type) types.push(checker.getDeclaredTypeOfSymbol(target));
    parts.set(exported.name, types.flatMap((type) => linesOf(checker, type)).join("\n"));
  }
  return parts;
}

/** Describes a type and the types of its properties. */
function linesOf(checker: ts.TypeChecker, type: ts.Type): readonly string[] {
  const text = (one: ts.Type) =>
    checker.typeToString(one, undefined, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias);
  const parts = type.flags & ts.TypeFlags.Object ? type.getProperties() : [];
  const properties = parts.filter((part) => !/^(?:#|__)/.test(part.name) && !isPrivate(part.valueDeclaration)).map((
    part,
  ) => `${part.name}: ${text(checker.getTypeOfSymbol(part))}`);
  return [text(type), ...properties.sort()]
    // A type that is not imported is shown with the path of its file.
    .map((line) => line.replace(/import\("[^"]*"\)\./g, ""))
    // Declarations omit the names in a destructured parameter.
    .map((line) => line.replace(/\{[\w\s,:.]*\}(?=\?:|: )/g, "{}"))
    // Declarations add undefined to parameters with a default.
    .map((line) => line.replace(/\?: \(([^()]*)\) \| undefined(?=[,)])/g, "?: $1"))
    .map((line) => line.replace(/(?<=\?: [^()]*) \| undefined(?=[,)])/g, ""))
    .map(sortUnions);
}

function isPrivate(declaration: ts.Declaration | undefined): boolean {
  return declaration !== undefined && (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private) !== 0;
}

/** Sorts the members of the unions in a type, whose order depends on the order of the files. */
function sortUnions(type: string): string {
  const text = type.replaceAll("=>", "⇒");
  let at = 0;
  const level = (end?: string): string => {
    let written = "";
    let members = [""];
    const flush = () => written += members.map((member) => member.trim()).sort().join(" | ");
    for (; at < text.length && text[at] !== end; at++) {
      const character = text[at]!;
      const open = "([{<".indexOf(character);
      if (text.startsWith(" | ", at)) {
        members.push("");
        at += 2;
      } else if (",;:?⇒".includes(character)) {
        flush();
        written += `${character} `;
        members = [""];
      } else if (open >= 0) {
        at++;
        members.push(`${members.pop()}${character}${level(")]}>"[open])}${text[at] ?? ""}`);
      } else {
        members.push(members.pop() + character);
      }
    }
    flush();
    return written;
  };
  return level();
}

function refuseAny(source: ts.SourceFile): void {
  if (!source.fileName.includes("/@flyte-ts/config/")) return;
  const visit = (node: ts.Node): void => {
    // The type of a private member is not visible; `deno pack` writes any for it.
    if (ts.isPropertyDeclaration(node) && isPrivate(node)) return;
    if (node.kind === ts.SyntaxKind.AnyKeyword) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      throw new Error(`${source.fileName}:${line + 1} has an any: ${source.text.split("\n")[line]?.trim()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}
