/**
 * Runs `set` and `unset`.
 *
 * @module
 */
import { searchFiles } from "../../diagnostics/search.ts";
import { editYaml, type YamlChange, type YamlEdit } from "../../edit/edit.ts";
import { FlyteConfigError } from "../../errors.ts";
import { replaceFile, whileLocked } from "../../runtime/change_files.ts";
import { printable, quoted, quotedPath } from "../../text/quote.ts";
import type { EditingOptions, SetOptions } from "../commands/edit.ts";
import { findingText } from "../output/finding_formats.ts";
import type { Session } from "../session.ts";
import { noFileFound } from "./no_file_found.ts";

/** Sets settings. Rejects as reading, editing and writing do, and with `invalid_argument`. */
export async function set(this: Session, options: SetOptions, ...args: string[]): Promise<void> {
  const edits = options.stdin ? [await fromStdin(this, options, args)] : assignments(args);
  await edit(this, options, edits);
}

/** Unsets settings. Rejects as {@linkcode set} does. */
export async function unset(this: Session, options: EditingOptions, ...names: string[]): Promise<void> {
  await edit(this, options, names.map((name) => ({ unset: name })));
}

async function edit(session: Session, options: EditingOptions, edits: readonly YamlEdit[]): Promise<void> {
  const path = options.file ?? await foundFile(session, options.flyte2);
  const change = () => editFile(session, path, options, edits);
  // What another program has changed meanwhile would be lost.
  await (path === "-" || options.dryRun ? change() : whileLocked(session.host, path, change));
}

async function editFile(
  session: Session,
  path: string,
  { flyte2, dryRun, json, quiet }: EditingOptions,
  edits: readonly YamlEdit[],
): Promise<void> {
  const source = await session.readConfigFile(path);
  const { text, changes, warnings } = editYaml(source, edits, flyte2 ? { versions: ["flyte2"] } : {});
  const isFilter = path === "-";
  if (!isFilter && !dryRun && changes.length > 0) await replaceFile(session.host, path, text);
  if (isFilter && !dryRun) session.terminal.stdout.write(text);
  else if (json) session.printJson({ file: source.name, changes, warnings });
  else if (!quiet || dryRun) session.print(changesText(session, source.name, changes, dryRun));
  if (quiet) return;
  for (const warning of warnings) session.note(findingText(warning, source.name, session.errorStyle));
}

/** Returns the file that both versions read, or flyte 2. Throws `file_not_found`, or `invalid_argument` if there are two. */
async function foundFile({ host }: Session, flyte2: boolean | undefined): Promise<string> {
  const search = await searchFiles(host, flyte2 ? { versions: ["flyte2"] } : {});
  const [found, other] = search.files;
  if (found === undefined) throw noFileFound(search, "create one with init, or name it with --file");
  if (other === undefined) return found.path;
  throw new FlyteConfigError(
    "invalid_argument",
    `flytekit reads ${quotedPath(found.path)}, flyte 2 ${quotedPath(other.path)}; choose one with --file`,
  );
}

async function fromStdin(session: Session, { file }: SetOptions, args: readonly string[]): Promise<YamlEdit> {
  const [name] = args;
  if (args.length !== 1 || name === undefined || name.includes("=")) {
    throw new FlyteConfigError("invalid_argument", "--stdin reads the value of one setting; give its name alone");
  }
  if (file === "-") {
    throw new FlyteConfigError("invalid_argument", "only one of --file and --stdin can be standard input");
  }
  const { text } = await session.readInput("-");
  return { set: name, value: text.replace(/\r?\n$/, "") };
}

/** Reads `name=value …`, or `name value`. Throws `invalid_argument`. */
function assignments(args: readonly string[]): readonly YamlEdit[] {
  const [name, value] = args;
  if (args.length === 2 && !name!.includes("=")) return [{ set: name!, value: value! }];
  return args.map((argument) => {
    const at = argument.indexOf("=");
    if (at > 0) return { set: argument.slice(0, at), value: argument.slice(at + 1) };
    // What has no name may be a secret.
    const shown = at === 0 ? "an argument that starts with =" : quoted(argument);
    throw new FlyteConfigError("invalid_argument", `${shown}: a value is missing; write name=value`);
  });
}

function changesText({ style }: Session, file: string, changes: readonly YamlChange[], dryRun = false): string {
  const name = printable(file);
  if (changes.length === 0) return `${name}: nothing to change`;
  return changes.map(({ kind, key, line, before, after }) => {
    const what = kind === "changed" ? `${before} → ${after}` : after ?? before;
    const verb = { added: style.green("added"), changed: style.yellow("changed"), removed: style.red("removed") }[kind];
    return `${style.bold(`${name}:${line}`)} ${dryRun ? "would be " : ""}${verb} ${printable(`${key}: ${what}`)}`;
  }).join("\n");
}
