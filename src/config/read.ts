/**
 * Gathers what a load needs: from the caller, or from the machine.
 *
 * @module
 */
import { type Mode, type OpenedFile, openFile, openText } from "../config_file/open.ts";
import { CONFIG_PLACE_VARIABLES } from "../config_file/places.ts";
import { FlyteConfigError } from "../errors.ts";
import { defaultHost } from "../host/default.ts";
import type { Host } from "../host/host.ts";
import type { SettingIssue } from "../settings/problem.ts";
import { settingsOf } from "../settings/registry.ts";
import { resolve } from "../settings/resolve.ts";
import type { TriedPlace } from "../sources/discover.ts";
import { hostEnv, type ReadEnv, recordEnv } from "../sources/env.ts";
import { readAsFlytekit } from "./flytekit_reading.ts";
import { load, type Loaded, type LoadInput } from "./load.ts";
import { type AutoOptions, checkOptions, type FromOptions, type ReadOptions } from "./options.ts";
import { type FlytePlace, NAMING } from "./place.ts";
import { DEFAULT_PLUGINS, PLATFORM, type Plugin } from "./places.ts";

/** What was read, and from which file. */
export interface Read extends Loaded {
  /** Name of the file, if there was one. */
  readonly file: string | undefined;
  /** The places where a file was looked for. */
  readonly tried: readonly TriedPlace[];
}

/** Reads sections from what the caller has. Throws `SettingsError`. */
export function readFrom(places: readonly FlytePlace[], options: FromOptions<readonly Plugin[]>): Read {
  checkOptions(options);
  return readOpened(places, options, openText(options.file, options.mode ?? "strict"));
}

/** Reads sections from a file that was opened, and what the caller has besides. Throws `SettingsError`. */
export function readOpened(
  places: readonly FlytePlace[],
  options: Omit<FromOptions<readonly Plugin[]>, "file">,
  file: OpenedFile,
): Read {
  const { env = {}, files = {} } = options;
  const given = (path: string) => Object.hasOwn(files, path) ? files[path]! : notGiven(path);
  return read(places, options, file, { env: recordEnv(env), files: given, envNames: Object.keys(env) });
}

/** Reads sections from what the machine has. Rejects with `SettingsError` and `permission_denied`. */
export async function readAuto(places: readonly FlytePlace[], options: AutoOptions<readonly Plugin[]>): Promise<Read> {
  checkOptions(options);
  const { mode = "strict" } = options;
  const host = hostOf(options);
  const names = places.flatMap((place) => settingsOf(place, NAMING).map(({ env }) => env));
  const search = options.file === undefined && host.hasFiles ? CONFIG_PLACE_VARIABLES : [];
  const env = hostEnv(host, [...search, ...names.filter((name) => name !== undefined)]);
  const file = await openFile(host, options.file, mode);
  const files = places.includes(PLATFORM) ? await secretFiles(host, env, file, mode) : new Map<string, Text>();
  const found = read(places, options, file, {
    env,
    files: (path) => files.get(path) ?? notGiven(path),
    envNames: options.unknownVariables ? host.envNames?.() ?? [] : [],
  });
  const issues = options.file === undefined && !host.hasFiles ? [...found.issues, noFiles(host)] : found.issues;
  return { ...found, issues };
}

type Text = string | FlyteConfigError;

function read(
  places: readonly FlytePlace[],
  { mode = "strict", unknownKeys = "warn", plugins = DEFAULT_PLUGINS, unknownVariables = false }: ReadOptions<
    readonly Plugin[]
  >,
  file: OpenedFile,
  referred: Pick<LoadInput, "env" | "files" | "envNames">,
): Read {
  const envNames = unknownVariables ? referred.envNames : [];
  const loaded = load({ ...referred, envNames, places, mode, unknownKeys, plugins, file });
  return { ...loaded, file: file.document?.name, tried: file.tried };
}

/** The machine, with the variables that the caller gives in place of its own. */
function hostOf({ host = defaultHost(), env }: AutoOptions<readonly Plugin[]>): Host {
  if (env === undefined) return host;
  const read = recordEnv(env);
  const home = read("HOME");
  return { ...host, env: read, envNames: () => Object.keys(env), ...home && { homeDirectory: () => home } };
}

/** The file with the client secret, if the settings name one: both readings may name another. */
async function secretFiles(host: Host, env: ReadEnv, file: OpenedFile, mode: Mode): Promise<ReadonlyMap<string, Text>> {
  const setting = settingsOf(PLATFORM, NAMING).find(({ key }) => key === "clientSecretLocation")!;
  const sources = { env, document: file.document };
  const paths = [readAsFlytekit(setting, sources).value, mode === "strict" && resolve(setting, sources, []).value];
  const files = new Map<string, Text>();
  for (const path of new Set(paths)) {
    if (typeof path !== "string" || path === "") continue;
    files.set(
      path,
      await host.readTextFile(path).catch((error: unknown) => {
        if (error instanceof FlyteConfigError && error.code !== "permission_denied") return error;
        throw error;
      }),
    );
  }
  return files;
}

function notGiven(path: string): FlyteConfigError {
  return new FlyteConfigError("file_not_found", `there is no ${JSON.stringify(path)}; give its text in files`);
}

function noFiles(host: Host): SettingIssue {
  const message = `${host.name} has no file system, so no configuration file was looked for; pass file: { name, text }`;
  return { code: "no_file_system", message };
}
