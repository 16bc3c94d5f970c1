/**
 * A program that uses the package the way its users do. It is never run: `deno task pack` compiles it against the packed
 * types, with neither DOM nor Node types at hand, so that neither can creep into them.
 *
 * @module
 */
import { AuthType, Config, DataConfig, memoryHost, PlatformConfig, s3, SettingsError } from "@flyte-ts/config";
import type { ExplainedSetting, Host, InferSection, Origin, SectionDefinition, SettingIssue } from "@flyte-ts/config";
import {
  Credential,
  dockerBuilder,
  explainHash,
  ImageBuildEngine,
  ImageSpec,
  ImageSpecBuilder,
  NoOpBuilder,
  RegistryClient,
  renderDockerfile,
  validateContainerRegistryName,
} from "@flyte-ts/config";
import type {
  BuildContext,
  BuildMessage,
  BuiltImage,
  CredentialSource,
  Existence,
  HashDifference,
  ImageExistence,
} from "@flyte-ts/config";
import { FlyteConfigError, Image, ImageConfig, PythonFloat, SerializationSettings } from "@flyte-ts/config";
import type { ErrorCode, Issue, JsonObject, SerializationSettingsBuilder, WireSchema } from "@flyte-ts/config";
import {
  type ApiKey,
  connectNodeOptions,
  connectWebOptions,
  decodeApiKey,
  rpcUrl,
  tlsOptions,
} from "@flyte-ts/config/api";
import { decodeContext, type DecodedContext } from "@flyte-ts/config/context";
import { describe as describePosition, diagnose, type Diagnostic, type TextRange } from "@flyte-ts/config/diagnostics";
import { doctor, type DoctorOptions, type Finding, summarize, type Summary } from "@flyte-ts/config/doctor";
import { type EditedYaml, editYaml, type InitOptions, initYaml } from "@flyte-ts/config/edit";
import { DefaultImages, formatReference, parseReference, type PythonVersion } from "@flyte-ts/config/image";
import type { Image as ImageOfSubpath, Reference } from "@flyte-ts/config/image";
import { ImageSpec as ImageSpecOfSubpath } from "@flyte-ts/config/image-spec";
import { FastSerializationSettings, Resources, ResourceSpec } from "@flyte-ts/config/serialization";
import type { SerializationSettings as SettingsOfSubpath } from "@flyte-ts/config/serialization";
import {
  build as buildV2,
  dockerBuilder as dockerBuilderV2,
  explainHash as explainHashV2,
  Image as ImageV2,
  layerOf,
  PlatformConfig as PlatformConfigV2,
  renderDockerfile as renderV2,
  Secret,
} from "@flyte-ts/config/v2";
import type {
  ErrorCode as ErrorCodeV2,
  HashExplanation,
  ImageBuild,
  ImageKind,
  Layer,
  RenderedImage,
} from "@flyte-ts/config/v2";

/** Decode, change, encode. */
export async function changeImage(context: string, identifier: string): Promise<string> {
  const settings = await SerializationSettings.fromTransport(context, { maxBytes: 1024 * 1024 });
  const image: Image = Image.lookUpImageInfo("default", identifier, { allowNoTagOrDigest: false });
  const changed = settings.with({ imageConfig: settings.imageConfig.withImage(image.withTag("v2")) });
  const issues: Issue[] = [];
  return await changed.serializedContext({ reproducible: false, onIssue: (issue) => issues.push(issue) });
}

/** The class of a subpath is the class of the root. */
export function sameClasses(settings: SettingsOfSubpath): ImageOfSubpath | undefined {
  const same: SerializationSettings = settings;
  return same.imageConfig.defaultImage;
}

/** Decode into plain data. */
export async function decodeOnly(text: string): Promise<string | undefined> {
  const context: DecodedContext = await decodeContext(text, { maxBytes: 1024 });
  return context.imageConfig.images?.[0]?.tag ?? context.project;
}

/** A specification of a subpath is one of the root, and the reverse. */
export function sameSpecs(spec: ImageSpec): ImageSpec {
  const small: ImageSpecOfSubpath = spec.withPackages("numpy");
  return new ImageSpec({ baseImage: new ImageSpecOfSubpath({ baseImage: small }) }).with({ baseImage: small });
}

