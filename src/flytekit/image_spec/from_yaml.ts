/**
 * Reads image specifications from YAML files.
 *
 * @module
 */
import { type Check, checkArgument, either, STRING } from "../../arguments.ts";
import { type Issue, makeIssue } from "../../errors.ts";
import type { NamedText } from "../../formats/config_document.ts";
import { parseYaml } from "../../formats/yaml/parse.ts";
import { isPlainObject } from "../../python/json_value.ts";
import { SOURCE_ISSUES, type SpecFields } from "./fields.ts";
import { fieldsOfDict, type MakeSpec, type TextAt } from "./from_dict.ts";

const FILE: Check = either(STRING, {
  expected: "{ name, text }",
  accepts: (value) => {
    const { name, text } = Object(value) as { readonly name?: unknown; readonly text?: unknown };
    return typeof name === "string" && typeof text === "string";
  },
});

/** Reads the fields of a YAML file, with the issues of the file. Throws as {@linkcode fieldsOfDict}, and `YamlError`. */
export function fieldsOfYaml(file: string | NamedText, make: MakeSpec): SpecFields {
  checkArgument("ImageSpec.fromYaml", "file", file, FILE, "ImageSpec.fromYaml({ name, text })");
  const { name, text } = typeof file === "string" ? { name: "<string>", text: file } : file;
  const document = parseYaml(text, { name });
  const textAt: TextAt = (path) => {
    const span = document.at(path);
    return span && text.slice(span.offset, span.end.offset);
  };
  const fields = fieldsOfDict(document.value, make, textAt);
  const issues = [...document.issues, ...differencesOf(document.value as Readonly<Record<string, unknown>>)];
  return { ...fields, [SOURCE_ISSUES]: issues } as SpecFields;
}

/** Fields that flytekit reads differently from a YAML file, each with the end of the issue's message. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  source_copy_mode: "reads a string instead of a CopyFileDetection, which changes the hash",
  base_image: "does not read a mapping as an ImageSpec, and cannot build it",
  pip_secret_mounts: "rejects it, since YAML has no tuples",
};

function differencesOf(object: Readonly<Record<string, unknown>>): readonly Issue[] {
  const isRead = (field: string) => field !== "base_image" || isPlainObject(object[field]);
  return Object.entries(DIFFERENCES)
    .filter(([field]) => (object[field] ?? undefined) !== undefined && isRead(field))
    .map(([field, what]) =>
      makeIssue("differs_from_python", `ImageSpec: ${field} of a YAML file: flytekit ${what}`, field)
    );
}
