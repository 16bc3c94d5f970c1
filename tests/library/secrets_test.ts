/**
 * Looks for a secret in everything that is printed, wherever it was put.
 *
 * @module
 */
import assert from "node:assert/strict";
import { inspect } from "node:util";
import fc from "fast-check";
import {
  azure,
  Config,
  convertToYaml,
  explainHash,
  gcs,
  Image,
  ImageConfig,
  ImageSpec,
  memoryHost,
  parseIni,
  parseReference,
  parseYaml,
  RegistryClient,
  s3,
  SerializationSettings,
} from "../../mod.ts";
import { defaultHost } from "../../src/runtime/default_host.ts";
import type { Setting } from "../../src/settings/setting.ts";
import * as v2 from "../../v2.ts";
import { runs } from "../_support/effort.ts";
import { fakeMachine } from "../_support/fake_machine.ts";
import { build } from "../_support/fake_programs.ts";

const CANARY = "Tr0ub4dor";

/** Something that may hold the secret, and whether `JSON.stringify` prints it or hands out its data. */
type Place = readonly [where: string, value: () => unknown, json?: "data"];

const URL_IN = `https://me:${CANARY}@host.example/x`;
const IMAGE = `me:${CANARY}@ghcr.io/acme/app:v1`;

/** Command lines that contain a secret. */
const COMMANDS: readonly (readonly string[])[] = [
  ["tool", `--token=${CANARY}`],
  ["tool", "--token", CANARY],
  ["tool", "--password", `${CANARY} with spaces`],
  ["curl", "-u", `me:${CANARY}`, URL_IN],
  ["curl", "-H", `Authorization: Bearer ${CANARY}`],
  ["env", `API_KEY=${CANARY}`, "tool"],
  ["sh", "-c", `tool --secret '${CANARY}'`],
  ["sh", "-c", `export DB_PASSWORD="a ${CANARY}" && tool`],
];

/** Every way to print a value. */
function* routes(value: unknown, json: "data" | undefined): Generator<readonly [how: string, text: string]> {
  yield ["template", `${value}`];
  yield ["String", String(value)];
  for (const depth of [0, 2, 20]) {
    yield [`util.inspect, depth ${depth}`, inspect(value, { depth })];
    yield [`Deno.inspect, depth ${depth}`, Deno.inspect(value, { depth })];
  }
  yield ["util.inspect of a list", inspect([[value]], { depth: 20 })];
  yield ["Deno.inspect of a map", Deno.inspect(new Map([[1, value]]), { depth: 20 })];
  if (json === undefined) yield ["JSON.stringify", JSON.stringify(value) ?? ""];
  for (const issue of issuesOf(value)) yield ["issues", JSON.stringify(issue) + inspect(issue)];
  if (!(value instanceof Error)) return;
  yield ["message", value.message];
  yield ["stack", String(value.stack)];
  const { problems = [] } = value as { readonly problems?: readonly unknown[] };
  for (const part of [...problems, value.cause]) yield* routes(part, undefined);
}

function issuesOf(value: unknown): readonly unknown[] {
  const { issues } = (value ?? {}) as { readonly issues?: unknown };
  return Array.isArray(issues) ? issues : [];
}

async function check(where: string, value: () => unknown, json?: "data", canary = CANARY): Promise<void> {
  let found: unknown;
  try {
    found = await value();
  } catch (error) {
    found = error;
  }
  for (const [how, text] of routes(found, json)) {
    assert.ok(!text.includes(canary), `${where}, ${how}: ${text.slice(0, 3000)}`);
  }
}

/** The rejection or the value of something, whichever it is. */
async function failed(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  assert.fail("nothing was thrown");
}

/** Values for a setting in which there is a secret: what is one, and what may hold one. */
function secretsFor({ definition: row }: Setting): readonly unknown[] {
  switch (row.type) {
    case "secret":
      return [CANARY];
    case "commandLine":
    case "wordList":
    case "commaList":
      return COMMANDS;
    case "map":
      return [{ API_TOKEN: CANARY, index: URL_IN }];
    case "string":
    case "path":
    case "endpoint":
      return [URL_IN, `//me:${CANARY}@host`, `me:${CANARY}@host:443`, `https://host/?token=${CANARY}&x=1`];
    default:
      return [];
  }
}

