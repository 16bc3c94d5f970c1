/**
 * Writes the comment of each setting, which an editor shows for `config.platform.endpoint`, from its definition. With
 * `--check`, fails where a comment says something else.
 *
 * @module
 */
import ts from "typescript";
import { allSections, DEFAULT_PLUGINS, NAMING } from "../src/sections/flytekit/mod.ts";
import { NAMING as FLYTE_NAMING, SECTIONS as FLYTE_SECTIONS, STORAGE_SECTIONS } from "../src/sections/flyte2/mod.ts";
import { iniText, settingsOf } from "../src/settings/compose.ts";
import type { Setting } from "../src/settings/setting.ts";

const LINE_WIDTH = 120;

/** The settings of each section of both products. */
const SECTIONS: readonly (readonly Setting[])[] = [
  ...allSections(DEFAULT_PLUGINS).map((section) => settingsOf(section, NAMING)),
  ...[...FLYTE_SECTIONS, ...STORAGE_SECTIONS].map((section) => settingsOf(section, FLYTE_NAMING)),
];

/**
 * Returns the text of a TypeScript file with a comment on each setting that it defines.
 *
 * @param text – The file, in which definitions are written as `{ … } as const satisfies SectionDefinition`.
 */
export function withComments(text: string): string {
  const edits: { readonly start: number; readonly end: number; readonly comment: string }[] = [];
  const file = ts.createSourceFile("file.ts", text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isSatisfiesExpression(node) && node.type.getText() === "SectionDefinition" && isExported(node)) {
      const members = property(node.expression, "settings")?.properties ?? [];
      for (const [setting, member] of match(members)) {
        const start = member.getFullStart();
        const own = text.slice(start, member.getStart());
        // Other comments stay where they are.
        const at = start + own.length - own.replace(/^\s*/, "").length;
        const [old = ""] = /^\/\*\*[\s\S]*?\*\/\s*/.exec(text.slice(at)) ?? [];
        edits.push({ start: at, end: at + old.length, comment: `${commentOf(setting)}\n    ` });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return edits.reduceRight((done, { start, end, comment }) => done.slice(0, start) + comment + done.slice(end), text);
}

/** Whether an expression initializes an exported constant: editors show only the settings of those. */
function isExported(node: ts.Node): boolean {
  if (ts.isVariableStatement(node)) {
    return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
  }
  return node.parent !== undefined && isExported(node.parent);
}

/** Pairs the members of a `settings` object with the settings that they define. */
function match(members: readonly ts.ObjectLiteralElementLike[]): readonly (readonly [Setting, ts.Node])[] {
  const docs = members.map((member) => string(property(member, "doc")));
  const settings = SECTIONS.find((all) =>
    all.length === members.length &&
    all.every(({ key, definition }, at) => key === members[at]!.name?.getText() && definition.doc === docs[at])
  );
  return (settings ?? []).map((setting, at) => [setting, members[at]!]);
}

function property(node: ts.Node, name: string): ts.ObjectLiteralExpression | undefined {
  if (ts.isAsExpression(node)) return property(node.expression, name);
  if (ts.isPropertyAssignment(node)) return property(node.initializer, name);
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const found = node.properties.find((member) => member.name?.getText() === name);
  return found !== undefined && ts.isPropertyAssignment(found)
    ? found.initializer as ts.ObjectLiteralExpression
    : undefined;
}

function string(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

/** The comment of a setting: its documentation, its names and its default. */
function commentOf({ definition, envs, ini, yaml }: Setting): string {
  const names = [
    envs.length > 0 && `environment variable ${envs.map(code).join(" or ")}`,
    ini !== undefined && `INI ${code(iniText(ini))}`,
    yaml !== undefined && `YAML ${code(yaml.join("."))}`,
  ].filter((name) => name !== false).join(", ");
  const sentences = [`${definition.doc}.`, names && `${names[0]!.toUpperCase()}${names.slice(1)}.`];
  const { default: fallback } = definition;
  const paragraphs = [
    ...wrap(sentences.filter((sentence) => sentence !== "").join(" ")),
    ...fallback === undefined ? [] : [`@default ${JSON.stringify(fallback)}`],
  ];
  if (paragraphs.length === 1 && paragraphs[0]!.length < LINE_WIDTH - 12) return `/** ${paragraphs[0]} */`;
  return ["/**", ...paragraphs.map((line) => `     * ${line}`), "     */"].join("\n");
}

function wrap(text: string): readonly string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1)!;
    if (last.length + word.length > LINE_WIDTH - 8) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines;
}

function code(name: string): string {
  return `\`${name}\``;
}

/** The files that may define sections. */
export async function* sourceFiles(directories: readonly string[]): AsyncGenerator<string> {
  for (const directory of directories) {
    for await (const { name, isDirectory } of Deno.readDir(directory)) {
      const path = `${directory}/${name}`;
      if (isDirectory) yield* sourceFiles([path]);
      else if (name.endsWith(".ts")) yield path;
    }
  }
}

if (import.meta.main) {
  const outdated: string[] = [];
  for await (const path of sourceFiles(["src", "plugins"])) {
    const text = await Deno.readTextFile(path);
    if (!text.includes("satisfies SectionDefinition")) continue;
    const commented = withComments(text);
    if (commented === text) continue;
    if (Deno.args.includes("--check")) outdated.push(path);
    else await Deno.writeTextFile(path, commented);
  }
  if (outdated.length > 0) {
    console.error(`${outdated.join(", ")}: the comments of settings are out of date; run \`deno task docs:write\``);
    Deno.exit(1);
  }
}
