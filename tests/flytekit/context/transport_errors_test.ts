import assert from "node:assert/strict";
import { type ErrorCode, SerializationSettings } from "../../../mod.ts";
import { realTask } from "../../_support/golden_files.ts";
import { withoutNativeModules } from "../../_support/without_native.ts";
import { errorOf, joined, ofBase64, packed, patched, settingsJson, toBase64 } from "../../_support/support.ts";

const WAYS: Readonly<Record<string, <T>(run: () => T) => T>> = {
  "node:zlib": (run) => run(),
  "web streams": withoutNativeModules,
};

const JSON_TEXT = settingsJson({ version: "v1", env: { A: "b".repeat(500) } });
const PACKED = await packed(JSON_TEXT);

function decode(bytes: Uint8Array): Promise<SerializationSettings> {
  return SerializationSettings.fromTransport(toBase64(bytes));
}

/** Gzip data with the optional parts of a header that `flags` announce. */
function withHeader(flags: number, ...parts: readonly (readonly number[])[]): Uint8Array {
  return joined(patched(PACKED.slice(0, 10), { 3: flags }), ...parts, PACKED.slice(10));
}

for (const [way, using] of Object.entries(WAYS)) {
  Deno.test(`${way}: whitespace around and within a context does not matter`, async () => {
    const text = toBase64(PACKED);
    const expected = SerializationSettings.fromJsonString(JSON_TEXT);
    const texts = [`${text}\n`, `  ${text}\r\n`, text.replace(/.{76}/g, "$&\r\n"), text.replace(/./g, "$& ")];
    await using(async () => {
      for (const each of texts) assert.deepEqual(await SerializationSettings.fromTransport(each), expected);
    });
  });

  Deno.test(`${way}: a context cut at any byte is cut_short`, async () => {
    const bytes = ofBase64(realTask());
    await using(async () => {
      for (let length = 1; length < bytes.length; length++) {
        const error = await errorOf(() => decode(bytes.slice(0, length)));
        assert.equal(error.code, "cut_short", `after ${length} bytes`);
        assert.equal(error.offset, length);
      }
      assert.equal((await errorOf(() => decode(bytes.slice(0, 0)))).code, "empty_context");
    });
  });

  Deno.test(`${way}: a wrong checksum or length is checksum_mismatch`, async () => {
    await using(async () => {
      for (let at = -8; at < 0; at++) {
        const error = await errorOf(() => decode(patched(PACKED, { [at]: PACKED.at(at)! ^ 0x10 })));
        assert.equal(error.code, "checksum_mismatch", `byte ${at}`);
      }
    });
  });

  Deno.test(`${way}: damaged data is corrupt_gzip`, async () => {
    await using(async () => {
      const reservedBlockType = patched(PACKED, { 10: 0b111 });
      const storedLengthsDiffer = joined(PACKED.slice(0, 10), [1, 5, 0, 5, 0], new Uint8Array(20));
      for (const bytes of [reservedBlockType, storedLengthsDiffer]) {
        assert.equal((await errorOf(() => decode(bytes))).code, "corrupt_gzip");
      }
    });
  });

  Deno.test(`${way}: whatever follows the data is trailing_bytes`, async () => {
    await using(async () => {
      for (const rest of [[0], [0, 0, 0, 0], [1], [31], [31, 139], [31, 139, 8], Array(100).fill(7), PACKED]) {
        const error = await errorOf(() => decode(joined(PACKED, rest)));
        assert.equal(error.code, "trailing_bytes", String(rest.slice(0, 5)));
        assert.equal(error.offset, PACKED.length);
        assert.match(error.message, new RegExp(`: ${rest.length} bytes? `));
      }
    });
  });

  Deno.test(`${way}: all parts of a gzip header are understood`, async () => {
    const name = [...new TextEncoder().encode("context.json"), 0];
    const [extra, comment, text] = [[4, 0, 1, 2, 3, 4], [33, 0], 1];
    const expected = SerializationSettings.fromJsonString(JSON_TEXT);
    await using(async () => {
      for (
        const bytes of [
          withHeader(8, name),
          withHeader(4, extra),
          withHeader(16, comment),
          withHeader(4 | 8 | 16 | text, extra, name, comment),
          patched(PACKED, { 4: 1, 5: 2, 6: 3, 7: 4, 8: 0, 9: 3 }),
        ]
      ) assert.deepEqual(await decode(bytes), expected);
      // The same headers, where the data or the header itself is cut.
      for (const bytes of [withHeader(8, name), withHeader(4, extra), withHeader(16, comment)]) {
        for (let length = 1; length < bytes.length; length += 3) {
          assert.equal(
            (await errorOf(() => decode(bytes.slice(0, length)))).code,
            "cut_short",
            `after ${length} bytes`,
          );
        }
        assert.equal((await errorOf(() => decode(joined(bytes, [1])))).code, "trailing_bytes");
      }
    });
  });
}