/** YAML with one value at a path. */
function yamlAt(path: readonly string[], value: unknown): string {
  return JSON.stringify(path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value));
}

/** The text of a value in a variable or an INI file. */
function textOf({ definition: row }: Setting, value: unknown): string {
  if (typeof value === "string") return value;
  return row.type === "commaList" ? (value as readonly string[]).join(",") : JSON.stringify(value);
}

/** Sources that give a setting a value, in every way that there is. */
function* sourcesOf(setting: Setting, value: unknown) {
  const { envs, ini, yaml } = setting;
  const text = textOf(setting, value);
  if (yaml !== undefined) yield { file: { name: "c.yaml", text: yamlAt(yaml, value) } };
  if (ini !== undefined) {
    yield { file: { name: "c", text: `[${ini[0]}]\n${ini[1]} = ${text.replaceAll("%", "%%")}\n` } };
  }
  for (const env of envs) yield { env: { [env]: text } };
}

Deno.test("no setting of flytekit's configuration prints a secret, whatever gives it", async () => {
  const step = runs(12, 1);
  let count = 0;
  for (const [setting] of Config.from({ plugins: [s3, gcs, azure], env: {} }).entries()) {
    for (const value of secretsFor(setting)) {
      for (const source of sourcesOf(setting, value)) {
        for (const mode of ["strict", "flytekit"] as const) {
          if (count++ % step !== 0) continue;
          const where = `${mode}, ${JSON.stringify(source)}`;
          const make = () => Config.from({ mode, plugins: [s3, gcs, azure], ...source });
          await check(where, make);
          await check(`${where}, explained`, () => make().explain());
          await check(`${where}, explained alone`, () => make().explain(setting.path));
          await check(`${where}, a section`, () => make().platform);
        }
      }
    }
  }
  assert.ok(count > 100, String(count));
});

Deno.test("no setting of flyte 2's configuration prints a secret, whatever gives it", async () => {
  const step = runs(12, 1);
  let count = 0;
  for (const [setting] of new v2.Config().entries()) {
    for (const value of secretsFor(setting)) {
      for (const source of sourcesOf(setting, value)) {
        if ("file" in source && source.file.name === "c") continue;
        for (const mode of ["strict", "flyte"] as const) {
          if (count++ % step !== 0) continue;
          const where = `${mode}, ${JSON.stringify(source)}`;
          await check(where, () => v2.Config.from({ mode, ...source }));
          await check(`${where}, explained`, () => v2.Config.from({ mode, ...source }).explain());
        }
      }
    }
  }
  assert.ok(count > 20, String(count));
});

Deno.test("what is wrong with a file, or read otherwise by flytekit, is reported without secrets", async () => {
  const files = [
    { name: "c", text: `[credentials]\ncommand = tool, --token, ${CANARY}\n` },
    { name: "c", text: `[platform]\n${URL_IN} = x\npassword=${CANARY}\n[${URL_IN}]\na = b\n` },
    { name: "c.yaml", text: `admin: {command: [tool, --token, ${CANARY}, 5], "${URL_IN}": 1}\n"${URL_IN}": 2\n` },
    { name: "c.yaml", text: JSON.stringify({ admin: { insecure: URL_IN, authType: URL_IN, scopes: { a: URL_IN } } }) },
    { name: "c.yaml", text: JSON.stringify({ images: { default: IMAGE, other: [URL_IN] } }) },
    { name: `${URL_IN}.yaml`, text: "admin: {insecure: 5, endpoint: a}" },
    { name: `${URL_IN}.yaml`, text: "admin: [" },
    { name: URL_IN, text: "[" },
  ];
  for (const file of files) {
    for (const mode of ["strict", "flytekit"] as const) {
      await check(JSON.stringify(file), () => Config.from({ mode, file }));
      await check(`${JSON.stringify(file)}, explained`, () => Config.from({ mode, file }).explain());
      await check(`${JSON.stringify(file)}, images`, () => ImageConfig.from({ mode, file } as never), "data");
    }
    await check(`${JSON.stringify(file)}, flyte 2`, () => v2.Config.from({ file }));
  }
});

