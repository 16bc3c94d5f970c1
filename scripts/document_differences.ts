/**
 * Writes the tables of docs/parity.md from the differences that the tests assert. With `--check`, fails if the document is
 * out of date.
 *
 * @module
 */
import { ABSENT } from "../tests/conformance/absent_names.ts";
import { CONFIG_DIFFERENCES, CONFIG_NOTES } from "../tests/conformance/config/known_differences.ts";
import { API_NOTES, ENDPOINT_DIFFERENCES } from "../tests/conformance/endpoints/known_differences.ts";
import { FLYTE_NOTES } from "../tests/conformance/flyte2_config/known_differences.ts";
import { IMAGE_SPEC_NOTES } from "../tests/conformance/image_spec/known_differences.ts";
import { KEPT, OTHER, REFUSED } from "../tests/conformance/contexts/known_differences.ts";
import { HEADER_DIFFERENCES } from "../tests/conformance/flyte2_image/header_differences.ts";
import { IMAGE_DIFFERENCES, IMAGE_NOTES } from "../tests/conformance/flyte2_image/known_differences.ts";
import { DIFFERENCES as STORAGE_DIFFERENCES } from "../tests/conformance/storage_options/known_differences.ts";
import { TOKEN_NOTES } from "../tests/real/flyte_api/known_differences.ts";
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
  console.error(`${DOCUMENT} is out of date: run \`deno task docs:write\``);
  Deno.exit(1);
}

function tables(): string {
  const rejected = Object.entries(REFUSED).map(([name, { code, reason }]) => [`\`${name}\``, `\`${code}\``, reason]);
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
    here !== null ? "flyte" : there !== null ? "this library" : "both, differently",
    inline(example),
    reason,
  ]);
  const endpoints = Object.entries(ENDPOINT_DIFFERENCES).map((
    [name, { example, url, reason }],
  ) => [words(name), inline(example), inline(url), reason]);
  const storage = Object.entries(STORAGE_DIFFERENCES).map(([name, { library, there, here }]) => [
    words(name),
    library,
    there,
    here,
  ]);
  return [
    section("Contexts that flytekit accepts and this library rejects", ["golden case", "code", "reason"], rejected),
    section(
      "Fields that flytekit drops and this library keeps",
      ["golden case", "reason"],
      Object.entries(KEPT).map(([name, reason]) => [`\`${name}\``, reason]),
    ),
    section(
      "Configuration files that flytekit reads and this library rejects",
      ["difference", "code", "example", "reason"],
      files,
    ),
    section(
      "Other",
      ["subject", "difference"],
      pairs({ ...OTHER, ...CONFIG_NOTES, ...IMAGE_SPEC_NOTES, ...FLYTE_NOTES }),
    ),
    section(
      "Documented in Python, and not available here",
      ["name", "reason and alternative"],
      Object.entries(ABSENT),
    ),
    section("flyte 2: endpoints that are rejected (`endpoint_unusable`)", [
      "difference",
      "example",
      "URL in flyte",
      "reason",
    ], endpoints),
    section("Reaching the API: other differences", ["subject", "difference"], pairs(API_NOTES)),
    section("Tokens", ["subject", "difference"], pairs(TOKEN_NOTES)),
    section("Storage: settings that mean something else to clients", ["subject", "library", "there", "here"], storage),
    section("flyte 2: images", ["difference", "code", "behavior of flyte", "reason"], images),
    section("flyte 2: headers of scripts", ["difference", "read by", "example", "reason"], headers),
    section("flyte 2: other differences of images", ["subject", "difference"], pairs(IMAGE_NOTES)),
  ].join("\n");
}

function pairs(table: Readonly<Record<string, string>>): string[][] {
  return Object.entries(table).map(([name, text]) => [words(name), text]);
}

function section(title: string, head: readonly string[], lines: readonly (readonly string[])[]): string {
  const written = [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`);
  return `### ${title}\n\n${written.join("\n")}\n`;
}

/** Formats a short string as code in a table, and omits a long one. */
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
