/**
 * Sample values of settings, always the same ones: ordinary, odd, and from a generator with a fixed seed.
 *
 * @module
 */
import type { SettingDefinition } from "../settings/definition.ts";
import { VALUE_TYPES } from "../settings/value_types.ts";

/** Strings with a meaning in YAML, INI files, shells or JSON. */
const ODD_STRINGS: readonly string[] = [
  ..."yes No on 1:30 ~ null 0o17 012 1e3 .inf 2001-01-01 # #a a#b a: :a - -a ? [x ]{ } & * ! | > ' \" \\ % %% %(x)s"
    .split(" "),
  ..."; ;a = a=b << $HOME é 漢字 🚀 a\tb".split(" "),
  ...["a", "my value", "a # b", "a: b", "- a", "? a", "https://example.com/a?b=c&d"],
];

/** Characters of generated strings. */
const CHARACTERS = [..." !\"#$%&'()*+,-./0123456789:;<=>?@ABCXYZ[\\]^_`abcxyz{|}~äß漢🚀"];

const GENERATED = 8;

/** Strings that every source can represent: on one line, without whitespace at the ends. */
function strings(): readonly string[] {
  const next = generator(20_260_101);
  const generated = Array.from({ length: GENERATED }, () => {
    const length = 1 + next(12);
    return Array.from({ length }, () => CHARACTERS[next(CHARACTERS.length)]).join("").trim();
  });
  return [...ODD_STRINGS, ...generated.filter((value) => value !== "")];
}

/** Returns a function whose calls return integers from 0 to below a limit. */
function generator(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor(state / 2 ** 32 * limit);
  };
}

/** Returns valid values of a setting that are not empty. */
export function samplesOf({ type, choices = [], min, max }: SettingDefinition): readonly unknown[] {
  switch (type) {
    case "boolean":
      return [true, false];
    case "integer":
    case "seconds":
      return integersOf(min, max);
    case "choice":
      return [...choices];
    case "commaList":
      return chunks(strings().filter((value) => !value.includes(",")));
    case "commandLine":
    case "wordList":
      return chunks(strings());
    case "map":
      return chunks(strings()).map((items) => Object.fromEntries(items.map((item, index) => [`name${index}`, item])));
    default:
      return [...strings()];
  }
}

/** Returns integers of a range: its ends, or large numbers where it has none, and some between them. */
function integersOf(min: number | undefined, max: number | undefined): readonly number[] {
  const low = Math.ceil(min ?? Math.min(-1_000_000, max ?? 0));
  const high = Math.floor(max ?? Math.max(1_000_000, min ?? 0));
  return [...new Set([low, high, 0, 1, 7, Math.floor((low + high) / 2)])].filter((one) => one >= low && one <= high);
}

/** Divides strings into lists of one to four. */
function chunks(items: readonly string[]): readonly string[][] {
  const lists: string[][] = [];
  for (let at = 0, size = 1; at < items.length; at += size, size = size % 4 + 1) lists.push(items.slice(at, at + size));
  return lists;
}

/** Returns values of the wrong type for a setting, as YAML files and programs can have them. */
export function wrongValuesOf({ type, min, max }: SettingDefinition): readonly unknown[] {
  switch (type) {
    case "boolean":
      return [2, [true], { a: true }];
    case "integer":
    case "seconds":
      return [1.5, true, [1], ...outsideOf(min, max)];
    case "commaList":
    case "commandLine":
    case "wordList":
      return [WRONG, [WRONG], { a: "b" }, true];
    case "map":
      return [WRONG, ["a"], { a: WRONG }];
    default:
      return [WRONG, true, [`SECRET-${WRONG}`], { [`SECRET-${WRONG}`]: 1 }];
  }
}

/** A number that is recognized in messages about secrets of a wrong type. */
export const WRONG = 918_273_645;

/** Returns strings that are not valid for a setting; many types accept any string. */
export function wrongStringsOf({ type, min, max }: SettingDefinition): readonly string[] {
  if (type === "boolean") return ["flase", "2", "yess"];
  if (type === "choice") return ["no such choice"];
  if (type !== "integer" && type !== "seconds") return [];
  return ["1.5", "one", "1 2", ...outsideOf(min, max).map(String)];
}

function outsideOf(min: number | undefined, max: number | undefined): readonly number[] {
  return [...min === undefined ? [] : [min - 1], ...max === undefined ? [] : [max + 1]];
}

/** Returns values, each with a string that represents it in variables and INI files. */
export function writtenSamples(
  { type }: SettingDefinition,
  values: readonly unknown[],
): readonly (readonly [value: unknown, written: string])[] {
  if (type === "boolean") {
    const words = ["true", "1", "yes", "on", "false", "0", "no", "off", "TRUE", "False", "oN"];
    return words.map((word) => [/^(true|1|yes|on)$/i.test(word), word]);
  }
  const listed = (items: readonly unknown[]) => type === "commaList" ? items.join(",") : JSON.stringify(items);
  return values.map((value) => [value, Array.isArray(value) ? listed(value) : String(value)]);
}

/** Returns settings as checks and clients receive them: nothing set, each setting alone, all but one, and all. */
export function combinationsOf(
  settings: readonly (readonly [key: string, definition: SettingDefinition])[],
  valuesOf: (key: string, definition: SettingDefinition) => readonly unknown[],
): readonly Readonly<Record<string, unknown>>[] {
  const columns = settings.map(([key, definition]) =>
    [key, VALUE_TYPES[definition.type].isSecret ? [secretOf(key)] : valuesOf(key, definition)] as const
  ).filter(([, values]) => values.length > 0);
  const all = (at: number) => columns.map(([key, values]) => [key, values[at % values.length]] as const);
  const longest = Math.max(0, ...columns.map(([, values]) => values.length));
  const rounds = Array.from({ length: longest }, (_, at) => all(at));
  return [
    [],
    ...columns.flatMap(([key, values]) => values.map((value) => [[key, value] as const])),
    ...columns.flatMap(([key]) => [0, 7].map((at) => all(at).filter(([other]) => other !== key))),
    ...rounds,
    settings.filter(([, { type }]) => VALUE_TYPES[type].isString && type !== "choice").map(([key]) =>
      [key, ""] as const
    ),
  ].map((entries) => Object.fromEntries(entries));
}

/** Returns the sample of a secret setting, which occurs in no other value. */
export function secretOf(key: string): string {
  return `Tr0ub4dor-${key}`;
}
