/**
 * What the types allow and forbid: `deno check` fails where a line below `@ts-expect-error` is no error. Nothing of
 * `typesOnly` runs.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  type ErrorCode,
  FlyteConfigError,
  Image,
  ImageConfig,
  type JsonValue,
  PythonFloat,
  type ResourceAmount,
  Resources,
  ResourceSpec,
  SerializationSettings,
} from "../mod.ts";

/** Whether two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;

/** Takes only what is the type. */
function expect<T extends true>(_?: T): void {}

async function typesOnly(settings: SerializationSettings, read: SerializationSettings): Promise<void> {
  // @ts-expect-error: settings need images
  new SerializationSettings({});
  // @ts-expect-error: images are no text
  new SerializationSettings({ imageConfig: "repo:v1" });
  const init = { imageConfig: new ImageConfig() };
  // @ts-expect-error: names are camelCase
  new SerializationSettings({ ...init, git_repo: "a" });
  // @ts-expect-error: variables are texts
  new SerializationSettings({ ...init, env: { A: 1 } });
  // @ts-expect-error: the interpreter may be left out, but is never null
  new SerializationSettings({ ...init, pythonInterpreter: null });
  new SerializationSettings({ ...init, project: null, domain: undefined, env: null });

  // @ts-expect-error: an image needs a name
  new Image({ fqn: "a" });
  // @ts-expect-error: a tag is a text
  new Image({ name: "a", fqn: "b", tag: 1 });
  // @ts-expect-error: an amount is a text, a number or a pair
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
  // @ts-expect-error: variables are texts
  settings.with({ env: { A: 1 } });
  // @ts-expect-error: a builder's fields have types, too
  settings.newBuilder().version = 1;
  settings.newBuilder().version = "v2";

  // @ts-expect-error: a transport is a text
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
  // @ts-expect-error: an image is no configuration
  const wrong: ImageConfig = Image.fromDict({});
  const json: JsonValue = changed.toDict().env!;

  const result = Image.schema["~standard"].validate(json);
  if (result.issues) expect<Same<typeof result.issues[0]["message"], string>>();
  else expect<Same<typeof result.value, Image>>();
  void [image, config, wrong];
}

Deno.test("the types are checked when this file is", () => {
  assert.equal(typeof typesOnly, "function");
});
