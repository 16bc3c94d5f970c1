/**
 * Runs `context set`.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { changeFields, type FieldChanges } from "../../flytekit/context/change_fields.ts";
import { SERIALIZED_CONTEXT_ENV_VAR } from "../../flytekit/context/constants.ts";
import { contextIssues } from "../../flytekit/context/context_issues.ts";
import { encodeContext } from "../../flytekit/context/encode_context.ts";
import { fieldDifferences, type NamedField } from "../../flytekit/context/named_fields.ts";
import { decodeSettings } from "../../flytekit/context/serialization_settings.ts";
import { oneLine, quoted } from "../../text/quote.ts";
import type { ContextSetOptions } from "../commands/context.ts";
import { noteIssues } from "../output/issues.ts";
import type { Session } from "../session.ts";
import { shownText } from "./context_show.ts";
import { readContext } from "./context_source.ts";

/** Prints a changed context. Rejects as `readContext`, `fromTransport` and `changeFields` do. */
export async function contextSet(this: Session, options: ContextSetOptions, ...args: string[]): Promise<void> {
  const { unset = [], shell, json, quiet } = options;
  if (shell && json) throw new FlyteConfigError("invalid_argument", "only one of --shell and --json can be given");
  const [first] = args;
  const argument = first !== undefined && !isAssignment(first) ? first : undefined;
  const changes = changesOf(argument === undefined ? args : args.slice(1), unset);
  const { context, where } = await readContext(this, argument, options);
  const settings = await decodeSettings(where, context);
  const changed = await changeFields(settings, changes);
  const result = await encodeContext(changed.toJsonString(), true);
  if (!quiet) {
    const { dim } = this.errorStyle;
    const differences = fieldDifferences(settings, changed);
    for (const { name, before, after } of differences) {
      this.note(`${oneLine(name)}: ${sideText(before)} ${dim("→")} ${sideText(after)}`);
    }
    if (differences.length === 0) this.note(dim("no field changes"));
    noteIssues(this, await contextIssues(changed, result, (text) => decodeSettings(where, text)));
  }
  if (json) this.printJson({ name: SERIALIZED_CONTEXT_ENV_VAR, value: result });
  else this.print(shell ? `export ${SERIALIZED_CONTEXT_ENV_VAR}=${result}` : result);
}

function sideText(field: NamedField | undefined): string {
  return field === undefined ? "(not set)" : shownText(field.shown);
}

/** Whether an argument is `name=value`, where the name is a word with anything after a dot. */
function isAssignment(argument: string): boolean {
  return !isContext(argument) && /^[A-Za-z]\w*(?:\.[^=\n]*)?=/.test(argument);
}

/** Whether an argument has a context, which may end in `=`, and may follow other variables. */
function isContext(argument: string): boolean {
  return argument.startsWith("H4sI") || new RegExp(`^${SERIALIZED_CONTEXT_ENV_VAR}=`, "m").test(argument);
}

function changesOf(assignments: readonly string[], unset: readonly string[]): FieldChanges {
  const changes = new Map<string, string | undefined>();
  const add = (name: string, value: string | undefined) => {
    if (changes.has(name)) throw new FlyteConfigError("invalid_argument", `${oneLine(name)} is given twice`);
    changes.set(name, value);
  };
  for (const assignment of assignments) {
    if (!isAssignment(assignment)) {
      const what = isContext(assignment) ? "a context" : quoted(assignment);
      const remedy = "write name=value; only the first argument can be the context";
      throw new FlyteConfigError("invalid_argument", `${what} is not an assignment; ${remedy}`);
    }
    const equals = assignment.indexOf("=");
    add(assignment.slice(0, equals), assignment.slice(equals + 1));
  }
  for (const name of unset) add(name, undefined);
  if (changes.size > 0) return changes;
  throw new FlyteConfigError(
    "invalid_argument",
    "nothing to change; write name=value, as in version=v2, or --unset name",
  );
}
