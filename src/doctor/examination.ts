/**
 * An examination, which all probes share: the machine, the configuration of each version, and the secrets to mask.
 *
 * @module
 */
import type { Platform } from "../api/platform.ts";
import { type Product, productOf } from "../diagnostics/products.ts";
import { FlyteConfigError } from "../errors.ts";
import { PlatformConfig as FlytePlatform } from "../flyte2/config/platform.ts";
import { PlatformConfig as FlytekitPlatform } from "../flytekit/config/platform.ts";
import { isAbsolute, pathBelow } from "../python/paths.ts";
import { hostFor } from "../runtime/guarded_host.ts";
import type { Host } from "../runtime/host.ts";
import { API_KEY_VARIABLE, decodeApiKey } from "../sections/checks/api_key.ts";
import { type ConfigFileRules, searchFile } from "../settings/file/search_path.ts";
import { type SettingIssue, SettingsError } from "../settings/issues.ts";
import { loadAuto } from "../settings/load/auto.ts";
import { loadedSection, type LoadResult } from "../settings/load/load.ts";
import type { RawValue } from "../settings/setting.ts";
import { messageText } from "../text/quote.ts";
import { maskSecrets } from "../text/redact.ts";
import type { DoctorRequest } from "./options.ts";

/** The configuration of one version. */
export interface Loaded extends Product {
  /** Its sections: as strict mode reads them, else as the Python library does; `undefined` if neither can. */
  readonly result: LoadResult | undefined;
  /** Findings that stop a load in strict mode. */
  readonly problems: readonly SettingIssue[];
  /** Findings that do not. */
  readonly issues: readonly SettingIssue[];
  /** Its file, if that was found where a repository of someone else may have it: no program of it is run. */
  readonly foreignFile: string | undefined;
}

/** Secrets that are shorter are not masked, since they may be parts of words. */
const SHORTEST_SECRET = 4;

/** One examination. */
export class Examination {
  /** The checked options. */
  readonly request: DoctorRequest;
  /** The machine. What it denies does not exist. */
  readonly host: Host;
  /** The denied accesses to variables and files: the message of each, by what was denied. */
  readonly denied: Map<string, string> = new Map();
  readonly #secrets = new Set<string>();
  #loaded: Promise<readonly Loaded[]> | undefined;

  /** Starts an examination; `signal` ends it. */
  constructor(request: DoctorRequest, signal: AbortSignal) {
    this.request = request;
    this.host = this.#lenient(hostFor(request.host, signal));
  }

  /** Remembers secrets, which are masked in all findings. */
  readonly keepSecret = (...secrets: readonly unknown[]): void => {
    for (const secret of secrets) {
      if (typeof secret !== "string") continue;
      for (const one of [secret, secret.trim()]) if (one.length >= SHORTEST_SECRET) this.#secrets.add(one);
    }
  };

