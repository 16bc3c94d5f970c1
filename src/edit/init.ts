/**
 * Creates the text of a new configuration file, with comments from the definitions of the settings.
 *
 * @module
 */
import { BOOLEAN, type Check, checkOptions, listOf, oneOf, type OptionChecks, STRING } from "../arguments.ts";
import { diagnose } from "../diagnostics/diagnose.ts";
import { diagnosticRequest, type FlyteVersion, VERSION_NAMES, VERSIONS } from "../diagnostics/options.ts";
import { FlyteConfigError } from "../errors.ts";
import { shown } from "../settings/display.ts";
import { SCHEMAS } from "../settings/published.ts";
import type { Setting } from "../settings/setting.ts";
import { VALUE_TYPES } from "../settings/value_types.ts";
import { oneLine } from "../text/quote.ts";
import { type EditValue, pairText } from "./scalar_text.ts";

/**
 * Kind of Flyte installation: the sandbox on this machine (`flyte start devbox`, `flytectl demo start`), one of your own,
 * or one of Union.
 */
export type InitKind = "sandbox" | "self-hosted" | "union";

/** Methods of authentication that both versions have. */
export type InitAuthType = "Pkce" | "DeviceFlow" | "ClientSecret" | "ExternalCommand";

/** Options of {@linkcode initYaml}. */
export interface InitOptions {
  /** Kind of Flyte installation. */
  readonly kind: InitKind;
  /**
   * The versions that are to read the file.
   *
   * @default ["flytekit", "flyte2"]
   */
  readonly versions?: readonly FlyteVersion[] | undefined;
  /**
   * Host, and port if it is not 443, of the Flyte API; or its URL with `dns:///`, `https://` or `http://`.
   *
   * @default "localhost:30080" for the sandbox; required for the other kinds
   */
  readonly endpoint?: string | undefined;
  /**
   * Whether to connect without TLS.
   *
   * @default true for the sandbox and an endpoint with `http://`, else false
   */
  readonly insecure?: boolean | undefined;
  /**
   * Method of authentication.
   *
   * @default "Pkce"
   */
  readonly authType?: InitAuthType | undefined;
  /** Client ID; required for `ClientSecret`. */
  readonly clientId?: string | undefined;
  /**
   * Name of the environment variable that contains the client secret, for `ClientSecret`.
   *
   * @default "FLYTE_CREDENTIALS_CLIENT_SECRET", unless there is a `clientSecretLocation`
   */
  readonly clientSecretEnvVar?: string | undefined;
  /** Path of the file that contains the client secret, for `ClientSecret`. */
  readonly clientSecretLocation?: string | undefined;
  /** Program that prints an access token, and its arguments; required for `ExternalCommand`. */
  readonly command?: readonly string[] | undefined;
  /**
   * Default project.
   *
   * @default "flytesnacks" for the sandbox, else none
   */
  readonly project?: string | undefined;
  /**
   * Default domain.
   *
   * @default "development" for the sandbox, else none
   */
  readonly domain?: string | undefined;
  /**
   * Default organization.
   *
   * @default the first name of the host for `union`, as in `flyte create config`; else none
   */
  readonly org?: string | undefined;
  /**
   * URL of the console.
   *
   * @default none: it is derived from the endpoint
   */
  readonly consoleEndpoint?: string | undefined;
  /** Image builder of flyte 2, such as `local` or `remote`. */
  readonly builder?: string | undefined;
}

const CALL = "initYaml";
const USAGE = 'initYaml({ kind: "self-hosted", endpoint: "flyte.acme.com" })';
const KINDS = ["sandbox", "self-hosted", "union"] as const;
const AUTH_TYPES = ["Pkce", "DeviceFlow", "ClientSecret", "ExternalCommand"] as const;

const WORD: Check = {
  expected: "a string that is not empty",
  accepts: (value) => typeof value === "string" && value.trim() !== "",
};