Deno.test("not_base64 says where and why", async () => {
  const text = toBase64(PACKED);
  const cases: readonly (readonly [text: string, offset: number, message: RegExp])[] = [
    [`${text.slice(0, 9)}!${text.slice(9)}`, 9, /offset 9/],
    [`${text.slice(0, 9)}-${text.slice(10)}`, 9, /base64url/],
    [`${text.slice(0, 9)}_${text.slice(10)}`, 9, /base64url/],
    [`"${text}"`, 0, /offset 0/],
    [`_F_SS_C=${text}`, 0, /offset 0/],
    ["{{ registration.context }}", 0, /offset 0/],
    ["not a context", 13, /multiple of 4/],
    [text.slice(0, 41), 41, /multiple of 4/],
  ];
  for (const [each, offset, message] of cases) {
    const error = await errorOf(() => SerializationSettings.fromTransport(each));
    assert.equal(error.code, "not_base64", each);
    assert.equal(error.offset, offset, each);
    assert.match(error.message, message);
  }
});

Deno.test("a context whose padding is missing is not_base64", async () => {
  // A file name of the right length makes the base64 end in "=" and "==".
  for (let length = 1; length <= 3; length++) {
    const text = toBase64(withHeader(8, [...Array(length).fill(97), 0]));
    await SerializationSettings.fromTransport(text);
    if (!text.endsWith("=")) continue;
    for (const bare of [text.replace(/=+$/, ""), text.slice(0, -1)]) {
      const error = await errorOf(() => SerializationSettings.fromTransport(bare));
      assert.equal(error.code, "not_base64");
      assert.match(error.message, /padding/);
    }
  }
});

Deno.test("data that is not gzip is not_gzip", async () => {
  const utf8 = new TextEncoder();
  const cases: readonly (readonly [Uint8Array, RegExp])[] = [
    [utf8.encode(JSON_TEXT), /plain JSON; use SerializationSettings\.fromJsonString$/],
    [utf8.encode("hello"), /not gzip/],
    [new Uint8Array([0x78, 0x9c, 3, 0, 0, 0, 0, 1]), /not gzip/],
    [new Uint8Array([0x1f, 0x8c, 8]), /not gzip/],
    [patched(PACKED, { 2: 7 }), /method 7/],
  ];
  for (const [bytes, message] of cases) {
    const error = await errorOf(() => decode(bytes));
    assert.equal(error.code, "not_gzip");
    assert.match(error.message, message);
  }
});

Deno.test("an empty context is empty_context", async () => {
  for (const text of ["", " \n", "\t \r\n"]) {
    const error = await errorOf(() => SerializationSettings.fromTransport(text));
    assert.equal(error.code, "empty_context");
    assert.match(error.message, /empty.*_F_SS_C/);
  }
});

Deno.test("messages say what was passed instead of a context", async () => {
  const text = toBase64(PACKED);
  const cases: readonly (readonly [text: string, message: RegExp])[] = [
    [`_F_SS_C=${text}`, /starts with the name of the variable: pass only the value of _F_SS_C$/],
    [`export _F_SS_C=${text}`, /pass only the value of _F_SS_C$/],
    [`export _F_SS_C="${text}"`, /pass only the value of _F_SS_C$/],
    [`  -e _F_SS_C=${text}`, /pass only the value of _F_SS_C$/],
    [`set -x _F_SS_C ${text}`, /mentions the variable _F_SS_C/],
    [`$env:_F_SS_C = '${text}'`, /pass only the value of _F_SS_C$/],
    [`_F_SS_C: ${text}`, /pass only the value of _F_SS_C$/],
    [`- name: _F_SS_C\n  value: ${text}`, /mentions the variable _F_SS_C/],
    [JSON.stringify({ _F_SS_C: text }), /pass only the value of _F_SS_C$/],
    [`FLYTE_CONTEXT=${text}`, /starts with the name of a variable/],
    ["$_F_SS_C", /mentions the variable/],
    ["${CONTEXT}", /a shell should have replaced/],
    ["%CONTEXT%", /a shell should have replaced/],
    [`"${text}"`, /in quotes/],
    [`'${text}'`, /in quotes/],
    [`b'${text}'`, /in quotes/],
    [JSON_TEXT, /fromJsonString/],
    ["{{ registration.context }}", /template/],
    ["undefined", /is the variable set\?$/],
    ["[object Promise]", /is the variable set\?$/],
    [`data:application/gzip;base64,${text}`, /data: URL/],
    [`${text.slice(0, 40)}%2B${text.slice(41)}`, /URL-encoded/],
    [`${text.slice(0, 40)}\\n${text.slice(40)}`, /escapes/],
    [`${text.slice(0, 40)}&#43;${text.slice(41)}`, /HTML/],
    [`${text.slice(0, 40)}\u2026`, /shortened/],
    [`${text.slice(0, 40)}...`, /shortened/],
    [`${text},`, /follows/],
    [`${text}";`, /follows/],
    [text.replaceAll("+", "-").replaceAll("/", "_"), /base64url/],
    [toBase64(new TextEncoder().encode(text)), /base64 again/],
    [toBase64(new TextEncoder().encode(JSON_TEXT)), /fromJsonString/],
    ["!".repeat(50), /outside the alphabet at offset 0; pass the value of _F_SS_C/],
  ];
  for (const [each, message] of cases) {
    const error = await errorOf(() => SerializationSettings.fromTransport(each));
    assert.ok(["not_base64", "not_gzip"].includes(error.code), each);
    assert.match(error.message, message, each);
    if (!/url/.test(message.source)) assert.doesNotMatch(error.message, /base64url/, each);
    assert.ok(error.message.length < 200, error.message);
  }
});

