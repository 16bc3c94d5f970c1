import assert from "node:assert/strict";
import fc from "fast-check";
import { IniError, type IniOptions, parseIni as parse } from "../../../src/formats/ini/mod.ts";
import { runs } from "../../_support/effort.ts";
import { thrownBy } from "../../_support/support.ts";

// Nothing here measures time, but with anything quadratic or exponential these would not end.
const MEGABYTES = 10_000_000;

/** Some of these strings are larger than the default limit. */
const parseIni = (text: string, options: IniOptions = {}) => parse(text, { maxBytes: Infinity, ...options });

/** The code of the error of a call, or of none. */
function codeOf(call: () => unknown): string | undefined {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof IniError, String(error));
    return error.code;
  }
}

Deno.test("INI: many sections, options, lines of a value, blank lines, comments and errors", () => {
  const count = runs(20_000, 100_000);
  const many = (make: (index: number) => string): string =>
    Array.from({ length: count }, (_, at) => make(at)).join("\n");
  assert.equal(parseIni(many((at) => `[s${at}]\na=1`)).sections.length, count);
  assert.equal(parseIni(`[s]\n${many((at) => `a${at}=1`)}`).options("s")?.length, count);
  const lines = parseIni(`[s]\na=\n${" x\n".repeat(1_000_000)}b=2`).get("s", "a")!;
  assert.deepEqual([lines.value.length, lines.line], [2_000_000, 3]);
  const gaps = parseIni(`[s]\na=\n${"\n".repeat(count)}${" x\n".repeat(count)}`);
  assert.equal(gaps.get("s", "a")?.line, count + 3);
  assert.equal(parseIni(`[s]\na=1\n${"\n".repeat(1_000_000)}`).get("s", "a")?.value, "1");
  assert.equal(parseIni(`[s]\na=1\n${"  # c\n".repeat(count)}  %%`).get("s", "a")?.value, "1\n%");
  assert.equal(codeOf(() => parseIni(`[s]\n${"bare\n".repeat(count)}`)), "ini_parsing");
  assert.equal(codeOf(() => parseIni("[s]\n".repeat(count))), "ini_duplicate_section");
  assert.equal(codeOf(() => parseIni(`[s]\n${"a=1\n".repeat(count)}`)), "ini_duplicate_option");
  assert.equal(codeOf(() => parseIni("bare\n".repeat(count))), "ini_missing_section_header");
  assert.equal(codeOf(() => parseIni(`[s]\na=1${"\n[".repeat(count)}`)), "ini_parsing");
});

/** Ten levels of options, each with many references to the next. */
function bomb(references: number, end: string): string {
  const level = (at: number): string => `a${at}=${`%(a${at + 1})s`.repeat(references)}\n`;
  return `[s]\n${Array.from({ length: 9 }, (_, at) => level(at)).join("")}a9=${end}\nb=x%(a0)s\n`;
}

Deno.test("INI: references that multiply are bounded", () => {
  for (const ask of ["get", "getInt", "getFloat", "getBoolean"] as const) {
    assert.equal(codeOf(() => parseIni(bomb(100, "x"))[ask]("s", "a0")), "ini_too_large");
  }
  assert.equal(codeOf(() => parseIni(bomb(100, "x")).items("s")), "ini_too_large");
  assert.match(
    thrownBy(() => parseIni(bomb(100, "x")).get("s", "a0")).message,
    /^<string>:2:4: .*more than 1048576 characters longer than in the file/,
  );
});

Deno.test("INI: references that multiply to empty strings, or to an error, take little time", () => {
  const nothing = parseIni(bomb(1000, ""));
  assert.equal(nothing.get("s", "a0")?.value, "");
  assert.equal(nothing.items("s")!.length, 11);
  assert.equal(codeOf(() => parseIni(bomb(1000, "%(none)s")).get("s", "a0")), "ini_interpolation_missing_option");
  const circle = `[s]\na=${"%(b)s".repeat(1000)}\nb=${"%(a)s".repeat(1000)}\n`;
  assert.equal(codeOf(() => parseIni(circle).get("s", "a")), "ini_interpolation_depth");
});

Deno.test("INI: the interpolation of all options of a section is bounded together", () => {
  const options = Array.from({ length: 1000 }, (_, at) => `a${at}=x%(long)s\n`).join("");
  const document = parseIni(`[s]\nlong=${"x".repeat(100_000)}\n${options}`);
  assert.equal(document.get("s", "a1")?.value.length, 100_001);
  assert.equal(codeOf(() => document.items("s")), "ini_too_large");
  assert.equal(document.items("s", { raw: true })?.length, 1001);
});

Deno.test("INI: a long value without references may have any number of percent signs", () => {
  const document = parseIni(`[s]\na=${"%%".repeat(MEGABYTES / 2)}`);
  assert.equal(document.get("s", "a")?.value.length, MEGABYTES / 2);
});

