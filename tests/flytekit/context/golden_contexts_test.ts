import assert from "node:assert/strict";
import { type Image, SerializationSettings } from "../../../mod.ts";
import { NEWEST, type TransportCase, transports } from "../../_support/golden_files.ts";
import { errorOf } from "../../_support/support.ts";
import { KEPT, REFUSED } from "../../conformance/contexts/known_differences.ts";

const GOLDEN = transports();
const READABLE = GOLDEN.cases.filter((golden) => golden.decoded_json_1_16_31 !== null && !(golden.name in REFUSED));

function title({ flytekit, name }: TransportCase): string {
  return `${name} of flytekit ${flytekit}`;
}

/** The full identifiers in the order of the recording: the default image, then the others. */
function fullOf(settings: SerializationSettings): (string | null)[] {
  const { defaultImage, images } = settings.imageConfig;
  const all: readonly (Image | undefined)[] = [defaultImage, ...(images ?? [])];
  return all.map((image) => image?.full ?? null);
}

Deno.test("the recordings are all there", () => {
  assert.equal(new Set(GOLDEN.cases.map((golden) => golden.flytekit)).size, 7);
  assert.ok(GOLDEN.cases.filter((golden) => golden.flytekit === NEWEST).length >= 90);
  assert.ok(READABLE.length >= 220, String(READABLE.length));
});

Deno.test("contexts of seven releases decode to what flytekit decodes", async () => {
  for (const golden of READABLE) {
    const settings = await SerializationSettings.fromTransport(golden.transport);
    assert.equal(settings.toJsonString(), golden.decoded_json_1_16_31, title(golden));
    assert.deepEqual(fullOf(settings), golden.full_1_16_31, title(golden));
    assert.equal(settings.entrypointSettings.path, golden.entrypoint_path, title(golden));
    assert.equal(settings.shouldFastSerialize(), golden.should_fast_serialize, title(golden));
  }
});

Deno.test("contexts encode to flytekit's very bytes", async () => {
  for (const golden of READABLE) {
    // Other releases had other fields.
    if (golden.flytekit !== NEWEST) continue;
    const settings = await SerializationSettings.fromTransport(golden.transport);
    assert.equal(await settings.serializedContext(), golden.transport, title(golden));
    const fromText = SerializationSettings.fromJsonString(golden.json);
    assert.equal(await fromText.serializedContext(), golden.transport, title(golden));
  }
});

Deno.test("contexts of another compressor decode to the same", async () => {
  for (const golden of READABLE) {
    // Settings that carry a context hand out that one.
    if (golden.env_context !== undefined) continue;
    const settings = await SerializationSettings.fromTransport(golden.transport);
    const context = await settings.serializedContext({ reproducible: false });
    const again = await SerializationSettings.fromTransport(context);
    assert.equal(again.toJsonString(), settings.toJsonString(), title(golden));
    assert.deepEqual(again, settings, title(golden));
  }
});

Deno.test("settings that carry a context return it", async () => {
  const carrying = GOLDEN.cases.filter((golden) => golden.env_context !== undefined);
  assert.ok(carrying.length >= 3);
  for (const golden of carrying) {
    const settings = SerializationSettings.fromJsonString(golden.json);
    assert.equal(settings.env?._F_SS_C, golden.env_context);
    assert.equal(await settings.serializedContext(), golden.env_context);
    assert.equal(await settings.serializedContext(), golden.transport);
    assert.equal(await settings.withSerializedContext() === settings, golden.calling_again_returns_self);
  }
});

Deno.test("contexts that flytekit cannot decode are refused", async () => {
  const unreadable = GOLDEN.cases.filter((golden) => golden.decoded_json_1_16_31 === null);
  for (const golden of unreadable) await errorOf(() => SerializationSettings.fromTransport(golden.transport));
});

Deno.test("odd contexts have flytekit's outcome, but for the known differences", async () => {
  for (const golden of GOLDEN.decode_cases) {
    if (golden.name in REFUSED || golden.name in KEPT) continue;
    if (!golden.ok) {
      await errorOf(() => SerializationSettings.fromTransport(golden.transport));
      continue;
    }
    const settings = await SerializationSettings.fromTransport(golden.transport);
    assert.equal(settings.toJsonString(), golden.json, golden.name);
    assert.deepEqual(fullOf(settings), golden.full, golden.name);
  }
});
