/**
 * Runs `context show`.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { contextIssues, envStringBytes, MAX_ENV_STRING_BYTES } from "../../flytekit/context/context_issues.ts";
import { contextJson } from "../../flytekit/context/context_json.ts";
import { FULL_DIAGNOSIS } from "../../flytekit/context/full_diagnosis.ts";
import { maskedWire, type NamedField, namedField, namedFields } from "../../flytekit/context/named_fields.ts";
import { decodeSettings } from "../../flytekit/context/serialization_settings.ts";
import { jsonDumps } from "../../python/json.ts";
import type { JsonValue } from "../../python/json_value.ts";
import { oneLine, printable, printableJson, quoted } from "../../text/quote.ts";
import { DEFAULT_MAX_BYTES } from "../../wire/json_text.ts";
import { inCall } from "../../wire/problem.ts";
import type { ContextShowOptions } from "../commands/context.ts";
import { EXIT } from "../exit_codes.ts";
import { noteIssues } from "../output/issues.ts";
import { table } from "../output/table.ts";
import type { Session } from "../session.ts";
import { readContext, type SourcedContext } from "./context_source.ts";

/** Maximum number of characters of a value in the table. */
const MAX_VALUE = 500;

/** Prints a context. Rejects as `readContext` and `SerializationSettings.fromTransport` do, and with `unknown_field`. */
export async function contextShow(this: Session, options: ContextShowOptions, argument?: string): Promise<void> {
  const sourced = await readContext(this, argument, options);
  if (options.raw && options.field === undefined) return this.print(await jsonText(sourced));
  const { context, where } = sourced;
  const settings = await decodeSettings(where, context);
  if (options.field !== undefined) {
    const field = namedField(settings, options.field);
    if (field === undefined) return this.exitWith(EXIT.no);
    const text = valueText(field, options.raw);
    return this.print(this.terminal.stdout.isTerminal && !options.raw ? printable(text) : text);
  }
  if (!options.quiet) noteIssues(this, await contextIssues(settings, context, (text) => decodeSettings(where, text)));
  if (options.json) {
    return this.print(printableJson(jsonDumps(maskedWire(settings), { indent: 2, ensureAscii: false })));
  }
  const rows = [...namedFields(settings).values()].map((
    { name, shown },
  ) => [oneLine(name, MAX_VALUE), shownText(shown)]);
  this.print(table(["FIELD", "VALUE"], rows, this.tableFormat));
  if (options.quiet) return;
  const bytes = envStringBytes(context);
  const share = Math.ceil(100 * bytes / MAX_ENV_STRING_BYTES);
  const limit = `the ${MAX_ENV_STRING_BYTES} that Linux allows for one variable`;
  this.note(this.errorStyle.dim(`${where}: ${bytes} bytes, ${share}% of ${limit}`));
}

async function jsonText({ context, where }: SourcedContext): Promise<string> {
  try {
    return await contextJson(context, DEFAULT_MAX_BYTES, FULL_DIAGNOSIS);
  } catch (error) {
    throw inCall(where, error, "pass the value as flytekit wrote it");
  }
}

/** Returns a value for scripts: strings as they are, anything else as JSON. Throws `invalid_argument` for a secret. */
function valueText({ name, value, shown }: NamedField, isRaw = false): string {
  const exact = typeof value === "string" ? value : jsonDumps(value);
  if (isRaw || exact === (typeof shown === "string" ? shown : jsonDumps(shown))) return exact;
  throw new FlyteConfigError("invalid_argument", `--field: ${oneLine(name)} contains a secret; add --raw to print it`);
}

/** Returns a masked value on one line, in quotes if it is empty or has spaces around it. */
export function shownText(shown: JsonValue): string {
  const text = typeof shown === "string" ? shown : jsonDumps(shown);
  return text === text.trim() && text !== "" ? oneLine(text, MAX_VALUE) : quoted(text, MAX_VALUE);
}
