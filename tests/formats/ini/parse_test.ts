import assert from "node:assert/strict";
import { IniError, parseIni } from "../../../src/formats/ini/mod.ts";
import { inspect } from "node:util";

const SAMPLE = `# comment
[DEFAULT]
port = 80

[server]
url = localhost:%(port)s
  ; comment inside a value
  second %(port)s

Debug : Yes
empty =
late =

  here
`;

/** The error of a call, which must be of the INI reader. */
function errorOf(call: () => unknown): IniError {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof IniError, String(error));
    return error;
  }
  throw new assert.AssertionError({ message: "nothing was thrown" });
}

/** Position and code of each problem. */
function problemsOf(text: string): string[] {
  return errorOf(() => parseIni(text)).problems.map(({ line, column, code }) => `${line}:${column} ${code}`);
}

Deno.test("INI: values and positions of them and their names", () => {
  const document = parseIni(SAMPLE, { name: "my.ini" });
  assert.equal(document.name, "my.ini");
  assert.deepEqual(document.sections, ["server"]);
  assert.deepEqual(document.get("server", "URL"), {
    value: "localhost:80\nsecond 80",
    section: "server",
    option: "url",
    name: { line: 6, column: 1, offset: SAMPLE.indexOf("url") },
    end: { line: 8, column: 18, offset: SAMPLE.indexOf("second %(port)s") + 15 },
    line: 6,
    column: 7,
    offset: SAMPLE.indexOf("localhost"),
  });
  assert.equal(document.get("server", "url", { raw: true })?.value, "localhost:%(port)s\nsecond %(port)s");
  assert.equal(document.get("server", "late")?.value, "\n\nhere");
  assert.equal(document.get("server", "late")?.offset, SAMPLE.indexOf("here"));
  assert.deepEqual(document.sectionPosition("server"), { line: 5, column: 1, offset: SAMPLE.indexOf("[server]") });
});

Deno.test("INI: an empty value is right after its delimiter", () => {
  const { value, line, column } = parseIni(SAMPLE).get("server", "empty")!;
  assert.deepEqual([value, line, column], ["", 11, 8]);
});

Deno.test("INI: a default has the same position in every section", () => {
  const found = parseIni(SAMPLE).getInt("server", "port")!;
  assert.deepEqual([found.value, found.section, found.line, found.column], [80, "DEFAULT", 3, 8]);
});

Deno.test("INI: offsets point to the name and the value, with any line endings", () => {
  for (const newline of ["\n", "\r\n", "\r"]) {
    const text = SAMPLE.replaceAll("\n", newline);
    for (const { value, option, offset, name } of parseIni(text).items("server", { raw: true })!) {
      assert.equal(text.slice(name.offset, name.offset + option.length).toLowerCase(), option);
      assert.ok(text.startsWith(value.trim().split("\n")[0]!, offset));
    }
  }
});

Deno.test("INI: options() has a section's own first, items() those of DEFAULT", () => {
  const document = parseIni("[DEFAULT]\na=1\nb=2\n[s]\nc=3\nb=4\n");
  assert.deepEqual(document.options("s"), ["c", "b", "a"]);
  assert.deepEqual(document.items("s")!.map(({ option, value }) => option + value), ["a1", "b4", "c3"]);
  assert.deepEqual(document.items("DEFAULT")!.map(({ option, value }) => option + value), ["a1", "b2"]);
});

Deno.test("INI: missing sections and options are undefined", () => {
  const document = parseIni(SAMPLE);
  assert.equal(document.get("server", "nothing"), undefined);
  assert.equal(document.getBoolean("nowhere", "debug"), undefined);
  assert.equal(document.options("DEFAULT"), undefined);
  assert.equal(document.items("nowhere"), undefined);
  assert.equal(document.sectionPosition("DEFAULT"), undefined);
  assert.ok(!document.hasSection("DEFAULT") && document.hasOption("DEFAULT", "Port") && document.hasOption("", "port"));
  assert.ok(!document.hasOption("nowhere", "port"));
});

Deno.test("INI: booleans, integers and floats", () => {
  const document = parseIni(`[s]\nyes=oN\nno=0\nint=-1_000\nbig=${"9".repeat(20)}\nfloat=1_0.5e-1\n`);
  assert.equal(document.getBoolean("s", "yes")?.value, true);
  assert.equal(document.getBoolean("s", "no")?.value, false);
  assert.equal(document.getInt("s", "int")?.value, -1000);
  assert.equal(document.getInt("s", "big")?.value, 10n ** 20n - 1n);
  assert.equal(document.getFloat("s", "float")?.value, 1.05);
});

