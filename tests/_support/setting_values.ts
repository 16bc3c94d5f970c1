/**
 * Random values of settings, for the contract of sections.
 *
 * @module
 */
import fc from "fast-check";
import type { SettingDefinition } from "../../mod.ts";
import { runs } from "./effort.ts";

/** Strings that any source can represent: on one line, without whitespace at the ends. */
const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).filter((value) =>
  value.trim() === value && !/[\p{C}\p{Zl}\p{Zp}]/u.test(value)
);

/** Returns random values of a setting, none of them empty. */
export function randomValues(definition: SettingDefinition): readonly unknown[] {
  return fc.sample(valuesOf(definition), { ...fc.readConfigureGlobal(), numRuns: runs(10, 300) });
}

function valuesOf({ type, choices = [], min, max }: SettingDefinition): fc.Arbitrary<unknown> {
  switch (type) {
    case "boolean":
      return fc.boolean();
    case "integer":
    case "seconds":
      return fc.integer({ min: min ?? -1_000_000, max: max ?? 1_000_000 });
    case "choice":
      return fc.constantFrom(...choices);
    case "commaList":
      return fc.array(text.filter((item) => !item.includes(",")), { minLength: 1, maxLength: 4 });
    case "commandLine":
    case "wordList":
      return fc.array(text, { minLength: 1, maxLength: 4 });
    case "map":
      return fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/), text, {
        minKeys: 1,
        maxKeys: 3,
        noNullPrototype: true,
      });
    case "endpoint":
      return text.filter((value) => !value.includes("dns:///"));
    default:
      return text;
  }
}
