/**
 * Everything that is thrown is a `FlyteConfigError`: every export is called with values of wrong types. The list of
 * exports is taken from the modules, and a class without a sample fails, so that the test grows with them.
 */
import assert from "node:assert/strict";
import * as flytekit from "../../mod.ts";
import * as api from "../../src/api/mod.ts";
import * as clients from "../../src/clients/mod.ts";
import * as context from "../../src/flytekit/context/decode.ts";
import * as diagnostics from "../../src/diagnostics/mod.ts";
import * as doctor from "../../src/doctor/mod.ts";
import * as edit from "../../src/edit/mod.ts";
import * as testing from "../../src/testing/mod.ts";
import * as flyte2 from "../../v2.ts";

type Callable = (...args: readonly unknown[]) => unknown;
type Class = { new (...args: readonly unknown[]): object } & Readonly<Record<string, unknown>>;

const { FlyteConfigError, memoryHost } = flytekit;

/** Values that hardly any argument may be. Each is made anew for each call. */
const WRONG: readonly (() => unknown)[] = [
  () => undefined,
  () => null,
  () => "",
  () => "text",
  () => "../x\0y",
  () => -1,
  () => 1.5,
  () => NaN,
  () => 2n ** 70n,
  () => true,
  () => Symbol("symbol"),
  () => [],
  () => [1],
  () => [undefined, null],
  () => [["a"], { b: 1 }],
  () => ({}),
  () => ({ unknownOption: 1 }),
  () => ({ name: 1, text: 2, tag: 3, file: 4, env: 5, host: 6, images: 7, plugins: 8, signal: 9, config: 10 }),
  () => ({ name: "x", text: "y", env: { A: undefined }, file: {}, host: {}, images: [null], plugins: [null] }),
  () => ({ toString: null, toJSON: 1, constructor: undefined }),
  () => Object.create(null),
  () => () => undefined,
  () => new Date(NaN),
  () => new Map([[1, 2]]),
  () => new Uint8Array([0xff, 0xfe]),
  () => Promise.resolve(1),
  () => cyclic(),
];

/** Constructors that only the library itself calls: their instances come from other calls. */
const NOT_CONSTRUCTED_BY_CALLERS = new Set([
  "Credential",
  "ExplainedSetting",
  "Explanation",
  "FlyteConfigError",
  "FlyteSection",
  "IniError",
  "Registry",
  "ResolvedSection",
  "Section",
  "SectionGroup",
  "SettingsError",
  "WireRecord",
  "YamlError",
  "YamlTimestamp",
]);

/** Calls for which `{ unknownOption: 1 }` is not an options object, and may be a value. */
const MAY_HAVE_ANY_NAME: readonly string[] = [
  // Fields that a newer flytekit added are kept.
  "EntrypointSettings.fromDict(1)",
  "FastSerializationSettings.fromDict(1)",
  "Image.fromDict(1)",
  "ImageConfig.fromDict(1)",
  "ResourceSpec.fromDict(1)",
  "Resources.fromDict(1)",
  // Options of whatever builder it is.
  "ImageSpec.prototype.withBuilderOptions(1)",
  // They take nothing.
  "new ImageSpecBuilder(1)",
  "new NoOpBuilder(1)",
  // A draft, which build() checks.
  "SerializationSettingsBuilder.prototype.withFastSerializationSettings(1)",
  "new SerializationSettingsBuilder(1)",
  // Whatever cannot be read is undefined there.
  "Host.prototype.readSmallFile(1)",
  "Host.prototype.readSmallFile(2)",
  // The caller's own function.
  "Host.prototype.fetch(1)",
  "Host.prototype.fetch(2)",
];

/** Functions whose arguments only the library itself makes. */
const NOT_CALLED_BY_CALLERS = new Set(["codeFrame"]);

