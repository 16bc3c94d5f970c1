import assert from "node:assert/strict";
import { sourceFiles, withComments } from "../../scripts/comment_settings.ts";

Deno.test("the comments of settings say what their definitions say", async () => {
  let count = 0;
  for await (const path of sourceFiles(["src", "plugins"])) {
    const text = await Deno.readTextFile(path);
    if (!text.includes("as const satisfies SectionDefinition")) continue;
    assert.equal(text, withComments(text), `${path}: run deno task docs:write`);
    count += text.match(/^ {4}(?:\/\*\*| \*\/)/gm)?.length ?? 0;
  }
  assert.ok(count > 70, `${count} comments`);
});

Deno.test("a comment has the documentation, the names and the default of its setting", () => {
  const section = [
    "export const gcs = {",
    '  id: "gcs",',
    '  doc: "Google Cloud Storage",',
    "  settings: {",
    "    gsutilParallelism: {",
    '      type: "boolean",',
    '      ini: "gcp.gsutil_parallelism",',
    "      default: false,",
    '      doc: "Whether gsutil transfers files in parallel",',
    "    },",
    "  },",
    "} as const satisfies SectionDefinition;",
  ].join("\n");
  const commented = withComments(section);
  assert.match(
    commented,
    /\* Whether gsutil transfers files in parallel\. Environment variable `FLYTE_GCP_GSUTIL_/,
  );
  assert.match(commented, /\* @default false\n/);
  assert.equal(withComments(commented), commented);
});