const CHECKS: OptionChecks<InitOptions> = {
  kind: oneOf(...KINDS),
  versions: { ...listOf(oneOf(...VERSIONS)), accepts: (value) => Array.isArray(value) && isVersionList(value) },
  endpoint: WORD,
  insecure: BOOLEAN,
  authType: oneOf(...AUTH_TYPES),
  clientId: WORD,
  clientSecretEnvVar: WORD,
  clientSecretLocation: WORD,
  command: { ...listOf(STRING), accepts: (value) => listOf(STRING).accepts(value) && (value as unknown[]).length > 0 },
  project: WORD,
  domain: WORD,
  org: WORD,
  consoleEndpoint: WORD,
  builder: WORD,
};

function isVersionList(value: readonly unknown[]): boolean {
  return value.length > 0 && Array.from(value).every((item) => VERSIONS.includes(item as FlyteVersion));
}

/** A key of the file: with a value, or commented out with an example. */
interface Line {
  readonly key: string;
  readonly value?: EditValue | undefined;
  readonly example: EditValue;
  /** The versions for which it is written. */
  readonly only?: FlyteVersion;
}

/**
 * Returns the text of a new `config.yaml`, which both versions read by default: settings with their documentation,
 * defaults and environment variables as comments, and those that are often needed next as commented-out lines. Its first
 * line names the JSON Schema for editors. {@linkcode diagnose} finds nothing wrong in it.
 *
 * The values mean the same as those of `flyte create config`, and for the sandbox as those of flytekit's
 * `Config.for_sandbox`.
 *
 * @param options – Kind of installation, and values.
 * @returns The text.
 * @throws {FlyteConfigError} `invalid_option` – when an option is missing, unknown, has the wrong type, or contradicts
 * another one.
 * @throws {FlyteConfigError} `endpoint_unusable` or `command_not_split` – when no client can use the endpoint or command.
 *
 * @example
 * ```ts
 * import { Config } from "@flyte-ts/config";
 * import { initYaml } from "@flyte-ts/config/edit";
 *
 * const text = initYaml({ kind: "union", endpoint: "acme.hosted.unionai.cloud", authType: "DeviceFlow" });
 * const { platform } = Config.from({ file: { name: "config.yaml", text } });
 * console.log(platform.endpoint, platform.authMode); // acme.hosted.unionai.cloud DeviceFlow
 * ```
 */
export function initYaml(options: InitOptions): string {
  checkOptions(CALL, options, CHECKS, USAGE);
  const versions = VERSIONS.filter((version) => (options.versions ?? VERSIONS).includes(version));
  const lines = linesFor(options, versions);
  const { products } = diagnosticRequest(CALL, "", { name: "config.yaml", versions }, USAGE);
  const settings = products.flatMap(({ version, request: { catalog } }) =>
    catalog.sections.flatMap((section) => section.settings).map((setting) => ({ version, setting }))
  );
  const schema = versions.length > 1 ? SCHEMAS.all : versions[0] === "flytekit" ? SCHEMAS.flytekit : SCHEMAS.flyte;
  const head = [
    `# yaml-language-server: $schema=${schema}`,
    `# Configuration of ${
      versions.map((version) => VERSION_NAMES[version]).join(" and ")
    }. Environment variables take precedence.`,
  ];
  const sections = new Map<string, { readonly line: Line; readonly owners: readonly Owner[] }[]>();
  for (const line of lines) {
    if (line.only !== undefined && !versions.includes(line.only)) continue;
    const owners = settings.filter(({ setting }) => setting.yaml?.join(".") === line.key);
    const section = line.key.split(".").slice(0, -1).join(".") || line.key;
    if (owners.length > 0) sections.set(section, [...sections.get(section) ?? [], { line, owners }]);
  }
  const blocks = [...sections].map(([section, lines]) => sectionText(section, lines));
  const text = `${[head.join("\n"), ...blocks].join("\n\n")}\n`;
  const [found] = diagnose(text, { versions }).filter(({ severity }) => severity !== "info");
  if (found !== undefined) throw new FlyteConfigError(found.code, `${CALL}: ${found.message}`);
  return text;
}

interface Owner {
  readonly version: FlyteVersion;
  readonly setting: Setting;
}

