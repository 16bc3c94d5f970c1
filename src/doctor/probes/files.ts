/**
 * The configuration files: which are found, which one each version uses, and who may read them.
 *
 * @module
 */
import { VERSION_NAMES } from "../../diagnostics/options.ts";
import { FlyteConfigError } from "../../errors.ts";
import type { Host } from "../../runtime/host.ts";
import { searchFile, type SearchLocation, type TriedLocation } from "../../settings/file/search_path.ts";
import type { SettingIssue } from "../../settings/issues.ts";
import { type Examination, type Loaded, platformOf } from "../examination.ts";
import { hasDefaultEndpoint } from "../connection.ts";
import type { Report } from "../finding.ts";
import { splitAdvice } from "../probe.ts";

/** A location of the search path of one version. */
interface Location {
  readonly place: string;
  readonly path: string | undefined;
  /** Outcome; a variable that names no file ends the search. */
  readonly outcome: "used" | "shadowed" | "missing" | "not set" | "broken" | "not searched";
}

/** Codes of issues about files, which this probe reports. */
export const FILE_ISSUES: ReadonlySet<string> = new Set([
  "config_file_shadowed",
  "config_file_not_searched",
  "git_root_unknown",
  "empty_file",
  "no_file_system",
]);

/** Reports the files of all versions. */
export async function* probeFiles(examination: Examination): AsyncGenerator<Report> {
  const { host, request: { file } } = examination;
  const loaded = await examination.loaded();
  if (!host.hasFiles && file === undefined) {
    yield { status: "skipped", message: `${host.name} has no file system` };
    return;
  }
  if (file !== undefined) yield* givenFile(file, host, loaded);
  else {
    const used = new Map<Loaded, string>();
    for (const one of loaded) yield* searched(one, examination, used, loaded);
  }
  for (const one of loaded) yield* issuesOf(one);
  yield* readableByOthers(host, loaded);
  for (const [path, message] of examination.denied) {
    if (/^[A-Z_][A-Z0-9_]*$/.test(path)) continue;
    const { message: what, fix } = splitAdvice(message, "grant the permission");
    yield { subject: path, status: "warning", code: "permission_denied", message: what, fix };
  }
}

async function* givenFile(
  file: NonNullable<Examination["request"]["file"]>,
  host: Host,
  loaded: readonly Loaded[],
): AsyncGenerator<Report> {
  const versions = loaded.map(({ version }) => version);
  if (typeof file === "object") {
    yield { subject: file.name, status: "ok", message: "the text was given", versions };
    return;
  }
  const reason = await unreadable(host, file);
  if (reason === undefined) yield { subject: file, status: "ok", message: "the file was given", versions };
  else yield { subject: file, status: "failed", code: reason.code, message: reason.message, fix: fixOf(reason, file) };
}

async function* searched(
  one: Loaded,
  { host }: Examination,
  used: Map<Loaded, string>,
  all: readonly Loaded[],
): AsyncGenerator<Report> {
  const { version, request: { catalog: { dialect: { configFile } } } } = one;
  const locations = await locate(host, configFile.searchPath);
  const name = VERSION_NAMES[version];
  const details = locations.map(({ place, path, outcome }) => {
    const where = path === undefined || place.endsWith(path) ? place : `${place} (${path})`;
    return `${where}: ${outcome}`;
  });
  const common = { details, versions: [version] };
  const broken = locations.find(({ outcome }) => outcome === "broken");
  const found = locations.find(({ outcome }) => outcome === "used");
  if (broken !== undefined) {
    const variable = broken.place.replace(/^env /, "");
    yield {
      ...common,
      subject: broken.path!,
      status: "failed",
      code: "file_not_found",
      message: `there is no such file, which ${variable} names for ${name}`,
      fix: `create the file, or unset ${variable}`,
    };
  } else if (found === undefined) {
    yield notFound(one, all, used, common);
  } else {
    const path = found.path!;
    const reason = await unreadable(host, path);
    const shadowed = locations.filter(({ outcome }) => outcome === "shadowed").map(({ path }) => path!);
    const shadows = shadowed.length === 0 ? "" : `, and shadows ${[...new Set(shadowed)].join(" and ")}`;
    if (reason === undefined) {
      used.set(one, path);
      yield { ...common, subject: path, status: "ok", message: `${name} reads it (${found.place})${shadows}` };
    } else {
      const fix = fixOf(reason, path);
      yield { ...common, subject: path, status: "failed", code: reason.code, message: reason.message, fix };
    }
  }
}

