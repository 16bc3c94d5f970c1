import assert from "node:assert/strict";
import fc from "fast-check";
import { PythonFloat } from "../../mod.ts";
import { isDecimalDigit, isWordCharacter, lower } from "../../src/python/strings.ts";
import { jsonLoads } from "../../src/python/json.ts";
import { orderedObject } from "../../src/python/json_value.ts";
import { isPrintable } from "../../src/python/printable.ts";
import { PythonEnumMember, pythonRepr, PythonTuple, stringRepr } from "../../src/python/values.ts";
import { runs } from "../_support/effort.ts";
import { flags } from "../conformance/image_spec/compare.ts";

const { reprs, unicode } = JSON.parse(await Deno.readTextFile("tests/goldens/image_specs.json")) as {
  readonly reprs: readonly { readonly given: string; readonly result: string }[];
  readonly unicode: {
    readonly unprintable: readonly number[];
    readonly word: readonly number[];
    readonly digit: readonly number[];
    readonly lower: Readonly<Record<string, string>>;
  };
};

Deno.test("all recorded values are written as CPython does", () => {
  assert.ok(reprs.length >= 50);
  for (const { given, result } of reprs) assert.equal(pythonRepr(jsonLoads(given)), result);
});

Deno.test("code points are printable, letters and digits where they are to CPython 3.11", () => {
  const [unprintable, word, digit] = [flags(unicode.unprintable), flags(unicode.word), flags(unicode.digit)];
  const wrong: string[] = [];
  for (let code = 0; code < 0x110000; code += code < 0x600 ? 1 : runs(13, 1)) {
    const character = String.fromCodePoint(code);
    const agrees = isPrintable(code) === (unprintable[code] === 0) &&
      isWordCharacter(character) === (word[code] === 1) &&
      isDecimalDigit(character) === (digit[code] === 1) &&
      lower(character) === (unicode.lower[character] ?? character);
    if (!agrees) wrong.push(code.toString(16));
  }
  assert.deepEqual(wrong, []);
});

Deno.test("tuples, enum members, floats and large integers", () => {
  assert.equal(pythonRepr(new PythonTuple([])), "()");
  assert.equal(pythonRepr(new PythonTuple(["a"])), "('a',)");
  assert.equal(pythonRepr([new PythonTuple(["a", 1n]), null]), "[('a', 1), None]");
  assert.equal(pythonRepr(new PythonEnumMember("CopyFileDetection", "ALL", 2)), "<CopyFileDetection.ALL: 2>");
  assert.equal(pythonRepr(new PythonFloat(1)), "1.0");
  assert.equal(pythonRepr(2n ** 64n), "18446744073709551616");
  assert.equal(pythonRepr(2 ** 53), "9007199254740992.0");
});

Deno.test("keys keep their order", () => {
  assert.equal(
    pythonRepr(orderedObject<number | boolean>([["2", 0], ["1", true], ["__proto__", 1]], null)),
    "{'2': 0, '1': True, '__proto__': 1}",
  );
});

Deno.test("repr of a string is one line of printable characters, and JavaScript reads it back if it is ASCII", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const written = stringRepr(text);
    assert.ok(written.isWellFormed());
    assert.doesNotMatch(written, /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u);
    const quote = written[0]!;
    assert.equal(quote, text.includes("'") && !text.includes('"') ? '"' : "'");
    assert.equal(pythonRepr([text]), `[${written}]`);
  }));
  fc.assert(fc.property(fc.string({ unit: "binary-ascii" }), (text) => {
    const json = stringRepr(text).slice(1, -1).replace(
      /\\(?:'|x(..)|.)/g,
      (whole, hex) => hex !== undefined ? `\\u00${hex}` : whole === "\\'" ? "'" : whole,
    );
    assert.equal(JSON.parse(`"${json.replace(/(?<!\\)((?:\\\\)*)"/g, '$1\\"')}"`), text);
  }));
});
