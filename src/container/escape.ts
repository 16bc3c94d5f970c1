/**
 * Escapes and checks values for a Dockerfile, so that no value can become an instruction.
 *
 * Dockerfiles are read line by line: a backslash at the end of a line continues it, `<<word` starts a here-document, quotes
 * and `$` are special in some instructions only, and no escape expresses a line break in `ENV`.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { quoted } from "../text/quote.ts";

/** Words that a shell does not change. */
const PLAIN_WORD = /^[\w@%+=:,./-]+$/;

/** Values that double quotes do not change. */
const PLAIN_VALUE = /^[^\\"$]*$/;

/** A reference to a variable in a Dockerfile, without modifiers. */
const REFERENCE = /(\$[A-Za-z_]\w*|\$\{[A-Za-z_]\w*\})/;

/** Returns a string as one word of a shell. */
export function shellWord(text: string): string {
  return PLAIN_WORD.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Returns a string as one word of a shell that keeps references to variables: all, or those with the given names. */
export function expandingWord(text: string, names?: ReadonlySet<string>): string {
  const parts = text.split(REFERENCE).map((part, index) => {
    const isReference = index % 2 === 1 && (names === undefined || names.has(part.replace(/[${}]/g, "")));
    return isReference ? `"${part}"` : part === "" ? "" : shellWord(part);
  });
  return parts.join("") || "''";
}

/** Splits a command line into words like a shell, without expanding anything. */
export function splitWords(line: string): readonly string[] {
  const words = line.match(/(?:\\.|'[^']*'|"(?:\\.|[^"\\])*"|[^\s'"\\]|['"\\])+/gu) ?? [];
  return words.map((word) =>
    word.replace(/\\(.)|'([^']*)'|"((?:\\.|[^"\\])*)"/gu, (_, escaped, single, double) => {
      return escaped ?? single ?? double.replace(/\\(["\\$`])/g, "$1");
    })
  );
}

/** Returns a list in the JSON form of instructions, which does not use a shell: on one line, in ASCII, without `<<`. */
export function jsonForm(list: readonly string[]): string {
  return `[${list.map((text) => JSON.stringify(text)).join(", ")}]`.replace(/[^ -~]|<(?=<)/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/**
 * Escapes a path for the JSON form of `COPY`, which still expands variables and drops quotes and backslashes. With
 * `expands`, `$NAME` and `${NAME}` refer to variables.
 */
export function copyWord(path: string, expands: boolean): string {
  const parts = expands ? path.split(REFERENCE) : [path];
  return parts.map((part, index) => index % 2 === 1 ? part : part.replace(/[\\$'"]/g, "\\$&")).join("");
}

/** Returns `name=value` for `ENV` and `LABEL`. With `expands`, `$NAME` and `${NAME}` refer to variables. */
export function assignment(name: string, value: string, expands: boolean = false): string {
  const parts = expands ? value.split(REFERENCE) : [value];
  if (parts.every((part, index) => index % 2 === 1 || PLAIN_VALUE.test(part))) return `${name}="${value}"`;
  const written = parts.map((part, index) => index % 2 === 1 ? `"${part}"` : literal(part));
  return `${name}=${written.join("")}`;
}

/** Whether a value contains a reference to a variable. */
export function hasReference(value: string): boolean {
  return REFERENCE.test(value);
}

/** In single quotes, everything except a single quote is literal. */
function literal(text: string): string {
  const parts = text.split("'").map((part) => part === "" ? "" : `'${part}'`);
  return parts.join(`"'"`);
}

/** Whether a shell command can be written in an instruction without the JSON form. */
export function isPlainLine(line: string): boolean {
  return /^[!-~](?:[ -~]*[!-~])?$/.test(line) && !/^[#[-]|\\|<</.test(line);
}

/** Returns a string without control characters. Throws `image_field_invalid`. */
export function checkText(field: string, text: string): string {
  // deno-lint-ignore no-control-regex
  if (/[\x00-\x08\x0a-\x1f\x7f]/.test(text)) throw invalidField(field, "contains a line break or control character");
  return text;
}

/** Returns a string without NUL, which arguments of programs cannot contain. Throws `image_field_invalid`. */
export function checkNoNul(field: string, text: string): string {
  if (text.includes("\0")) throw invalidField(field, "contains a NUL character");
  return text;
}

/** Returns an image name that cannot be read as anything else in a Dockerfile. Throws `image_field_invalid`. */
export function checkImage(field: string, image: string): string {
  if (/^[A-Za-z0-9[][\w.:/@[\]+-]*$/.test(image)) return image;
  throw invalidField(field, `${quoted(image)} is not a valid image name`);
}

/** Returns a path that an option of an instruction can contain unescaped. Throws `image_field_invalid`. */
export function checkMountPath(field: string, path: string): string {
  if (/^[\w./~+:@-]+$/.test(path) && !path.startsWith("-")) return path;
  throw invalidField(field, `invalid path ${quoted(path)}; use letters, digits and . / ~ + : @ _ - only`);
}

/** Returns a valid name of an environment variable or label. Throws `image_field_invalid`. */
export function checkName(field: string, name: string): string {
  if (/^[A-Za-z_][\w.-]*$/.test(name)) return name;
  throw invalidField(field, `invalid name ${quoted(name)}; use letters, digits and . _ - only, and no digit first`);
}

/** Creates the error of a field that a Dockerfile cannot contain. */
export function invalidField(field: string, what: string): FlyteConfigError {
  return new FlyteConfigError("image_field_invalid", `${field}: ${what}`, { path: field });
}
