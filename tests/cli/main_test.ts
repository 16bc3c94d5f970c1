import assert from "node:assert/strict";
import { type Application, type CommandContext, generateHelpTextForAllCommands } from "@stricli/core";
import config from "../../deno.json" with { type: "json" };
import { APPLICATION } from "../../src/cli/main.ts";
import { VERSION } from "../../src/cli/version.ts";
import { commandLine, type CommandLineOptions } from "../_support/command_line.ts";

Deno.test("the version is that of deno.json", async () => {
  assert.equal(VERSION, config.version);
  assert.deepEqual(await commandLine(["--version"]), { code: 0, stdout: `${config.version}\n`, stderr: "" });
});

Deno.test("without arguments, the help lists the commands", async () => {
  const { code, stdout, stderr } = await commandLine([]);
  assert.equal(code, 0);
  assert.equal(stderr, "");
  for (const command of ["explain", "check", "image"]) assert.match(stdout, new RegExp(`^  ${command} `, "m"));
});

/** All commands, as they are written. */
const ALL = generateHelpTextForAllCommands(APPLICATION as unknown as Application<CommandContext>)
  .map(([command]) => command.split(" ").slice(1));

Deno.test("each help has examples, exit codes, and no line beyond 140 columns", async () => {
  for (const command of ALL) {
    const { code, stdout } = await commandLine([...command, "--help"]);
    assert.equal(code, 0);
    assert.match(stdout, /^EXAMPLES\n {2}# .+\n {2}flyte-config /m);
    assert.match(stdout, /^EXIT CODES\n {2}0 {3}\S/m);
    for (const line of stdout.split("\n").slice(2)) assert.ok(line.length <= 140, line);
    // Node interprets these itself, wherever they are, and ends if there is no such file.
    assert.doesNotMatch(stdout, /^ +\[--env-file/m);
  }
});

for (
  const [args, message] of [
    [["explan"], 'unknown command "explan"; did you mean "explain"?'],
    [["xyz"], 'unknown command "xyz"; flyte-config --help lists the commands'],
    [["explain", "--flie", "x"], 'unknown option "--flie"; did you mean "--file"?'],
    [["explain", "-x"], 'unknown option "-x"'],
    [["explain", "--file"], "--file needs a value"],
    [["explain", "--file", "a", "--file", "b"], "--file can be given only once"],
    [["check", "--format", "jsn"], '--format must be "text" or "json" or "github" or "sarif", found "jsn"'],
  ] as const
) {
  Deno.test(`${args.join(" ")} is refused`, async () => {
    const { code, stdout, stderr } = await commandLine(args);
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.ok(stderr.startsWith(`error: ${message}`), stderr);
  });
}

Deno.test("an error on a terminal with colors ends with the address of its page", async () => {
  const url = "https://unpkg.com/@flyte-ts/config/docs/errors.md#file_not_found";
  const stderrOf = async (options: CommandLineOptions) => (await commandLine(["check", "none.yaml"], options)).stderr;
  assert.ok((await stderrOf({ columns: 80 })).includes(`\n\x1b[2m${url}\x1b[22m`));
  for (const options of [{}, { columns: 80, env: { NO_COLOR: "1" } }]) {
    assert.match(await stderrOf(options), /^error: [^\n]*none\.yaml[^\n]*\n$/);
  }
});

Deno.test("a token among the arguments is in no message", async () => {
  const token = "ghp_" + "a1B2".repeat(9);
  const { stderr } = await commandLine(["explain", `--${token}`]);
  assert.ok(stderr !== "" && !stderr.includes(token), stderr);
});

Deno.test("an interrupted command ends with 130", async () => {
  const { code } = await commandLine(["explain"], { signal: AbortSignal.abort() });
  assert.equal(code, 130);
});
