/**
 * Measures how the cost of one more image, layer, setting or line changes over three decades in the current runtime, and
 * prints measurements.
 *
 * @module
 */
import { Config, createRegistry, parseIni, parseYaml } from "../../../mod.ts";
import { SerializationSettings } from "../../../src/flytekit/context/mod.ts";
import { cpu, race } from "../race.ts";
import { growth, type Measurement } from "../measurements.ts";
import { iniText, pluginOf, sample, settingsText, yamlText } from "../samples.ts";
import { IMAGE_STEPS, makeImage } from "../samples_flyte2.ts";

const measurements = [
  await measure("image of a context, decoded from JSON", 100, (count) => {
    const json = JSON.stringify(sample(count, "images"));
    return () => SerializationSettings.fromJsonString(json);
  }),
  await measure("image, JSON.parse alone", 100, (count) => {
    const json = JSON.stringify(sample(count, "images"));
    return () => JSON.parse(json);
  }),
  await measure("layer of a v2 image, made and named", 10, (count) => {
    const steps = Array.from({ length: count }, (_, index) => IMAGE_STEPS[index % IMAGE_STEPS.length]!);
    return () => makeImage(steps).uri();
  }),
  await measure("setting of Config.from", 10, (count) => {
    const plugins = createRegistry(pluginOf(count));
    const file = { name: "config.yaml", text: settingsText(count) };
    return () => Config.from({ file, plugins });
  }),
  await measure("line of INI", 100, (count) => {
    const text = iniText(count);
    return () => parseIni(text);
  }),
  await measure("line of YAML", 100, (count) => {
    const text = yamlText(count);
    return () => parseYaml(text);
  }),
];
console.log(JSON.stringify(measurements));

async function measure(item: string, first: number, make: (count: number) => () => unknown): Promise<Measurement> {
  const counts = [first, first * 10, first * 100, first * 1000];
  const times = await race(Object.fromEntries(counts.map((count) => [`${count} items`, cpu(make(count))])), 9);
  return { what: `cost per ${item}`, goal: { atMost: 1.5 }, spread: growth(counts, Object.values(times)) };
}
