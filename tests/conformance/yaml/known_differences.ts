/**
 * Intended differences from PyYAML 6.0.4, with reasons. Each is a class of input that PyYAML reads and this library
 * rejects; all other input must be read the same way, or rejected by both. Tests assert each entry both ways.
 *
 * @module
 */
import type { YamlErrorCode } from "../../../src/formats/yaml/errors.ts";
import type { Difference } from "../area.ts";

/** A class of input that PyYAML reads and this library rejects. */
export interface YamlDifference extends Difference {
  /** The code with which this library refuses such inputs. */
  readonly code: YamlErrorCode;
  /** What the first problem of its error starts with. */
  readonly what: string;
}

/** All differences. */
export const YAML_DIFFERENCES: Readonly<Record<string, YamlDifference>> = {
  recursive: {
    code: "yaml_recursive",
    what: "this alias refers to a value that contains it",
    reason: "no configuration contains itself, and code that traverses such a value never ends",
    example: "a: &a [1, *a]\n",
    counterexample: "a: &a [1, 2]\nb: [1, *a]\n",
  },
  alias_bomb: {
    code: "yaml_alias_bomb",
    what: "aliases repeat more than",
    reason: "PyYAML shares one object among aliases, but code that traverses such a value takes unbounded time",
    example: bomb(8),
    counterexample: bomb(4),
  },
  depth: {
    code: "yaml_too_deep",
    what: "lists and mappings are nested deeper",
    reason: "PyYAML raises RecursionError at about 490 levels, less the depth of the caller's stack",
    example: "[".repeat(420) + "]".repeat(420),
    counterexample: "[".repeat(400) + "]".repeat(400),
  },
  long_sexagesimal: {
    code: "yaml_invalid_value",
    what: "the sexagesimal number is too long",
    reason: "parsing a number such as 1:30:00 takes quadratic time; one of 5,000 characters is never intended",
    example: `a: 1${":1".repeat(2_500)}\n`,
    counterexample: `a: 1${":1".repeat(2_400)}\n`,
  },
};

/** Returns the class of a rejected input, from the code and the first problem of its error. */
export function differenceOf(code: string, what: string): string | undefined {
  return Object.entries(YAML_DIFFERENCES).find(([, each]) => each.code === code && what.startsWith(each.what))?.[0];
}

function bomb(levels: number): string {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]\n"];
  for (let level = 1; level < levels; level++) {
    const aliases = Array<string>(9).fill(`*a${level - 1}`).join(", ");
    lines.push(`a${level}: &a${level} [${aliases}]\n`);
  }
  return lines.join("");
}
