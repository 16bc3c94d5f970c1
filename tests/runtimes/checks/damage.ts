/**
 * Damage at every place of a context: it is refused with a code of the table, the same one in every runtime, or what is
 * decoded is what was encoded.
 *
 * @module
 */
import { equal, ok } from "../assert.ts";
import { fromBase64, join, toBase64 } from "../bytes.ts";
import type { Check, Context } from "../suite.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes that readers do not look at: time, compression level and operating system in the header. */
const IGNORED = { from: 4, to: 10 };

/** The two checksums at the end. */
const TRAILER = 8;

export const damageChecks: readonly Check[] = [
  {
    name: "notices every cut",
    run: async (context) => {
      const good = fromBase64(context.fixtures.realTask);
      const cuts = Array.from(good, (_, length) => good.subarray(0, length));
      const outcomes = await outcomesOf(context, "cuts", cuts);
      outcomes.forEach((outcome, length) => {
        equal(outcome, length === 0 ? "empty_context 0" : `cut_short ${length}`, `${length} bytes`);
      });
    },
  },
  {
    name: "notices every flipped bit",
    run: async (context) => {
      const good = fromBase64(context.fixtures.realTask);
      const flips = Array.from({ length: good.length * 8 }, (_, bit) => flip(good, bit));
      const outcomes = await outcomesOf(context, "flips", flips);
      outcomes.forEach((outcome, bit) => {
        const byte = bit >> 3;
        if (byte >= IGNORED.from && byte < IGNORED.to) equal(outcome, "accepted", `bit ${bit}`);
        // Deflate data ends at some bit; the rest of its last byte has no meaning.
        else if (byte >= IGNORED.to && byte !== good.length - TRAILER - 1) {
          ok(outcome !== "accepted", `bit ${bit} is noticed`);
        }
      });
    },
  },
  {
    name: "notices every byte put in",
    run: async (context) => {
      const good = fromBase64(context.fixtures.realTask);
      const longer = Array.from(
        { length: good.length - 10 },
        (_, at) => join(good.subarray(0, at + 11), [at % 256], good.subarray(at + 11)),
      );
      for (const outcome of await outcomesOf(context, "longer", longer)) ok(outcome !== "accepted", "it is noticed");
    },
  },
];

async function outcomesOf(
  { lib, fixtures, note }: Context,
  name: string,
  inputs: readonly Bytes[],
): Promise<readonly string[]> {
  const text = (await lib.main.SerializationSettings.fromTransport(fixtures.realTask)).toJsonString();
  const outcomes: string[] = [];
  for (const input of inputs) {
    try {
      const settings = await lib.main.SerializationSettings.fromTransport(toBase64(input));
      equal(settings.toJsonString(), text, "what is accepted");
      outcomes.push("accepted");
    } catch (error) {
      if (!(error instanceof lib.main.FlyteConfigError)) throw error;
      outcomes.push(`${error.code} ${error.offset}`);
    }
  }
  outcomes.forEach((outcome, index) => note(`${name} ${index}`, outcome));
  return outcomes;
}

function flip(bytes: Bytes, bit: number): Bytes {
  return bytes.map((byte, index) => index === bit >> 3 ? byte ^ 1 << (bit & 7) : byte);
}
