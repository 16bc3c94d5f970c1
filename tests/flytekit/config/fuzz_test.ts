/**
 * Thousands of mutated configuration files: each results in a configuration or a `FlyteConfigError`, and shows no secret.
 * The environment variable `FLYTE_TS_FUZZ_SEED` sets the seed.
 */
import assert from "node:assert/strict";
import { Config, FlyteConfigError, memoryHost, type Mode } from "../../../mod.ts";
import { configCase } from "../../conformance/config/generate.ts";
import { FILES, PASSWORD, PIECES, SECRET, VARIABLES, withSecret } from "../../_support/config_samples.ts";
import { leaksOf } from "../../_support/leaks.ts";
import { prototypes } from "../../_support/prototypes.ts";
import { runs, seedOr } from "../../_support/effort.ts";
import { mutateText, oneOf, type Random, seeded } from "../../_support/mutations.ts";

const SEED = seedOr(20_250_101);
const COUNT = runs(400, 12_000);

/** A generous limit, which input that takes quadratic time exceeds. */
const MOST_MILLISECONDS = 2000;
const MODES: readonly Mode[] = ["strict", "flytekit"];

/** Files of one format, with the secret as the value of all secret settings. */
function seedsOf(format: "ini" | "yaml"): readonly string[] {
  const random = seeded(SEED);
  const seeds = [...FILES[format]];
  while (seeds.length < runs(100, 600)) {
    const { file } = configCase(random);
    if (file?.text === undefined || file.name.endsWith("ml") !== (format === "yaml")) continue;
    seeds.push(withSecret(file.text, format));
  }
  return seeds;
}

interface Tally {
  configs: number;
  errors: number;
}

/** Reads a file in both modes; throws unless the result is a configuration or a `FlyteConfigError`. */
function load(name: string, text: string, env: Readonly<Record<string, string>>, tally: Tally): void {
  for (const mode of MODES) {
    let result: Config | FlyteConfigError;
    try {
      result = Config.from({ mode, env, file: { name, text }, files: { "@ROOT@/secrets/client": SECRET } });
      tally.configs++;
    } catch (error) {
      if (!(error instanceof FlyteConfigError)) throw error;
      result = error;
      tally.errors++;
    }
    const leaks = leaksOf(result);
    if (leaks.length > 0) throw new Error(`mode ${mode} tells a secret: ${leaks.join("\n")}`);
  }
}

function fuzz(name: string, texts: readonly string[], count: number): Tally {
  const [random, tally] = [seeded(SEED), { configs: 0, errors: 0 }];
  for (let index = 0; index < count; index++) {
    // Every fifth file is not mutated.
    const seed = oneOf(random, texts);
    const text = index % 5 === 0 ? seed : mutateText(random, seed, PIECES);
    const env = environment(random);
    const start = performance.now();
    try {
      load(name, text, env, tally);
    } catch (cause) {
      throw new Error(`seed ${SEED}, file ${index}: ${JSON.stringify({ text, env })}`, { cause });
    }
    const milliseconds = performance.now() - start;
    assert.ok(milliseconds < MOST_MILLISECONDS, `seed ${SEED}, file ${index}: ${milliseconds} ms`);
  }
  return tally;
}

function environment(random: Random): Record<string, string> {
  if (random(3) > 0) return {};
  return Object.fromEntries(Array.from({ length: 1 + random(3) }, () => {
    const [name, value] = oneOf(random, VARIABLES);
    return [name, random(3) > 0 ? value : mutateText(random, value, PIECES)];
  }));
}

Deno.test("changed YAML files", () => {
  const before = prototypes();
  const tally = fuzz("config.yaml", seedsOf("yaml"), COUNT / 2);
  assert.equal(prototypes(), before);
  assert.ok(tally.configs > COUNT / 10 && tally.errors > COUNT / 10, JSON.stringify(tally));
});

Deno.test("changed INI files", () => {
  const before = prototypes();
  const tally = fuzz("config", seedsOf("ini"), COUNT / 2);
  assert.equal(prototypes(), before);
  assert.ok(tally.configs > COUNT / 10 && tally.errors > COUNT / 10, JSON.stringify(tally));
});

Deno.test("bytes that are not UTF-8, and unusual byte order marks", async () => {
  const yaml = "admin:\n  endpoint: caf\xe9\n";
  const ini = "[platform]\nurl = caf\xe9\n";
  const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
  const bytes: readonly (readonly [name: string, content: Uint8Array, strict?: string, flytekit?: string])[] = [
    ["/latin.yaml", latin(yaml), "not_utf8", "not_utf8"],
    ["/latin", latin(ini), "not_utf8", "not_utf8"],
    ["/utf16.yaml", latin(`\xff\xfe${[...yaml].join("\0")}\0`), "not_utf8", "not_utf8"],
    ["/overlong", latin("[platform]\nurl = \xc0\x80\n"), "not_utf8", "not_utf8"],
    ["/surrogate", latin("[platform]\nurl = \xed\xa0\x80\n"), "not_utf8", "not_utf8"],
    ["/bom.yaml", new TextEncoder().encode(`\ufeff${yaml}`)],
    ["/empty.yaml", latin("")],
    ["/empty", latin("")],
    ["/nul", latin("\0\0\0\0"), "ini_missing_section_header", "ini_missing_section_header"],
  ];
  for (const [file, content, ...codes] of bytes) {
    const host = memoryHost({ files: { [file]: content } });
    for (const [index, mode] of MODES.entries()) {
      const code = await Config.auto({ host, file, mode }).then(() => undefined, (error) => {
        assert.ok(error instanceof FlyteConfigError, String(error));
        return error.code;
      });
      assert.equal(code, codes[index], `${file}, mode ${mode}`);
    }
  }
});

Deno.test("secrets are shown only by the property, toDict and the writers", () => {
  for (const format of ["yaml", "ini"] as const) {
    const config = Config.from({ file: { name: `a.${format}`, text: FILES[format][0]! } });
    assert.ok(JSON.stringify(config.toDict()).includes(SECRET));
    assert.ok(JSON.stringify(config.toDict()).includes(PASSWORD));
    assert.deepEqual(leaksOf(config), []);
  }
});
