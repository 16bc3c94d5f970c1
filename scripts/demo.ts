/**
 * What the library does, to look at: `deno task demo`. Decodes the context in `_F_SS_C` (or a recorded one), changes the
 * tag of its default image, encodes it, decodes that again and shows the difference. Then reads a `config.yaml` that has
 * a typo in it, and shows what is said of the typo and where each value comes from.
 *
 * @module
 */
import { Config, FlyteConfigError, type Image, SerializationSettings, SERIALIZED_CONTEXT_ENV_VAR } from "../mod.ts";

const RECORDED = new URL("../tests/goldens/real_task.txt", import.meta.url);
const CONFIG = new URL("demo_config.yaml", import.meta.url);

try {
  await demo();
  await demoConfig();
} catch (error) {
  if (!(error instanceof FlyteConfigError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  Deno.exit(1);
}

async function demo(): Promise<void> {
  const given = Deno.env.get(SERIALIZED_CONTEXT_ENV_VAR);
  const context = (given ?? await Deno.readTextFile(RECORDED)).trim();
  const settings = await SerializationSettings.fromTransport(context);

  heading(
    given === undefined
      ? "A context that flytekit 1.16.31 put into a task"
      : `The context in ${SERIALIZED_CONTEXT_ENV_VAR}`,
  );
  table(describe(settings, context));

  const image = settings.imageConfig.defaultImage;
  if (image === undefined) return console.log("\nThere is no default image to change.");
  const changed = settings.with({ imageConfig: settings.imageConfig.withImage(image.withTag(nextTag(image))) });
  const encoded = await changed.serializedContext({ onIssue: (issue) => console.warn(issue.message) });
  const decoded = await SerializationSettings.fromTransport(encoded);
  heading("The same with another tag, encoded and decoded again");
  const before = new Map(describe(settings, context));
  table(describe(decoded, encoded).filter(([name, value]) => before.get(name) !== value), before);
  console.log(`\n${SERIALIZED_CONTEXT_ENV_VAR}=${encoded.slice(0, 48)}… is what flytekit would write, byte for byte.`);
}

async function demoConfig(): Promise<void> {
  const file = { name: "config.yaml", text: await Deno.readTextFile(CONFIG) };
  const config = Config.from({ file, env: { FLYTE_PLATFORM_URL: "dns:///staging.acme.com", FLYTE_AWS_RETRIES: "5" } });

  heading("What is said of a config.yaml with a typo");
  for (const { message, frame } of config.issues) {
    console.log(`  %c${message}`, "color: yellow");
    if (frame !== undefined) console.log(frame.replace(/^/gm, "  "));
  }

  heading("Where its values come from: FLYTE_PLATFORM_URL and FLYTE_AWS_RETRIES are set, too");
  table(
    [...config.explain()].filter(({ origin }) => origin.source !== "default").map(({ cells: [name, value, from] }) => [
      name,
      `${value.padEnd(26)}  ${from}`,
    ]),
  );
  console.log("\nconfig.explain() lists all settings; secrets are never shown.");
}

function describe(settings: SerializationSettings, context: string): [name: string, value: string][] {
  const { defaultImage, images = [] } = settings.imageConfig;
  const fast = settings.fastSerializationSettings;
  return [
    ["project", settings.project ?? "–"],
    ["domain", settings.domain ?? "–"],
    ["version", settings.version ?? "–"],
    ["default image", defaultImage?.full ?? "–"],
    ...images.map((image, index): [string, string] => [`image ${index + 1}: ${image.name}`, image.full]),
    ["fast registration", settings.shouldFastSerialize() ? fast?.distributionLocation ?? "on" : "off"],
    ["unpacked into", fast?.destinationDir ?? "–"],
    ["source root", settings.sourceRoot ?? "–"],
    ["interpreter", settings.pythonInterpreter],
    ["environment", `${Object.keys(settings.env ?? {}).length} variables`],
    ["size of the JSON", `${settings.toJsonString().length} bytes`],
    ["size as a variable", `${context.length} characters`],
  ];
}

function nextTag(image: Image): string {
  return `${image.tag ?? "latest"}-patched`;
}

function heading(text: string): void {
  console.log(`\n%c${text}`, "font-weight: bold");
}

/** Names and values in two columns; what a value was before stands above it. */
function table(rows: readonly (readonly [string, string])[], before?: ReadonlyMap<string, string>): void {
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, value] of rows) {
    if (before !== undefined) console.log(`  ${name.padEnd(width)}  %c- ${before.get(name)}`, "color: red");
    const label = before === undefined ? name.padEnd(width) : " ".repeat(width);
    console.log(
      `  ${label}  %c${before === undefined ? "" : "+ "}${value}`,
      before === undefined ? "" : "color: green",
    );
  }
}
