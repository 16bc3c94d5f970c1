/**
 * Measures reading configuration files in the current runtime, and prints measurements.
 *
 * @module
 */
import { parse } from "yaml";
import { azure, Config, createRegistry, gcs, parseYaml, s3 } from "../../../mod.ts";
import { openPeer } from "../python/peer.ts";
import { cpu, race } from "../race.ts";
import { compare } from "../measurements.ts";
import { SAMPLE_CONFIG, SAMPLE_PLUGIN } from "../samples.ts";

const file = SAMPLE_CONFIG;
const plugins = [s3, gcs, azure, SAMPLE_PLUGIN] as const;
const registry = createRegistry(...plugins);
const python = openPeer("flytekit");
const times = await race({
  strict: cpu(() => Config.from({ file })),
  flytekit: cpu(() => Config.from({ file, mode: "flytekit" })),
  bare: cpu(() => parse(file.text)),
  yaml: cpu(() => parseYaml(file.text, { name: file.name })),
  noFile: cpu(() => Config.from()),
  compose: cpu(() => createRegistry(...plugins)),
  withRegistry: cpu(() => Config.from({ file, plugins: registry })),
  withList: cpu(() => Config.from({ file, plugins })),
  python: python?.calling({ op: "load", file }),
});
python?.close();
console.log(JSON.stringify(compare(times, [
  ["strict Config.from ÷ bare yaml.parse", "strict", "bare", { atMost: 0.9 }],
  ["flytekit's uncached load ÷ strict Config.from", "python", "strict", { atLeast: 10 }],
  ["Config.from in mode flytekit ÷ bare yaml.parse", "flytekit", "bare"],
  ["Config.from without a file ÷ bare yaml.parse", "noFile", "bare"],
  ["parseYaml ÷ bare yaml.parse", "yaml", "bare"],
  ["createRegistry of four plugins ÷ Config.from", "compose", "strict"],
  ["Config.from with that registry ÷ without", "withRegistry", "strict"],
  ["Config.from with a list of plugins ÷ with a registry", "withList", "withRegistry"],
])));
