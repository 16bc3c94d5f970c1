/**
 * Finds the context that the arguments of a command name.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { SERIALIZED_CONTEXT_ENV_VAR } from "../../flytekit/context/constants.ts";
import { searchContexts } from "../../flytekit/context/find_context.ts";
import type { NamedText } from "../../formats/config_document.ts";
import { quoted } from "../../text/quote.ts";
import { unknownName } from "../../text/expected.ts";
import type { ContextOptions } from "../commands/context.ts";
import type { Session } from "../session.ts";

/** A context, and where it is, for messages. */
export interface SourcedContext {
  readonly context: string;
  readonly where: string;
}

/** Base64 that is long enough for a context, copied without its start. */
const BASE64 = /^[\w+/=-]{40,}$/;

/**
 * Returns the context in an argument, a file, standard input or the variable. Rejects with `context_not_found`,
 * `context_ambiguous`, `invalid_argument`, and as `Session.readInput` does.
 */
export async function readContext(
  session: Session,
  argument: string | undefined,
  { file, at }: ContextOptions,
): Promise<SourcedContext> {
  if (file !== undefined && argument !== undefined) {
    throw new FlyteConfigError(
      "invalid_argument",
      "the context is given twice; pass it either as argument or as --file",
    );
  }
  const isArgument = argument !== undefined && argument !== "-";
  const { name, text } = isArgument
    ? { name: "argument", text: argument }
    : await readCarrier(session, file ?? argument);
  const { found, reason } = searchContexts(text);
  if (found.length === 0) {
    if (BASE64.test(text.trim())) return { context: text.trim(), where: name };
    const hint = isArgument ? "; to read a file, write --file" : "";
    throw new FlyteConfigError("context_not_found", `${name}: no serialized context found; ${reason}${hint}`);
  }
  const chosen = at === undefined ? found[0]! : found.find(({ path }) => path === at);
  if (chosen === undefined) {
    const what = unknownName("path", at!, found.map(({ path }) => path));
    const remedy = what.endsWith("?") ? "" : "; context find prints the paths";
    throw new FlyteConfigError("context_not_found", `--at: ${what}${remedy}`);
  }
  if (at === undefined && found.length > 1) {
    const paths = found.slice(0, 10).map(({ path }) => quoted(path, 200)).join(", ");
    const what = `found ${found.length} different contexts (${paths}${found.length > 10 ? ", …" : ""})`;
    throw new FlyteConfigError("context_ambiguous", `${name}: ${what}; choose one with --at`);
  }
  return { context: chosen.context, where: whereOf(name, chosen.path) };
}

/** Reads a file or standard input; if neither is given, and standard input is a terminal or empty, the variable. */
export async function readCarrier(session: Session, path: string | undefined): Promise<NamedText> {
  if (path !== undefined) return await session.readInput(path, "contexts");
  const { terminal } = session;
  const input = terminal.stdinIsTerminal ? undefined : await session.readInput("-", "contexts");
  if (input !== undefined && input.text.trim() !== "") return input;
  const value = terminal.env(SERIALIZED_CONTEXT_ENV_VAR);
  if (value !== undefined) return { name: SERIALIZED_CONTEXT_ENV_VAR, text: value };
  const what = `no context was given, and ${SERIALIZED_CONTEXT_ENV_VAR} is not set`;
  throw new FlyteConfigError("context_not_found", `${what}; pass a context, a file, or text on standard input`);
}

/** Returns where a context is: the name of what has it, and the path to it. */
export function whereOf(name: string, path: string): string {
  return path === "" ? name : `${name}: ${path}`;
}
