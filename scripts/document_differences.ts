/**
 * Writes the tables of docs/parity.md from the differences that the tests assert. With `--check`, fails where the document
 * says otherwise.
 *
 * @module
 */
import { KEPT, OTHER, REFUSED } from "../tests/conformance/known_differences.ts";

const DOCUMENT = "docs/parity.md";
const START = "<!-- differences: written by scripts/document_differences.ts -->\n";
const END = "<!-- end of differences -->\n";

const current = await Deno.readTextFile(DOCUMENT);
const [before, rest = ""] = current.split(START);
const wanted = `${before}${START}\n${tables()}\n${END}${rest.split(END)[1] ?? ""}`;
if (!Deno.args.includes("--check")) {
  await Deno.writeTextFile(DOCUMENT, wanted);
} else if (wanted !== current) {
  console.error(`${DOCUMENT} is out of date: run \`deno task differences\``);
  Deno.exit(1);
}

function tables(): string {
  const refused = Object.entries(REFUSED).map(([name, { code, reason }]) => [words(name), `\`${code}\``, reason]);
  return [
    section("Refused here, accepted by flytekit", ["what", "code", "why"], refused),
    section("Kept here, dropped by flytekit", ["what", "why"], pairs(KEPT)),
    section("Other", ["what", "how"], pairs(OTHER)),
  ].join("\n");
}

function pairs(table: Readonly<Record<string, string>>): string[][] {
  return Object.entries(table).map(([name, text]) => [words(name), text]);
}

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return `### ${title}\n\n${lines.join("\n")}\n`;
}

function words(name: string): string {
  return name.replaceAll("_", " ");
}
