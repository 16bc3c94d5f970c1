/**
 * Answers shells that ask for completions, as the scripts of `completion` do: `complete -- WORDS`. The answer has lines
 * `VALUE<tab>DESCRIPTION` and ends with `:DIRECTIVE`, which is a sum of bits.
 *
 * @module
 */
import { type Application, proposeCompletions } from "@stricli/core";
import { FILES } from "../candidates.ts";
import { Session } from "../session.ts";

/** Bits of a directive: what the shell does after the candidate, and whether it proposes names of files. */
const [NO_SPACE, NO_FILES] = [2, 4] as const;

/** Prints candidates for the last of some words; none if the words before it are wrong. Never rejects. */
export async function complete(
  application: Application<Session>,
  { terminal, host }: Session,
  words: readonly string[],
): Promise<void> {
  const [before, partial] = split(words);
  const session = new Session(terminal, host, before);
  const found = await proposeCompletions(application, [...before, partial], session).catch(() => []);
  const values = found.filter(({ kind }) => kind !== "argument:flag");
  // Options are proposed once they begin, or where there is nothing else.
  const proposed = partial.startsWith("-") || values.length === 0 ? found : values;
  const lines = proposed.filter(({ completion }) => !completion.endsWith(FILES)).map(({ completion, brief }) => {
    const [value, description = brief] = completion.split("\t");
    return { value: value!, line: `${value}\t${description.replace(/\s+/g, " ")}` };
  });
  for (const { line } of lines) session.print(line);
  const hasFiles = values.some(({ completion }) => completion.endsWith(FILES));
  const isPart = lines.length > 0 && lines.every(({ value }) => /[=.]$/.test(value));
  session.print(`:${(isPart ? NO_SPACE : 0) + (hasFiles ? 0 : NO_FILES)}`);
}

/** Separates the word to complete. Of an option with a value, `--format=js`, that is the value. */
function split(words: readonly string[]): readonly [before: readonly string[], partial: string] {
  const [before, last = ""] = [words.slice(0, -1), words.at(-1)];
  const [, option, value] = before.includes("--") ? [] : /^(--[\w-]+)=(.*)$/s.exec(last) ?? [];
  return option === undefined ? [before, last] : [[...before, option], value!];
}