  /** Returns a string as it may be shown. */
  shown(text: string): string {
    return messageText(maskSecrets(text, [...this.#secrets]));
  }

  /** Loads the configuration of all versions, once. */
  loaded(): Promise<readonly Loaded[]> {
    const { versions, registry } = this.request;
    return this.#loaded ??= Promise.all(versions.map((version) => this.#load(productOf(version, registry))));
  }

  async #load(product: Product): Promise<Loaded> {
    const { request: { catalog, sections: mounted } } = product;
    for (const setting of catalog.own) {
      if (setting.definition.type === "secret") this.keepSecret(...setting.envs.map((name) => this.host.env(name)));
    }
    this.#keepApiKey(this.host.env(API_KEY_VARIABLE));
    const sources = { host: this.host, file: this.request.file };
    const loaded = async (own: Omit<Loaded, keyof Product | "foreignFile">) => {
      const foreignFile = await foreignFileOf(own.result, catalog.dialect.configFile, this.host);
      return this.#withSecrets({ ...product, ...own, foreignFile });
    };
    try {
      const result = await loadAuto(product.request, { ...sources, mode: "strict" });
      const own = mounted.flatMap(({ definition, check }) => {
        const { values, issues } = result.sections.get(definition)!;
        return [...issues, ...check?.(values) ?? []];
      });
      return await loaded({ result, problems: [], issues: [...result.issues, ...own] });
    } catch (error) {
      if (!(error instanceof FlyteConfigError)) throw error;
      const { problems, issues } = error instanceof SettingsError
        ? error
        : { problems: [{ code: error.code, message: error.message }], issues: [] };
      const result = await loadAuto(product.request, { ...sources, mode: catalog.library }).catch((other) => {
        if (other instanceof FlyteConfigError) return undefined;
        throw other;
      });
      return await loaded({ result, problems, issues });
    }
  }

  #keepApiKey(key: string | undefined): void {
    if (key === undefined) return;
    this.keepSecret(key);
    try {
      this.keepSecret(decodeApiKey(key).clientSecret);
    } catch (error) {
      // The configuration reports it.
      if (!(error instanceof FlyteConfigError)) throw error;
    }
  }

  #withSecrets(loaded: Loaded): Loaded {
    for (const { settings, values } of loaded.result?.sections.values() ?? []) {
      for (const { key, definition } of settings) {
        const { value, shadowed } = values.get(key)!;
        if (definition.type === "secret") this.keepSecret(value, ...shadowed.map((raw: RawValue) => raw.value));
        if (/^(?:proxyCommand|command)$/.test(key) && Array.isArray(value)) this.keepSecret(...value.slice(1));
      }
    }
    return loaded;
  }

  /** Returns a host for which a denied variable is not set, a denied path does not exist, and a denied file is unreadable. */
  #lenient(host: Host): Host {
    const known = <T>(what: string, error: unknown, instead: () => T): T => {
      if (!(error instanceof FlyteConfigError) || error.code !== "permission_denied") throw error;
      this.denied.set(what, error.message);
      return instead();
    };
    const attempt = <T>(what: string, call: () => T): T | undefined => {
      try {
        return call();
      } catch (error) {
        return known(what, error, () => undefined);
      }
    };
    const unreadable = (path: string) => (error: unknown) =>
      known(path, error, () => {
        throw new FlyteConfigError("file_unreadable", (error as Error).message, { cause: error });
      });
    return {
      ...host,
      env: (name) => attempt(name, () => host.env(name)),
      homeDirectory: () => attempt("HOME", () => host.homeDirectory()),
      stat: (path) => host.stat(path).catch((error) => known(path, error, () => undefined)),
      readFile: (path, options) => host.readFile(path, options).catch(unreadable(path)),
      readTextFile: (path, options) => host.readTextFile(path, options).catch(unreadable(path)),
    };
  }
}

/**
 * Returns the file that was found in the working directory or its repository, unless the search path also has it below
 * the home directory.
 */
async function foreignFileOf(
  result: LoadResult | undefined,
  { searchPath }: ConfigFileRules,
  host: Host,
): Promise<string | undefined> {
  const used = result?.tried.find(({ outcome }) => outcome === "used");
  if (used?.path === undefined || !/^(?:\.\/|git root)/.test(used.place)) return undefined;
  const real = async (path: string) =>
    await host.realPath?.(path).catch(() => undefined) ??
      (isAbsolute(path) ? path : pathBelow(host.workingDirectory() ?? "", path));
  for (const location of searchPath) {
    if (!("home" in location)) continue;
    const { path } = await searchFile(host, [location], { lenient: true });
    if (path !== undefined && await real(path) === await real(used.path)) return undefined;
  }
  return used.path;
}

/** Returns the connection to the Flyte API that a version has configured. */
export function platformOf({ version, result }: Loaded): Platform | undefined {
  if (result === undefined) return undefined;
  return version === "flytekit" ? loadedSection(FlytekitPlatform, result) : loadedSection(FlytePlatform, result);
}
