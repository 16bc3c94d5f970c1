/**
 * The other side of the comparison: PyYAML in a Python process of its own.
 *
 * @module
 */
import { linesOf } from "../peer.ts";
import type { Encoded } from "./encode.ts";

const HERE = new URL("./", import.meta.url);
const ROOT = new URL("../../../", HERE);

/** How many texts go in one line, so that neither side waits for the other. */
const BATCH = 200;

/** What `yaml.safe_load` does with a text. */
export type PyYamlReply =
  | { readonly value: Encoded; readonly error?: undefined }
  | { readonly value?: undefined; readonly error: string; readonly is_yaml_error: boolean };

/** A Python that has PyYAML: that of flytekit's environment, if it was made, else `python3`. Throws if neither has it. */
export async function findPython(): Promise<string> {
  const ours = decodeURIComponent(new URL(".venv/flytekit-1.16.31/bin/python", ROOT).pathname);
  for (const python of [ours, "python3"]) {
    const command = new Deno.Command(python, { args: ["-c", "import yaml"], stdout: "null", stderr: "null" });
    const result = await command.output().catch(() => undefined);
    if (result?.success) return python;
  }
  throw new Error("no Python has PyYAML; `deno task conformance` makes an environment that does");
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

  /** What it makes of texts, in their order. */
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
