/**
 * Configurations as this library writes them, for flytekit to read.
 *
 * @module
 */
import { Config, FlyteConfigError } from "../../../mod.ts";
import { writeEnv } from "../../../src/settings/write_env.ts";
import { writeIni } from "../../../src/settings/write_ini.ts";
import { writeYaml } from "../../../src/settings/write_yaml.ts";
import { type ConfigCase, encode, type ReadOutcome } from "./case.ts";
import { optionsOf, withTokens } from "./outcome.ts";

/** A configuration that was written in one format. */
export interface Rewritten {
  readonly format: "yaml" | "ini" | "env";
  /** What flytekit is to read. */
  readonly case: ConfigCase;
  /** The values that it must read, by path, without those that the format cannot carry. */
  readonly expected: ReadonlyMap<string, unknown>;
}

/** The configuration of a case in all three formats; nothing if it cannot be read or differs from flytekit's anyway. */
export async function rewritten(given: ConfigCase): Promise<readonly Rewritten[]> {
  let config: Config;
  try {
    config = await Config.auto(optionsOf(given, "strict"));
  } catch (error) {
    if (error instanceof FlyteConfigError) return [];
    throw error;
  }
  if (config.issues.some(({ code }) => code === "differs_from_python")) return [];
  const entries = config.entries();
  const [yaml, ini, env] = [writeYaml(entries), writeIni(entries), writeEnv(entries)];
  const { files, env: all } = given;
  // What the settings name stays where it was.
  const named = Object.fromEntries(
    Object.entries(all).filter(([name]) => !name.startsWith("F") && !name.startsWith("_F")),
  );
  const expected = (notCarried: readonly { readonly path: string }[]) => {
    const values = valuesOf(withTokens(encode(config.toDict())));
    for (const { path } of notCarried) values.delete(path);
    return values;
  };
  const text = (value: string) => withTokens(value) as string;
  return [
    {
      format: "yaml",
      case: { env: named, files, file: { name: "written.yaml", text: text(yaml.text) } },
      expected: expected(yaml.notCarried),
    },
    {
      format: "ini",
      case: { env: named, files, file: { name: "written.config", text: text(ini.text) } },
      expected: expected(ini.notCarried),
    },
    {
      format: "env",
      case: {
        env: { ...named, ...withTokens(env.env) as Record<string, string> },
        files,
        file: { name: "none.config" },
      },
      expected: expected(env.notCarried),
    },
  ];
}

/** Where flytekit reads something else, as `path: here, there`. */
export function misread({ expected }: Rewritten, outcome: ReadOutcome): readonly string[] {
  if ("error" in outcome) return [`${outcome.error}: ${outcome.message}`];
  const values = valuesOf(outcome.ok);
  return [...expected].filter(([path, value]) => JSON.stringify(value) !== JSON.stringify(values.get(path)))
    .map(([path, value]) => `${path}: ${JSON.stringify(value)}, ${JSON.stringify(values.get(path))}`);
}

/** The values of settings by their paths. */
export function valuesOf(value: unknown, path = "", values = new Map<string, unknown>()): Map<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return values.set(path, value);
  for (const [key, item] of Object.entries(value)) valuesOf(item, path === "" ? key : `${path}.${key}`, values);
  return values;
}