/** Building step by step, and all that can be absent. */
export async function build(settings: SerializationSettings): Promise<SerializationSettings> {
  const builder: SerializationSettingsBuilder = settings.newBuilder();
  builder.env = { LOG_LEVEL: "debug" };
  builder.project = undefined;
  builder.domain = null;
  builder.defaultResources = new ResourceSpec({
    requests: new Resources({ cpu: ["500m", new PythonFloat(2)], mem: 2n ** 33n }),
  });
  const fast = new FastSerializationSettings({ enabled: true });
  const built = builder.withFastSerializationSettings(fast.with({ destinationDir: "/root" })).build();
  const level: string | undefined = built.env?.["LOG_LEVEL"];
  return await built.with({ version: level }).withSerializedContext();
}

/** Wire objects and their schemas. */
export function wire(value: unknown): JsonObject {
  const schema: WireSchema<ImageConfig> = ImageConfig.schema;
  const result = schema["~standard"].validate(value);
  if (result.issues) return { message: result.issues[0]?.message ?? "" };
  const config: ImageConfig = ImageConfig.fromDict(result.value.toDict());
  const text: string = config.toJsonString({ indent: 2, sortKeys: true });
  return ImageConfig.fromJsonString(text).toDict();
}

/** References and default images. */
export function references(text: string, pythonVersion: PythonVersion): string {
  const reference: Reference = parseReference(text, { normalize: true });
  const image: string = DefaultImages.findImageFor({ pythonVersion, flytekitVersion: "1.16.31" });
  return formatReference(reference, { familiar: true }) + image;
}

/** Reading configuration, and asking where it comes from. */
export function read(text: string, env: Record<string, string>): string {
  const config: Config = Config.from({
    file: { name: "config.yaml", text },
    env,
    mode: "strict",
    unknownKeys: "error",
  });
  const endpoint: string = config.platform.endpoint;
  const retries: number = config.dataConfig.s3.retries;
  const secret: string | undefined = config.platform.clientCredentialsSecret;
  const scopes: readonly string[] = config.platform.scopes;
  const explained: ExplainedSetting = config.explain("platform.endpoint");
  const origin: Origin = explained.origin;
  const issues: readonly SettingIssue[] = config.issues;
  const at = origin.source === "file" ? origin.line : 0;
  return [endpoint, retries, secret, ...scopes, at, issues[0]?.meant, config.toYaml(), `${config.explain()}`].join();
}

/** Reading the machine's configuration, or that of another host. */
export async function readMachine(): Promise<readonly SettingIssue[]> {
  const host: Host = memoryHost({ files: { "/config.yaml": "admin: {}" }, env: { HOME: "/" } });
  const config = await Config.auto({ host, file: "/config.yaml" });
  const platform: PlatformConfig = (await PlatformConfig.auto()).with({ authMode: AuthType.PKCE, insecure: true });
  const changed: Config = config.withParams({ platform, localSandboxPath: "/tmp" });
  return (await Config.forEndpoint("flyte.example.com", { dataConfig: changed.dataConfig })).issues;
}

const oss = {
  id: "oss",
  doc: "Object storage",
  settings: {
    accessKey: { type: "secret", ini: "oss.access_key", doc: "Key" },
    parts: { type: "integer", ini: "oss.parts", default: 4, doc: "How many parts to send at once" },
    style: { type: "choice", ini: "oss.style", choices: ["path", "virtual"], doc: "Where the bucket is" },
  },
} as const satisfies SectionDefinition;

/** A plugin is a table, and its settings are typed by it. */
export function plugin(text: string): InferSection<typeof oss>["parts"] {
  const config = Config.from({ file: { name: "config", text }, plugins: [s3, oss] });
  const key: string | undefined = config.dataConfig.oss.accessKey;
  const style: "path" | "virtual" | undefined = config.dataConfig.oss.style;
  const data = DataConfig.from({ plugins: [oss] });
  const parts: number = config.dataConfig.oss.parts + data.oss.parts + config.dataConfig.s3.retries;
  // @ts-expect-error only these plugins were named
  config.dataConfig.gcs.gsutilParallelism;
  // @ts-expect-error the table has no such setting
  config.dataConfig.oss.retries;
  // @ts-expect-error a setting without a default may be absent
  key.length;
  return style === undefined ? parts : 0;
}