Deno.test("both ways have the same codes for a context with any single bit flipped", async () => {
  for (let at = 0; at < PACKED.length; at++) {
    const bytes = patched(PACKED, { [at]: PACKED[at]! ^ 1 << at % 8 });
    const outcome = async (): Promise<ErrorCode | string> => {
      try {
        return (await decode(bytes)).toJsonString();
      } catch {
        return (await errorOf(() => decode(bytes))).code;
      }
    };
    assert.equal(await withoutNativeModules(outcome), await outcome(), `byte ${at}`);
  }
});

Deno.test("bytes after the data are found whatever they are", async () => {
  const length = new TextEncoder().encode(JSON_TEXT).length;
  const repeated = PACKED.slice(-4);
  assert.equal(new DataView(repeated.buffer, repeated.byteOffset).getUint32(0, true), length);
  const empty = await packed("");
  // Each ends with the length of the text, as a whole context does.
  const rests = [repeated, PACKED.slice(-8), [0, ...repeated], [0, 0, 0, 0, ...repeated]].map((rest) =>
    joined(PACKED, rest)
  );
  for (const bytes of [...rests, joined(empty, PACKED), joined(empty, empty, PACKED)]) {
    for (const using of Object.values(WAYS)) {
      assert.equal((await errorOf(() => using(() => decode(bytes)))).code, "trailing_bytes");
    }
  }
});

Deno.test("errors name the call, and say what to pass", async () => {
  const call = "SerializationSettings.fromTransport: ";
  const contexts: readonly (readonly [text: string, code: ErrorCode, advice: RegExp])[] = [
    ["!", "not_base64", /not base64: .*; pass the value of _F_SS_C as flytekit wrote it$/],
    ["", "empty_context", /; pass the value of _F_SS_C$/],
    [toBase64(PACKED.slice(0, 30)), "cut_short", /; copy the whole value$/],
    [toBase64(await packed("{")), "not_json", /not JSON: .*; pass the value of _F_SS_C as flytekit wrote it$/],
    [toBase64(await packed("\xff")), "not_json", /not JSON: .*; pass the value/],
  ];
  for (const [text, code, advice] of contexts) {
    const error = await errorOf(() => SerializationSettings.fromTransport(text));
    assert.equal(error.code, code, error.message);
    assert.ok(error.message.startsWith(call), error.message);
    assert.match(error.message, advice);
    assert.equal(error.message.split(call).length, 2, error.message);
  }
  const wrong: readonly (readonly [text: unknown, message: string])[] = [
    [undefined, "undefined; is _F_SS_C set?"],
    [null, "null; is _F_SS_C set?"],
    [Promise.resolve("H4sI"), "an instance of Promise; pass the value of _F_SS_C"],
    [new Uint8Array(3), "an instance of Uint8Array; pass the value of _F_SS_C"],
  ];
  for (const [text, message] of wrong) {
    const error = await errorOf(() => SerializationSettings.fromTransport(text as never));
    assert.equal(error.message, `${call}text must be a string, found ${message}`);
  }
  const large = await errorOf(() => SerializationSettings.fromTransport("A".repeat(2000), { maxBytes: 1 }));
  assert.match(
    large.message,
    /^SerializationSettings\.fromTransport: text has 2000 characters, .*; if you trust the sender/,
  );
});
