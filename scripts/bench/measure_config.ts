/**
 * Measures reading configuration files in the runtime it is started in, and prints one JSON object.
 *
 * @module
 */
import { parse } from "yaml";
import { azure, Config, createRegistry, gcs, parseIni, parseYaml, s3 } from "../../mod.ts";
import { race } from "./race.ts";
import { iniText, SAMPLE_CONFIG, SAMPLE_PLUGIN } from "./samples.ts";

/** Figures of one runtime; times in microseconds. */
export interface ConfigFigures {
  readonly runtime: string;
  /** `Config.from` of the sample in mode `strict`. */
  readonly strict: number;
  /** The same in mode `flytekit`. */
  readonly flytekit: number;
  /** Parsing it with the package `yaml`. */
  readonly bareParse: number;
  /** The part of `strict` that parses YAML. */
  readonly parseYaml: number;
  /** `Config.from` without a file. */
  readonly noFile: number;
  /** `createRegistry` with S3, Google Cloud Storage, Azure and a plugin of another package. */
  readonly compose: number;
  /** `Config.from` of the sample with that registry. */
  readonly withRegistry: number;
  /** The same with a list of the plugins, which is composed in each call. */
  readonly withList: number;
  readonly ini: readonly { readonly lines: number; readonly perLine: number }[];
}

const file = SAMPLE_CONFIG;
const plugins = [s3, gcs, azure, SAMPLE_PLUGIN] as const;
const registry = createRegistry(...plugins);
const [strict, flytekit, bareParse, yaml, noFile, compose, withRegistry, withList] = await race([
  () => Config.from({ file }),
  () => Config.from({ file, mode: "flytekit" }),
  () => parse(file.text),
  () => parseYaml(file.text, { name: file.name }),
  () => Config.from(),
  () => createRegistry(...plugins),
  () => Config.from({ file, plugins: registry }),
  () => Config.from({ file, plugins }),
], 300);
const ini: { lines: number; perLine: number }[] = [];
for (const lines of [10, 100, 1000, 10_000]) {
  const text = iniText(lines);
  const [time] = await race([() => parseIni(text)], 30_000 / lines);
  ini.push({ lines, perLine: time! / lines });
}
const figures: ConfigFigures = {
  runtime: "Deno" in globalThis ? "Deno" : "Node",
  strict: strict!,
  flytekit: flytekit!,
  bareParse: bareParse!,
  parseYaml: yaml!,
  noFile: noFile!,
  compose: compose!,
  withRegistry: withRegistry!,
  withList: withList!,
  ini,
};
console.log(JSON.stringify(figures));
