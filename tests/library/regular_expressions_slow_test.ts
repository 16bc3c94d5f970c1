import assert from "node:assert/strict";
import { inspect } from "node:util";
import {
  Config,
  explainHash,
  FlyteConfigError,
  Image,
  ImageConfig,
  ImageSpec,
  parseReference,
  validateContainerRegistryName,
} from "../../mod.ts";
import * as v2 from "../../v2.ts";
import { redact } from "../../src/text/redact.ts";
import { assertLinear, timed } from "../_support/growth.ts";
import { type Literal, literalsIn, pumpsOf } from "../_support/regular_expressions.ts";

/**
 * Lengths of strings. In small steps first: what takes exponential time is slow for one of them, and takes no longer than
 * a test may for the next. The last is for what takes quadratic or cubic time.
 */
const LENGTHS = [...Array.from({ length: 20 }, (_, step) => 16 + 2 * step), 64, 80, 100, 140, 200, 300, 600, 30_000];

/** Milliseconds that no expression takes for a large text unless it is not linear. */
const SLOW = 60;

const literals = await literalsBelow("src", "plugins");
const repeating = literals.filter(({ source }) => /[+*]|\{\d+,\}/.test(source));

Deno.test("the regular expressions of the library are found", () => {
  assert.ok(literals.length > 150 && repeating.length > 50, `${literals.length}, ${repeating.length}`);
  assert.deepEqual(literalsIn("a / b / c; // /x+/\nconst d = `${/y+/g.test(e) ? '/' : \"/\"}/*`; f(/[/]\\/z*/u);"), [
    { source: "y+", flags: "g", line: 2 },
    { source: "[/]\\/z*", flags: "u", line: 2 },
  ]);
});

Deno.test("an expression that takes long is noticed", () => {
  for (const source of ["=+$", "(a+)+b", "[\\w-]*key[\\w-]*="]) {
    assert.notEqual(slowTextOf({ source, flags: "g" }), undefined, source);
  }
  for (const source of ["^=+$", "=+", "[\\w.-]+"]) assert.equal(slowTextOf({ source, flags: "g" }), undefined, source);
});

for (const { file, line, source, flags } of repeating) {
  Deno.test(`${file}:${line} takes linear time`, () => {
    const text = slowTextOf({ source, flags });
    assert.equal(text, undefined, `/${source}/${flags} takes long for ${text}`);
  });
}

/** The text that an expression takes long for, if there is one. */
function slowTextOf({ source, flags }: Pick<Literal, "source" | "flags">): string | undefined {
  const expression = new RegExp(source, flags);
  for (const length of LENGTHS) {
    for (const pump of pumpsOf(source)) {
      const body = pump.repeat(Math.ceil(length / pump.length));
      for (const ending of ["\0", "\n!"]) {
        if (isSlow(expression, body + ending)) return `${JSON.stringify(pump)} × ${length}, ${JSON.stringify(ending)}`;
      }
    }
  }
  return undefined;
}

/** Several times, since a machine may be busy with other things. */
function isSlow(expression: RegExp, text: string): boolean {
  for (let attempt = 0; attempt < 3; attempt++) {
    const time = timed(() => {
      if (expression.global) return text.replace(expression, "");
      expression.lastIndex = 0;
      return expression.test(text);
    });
    if (time < SLOW) return false;
  }
  return true;
}

async function literalsBelow(...folders: readonly string[]): Promise<readonly (Literal & { readonly file: string })[]> {
  const found: (Literal & { readonly file: string })[] = [];
  for (const folder of folders) {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      const file = `${folder}/${name}`;
      if (isDirectory) found.push(...await literalsBelow(file));
      else found.push(...literalsIn(await Deno.readTextFile(file)).map((literal) => ({ ...literal, file })));
    }
  }
  return found;
}

/** Parts of hostile strings. */
const UNITS = [
  ...["key-", "token", "token=", "--token ", "a:", "://", "//", "@", "x@sha256:", "user:pw@h ", "=", " = ", "'", '"'],
  ...[
    'token="',
    "token='\\",
    '"token": "',
    "authorization: ",
    "-u ",
    "((",
    "[[[",
    "\\",
    "${",
    "$(",
    "%(",
    "\t",
    "\r",
    "..",
    "-",
    "_",
  ],
];

/** Calls that read strings of users, and what they are given. */
const CALLS: readonly (readonly [name: string, call: (text: string) => unknown])[] = [
  ["redact", redact],
  ["an error", (text) => new FlyteConfigError("wrong_shape", text, { path: text })],
  [
    "printing an ImageSpec",
    (text) => inspect(new ImageSpec({ commands: [text], pipExtraArgs: text, env: { A: text } })),
  ],
  ["explainHash", (text) => explainHash(new ImageSpec({ commands: [text], packages: [text] }), new ImageSpec())],
  ["printing an image of flyte 2", (text) => inspect(v2Image(text), { depth: 9 })],
  ["issues of an ImageSpec", (text) => new ImageSpec({ name: text, registry: "a", baseImage: text }).issues],
  ["issues of an image", (text) => new Image({ name: "a", fqn: text, tag: text }).issues],
  ["Image.lookUpImageInfo", (text) => attempt(() => Image.lookUpImageInfo("a", text))],
  ["ImageConfig.validateImage", (text) => attempt(() => ImageConfig.validateImage("--image", [text, `a=${text}`]))],
  ["parseReference", (text) => attempt(() => parseReference(text))],
  ["validateContainerRegistryName", validateContainerRegistryName],
  [
    "a variable",
    (text) => attempt(() => String(Config.from({ env: { FLYTE_PLATFORM_URL: text, FLYTE_CREDENTIALS_SCOPES: text } }))),
  ],
  ["a command line", (text) => attempt(() => inspect(Config.from({ env: { FLYTE_CREDENTIALS_COMMAND: text } })))],
];

for (const [name, call] of CALLS) {
  Deno.test(`${name} takes linear time`, () => {
    for (const unit of UNITS) assertLinear((size) => call(unit.repeat(size / unit.length)), 8000, JSON.stringify(unit));
  });
}

Deno.test("explainHash of flyte 2 takes linear time", async () => {
  for (const unit of UNITS) {
    const [one, four] = [await explained(unit, 8000), await explained(unit, 32_000)];
    assert.ok(four < 9 * one + 100, `${unit}: ${one} ms, and ${four} ms for four times as much`);
  }
});

async function explained(unit: string, size: number): Promise<number> {
  const times: number[] = [];
  for (let attempt = 0; attempt < 3; attempt++) {
    const start = performance.now();
    await v2.explainHash(v2Image(unit.repeat(size / unit.length)), v2Image("a"));
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}

function v2Image(text: string): v2.Image {
  return v2.Image.fromBase("debian:12").clone({ registry: "a", name: "b", extendable: true }).withCommands([text])
    .withPipPackages("a", { extraArgs: text, indexUrl: text }).withEnvVars({ A: text });
}

function attempt(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    return error;
  }
}
