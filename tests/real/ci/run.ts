/**
 * The GitHub action and the hook for pre-commit, with the npm package; the workflows of this repository:
 * `deno task real:ci`.
 *
 * Needs npm, PyPI, Go, git and bash. Ends with `N passed, M failed`.
 *
 * @module
 */
import assert from "node:assert/strict";
import { inspect } from "node:util";
import { buildTarball } from "../../../scripts/pack/build.ts";
import { goProgram } from "../../../scripts/tools/go.ts";
import { emptyDirectory, npmInstall, ROOT, WORK } from "../../../scripts/tools/npm.ts";
import { pythonTools } from "../../../scripts/tools/python.ts";
import { run } from "../../../scripts/tools/run.ts";
import { ACTION, type ActionResult, runAction } from "./action.ts";

const FOLDER = `${WORK}ci/`;
/** A working directory, where npx finds the package as it is packed. */
const CHECKOUT = `${FOLDER}checkout/`;
const WORKFLOWS = `${ROOT}.github/workflows/`;
const GIT = ["-c", "user.name=ci", "-c", "user.email=ci@example.com", "-c", "init.defaultBranch=main"];

const GOOD = "admin:\n  endpoint: dns:///flyte.acme.com\n";
const WARNING = "admin:\n  insecur: true\n";
const WRONG = "admin:\n  insecure: flase\n";

const FILES: Readonly<Record<string, string>> = {
  "good.yaml": GOOD,
  "warning.yaml": WARNING,
  "with space/wrong.yaml": WRONG,
  "deep/er/config.yaml": WRONG,
  "-v.yaml": WARNING,
};

const tarball = await buildTarball();
const tools = await pythonTools();

