/**
 * Times of flytekit for the same contexts and files, if `deno task conformance` has installed it.
 *
 * @module
 */
import type { JsonObject, NamedText } from "../../mod.ts";
import { exists, ROOT } from "../tools/npm.ts";
import { run } from "../tools/run.ts";

const PYTHON = `${ROOT}.venv/flytekit-1.16.31/bin/python`;

/** Microseconds that flytekit takes for each context; `undefined` if it is not installed. */
export async function measureFlytekit(
  transports: readonly string[],
): Promise<readonly { readonly decode: number; readonly encode: number }[] | undefined> {
  const requests = transports.map((transport) => ({
    op: "bench",
    transport,
    n: Math.ceil(200_000 / transport.length),
  }));
  const replies = await ask(requests);
  return replies?.map((reply) => ({ decode: reply["decode_us"]!, encode: reply["encode_us"]! }));
}

/** Microseconds that flytekit takes to load a configuration file for the first time. */
export async function measureFlytekitConfig(file: NamedText): Promise<number | undefined> {
  const replies = await ask([{ op: "bench_config", file, n: 1000 }]);
  return replies?.[0]?.["load_us"];
}

/** The `id` or `tag` that flytekit computes for a new specification, and the time in microseconds. */
export async function measureFlytekitSpec(spec: JsonObject, count: number): Promise<FlytekitSpec | undefined> {
  const replies = await ask<FlytekitSpec>([{ op: "bench_image_spec", spec, n: count }]);
  return replies?.[0];
}

/** A result of flytekit for a specification, and the time in microseconds. */
export interface FlytekitSpec {
  readonly id: string;
  readonly id_us: number;
  readonly tag: string;
  readonly tag_us: number;
}

/** Answers of flytekit_peer.py to requests. */
async function ask<T = Readonly<Record<string, number>>>(
  requests: readonly object[],
): Promise<readonly T[] | undefined> {
  if (!await exists(PYTHON)) return undefined;
  const input = requests.map((request) => JSON.stringify(request)).join("\n") + "\n";
  const output = await run(PYTHON, [`${ROOT}tests/conformance/flytekit_peer.py`], { input });
  return output.trim().split("\n").map((line) => JSON.parse(line)).map((reply) => {
    if (!reply.ok) throw new Error(`flytekit: ${reply.error}: ${reply.message}`);
    return reply;
  });
}
