/**
 * Configurations of flyte 2 as this library writes them, for flyte to read.
 *
 * @module
 */
import { FlyteConfigError } from "../../../mod.ts";
import { Config } from "../../../v2.ts";
import { type ConfigCase, encode } from "../config/case.ts";
import { machineOf, withTokens } from "../config/outcome.ts";
import { type Rewritten, valuesOf } from "../config/rewritten.ts";

/** The configuration of a case in both formats; nothing if it cannot be read or differs from flyte's anyway. */
export async function rewritten(given: ConfigCase): Promise<readonly Rewritten[]> {
  let config: Config;
  try {
    config = await Config.auto(machineOf(given));
  } catch (error) {
    if (error instanceof FlyteConfigError) return [];
    throw error;
  }
  if (config.issues.some(({ code }) => code === "differs_from_python")) return [];
  // What the settings name stays where it was.
  const named = Object.fromEntries(Object.entries(given.env).filter(([name]) => /_SECRET$/.test(name)));
  const expected = (format: "yaml" | "env") => {
    const { source: _, ...settings } = config.toDict();
    const values = valuesOf(withTokens(encode(settings)));
    // A mapping's values are below its path; what is false is the default as well.
    for (const { path } of config.notCarried(format)) {
      if (values.get(path) !== false) values.delete(path) || values.delete(`${path}.$dict`);
    }
    return values;
  };
  const texts = new Map([...expected("env")].map(([path, value]) => [path, value === true ? "true" : value]));
  const { files } = given;
  return [
    {
      format: "yaml",
      case: { env: named, files, file: { name: "written", text: withTokens(config.toYaml()) as string } },
      expected: expected("yaml"),
    },
    {
      format: "env",
      case: {
        env: { ...named, ...withTokens(config.toEnv()) as Record<string, string> },
        files,
        file: { name: "empty", text: "" },
      },
      expected: texts,
    },
  ];
}
