import assert from "node:assert/strict";
import { inspect } from "node:util";
import { Image, memoryHost, prepareDockerfile } from "../../../v2.ts";
import { parseScriptMetadata } from "../../../src/flyte2/image/layers/script_metadata.ts";
import { errorOf, thrownBy } from "../../_support/support.ts";

const script = (toml: string) => `#!/usr/bin/env python\n\n# /// script\n${toml.replace(/^/gm, "# ")}\n# ///\n`;

Deno.test("a key of thousands of parts is read, as by flyte 2", () => {
  const parts = Array.from({ length: 20_000 }, () => "a").join(".");
  for (const toml of [`${parts} = 1`, `[${parts}]`, `a = {${parts} = 1}`]) {
    assert.deepEqual(parseScriptMetadata("s.py", script(`dependencies = ["six"]\n${toml}`)).dependencies, ["six"]);
  }
});

Deno.test("lists that are nested too deeply are rejected", async () => {
  for (const [open, close] of [["[", "]"], ["{a=", "}"]] as const) {
    const deep = `a = ${open.repeat(20_000)}${open === "[" ? "" : "1"}${close.repeat(20_000)}`;
    assert.equal(thrownBy(() => parseScriptMetadata("s.py", script(deep))).code, "uv_script_invalid");
    const image = Image.fromBase("debian:12").clone({ name: "a", extendable: true }).withUvProject("pyproject.toml");
    const host = memoryHost({ files: { "/pyproject.toml": "", "/uv.lock": deep } });
    assert.equal((await errorOf(() => prepareDockerfile(image, { host }))).code, "image_layer_invalid");
  }
});

Deno.test("many dates do not take longer than other values", () => {
  const day = (index: number) => new Date(index * 86_400_000).toISOString().slice(0, 10);
  const dates = Array.from({ length: 40_000 }, (_, index) => `d${index} = ${day(index)}`).join("\n");
  const start = performance.now();
  parseScriptMetadata("s.py", script(dates));
  assert.ok(performance.now() - start < 20_000, "searching the text for each day would take minutes");
  assert.match(
    thrownBy(() => parseScriptMetadata("s.py", script(`${dates}\nx = 2222-02-30`))).message,
    /did you mean 2222-03-02\?/,
  );
});

Deno.test("an error of a script or lock file names the line, and does not quote the text", async () => {
  const text = script('a = 1\nindex = "https://me:s3cret@pypi');
  const error = thrownBy(() => parseScriptMetadata("s.py", text));
  assert.match(error.message, /^script "s\.py": invalid TOML on line 5: [a-z ]+$/);
  const image = Image.fromBase("debian:12").clone({ name: "a", extendable: true }).withUvProject("pyproject.toml");
  const host = memoryHost({ files: { "/pyproject.toml": "", "/uv.lock": 'a = 1\nb = s3cret"' } });
  const ofLock = await errorOf(() => prepareDockerfile(image, { host }));
  assert.match(ofLock.message, /"uv\.lock": invalid TOML on line 2: invalid value/);
  for (const one of [error, ofLock]) assert.doesNotMatch(inspect(one, { depth: 9, showHidden: true }), /s3cret/);
});
