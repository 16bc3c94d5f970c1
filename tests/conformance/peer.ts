/**
 * The other side of the comparison: real flytekit, or real flyte 2, in a Python process of its own.
 *
 * @module
 */

const ROOT = new URL("../../", import.meta.url);

/** How many requests go in one line, so that neither side waits for the other. */
const BATCH = 250;

/** A Python library; `flytekit_peer.py` and `flyte_peer.py` list what each can be asked. */
export type Library = "flytekit" | "flyte";

/** The release of each in `scripts/record/environments.py`. */
const RELEASES: Readonly<Record<Library, string>> = { flytekit: "NEWEST", flyte: "FLYTE" };

/** A question. */
export type Request = { readonly op: string } & Readonly<Record<string, unknown>>;

/** A good answer, or the class of the error and its message. */
export type Reply<T> = ({ readonly ok: true } & T) | {
  readonly ok: false;
  readonly error: string;
  readonly message: string;
};

/** Makes a library's environment, or takes the one that exists, and gives its interpreter. Throws what went wrong. */
export async function preparePython(library: Library = "flytekit"): Promise<string> {
  const release = `r.${RELEASES[library]}`;
  const make = `import record.environments as r; r.ensure_environment(${release}); print(${release}.python)`;
  const command = new Deno.Command("python3", {
    args: ["-B", "-c", make],
    cwd: new URL("scripts/", ROOT),
    stdout: "piped",
    stderr: "inherit",
  });
  const { success, stdout } = await command.output().catch((error) => {
    throw new Error(`python3 cannot be started; it is needed to run ${library}`, { cause: error });
  });
  if (!success) throw new Error(`${library} could not be installed; that takes a Python that it runs on, and PyPI`);
  return new TextDecoder().decode(stdout).trim();
}

/** A running library. */
export class Peer implements AsyncDisposable {
  readonly #library: Library;
  readonly #process: Deno.ChildProcess;
  readonly #requests: WritableStreamDefaultWriter<Uint8Array>;
  readonly #replies: AsyncIterator<string>;

  /** Starts a library with the interpreter of its environment. */
  constructor(python: string, library: Library = "flytekit") {
    this.#library = library;
    const script = new URL(`tests/conformance/${library}_peer.py`, ROOT);
    const command = new Deno.Command(python, {
      args: ["-B", "-W", "ignore", decodeURIComponent(script.pathname)],
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    });
    this.#process = command.spawn();
    this.#requests = this.#process.stdin.getWriter();
    this.#replies = linesOf(this.#process.stdout);
  }

  /** The answers to many questions, in their order. */
  async ask<T>(requests: readonly Request[]): Promise<Reply<T>[]> {
    const replies: Reply<T>[] = [];
    for (let start = 0; start < requests.length; start += BATCH) {
      const line = JSON.stringify({ op: "batch", requests: requests.slice(start, start + BATCH) }) + "\n";
      const [{ value, done }] = await Promise.all([
        this.#replies.next(),
        this.#requests.write(new TextEncoder().encode(line)),
      ]);
      if (done) throw new Error(`the ${this.#library} process has ended`);
      const reply = JSON.parse(value);
      if (!reply.ok) throw new Error(`${this.#library}'s side failed: ${reply.message}`);
      replies.push(...reply.replies);
    }
    return replies;
  }

  /** Ends the process. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#requests.close().catch(() => {});
    await this.#process.status;
  }
}

/** The lines of a stream, without their ends. */
export async function* linesOf(bytes: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const pieces: string[] = [];
  for await (const text of bytes.pipeThrough(new TextDecoderStream())) {
    const [first, ...rest] = text.split("\n");
    pieces.push(first!);
    for (const next of rest) {
      yield pieces.splice(0).join("");
      pieces.push(next);
    }
  }
}
