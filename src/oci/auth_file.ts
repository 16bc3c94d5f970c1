/**
 * Parses credential files: Docker's `config.json`, Podman's `auth.json`, and the older `.dockercfg`.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { decodeBase64 } from "../runtime/base64.ts";
import { quoted } from "../text/quote.ts";
import { trim } from "../python/strings.ts";
import { asObject, fieldOf, fieldsOf, type JsonObject, jsonObject } from "./json_object.ts";
import { Credential } from "./credential.ts";
import { DOCKER_HUB, helperServer, registryName } from "./endpoint.ts";
import { cut } from "./reference_grammar.ts";

/** A parsed file with credentials, or a variable with the text of one. Only the used parts are checked. */
export interface AuthFile {
  /** Path of the file, or name of the variable. */
  readonly name: string;
  /** Its JSON object. */
  readonly content: JsonObject;
  /** Whether the keys of the object itself are registries, as in `.dockercfg`. */
  readonly isLegacy: boolean;
}

/** Parses a file. Throws `credentials_malformed`, without any content of the file in the message. */
export function parseAuthFile(name: string, bytes: Uint8Array, isLegacy = false): AuthFile {
  const text = new TextDecoder().decode(bytes).trim();
  // Docker treats an empty file such as /dev/null, and null, as a file without credentials.
  const content = text === "" || text === "null" ? {} : jsonObject(bytes);
  if (content === undefined) throw malformed(name, "the content is not a JSON object");
  return { name, content, isLegacy };
}

/** Returns the name of the credential helper for a repository, such as `desktop`. */
export function helperFor(file: AuthFile, registry: string): string | undefined {
  if (file.isLegacy) return undefined;
  const helpers = section(file, "credHelpers");
  const key = bestKey(helpers.keys(), registry, "", false);
  const [where, name] = key === undefined
    ? ["credsStore", fieldOf(file.content, "credsStore")]
    : [keyIn("credHelpers", key), helpers.get(key)];
  // An empty name disables the default helper for this registry.
  if (name === undefined || name === null || name === "") return undefined;
  if (typeof name === "string" && /^\w[\w.-]{0,99}$/.test(name)) return name;
  throw malformed(file.name, `${where} must be the name of a credential helper, such as "desktop"`);
}

/** Returns the credential that the file itself contains for a repository. */
export function findCredential(file: AuthFile, registry: string, repository: string): Credential | undefined {
  const auths = file.isLegacy ? new Map(Object.entries(file.content)) : section(file, "auths");
  const key = bestKey(auths.keys(), registry, repository, file.isLegacy);
  if (key === undefined) return undefined;
  const where = keyIn("auths", key);
  const entry = asObject(auths.get(key) ?? {});
  if (entry === undefined) throw malformed(file.name, `${where} must be an object`);
  const text = (name: string): string => {
    const value = fieldOf(entry, name) ?? "";
    if (typeof value === "string") return value;
    throw malformed(file.name, `${where}.${name} must be a string`);
  };
  const [token, identity, auth] = [text("registrytoken"), text("identitytoken"), text("auth")];
  if (token !== "") return Credential.registryToken(token, file.name);
  if (identity !== "") return Credential.identityToken(identity, file.name);
  if (auth !== "") {
    const pair = decodePair(auth);
    if (pair === undefined) throw malformed(file.name, `${where}.auth must be the base64 of "user:password"`);
    return Credential.basic(...pair, file.name);
  }
  const username = text("username");
  return username === "" ? undefined : Credential.basic(username, text("password"), file.name);
}

function decodePair(auth: string): readonly [username: string, password: string] | undefined {
  // Go's decoder ignores line breaks everywhere.
  const bytes = decodeBase64(auth.replace(/[\r\n]/g, "").trim());
  if (bytes === undefined) return undefined;
  const pair = new TextDecoder().decode(bytes);
  const colon = pair.indexOf(":");
  return colon < 1 ? undefined : [pair.slice(0, colon), trim(pair.slice(colon + 1), "\0")];
}

/**
 * Returns the most specific key for a repository. Of several for the same path, the form that Docker or Podman writes
 * takes precedence over forms such as `https://ghcr.io/v2/`.
 */
function bestKey(
  keys: Iterable<string>,
  registry: string,
  repository: string,
  hostsOnly: boolean,
): string | undefined {
  const name = `${registry}/${repository}`;
  let best: string | undefined;
  let [length, form] = [0, -1];
  for (const key of keys) {
    const covered = coveredBy(key, hostsOnly);
    if (covered === "" || covered.length < length) continue;
    if (name !== covered && !name.startsWith(`${covered}/`)) continue;
    const ownForm = formOf(key, covered, registry);
    if (covered.length > length || ownForm > form) [best, length, form] = [key, covered.length, ownForm];
  }
  return best;
}

/** Ranks the form of a key, the highest for what Docker or Podman writes. Both compare keys case-sensitively. */
function formOf(key: string, covered: string, registry: string): number {
  if (key === helperServer(registry)) return 3;
  return key === covered ? 2 : key === key.toLowerCase() ? 1 : 0;
}

/**
 * Returns the host or path that a key covers: Docker writes hosts, and URLs of which only the host is used; Podman also
 * writes prefixes of paths.
 */
function coveredBy(key: string, hostsOnly: boolean): string {
  const scheme = key.indexOf("://");
  const rest = scheme < 0 ? key : key.slice(scheme + 3);
  const [authority, path = ""] = cut(rest, rest.search(/[/?#]/));
  const registry = registryName(scheme < 0 ? authority : hostOf(authority));
  const part = trim(path, "/");
  if (part === "" || part === "v1" || part === "v2") return registry;
  if (scheme < 0) return hostsOnly ? registry : `${registry}/${part}`;
  // Docker stores OAuth tokens of Docker Hub's web site under keys such as https://index.docker.io/v1/access-token.
  return registry === DOCKER_HUB ? "" : registry;
}

/** Returns host and port of a URL, which may contain a user, and an IPv6 address without brackets. */
function hostOf(authority: string): string {
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  const colon = host.lastIndexOf(":");
  return host.startsWith("[") || host.indexOf(":") === colon ? host : `[${host.slice(0, colon)}]${host.slice(colon)}`;
}

/** Returns the entries of a section, merged from all keys that differ only in case, as Go's decoder does. */
function section({ name, content }: AuthFile, key: string): ReadonlyMap<string, unknown> {
  const entries = new Map<string, unknown>();
  for (const value of fieldsOf(content, key)) {
    const found = asObject(value);
    if (found === undefined) throw malformed(name, `${key} must be an object`);
    for (const [one, entry] of Object.entries(found)) entries.set(one, entry);
  }
  return entries;
}

function keyIn(section: string, key: string): string {
  return `${section}[${quoted(key)}]`;
}

function malformed(name: string, problem: string): FlyteConfigError {
  return new FlyteConfigError(
    "credentials_malformed",
    `${quoted(name)}: the registry credentials are malformed: ${problem}`,
  );
}
