/**
 * flytekit's own times on the same contexts, where `deno task conformance` has installed it.
 *
 * @module
 */
import { exists, ROOT } from "../tools/npm.ts";
import { run } from "../tools/run.ts";

const PYTHON = `${ROOT}.venv/flytekit-1.16.31/bin/python`;

/** Microseconds that flytekit takes for each context; `undefined` where it is not installed. */
export async function measureFlytekit(
  transports: readonly string[],
): Promise<readonly { readonly decode: number; readonly encode: number }[] | undefined> {
  if (!await exists(PYTHON)) return undefined;
  const requests = transports.map((transport) => ({
    op: "bench",
    transport,
    n: Math.ceil(200_000 / transport.length),
  }));
  const input = requests.map((request) => JSON.stringify(request)).join("\n") + "\n";
  const output = await run(PYTHON, [`${ROOT}tests/conformance/flytekit_peer.py`], { input });
  const replies = output.trim().split("\n").map((line) => JSON.parse(line));
  return replies.map((reply) => ({ decode: reply.decode_us, encode: reply.encode_us }));
}
