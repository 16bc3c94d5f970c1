import assert from "node:assert/strict";
import { commandLine } from "../../_support/command_line.ts";

Deno.test("completion prints the script of each shell, which asks the program", async () => {
  for (
    const [shell, sign] of [["bash", "complete -o default -F"], ["zsh", "#compdef"], ["fish", "complete -c"], [
      "pwsh",
      "Register-ArgumentCompleter",
    ]]
  ) {
    const { code, stdout, stderr } = await commandLine(["completion", shell!]);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.ok(stdout.includes(`${sign} `) && /flyte-config complete '?--/.test(stdout), shell);
    assert.doesNotMatch(stdout, /^readonly /m);
  }
});

Deno.test("completion refuses other shells", async () => {
  const { code, stdout, stderr } = await commandLine(["completion", "bsh"]);
  assert.deepEqual([code, stdout], [2, ""]);
  assert.match(stderr, /must be "bash" or .*found "bsh"; did you mean "bash"\?/);
  assert.equal((await commandLine(["completion"])).code, 2);
});
