/**
 * Runs the command line of the packed package as people do: in Node, Bun and Deno, in pipes and in terminals. Nothing is
 * skipped.
 *
 * @module
 */
import assert from "node:assert/strict";
import { type Application, type CommandContext, generateHelpTextForAllCommands } from "@stricli/core";
import { buildTarball } from "../../../scripts/pack/build.ts";
import { npmInstall, WORK } from "../../../scripts/tools/npm.ts";
import { APPLICATION } from "../../../src/cli/main.ts";
import { CASES, DOCKER, FILES } from "./cases.ts";
import { type Program, programs, runProgram } from "./programs.ts";
import { checkBuild, checkColors, checkCompletion, checkInterrupt, checkWidths, type Place } from "./terminal_cases.ts";

const PROJECT = `${WORK}cli/`;

/** All commands, as they are written. */
const COMMANDS = generateHelpTextForAllCommands(APPLICATION as unknown as Application<CommandContext>)
  .map(([command]) => command.split(" ").slice(1));

await npmInstall(PROJECT, [await buildTarball()]);
for (const [name, text] of Object.entries(FILES)) await Deno.writeTextFile(PROJECT + name, text);
for (const name of ["home", "programs"]) await Deno.mkdir(PROJECT + name);
await Deno.writeTextFile(`${PROJECT}programs/docker`, DOCKER, { mode: 0o755 });
const place: Place = {
  cwd: PROJECT,
  env: {
    PATH: `${PROJECT}programs:${PROJECT}node_modules/.bin:${Deno.env.get("PATH")}`,
    HOME: `${PROJECT}home`,
    TERM: "xterm-256color",
    LANG: "C.UTF-8",
    DENO_DIR: Deno.env.get("DENO_DIR") ?? `${Deno.env.get("HOME")}/.cache/deno`,
  },
};

for (const words of COMMANDS) {
  assert.ok(
    CASES.some(({ args }) => words.every((word, index) => args[index] === word)),
    `no case of ${words.join(" ")}`,
  );
}
const all = await programs(PROJECT);
for (const program of all) {
  await step(`${program.name}: ${CASES.length} runs`, () => checkCases(program));
  await step(`${program.name}: the help of ${COMMANDS.length} commands`, () => checkHelp(program));
  await step(`${program.name}: a reader that ends early`, () => checkClosedPipe(program));
  await step(`${program.name}: colors`, () => checkColors(program, place));
  await step(`${program.name}: widths`, () => checkWidths(program, place));
  await step(`${program.name}: Ctrl-C`, () => checkInterrupt(program, place));
  await step(`${program.name}: progress of a build, and Ctrl-C`, () => checkBuild(program, place));
}
for (const shell of ["bash", "zsh", "fish"] as const) {
  await step(`completion in ${shell}`, () => checkCompletion(shell, place));
}

async function step(name: string, check: () => Promise<void>): Promise<void> {
  const start = performance.now();
  await check();
  console.log(`ok: ${name} (${Math.round((performance.now() - start) / 1000)} s)`);
}

async function checkCases({ command }: Program): Promise<void> {
  for (const { args, stdin, env = {}, code = 0, stdout = /^/, stderr = /^/ } of CASES) {
    const given = { cwd: place.cwd, env: { ...place.env, ...env }, ...stdin === undefined ? {} : { stdin } };
    const result = await runProgram([...command, ...args], given);
    const shown = `${args.join(" ")}: ${JSON.stringify(result)}`;
    assert.equal(result.code, code, shown);
    assert.match(result.stdout, stdout, shown);
    assert.match(result.stderr, stderr, shown);
  }
}

async function checkHelp({ command }: Program): Promise<void> {
  for (const words of COMMANDS) {
    const { code, stdout, stderr } = await runProgram([...command, ...words, "--help"], place);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /^USAGE\n[\s\S]*^EXIT CODES\n/m);
  }
}

async function checkClosedPipe({ command }: Program): Promise<void> {
  const line = `set -o pipefail; '${[...command, "schema"].join("' '")}' | head -1`;
  const { code, stdout, stderr } = await runProgram(["bash", "-c", line], place);
  assert.deepEqual([code, stdout, stderr], [0, "{\n", ""]);
}
