/**
 * The other side of the comparison: PyYAML in a Python process of its own.
 *
 * @module
 */
import { linesOf } from "../peer.ts";
import type { Encoded } from "./encode.ts";

const HERE = new URL("./", import.meta.url);
const ROOT = new URL("../../../", HERE);

/** How many inputs go in one line, so that neither side waits for the other. */
const BATCH = 200;

/** What `yaml.safe_load` does with an input. */
export type PyYamlReply =
  | { readonly value: Encoded; readonly error?: undefined }
  | { readonly value?: undefined; readonly error: string; readonly is_yaml_error: boolean };

/** The interpreter of an environment with a release of PyYAML, which is made if it does not exist. Throws what went wrong. */
export async function pythonWith(release: string): Promise<string> {
  const folder = decodeURIComponent(new URL(`.venv/pyyaml-${release}/`, ROOT).pathname);
  const python = `${folder}bin/python`;
  if (await succeeds(python, "-c", `import yaml; assert yaml.__version__ == "${release}"`)) return python;
  const isMade = await succeeds("python3", "-m", "venv", "--clear", folder) &&
    await succeeds(python, "-m", "pip", "install", "--quiet", `pyyaml==${release}`);
  if (isMade) return python;
  throw new Error(`PyYAML ${release} could not be installed; that takes python3 with venv, and PyPI`);
}

async function succeeds(program: string, ...args: readonly string[]): Promise<boolean> {
  try {
    return (await new Deno.Command(program, { args: [...args], stdout: "null", stderr: "null" }).output()).success;
  } catch {
    return false;
  }
}

/** A running PyYAML. */
export class PyYaml implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #requests: WritableStreamDefaultWriter<Uint8Array>;
  readonly #replies: AsyncIterator<string>;

  /** Starts PyYAML with an interpreter. */
  constructor(python: string) {
    const script = decodeURIComponent(new URL("pyyaml_peer.py", HERE).pathname);
    const command = new Deno.Command(python, { args: ["-B", script], stdin: "piped", stdout: "piped" });
    this.#process = command.spawn();
    this.#requests = this.#process.stdin.getWriter();
    this.#replies = linesOf(this.#process.stdout);
  }

  /** Says which versions answer; to be asked first. */
  async versions(): Promise<{ readonly pyyaml: string; readonly python: string }> {
    return JSON.parse(await this.#nextLine());
  }

  /** The result of it for inputs, in their order. */
  async load(texts: readonly string[]): Promise<PyYamlReply[]> {
    const replies: PyYamlReply[] = [];
    for (let start = 0; start < texts.length; start += BATCH) {
      const request = new TextEncoder().encode(JSON.stringify(texts.slice(start, start + BATCH)) + "\n");
      const [line] = await Promise.all([this.#nextLine(), this.#requests.write(request)]);
      replies.push(...JSON.parse(line));
    }
    return replies;
  }

  /** Ends PyYAML. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#requests.close().catch(() => {});
    await this.#process.status;
  }

  async #nextLine(): Promise<string> {
    const { value, done } = await this.#replies.next();
    if (done) throw new Error("the PyYAML process has ended");
    return value;
  }
}
