/**
 * Runs `context find`.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { envStringBytes } from "../../flytekit/context/context_issues.ts";
import { contextJson } from "../../flytekit/context/context_json.ts";
import { type FoundContext, searchContexts } from "../../flytekit/context/find_context.ts";
import { FULL_DIAGNOSIS } from "../../flytekit/context/full_diagnosis.ts";
import { namedFields } from "../../flytekit/context/named_fields.ts";
import { SerializationSettings } from "../../flytekit/context/serialization_settings.ts";
import type { JsonValue } from "../../python/json_value.ts";
import { oneLine, printable } from "../../text/quote.ts";
import type { ContextFindOptions } from "../commands/context.ts";
import { EXIT } from "../exit_codes.ts";
import { table } from "../output/table.ts";
import type { Session } from "../session.ts";
import { shownText } from "./context_show.ts";
import { readCarrier, whereOf } from "./context_source.ts";

const MIB = 1024 * 1024;
/** Limits of one context in a list. */
const LIMITS = { maxBytes: MIB, maxValues: 50_000 } as const;
/** Maximum number of bytes that all contexts of a run may have. */
const MAX_TOTAL = 256 * MIB;
const MAX_PATH = 500;

const FIELDS = ["project", "domain", "version", "image.default"] as const;

/** A line of the list. */
interface Summary {
  readonly file: string;
  readonly path: string;
  readonly bytes: number;
  /** The fields that are set, with secrets masked. */
  readonly fields: Readonly<Record<string, JsonValue>>;
  /** Why the context cannot be decoded. */
  readonly error?: string;
  readonly context: string;
}

/** Lists the contexts in files. Rejects as `Session.readInput` does. */
export async function contextFind(this: Session, options: ContextFindOptions, ...paths: string[]): Promise<void> {
  const summaries: Summary[] = [];
  const reasons: string[] = [];
  const summarize = summarizer();
  for (const path of paths.length > 0 ? paths : [undefined]) {
    const { name, text } = await readCarrier(this, path);
    const { found, reason } = searchContexts(text);
    if (found.length === 0) reasons.push(`${printable(name)}: no serialized context found; ${reason}`);
    for (const one of found) summaries.push(await summarize(name, one));
  }
  if (!options.quiet) reasons.forEach((reason) => this.note(this.errorStyle.dim(reason)));
  if (summaries.length === 0) this.exitWith(EXIT.no);
  if (options.json) {
    return this.printJson(summaries.map(({ context, ...shown }) => options.raw ? { ...shown, context } : shown));
  }
  if (summaries.length === 0) return;
  if (options.raw) return summaries.forEach(({ context }) => this.print(context));
  const isOneFile = new Set(summaries.map(({ file }) => file)).size === 1;
  const rows = summaries.map(({ file, path, fields, error }) => [
    oneLine(isOneFile && path !== "" ? path : whereOf(file, path), MAX_PATH),
    ...FIELDS.map((name) => fields[name] === undefined ? "" : shownText(fields[name])),
    error ?? "",
  ]);
  const errorHeader = rows.some((row) => row.at(-1) !== "") ? ["ERROR"] : [];
  this.print(table(["CONTEXT", "PROJECT", "DOMAIN", "VERSION", "IMAGE", ...errorHeader], rows, this.tableFormat));
}

/** Returns a function that decodes contexts, up to a limit for all of them. */
function summarizer(): (file: string, found: FoundContext) => Promise<Summary> {
  let left = MAX_TOTAL;
  return async (file, { context, path }) => {
    const summary = { file, path, bytes: envStringBytes(context), context };
    try {
      if (left <= 0) throw new FlyteConfigError("too_large", `not decoded: the others have ${MAX_TOTAL} bytes`);
      left -= LIMITS.maxBytes;
      const json = await contextJson(context, LIMITS.maxBytes, FULL_DIAGNOSIS);
      left += LIMITS.maxBytes - json.length;
      const fields = namedFields(SerializationSettings.fromJsonString(json, LIMITS));
      const shown = FIELDS.flatMap((name) => fields.has(name) ? [[name, fields.get(name)!.shown]] : []);
      return { ...summary, fields: Object.fromEntries(shown) };
    } catch (error) {
      if (!(error instanceof FlyteConfigError)) throw error;
      return { ...summary, fields: {}, error: error.message };
    }
  };
}
