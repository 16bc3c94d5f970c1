/**
 * What the types allow and forbid: `deno check` fails where a line below `@ts-expect-error` is not an error. Nothing of
 * `typesOnly` and `configTypesOnly` runs.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  type AuthType,
  azure,
  Config,
  DataConfig,
  type ErrorCode,
  FlyteConfigError,
  gcs,
  Image,
  ImageConfig,
  type InferSection,
  type JsonValue,
  PlatformConfig,
  PythonFloat,
  type ResourceAmount,
  Resources,
  ResourceSpec,
  s3,
  type SectionDefinition,
  SerializationSettings,
  StatsConfig,
} from "../../mod.ts";

/** Whether two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;

/** Takes only what is the type. */
function expect<T extends true>(_?: T): void {}

async function typesOnly(settings: SerializationSettings, read: SerializationSettings): Promise<void> {
  // @ts-expect-error: settings need images
  new SerializationSettings({});
  // @ts-expect-error: images are not strings
  new SerializationSettings({ imageConfig: "repo:v1" });
  const init = { imageConfig: new ImageConfig() };
  // @ts-expect-error: names are camelCase
  new SerializationSettings({ ...init, git_repo: "a" });
  // @ts-expect-error: variables are strings
  new SerializationSettings({ ...init, env: { A: 1 } });
  // @ts-expect-error: the interpreter may be left out, but is never null
  new SerializationSettings({ ...init, pythonInterpreter: null });
  new SerializationSettings({ ...init, project: null, domain: undefined, env: null });

  // @ts-expect-error: an image needs a name
  new Image({ fqn: "a" });
  // @ts-expect-error: a tag is a string
  new Image({ name: "a", fqn: "b", tag: 1 });
  // @ts-expect-error: an amount is a string, a number or a pair
  new Resources({ cpu: true });
  // @ts-expect-error: a pair has two
  new Resources({ cpu: ["1", "2", "3"] });
  new Resources({ cpu: ["1", 2], mem: 1n, gpu: new PythonFloat(1) });
  // @ts-expect-error: requests are resources
  new ResourceSpec({ requests: { cpu: "1" } });

  // @ts-expect-error: settings are immutable
  settings.version = "v2";
  // @ts-expect-error: and so is all that is in them
  settings.imageConfig.images!.push(new Image({ name: "a", fqn: "b" }));
  // @ts-expect-error: and so is all that is in them
  settings.env!.A = "a";
  // @ts-expect-error: no such field
  settings.with({ imageconfig: new ImageConfig() });
  // @ts-expect-error: variables are strings
  settings.with({ env: { A: 1 } });
  // @ts-expect-error: a builder's fields have types, too
  settings.newBuilder().version = 1;
  settings.newBuilder().version = "v2";

  // @ts-expect-error: a transport is a string
  await SerializationSettings.fromTransport(new Uint8Array());
  // @ts-expect-error: no such option
  await SerializationSettings.fromTransport("", { max: 1 });
  // @ts-expect-error: a value is a promise's
  settings.serializedContext().length;
  // @ts-expect-error: no such Python
  ImageConfig.autoDefaultImage({ pythonVersion: "3.7" });
  // @ts-expect-error: no such code
  new FlyteConfigError("no_such_code", "message");

  expect<Same<typeof read.version, string | undefined>>();
  expect<Same<typeof read.pythonInterpreter, string>>();
  expect<Same<typeof read.env, Readonly<Record<string, string>> | undefined>>();
  expect<Same<typeof read.imageConfig.images, readonly Image[] | undefined>>();
  expect<Same<Resources["cpu"], ResourceAmount | undefined>>();
  expect<Same<Awaited<ReturnType<typeof SerializationSettings.fromTransport>>, SerializationSettings>>();
  expect<Same<ReturnType<typeof Image.lookUpImageInfo>, Image>>();
  expect<Same<FlyteConfigError["code"], ErrorCode>>();

  // Static methods give the class that they are called on, and so does `with`.
  const image: Image = Image.fromDict({});
  const config: ImageConfig = ImageConfig.fromJsonString("{}");
  const changed: SerializationSettings = settings.with({ version: "v2" });
  // @ts-expect-error: an image is not a configuration
  const wrong: ImageConfig = Image.fromDict({});
  const json: JsonValue = changed.toDict().env!;

  const result = Image.schema["~standard"].validate(json);
  if (result.issues) expect<Same<typeof result.issues[0]["message"], string>>();
  else expect<Same<typeof result.value, Image>>();
  void [image, config, wrong];
}

