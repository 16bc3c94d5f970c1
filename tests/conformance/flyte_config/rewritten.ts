/**
 * Configurations of flyte 2 as this library writes them, for flyte to read.
 *
 * @module
 */
import { FlyteConfigError } from "../../../mod.ts";
import { writeEnv } from "../../../src/settings/write_env.ts";
import { writeYaml } from "../../../src/settings/write_yaml.ts";
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
  const entries = config.entries();
  const [yaml, env] = [writeYaml(entries), writeEnv(entries, (value) => value !== false)];
  // What the settings name stays where it was.
  const named = Object.fromEntries(Object.entries(given.env).filter(([name]) => /_SECRET$/.test(name)));
  const expected = (notCarried: readonly { readonly path: string }[]) => {
    const { source: _, ...settings } = config.toDict();
    const values = valuesOf(withTokens(encode(settings)));
    // A mapping's values are below its path.
    for (const { path } of notCarried) values.delete(path) || values.delete(`${path}.$dict`);
    return values;
  };
  const texts = new Map([...expected(env.notCarried)].map(([path, value]) => [path, value === true ? "true" : value]));
  const { files } = given;
  return [
    {
      format: "yaml",
      case: { env: named, files, file: { name: "written", text: withTokens(yaml.text) as string } },
      expected: expected(yaml.notCarried),
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
