/**
 * Writes tables into `docs/performance.md`.
 *
 * @module
 */
const DOCUMENT = new URL("../../docs/performance.md", import.meta.url);

/** Writes the tables of these areas into the document. */
export async function writeTables(tables: Readonly<Record<string, string>>): Promise<void> {
  await Deno.writeTextFile(DOCUMENT, withTables(await Deno.readTextFile(DOCUMENT), tables));
}

/** Returns a document with the tables of these areas between their markers. */
export function withTables(document: string, tables: Readonly<Record<string, string>>): string {
  return Object.entries(tables).reduce((text, [area, table]) => {
    const start = `<!-- ${area}: written by \`deno task bench --write\` -->\n`;
    const end = `<!-- end of ${area} -->\n`;
    const [before, rest] = text.split(start);
    const after = rest?.split(end)[1];
    if (after === undefined) throw new Error(`no markers for ${area}`);
    return `${before}${start}\n${table}\n${end}${after}`;
  }, document);
}
