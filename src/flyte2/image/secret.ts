/**
 * Secrets that a build needs.
 *
 * @module
 */
import { ANYTHING, checkOptions, type OptionChecks } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { sha256Hex } from "../../files/sha256.ts";
import { purePath } from "../../python/paths.ts";
import { stringRepr } from "../../python/values.ts";
import { oneLine } from "../../text/quote.ts";

/** The only folder that secrets can be mounted at. */
const MOUNT = "/etc/flyte/secrets";

const VARIABLE = /^[A-Z_][A-Z0-9_]*\n?$/;

/** What a {@linkcode Secret} is made of. */
export interface SecretInit {
  /** Its name in the secret store. */
  readonly key: string;
  /** Its group in the secret store. Default: none. */
  readonly group?: string | undefined;
  /** Where it is mounted as a file; can only be `/etc/flyte/secrets`. Default: it is a variable, and no file. */
  readonly mount?: string | undefined;
  /** The environment variable that holds it. Default: group and key in capitals, unless it is mounted. */
  readonly asEnvVar?: string | undefined;
}

/** A secret, a name for one, or several of them. flyte: `SecretRequest`. */
export type SecretRequest = string | Secret | readonly (string | Secret)[];

/** What there is to say of a secret; what each must be is checked with a code of its own. */
const NAMES: OptionChecks<SecretInit> = { key: ANYTHING, group: ANYTHING, mount: ANYTHING, asEnvVar: ANYTHING };

/**
 * A secret that a build may use: the name of it, never the secret itself. flyte: `Secret`. Immutable.
 *
 * @example
 * ```ts
 * import { Secret } from "@flyte-ts/config/v2";
 *
 * console.log(new Secret({ key: "github-pat", group: "ci" }).asEnvVar); // CI_GITHUB_PAT
 * ```
 */
export class Secret {
  /** Name of the class, also where a bundler has shortened it. */
  static readonly name = "Secret";
  /** Its name in the secret store. */
  readonly key: string;
  /** Its group in the secret store. */
  readonly group: string | undefined;
  /** Where it is mounted as a file. */
  readonly mount: string | undefined;
  /** The environment variable that holds it. */
  readonly asEnvVar: string | undefined;

  /**
   * Names a secret, by its key or by more. Throws `invalid_secret` for another mount than `/etc/flyte/secrets`, and where
   * the variable's name would have something else than capitals, digits and `_`.
   */
  constructor(init: string | SecretInit) {
    if (typeof init !== "string") checkOptions("Secret", init, NAMES, 'new Secret("github-pat")');
    const { key, group, mount, asEnvVar } = typeof init === "string" ? { key: init } as SecretInit : init;
    for (const [name, value] of Object.entries({ key, group, mount, asEnvVar })) {
      if (typeof value !== "string" && (name === "key" || value != null)) throw refused(`${name} must be a text`);
    }
    this.key = key;
    this.group = group ?? undefined;
    this.mount = mount == null || mount === "" ? undefined : purePath(mount);
    this.asEnvVar = !this.mount && !asEnvVar
      ? (group ? `${group}_${key}` : key).replaceAll("-", "_").toUpperCase()
      : asEnvVar ?? undefined;
    if (this.mount !== undefined && this.mount !== MOUNT) {
      throw refused(`mount is ${quote(this.mount)}, and can only be ${MOUNT}`);
    }
    if (this.asEnvVar !== undefined && !VARIABLE.test(this.asEnvVar)) {
      const source = asEnvVar ? "asEnvVar" : "the variable that follows from group and key";
      throw refused(`${source} is ${quote(this.asEnvVar)}; names of variables have capitals, digits and _ only`);
    }
    Object.freeze(this);
  }

  /** SHA-256 of all of it: 64 hexadecimal digits. flyte: `Secret.stable_hash`. */
  stableHash(): string {
    return sha256Hex([this.key, this.group, this.mount, this.asEnvVar].map((part) => part ?? "").join("|"));
  }

  /** All of it, as Python prints it; this is what counts in hashes of images. flyte: `str(secret)`. */
  toString(): string {
    const text = (value: string | undefined) => value === undefined ? "None" : stringRepr(value);
    const mount = this.mount === undefined ? "None" : `PosixPath(${stringRepr(this.mount)})`;
    return `Secret(key=${text(this.key)}, group=${text(this.group)}, mount=${mount}, as_env_var=${
      text(this.asEnvVar)
    })`;
  }

  /** Its fields by their names in flyte. */
  toDict(): { readonly [name: string]: string | null } {
    const { key, group = null, mount = null, asEnvVar = null } = this;
    return { key, group, mount, as_env_var: asEnvVar };
  }
}

/** The secrets of a request, as flyte keeps them; none for an empty one. */
export function secretsOf(request: SecretRequest | null | undefined): readonly (string | Secret)[] | undefined {
  if (request === undefined || request === null || request === "") return undefined;
  if (typeof request === "string" || request instanceof Secret) return [request];
  return request.length === 0 ? undefined : request;
}

function quote(text: string): string {
  return JSON.stringify(oneLine(text));
}

function refused(what: string): FlyteConfigError {
  return new FlyteConfigError("invalid_secret", `Secret: ${what}`);
}
