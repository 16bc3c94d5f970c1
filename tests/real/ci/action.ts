/**
 * Runs the steps of `action.yml` as GitHub's runner does: inputs become variables, each script is run by bash.
 *
 * @module
 */
import { parse } from "yaml";
import { ROOT } from "../../../scripts/tools/npm.ts";

/** What is read of a composite action. */
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly shell: string;
      readonly env: Readonly<Record<string, string>>;
      readonly run: string;
    }[];
  };
}

/** The result of a run. */
export interface ActionResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The action in this repository. */
export const ACTION: Action = parse(await Deno.readTextFile(`${ROOT}action.yml`));

/** Runs the action in a directory, with inputs as in `with:` of a workflow. */
export async function runAction(
  cwd: string,
  inputs: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
): Promise<ActionResult> {
  const printed = { stdout: "", stderr: "" };
  for (const { env, run } of ACTION.runs.steps) {
    const script = await Deno.makeTempFile({ suffix: ".sh" });
    try {
      await Deno.writeTextFile(script, run);
      const { code, stdout, stderr } = await new Deno.Command("bash", {
        args: ["--noprofile", "--norc", "-eo", "pipefail", script],
        env: { ...evaluated(env, inputs), ...more },
        cwd,
      }).output();
      printed.stdout += new TextDecoder().decode(stdout);
      printed.stderr += new TextDecoder().decode(stderr);
      if (code !== 0) return { code, ...printed };
    } finally {
      await Deno.remove(script);
    }
  }
  return { code: 0, ...printed };
}

/** Replaces the expressions of variables. */
function evaluated(
  env: Readonly<Record<string, string>>,
  inputs: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => {
      const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value)?.[1];
      const declared = input === undefined ? undefined : ACTION.inputs[input];
      if (declared === undefined) throw new Error(`action.yml: ${name} is ${value}, which is no input`);
      return [name, inputs[input!] ?? declared.default];
    }),
  );
}