Deno.test("INI: a conversion error has the position, the allowed values and a likely mistake", () => {
  const document = parseIni('[s]\na = true # really\nb =\nc = "1"\nd = 1\n 2\n', { name: "my.ini" });
  assert.equal(
    errorOf(() => document.getBoolean("s", "a")).message,
    'my.ini:2:5: the value of option "a" in section "s" must be a boolean (a comment must be on its own line); ' +
      "write 1, yes, true, on or 0, no, false, off, in any case",
  );
  assert.match(errorOf(() => document.getInt("s", "b")).message, /^my\.ini:3:4: .* must be an integer \(it is empty\)/);
  assert.match(errorOf(() => document.getFloat("s", "c")).message, /must be a number \(quotes are part of the value\)/);
  assert.match(errorOf(() => document.getInt("s", "d")).message, /\(it has several lines/);
});

Deno.test("INI: all problems are reported, with the code of the one that Python raises", () => {
  const text = "[s]\nbare\n= nameless\na = 1\nA = 2\n[t]\n[s]\nb\n";
  assert.deepEqual(problemsOf(text), [
    "2:1 ini_parsing",
    "3:1 ini_parsing",
    "5:1 ini_duplicate_option",
    "7:1 ini_duplicate_section",
    "8:1 ini_parsing",
  ]);
  const error = errorOf(() => parseIni(text, { name: "my.ini" }));
  assert.deepEqual([error.code, error.file, error.line, error.column], ["ini_duplicate_option", "my.ini", 5, 1]);
  assert.equal(error.offset, text.indexOf("A"));
  assert.equal(
    error.message.split("\n")[0],
    'my.ini:5:1: duplicate option "a" in section "s", already defined on line 4; remove one ' +
      "(names of options are case-insensitive)",
  );
  assert.match(error.message, /\nmy\.ini:7:1: duplicate section "s", already defined on line 1/);
});

Deno.test("INI: text before the first header is reported once, and the rest is still read", () => {
  assert.deepEqual(problemsOf("a\nb\n [s]\n\nc\n"), ["1:1 ini_missing_section_header", "5:1 ini_parsing"]);
  assert.match(errorOf(() => parseIni("\ufeff[s]\na=1")).message, /^<string>:1:1: .* byte order mark/);
  assert.match(
    errorOf(() => parseIni("\n  [s\n")).message,
    /^<string>:2:3: incomplete section header; write "\[name\]" on one line/,
  );
});

Deno.test("INI: a hundred problems and the one that determines the code are kept, and ten are listed", () => {
  const error = errorOf(() => parseIni(`[s]\n${"bare\n".repeat(1000)}[s]\n`));
  assert.equal(error.problems.length, 101);
  assert.deepEqual([error.code, error.line], ["ini_duplicate_section", 1002]);
  assert.equal(error.message.split("\n").length, 11);
  assert.match(error.message, /\nand 991 more$/);
});

Deno.test("INI: an interpolation error has the position of the percent sign", () => {
  const where = (text: string, option: string): unknown[] => {
    const { code, line, column, offset } = errorOf(() => parseIni(text).get("s", option));
    assert.equal(text[offset!], "%");
    return [code, line, column];
  };
  assert.deepEqual(where("[s]\na = 50% off", "a"), ["ini_interpolation_syntax", 2, 7]);
  assert.deepEqual(where("[s]\na =\n  # %\n\n  x\n   # c\n  y %(b)s", "a"), ["ini_interpolation_missing_option", 7, 5]);
  assert.deepEqual(where("[s]\na = %(b)s\n[DEFAULT]\nb = %x", "a"), ["ini_interpolation_syntax", 4, 5]);
  assert.deepEqual(where("[s]\r\na = 1\r\n\r\n  %(\r\n", "a"), ["ini_interpolation_syntax", 4, 3]);
});

Deno.test("INI: an interpolation error names the chain of options", () => {
  const document = parseIni("[s]\na = %(b)s\nb = %(c)s\nc = %(b)s\nd = %(none)s\n");
  assert.equal(
    errorOf(() => document.get("s", "a")).message.replace(/^.*, to which/, "…, to which"),
    '…, to which option "a" refers: circular reference "c" → "b" → "c"; write the value itself',
  );
  assert.match(errorOf(() => document.get("s", "d")).message, /refers to "none", which is neither in section "s" nor/);
});

Deno.test("INI: a document and its errors show no values", () => {
  const secret = "hunter2";
  const text =
    `[s]\na = ${secret} # x\nb = 1\n  ${secret}\nc = %(${secret}!)s\nd = ${secret}%\ne = %(d)s\nf = "${secret}"`;
  const document = parseIni(text);
  assert.doesNotMatch(Deno.inspect(document) + inspect(document) + JSON.stringify(document), /hunter2/);
  for (const option of "abcdef") {
    for (
      const ask of [
        () => document.get("s", option),
        () => document.getInt("s", option),
        () => parseIni(`${text}\n${text}`),
      ]
    ) {
      try {
        ask();
      } catch (error) {
        assert.doesNotMatch(Deno.inspect(error) + inspect(error) + JSON.stringify(error), /hunter2/);
      }
    }
  }
  assert.doesNotMatch(errorOf(() => parseIni(`[s]\na=1\n${secret}\n`)).message, /hunter2/);
});

Deno.test("INI: names in messages are short and on one line", () => {
  const name = `\x1b\x9b\u202e${"n".repeat(1000)}`;
  const { message } = errorOf(() => parseIni(`[${name}]\n[${name}]\n`));
  assert.match(message, /section "\\u\{1b\}\\u\{9b\}\\u\{202e\}n+…", already defined/);
  assert.ok(message.length < 200);
});

Deno.test("INI: only LF ends a line with newlines: lf", () => {
  const text = "[s]\na = b\rc = d\r\n";
  assert.equal(parseIni(text).get("s", "a")?.value, "b");
  assert.equal(parseIni(text, { newlines: "lf" }).get("s", "a")?.value, "b\rc = d");
});
