import assert from "node:assert/strict";
import { IniError, type IniOptions, parseIni as parse } from "../../../src/formats/ini/mod.ts";
import { assertLinear } from "../../_support/growth.ts";

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

Deno.test("INI: lines of ten megabytes", () => {
  for (const unit of ["x", " ", "\t", "%%", "[", "]", "=", "\u2003", "#", "\0", '"', "1", "_", "(", "%(a)s"]) {
    const long = unit.repeat(MEGABYTES / unit.length);
    for (
      const text of [long, `[${long}]`, `[s]\n${long}=1`, `[s]\na=${long}`, `[s]\na=1\n ${long}`, `[s]\na${long}b`]
    ) {
      let document;
      try {
        document = parseIni(text);
      } catch (error) {
        assert.ok(error instanceof IniError && error.message.length < 500);
        continue;
      }
      codeOf(() => document.get("s", "a"));
      codeOf(() => document.getInt("s", "a"));
      codeOf(() => document.getFloat("s", "a"));
      codeOf(() => document.getBoolean("s", "a"));
    }
  }
});

Deno.test("INI: the time is linear in the length of the file", () => {
  const texts: readonly ((count: number) => string)[] = [
    (count) => `[s]\n${Array.from({ length: count }, (_, at) => `${at}=`).join("\n")}`,
    (count) => Array.from({ length: count }, (_, at) => `[${at}]`).join("\n"),
    (count) => `[s]\na=\n${" b\n".repeat(count)}`,
    (count) => `[s]\na=1\n${"\n".repeat(count)} b`,
    (count) => `[s]\na=1\n${"\n# c\n b".repeat(count)}`,
    (count) => "\r".repeat(count),
  ];
  for (const [index, make] of texts.entries()) {
    assertLinear(
      (count) => {
        const document = parse(make(count));
        document.items("s", { raw: true });
        document.get("s", "a");
      },
      20_000,
      `text ${index}`,
    );
  }
});

Deno.test("INI: a file of the default maximum size takes bounded memory", async () => {
  const script = new URL("../../_support/programs/read_large_ini.ts", import.meta.url).pathname;
  for (const kind of ["options", "sections", "lines", "blank"]) {
    const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["run", "-A", "--no-check", script, kind] })
      .output();
    const megabytes = Number(new TextDecoder().decode(stdout));
    assert.ok(megabytes > 10 && megabytes < 600, `${kind}: ${megabytes} MB`);
  }
});