function notFound(
  one: Loaded,
  all: readonly Loaded[],
  used: ReadonlyMap<Loaded, string>,
  common: Pick<Report, "details" | "versions">,
): Report {
  const name = VERSION_NAMES[one.version];
  const { searchPath } = one.request.catalog.dialect.configFile;
  const variable = searchPath.flatMap((location) => "env" in location ? location.env : []).at(-1)!;
  const subject = `files of ${name}`;
  const other = all.find((candidate) => used.has(candidate));
  const platform = platformOf(one);
  if (
    (platform?.endpoint && !hasDefaultEndpoint(platform)) || other === undefined && all.length > 1 && one === all[0]
  ) {
    return { ...common, subject, status: "ok", message: "no file was found; variables and defaults are used" };
  }
  if (other !== undefined) {
    const path = used.get(other)!;
    const message = `no file was found: ${name} does not search ${path}, which ${VERSION_NAMES[other.version]} reads`;
    return {
      ...common,
      subject,
      status: "warning",
      message,
      fix: `set ${variable}=${path} to use it for ${name}, too`,
    };
  }
  const fix = `create ~/.flyte/config.yaml, or set ${variable} to the path of the file`;
  return { ...common, subject, status: "warning", message: "no file was found", fix };
}

/** Returns all locations of a search path, also those after the file that is used. */
async function locate(host: Host, searchPath: readonly SearchLocation[]): Promise<readonly Location[]> {
  const locations: Location[] = [];
  let end: "used" | "broken" | undefined;
  const seen = new Set<string>();
  for (const location of searchPath) {
    const { tried, broken } = await searchFile(host, [location], { lenient: false });
    for (const one of tried) {
      const full = fullPath(one, host);
      const outcome = outcomeOf(one, one === broken, end, seen.has(full));
      if (outcome === "used" || outcome === "broken") end = outcome;
      if (one.outcome === "used") seen.add(full);
      locations.push({ place: one.place, path: one.path, outcome });
    }
  }
  return locations;
}

function outcomeOf(
  { outcome }: TriedLocation,
  isBroken: boolean,
  end: "used" | "broken" | undefined,
  isSame: boolean,
): Location["outcome"] {
  if (outcome === "not set") return outcome;
  if (end === "broken") return "not searched";
  if (end === "used") {
    return outcome === "used" && !isSame ? "shadowed" : outcome === "used" ? "not searched" : "missing";
  }
  if (isBroken) return "broken";
  return outcome === "used" ? "used" : "missing";
}

/** Returns an absolute path, as far as that needs no access to files. */
function fullPath({ path = "" }: TriedLocation, host: Host): string {
  return /^(?:\/|[A-Za-z]:)/.test(path) ? path : `${host.workingDirectory() ?? "."}/${path.replace(/^\.\//, "")}`;
}

async function unreadable(host: Host, path: string): Promise<FlyteConfigError | undefined> {
  try {
    await host.readTextFile(path, { maxBytes: MAX_FILE });
    return undefined;
  } catch (error) {
    if (error instanceof FlyteConfigError) return error;
    throw error;
  }
}

/** Maximum size of a file that is read only to see whether that is possible. */
const MAX_FILE = 16 * 1024 * 1024;

function fixOf({ code }: FlyteConfigError, path: string): string {
  switch (code) {
    case "file_not_found":
      return `create ${path}, or name another file`;
    case "not_utf8":
      return `write ${path} in UTF-8`;
    case "file_too_large":
      return `name another file in place of ${path}`;
    default:
      return `make ${path} a regular file that you may read (chmod u+r)`;
  }
}

function* issuesOf({ version, issues }: Loaded): Generator<Report> {
  for (const issue of issues.filter(({ code }) => FILE_ISSUES.has(code))) {
    const { message, fix } = splitAdvice(issue.message, fixOfIssue(issue));
    yield { subject: "search path", status: "warning", code: issue.code, message, fix, versions: [version] };
  }
}

function fixOfIssue({ code }: SettingIssue): string {
  return code === "empty_file" ? "add the settings, or remove the file" : "pass the file by name";
}

/** Permission bits of a file that others than its owner may read. */
const OTHERS = 0o044;

/** Reports files with secrets that other users of the machine may read. */
async function* readableByOthers(host: Host, loaded: readonly Loaded[]): AsyncGenerator<Report> {
  const files = new Map<string, Set<Loaded>>();
  const note = (path: string, one: Loaded) => files.set(path, (files.get(path) ?? new Set()).add(one));
  for (const one of loaded) {
    for (const { settings, values } of one.result?.sections.values() ?? []) {
      for (const { key, definition } of settings) {
        if (definition.type !== "secret") continue;
        const { origin, shadowed, value } = values.get(key)!;
        if (value === undefined || value === "") continue;
        for (const from of [origin, ...shadowed.map((raw) => raw.origin)]) {
          if (from.source === "file") note(from.file, one);
          if (from.source === "secret_file") note(from.path, one);
        }
      }
    }
  }
  for (const [path, owners] of files) {
    const mode = (await host.stat(path).catch(() => undefined))?.mode;
    if (mode === undefined || (mode & OTHERS) === 0) continue;
    yield {
      subject: path,
      status: "warning",
      message: `it contains a secret, and other users may read it (mode ${
        (mode & 0o777).toString(8).padStart(3, "0")
      })`,
      fix: `run chmod 600 ${path}`,
      versions: [...owners].map(({ version }) => version),
    };
  }
}