Deno.test("client secrets that a file or a variable holds are not printed", async () => {
  const sources = [
    { admin: { clientSecretLocation: "/secret" } },
    { admin: { clientSecretEnvVar: "CLIENT_SECRET" } },
    { admin: { clientSecretEnvVar: CANARY } },
  ];
  for (const [where, source] of sources.entries()) {
    const options = {
      file: { name: "c.yaml", text: JSON.stringify(source) },
      env: { CLIENT_SECRET: CANARY, FLYTE_CREDENTIALS_CLIENT_SECRET: `${CANARY}2` },
      files: { "/secret": `${CANARY}\n` },
    };
    await check(`client secret ${where}`, () => Config.from(options));
    await check(`client secret ${where}, explained`, () => Config.from(options).explain());
    await check(`client secret ${where}, flyte 2`, () => v2.Config.from(options));
  }
});

Deno.test("errors in a file print no secret that is near them", async () => {
  const lines = [`  secret-key: ${CANARY}`, `  token: ${CANARY}`, `  url: ${URL_IN}`];
  for (const line of lines) {
    for (const fault of ["  a: [", '  "b', "  c: *d", "\te: f", `${line} "`, `${line}: x`, `${line}\n    - x`]) {
      const text = `storage:\n${line}\n${fault}\n${line}\n`;
      await check(`parseYaml ${text}`, () => void parseYaml(text));
      await check(`YAML ${text}`, () => Config.from({ file: { name: "c.yaml", text } }));
    }
  }
  for (const fault of [`client_secret ${CANARY}`, `[aws`, ` ${CANARY}`, `url = %(${CANARY}`, `url = %z ${URL_IN}`]) {
    const text = `[credentials]\nclient_secret = ${CANARY}\n${fault}\n`;
    await check(`parseIni ${text}`, () => void parseIni(text).items("credentials"));
    await check(`INI ${text}`, () => Config.from({ file: { name: "c", text } }));
  }
  const ini = { name: "c", text: `[credentials]\nclient_secret = ${CANARY}\n` };
  const { notCarried, issues } = convertToYaml(ini);
  await check("convertToYaml", () => [notCarried, issues]);
});

Deno.test("no image name prints a password", async () => {
  const places: readonly Place[] = [
    ["Image", () => Image.lookUpImageInfo("a", IMAGE), "data"],
    ["Image of a URL", () => Image.lookUpImageInfo("a", `https://me:${CANARY}@ghcr.io/app`), "data"],
    ["Image of parts", () => new Image({ name: "a", fqn: `me:${CANARY}@ghcr.io/app`, tag: "v1" }), "data"],
    ["tag and digest", () => new Image({ name: "a", fqn: "b", tag: IMAGE, digest: IMAGE })],
    ["ImageConfig", () => ImageConfig.createFrom(Image.lookUpImageInfo("a", IMAGE)), "data"],
    ["ImageConfig of strings", () => ImageConfig.from({ default: IMAGE, other: URL_IN } as never), "data"],
    ["validateImage", () => ImageConfig.validateImage("--image", [`a=${IMAGE}`, URL_IN]), "data"],
    ["validateImage, twice", () => failed(() => ImageConfig.validateImage("--image", [IMAGE, IMAGE]))],
    ["validateImage, wrong", () => failed(() => ImageConfig.validateImage(URL_IN, [`a=b=${IMAGE}`, `=${IMAGE}`]))],
    ["parseReference", () => parseReference(IMAGE)],
    ["parseReference of a URL", () => parseReference(URL_IN)],
    ["existence", () => new RegistryClient({ host: memoryHost() }).exists(IMAGE)],
    ["existence of a URL", () => new RegistryClient({ host: memoryHost() }).exists(URL_IN)],
    ["flyte 2", () => v2.Image.fromBase(IMAGE), "data"],
    ["flyte 2, registry", () => v2Base({ registry: `me:${CANARY}@ghcr.io/acme` }), "data"],
    ["ImageSpec, registry", () => new ImageSpec({ registry: `me:${CANARY}@ghcr.io/acme` }), "data"],
    ["ImageSpec, base image", () => new ImageSpec({ baseImage: IMAGE }), "data"],
  ];
  for (const place of places) await check(...place);
});