const mine = {
  id: "mine",
  doc: "A plugin",
  settings: {
    region: { type: "string", ini: "mine.region", doc: "Region" },
    tries: { type: "integer", ini: "mine.tries", default: 2, doc: "Tries" },
    style: { type: "choice", choices: ["path", "virtual"], default: "path", ini: "mine.style", doc: "Style" },
    mode: { type: "choice", choices: ["a", "b"], ini: "mine.mode", doc: "Mode" },
    hosts: { type: "commaList", ini: "mine.hosts", default: [], doc: "Hosts" },
    labels: { type: "map", ini: "labels", doc: "Labels" },
    key: { type: "secret", ini: "mine.key", doc: "Key" },
    hidden: { type: "path", ini: "mine.hidden", inputOnly: true, doc: "Where to look" },
  },
} as const satisfies SectionDefinition;

function configTypesOnly(): void {
  const config = Config.from({ plugins: [s3, gcs, azure, mine] });
  const section = config.dataConfig.mine;
  expect<Same<typeof section.region, string | undefined>>();
  expect<Same<typeof section.tries, number>>();
  expect<Same<typeof section.style, "path" | "virtual">>();
  expect<Same<typeof section.mode, "a" | "b" | undefined>>();
  expect<Same<typeof section.hosts, readonly string[]>>();
  expect<Same<typeof section.labels, Readonly<Record<string, string>> | undefined>>();
  expect<Same<typeof section.key, string | undefined>>();
  expect<Same<typeof config.dataConfig.s3.retries, number>>();
  expect<Same<typeof config.dataConfig.generic.attachExecutionMetadata, boolean>>();
  expect<Same<"hidden" extends keyof typeof section ? true : false, false>>();
  expect<Same<InferSection<typeof mine>["tries"], number>>();
  expect<Same<typeof config.platform.authMode, AuthType>>();
  expect<Same<typeof config.platform.endpoint, string>>();
  expect<Same<typeof config.platform.caCertFilePath, string | undefined>>();
  expect<Same<"clientSecretLocation" extends keyof PlatformConfig ? true : false, false>>();
  expect<Same<"mine" extends keyof Config["dataConfig"] ? true : false, false>>();
  void Config.auto({ plugins: [mine] }).then(({ dataConfig }) => expect<Same<typeof dataConfig.mine.tries, number>>());

  // @ts-expect-error: inputOnly definitions are not properties
  void section.hidden;
  // @ts-expect-error: S3 is not among the plugins
  void Config.from({ plugins: [mine] }).dataConfig.s3;
  // @ts-expect-error: settings are immutable
  section.tries = 3;
  // @ts-expect-error: and so are lists in them
  section.hosts.push("a");
  // @ts-expect-error: no such setting
  section.with({ retries: 3 });
  // @ts-expect-error: tries is a number
  section.with({ tries: "3" });
  // @ts-expect-error: none of the choices
  section.with({ style: "pathh" });
  section.with({ style: "virtual", mode: "b", hosts: ["a"], labels: { a: "b" }, tries: undefined });
  // @ts-expect-error: no such setting
  new PlatformConfig({ endpiont: "a" });
  // @ts-expect-error: names are camelCase
  new PlatformConfig({ client_id: "a" });
  // @ts-expect-error: not one of the ways to sign in
  new PlatformConfig({ authMode: "pkce" });
  // @ts-expect-error: inputOnly definitions are not properties
  new PlatformConfig({ clientSecretLocation: "/a" });
  // @ts-expect-error: a port is a number
  new StatsConfig({ port: "8125" });
  // @ts-expect-error: no such section
  new Config({ plattform: {} });
  // @ts-expect-error: no such setting
  new Config({ dataConfig: { s3: { retrys: 3 } } });
  // @ts-expect-error: no such plugin
  new DataConfig({ mine: {} });
  new DataConfig({ mine: { tries: 3 }, generic: { attachExecutionMetadata: false } }, [mine]);
  // @ts-expect-error: no such mode
  Config.from({ mode: "strct" });
  // @ts-expect-error: variables are strings
  Config.from({ env: { FLYTE_AWS_RETRIES: 3 } });
  // @ts-expect-error: no such kind
  void ({ id: "a", doc: "A", settings: { a: { type: "text", doc: "A" } } } as const satisfies SectionDefinition);
  // @ts-expect-error: definitions need a line of documentation
  void ({ id: "a", doc: "A", settings: { a: { type: "string", ini: "a.b" } } } as const satisfies SectionDefinition);
}

Deno.test("the types are checked when this file is", () => {
  assert.deepEqual([typeof typesOnly, typeof configTypesOnly], ["function", "function"]);
});
