/**
 * Reads a Dockerfile as BuildKit does, by no code under test.
 *
 * @module
 */
import assert from "node:assert/strict";

/** An instruction: its name, its `--flags`, and the rest. */
export interface Instruction {
  readonly name: string;
  readonly flags: readonly string[];
  readonly rest: string;
}

/** The instructions of a Dockerfile, which must have no parser directive and no heredoc. */
export function readDockerfile(text: string): readonly Instruction[] {
  const found: Instruction[] = [];
  let line = "";
  assert.doesNotMatch(text, /^#\s*\w+\s*=/, "a parser directive");
  for (const part of text.split("\n")) {
    const trimmed = part.replace(/^[ \t\r\v\f]+/, "").replace(/\r$/, "");
    if (trimmed === "" || trimmed.startsWith("#")) continue;
    const continued = /\\[ \t]*$/.exec(part);
    line += continued ? part.slice(0, continued.index) : part;
    if (continued) continue;
    found.push(instructionOf(line.trim()));
    line = "";
  }
  assert.equal(line, "", "the last line is continued");
  return found;
}

/** The names and values of an `ENV` or `LABEL`, with variables as `${NAME}` in a list of parts. */
export function readAssignments(rest: string): Record<string, string> {
  const values: Record<string, string> = { __proto__: null } as never;
  let at = 0;
  while (at < rest.length) {
    if (/\s/.test(rest[at]!)) at++;
    else {
      const equals = rest.indexOf("=", at);
      const [value, end] = readWord(rest, equals + 1);
      values[rest.slice(at, equals)] = value;
      at = end;
    }
  }
  return values;
}

/** The list of an instruction in JSON. */
export function readJson(rest: string): readonly string[] {
  assert.match(rest, /^\[[ -~]*\]$/);
  return JSON.parse(rest);
}

/** A path of a `COPY` in a list: variables are replaced in it, here by `<NAME>`, and it must have no quotes. */
export function readCopyWord(word: string): string {
  return word.replace(/\\([^])|\$(\w+)|\$\{(\w+)\}|["'\\$]/g, (found, escaped, one, other) => {
    if (escaped !== undefined) return escaped;
    return one ?? other ? `<${one ?? other}>` : assert.fail(`a bare ${found} in ${word}`);
  });
}

/** The words of a shell's line that uses quotes and backslashes only. */
export function readShell(line: string): readonly string[] {
  const words = line.match(/(?:\\[^]|'[^']*'|[^\s'\\])+/gu) ?? [];
  return words.map((word) => word.replace(/\\([^])|'([^']*)'/gu, (_, escaped, quoted) => escaped ?? quoted));
}

/** What a `RUN` gives to the shell. */
export function scriptOf({ rest }: Instruction): string {
  return rest.startsWith("[") ? readJson(rest)[2]! : rest.replaceAll("&&     ", "&& ");
}

function instructionOf(line: string): Instruction {
  const [, name, tail] = /^(\w+)\s+(.*)$/s.exec(line) ?? assert.fail(`no instruction: ${line}`);
  assert.match(name!, /^(FROM|RUN|ENV|COPY|USER|WORKDIR|SHELL|ENTRYPOINT|LABEL)$/, line);
  let rest = tail!;
  const flags: string[] = [];
  for (let flag = /^--\S+\s+/.exec(rest); flag; flag = /^--\S+\s+/.exec(rest)) {
    flags.push(flag[0].trim());
    rest = rest.slice(flag[0].length);
  }
  if (name === "RUN" || name === "COPY") {
    // Inside quotes there is no heredoc, but to be sure there should be nothing like it at all.
    assert.doesNotMatch(rest, /<</, `a heredoc: ${line}`);
  }
  return { name: name!, flags, rest };
}

function readWord(text: string, start: number): [value: string, end: number] {
  let value = "";
  let quote = "";
  let at = start;
  for (; at < text.length; at++) {
    const character = text[at]!;
    if (quote === "" && /\s/.test(character)) break;
    if (character === quote) quote = "";
    else if (quote === "" && (character === "'" || character === '"')) quote = character;
    else if (character === "\\" && quote !== "'") {
      at++;
      if (quote === '"' && !/["\\$]/.test(text[at] ?? "")) value += "\\";
      value += text[at] ?? "";
    } else if (character === "$" && quote !== "'") {
      const [reference] = /^\$(\w+|\{[^}]*\})/.exec(text.slice(at)) ?? assert.fail(`a bare $: ${text}`);
      value += `<${reference.replace(/[${}]/g, "")}>`;
      at += reference.length - 1;
    } else value += character;
  }
  assert.equal(quote, "", `a quote is not closed: ${text}`);
  return [value, at];
}