function v2Base(changes: { readonly registry?: string } = {}): v2.Image<"extendable"> {
  return v2.Image.fromBase("debian:12").clone({ registry: "ghcr.io/acme", name: "app", extendable: true, ...changes });
}

/** Specifications of images with secrets, and images of flyte 2 with the same. */
const SPECS: readonly ImageSpec[] = [
  new ImageSpec({ packages: [`git+${URL_IN}`, `lib @ git+${URL_IN}`] }),
  new ImageSpec({ pipIndex: URL_IN, pipExtraIndexUrl: [URL_IN, "https://a.example"] }),
  ...COMMANDS.map((words) => new ImageSpec({ commands: [words.join(" ")], pipExtraArgs: words.slice(1).join(" ") })),
  ...COMMANDS.map((words) => new ImageSpec({ entrypoint: words })),
  new ImageSpec({ env: { API_TOKEN: CANARY, INDEX: URL_IN, OPTIONS: `--password ${CANARY}` } }),
  new ImageSpec({ condaChannels: [URL_IN], condaPackages: [URL_IN], aptPackages: [URL_IN] }),
  new ImageSpec({ builderOptions: { token: CANARY, nested: { list: [["--password", CANARY]] } } }),
  new ImageSpec({ baseImage: new ImageSpec({ env: { API_TOKEN: CANARY } }) }),
];
const IMAGES: readonly v2.Image[] = [
  v2Base().withPipPackages(`git+${URL_IN}`, {
    indexUrl: URL_IN,
    extraIndexUrls: [URL_IN],
    extraArgs: `--token ${CANARY}`,
  }),
  v2Base().withEnvVars({ API_TOKEN: CANARY, INDEX: URL_IN, OPTIONS: `--password ${CANARY}` }),
  ...COMMANDS.map((words) => v2Base().withCommands([words.join(" ")])),
  v2Base().withAptPackages(URL_IN).withUvProject("/p/pyproject.toml", { extraArgs: `--token=${CANARY}` }),
];

Deno.test("no image specification prints a secret, and no explanation of hashes does", async () => {
  for (const [at, spec] of SPECS.entries()) {
    await check(`ImageSpec ${at}`, () => spec, "data");
    await check(`explainHash ${at}`, () => explainHash(spec, new ImageSpec({ commands: ["true"] })));
    await check(`explainHash ${at}, swapped`, () => explainHash(new ImageSpec(), spec));
  }
  for (const [at, image] of IMAGES.entries()) {
    await check(`flyte 2's image ${at}`, () => image, "data");
    await check(`flyte 2's explainHash ${at}`, () => v2.explainHash(image, v2Base().withCommands(["true"])));
    await check(`flyte 2's explainHash ${at}, swapped`, () => v2.explainHash(v2Base({ registry: IMAGE }), image));
  }
});

Deno.test("no message and no error of a build prints a secret", async () => {
  const stdout = [URL_IN, `docker login ${IMAGE}`, ...COMMANDS.map((words) => `#5 RUN ${words.join(" ")}`)].join("\n");
  const spec = new ImageSpec({ registry: "ghcr.io/acme", packages: [`git+${URL_IN}`], pipIndex: URL_IN });
  for (const code of [0, 1]) {
    const { messages, error } = await build(spec, {
      program: ([, verb]) => verb === "build" ? { stdout, stderr: stdout, code } : {},
    });
    assert.ok(messages.length > 10 && (error !== undefined) === (code === 1));
    await check("build", () => [messages, error]);
    await check("build's error", () => error);
  }
  for (const image of IMAGES) {
    const messages: v2.BuildMessage[] = [];
    const { host } = fakeMachine(([, verb]) => verb === "build" ? { stderr: stdout, code: 1 } : {});
    const client = { exists: () => Promise.resolve({ state: "absent" } as never) };
    const options = {
      builder: v2.dockerBuilder(),
      host,
      client,
      onMessage: (one: v2.BuildMessage) => void messages.push(one),
    };
    await check("flyte 2's build", () => v2.build(image, options));
    await check("flyte 2's messages", () => messages);
  }
});

