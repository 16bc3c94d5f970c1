/**
 * Publishes the sources on JSR with the arguments of `deno publish`: `deno run -A scripts/publish_jsr.ts --dry-run`. JSR
 * has the README but not the pages that it links to, so that a copy with absolute links is published.
 *
 * @module
 */
import config from "../deno.json" with { type: "json" };
import { withAbsoluteLinks } from "./pack/links.ts";
import { emptyDirectory, ROOT, WORK } from "./tools/npm.ts";
import { run } from "./tools/run.ts";

const STAGE = `${WORK}jsr/`;

await emptyDirectory(STAGE);
await run("cp", ["-r", ...config.publish.include, "deno.lock", STAGE], { cwd: ROOT });
for (const name of ["README.md", "CHANGELOG.md"]) {
  await Deno.writeTextFile(STAGE + name, withAbsoluteLinks(name, await Deno.readTextFile(ROOT + name)));
}
// git ignores the copy.
const publish = new Deno.Command(Deno.execPath(), { args: ["publish", "--allow-dirty", ...Deno.args], cwd: STAGE });
const { code } = await publish.spawn().status;
Deno.exit(code);