const CASES: Readonly<Record<string, () => Promise<void>>> = {
  "the action and the hook conform to their schemas": async () => {
    await run(`${tools}check-jsonschema`, ["--builtin-schema", "vendor.github-actions", `${ROOT}action.yml`]);
    await run(`${tools}pre-commit`, ["validate-manifest", `${ROOT}.pre-commit-hooks.yaml`]);
  },

  "the workflows and renovate.json conform to their schemas": async () => {
    const own = [...Deno.readDirSync(WORKFLOWS)].map(({ name }) => WORKFLOWS + name);
    const workflows = [...own, `${ROOT}examples/github_actions/retag.yaml`];
    await run(`${tools}check-jsonschema`, ["--builtin-schema", "vendor.github-workflows", ...workflows]);
    await run(await goProgram("actionlint"), ["-shellcheck", `${tools}shellcheck`, ...workflows]);
    await run(`${tools}check-jsonschema`, ["--builtin-schema", "vendor.renovate", `${ROOT}renovate.json`]);
  },

  "shellcheck accepts the scripts of the action": async () => {
    for (const { shell, run: script } of ACTION.runs.steps) {
      assert.equal(shell, "bash");
      // As the runner calls bash.
      await run(`${tools}shellcheck`, ["--shell=bash", "-"], { input: `set -eo pipefail\n${script}` });
    }
  },

  "the action accepts good files": async () => {
    expectRun(await action({ files: "good.yaml" }), 0, "");
    expectRun(await action({ files: "\n\ngood.yaml\r\n" }), 0, "");
  },

  "the action annotates mistakes": async () => {
    expectRun(
      await action({ files: "good.yaml\nwith space/wrong.yaml" }),
      1,
      /^::error file=with space\/wrong\.yaml,line=2,.*title=not_boolean::.*\n$/,
    );
    expectRun(await action({ files: "warning.yaml" }), 0, /^::warning file=warning\.yaml,/);
  },

  "strict counts warnings": async () => {
    expectRun(await action({ files: "warning.yaml", strict: "true" }), 1, /^::warning /);
    expectRun(await action({ files: "warning.yaml", strict: "yes" }), 2, /^::error::strict must be true or false\n$/);
  },

  "version chooses the reader": async () => {
    await Deno.writeTextFile(`${CHECKOUT}builder.yaml`, "image:\n  builder: remote\n");
    const inputs = { files: "builder.yaml", strict: "true" };
    expectRun(await action({ ...inputs, version: "flyte2" }), 0, "");
    expectRun(await action({ ...inputs, version: "flytekit" }), 1, /^::warning /);
    expectRun(await action({ ...inputs, version: "3" }), 2, "::error::version must be flytekit or flyte2\n");
  },

  "patterns are expanded, with spaces and in all directories": async () => {
    const { stdout } = await action({ files: "with s*/*.yaml\n**/config.yaml" });
    assert.deepEqual([...stdout.matchAll(/file=([^,]*)/g)].map(([, file]) => file), [
      "with space/wrong.yaml",
      "deep/er/config.yaml",
    ]);
  },

  "a file that does not exist ends with 2": async () => {
    const result = await action({ files: "good.yaml\nmissing-*.yaml" });
    expectRun(result, 2, "");
    assert.match(result.stderr, /missing-\*\.yaml/);
  },

  "files that start with a hyphen are files": async () => {
    expectRun(await action({ files: "-v.yaml" }), 0, /^::warning file=-v\.yaml,/);
  },

  "without files, those of the working directory are checked": async () => {
    await Deno.mkdir(`${CHECKOUT}own/.flyte`, { recursive: true });
    await Deno.symlink(`${CHECKOUT}node_modules`, `${CHECKOUT}own/node_modules`);
    await Deno.writeTextFile(`${CHECKOUT}own/.flyte/config.yaml`, WRONG);
    expectRun(await action({}, `${CHECKOUT}own`), 1, /^::error file=\.flyte\/config\.yaml,line=2,/);
  },

  "findings are also written for code scanning": async () => {
    const inputs = { files: "with space/wrong.yaml", "sarif-file": "out put.sarif" };
    expectRun(await action(inputs), 1, /^::error /);
    const { runs: [{ results }] } = JSON.parse(await Deno.readTextFile(`${CHECKOUT}out put.sarif`));
    assert.equal(results[0].ruleId, "not_boolean");
    expectRun(await action({ ...inputs, files: "missing.yaml" }), 2, "");
  },

  "nothing in an input is run": async () => {
    const hostile = ["$(touch owned)", "`touch owned`", '"; touch owned; "', "a[$(touch owned)]"];
    const inputs = hostile.flatMap((text) => [{ strict: text }, { version: text }, { "sarif-file": text }]);
    const lines = [...hostile, "; touch owned", "'; touch owned; '", "{a,$(touch owned)}", "~root", "$HOME", "\\"];
    for (const input of [...inputs, { files: lines.join("\n") }]) {
      const { code } = await action({ files: "good.yaml", ...input });
      assert.ok(!await isFile(`${CHECKOUT}owned`), JSON.stringify(input));
      // The name of a file to write may be anything.
      assert.equal(code, "sarif-file" in input ? 0 : 2, JSON.stringify(input));
    }
  },

  "pre-commit installs the hook and runs it": async () => {
    const hooks = `${FOLDER}hooks/`;
    await commit(hooks, ["package.json", ".pre-commit-hooks.yaml", "README.md", "LICENSE"]);
    const rev = (await run("git", ["rev-parse", "HEAD"], { cwd: hooks })).trim();
    const project = `${FOLDER}project/`;
    await emptyDirectory(project);
    const hook = { id: "flyte-config-check", args: ["--strict"], additional_dependencies: [tarball] };
    // JSON is YAML.
    const settings = { repos: [{ repo: hooks, rev, hooks: [hook] }] };
    await Deno.writeTextFile(`${project}.pre-commit-config.yaml`, JSON.stringify(settings));
    await run(`${tools}pre-commit`, ["validate-config"], { cwd: project });
    await run("git", [...GIT, "init", "--quiet"], { cwd: project });
    const check = async (files: Readonly<Record<string, string>>) => {
      for (const [name, text] of Object.entries(files)) {
        await Deno.mkdir(new URL(".", `file://${project}${name}`), { recursive: true });
        await Deno.writeTextFile(project + name, text);
      }
      await run("git", ["add", "--all"], { cwd: project });
      const { code, stdout } = await new Deno.Command(`${tools}pre-commit`, {
        args: ["run", "--color=never"],
        cwd: project,
        env: { PRE_COMMIT_HOME: `${FOLDER}pre-commit` },
      }).output();
      return { code, output: new TextDecoder().decode(stdout) };
    };
    const others = await check({ "config.yml": WRONG, ".flyte/config.yaml.orig": WRONG, "my.flyte/config": WRONG });
    assert.match(others.output, /no files to check/);
    const good = await check({ ".flyte/config.yaml": GOOD, "a b/.flyte/config-staging.yml": GOOD });
    assert.deepEqual([good.code, /Passed/.test(good.output)], [0, true], good.output);
    const bad = await check({ ".flyte/config.yaml": WARNING, "flytekit.config": "[platform]\nurll = a\n" });
    assert.equal(bad.code, 1);
    assert.match(bad.output, /^\.flyte\/config\.yaml:2:3 warning .*admin\.insecure/m);
    assert.match(bad.output, /^flytekit\.config:2:1 warning /m);
  },
};

async function action(inputs: Readonly<Record<string, string>>, cwd: string = CHECKOUT): Promise<ActionResult> {
  // The package is installed, so that npx needs no registry.
  return await runAction(cwd, inputs, { npm_config_offline: "true", HOME: FOLDER });
}

function expectRun({ code, stdout, stderr }: ActionResult, expected: number, output: RegExp | string): void {
  assert.equal(code, expected, stdout + stderr);
  if (typeof output === "string") assert.equal(stdout, output);
  else assert.match(stdout, output);
}

/** Creates a repository with one commit of files of this one. */
async function commit(folder: string, files: readonly string[]): Promise<void> {
  await emptyDirectory(folder);
  for (const file of files) await Deno.copyFile(ROOT + file, folder + file);
  for (const args of [["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "Hooks"]]) {
    await run("git", [...GIT, ...args], { cwd: folder });
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch {
    return false;
  }
}

await emptyDirectory(FOLDER);
await npmInstall(CHECKOUT, [tarball]);
for (const [name, text] of Object.entries(FILES)) {
  await Deno.mkdir(new URL(".", `file://${CHECKOUT}${name}`), { recursive: true });
  await Deno.writeTextFile(CHECKOUT + name, text);
}
let failed = 0;
for (const [name, check] of Object.entries(CASES)) {
  try {
    await check();
    console.log(`ok: ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED: ${name}\n${inspect(error)}`);
  }
}
console.log(`${Object.keys(CASES).length - failed} passed, ${failed} failed`);
if (failed > 0) Deno.exit(1);