Deno.test("secrets that a build gets, and names of images, are not in its messages", async () => {
  const image = v2Base({ registry: `me:${CANARY}@ghcr.io/acme` }).withCommands(["make"], {
    secretMounts: new v2.Secret("pat"),
  });
  const stderr = `echo the secret is ${CANARY}\n${CANARY}2\n`;
  const { host } = fakeMachine(([, verb]) => verb === "build" ? { stderr, code: 1 } : {}, {
    PAT: `${CANARY}\n${CANARY}2`,
  });
  const client = { exists: () => Promise.resolve({ state: "absent" } as never) };
  const messages: v2.BuildMessage[] = [];
  const onMessage = (message: v2.BuildMessage) => void messages.push(message);
  await check("build", () => failed(() => v2.build(image, { builder: v2.dockerBuilder(), host, client, onMessage })));
  await check("messages", () => messages);
  assert.ok(messages.some(({ text }) => text === "echo the secret is ***"));
});

Deno.test("programs that cannot be started are not printed with their arguments", async () => {
  const command = ["/no/such/program", "--token", CANARY, `x=${CANARY}`];
  await check("run", () => failed(() => defaultHost().run(command)));
  await check("run elsewhere", () => failed(() => defaultHost().run(command, { cwd: "/no/such/folder" })));
});

Deno.test("auth files and credential helpers are not printed", async () => {
  const auths = [
    { [`https://me:${CANARY}@ghcr.io`]: { auth: "?" } },
    { "ghcr.io": { auth: `?${CANARY}` } },
    { "ghcr.io": { username: "me", password: CANARY, auth: 5 } },
    { "ghcr.io": CANARY },
    { "ghcr.io": { identitytoken: [CANARY] } },
  ];
  for (const content of [...auths.map((one) => JSON.stringify({ auths: one })), `{"auths": ${CANARY}`, `"${CANARY}"`]) {
    const host = memoryHost({ env: { REGISTRY_AUTH_FILE: "/auth.json" }, files: { "/auth.json": content } });
    const refusing = {
      ...host,
      fetch: () =>
        Promise.resolve(
          new Response("", {
            status: 401,
            headers: { "www-authenticate": `Basic realm="${CANARY}x"`.replace(CANARY, "r") },
          }),
        ),
    };
    await check(`auth file ${content}`, () => new RegistryClient({ host: refusing }).exists("ghcr.io/acme/app:v1"));
  }
});

Deno.test("contexts are not printed with what is secret in them", async () => {
  const settings = new SerializationSettings({
    imageConfig: ImageConfig.createFrom(Image.lookUpImageInfo("a", IMAGE)),
    env: { API_TOKEN: CANARY, INDEX: URL_IN },
    gitRepo: URL_IN,
  });
  await check("settings", () => settings, "data");
  await check(
    "decoded settings",
    async () => SerializationSettings.fromTransport(await settings.serializedContext()),
    "data",
  );
  for (
    const wrong of [{ env: { A: [CANARY] } }, { env: { [URL_IN]: 1 } }, { image_config: CANARY }, {
      git_repo: [CANARY],
    }]
  ) {
    const dict = { ...settings.toDict(), ...wrong };
    await check(`wrong ${JSON.stringify(wrong)}`, () => failed(() => SerializationSettings.fromDict(dict)));
    const text = JSON.stringify(dict);
    await check(`cut ${text}`, () => failed(() => SerializationSettings.fromJsonString(text.slice(0, -1))));
  }
});

Deno.test("passwords of any characters are not printed", async () => {
  const odd = fc.string({ unit: fc.constantFrom(..."/@:%\"' ?#[&=\\", "a", "%40"), maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(odd, odd, async (before, after) => {
      const user = `me:x${before}${CANARY}${after}`;
      const [url, image] = [`https://${user}@host.example/x`, `${user}@ghcr.io/app:v1`];
      await check(url, () => Config.from({ env: { FLYTE_PLATFORM_HTTP_PROXY_URL: url } }));
      await check(image, () => Image.lookUpImageInfo("a", image), "data");
      await check(image, () => v2.Image.fromBase(image).clone({ name: "a", registry: image }), "data");
      await check(
        url,
        () => new ImageSpec({ pipIndex: url, packages: [url], registry: image, baseImage: image }),
        "data",
      );
      await check(image, () => parseReference(image));
    }),
    { numRuns: runs(40, 500) },
  );
});
