/**
 * Files with credentials for registries: Docker's `config.json` and Podman's `auth.json`.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { decodeBase64 } from "../host/base64.ts";
import { quoted } from "../host/common.ts";
import { withoutCredentials } from "../image/reference_grammar.ts";
import { asObject, jsonObject } from "./body.ts";
import { Credential } from "./credential.ts";
import { registryName } from "./endpoints.ts";

/** A file with credentials, of which only what is used is judged. */
export interface AuthFile {
  /** Path of the file. */
  readonly path: string;
  /** What there is, by what it is for. */
  readonly auths: Readonly<Record<string, unknown>>;
  /** The credential helpers, by what they are for. */
  readonly helpers: Readonly<Record<string, unknown>>;
  /** The credential helper for everything else. */
  readonly store: unknown;
}

/** Reads the bytes of a file. Throws `credentials_malformed`, with nothing of the file in its message. */
export function parseAuthFile(path: string, bytes: Uint8Array): AuthFile {
  // An empty file such as /dev/null stands for no credentials.
  const content = bytes.length === 0 ? {} : jsonObject(bytes);
  if (content === undefined) throw malformed(path, "it is not a JSON object");
  const section = (name: string) => {
    const found = asObject(content[name] ?? {});
    if (found === undefined) throw malformed(path, `${name} is not an object`);
    return found;
  };
  return { path, auths: section("auths"), helpers: section("credHelpers"), store: content.credsStore };
}

/** The name of the helper that a file names for a repository, such as `desktop`. */
export function helperOf(file: AuthFile, registry: string): string | undefined {
  const key = bestKey(Object.keys(file.helpers), registry, "");
  const [where, name] = key === undefined
    ? ["credsStore", file.store]
    : [placeOf("credHelpers", key), file.helpers[key]];
  if (name === undefined || name === null || name === "") return undefined;
  if (typeof name === "string" && /^\w[\w.-]*$/.test(name)) return name;
  throw malformed(file.path, `${where} is not the name of a credential helper, such as "desktop"`);
}

/** What a file itself has for a repository. */
export function credentialIn(file: AuthFile, registry: string, repository: string): Credential | undefined {
  const key = bestKey(Object.keys(file.auths), registry, repository);
  if (key === undefined) return undefined;
  const place = placeOf("auths", key);
  const entry = asObject(file.auths[key]);
  if (entry === undefined) throw malformed(file.path, `${place} is not an object`);
  const text = (name: string): string => {
    const value = entry[name] ?? "";
    if (typeof value === "string") return value;
    throw malformed(file.path, `${place}.${name} is not a text`);
  };
  const [identity, token, auth, username] = [
    text("identitytoken"),
    text("registrytoken"),
    text("auth"),
    text("username"),
  ];
  if (identity !== "") return Credential.identityToken(identity, file.path);
  if (token !== "") return Credential.registryToken(token, file.path);
  if (auth !== "") {
    const pair = decodePair(auth);
    if (pair === undefined) throw malformed(file.path, `${place}.auth is not the base64 of a name, ":" and a password`);
    return Credential.basic(...pair, file.path);
  }
  return username === "" ? undefined : Credential.basic(username, text("password"), file.path);
}

function decodePair(auth: string): readonly [username: string, password: string] | undefined {
  const bytes = decodeBase64(auth.trim());
  if (bytes === undefined) return undefined;
  const pair = new TextDecoder().decode(bytes);
  const colon = pair.indexOf(":");
  // Docker, too, drops the NULs that some programs write at the end.
  return colon < 1 ? undefined : [pair.slice(0, colon), pair.slice(colon + 1).replace(/\0+$/, "")];
}

/** The key for most of a repository's path, of those for its registry. */
function bestKey(keys: readonly string[], registry: string, repository: string): string | undefined {
  const name = `${registry}/${repository}/`;
  let best: string | undefined;
  let length = 0;
  for (const key of keys) {
    const covered = `${coveredBy(key)}/`;
    if (name.startsWith(covered) && covered.length > length) [best, length] = [key, covered.length];
  }
  return best;
}

/** What a key is for: Docker writes hosts, and URLs, of which only the host counts; Podman also starts of paths. */
function coveredBy(key: string): string {
  const [, scheme, host = "", path = ""] = /^(https?:\/\/)?([^/]*)(.*?)\/*$/i.exec(key) ?? [];
  const hostOnly = scheme !== undefined || /^(?:\/v[12])?$/.test(path);
  return registryName(host) + (hostOnly ? "" : path);
}

function placeOf(section: string, key: string): string {
  return `${section}[${quoted(withoutCredentials(key))}]`;
}

function malformed(path: string, problem: string): FlyteConfigError {
  return new FlyteConfigError(
    "credentials_malformed",
    `the registry credentials in ${quoted(path)} cannot be used: ${problem}`,
  );
}
