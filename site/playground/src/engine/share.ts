/**
 * Masking of a configuration that is shared: known secrets by their positions, everything under the name of a secret, and
 * every other occurrence of these values.
 *
 * @module
 */
import { Config, type ExplainedSetting, FlyteConfigError, type Origin, parseYaml } from "@flyte-ts/config";
import { redact } from "@flyte-ts/config/diagnostics";
import { Config as Flyte2Config } from "@flyte-ts/config/v2";
import { withFiles } from "./files.ts";
import { isLong, looksSecret, MASK, maskAll, secretsIn } from "./secrets.ts";

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
export function shared(input: ConfigurationInput): SharedConfiguration {
  const { name, text, env } = input;
  const isYaml = /ya?ml$/.test(name);
  const { settings, secrets } = readable(() => load(input, isYaml));
  // Separators are between the lines.
  const pieces = text.split(isYaml ? /(\r\n|[\r\n\x85\u2028\u2029])/ : /(\r\n|[\r\n])/);
  const [lines, ends] = [0, 1].map((parity) => pieces.filter((_, index) => index % 2 === parity)) as [
    string[],
    string[],
  ];
  const secretLines = new Set(settings.flatMap(linesOf));
  const withoutSettings = lines.map((line, index) => secretLines.has(index + 1) ? withoutValue(line) : line);
  const clean = (line: string) => redact(maskAll(line, secrets));
  const masked = withoutNamedSecrets(withoutSettings).map(clean);
  const variables = env.split("\n");
  const maskedVariables = variables.map((line) => clean(withoutVariable(line)));
  return {
    name,
    text: masked.map((line, index) => line + (ends[index] ?? "")).join(""),
    env: maskedVariables.join("\n"),
    masked: changes(lines, masked) + changes(variables, maskedVariables),
  };
}

/** Returns the result of reading a file. Throws an error for people if it cannot be read. */
function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    throw new Error(`The file cannot be read, so its secrets cannot be found; correct it first.\n${error.message}`);
  }
}

/** What is secret in a configuration. */
interface Loaded {
  /** Settings that are secret, or shadow a secret. */
  readonly settings: readonly ExplainedSetting[];
  /** The secrets, and the long words in them. */
  readonly secrets: readonly string[];
}

/** Reads a configuration as both versions do. */
function load({ name, text, env }: ConfigurationInput, isYaml: boolean): Loaded {
  const variables = parseEnv(env);
  const isEmpty = text.trim() === "";
  const sources = { file: isEmpty ? undefined : { name, text }, env: variables };
  const configs = [
    withFiles((files) => Config.from({ ...sources, files, mode: "flytekit" })),
    ...isYaml ? [withFiles((files) => Flyte2Config.from({ ...sources, files, mode: "flyte" }))] : [],
  ];
  const settings = configs.flatMap((config) => config.explain().settings)
    .filter(({ value, shadowed }) => [value, ...shadowed.map((each) => each.value)].includes(MASK));
  const secrets = [
    ...configs.flatMap((config) => secretsIn(config.toDict(), config.toJSON())),
    ...settings.flatMap(originsOf).flatMap((origin) => variables[variableOf(origin)] ?? []),
    ...isYaml && !isEmpty ? namedSecrets(parseYaml(text).value) : [],
    ...Object.entries(variables).filter(([variable, value]) => looksSecret(variable, value)).map(([, value]) => value),
  ];
  return { settings, secrets: secrets.flatMap((secret) => [secret, ...secret.split(/\s+/).filter(isLong)]) };
}

function originsOf({ origin, shadowed }: ExplainedSetting): readonly Origin[] {
  return [origin, ...shadowed.map((each) => each.origin)];
}

function variableOf(origin: Origin): string {
  return origin.source === "env" || origin.source === "secret_env" ? origin.name : "";
}

/** The lines of the file that a setting, or a value that it shadows, is in. */
function linesOf(setting: ExplainedSetting): readonly number[] {
  return originsOf(setting).flatMap((origin) => {
    if (origin.source !== "file") return [];
    const { line, endLine = line } = origin;
    return Array.from({ length: endLine - line + 1 }, (_, index) => line + index);
  });
}

function changes(before: readonly string[], after: readonly string[]): number {
  return before.filter((line, index) => line !== after[index]).length;
}

/** Names that look secret and hold where a secret is. */
const REFERENCE = /(?:location|env[-_]?var|prefix|path|dir|url|endpoint)$/i;

function namesSecret(name: string): boolean {
  return looksSecret(name, "x") && !REFERENCE.test(name);
}

/** The values under names of secrets, in a file that was parsed. */
function namedSecrets(root: unknown): readonly string[] {
  const [found, pending, seen]: [string[], unknown[], Set<unknown>] = [[], [root], new Set()];
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
          typeof item === "string" || typeof item === "number" || typeof item === "bigint"
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
