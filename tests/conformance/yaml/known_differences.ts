/**
 * Where this library differs from PyYAML 6.0.4, and why. Each is a class of texts that PyYAML reads and this library
 * refuses by choice; all others must be read alike or refused by both. Tests assert each entry both ways.
 *
 * @module
 */
import type { YamlErrorCode } from "../../../src/formats/yaml/mod.ts";

/** A class of texts that PyYAML reads and this library refuses. */
export interface YamlDifference {
  /** The code with which this library refuses such texts. */
  readonly code: YamlErrorCode;
  /** What the first problem of its error starts with. */
  readonly what: string;
  /** Why. */
  readonly reason: string;
  /** One such text. */
  readonly example: string;
  /** A text that comes close, and that both read alike. */
  readonly counterexample: string;
}

/** All differences. */
export const YAML_DIFFERENCES: Readonly<Record<string, YamlDifference>> = {
  recursive: {
    code: "yaml_recursive",
    what: "this alias stands for a value that contains it",
    reason: "no configuration contains itself, and code that walks through such a value never ends",
    example: "a: &a [1, *a]\n",
    counterexample: "a: &a [1, 2]\nb: [1, *a]\n",
  },
  alias_bomb: {
    code: "yaml_alias_bomb",
    what: "aliases repeat more than",
    reason: "PyYAML keeps one object for each alias, but code that walks through such a value takes time without bound",
    example: bomb(8),
    counterexample: bomb(4),
  },
  depth: {
    code: "yaml_too_deep",
    what: "lists and mappings are nested deeper",
    reason: "PyYAML ends with a RecursionError at about 490 levels, less what the caller's own functions take",
    example: "[".repeat(420) + "]".repeat(420),
    counterexample: "[".repeat(400) + "]".repeat(400),
  },
  long_sexagesimal: {
    code: "yaml_invalid_value",
    what: "a sexagesimal number is too long",
    reason: "reading a number such as 1:30:00 takes quadratic time; none of 5,000 characters is meant",
    example: `a: 1${":1".repeat(2_500)}\n`,
    counterexample: `a: 1${":1".repeat(2_400)}\n`,
  },
};

/** The class that the refusal of a text is of, by the code and the first problem of its error. */
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
