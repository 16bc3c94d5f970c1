/**
 * Writing values into a Dockerfile so that they stay values.
 *
 * A Dockerfile is read in lines: a backslash at the end of one joins the next, `<<word` makes those that follow a
 * document, quotes and `$` have their meaning in some instructions only, and nothing can express a line break in `ENV`.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";

/** What a shell takes as it is. */
const PLAIN_WORD = /^[\w@%+=:,./-]+$/;

/** What is the same inside double quotes as without. */
const PLAIN_VALUE = /^[^\\"$]*$/;

/** A reference to a variable as Dockerfiles have it, without their modifiers. */
const REFERENCE = /(\$[A-Za-z_]\w*|\$\{[A-Za-z_]\w*\})/;

/** Text in one word of a shell. */
export function shellWord(text: string): string {
  return PLAIN_WORD.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Text in one word of a shell, in which references to variables stay references: all, or those of some names. */
export function expandingWord(text: string, names?: ReadonlySet<string>): string {
  const parts = text.split(REFERENCE).map((part, index) => {
    const isReference = index % 2 === 1 && (names === undefined || names.has(part.replace(/[${}]/g, "")));
    return isReference ? `"${part}"` : part === "" ? "" : shellWord(part);
  });
  return parts.join("") || "''";
}

/** The words of a command line, as a shell splits them, with nothing replaced in them. */
export function splitWords(line: string): readonly string[] {
  const words = line.match(/(?:\\.|'[^']*'|"(?:\\.|[^"\\])*"|[^\s'"\\]|['"\\])+/gu) ?? [];
  return words.map((word) =>
    word.replace(/\\(.)|'([^']*)'|"((?:\\.|[^"\\])*)"/gu, (_, escaped, single, double) => {
      return escaped ?? single ?? double.replace(/\\(["\\$`])/g, "$1");
    })
  );
}

/** A list as instructions take it that need no shell: JSON on one line, in ASCII, without `<<`. */
export function jsonForm(list: readonly string[]): string {
  return `[${list.map((text) => JSON.stringify(text)).join(", ")}]`.replace(/[^ -~]|<(?=<)/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/**
 * A path as `COPY` takes it in a list, where it still replaces variables and drops quotes and backslashes; with
 * `expands`, `$NAME` and `${NAME}` stand for variables.
 */
export function copyWord(path: string, expands: boolean): string {
  const parts = expands ? path.split(REFERENCE) : [path];
  return parts.map((part, index) => index % 2 === 1 ? part : part.replace(/[\\$'"]/g, "\\$&")).join("");
}

/** A name with its value as `ENV` and `LABEL` take them; with `expands`, `$NAME` and `${NAME}` stand for variables. */
export function assignment(name: string, value: string, expands: boolean = false): string {
  const parts = expands ? value.split(REFERENCE) : [value];
  if (parts.every((part, index) => index % 2 === 1 || PLAIN_VALUE.test(part))) return `${name}="${value}"`;
  const written = parts.map((part, index) => index % 2 === 1 ? `"${part}"` : literal(part));
  return `${name}=${written.join("")}`;
}

/** Whether {@linkcode assignment} finds a variable in a value. */
export function hasReference(value: string): boolean {
  return REFERENCE.test(value);
}

/** Between single quotes everything stands for itself but they. */
function literal(text: string): string {
  const parts = text.split("'").map((part) => part === "" ? "" : `'${part}'`);
  return parts.join(`"'"`);
}

/** Whether a line of a shell means the same as an instruction's own text as it does by itself. */
export function isPlainLine(line: string): boolean {
  return /^[!-~](?:[ -~]*[!-~])?$/.test(line) && !/^[#[-]|\\|<</.test(line);
}

/** A text without control characters. Throws `image_field_invalid`. */
export function checkText(field: string, text: string): string {
  // deno-lint-ignore no-control-regex
  if (/[\x00-\x08\x0a-\x1f\x7f]/.test(text)) throw invalidField(field, "holds a line break or a control character");
  return text;
}

/** A text without the character that no argument of a program can hold. Throws `image_field_invalid`. */
export function checkNoNul(field: string, text: string): string {
  if (text.includes("\0")) throw invalidField(field, "holds a NUL character");
  return text;
}

/** The identifier of an image, as far as that a Dockerfile takes it for one. Throws `image_field_invalid`. */
export function checkImage(field: string, image: string): string {
  if (/^[A-Za-z0-9[][\w.:/@[\]+-]*$/.test(image)) return image;
  throw invalidField(field, `is ${JSON.stringify(image)}, which is no identifier of an image`);
}

/** A path that an option of an instruction takes as it is. Throws `image_field_invalid`. */
export function checkMountPath(field: string, path: string): string {
  if (/^[\w./~+:@-]+$/.test(path) && !path.startsWith("-")) return path;
  throw invalidField(field, `is ${JSON.stringify(path)}; a path here has letters, digits and . / ~ + : @ _ - only`);
}

/** The name of an environment variable or label. Throws `image_field_invalid`. */
export function checkName(field: string, name: string): string {
  if (/^[A-Za-z_][\w.-]*$/.test(name)) return name;
  throw invalidField(field, `has the name ${JSON.stringify(name)}; names have letters, digits and . _ - only`);
}

/** The error of a field that a Dockerfile cannot hold. */
export function invalidField(field: string, what: string): FlyteConfigError {
  return new FlyteConfigError("image_field_invalid", `${field} ${what}`, { path: field });
}
