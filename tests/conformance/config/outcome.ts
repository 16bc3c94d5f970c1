/**
 * The result of this library for a case, in the words of `scripts/record/readers/flytekit_config.py`.
 *
 * @module
 */
import { Config, FlyteConfigError, ImageConfig, LocalConfig, memoryHost, type Mode, TaskConfig } from "../../../mod.ts";
import type { AutoOptions, Host, SettingIssue } from "../../../mod.ts";
import { type ConfigCase, type ConfigResult, type Content, encode, type NamedFile, type ReadOutcome } from "./case.ts";

/** What stands for directories in cases, and the directories here. */
const FOLDERS: readonly (readonly [token: string, folder: string])[] = [
  ["@ROOT@", "/f/root"],
  ["@HOME@", "/f/home"],
  ["@CWD@", "/f/cwd"],
];

/** What was read, and what was said about it. */
export interface Answer {
  readonly outcome: ReadOutcome;
  readonly issues: readonly SettingIssue[];
}

type Readers = Readonly<Record<keyof ConfigResult, Answer>>;

/** The machine of a case, and what to read on it. */
export function optionsOf(given: ConfigCase, mode: Mode): AutoOptions {
  return { ...machineOf(given), mode };
}

/** The machine of a case, and the file to read on it. */
export function machineOf({ env, file, files, repository = false }: ConfigCase): Pick<AutoOptions, "host" | "file"> {
  const host = memoryHost({
    env: { ...record(env), HOME: place("@HOME@") },
    home: place("@HOME@"),
    cwd: place(repository ? "@CWD@/below" : "@CWD@"),
    files: { ...named(file), ...Object.fromEntries(Object.entries(files).map(entry)), "/f/cwd/.keep": "" },
  });
  const stdout = new TextEncoder().encode(repository ? `${place("@CWD@")}\n` : "");
  const git: Host["run"] = () => Promise.resolve({ code: repository ? 0 : 128, stdout, stderr: new Uint8Array() });
  return { host: { ...host, run: git }, file: file === null ? undefined : `/f/root/${file.name}` };
}

/** The answers of all four readers. */
export async function read(given: ConfigCase, mode: Mode): Promise<Readers> {
  const options = optionsOf(given, mode);
  const { host, file } = options;
  const issuesOf = (part: { readonly issues: readonly unknown[] }) => part.issues as readonly SettingIssue[];
  return {
    config: await answer(() => Config.auto(options), issuesOf),
    image_config: await answer(() => ImageConfig.auto({ host, file, mode }), issuesOf),
    local_config: await answer(() => LocalConfig.auto(options), issuesOf),
    task_config: await answer(() => TaskConfig.auto(options), issuesOf),
  };
}

/** What a reader gives, or how it ends. */
export async function answer<T extends { toDict(): unknown }>(
  ask: () => Promise<T>,
  issuesOf: (value: T) => readonly SettingIssue[],
): Promise<Answer> {
  try {
    const value = await ask();
    return { outcome: { ok: withTokens(encode(value.toDict())) }, issues: issuesOf(value) };
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    return { outcome: { error: error.code, message: error.message }, issues: [] };
  }
}

function named(file: NamedFile | null): Record<string, string | Uint8Array> {
  if (file === null || (file.text === undefined && file.base64 === undefined)) return {};
  return { [`/f/root/${file.name}`]: content(file.text ?? { base64: file.base64! }) };
}

/** A path that ends with a slash is a directory, and here directories are what has files. */
function entry([path, value]: [string, Content]): [string, string | Uint8Array] {
  return path.endsWith("/") ? [`${place(path)}.keep`, ""] : [place(path), content(value)];
}

function content(value: Content): string | Uint8Array {
  return typeof value === "string" ? place(value) : Uint8Array.from(atob(value.base64), (char) => char.charCodeAt(0));
}

function record(env: ConfigCase["env"]): Record<string, string> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, place(value)]));
}

function place(text: string): string {
  return FOLDERS.reduce((result, [token, folder]) => result.replaceAll(token, folder), text);
}

/** A value with tokens in place of directories. */
export function withTokens(value: unknown): unknown {
  const text = FOLDERS.reduce((result, [token, folder]) => result.replaceAll(folder, token), JSON.stringify(value));
  return JSON.parse(text);
}
