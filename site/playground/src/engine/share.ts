/**
 * Masking of a configuration that is shared: known secrets by their positions, everything under the name of a secret, and
 * every other occurrence of these values.
 *
 * @module
 */
import { Config, type ExplainedSetting, FlyteConfigError, type Origin, parseYaml } from "@flyte-ts/config";
import { redact } from "@flyte-ts/config/diagnostics";
import { Config as Flyte2Config } from "@flyte-ts/config/v2";
import { looksSecret, MASK, maskAll, secretsIn } from "./secrets.ts";

/** A configuration file with the environment beside it. */
export interface ConfigurationInput {
  /** Name of the file, whose ending says whether it is YAML. */
  readonly name: string;
  readonly text: string;
  /** Lines `NAME=value`. */
  readonly env: string;
}

/** A configuration without secrets. */
export interface SharedConfiguration extends ConfigurationInput {
  /** Number of lines in which something was masked. */
  readonly masked: number;
}

/** Maximum number of variables. */
const MAX_VARIABLES = 1000;

/** Parses lines `NAME=value`; comments and everything else are ignored. */
export function parseEnv(text: string): Readonly<Record<string, string>> {
  const entries = text.split(/\r?\n/).slice(0, MAX_VARIABLES).flatMap(
    (line) => {
      const [, name, value = ""] = ASSIGNMENT.exec(line) ?? [];
      return name === undefined ? [] : [[name, value.replace(/^(["'])(.*)\1$/s, "$2")] as const];
    },
  );
  return Object.fromEntries(entries);
}

const ASSIGNMENT = /^\s*(?:export\s+)?([A-Za-z_]\w*)=(.*?)\s*$/;

/** Returns a configuration with its secrets masked. Throws if they cannot be found, since the file cannot be read. */
export function shared(
  { name, text, env }: ConfigurationInput,
): SharedConfiguration {
  const variables = parseEnv(env);
  const secrets = new Set<string>();
  const isYaml = /ya?ml$/.test(name);
  const lines = text.split(
    isYaml ? /(\r\n|[\r\n\x85\u2028\u2029])/ : /(\r\n|[\r\n])/,
  );
  const masked = new Set<number>();
  for (const setting of secretSettings({ name, text, env }, isYaml)) {
    for (const { origin } of [setting, ...setting.shadowed]) {
      for (const variable of variablesOf(origin)) {
        secrets.add(variables[variable] ?? "");
      }
      if (origin.source !== "file") continue;
      for (
        let line = origin.line;
        line <= (origin.endLine ?? origin.line);
        line++
      ) masked.add(line);
    }
  }
  if (isYaml && text.trim() !== "") {
    for (const secret of namedSecrets(parseYaml(text).value)) {
      secrets.add(secret);
    }
  }
  for (const [variable, value] of Object.entries(variables)) {
    if (looksSecret(variable, value)) secrets.add(value);
  }
  for (const { raw, shown } of loads({ name, text, env }, isYaml)) {
    for (const secret of secretsIn(raw, shown)) secrets.add(secret);
  }
  // Separators are between the lines.
  const contents = lines.filter((_, index) => index % 2 === 0);
  const ends = lines.filter((_, index) => index % 2 === 1);
  const all = [...secrets].flatMap((
    secret,
  ) => [secret, ...secret.split(/\s*\n\s*/)]);
  const result = withoutNamedSecrets(
    contents.map((line, index) => masked.has(index + 1) ? withoutValue(line) : line),
  )
    .map((line) => redact(maskAll(line, all)));
  const environment = env.split("\n").map((line) => redact(maskAll(withoutVariable(line), all)));
  const count = (before: readonly string[], after: readonly string[]) =>
    before.filter((line, index) => line !== after[index]).length;
  return {
    name,
    text: result.map((line, index) => line + (ends[index] ?? "")).join(""),
    env: environment.join("\n"),
    masked: count(contents, result) + count(env.split("\n"), environment),
  };
}

interface Load {
  readonly raw: unknown;
  readonly shown: unknown;
  readonly settings: readonly ExplainedSetting[];
}

/** Loads the configuration as both versions do. */
function loads(
  { name, text, env }: ConfigurationInput,
  isYaml: boolean,
): readonly Load[] {
  const sources = {
    file: text.trim() === "" ? undefined : { name, text },
    env: parseEnv(env),
  };
  try {
    const configs = [
      Config.from({ ...sources, mode: "flytekit" }),
      ...isYaml ? [Flyte2Config.from({ ...sources, mode: "flyte" })] : [],
    ];
    return configs.map((config) => ({
      raw: config.toDict(),
      shown: config.toJSON(),
      settings: config.explain().settings,
    }));
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    throw new Error(
      `The file cannot be read, so its secrets cannot be found; correct it first.\n${error.message}`,
    );
  }
}

function secretSettings(
  input: ConfigurationInput,
  isYaml: boolean,
): readonly ExplainedSetting[] {
  return loads(input, isYaml).flatMap(({ settings }) =>
    settings.filter(({ value, shadowed }) => value === MASK || shadowed.some((each) => each.value === MASK))
  );
}

function variablesOf(origin: Origin): readonly string[] {
  return origin.source === "env" || origin.source === "secret_env" ? [origin.name] : [];
}

/** Names that look secret and hold where a secret is. */
const REFERENCE = /(?:location|env[-_]?var|prefix|path|dir|url|endpoint)$/i;

function namesSecret(name: string): boolean {
  return looksSecret(name, "x") && !REFERENCE.test(name);
}

/** The values under names of secrets, in a file that was parsed. */
function namedSecrets(root: unknown): readonly string[] {
  const [found, pending, seen]: [string[], unknown[], Set<unknown>] = [[], [
    root,
  ], new Set()];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (typeof value !== "object" || value === null || seen.has(value)) {
      continue;
    }
    seen.add(value);
    const entries = value instanceof Map ? [...value] : Object.entries(value);
    for (const [key, held] of entries) {
      pending.push(held ?? null);
      if (typeof key !== "string" || !namesSecret(key)) continue;
      for (const item of Array.isArray(held) ? held : [held]) {
        if (
          typeof item === "string" || typeof item === "number" ||
          typeof item === "bigint"
        ) found.push(String(item));
      }
    }
  }
  return found;
}

/** A name and a value, also in a comment. */
const NAMED = /^(\s*(?:#\s*)?(?:-\s+)?["']?)([\w.-]+)(["']?\s*[:=]\s*)(.*)$/;

/** Masks values under names of secrets, with the lines that continue them. */
function withoutNamedSecrets(lines: readonly string[]): readonly string[] {
  let depth = -1;
  return lines.map((line) => {
    const indent = line.search(/\S|$/);
    const [, before = "", name = "", sign = "", value = ""] = NAMED.exec(line) ?? [];
    const isMapping = name !== "" && value === "";
    if (depth >= 0 && line.trim() !== "" && indent > depth && !isMapping) {
      return line.slice(0, indent) + MASK;
    }
    if (line.trim() !== "") depth = -1;
    if (name === "" || !namesSecret(name)) return line;
    depth = indent;
    return value === "" ? line : `${before}${name}${sign}${MASK}`;
  });
}

/** Masks all of a line behind its name. */
function withoutValue(line: string): string {
  const [, before, name, sign] = NAMED.exec(line) ?? [];
  return name === undefined ? line.replace(/\S.*/, MASK) : `${before}${name}${sign}${MASK}`;
}

function withoutVariable(line: string): string {
  const [, name, value = ""] = ASSIGNMENT.exec(line) ?? [];
  return name !== undefined && looksSecret(name, value) ? `${name}=${MASK}` : line;
}
