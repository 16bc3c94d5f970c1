/**
 * The environment variables: which settings they set, which file values they shadow, and which names are unknown.
 *
 * @module
 */
import { type FlyteVersion, VERSION_NAMES } from "../../diagnostics/options.ts";
import { FlyteConfigError } from "../../errors.ts";
import { API_KEY_VARIABLE } from "../../sections/checks/api_key.ts";
import { originText } from "../../settings/origin.ts";
import { NAMES } from "../../settings/load/catalog.ts";
import { unknownVariables } from "../../settings/load/unknown_names.ts";
import type { SettingIssue } from "../../settings/issues.ts";
import { closest } from "../../text/closest.ts";
import type { Examination, Loaded } from "../examination.ts";
import type { Report } from "../finding.ts";

/** Maximum number of findings about unknown variables. */
const MAX_UNKNOWN = 50;

/** Reports the variables of all versions. Of others than these, only the names are looked at, and only if they may be listed. */
export async function* probeVariables(examination: Examination): AsyncGenerator<Report> {
  const { host } = examination;
  const loaded = await examination.loaded();
  const names = new Set(loaded.flatMap(variablesOf));
  let count = 0;
  for (const name of names) {
    const value = host.env(name);
    if (value === undefined || name === "HOME") continue;
    count++;
    yield knownVariable(name, value, loaded);
  }
  const unknown = unknownNames(listed(examination), loaded);
  for (const { name, meant, message } of unknown.slice(0, MAX_UNKNOWN)) {
    const fix = meant === undefined ? `unset ${name} if it is meant for Flyte` : `rename it to ${meant}`;
    yield { subject: name, status: "warning", code: "unknown_variable", message, fix };
  }
  if (unknown.length > MAX_UNKNOWN) {
    const message = `${unknown.length - MAX_UNKNOWN} more variables are unknown`;
    yield { status: "warning", code: "unknown_variable", message, fix: "unset those that are meant for Flyte" };
  }
  yield* otherVersions(loaded);
  const denied = [...examination.denied.keys()].filter((name) => names.has(name));
  if (denied.length > 0) {
    const message = `${host.name} denied access to ${denied.length} variables, which are treated as not set`;
    yield { status: "warning", code: "permission_denied", message, fix: `run with --allow-env=${denied.join(",")}` };
  }
  if (count === 0 && unknown.length === 0 && denied.length === 0) {
    yield { status: "ok", message: "no variable of Flyte is set" };
  }
}

/** Returns the variables that a version reads. */
function variablesOf({ request: { catalog } }: Loaded): readonly string[] {
  const { configFile, naming: { otherEnv = [] } } = catalog.dialect;
  return [...configFile.variables, ...otherEnv, ...catalog.variables];
}

function knownVariable(name: string, value: string, loaded: readonly Loaded[]): Report {
  const effects: { readonly version: FlyteVersion; readonly text: string }[] = [];
  for (const one of loaded) {
    const text = effectOf(name, value, one);
    if (text !== undefined) effects.push({ version: one.version, text });
  }
  const texts = new Set(effects.map(({ text }) => text));
  const message = texts.size === 1
    ? [...texts][0]!
    : effects.map(({ version, text }) => `${VERSION_NAMES[version]}: ${text}`).join("; ");
  return { subject: name, status: "ok", message, versions: effects.map(({ version }) => version) };
}

/** Describes what a variable does in one version; `undefined` if it does nothing there. */
function effectOf(name: string, value: string, one: Loaded): string | undefined {
  const { request: { catalog }, result } = one;
  const { configFile } = catalog.dialect;
  if (configFile.variables.includes(name)) return value === "" ? "empty, and ignored" : "names the configuration file";
  if (name === API_KEY_VARIABLE && catalog.dialect.naming.otherEnv?.includes(name)) {
    return "is the API key that flyte.init_from_api_key uses";
  }
  const setting = catalog.own.find(({ envs }) => envs.includes(name));
  if (setting === undefined) return undefined;
  for (const { settings, values } of result?.sections.values() ?? []) {
    const own = settings.find(({ path }) => path === setting.path);
    const found = own && values.get(own.key);
    if (found === undefined) continue;
    if (found.origin.source !== "env" || found.origin.name !== name) {
      return `${setting.path} is taken from ${originText(found.origin)} instead`;
    }
    const files = found.shadowed.map(({ origin }) => origin).filter(({ source }) => source === "file");
    return `sets ${setting.path}${files.length === 0 ? "" : `, and shadows ${files.map(originText).join(" and ")}`}`;
  }
  return `sets ${setting.path}`;
}

/** Returns the names of all variables; none unless they may be listed without asking the user. */
function listed({ host }: Examination): readonly string[] {
  try {
    return host.mayListEnv === undefined || host.mayListEnv() ? host.envNames?.() ?? [] : [];
  } catch (error) {
    if (error instanceof FlyteConfigError) return [];
    throw error;
  }
}

interface UnknownName {
  readonly name: string;
  readonly meant: string | undefined;
  readonly message: string;
}

/** Returns the variables that none of the versions knows, and that are named like those that they do. */
function unknownNames(names: readonly string[], loaded: readonly Loaded[]): readonly UnknownName[] {
  const found = new Map<string, { readonly issue: SettingIssue; count: number }>();
  for (const { request: { catalog } } of loaded) {
    for (const issue of unknownVariables(names, catalog)) {
      const name = issue.origin?.source === "env" ? issue.origin.name : "";
      const known = found.get(name);
      if (known === undefined) found.set(name, { issue, count: 1 });
      else found.set(name, { issue: known.issue.meant === undefined ? issue : known.issue, count: known.count + 1 });
    }
  }
  const unknown: UnknownName[] = [];
  for (const [name, { issue, count }] of found) {
    if (count < loaded.length) continue;
    unknown.push({ name, meant: issue.meant, message: "is set, but no setting has this variable" });
  }
  const search = new Set(loaded.flatMap(({ request }) => request.catalog.dialect.configFile.variables));
  for (const name of names) {
    if (!/^_?(?:FLYTECTL|UCTL)_/.test(name) || search.has(name)) continue;
    const meant = closest(name, [...search].filter((one) => one !== "HOME"));
    if (meant !== undefined) unknown.push({ name, meant, message: "is set, but names no configuration file" });
  }
  return unknown;
}

/** Reports variables that only the version reads which is not examined. */
function* otherVersions(loaded: readonly Loaded[]): Generator<Report> {
  const [only, second] = loaded;
  if (only === undefined || second !== undefined) return;
  const { version, issues, request: { catalog } } = only;
  for (const { code, origin, meant } of issues) {
    if (code !== "other_version" || origin?.source !== "env") continue;
    const { name } = origin;
    const message = `has no effect in ${VERSION_NAMES[version]}: only ${NAMES[catalog.dialect.other.library]} reads it`;
    const fix = meant === undefined ? `unset ${name}` : `set ${meant} instead`;
    yield { subject: name, status: "warning", code, message, fix };
  }
}
