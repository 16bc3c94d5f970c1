/**
 * An example as a newcomer has it: a copy of its directory, with the packed package instead of the published one. What to
 * do and what to expect is what its README says.
 *
 * @module
 */
import { emptyDirectory, exists, ROOT, WORK } from "../../../scripts/tools/npm.ts";
import { run } from "../../../scripts/tools/run.ts";

/** What is read of a package.json. */
interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** The manifest of an example that installs nothing, so that npx finds the package. */
const NO_MANIFEST: Manifest = { dependencies: { "@flyte-ts/config": "0.1.0" } };

/** Variables of all programs: nothing is sent or asked but of npm. */
const ENV = {
  CI: "true",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  NEXT_TELEMETRY_DISABLED: "1",
  WRANGLER_SEND_METRICS: "false",
  npm_config_audit: "false",
  npm_config_fund: "false",
  npm_config_package_lock: "false",
  npm_config_update_notifier: "false",
};

/** What a README says. */
export interface Readme {
  /** The commands to run, in order. */
  readonly commands: readonly string[];
  /** What the last one prints; `…` stands for anything. */
  readonly prints: string;
}

/** Reads a README: a title, a paragraph with commands, and one with lines of output. */
export function readmeOf(text: string): Readme {
  const [title, commands, prints, ...rest] = text.trimEnd().split("\n\n");
  const isComplete = title!.startsWith("# ") && commands?.startsWith("Run: ") && prints?.startsWith("Prints: ");
  if (!isComplete || rest.length > 0) {
    throw new Error("a README is a title, “Run: …” and “Prints: …”");
  }
  const lines = codeIn(prints!);
  if (/^…*$/.test(lines.join(""))) throw new Error("a README says what is printed");
  return { commands: codeIn(commands!), prints: lines.join("\n") };
}

function codeIn(paragraph: string): readonly string[] {
  return [...paragraph.matchAll(/`([^`]+)`/g)].map(([, code]) => code!.replaceAll("\n", " "));
}

/** Options of the programs of an example. */
export interface ProgramOptions {
  /** Additional environment variables. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A copy of an example. */
export class Example {
  /** Its directory, with a slash at the end. */
  readonly directory: string;
  /** The commands of the README. */
  readonly commands: readonly string[];
  /** What the README says that the last one prints. */
  readonly prints: string;

  private constructor(directory: string, { commands, prints }: Readme) {
    [this.directory, this.commands, this.prints] = [directory, commands, prints];
  }

  /** Copies an example, without what people have installed in it. */
  static async copy(name: string, tarball: string): Promise<Example> {
    const [from, directory] = [`${ROOT}examples/${name}/`, `${WORK}examples/${name}/`];
    await emptyDirectory(directory);
    const files = await run("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: from });
    await run("cp", ["--parents", ...files.trim().split("\n"), directory], { cwd: from });
    const manifest = `${directory}package.json`;
    const found = await exists(manifest) ? JSON.parse(await Deno.readTextFile(manifest)) : NO_MANIFEST;
    await Deno.writeTextFile(manifest, JSON.stringify(withTarball(found, tarball)));
    return new Example(directory, readmeOf(await Deno.readTextFile(`${directory}README.md`)));
  }

  /** Runs the commands of the README, and returns what the last one prints. */
  async run(options: ProgramOptions = {}): Promise<string> {
    let output = "";
    for (const command of this.commands) output = await this.shell(command, options);
    return output;
  }

  /**
   * Runs the commands of the README of which the last but one is a server, and the last an address, or a command with
   * one; returns what the client prints.
   */
  async serve(
    client: (command: string) => Promise<string> = (command) => this.shell(command),
    options: ProgramOptions = {},
  ): Promise<string> {
    const [server, request] = this.commands.slice(-2);
    for (const command of this.commands.slice(0, -2)) await this.shell(command, options);
    const port = /http:\/\/localhost:(\d+)/.exec(request!)![1]!;
    if (!server!.includes(port)) throw new Error(`${server} and ${request} have different ports`);
    // The port of the README may be in use on this machine.
    const free = String(freePort());
    await using _ = await this.#start(server!.replace(port, free), `http://localhost:${free}`, options);
    return await client(request!.replace(port, free));
  }

  /** Runs a command line, and returns what it prints. */
  async shell(command: string, { env }: ProgramOptions = {}): Promise<string> {
    return await run("bash", ["-e", "-o", "pipefail", "-c", command], { cwd: this.directory, env: { ...ENV, ...env } });
  }

  async #start(command: string, url: string, { env }: ProgramOptions): Promise<AsyncDisposable> {
    const child = new Deno.Command("bash", {
      args: ["-c", `exec ${command} >server.log 2>&1`],
      cwd: this.directory,
      env: { ...ENV, ...env },
      stdin: "null",
      stdout: "null",
      stderr: "null",
      // A group of its own: npx starts further programs.
      detached: true,
    }).spawn();
    let ended = false;
    const status = child.status.then(() => ended = true);
    const stop = async () => {
      if (!ended) Deno.kill(-child.pid, "SIGTERM");
      await status;
    };
    for (let attempt = 0; attempt < 600; attempt++) {
      try {
        await (await fetch(url)).body?.cancel();
        return { [Symbol.asyncDispose]: stop };
      } catch {
        if (ended) break;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    await stop();
    throw new Error(`${command} does not answer\n${await Deno.readTextFile(`${this.directory}server.log`)}`);
  }
}

/** Returns a manifest that installs our package from a file. */
function withTarball(manifest: Manifest, tarball: string): Manifest {
  const kind = (["dependencies", "devDependencies"] as const).find((kind) => manifest[kind]?.["@flyte-ts/config"]);
  if (kind === undefined) throw new Error("package.json does not depend on @flyte-ts/config");
  return { ...manifest, [kind]: { ...manifest[kind], "@flyte-ts/config": `file:${tarball}` } };
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return (listener.addr as Deno.NetAddr).port;
}