Deno.test("INI: names of Object.prototype are ordinary names", () => {
  for (const name of ["__proto__", "constructor", "hasownproperty", "tostring", "length"]) {
    const document = parseIni(`[${name}]\n${name}=1\nb=%(${name})s\n`);
    assert.equal(document.get(name, "b")?.value, "1");
    assert.deepEqual(document.options(name), [name, "b"]);
    const other = parseIni("[s]\na=1\n");
    assert.ok(!other.hasSection(name) && !other.hasOption("s", name) && other.get("s", name) === undefined);
  }
  assert.equal(({} as Record<string, unknown>)["b"], undefined);
});

Deno.test("INI: positions in a value with an empty line before a comment", () => {
  const document = parseIni("[s]\nb:\n\n;\n a%\n");
  assert.throws(() => document.get("s", "b"), { code: "ini_interpolation_syntax", line: 5, column: 3 });
  const { end } = parseIni("[s]\nb:\n\n# c\n\n; d\n  abc\n").get("s", "b")!;
  assert.deepEqual([end.line, end.column], [7, 6]);
});

const start = fc.constantFrom("", "[s]\n", "[s]\n", "[DEFAULT]\na=1\n[s]\nb:\n");
const newlineRule = fc.constantFrom("universal" as const, "lf" as const);
const piece = fc.oneof(
  fc.constantFrom(..."[]=:#;%()s \t\n\r\0ab", "\n", "\n ", "[s]\n", "a=", "%(a)s", "%%", "\ufeff", "\u2028", "DEFAULT"),
  fc.string({ unit: "binary", maxLength: 3 }),
);

Deno.test("INI: any string is a document or a FlyteConfigError, with positions inside the string", () => {
  fc.assert(
    fc.property(start, fc.array(piece, { maxLength: 40, size: "max" }), newlineRule, (before, pieces, newlines) => {
      const text = before + pieces.join("");
      const inside = (place: { line: number; column: number; offset?: number | undefined }): void => {
        const lines = text.split(newlines === "lf" ? "\n" : /\r\n?|\n/);
        assert.ok(place.column >= 1 && place.column <= lines[place.line - 1]!.length + 1);
        assert.ok(place.offset! >= 0 && place.offset! <= text.length);
      };
      try {
        const document = parseIni(text, { newlines });
        for (const section of document.sections) {
          for (const found of document.items(section, { raw: true })!) {
            inside(found);
            inside(found.name);
            const [first = ""] = found.value.replace(/^\n+/, "").split("\n");
            assert.ok(text.startsWith(first, found.offset), "the value starts where it says");
          }
          document.items(section);
        }
      } catch (error) {
        if (!(error instanceof IniError)) throw error;
        inside(error);
        error.problems.forEach(inside);
      }
    }),
    { numRuns: runs(500, 20_000) },
  );
});

const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
const line = fc.stringMatching(/^[!-"$&-:<-~][ -$&-~]{0,20}[!-$&-~]$/);
const table = fc.dictionary(name, fc.dictionary(name, line, { maxKeys: 5, noNullPrototype: true }), {
  maxKeys: 5,
  noNullPrototype: true,
});

Deno.test("INI: plain values survive a round trip", () => {
  fc.assert(fc.property(table, fc.constantFrom("=", " = ", ":", ": "), (sections, delimiter) => {
    const text = Object.entries(sections).map(([section, options]) =>
      `[${section}]\n${Object.entries(options).map(([key, value]) => `${key}${delimiter}${value}\n`).join("")}`
    ).join("\n");
    const document = parseIni(text);
    const read = document.sections.map((section) => [
      section,
      Object.fromEntries(document.items(section)!.map(({ option, value }) => [option, value])),
    ]);
    assert.deepEqual(Object.fromEntries(read), sections);
  }));
});

Deno.test("INI: the size is limited to maxBytes of UTF-8", () => {
  const code = (text: string, maxBytes?: number) => {
    try {
      parse(text, { maxBytes });
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  assert.equal(code("[s]\na=é\n", 9), undefined);
  assert.equal(code("[s]\na=é\n", 8), "too_large");
  assert.equal(code(`[s]\na=${"x".repeat(4 * 1024 * 1024)}`), "too_large");
  assert.equal(code(`[s]\na=${"x".repeat(4 * 1024 * 1024)}`, Infinity), undefined);
  assert.equal(code("[s]\n", -1), "invalid_option");
  assert.equal(thrownBy(() => parse(5 as unknown as string)).code, "invalid_argument");
  assert.match(
    thrownBy(() => parse("", { nam: "a" } as object)).message,
    /unknown option "nam"; did you mean "name"\?/,
  );
  assert.match(
    thrownBy(() => parse("", "a.ini" as unknown as object)).message,
    /write parseIni\(text, \{ name: "my\.ini" \}\)/,
  );
});
