/**
 * Answers about serialized contexts.
 *
 * @module
 */
import {
  findContexts,
  type Image,
  parseReference,
  type Resources,
  retarget,
  SerializationSettings,
} from "@flyte-ts/config";
import { redact } from "@flyte-ts/config/diagnostics";
import { checkLength, cut, MAX_ITEMS, MAX_JSON, MAX_SHOWN_FILE, MAX_VALUES } from "./limits.ts";
import { type RegistryPage, registryPage } from "./registry_page.ts";
import { looksSecret, MASK, shownValue } from "./secrets.ts";

/** A variable of the task's container. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly isSecret: boolean;
}

/** An image of a context. */
export interface ContextImage {
  readonly name: string;
  /** Reference with credentials masked. */
  readonly reference: string;
  readonly isDefault: boolean;
  readonly page: RegistryPage | undefined;
}

/** A context that can be read. */
export interface ContextView {
  /** The value of `_F_SS_C`. */
  readonly value: string;
  /** Bytes that the environment string takes. */
  readonly bytes: number;
  /** Name and value of each setting that is set, apart from images and variables. */
  readonly settings: readonly (readonly [name: string, value: string])[];
  readonly project: string;
  readonly domain: string;
  readonly version: string;
  readonly images: readonly ContextImage[];
  readonly variables: readonly Variable[];
  /** JSON with secrets masked. */
  readonly json: string;
  /** Messages of issues. */
  readonly issues: readonly string[];
  /** Number of images and variables that are not listed. */
  readonly omitted: number;
}

/** A context that was found. */
export interface FoundView {
  readonly path: string;
  /** The context, or why it cannot be read. */
  readonly view: ContextView | string;
}

/** Changes of a context; what is absent stays. */
export interface ContextChanges {
  readonly project?: string;
  readonly domain?: string;
  readonly version?: string;
  /** References by the names of images. */
  readonly images: Readonly<Record<string, string>>;
  /** All variables, if one of them changed. */
  readonly variables?: readonly (readonly [name: string, value: string])[];
}

