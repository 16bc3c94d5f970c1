import assert from "node:assert/strict";
import { runScript } from "../../_support/evaluate.ts";

const MODULE = import.meta.resolve("../../../src/formats/yaml/mod.ts");
const MIB = 1024 * 1024;

/** Strings of some length; PyYAML parses most of them. */
const TEXTS: Readonly<Record<string, string>> = {
  "escapes": `(n) => 'a: "' + "\\\\n".repeat(n / 2) + '"'`,
  "wrong escapes": `(n) => 'a: "' + "\\\\q".repeat(n / 2) + '"'`,
  "commas": `(n) => "[" + ",".repeat(n)`,
  "items": `(n) => "[" + "1,".repeat(n / 2) + "]"`,
  "lists": `(n) => "[" + "[],".repeat(n / 3) + "]"`,
  "deep lists": `(n) => ("- " + "[".repeat(300) + "]".repeat(300) + "\\n").repeat(n / 603)`,
  "entries": `(n) => Array.from({ length: n / 12 }, (_, at) => "k" + at + ": v\\n").join("")`,
  "one key": `(n) => "{" + "a,".repeat(n / 2) + "}"`,
  "aliases": `(n) => "a: &a [" + "1,".repeat(300) + "]\\nb: [" + "*a,".repeat(n / 3) + "]"`,
  "nested aliases":
    `(n) => Array.from({ length: n / 30 }, (_, at) => "a" + at + ": &a" + at + " [*a" + (at - 1) + "]").join("\\n")`,
  "comments": `(n) => "#\\n".repeat(n / 2)`,
  "blank lines": `(n) => "\\n".repeat(n)`,
  "faults": `(n) => "a: @\\n".repeat(n / 5)`,
};

/** The peak memory in bytes of a process that parses a string. */
async function peakOf(text: string, length: number): Promise<number> {
  const script = `
    import process from "node:process";
    import { parseYaml } from ${JSON.stringify(MODULE)};
    const text = (${text})(${length});
    try { parseYaml(text).issues.length; } catch (error) { if (error.code === undefined) throw error; }
    console.log(process.resourceUsage().maxRSS * 1024);
  `;
  return Number(await runScript(script, ["--allow-sys"]));
}

Deno.test("no file of 64 KB takes more than 60 MB", async () => {
  const empty = await peakOf("() => ''", 0);
  for (const [name, text] of Object.entries(TEXTS)) {
    const peak = await peakOf(text, 64_000) - empty;
    assert.ok(peak < 60 * MIB, `${name}: ${Math.round(peak / MIB)} MB`);
  }
});

Deno.test("the memory is proportional to the file", async () => {
  const empty = await peakOf("() => ''", 0);
  for (const [name, text] of Object.entries(TEXTS)) {
    const ratio = (await peakOf(text, 4_000_000) - empty) / 4_000_000;
    assert.ok(ratio < 90, `${name}: ${ratio.toFixed(1)} bytes for each byte`);
  }
});

Deno.test("deep files are too deep when little of the stack is left", async () => {
  const script = `
    import { parseYaml } from ${JSON.stringify(MODULE)};
    try { parseYaml("[".repeat(400) + "]".repeat(400)); } catch (error) { console.log(error.code); }
  `;
  assert.equal(await runScript(script, ["--v8-flags=--stack-size=250"]), "yaml_too_deep\n");
});
