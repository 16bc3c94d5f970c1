import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeBase64 as decodeStrictly, decodeSpacedBase64, encodeBase64 } from "../../src/runtime/base64.ts";
import { base64Error } from "../../src/runtime/base64_error.ts";
import { thrownBy } from "../_support/support.ts";
import { withoutFromBase64, withoutNativeBase64 } from "../_support/without_native.ts";

const WAYS: Readonly<Record<string, <T>(run: () => T) => T>> = {
  "Uint8Array.fromBase64": (run) => run(),
  "Buffer": withoutFromBase64,
  "atob": withoutNativeBase64,
};

/** RFC 4648, section 10. */
const VECTORS = ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"];

/** Malformed base64, and the offset of the first invalid character. */
const REFUSED: readonly (readonly [text: string, offset: number])[] = [
  ["Zm9v!", 4],
  ["!Zm9v", 0],
  ["Zm9v*mFy", 4],
  ["Zm9vYmE=.", 8],
  ["é", 0],
  ["Zm9\u0000", 3],
  ["Z===", 1],
  ["====", 0],
  ["=", 1],
  ["Zg==Zg==", 2],
  ["Zg==Zm9v", 2],
  ["Zg==Zg", 2],
  ["Zm=v", 2],
  ["Zg===", 2],
  ["Zg", 2],
  ["Zg=", 3],
  ["Zm8", 3],
  ["Zm9vY", 5],
  ["Z", 1],
];

/** As a context is decoded. */
function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const bytes = decodeStrictly(text) ?? decodeSpacedBase64(text);
  if (bytes === undefined) throw base64Error(text);
  return bytes;
}

for (const [way, using] of Object.entries(WAYS)) {
  Deno.test(`${way}: base64 of all lengths and bytes survives a round trip`, () => {
    using(() => {
      for (const [length, text] of VECTORS.entries()) {
        const bytes = new TextEncoder().encode("foobar".slice(0, length));
        assert.equal(encodeBase64(bytes), text);
        assert.deepEqual(new Uint8Array(decodeBase64(text)), bytes);
      }
      // Longer than what the fallback encodes at once.
      for (const length of [256, 8191, 8192, 8193, 100_000]) {
        const bytes = Uint8Array.from({ length }, (_, index) => index * 7 + (index >> 8));
        assert.deepEqual(new Uint8Array(decodeBase64(encodeBase64(bytes))), bytes);
      }
    });
  });

  Deno.test(`${way}: whitespace is ignored everywhere`, () => {
    using(() => {
      const texts = [
        "Zm9v\nYmFy",
        " Zm9vYmFy\r\n",
        "Z m 9 v\tY m F y",
        "Zm9vYmFy    ",
        "\n\n\n\nZm9vYmFy",
        "Zm9v\fYmFy",
      ];
      for (const text of texts) {
        assert.equal(new TextDecoder().decode(decodeBase64(text)), "foobar", JSON.stringify(text));
      }
      assert.equal(new TextDecoder().decode(decodeBase64("Zg =\n=")), "f");
      assert.equal(decodeBase64(" \n ").length, 0);
    });
  });

  Deno.test(`${way}: malformed base64 is rejected with the offset of the error`, () => {
    using(() => {
      for (const [text, offset] of REFUSED) {
        const error = thrownBy(() => decodeBase64(text));
        assert.equal(error.code, "not_base64", text);
        assert.equal(error.offset, offset, text);
      }
    });
  });

  Deno.test(`${way}: base64url is recognized`, () => {
    using(() => {
      for (const text of ["Zm9v-mFy", "Zm9v_mFy", "____", "-A=="]) {
        const error = thrownBy(() => decodeBase64(text));
        assert.equal(error.code, "not_base64");
        assert.match(error.message, /base64url/);
        assert.equal(error.offset, text.search(/[-_]/));
      }
      assert.doesNotMatch(thrownBy(() => decodeBase64("Zm9v!")).message, /base64url/);
      assert.match(thrownBy(() => decodeBase64("Zg")).message, /padding/);
    });
  });
}

/** Base64 with padding, without whitespace. */
const GRAMMAR = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

Deno.test("all decoders agree on strings over a base64-like alphabet", () => {
  const letters = fc.constantFrom(..."AQgwZ09+/==-_ \n!");
  fc.assert(fc.property(fc.array(letters, { maxLength: 12 }), (units) => {
    const text = units.join("");
    const outcomes = Object.values(WAYS).map((using) =>
      using(() => {
        try {
          return Array.from(decodeBase64(text)).join();
        } catch {
          return thrownBy(() => decodeBase64(text)).message;
        }
      })
    );
    assert.equal(new Set(outcomes).size, 1, JSON.stringify([text, outcomes]));
    assert.equal(outcomes[0]!.includes("base64"), !GRAMMAR.test(text.replaceAll(/\s/g, "")), text);
  }));
});
