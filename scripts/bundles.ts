/**
 * Bundles programs that use the npm package, as `deno task bundles`: with esbuild, rollup, vite, webpack and wrangler,
 * into one file each, and with Metro into one for all. Runs each file, and fails if one is larger than its budget by more than 5 %, gives a wrong answer,
 * or contains what it should not, or if an entry point that is not used leaves code behind.
 *
 * @module
 */
import { buildTarball } from "./pack/build.ts";
import {
  bundleOnce,
  BUNDLERS,
  bundleSplit,
  bundleWithMetro,
  installBundlers,
  leftovers,
  respond,
} from "./bundles/bundlers.ts";
import { PROGRAMS } from "./bundles/programs.ts";

/** A bundle may exceed its budget by so much; those of wrangler by more, since it keeps the names of functions. */
const TOLERANCE = { esbuild: 1.05, rollup: 1.05, vite: 1.05, webpack: 1.05, wrangler: 1.14 };

await installBundlers(await buildTarball());

const problems: string[] = [];
const rows: Record<string, string | number>[] = [];
for (const { name, budget, absent, request, response } of PROGRAMS) {
  const bundles = await Promise.all(BUNDLERS.map((bundler) => bundleOnce(bundler, name)));
  for (const { bundler, file, text, gzip } of bundles) {
    const limit = Math.round(budget * TOLERANCE[bundler]);
    if (gzip > limit) problems.push(`${name}: ${gzip} bytes with ${bundler}, more than ${limit}`);
    for (const trace of absent.filter((trace) => text.includes(trace))) {
      problems.push(`${name}: contains ${JSON.stringify(trace)} with ${bundler}`);
    }
    const answer = await respond(file, request);
    if (answer !== response) problems.push(`${name}: ${JSON.stringify(answer)} with ${bundler}, not ${response}`);
  }
  const { start, all } = await bundleSplit(name);
  const sizes = Object.fromEntries(bundles.map(({ bundler, gzip }) => [bundler, gzip]));
  rows.push({ program: name, budget, ...sizes, "at once, if split": start, "all chunks": all });
}
console.log("Bytes, minified and gzipped, in one file with each bundler; and split by esbuild\n");
console.table(rows);

const apps = await bundleWithMetro(PROGRAMS.map(({ name }) => name));
for (const [index, { name, request, response }] of PROGRAMS.entries()) {
  const answer = await respond(apps[index]!, request);
  if (answer !== response) problems.push(`${name}: ${JSON.stringify(answer)} with metro, not ${response}`);
}

problems.push(...await leftovers());
for (const problem of problems) console.error(`not ok: ${problem}`);
if (problems.length > 0) Deno.exit(1);
console.log("ok: all within their budgets, all give the right answer, and no unused entry point leaves code");