/** A valid instance of each class that has methods, or `undefined` where a sample of a subclass covers it. */
function samples(): Readonly<Record<string, readonly object[]>> {
  const host = memoryHost({ files: { "/w/a.txt": "a" }, cwd: "/w", fetch: () => Promise.resolve(new Response(null)) });
  const context = flytekit.SerializationSettings.forImage("ghcr.io/acme/app:v1", "v1");
  const config = flytekit.Config.from({});
  const spec = new flytekit.ImageSpec({ name: "app", pythonVersion: "3.12" });
  const engine = new flytekit.ImageBuildEngine();
  // Without a registry, so that no test asks one.
  const image2 = flyte2.Image.fromDebianBase({ pythonVersion: [3, 12], flyteVersion: "2.12.1" })
    .clone({ name: "app", extendable: true });
  const config2 = flyte2.Config.from({});
  return {
    flytekit: [
      context,
      context.newBuilder(),
      context.imageConfig,
      context.imageConfig.defaultImage!,
      new flytekit.EntrypointSettings({}),
      new flytekit.FastSerializationSettings({}),
      new flytekit.Resources({ cpu: "1" }),
      new flytekit.ResourceSpec({}),
      config,
      config.platform,
      config.secrets,
      config.stats,
      config.dataConfig,
      config.dataConfig.s3,
      config.dataConfig.gcs,
      config.dataConfig.azure,
      config.dataConfig.generic,
      config.explain(),
      flytekit.createRegistry(flytekit.s3),
      new flytekit.LocalConfig(),
      new flytekit.TaskConfig(),
      spec,
      engine,
      new flytekit.NoOpBuilder(),
      flytekit.dockerBuilder(),
      new flytekit.RegistryClient({ host, retries: 0 }),
      flytekit.Credential.basic("user", "password"),
      new flytekit.PythonFloat(1),
      flytekit.parseIni("[a]\nb = 1\n"),
      host,
      // Of the runtime, but for fetch, which is the runtime's own.
      { ...flytekit.defaultHost(), fetch: host.fetch },
    ],
    flyte2: [
      image2,
      config2,
      flyte2.dockerBuilder(),
      config2.platform,
      config2.image,
      config2.task,
      new flyte2.LocalConfig(),
      new flyte2.Storage(),
      new flyte2.S3(),
      new flyte2.GCS(),
      new flyte2.ABFS(),
      new flyte2.Secret({ key: "k" }),
    ],
    api: [
      new api.Authenticator(new flyte2.PlatformConfig({ endpoint: "flyte.acme.com", authMode: "Passthrough" }), {
        host,
      }),
    ],
    clients: [],
    context: [],
    diagnostics: [],
    doctor: [],
    edit: [],
    testing: [],
  };
}

for (
  const [product, module] of Object.entries({
    flytekit,
    flyte2,
    api,
    clients,
    context,
    diagnostics,
    doctor,
    edit,
    testing,
  })
) {
  Deno.test(`${product}: every exported function answers wrong arguments with a FlyteConfigError`, async () => {
    const wrong: string[] = [];
    for (const [name, value] of Object.entries(module)) {
      if (typeof value !== "function" || NOT_CALLED_BY_CALLERS.has(name)) continue;
      if (!isClass(value)) {
        await tryCalls(`${name}`, value as Callable, undefined, wrong);
        continue;
      }
      const type = value as unknown as Class;
      if (!NOT_CONSTRUCTED_BY_CALLERS.has(name) && value !== flyte2.Image) {
        await tryCalls(`new ${name}`, (...args) => new type(...args), undefined, wrong);
      }
      for (const method of methodsOf(type, Error)) {
        await tryCalls(`${name}.${method}`, type[method] as Callable, type, wrong);
      }
    }
    assert.deepEqual(wrong, [], `${wrong.length} calls`);
  });

  Deno.test(`${product}: every method answers wrong arguments with a FlyteConfigError`, async () => {
    const wrong: string[] = [];
    const seen = new Set<unknown>();
    for (const sample of samples()[product]!) {
      const name = sample.constructor === Object ? "Host" : sample.constructor.name;
      seen.add(sample.constructor);
      for (const method of methodsOf(sample, Object.prototype)) {
        const call = (sample as Readonly<Record<string, unknown>>)[method] as Callable;
        await tryCalls(`${name}.prototype.${method}`, call, sample, wrong);
      }
    }
    assert.deepEqual(wrong, [], `${wrong.length} calls`);
    const missing = Object.entries(module).filter(([name, value]) =>
      isClass(value) && !NOT_CONSTRUCTED_BY_CALLERS.has(name) &&
      methodsOf((value as unknown as { prototype: object }).prototype, Object.prototype).length > 0 &&
      ![...Object.values(samples())].flat().some((sample) => sample instanceof (value as unknown as Class))
    );
    assert.deepEqual(missing.map(([name]) => name).filter((name) => name !== "ImageSpecBuilder"), [], "no sample");
  });
}

/** What was called with an unknown option and took it. */
const silent = new Set<string>();

Deno.test("unknown options are refused, not ignored", () => {
  // After the tests above.
  assert.deepEqual([...silent].filter((call) => !MAY_HAVE_ANY_NAME.includes(call)).sort(), []);
});

/** Calls with every wrong value in each of the first three positions, and notes what else than our error comes back. */
async function tryCalls(name: string, call: Callable, self: unknown, wrong: string[]): Promise<void> {
  const lists: (() => readonly unknown[])[] = [() => []];
  for (const first of WRONG) {
    lists.push(() => [first()]);
    if (call.length >= 2) { for (const second of WRONG) lists.push(() => [first(), second()]); }
  }
  for (const good of VALID[name] ?? []) {
    for (const second of WRONG) lists.push(() => [...good(), second()]);
  }
  const found = new Map<string, string>();
  for (const list of lists) {
    const args = list();
    args.forEach((arg) => arg instanceof Promise && arg.catch(() => {}));
    try {
      const isUnknown = isUnknownOption(args.at(-1));
      await settled(call.apply(self, [...args]), `${name}(${args.map(shown).join(", ")})`);
      if (isUnknown && takesArguments(call)) silent.add(`${name}(${args.length})`);
    } catch (error) {
      if (error instanceof FlyteConfigError) continue;
      const what = error instanceof Error ? `${error.name}: ${error.message.split("\n")[0]}` : `no Error`;
      if (!found.has(what)) found.set(what, `${name}(${args.map(shown).join(", ")}): ${what}`);
    }
  }
  wrong.push(...found.values());
}

