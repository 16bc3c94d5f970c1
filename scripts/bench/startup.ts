/**
 * Measures what imports and one load of a configuration add to the start of a program: CPU time of the whole process, which
 * the operating system counts.
 *
 * @module
 */
import { buildTarball } from "../pack/build.ts";
import { npmInstall, ROOT, WORK } from "../tools/npm.ts";
import { race } from "./race.ts";
import { type Goal, type Measurement, spreadOf } from "./measurements.ts";
import { runtimes } from "./runtimes.ts";
import type { Columns } from "./table.ts";

const DIRECTORY = `${WORK}bench/startup/`;
const TURNS = 15;

/** Code that imports modules by these names. */
interface Modules {
  readonly main: string;
  readonly serialization: string;
  readonly context: string;
  readonly cli: string;
}

const PACKAGE: Modules = {
  main: "@flyte-ts/config",
  serialization: "@flyte-ts/config/serialization",
  context: "@flyte-ts/config/context",
  cli: "@flyte-ts/config/cli",
};
const SOURCES: Modules = {
  main: `file://${ROOT}mod.ts`,
  serialization: `file://${ROOT}src/flytekit/context/mod.ts`,
  context: `file://${ROOT}src/flytekit/context/decode.ts`,
  cli: `file://${ROOT}cli.ts`,
};

const PROGRAMS: Readonly<Record<string, (modules: Modules) => string>> = {
  empty: () => "",
  auto: ({ main }) => `import { Config } from "${main}";\nawait Config.auto();\n`,
  serialization: ({ serialization }) =>
    `import { SerializationSettings } from "${serialization}";\nSerializationSettings;\n`,
  context: ({ context }) => `import { decodeContext } from "${context}";\ndecodeContext;\n`,
  explain: commandLine("explain", "--file", "config.yaml"),
  complete: commandLine("complete", "--", "explain", "platform."),
};

/** Returns a program that runs the command line with arguments. */
function commandLine(...args: readonly string[]): (modules: Modules) => string {
  const given = args.map((argument) => JSON.stringify(argument)).join(", ");
  return ({ cli }) =>
    `import process from "node:process";\nprocess.argv.splice(2, 0, ${given});\nawait import("${cli}");\n`;
}

/** Measures Deno with the sources, and Node with the packed package. */
export async function measureStartup(): Promise<Columns> {
  await npmInstall(DIRECTORY, [await buildTarball()]);
  for (const [name, code] of Object.entries(PROGRAMS)) {
    await Deno.writeTextFile(`${DIRECTORY}${name}.js`, code(PACKAGE));
    await Deno.writeTextFile(`${DIRECTORY}${name}.ts`, code(SOURCES));
  }
  await Deno.writeTextFile(`${DIRECTORY}config.yaml`, "admin:\n  endpoint: dns:///flyte.acme.com\n");
  const columns: Record<string, readonly Measurement[]> = {};
  for (const [name, program] of Object.entries(await runtimes())) {
    columns[name] = name === "Deno"
      ? await measureIn([program, "run", "-A", `--config=${ROOT}deno.json`], ".ts")
      : await measureIn([program], ".js");
  }
  return columns;
}

async function measureIn(command: readonly string[], extension: string): Promise<readonly Measurement[]> {
  const starting = (name: string) => () => cpuTime([...command, `${DIRECTORY}${name}${extension}`]);
  const times = await race(Object.fromEntries(Object.keys(PROGRAMS).map((name) => [name, starting(name)])), TURNS);
  const added = (name: string) => spreadOf(times[name]!.map((time, turn) => (time - times["empty"]![turn]!) / 1000));
  const measurement = (what: string, name: string, goal?: Goal): Measurement => ({ what, goal, spread: added(name) });
  return [
    measurement("CPU of import and Config.auto(), ms", "auto", { atMost: 40 }),
    measurement("CPU of import of ./serialization, ms", "serialization", { atMost: 10 }),
    measurement("CPU of import of ./context, ms", "context"),
    measurement("CPU of `flyte-config explain`, ms", "explain", { atMost: 120 }),
    measurement("CPU of a completion, ms", "complete", { atMost: 120 }),
    { what: "CPU of an empty script, ms", spread: spreadOf(times["empty"]!.map((time) => time / 1000)) },
  ];
}

/** Microseconds that a process and the kernel for it have computed, until it has ended. */
async function cpuTime(command: readonly string[]): Promise<number> {
  const shell = new Deno.Command("bash", {
    args: ["-c", 'TIMEFORMAT="%3U %3S"; time "$@" >/dev/null', "bash", ...command],
    cwd: DIRECTORY,
  });
  const { success, stderr } = await shell.output();
  const text = new TextDecoder().decode(stderr).trim();
  if (!success) throw new Error(text);
  const [user, system] = text.split("\n").at(-1)!.split(" ");
  return (Number(user) + Number(system)) * 1e6;
}
