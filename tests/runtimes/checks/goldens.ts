/**
 * Contexts that real flytekit releases wrote.
 *
 * @module
 */
import { equal, ok } from "../assert.ts";
import type { Check, Context } from "../suite.ts";

const RELEASES = ["1.2.7", "1.6.3", "1.10.7", "1.13.15", "1.14.9", "1.16.14", "1.16.31"];

/** Contexts that flytekit writes and that are refused on purpose, since their fields have the wrong types. */
const REFUSED = new Set(["builder_without_interpreter", "env_numbers_as_values", "resources_booleans"]);

export const goldenChecks: readonly Check[] = [
  { name: "decodes the context of a real task", run: decodeRealTask },
  ...RELEASES.map((release) => ({
    name: `decodes every context of flytekit ${release} to the text that flytekit reads`,
    run: (context: Context) => decodeRelease(context, release),
  })),
  { name: "writes the very bytes that flytekit writes, up to a context of 200 KB", run: encodeEvery },
  { name: "leaves no release out", run: coverReleases },
];

async function decodeRealTask({ lib, fixtures }: Context): Promise<void> {
  const settings = await lib.main.SerializationSettings.fromTransport(fixtures.realTask);
  equal(settings.project, "flytesnacks");
  equal(settings.imageConfig.images?.map((image) => image.name), ["default", "spark", "trainer"]);
  equal(settings.env?.["WANDB_PROJECT"], "tuning");
  equal(settings.shouldFastSerialize(), true);
  equal(await settings.serializedContext(), fixtures.realTask.trim());
}

async function decodeRelease({ lib, fixtures }: Context, release: string): Promise<void> {
  let count = 0;
  for (const { flytekit, name, transport, decoded_json_1_16_31: expected } of fixtures.transports.cases) {
    if (flytekit !== release || expected === null || REFUSED.has(name)) continue;
    const settings = await lib.serialization.SerializationSettings.fromTransport(transport);
    const { project, imageConfig } = await lib.decode.decodeContext(transport);
    equal([project, imageConfig.images?.length], [settings.project, settings.imageConfig.images?.length], name);
    equal(settings.toJsonString(), expected, name);
    count++;
  }
  ok(count > 15, `there are contexts of ${release}`);
}

async function encodeEvery({ lib, fixtures }: Context): Promise<void> {
  let longest = 0;
  for (const { name, json, transport, decoded_json_1_16_31: decoded } of fixtures.transports.cases) {
    // Older releases write fewer fields than the newest, and some settings carry a context of their own.
    if (json !== decoded || REFUSED.has(name)) continue;
    const settings = lib.main.SerializationSettings.fromJsonString(json);
    equal(await settings.serializedContext(), transport, name);
    longest = Math.max(longest, json.length);
  }
  ok(longest > 200_000, "one of them is of 200 KB");
}

function coverReleases({ fixtures }: Context): void {
  const recorded = new Set(fixtures.transports.cases.map((golden) => golden.flytekit));
  equal([...recorded].sort(), [...RELEASES].sort());
}
