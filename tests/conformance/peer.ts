/**
 * The other side of the comparison: real flytekit, or flyte 2, in a Python process of its own.
 *
 * @module
 */

const ROOT = new URL("../../", import.meta.url);

/** How many requests go in one line, so that neither side waits for the other. */
const BATCH = 250;

/** A question to the other side; `flytekit_peer.py` and `flyte_image_peer.py` list theirs. */
export type Request = { readonly op: string } & Readonly<Record<string, unknown>>;

/** A good answer, or the class of the error and its message. */
export type Reply<T> = ({ readonly ok: true } & T) | {
  readonly ok: false;
  readonly error: string;
  readonly message: string;
};

/**
 * Makes the environment of the newest of some releases, flytekit's or those of `flyte_releases`, or takes the one that is
 * there, and gives its interpreter. Throws what went wrong.
 */
export async function preparePython(
  releases: "record_goldens" | "flyte_releases" = "record_goldens",
): Promise<string> {
  const make = `import ${releases} as r; r.ensure_environment(r.NEWEST); print(r.NEWEST.python)`;
  const command = new Deno.Command("python3", {
    args: ["-B", "-c", make],
    cwd: new URL("scripts/", ROOT),
    stdout: "piped",
    stderr: "inherit",
  });
  const { success, stdout } = await command.output().catch((error) => {
    throw new Error("python3 cannot be started; it is needed to run the other side", { cause: error });
  });
  if (!success) throw new Error("the other side could not be installed; that takes a Python it runs on, and PyPI");
  return new TextDecoder().decode(stdout).trim();
}

/** A running flytekit, or flyte 2. */
export class Peer implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #requests: WritableStreamDefaultWriter<Uint8Array>;
  readonly #replies: AsyncIterator<string>;

  /** Starts a script of this folder with the interpreter of its environment. */
  constructor(python: string, name: string = "flytekit_peer.py") {
    const script = new URL(`tests/conformance/${name}`, ROOT);
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
      if (done) throw new Error("the process of the other side has ended");
      const reply = JSON.parse(value);
      if (!reply.ok) throw new Error(`the other side failed: ${reply.message}`);
      replies.push(...reply.replies);
    }
    return replies;
  }

  /** Ends it. */
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
