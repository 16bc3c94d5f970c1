/**
 * Runs scripts and expressions in a Deno of their own, with some permissions and variables.
 *
 * @module
 */
import assert from "node:assert/strict";

const CONFIG = decodeURIComponent(new URL("../../deno.json", import.meta.url).pathname);

/** What an expression gives, or the code and message of its error; it runs in an empty directory and may use `names`. */
export type Evaluate = (
  expression: string,
  permissions: readonly string[],
  env: Readonly<Record<string, string>>,
) => Promise<unknown>;

/** Evaluates expressions that use what a module exports. */
export function evaluateWith(module: string, names: readonly string[]): Evaluate {
  return async (expression, permissions, env) => {
    const script = `
      import { ${names.join(", ")} } from ${JSON.stringify(module)};
      try {
        console.log(JSON.stringify(${expression}));
      } catch (error) {
        console.log(JSON.stringify({ code: error.code, message: error.message }));
      }
    `;
    return JSON.parse(await runScript(script, permissions, env));
  };
}

/** What a script prints; it must not print to stderr. */
export async function runScript(
  script: string,
  permissions: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    // Without --quiet, the first Deno on a machine reports what it downloads.
    const options = ["--quiet", "--no-prompt", `--config=${CONFIG}`, "--no-lock", "--no-check"];
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", ...options, ...permissions, "-"],
      cwd: folder,
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
      env: { ...env, DENO_DIR: Deno.env.get("DENO_DIR") ?? `${Deno.env.get("HOME")}/.cache/deno` },
    }).spawn();
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(script));
    await writer.close();
    const { stdout, stderr } = await child.output();
    assert.equal(new TextDecoder().decode(stderr), "");
    return new TextDecoder().decode(stdout);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