function linesFor(options: InitOptions, versions: readonly FlyteVersion[]): readonly Line[] {
  const { kind, authType = "Pkce", clientId, command } = options;
  if (kind === undefined) throw invalid("kind", `is missing; write ${USAGE}`);
  const isSandbox = kind === "sandbox";
  const endpoint = endpointOf(options, isSandbox);
  const usesSecret = authType === "ClientSecret";
  if (usesSecret && clientId === undefined) throw invalid("clientId", "is missing; ClientSecret needs it");
  if (authType === "ExternalCommand" && command === undefined) {
    throw invalid("command", "is missing; ExternalCommand needs it");
  }
  for (const name of ["clientSecretEnvVar", "clientSecretLocation"] as const) {
    if (options[name] !== undefined && !usesSecret) {
      throw invalid(name, 'has no effect unless authType is "ClientSecret"');
    }
  }
  const { clientSecretLocation } = options;
  const isSecretElsewhere = !usesSecret || clientSecretLocation !== undefined;
  const clientSecretEnvVar = options.clientSecretEnvVar ??
    (isSecretElsewhere ? undefined : "FLYTE_CREDENTIALS_CLIENT_SECRET");
  if (options.builder !== undefined && !versions.includes("flyte2")) {
    throw invalid("builder", "is a setting of flyte 2; add it to versions");
  }
  return [
    { key: "admin.endpoint", value: endpoint.url, example: "" },
    { key: "admin.insecure", value: endpoint.insecure, example: "" },
    { key: "admin.authType", value: authType, example: "" },
    { key: "admin.clientId", value: clientId, example: "my-client" },
    { key: "admin.clientSecretEnvVar", value: clientSecretEnvVar, example: "FLYTE_CREDENTIALS_CLIENT_SECRET" },
    { key: "admin.clientSecretLocation", value: clientSecretLocation, example: "/etc/secrets/client_secret" },
    { key: "admin.command", value: command && Array.from(command), example: ["my-program", "--print-token"] },
    ...endpoint.insecure ? [] : [CA_CERTIFICATE],
    { key: "console.endpoint", value: options.consoleEndpoint, example: "https://console.example.com" },
    { key: "task.project", value: options.project ?? (isSandbox ? "flytesnacks" : undefined), example: "flytesnacks" },
    { key: "task.domain", value: options.domain ?? (isSandbox ? "development" : undefined), example: "development" },
    { key: "task.org", value: options.org ?? (kind === "union" ? orgOf(endpoint.url) : undefined), example: "my-org" },
    ...isSandbox ? SANDBOX_STORAGE : [],
    { key: "images", example: { default: "ghcr.io/my-org/my-image:1.0" }, only: "flytekit" },
    { key: "image.builder", value: options.builder, example: "local" },
    { key: "image.registry", example: "ghcr.io/my-org" },
    { key: "local.persistence", example: true },
  ];
}

const CA_CERTIFICATE: Line = { key: "admin.caCertFilePath", example: "/etc/ssl/certs/my-ca.pem" };

/** The storage of the sandbox. Python: `flytekit.configuration.Config.for_sandbox` */
const SANDBOX_STORAGE: readonly Line[] = [
  { key: "storage.connection.endpoint", value: "http://localhost:30002", example: "" },
  { key: "storage.connection.access-key", value: "minio", example: "" },
  { key: "storage.connection.secret-key", value: "miniostorage", example: "" },
];

