/** Pages of the errors of INI and YAML files. */
import { diagnosed, type ErrorPages, example } from "./page.ts";

const ini = (text: string): string => diagnosed(text, "ini");

/** An example that gets an option as a type. */
function option(text: string, getter: string): string {
  return example("", "parseIni", `parseIni(${JSON.stringify(text)}).${getter}("a", "b");`);
}

export const INI = {
  ini_missing_section_header: {
    cause: "The file starts with a key, or is YAML with a name that does not end in `yaml` or `yml`.",
    fix: "Add a header such as `[platform]` before the key, or rename the file.",
    example: ini("url = flyte.acme.com\n"),
  },
  ini_duplicate_section: {
    cause: "Two parts of a file were joined. Python rejects a section that occurs twice.",
    fix: "Move the keys to one section.",
    example: ini("[platform]\n[platform]\n"),
  },
  ini_duplicate_option: {
    cause: "A key was added that the section already has.",
    fix: "Remove one of the two lines.",
    example: ini("[platform]\nurl = a\nurl = b\n"),
  },
  ini_parsing: {
    cause: "A line has no `=` or `:`, or a value that goes on in the next line is not indented.",
    fix: "Add `=`, or indent the line.",
    example: ini("[platform]\nurl\n"),
  },
  ini_interpolation_syntax: {
    cause: "A value contains a percent sign, such as a URL or a password.",
    fix: "Write `%%` for a percent sign.",
    example: ini("[platform]\nurl = 50%\n"),
  },
  ini_interpolation_missing_option: {
    cause: "A value refers to a key that is misspelled, or in another section.",
    fix: "Add the key to the section or to `[DEFAULT]`, or write `%%`.",
    example: ini("[platform]\nurl = %(host)s\n"),
  },
  ini_interpolation_depth: {
    cause: "A value refers to itself, directly or through others.",
    fix: "Write the value out.",
    example: ini("[platform]\nurl = %(url)s\n"),
  },
  ini_not_boolean: {
    cause: "A program calls `getBoolean` for a value that is not a boolean.",
    fix: "Write true, false, yes, no, on, off, 1 or 0.",
    example: option("[a]\nb = maybe\n", "getBoolean"),
  },
  ini_not_integer: {
    cause: "A program calls `getInt` for a value that is not an integer.",
    fix: "Write digits only.",
    example: option("[a]\nb = 1.5\n", "getInt"),
  },
  ini_not_float: {
    cause: "A program calls `getFloat` for a value that is not a number.",
    fix: "Write a number with a point, such as 1.5.",
    example: option("[a]\nb = 1,5\n", "getFloat"),
  },
  ini_too_large: {
    cause: "Keys refer to each other so often that a value becomes very long.",
    fix: "Write the value out.",
    example: example(
      "",
      "parseIni",
      "const line = (index: number) => `k${index} = ${`%(k${index - 1})s`.repeat(9)}\\n`;",
      'const text = "[a]\\nk0 = 0123456789\\n" + [1, 2, 3, 4, 5, 6, 7, 8].map(line).join("");',
      'parseIni(text).get("a", "k8");',
    ),
  },
} satisfies ErrorPages;

export const YAML = {
  yaml_syntax: {
    cause: "A tab, a missing space after a colon, an unclosed quotation mark, or a value that starts with `@` or `%`.",
    fix: "Correct the position that the message names; quote values with special characters.",
    example: diagnosed("admin:\n\tendpoint: flyte.acme.com\n"),
  },
  yaml_character: {
    cause: "The file is binary or UTF-16, or a control character was pasted.",
    fix: "Delete the character; save the file as UTF-8.",
    example: diagnosed("admin: \0"),
  },
  yaml_multiple_documents: {
    cause: "The file has a line `---` after its first document.",
    fix: "Keep one document in a file.",
    example: diagnosed("admin: {}\n---\nadmin: {}\n"),
  },
  yaml_undefined_alias: {
    cause: "A value starts with `*`, or the anchor is misspelled or defined later.",
    fix: "Quote the value, or define the anchor before it.",
    example: diagnosed("admin: *dev\n"),
  },
  yaml_duplicate_anchor: {
    cause: "A block with an anchor was copied.",
    fix: "Rename one of the anchors.",
    example: diagnosed("a: &x 1\nb: &x 2\n"),
  },
  yaml_unknown_tag: {
    cause: "A value starts with `!`, or the file is a template of another program, such as CloudFormation.",
    fix: "Quote the value, or remove the tag.",
    example: diagnosed("admin: !Ref a\n"),
  },
  yaml_wrong_kind: {
    cause: "A tag such as `!!int` or `!!seq` precedes a value of another kind.",
    fix: "Remove the tag.",
    example: diagnosed("admin: !!seq a\n"),
  },
  yaml_merge: {
    cause: "The alias after `<<` is one of a string or a number.",
    fix: "Merge a mapping: `<<: *defaults`.",
    example: diagnosed("admin:\n  <<: a\n"),
  },
  yaml_unhashable_key: {
    cause: "A template such as `{{ name }}` was not filled in: YAML reads braces as a mapping.",
    fix: "Fill the template in, or quote it.",
    example: diagnosed("admin: {{ endpoint }}\n"),
  },
  yaml_invalid_value: {
    cause: "A value has the form of a date or a number, but is not a valid one.",
    fix: "Correct the value, or quote it.",
    example: diagnosed("a: 2024-13-01\n"),
  },
  yaml_recursive: {
    cause: "An alias is used within the value that has its anchor.",
    fix: "Write the value out.",
    example: diagnosed("admin: &a\n  b: *a\n"),
  },
  yaml_alias_bomb: {
    cause: "Aliases repeat lists of aliases, as in the attack known as billion laughs.",
    fix: "Write fewer aliases.",
    example: example(
      "",
      "parseYaml",
      "const line = (index: number) => `k${index}: &k${index} [${Array(9).fill(`*k${index - 1}`)}]\\n`;",
      'parseYaml("k0: &k0 [a]\\n" + [1, 2, 3, 4, 5, 6, 7, 8].map(line).join(""));',
    ),
  },
  yaml_too_many_collections: {
    cause: "The wrong file was passed, or an attempt to exhaust memory.",
    fix: "Check that it is the right file.",
    example: example("", "parseYaml", 'parseYaml(`[${"[],".repeat(1_000_000)}]`);'),
  },
  yaml_too_deep: {
    cause: "The wrong file was passed, or an attempt to exhaust the stack.",
    fix: "Check that it is the right file.",
    example: example("", "parseYaml", 'parseYaml("[".repeat(1_000));'),
  },
  yaml_duplicate_key: {
    cause: "A key was added that the mapping already has. Python uses the last one.",
    fix: "Remove the one that has no effect.",
    example: diagnosed("admin:\n  endpoint: a\n  endpoint: b\n"),
  },
  python_version_dependent: {
    cause: "A mapping merges two others with the same key; releases of PyYAML disagree which one is used.",
    fix: "Set the key itself, or merge one mapping.",
    example: diagnosed("x: &x {endpoint: a}\ny: &y {endpoint: b}\nadmin:\n  <<: [*x, *y]\n").replace(
      "[0]?.code",
      ".map(({ code }) => code)",
    ),
  },
} satisfies ErrorPages;
