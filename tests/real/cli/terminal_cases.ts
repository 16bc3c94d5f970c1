/**
 * What people see in a terminal: colors, widths, Ctrl-C, and completion in their shells.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Screen } from "../../_support/screen.ts";
import type { Program } from "./programs.ts";
import { inTerminal, plain } from "./terminal.ts";

/** Where a program runs. */
export interface Place {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

const EXPLAIN = ["explain", "--file", "config.yaml"];
// deno-lint-ignore no-control-regex
const STYLED = /\x1b\[\d+m/;

/** Colors on a terminal, and only if they are wanted. */
export async function checkColors({ command }: Program, { cwd, env }: Place): Promise<void> {
  const colors = async (more: Record<string, string>, shell = "") => {
    const line = [...command, ...EXPLAIN].map((word) => `'${word}'`).join(" ");
    const job = shell === "" ? [...command, ...EXPLAIN] : ["sh", "-c", line + shell];
    const { code, output } = await inTerminal({ command: job, cwd, env: { ...env, ...more } });
    assert.equal(code, 0, output);
    assert.match(plain(output), /platform\.endpoint/);
    return STYLED.test(output);
  };
  assert.equal(await colors({}), true);
  assert.equal(await colors({ NO_COLOR: "1" }), false);
  assert.equal(await colors({ TERM: "dumb" }), false);
  assert.equal(await colors({}, " 2>/dev/null | cat"), false);
  assert.equal(await colors({ FORCE_COLOR: "1" }, " 2>/dev/null | cat"), true);
}

/** Tables that fit the terminal, whatever its width. */
export async function checkWidths({ command }: Program, { cwd, env }: Place): Promise<void> {
  for (const columns of [80, 40]) {
    const { output } = await inTerminal({
      command: [...command, "explain", "--all", "--quiet"],
      cwd,
      env,
      columns,
      rows: 200,
    });
    const lines = plain(output).split("\n");
    assert.ok(lines.length > 30 && lines.some((line) => line.startsWith("SETTING")), output);
    for (const line of lines) assert.ok([...line].length <= columns, `${columns} columns: ${line}`);
  }
}

/** Ctrl-C while a command waits for standard input. */
export async function checkInterrupt({ command }: Program, { cwd, env }: Place): Promise<void> {
  const sh = `echo ready; '${[...command, "check", "-"].join("' '")}'; echo "ended with $?"`;
  // The shell itself must outlive the signal to print the code.
  const job = ["sh", "-c", `trap : INT; ${sh}`];
  const { output } = await inTerminal({ command: job, cwd, env, steps: [["ready", "admin:\n"], ["admin", "\x03"]] });
  assert.match(plain(output), /ended with 130/);
}

/** What is typed, and what the screen then shows. */
const COMPLETIONS: readonly (readonly [typed: string, shown: RegExp])[] = [
  ["flyte-config chec", /flyte-config check /],
  ["flyte-config explain platform.endp", /explain platform\.endpoint /],
  ["flyte-config explain --fro", /--from-env-file /],
  ["flyte-config check --format sa", /--format sarif /],
  ["flyte-config check wron", /check wrong\.yaml/],
  ["flyte-config completion fi", /completion fish /],
  ["flyte-config explain --flyte2 image.b", /image\.builder /],
];

/** Completion in a real shell, in which Tab is pressed. */
export async function checkCompletion(shell: "bash" | "zsh" | "fish", place: Place): Promise<void> {
  const { cwd, env } = place;
  const start = {
    bash: {
      command: ["bash", "--norc", "-i"],
      setup:
        "source /usr/share/bash-completion/bash_completion; source <(flyte-config completion bash); source <(flyte-config completion bash)",
    },
    zsh: {
      command: ["zsh", "-f", "-i"],
      setup: "autoload -U compinit; compinit -u; source <(flyte-config completion zsh)",
    },
    fish: { command: ["fish", "--no-config", "-i"], setup: "flyte-config completion fish | source" },
  }[shell];
  for (const [typed, shown] of COMPLETIONS) {
    const { output } = await inTerminal({
      command: start.command,
      cwd,
      env,
      columns: 160,
      timeout: 60,
      // The line is abandoned rather than run.
      steps: [[".", `${start.setup}; echo se''tup\n`], ["setup", `${typed}\t`], [shown.source, "\x03"], [
        ".",
        "exit\n",
      ]],
    });
    assert.doesNotMatch(plain(output), /not found|readonly|rror:/, output);
  }
}

/** The signs that turn while a command works. */
const FRAMES = [..."⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"];

/** Progress of a build after a second, and Ctrl-C: nothing is left of it, neither on the screen nor on the machine. */
export async function checkBuild({ command }: Program, { cwd, env }: Place): Promise<void> {
  const temporary = `${cwd}temporary`;
  await Deno.mkdir(temporary, { recursive: true });
  await Deno.remove(`${env["HOME"]}/docker.pids`).catch(() => {});
  const line = `trap : INT; '${
    [...command, "image", "build", "--builder", "docker", "--force", "image.yaml"].join("' '")
  }'`;
  const { output } = await inTerminal({
    command: ["sh", "-c", `${line}; echo "ended with $?"`],
    cwd,
    env: { ...env, TMPDIR: temporary },
    steps: [[FRAMES.join("|"), "\x03"]],
  });
  assert.match(plain(output), /ended with 130/);
  const pids = (await Deno.readTextFile(`${env["HOME"]}/docker.pids`)).trim().split("\n");
  for (const pid of pids) assert.throws(() => Deno.kill(Number(pid), "SIGCONT"), Deno.errors.NotFound, pid);
  assert.deepEqual(await Array.fromAsync(Deno.readDir(temporary), ({ name }) => name), []);
  const screen = new Screen(80);
  screen.write(output.slice(output.indexOf("\x1b[?25l")));
  assert.ok(screen.hasCursor);
  for (const frame of FRAMES) assert.ok(!screen.text().includes(frame), screen.text());
}
