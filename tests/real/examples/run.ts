/**
 * Runs the examples, or those that are named, as their READMEs say, with the packed package: `deno task examples r2`.
 * Needs npm, Python and Debian's chromium. Ends with `N passed, M failed`.
 *
 * @module
 */
import assert from "node:assert/strict";
import { buildTarball } from "../../../scripts/pack/build.ts";
import { CASES } from "./cases.ts";
import { Example } from "./example.ts";

const named = Deno.args.length === 0 ? Object.keys(CASES) : Deno.args;
const unknown = named.filter((name) => !Object.hasOwn(CASES, name));
if (unknown.length > 0) throw new Error(`no example ${unknown}; there are ${Object.keys(CASES).join(", ")}`);

const tarball = await buildTarball();
let failed = 0;
for (const name of named) {
  const start = performance.now();
  const outcome = await attempt(name);
  if (outcome !== undefined) failed++;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${outcome === undefined ? "ok" : "FAILED"}: ${name} (${seconds} s)`);
  if (outcome !== undefined) console.log(`  ${outcome.replaceAll("\n", "\n  ")}`);
}
console.log(`${named.length - failed} passed, ${failed} failed`);
if (failed > 0) Deno.exit(1);

/** Runs an example; returns what is wrong. */
async function attempt(name: string): Promise<string | undefined> {
  try {
    const example = await Example.copy(name, tarball);
    const printed = await CASES[name]!(example);
    const pattern = example.prints.split("…").map((part) => RegExp.escape(part)).join("[^]*");
    assert.match(printed.trimEnd(), new RegExp(`^${pattern}$`), `README.md says\n${example.prints}\nfound\n${printed}`);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
