/**
 * Runs the suite in every runtime, or in those that are named: `deno task runtimes node22 bun`. The sources run in Deno,
 * the packed package everywhere else. Ends with 1 unless all holds.
 *
 * @module
 */
import type { Report } from "./report.ts";
import { runBrowser, withPage } from "./runners/browser.ts";
import { runBun } from "./runners/bun.ts";
import { runDeno } from "./runners/deno.ts";
import { withFirefoxPage } from "./runners/firefox.ts";
import { runNode } from "./runners/node.ts";
import { runWorkerd } from "./runners/workerd.ts";
import { prepare } from "./stage.ts";

const RUNTIMES: Readonly<Record<string, readonly (() => Promise<Report>)[]>> = {
  deno: [() => runDeno("refused"), () => runDeno("files"), () => runDeno("web")],
  node20: [() => runNode("node20"), () => runNode("node20", "web")],
  node22: [() => runNode("node22"), () => runNode("node22", "web")],
  node24: [() => runNode("node24"), () => runNode("node24", "web")],
  bun: [() => runBun(), () => runBun("web")],
  workerd: [() => runWorkerd(), () => runWorkerd("nodejs_compat")],
  chromium: [() => runBrowser(withPage)],
  firefox: [() => runBrowser(withFirefoxPage)],
};

const named = Deno.args.length === 0 ? Object.keys(RUNTIMES) : Deno.args;
const unknown = named.filter((name) => !Object.hasOwn(RUNTIMES, name));
if (unknown.length > 0) throw new Error(`no runner for ${unknown}; there are ${Object.keys(RUNTIMES).join(", ")}`);

await prepare();
const total = { passed: 0, failed: 0 };
/** The first runtime that ran, with which all others must agree. */
let first: { readonly name: string; readonly notes: Report["notes"] } | undefined;
for (const name of named) {
  for (const runner of RUNTIMES[name]!) {
    const start = performance.now();
    const report = await attempt(runner);
    if (report.passed.length > 0) first ??= { name, notes: report.notes };
    const failed = [...report.failed, ...differences(report.notes)];
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(
      `${name} (${report.features}): ${report.passed.length} passed, ${failed.length} failed in ${seconds} s`,
    );
    for (const { name, reason } of failed) console.log(`  FAILED ${name}\n    ${reason.replaceAll("\n", "\n    ")}`);
    total.passed += report.passed.length;
    total.failed += failed.length;
  }
}
console.log(`${total.passed} passed, ${total.failed} failed`);
if (total.failed > 0) Deno.exit(1);

/** A report, also of a runner that could not make one. */
async function attempt(runner: () => Promise<Report>): Promise<Report> {
  try {
    return await runner();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { passed: [], failed: [{ name: "runs at all", reason }], notes: {}, features: "did not run" };
  }
}

/** Where a runtime did not do what the first one did. */
function differences(notes: Report["notes"]): Report["failed"] {
  const before = first;
  if (before === undefined) return [];
  return Object.keys(notes)
    .filter((key) => notes[key] !== before.notes[key])
    .slice(0, 5)
    .map((key) => ({
      name: `agrees with ${before.name}: ${key}`,
      reason: `found ${notes[key]}, there ${before.notes[key]}`,
    }));
}
