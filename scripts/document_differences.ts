/**
 * Writes the tables of docs/parity.md from the differences that the tests assert. With `--check`, fails where the document
 * says otherwise.
 *
 * @module
 */
import { ABSENT } from "../tests/conformance/absent_names.ts";
import { CONFIG_DIFFERENCES, CONFIG_NOTES } from "../tests/conformance/config/known_differences.ts";
import { FLYTE_NOTES } from "../tests/conformance/flyte_config/known_differences.ts";
import { IMAGE_SPEC_NOTES } from "../tests/conformance/image_spec/known_differences.ts";
import { KEPT, OTHER, REFUSED } from "../tests/conformance/known_differences.ts";
import { HEADER_DIFFERENCES } from "../tests/conformance/v2_image/header_differences.ts";
import { IMAGE_DIFFERENCES, IMAGE_NOTES } from "../tests/conformance/v2_image/known_differences.ts";
import { YAML_DIFFERENCES } from "../tests/conformance/yaml/known_differences.ts";

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
  const files = Object.entries({ ...CONFIG_DIFFERENCES, ...YAML_DIFFERENCES }).map((
    [name, { code, example, reason }],
  ) => [words(name), `\`${code}\``, inline(example), reason]);
  const images = Object.entries(IMAGE_DIFFERENCES).map(([name, { here, flyte, reason }]) => [
    words(name),
    here[0] ? `\`${here[0]}\`` : "",
    flyte,
    reason,
  ]);
  const headers = Object.entries(HEADER_DIFFERENCES).map(([name, { here, there, example, reason }]) => [
    words(name),
    here !== null ? "flyte" : there !== null ? "this library" : "both, not alike",
    inline(example),
    reason,
  ]);
  return [
    section("Contexts refused here, accepted by flytekit", ["what", "code", "why"], refused),
    section("Kept here, dropped by flytekit", ["what", "why"], pairs(KEPT)),
    section(
      "Configuration files refused here in strict mode, and read by flytekit",
      ["what", "code", "such as", "why"],
      files,
    ),
    section("Other", ["what", "how"], pairs({ ...OTHER, ...CONFIG_NOTES, ...IMAGE_SPEC_NOTES, ...FLYTE_NOTES })),
    section(
      "In the Python libraries' documentation, and not here",
      ["what", "why, and what instead"],
      Object.entries(ABSENT),
    ),
    section("flyte 2's images", ["what", "code", "flyte", "why it is otherwise here"], images),
    section("flyte 2's images: headers of scripts", ["what", "who reads it", "such as", "why"], headers),
    section("flyte 2's images: other", ["what", "how"], pairs(IMAGE_NOTES)),
  ].join("\n");
}

function pairs(table: Readonly<Record<string, string>>): string[][] {
  return Object.entries(table).map(([name, text]) => [words(name), text]);
}

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return `### ${title}\n\n${lines.join("\n")}\n`;
}

/** A text as code in a table, if it is short. */
function inline(text: string): string {
  if (text.length > 60) return "";
  return `\`${JSON.stringify(text).slice(1, -1).replaceAll("|", "\\|").replace(/[^\x20-\x7e]/g, escape)}\``;
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function words(name: string): string {
  return name.replaceAll("_", " ");
}
