/**
 * Configurations as this library writes them, for flytekit to read.
 *
 * @module
 */
import { Config, FlyteConfigError } from "../../../mod.ts";
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
  const { files, env: all } = given;
  // What the settings name stays where it was.
  const named = Object.fromEntries(
    Object.entries(all).filter(([name]) => !name.startsWith("F") && !name.startsWith("_F")),
  );
  const expected = (format: "yaml" | "ini" | "env") => {
    const values = valuesOf(withTokens(encode(config.toDict())));
    for (const { path } of config.notCarried(format)) values.delete(path);
    return values;
  };
  const text = (value: string) => withTokens(value) as string;
  return [
    {
      format: "yaml",
      case: { env: named, files, file: { name: "written.yaml", text: text(config.toYaml()) } },
      expected: expected("yaml"),
    },
    {
      format: "ini",
      case: { env: named, files, file: { name: "written.config", text: text(config.toIni()) } },
      expected: expected("ini"),
    },
    {
      format: "env",
      case: {
        env: { ...named, ...withTokens(config.toEnv()) as Record<string, string> },
        files,
        file: { name: "none.config" },
      },
      expected: expected("env"),
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
