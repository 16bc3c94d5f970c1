/**
 * Runs `completion`.
 *
 * @module
 */
import { script } from "@bomb.sh/tab";
import type { Shell } from "../commands/completion.ts";
import { COMMAND_NAME } from "../name.ts";
import type { Session } from "../session.ts";

/** Prints the script that completes arguments in a shell. */
export function completion(this: Session, _options: unknown, shell: Shell): void {
  const name = shell === "pwsh" ? "powershell" : shell;
  const text = this.terminal.printed(() => script(name, COMMAND_NAME, COMMAND_NAME));
  this.print(shell === "bash" ? forBash(text) : text);
}

/**
 * Lets bash read the script twice, which it refuses for constants, and lets it propose names of files, which it does only
 * for commands that are registered with its default completion.
 */
function forBash(script: string): string {
  return script.replace(/^readonly (?=ShellCompDirective)/gm, "").replace(/^complete -F /m, "complete -o default -F ");
}