/** Specifications: their names, their strings, and why two differ. */
export async function nameImage(registry: string): Promise<string> {
  if (!validateContainerRegistryName(registry)) return "";
  const base = ImageSpec.fromYaml('name: base\npython_version: "3.12"\n');
  const spec: ImageSpec = new ImageSpec({ registry, baseImage: base, env: { A: "1" }, sourceCopyMode: "NO_COPY" });
  const other = spec.withPackages("pandas").with({ pythonVersion: null }).forcePush();
  const differences: readonly HashDifference[] = explainHash(spec, other).differences;
  const packages: readonly string[] | undefined = other.packages;
  const { dockerfile, warnings } = renderDockerfile(other, { installer: "pip", flytekit: null });
  const issues: readonly Issue[] = [...other.issues, ...warnings];
  const name: string = await other.imageName({ host: memoryHost() });
  return [spec.id, name, dockerfile, packages?.length, issues.length, ...differences.map(({ path }) => path)].join();
}

/** Asks a registry: the state says what is known of an image. */
export async function askRegistry(reference: string, password: string): Promise<string> {
  const credentials: CredentialSource = ({ registry }) =>
    registry === "ghcr.io" ? Credential.basic("me", password) : undefined;
  const client = new RegistryClient({ host: memoryHost(), credentials, retries: 1, insecureRegistries: ["a:5000"] });
  const answer: Existence = await client.exists(reference);
  const known: boolean | null = await new ImageSpec({ registry: "ghcr.io/acme" }).exist({ client });
  if (answer.state === "present") return answer.digest;
  const reason: ErrorCode | "manifest_unknown" | "name_unknown" | "not_found" = answer.reason;
  return answer.state === "unknown" ? `${answer.message} ${known}` : reason;
}

class OwnBuilder extends ImageSpecBuilder {
  override exists(_: ImageSpec, context: BuildContext): Promise<ImageExistence> {
    return context.exists(context.imageName);
  }

  override buildImage(spec: ImageSpec, { imageName, onMessage }: BuildContext): Promise<string> {
    onMessage({ kind: "info", text: spec.id, imageName });
    return Promise.resolve(imageName);
  }
}

/** Building images, with builders of one's own and of the package. */
export async function buildImages(spec: ImageSpec): Promise<BuiltImage | undefined> {
  const engine = new ImageBuildEngine();
  engine.register("own", new OwnBuilder());
  engine.register("noop", new NoOpBuilder(), 1);
  engine.register("default", dockerBuilder({ command: "buildah", args: ["--isolation=chroot"] }), 2);
  const messages: BuildMessage[] = [];
  return await engine.build(spec, { host: memoryHost(), onMessage: (message) => messages.push(message) });
}

/** Images of flyte 2: layers, names, why they differ, and what may be done with them. */
export async function nameV2(read: unknown): Promise<string> {
  const image: ImageV2<"extendable"> = ImageV2.fromDebianBase({ pythonVersion: [3, 12], flyteVersion: "2.12.1" })
    .clone({ registry: "ghcr.io/acme", name: "app", extendable: true })
    .withAptPackages("git", { secretMounts: new Secret({ key: "token", group: "ci" }) })
    .withPipPackages("pandas", "numpy", { pre: true, extraIndexUrls: "https://pypi.example.com/simple" })
    .withSourceFolder("src", { copyContentsOnly: true });
  const other: ImageV2<ImageKind> = ImageV2.fromDict(read);
  const explained: HashExplanation = await explainHashV2(image, other, { host: memoryHost() });
  const rendered: RenderedImage = renderV2(image, { installer: "pip" });
  const layers: readonly Layer[] = other.isExtendable() ? other.withWorkdir("/srv").layers : other.layers;
  const name: string = await image.uri({ host: memoryHost(), rootDir: "/srv" });
  return [name, explained.isSame, rendered.dockerfile, layers.length].join();
}

/** Building images of flyte 2. */
export async function buildImageV2(image: ImageV2): Promise<ImageBuild> {
  const code: ErrorCodeV2 = "image_registry_required";
  return await buildV2(image, { builder: dockerBuilderV2({ command: "podman" }), onMessage: () => code });
}

/** Returns all problems of a failed load. */
export function problemsOf(error: unknown): readonly SettingIssue[] {
  return error instanceof SettingsError ? error.problems : [];
}

/** Errors. */
export function codeOf(error: unknown): ErrorCode | undefined {
  return error instanceof FlyteConfigError && error.path === undefined ? error.code : undefined;
}

