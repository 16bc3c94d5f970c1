/**
 * flytekit's own times on the same contexts, where `deno task conformance` has installed it.
 *
 * @module
 */

const PYTHON = ".venv/flytekit-1.16.31/bin/python";

/** Microseconds that flytekit takes for each context; `undefined` where it is not installed. */
export async function measureFlytekit(
  transports: readonly string[],
): Promise<readonly { readonly decode: number; readonly encode: number }[] | undefined> {
  try {
    await Deno.stat(PYTHON);
  } catch {
    return undefined;
  }
  const requests = transports.map((transport) => ({
    op: "bench",
    transport,
    n: Math.ceil(200_000 / transport.length),
  }));
  const peer = new Deno.Command(PYTHON, {
    args: ["tests/conformance/flytekit_peer.py"],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const writer = peer.stdin.getWriter();
  await writer.write(new TextEncoder().encode(requests.map((request) => JSON.stringify(request)).join("\n") + "\n"));
  await writer.close();
  const { stdout } = await peer.output();
  const replies = new TextDecoder().decode(stdout).trim().split("\n").map((line) => JSON.parse(line));
  return replies.map((reply) => ({ decode: reply.decode_us, encode: reply.encode_us }));
}