/** Returns the endpoint as `flyte create config` writes it, and whether there is no TLS. */
function endpointOf(
  { endpoint: given, insecure }: InitOptions,
  isSandbox: boolean,
): { readonly url: string; readonly insecure: boolean } {
  const endpoint = given ?? (isSandbox ? "localhost:30080" : undefined);
  if (endpoint === undefined) {
    throw invalid("endpoint", "is missing; name the host of the Flyte API, such as flyte.acme.com");
  }
  const scheme = /^([a-z]+):\/\//i.exec(endpoint)?.[1]?.toLowerCase();
  if (scheme !== undefined && !["dns", "http", "https"].includes(scheme)) {
    throw invalid("endpoint", `has the scheme ${oneLine(scheme)}; use dns:///, https:// or http://`);
  }
  if (scheme === "https" && insecure) throw invalid("insecure", "contradicts the https:// of the endpoint");
  if (scheme === "http" && insecure === false) throw invalid("insecure", "contradicts the http:// of the endpoint");
  const host = endpoint.replace(/^(?:https?:\/\/|dns:\/\/\/)/i, "").replace(/\/$/, "");
  return { url: `dns:///${host}`, insecure: insecure ?? (scheme === "http" || (isSandbox && given === undefined)) };
}

/** Returns the first of at least three names of a host. */
function orgOf(url: string): string | undefined {
  const names = url.replace("dns:///", "").split(/[:\/]/)[0]!.split(".");
  return names.length > 2 && !/^\d+$/.test(names.at(-1)!) ? names[0] : undefined;
}

function invalid(name: keyof InitOptions, what: string): FlyteConfigError {
  return new FlyteConfigError("invalid_option", `${CALL}: option ${name} ${what}`, { path: name });
}

/** Returns the lines of a section. One without a value is commented out. */
function sectionText(
  section: string,
  lines: readonly { readonly line: Line; readonly owners: readonly Owner[] }[],
): string {
  const isActive = lines.some(({ line }) => line.value !== undefined);
  const keys = section.split(".");
  const indent = "  ".repeat(keys.length);
  const heads = keys.map((key, depth) => `${"  ".repeat(depth)}${key}:`);
  const settings = lines.map(({ line: { key, value, example }, owners }) => {
    const written = value ?? example;
    // The items of a mapping are the keys of its section.
    const items: readonly (readonly [string, EditValue])[] = key === section
      ? Object.entries(written)
      : [[key.slice(section.length + 1), written]];
    const mark = isActive && value === undefined ? "# " : "";
    const pairs = items.map(([name, item]) => mark + pairText(name, item, undefined, undefined));
    return [...documentation(owners).map((text) => `# ${text}`), ...pairs].map((text) => indent + text).join("\n");
  });
  const text = [...heads, settings.join("\n\n")].join("\n");
  return isActive ? text : text.split("\n").map((line) => `# ${line}`.trimEnd()).join("\n");
}

/** Describes a setting: its documentation, the allowed values, the default, and its variables. */
function documentation(owners: readonly Owner[]): readonly string[] {
  const all = [...new Set(owners.map(({ setting }) => setting.definition.doc))];
  const docs = all.filter((doc) => !all.some((other) => other !== doc && doc.startsWith(other)));
  const words = owners.map(({ setting: { definition } }) =>
    definition.type === "choice" ? VALUE_TYPES.choice.allowedWords!(definition) : []
  );
  const common = words[0]!.filter((word) => words.every((others) => others.includes(word)));
  const facts = [
    labeled("Default", owners, ({ setting: { definition } }) => {
      const isShown = definition.default !== undefined && definition.type !== "map";
      return isShown ? shown(definition, definition.default) : "";
    }),
    labeled("Variable", owners, ({ setting }) => setting.env ?? ""),
  ].filter((fact) => fact !== "");
  const choices = common.length === 0 ? [] : [`One of ${common.join(", ")}`];
  return [...docs, ...choices, ...facts.length > 0 ? [facts.join("; ")] : []];
}

/** Returns what all versions have in common, or what each has. */
function labeled(label: string, owners: readonly Owner[], textOf: (owner: Owner) => string): string {
  const texts = owners.map((owner) => [VERSION_NAMES[owner.version], textOf(owner)] as const).filter(([, text]) =>
    text !== ""
  );
  if (texts.length === 0) return "";
  const isCommon = texts.length === owners.length && new Set(texts.map(([, text]) => text)).size === 1;
  const shownTexts = isCommon ? [texts[0]![1]] : texts.map(([name, text]) => `${text} (${name})`);
  return `${label}: ${shownTexts.join(", ")}`;
}