/** Valid arguments, for which options come after them. */
const VALID: Readonly<Record<string, readonly (() => readonly unknown[])[]>> = {
  connectNodeOptions: [() => [new flyte2.PlatformConfig({ endpoint: "localhost:1" })]],
  connectWebOptions: [() => [new flyte2.PlatformConfig({ endpoint: "localhost:1" })]],
  denoClientOptions: [() => [new flyte2.PlatformConfig()]],
  tlsOptions: [() => [new flyte2.PlatformConfig()]],
  "Config.forEndpoint": [() => ["localhost:1"]],
  "PlatformConfig.forEndpoint": [() => ["localhost:1"]],
  "Image.lookUpImageInfo": [() => ["a", "b:v1"]],
  "ImageConfig.validateImage": [() => ["--image", ["a=b:v1"]]],
  "SerializationSettings.forImage": [() => ["b:v1", "v1"]],
  "SerializationSettings.fromTransport": [() => ["H4sIAAAAAAAC/6tWKkktLlGyUlAqS8wpTVWqBQCoDlS6EAAAAA=="]],
};

/** Waits for what a call gives, but not forever. */
async function settled(value: unknown, call: string): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise((_, reject) => timer = setTimeout(() => reject(new Error(`${call} does not end`)), 60_000));
  const found = Symbol.asyncIterator in Object(value) ? (value as AsyncGenerator).next() : value;
  await Promise.race([found, late]).finally(() => clearTimeout(timer));
}

function isUnknownOption(value: unknown): boolean {
  return typeof value === "object" && value !== null && "unknownOption" in value;
}

/** Whether a function has parameters, with or without defaults. */
function takesArguments(call: Callable): boolean {
  return !/^(?:async )?(?:function )?[\w$]*\s*\(\s*\)/.test(Function.prototype.toString.call(call));
}

function isClass(value: unknown): boolean {
  return typeof value === "function" && /^class\b/.test(Function.prototype.toString.call(value));
}

/** The names of the methods of an object and of what it inherits from, up to a prototype. */
function methodsOf(value: object, end: object): readonly string[] {
  const names = new Set<string>();
  for (
    let at: object | null = value;
    at !== null && at !== end && at !== Function.prototype;
    at = Object.getPrototypeOf(at)
  ) {
    for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
      if (name !== "constructor" && name !== "prototype" && typeof descriptor.value === "function") names.add(name);
    }
  }
  return [...names].filter((name) => !isClass((value as Readonly<Record<string, unknown>>)[name]));
}

function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  try {
    return Deno.inspect(value, { depth: 2, compact: true, breakLength: Infinity }).slice(0, 100);
  } catch {
    return "an unreadable object";
  }
}

function cyclic(): object {
  const value: Record<string, unknown> = { name: "x" };
  value.self = value;
  return value;
}

Deno.test("a value without properties of its own is refused where an object of values belongs", () => {
  type Methods = Readonly<Record<string, Callable>>;
  const made = samples();
  const [settings, , , image] = made.flytekit as unknown as readonly Methods[];
  const [image2] = made.flyte2 as unknown as readonly Methods[];
  const later = Promise.resolve({ endpoint: "host" });
  const hidden = new Map([["A", "1"]]);
  const spec = new flytekit.ImageSpec({});
  const calls: Readonly<Record<string, () => unknown>> = {
    "new Config": () => new flytekit.Config(later as object),
    "a section of Config": () => new flytekit.Config({ platform: later as object }),
    "config.withParams": () => flytekit.Config.from({}).withParams(later as object),
    "platform.with": () => flytekit.Config.from({}).platform.with(hidden as object),
    "new ImageConfig": () => new flytekit.ImageConfig(later as object),
    "settings.with": () => settings!.with!(hidden),
    "env of settings": () => settings!.with!({ env: hidden }),
    "image.with": () => image!.with!(later),
    "new ImageSpec": () => new flytekit.ImageSpec(later as object),
    "spec.with": () => spec.with(hidden as object),
    "spec.withBuilderOptions": () => spec.withBuilderOptions(hidden as unknown as Record<string, string>),
    "ImageSpec.fromDict": () => flytekit.ImageSpec.fromDict(new Date() as unknown as Record<string, never>),
    "labels": () => flytekit.renderDockerfile(spec, { labels: hidden as unknown as Record<string, string> }),
    "memoryHost": () => memoryHost({ env: hidden as unknown as Record<string, string> }),
    "options": () => flytekit.Config.from(hidden as object),
    "withEnvVars": () => image2!.withEnvVars!(hidden),
  };
  for (const [name, call] of Object.entries(calls)) {
    assert.throws(call, (error) => error instanceof FlyteConfigError, name);
  }
});
