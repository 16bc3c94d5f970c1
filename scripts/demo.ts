/**
 * Shows what the library does: `deno task demo`. Decodes the serialized context in `_F_SS_C` (or a recorded one), changes
 * its image and encodes it again; reads a `config.yaml` with a typo; names an image.
 *
 * @module
 */
import { Config, FlyteConfigError, ImageSpec, SerializationSettings, SERIALIZED_CONTEXT_ENV_VAR } from "../mod.ts";

const RECORDED = new URL("../tests/goldens/real_task.txt", import.meta.url);
const CONFIG = new URL("demo_config.yaml", import.meta.url);

/** Longest value that is printed as a whole. */
const WIDTH = 72;

// Deno leaves colors out if the output is not a terminal, or NO_COLOR is set.
const BOLD = "font-weight: bold";
const DIM = "color: gray";
const RED = "color: red";
const GREEN = "color: green";
const YELLOW = "color: yellow";

try {
  await showContext();
  await showConfiguration();
  await showImage();
} catch (error) {
  if (!(error instanceof FlyteConfigError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  Deno.exit(1);
}

async function showContext(): Promise<void> {
  const given = Deno.env.get(SERIALIZED_CONTEXT_ENV_VAR);
  const context = (given ?? await Deno.readTextFile(RECORDED)).trim();
  const settings = await SerializationSettings.fromTransport(context);
  heading(
    given === undefined
      ? "A context that flytekit 1.16.31 put into a task"
      : `The context in ${SERIALIZED_CONTEXT_ENV_VAR}`,
  );
  const before = describe(settings);
  table(before.map(([name, value]) => [name, value]));
  line("size", `${context.length} characters, ${settings.toJsonString().length} bytes of JSON`, before);

  const image = settings.imageConfig.defaultImage;
  if (image === undefined) return console.log("\nIt has no default image that could be changed.");
  const newer = image.withTag(`${image.tag ?? "latest"}-patched`);
  const changed = settings.with({ imageConfig: settings.imageConfig.withImage(newer) });
  const encoded = await changed.serializedContext({ onIssue: ({ message }) => console.warn(message) });
  const after = describe(await SerializationSettings.fromTransport(encoded));
  heading("Its default image changed, encoded, and decoded again");
  const width = widthOf(before);
  for (const [index, [name, value]] of after.entries()) {
    if (value === before[index]![1]) continue;
    console.log(`  ${name.padEnd(width)}  %c- ${cut(before[index]![1])}`, RED);
    console.log(`  ${"".padEnd(width)}  %c+ ${cut(value)}`, GREEN);
  }
  console.log(`\n  ${SERIALIZED_CONTEXT_ENV_VAR}=${encoded.slice(0, 32)}…`);
  console.log("  %cThese are the bytes that flytekit would write.", DIM);
}

async function showConfiguration(): Promise<void> {
  const file = { name: "config.yaml", text: await Deno.readTextFile(CONFIG) };
  const config = Config.from({ file, env: { FLYTE_PLATFORM_URL: "dns:///staging.acme.com", FLYTE_AWS_RETRIES: "5" } });

  heading("A config.yaml with a typo");
  for (const { message, frame } of config.issues) {
    console.log(`  %c${message}`, YELLOW);
    if (frame !== undefined) console.log(frame.replace(/^/gm, "  "));
  }

  heading("Where its values come from");
  const set = [...config.explain()].filter(({ origin }) => origin.source !== "default");
  const names = Math.max(...set.map(({ path }) => path.length));
  const values = Math.max(...set.map(({ cells: [, value] }) => value.length));
  for (const { cells: [name, value, from] } of set) {
    const [origin, ...shadowed] = from.split("; ");
    console.log(`  ${name.padEnd(names)}  ${value.padEnd(values)}  %c${origin}`, DIM);
    for (const each of shadowed) console.log(`  ${"".padEnd(names + values + 4)}%c${each}`, DIM);
  }
  console.log("  %cconfig.explain() lists every setting; secrets are masked.", DIM);
}

async function showImage(): Promise<void> {
  heading("The name that flytekit gives an image");
  const spec = new ImageSpec({ name: "app", registry: "ghcr.io/acme", pythonVersion: "3.12", packages: ["pandas"] });
  table([
    ["packages pandas", await spec.imageName()],
    ["packages pandas, polars", await spec.withPackages("polars").imageName()],
  ]);
}

function describe(settings: SerializationSettings): [name: string, value: string][] {
  const { defaultImage, images = [] } = settings.imageConfig;
  const fast = settings.fastSerializationSettings;
  return [
    ["project", settings.project ?? "–"],
    ["domain", settings.domain ?? "–"],
    ["version", settings.version ?? "–"],
    ["default image", defaultImage?.full ?? "–"],
    ...images.filter(({ name }) => name !== "default").map((
      { name, full },
    ): [string, string] => [`image ${name}`, full]),
    [
      "code",
      settings.shouldFastSerialize() ? fast?.distributionLocation ?? "shipped apart from the image" : "in the image",
    ],
    ["source root", settings.sourceRoot ?? "–"],
    ["interpreter", settings.pythonInterpreter],
    ["environment", `${Object.keys(settings.env ?? {}).length} variables`],
  ];
}

function heading(text: string): void {
  console.log(`\n%c${text}`, BOLD);
}

/** Prints names and values in two columns. */
function table(lines: readonly (readonly [string, string])[]): void {
  for (const [name, value] of lines) line(name, value, lines);
}

function line(name: string, value: string, lines: readonly (readonly [string, string])[]): void {
  console.log(`  ${name.padEnd(widthOf(lines))}  ${cut(value)}`);
}

function widthOf(lines: readonly (readonly [string, string])[]): number {
  return Math.max(...lines.map(([name]) => name.length));
}

/** Shortens a long value in its middle. */
function cut(value: string): string {
  if (value.length <= WIDTH) return value;
  return `${value.slice(0, WIDTH / 2 - 1)}…${value.slice(-WIDTH / 2)}`;
}