/** What the types must refuse. */
export function mistakes(settings: SerializationSettings, image: Image, error: FlyteConfigError): void {
  // @ts-expect-error an image configuration is required
  new SerializationSettings({ project: "p" });
  // @ts-expect-error values are immutable
  settings.project = "p";
  // @ts-expect-error and so are their lists
  settings.imageConfig.images?.push(image);
  // @ts-expect-error there is no such field
  settings.with({ projekt: "p" });
  // @ts-expect-error a tag is a string
  image.withTag(1);
  // @ts-expect-error there is no such mode
  Config.from({ mode: "lenient" });
  // @ts-expect-error a path is for auto; from takes a name and a string
  Config.from({ file: "config.yaml" });
  // @ts-expect-error settings are immutable
  Config.from().platform.endpoint = "a";
  // @ts-expect-error there is no such setting
  new Config({ platform: { endpint: "a" } });
  // @ts-expect-error there is no such field
  new ImageSpec({ package: ["pandas"] });
  // @ts-expect-error a number is not a Python version, for 3.10 is 3.1
  new ImageSpec({ pythonVersion: 3.12 });
  // @ts-expect-error there is no such program
  dockerBuilder({ command: "kaniko" });
  // @ts-expect-error decoding is asynchronous
  SerializationSettings.fromTransport("H4sI").project;
  // @ts-expect-error no default image for that Python version
  DefaultImages.findImageFor({ pythonVersion: "2.7" });
  // @ts-expect-error no such code
  if (error.code === "no_such_code") return;
  // @ts-expect-error an image of a Dockerfile takes no layers
  ImageV2.fromDockerfile("Dockerfile", { registry: "a", name: "b" }).withWorkdir("/");
  // @ts-expect-error another one must be cloned first
  ImageV2.fromBase("debian:12").withWorkdir("/");
  // @ts-expect-error there is no such field
  layerOf("WorkDir", { workdir: "/" }).packages;
  // @ts-expect-error a boolean is not an amount
  new Resources({ cpu: true });
}

/** Reach the API of both products. */
export async function reachFlyte(key: string): Promise<readonly unknown[]> {
  const parts: ApiKey = decodeApiKey(key);
  const platforms = [new PlatformConfig({ endpoint: parts.endpoint }), PlatformConfigV2.fromApiKey(key)] as const;
  const [first, second] = platforms;
  const page: string = second.consoleUrl({ project: "p", domain: "d", run: "r", action: "a" });
  const web = connectWebOptions(second, { interceptors: [(next: (request: object) => Promise<object>) => next] });
  const { ca, rejectUnauthorized = true } = await tlsOptions(first);
  const { httpVersion, nodeOptions } = await connectNodeOptions(first);
  return [
    ...platforms.map((platform) => rpcUrl(platform)),
    page,
    web,
    ca,
    rejectUnauthorized,
    httpVersion,
    nodeOptions,
  ];
}

/** Creates a file, and changes a setting in it. */
export function createAndEdit(): readonly string[] {
  const options: InitOptions = { kind: "union", endpoint: "acme.hosted.unionai.cloud", versions: ["flyte2"] };
  const file = { name: "config.yaml", text: initYaml(options) };
  const edited: EditedYaml = editYaml(file, [{ set: "task.project", value: "p" }, { unset: "admin.insecure" }]);
  // @ts-expect-error a value is missing
  editYaml(file, [{ set: "task.project" }]);
  return edited.changes.map(({ kind, setting }) => `${kind} ${setting}`);
}

/** Examines a machine, and shows what to change. */
export async function examine(signal: DoctorOptions["signal"]): Promise<Summary> {
  const probes: string[] = [];
  const options: DoctorOptions = {
    versions: ["flyte2"],
    offline: true,
    signal,
    onProbe: ({ probe }) => probes.push(probe),
  };
  const findings: Finding[] = [];
  for await (const finding of doctor(options)) findings.push(finding);
  // @ts-expect-error the unit is part of the name
  doctor({ timeout: 1 });
  return summarize(findings);
}

/** Shows what is wrong in a file, and what can be written at its end. */
export function edit(text: string): readonly string[] {
  const found: readonly Diagnostic[] = diagnose(text, { name: "config.yaml", versions: ["flytekit"] });
  const ranges: readonly TextRange[] = found.flatMap(({ suggestions }) => suggestions.map(({ range }) => range));
  const { hover, completions } = describePosition(text, { line: 1, column: 1 });
  // @ts-expect-error no such version
  diagnose(text, { versions: ["v2"] });
  return [
    ...found.map(({ code }) => code),
    `${ranges.length}`,
    hover?.markdown ?? "",
    ...completions.map(({ label }) => label),
  ];
}
