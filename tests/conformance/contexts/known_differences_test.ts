import assert from "node:assert/strict";
import { type ErrorCode, SerializationSettings } from "../../../mod.ts";
import { jsonLoads } from "../../../src/python/json.ts";
import { transports } from "../../_support/golden_files.ts";
import { errorOf, ofBase64 } from "../../_support/support.ts";
import { deliberateRefusals, KEPT, REFUSED } from "./known_differences.ts";

const GOLDEN = transports();

/** What flytekit and this library make of a context: flytekit's JSON text, if it accepts it. */
interface Known {
  readonly transport: string;
  readonly json: string | undefined;
}

/** The recording that a difference is about. */
function known(name: string): Known {
  const odd = GOLDEN.decode_cases.find((golden) => golden.name === name);
  if (odd !== undefined) return { transport: odd.transport, json: odd.ok ? odd.json : undefined };
  const own = GOLDEN.cases.find((golden) => golden.name === name);
  assert.ok(own !== undefined, `${name} is not among the recordings`);
  return { transport: own.transport, json: own.decoded_json_1_16_31 ?? undefined };
}

/** Whether everything in one JSON value is in the other as well, which may have more fields. */
function isWithin(part: unknown, whole: unknown): boolean {
  if (typeof part !== "object" || part === null) return part === whole;
  if (typeof whole !== "object" || whole === null || Array.isArray(part) !== Array.isArray(whole)) return false;
  return Object.entries(part).every(([key, value]) => isWithin(value, (whole as Record<string, unknown>)[key]));
}

Deno.test("REFUSED: flytekit accepts it, and this library refuses it with the code", async () => {
  for (const [name, { code, reason }] of Object.entries(REFUSED)) {
    const { transport, json } = known(name);
    assert.ok(json !== undefined, `flytekit refuses ${name} too`);
    const expected: ErrorCode = code;
    assert.equal((await errorOf(() => SerializationSettings.fromTransport(transport))).code, expected, name);
    assert.ok(reason.length > 20, name);
  }
});

Deno.test("KEPT: flytekit drops fields that this library keeps, and all else is the same", async () => {
  for (const name of Object.keys(KEPT)) {
    const { transport, json } = known(name);
    assert.ok(json !== undefined, name);
    const settings = await SerializationSettings.fromTransport(transport);
    assert.notEqual(settings.toJsonString(), json, name);
    assert.ok(isWithin(JSON.parse(json), settings.toDict()), name);
  }
});

/** The JSON value that a transport carries, however odd it is. */
async function wireOf(transport: string): Promise<unknown> {
  const stream = new Blob([ofBase64(transport)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return jsonLoads(await new Response(stream).text());
}

Deno.test("the rules agree with the tables for every golden context", async () => {
  const ofContainers = new Set<ErrorCode>(["not_base64", "trailing_bytes"]);
  for (const name of [...GOLDEN.decode_cases, ...GOLDEN.cases].map((golden) => golden.name)) {
    const { transport, json } = known(name);
    const refusal = REFUSED[name];
    if (json === undefined || refusal !== undefined && ofContainers.has(refusal.code)) continue;
    const wire = await wireOf(transport);
    assert.deepEqual([...deliberateRefusals(wire)], refusal === undefined ? [] : [refusal.code], name);
  }
});
