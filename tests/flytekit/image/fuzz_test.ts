/**
 * Changed image identifiers by the thousand: each gives an image or a `FlyteConfigError`, and nothing takes long.
 */
import assert from "node:assert/strict";
import {
  FlyteConfigError,
  Image,
  ImageConfig,
  matchReference,
  parseAnyReference,
  parseReference,
} from "../../../mod.ts";
import { runs, seedOr } from "../../_support/effort.ts";
import { fuzz } from "../../_support/fuzz.ts";
import { mutateText, oneOf } from "../../_support/mutations.ts";

const SEED = seedOr(20_250_101);
const COUNT = runs(2000, 100_000);

const SHA = `sha256:${"0123456789abcdef".repeat(4)}`;
const IDENTIFIERS = [
  "ubuntu",
  "ghcr.io/acme/app:v1",
  `localhost:5000/a/b@${SHA}`,
  `[::1]:80/a:v1@${SHA}`,
  "spark=a.b/c_d-e:V.1",
];
const IDENTIFIER_PIECES = [
  ..."aZ09._-/:@=[]* \n",
  "__",
  "..",
  "//",
  "sha512:",
  "docker.io/",
  "library/",
  "é",
  "\u0130",
  "\ud800",
  "\0",
  "a".repeat(300),
  "%s",
  "default=",
];

Deno.test("changed image identifiers", async () => {
  let kept = 0;
  const tally = await fuzz(SEED, COUNT, (random) => {
    const identifier = mutateText(random, oneOf(random, IDENTIFIERS), IDENTIFIER_PIECES);
    const image = Image.lookUpImageInfo("a", identifier, { allowNoTagOrDigest: true });
    assert.ok(Array.isArray(image.issues));
    assert.deepEqual(Image.fromDict(image.toDict()), image);
    for (
      const call of [
        () => Image.lookUpImageInfo("a", identifier).full,
        () => parseReference(identifier),
        () => parseReference(identifier, { normalize: false }),
        () => parseAnyReference(identifier),
        () => matchReference(identifier, parseReference("ghcr.io/acme/app:v1")),
        () => ImageConfig.validateImage("--image", [identifier, oneOf(random, IDENTIFIERS)]),
      ]
    ) {
      try {
        call();
        kept++;
      } catch (error) {
        if (!(error instanceof FlyteConfigError)) throw error;
      }
    }
  });
  assert.equal(tally.errors, 0);
  assert.ok(kept > COUNT && kept < 5 * COUNT, String(kept));
});