/** A difference between two contexts, with secrets masked. */
export interface Difference {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** A changed context. */
export interface ChangedContext {
  readonly value: string;
  readonly bytes: number;
  /** Command of a shell that sets the variable. */
  readonly shell: string;
  readonly differences: readonly Difference[];
  readonly issues: readonly string[];
}

/** Finds and reads the contexts in a string. */
export async function readContexts(text: string): Promise<readonly FoundView[]> {
  checkLength(text);
  const found = findContexts(text).slice(0, MAX_ITEMS);
  return await Promise.all(found.map(async ({ context, path }) => {
    try {
      return { path, view: await viewOf(context, await decode(context)) };
    } catch (error) {
      return { path, view: (error as Error).message };
    }
  }));
}

/** Changes a context. */
export async function changeContext(value: string, changes: ContextChanges): Promise<ChangedContext> {
  const before = await decode(value);
  const { variables, ...targets } = changes;
  const target = await retarget(before, targets);
  const after = variables === undefined ? target : target.with({ env: envOf(variables) });
  const issues: string[] = [];
  const changed = await after.serializedContext({ onIssue: ({ message }) => issues.push(message) });
  return {
    value: changed,
    bytes: bytesOf(changed),
    shell: `export _F_SS_C='${changed}'`,
    differences: differencesOf(before.toDict(), after.toDict()).slice(0, MAX_ITEMS),
    issues,
  };
}

function decode(value: string): Promise<SerializationSettings> {
  return SerializationSettings.fromTransport(value, { maxBytes: MAX_JSON, maxValues: MAX_VALUES });
}

/** Returns variables as `env`. Throws for a name that is empty, repeated or has `=`. */
function envOf(variables: readonly (readonly [name: string, value: string])[]): Record<string, string> {
  const env = new Map<string, string>();
  for (const [name, value] of variables) {
    if (name === "" || /[=\0]/.test(name)) throw new Error('A variable needs a name without "=".');
    if (env.has(name)) throw new Error(`There are two variables ${cut(name, 100)}; remove one of them.`);
    env.set(name, value);
  }
  return Object.fromEntries(env);
}

async function viewOf(value: string, settings: SerializationSettings): Promise<ContextView> {
  const issues: string[] = [];
  await settings.serializedContext({ onIssue: ({ message }) => issues.push(message) });
  const images = imagesOf(settings);
  const variables = Object.entries(settings.env ?? {}).map(([name, value]) => ({
    name,
    value,
    isSecret: looksSecret(name, value),
  }));
  return {
    value,
    bytes: bytesOf(value),
    settings: settingRows(settings),
    project: settings.project ?? "",
    domain: settings.domain ?? "",
    version: settings.version ?? "",
    images: images.slice(0, MAX_ITEMS),
    variables: variables.slice(0, MAX_ITEMS),
    json: cut(maskedJson(settings), MAX_SHOWN_FILE),
    issues,
    omitted: Math.max(0, images.length - MAX_ITEMS) + Math.max(0, variables.length - MAX_ITEMS),
  };
}

function bytesOf(value: string): number {
  return "_F_SS_C=".length + value.length + "\0".length;
}

function settingRows(settings: SerializationSettings): readonly (readonly [string, string])[] {
  const { defaultResources, fastSerializationSettings: fast } = settings;
  const amounts = (resources: Resources | undefined) => {
    const { cpu, mem, gpu, ephemeralStorage: disk } = resources ?? {};
    return Object.entries({ cpu, mem, gpu, disk })
      .flatMap(([name, amount]) => amount === undefined ? [] : `${name} ${amount}`).join(", ");
  };
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["Project", settings.project],
    ["Domain", settings.domain],
    ["Version", settings.version],
    ["Python interpreter", settings.pythonInterpreter],
    ["Virtual environment", settings.flytekitVirtualenvRoot],
    ["Source root", settings.sourceRoot],
    ["Git repository", settings.gitRepo],
    ["Fast registration", fast && (fast.enabled ? "enabled" : "disabled")],
    ["Code is unpacked into", fast?.destinationDir],
    ["Code is loaded from", fast?.distributionLocation],
    ["Resources requested", amounts(defaultResources?.requests)],
    ["Limits of resources", amounts(defaultResources?.limits)],
  ];
  return rows.flatMap(([name, value]) => value === undefined || value === "" ? [] : [[name, cut(redact(value))]]);
}

/** Returns the images of a context, each name once. */
function imagesOf({ imageConfig: { defaultImage, images = [] } }: SerializationSettings): readonly ContextImage[] {
  const all = new Map<string, ContextImage>();
  for (const image of defaultImage === undefined ? images : [defaultImage, ...images]) {
    if (!all.has(image.name)) all.set(image.name, imageView(image, image === defaultImage));
  }
  return [...all.values()];
}

function imageView(image: Image, isDefault: boolean): ContextImage {
  const { name, full } = image;
  try {
    return { name, reference: redact(full), isDefault, page: registryPage(parseReference(full)) };
  } catch {
    return { name, reference: cut(redact(full)), isDefault, page: undefined };
  }
}

/** Returns the JSON of settings with their secrets masked. */
function maskedJson(settings: SerializationSettings): string {
  return JSON.stringify(
    settings.toDict(),
    function (this: unknown, key, value: unknown) {
      return typeof value === "string" ? redact(shownValue(key, value)) : value;
    },
    2,
  );
}

/** Compares two values and the values in them. */
function differencesOf(before: unknown, after: unknown, path = ""): readonly Difference[] {
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const step = (key: string) => Array.isArray(before) ? `[${key}]` : path === "" ? key : `.${key}`;
    return keys.flatMap((key) => differencesOf(before[key], after[key], path + step(key)));
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const name = path.slice(path.lastIndexOf(".") + 1);
  return [{ path: cut(path, 200), before: shown(name, before), after: shown(name, after) }];
}

function shown(name: string, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return cut(redact(shownValue(name, value)));
  return looksSecret(name, "x")
    ? MASK
    : cut(redact(JSON.stringify(value, (key, held) => typeof held === "string" ? shownValue(key, held) : held)));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
