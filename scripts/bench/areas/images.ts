/**
 * Measures computing names of images without files in the current runtime, and prints measurements. Fails if Python computes
 * other names.
 *
 * @module
 */
import assert from "node:assert/strict";
import { ImageSpec } from "../../../mod.ts";
import { openPeer } from "../python/peer.ts";
import { cpu, race } from "../race.ts";
import { compare } from "../measurements.ts";
import { SAMPLE_SPEC } from "../samples.ts";
import { IMAGE_STEPS, makeImage, SAMPLE_IMAGE } from "../samples_flyte2.ts";

const flytekit = openPeer("flytekit");
const spec = { spec: SAMPLE_SPEC };
const specTimes = await race({
  id: cpu(() => ImageSpec.fromDict(SAMPLE_SPEC).id),
  tag: cpu(() => ImageSpec.fromDict(SAMPLE_SPEC).tag()),
  flytekitId: flytekit?.calling({ op: "spec_id", ...spec }),
  flytekitTag: flytekit?.calling({ op: "spec_tag", ...spec }),
});
if (flytekit !== undefined) {
  assert.equal(ImageSpec.fromDict(SAMPLE_SPEC).id, await flytekit.result({ op: "spec_id", ...spec }));
  assert.equal(await ImageSpec.fromDict(SAMPLE_SPEC).tag(), await flytekit.result({ op: "spec_tag", ...spec }));
}
flytekit?.close();

const flyte = openPeer("flyte");
const image = makeImage(IMAGE_STEPS);
const steps = { sample: SAMPLE_IMAGE, steps: IMAGE_STEPS };
const imageTimes = await race({
  made: cpu(() => makeImage(IMAGE_STEPS).uri()),
  uri: cpu(() => image.uri()),
  flyteMade: flyte?.calling({ op: "made", ...steps }),
  flyteUri: flyte?.calling({ op: "uri", ...steps }),
});
if (flyte !== undefined) assert.equal(await image.uri(), await flyte.result({ op: "uri", ...steps }));
flyte?.close();

console.log(JSON.stringify([
  ...compare(imageTimes, [
    ["flyte ÷ v2 image of 20 layers, made and named", "flyteMade", "made", { atLeast: 4 }],
    ["flyte ÷ uri() of it alone", "flyteUri", "uri", { atLeast: 2 }],
  ]),
  ...compare(specTimes, [
    ["flytekit ÷ ImageSpec made, id", "flytekitId", "id"],
    ["flytekit ÷ ImageSpec made, tag() without files", "flytekitTag", "tag"],
  ]),
]));
