/**
 * The secrets that a build needs: their names, never their values.
 *
 * @module
 */
import {
  ANYTHING,
  type Check,
  checkOptions,
  either,
  instanceOf,
  listOf,
  type OptionChecks,
  STRING,
} from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { sha256Hex } from "../../files/sha256.ts";
import { isObject } from "../../python/json_value.ts";
import { purePath } from "../../python/paths.ts";
import { stringRepr } from "../../python/values.ts";
import { mustBe, unknownName } from "../../text/expected.ts";
import { quoted } from "../../text/quote.ts";

/** The only directory that secrets can be mounted at. */
const MOUNT = "/etc/flyte/secrets";

const VARIABLE = /^[A-Z_][A-Z0-9_]*\n?$/;

/** The fields of a {@linkcode Secret}. */
export interface SecretInit {
  /** Its name in the secret store. */
  readonly key: string;
  /**
   * Its group in the secret store.
   *
   * @default none
   */
  readonly group?: string | undefined;
  /**
   * Directory where it is mounted as a file; must be `/etc/flyte/secrets`.
   *
   * @default none: it is an environment variable instead
   */
  readonly mount?: string | undefined;
  /**
   * Name of the environment variable that holds it.
   *
   * @default the group and key in capital letters; none if it is mounted
   */
  readonly asEnvVar?: string | undefined;
}

/** One or several secrets, each as a {@linkcode Secret} or its key. Python: `flyte.SecretRequest`. */
export type SecretRequest = string | Secret | readonly (string | Secret)[];

/** Their values have an error code of their own. */
const INIT_CHECKS: OptionChecks<SecretInit> = { key: ANYTHING, group: ANYTHING, mount: ANYTHING, asEnvVar: ANYTHING };

/**
 * Names a secret that a build may use. It holds where the secret is stored, never the secret itself. Immutable.
 *
 * Python: `flyte.Secret`.
 *
 * @example
 * ```ts
 * import { Secret } from "@flyte-ts/config/v2";
 *
 * console.log(new Secret({ key: "github-pat", group: "ci" }).asEnvVar); // CI_GITHUB_PAT
 * ```
 */
export class Secret {
  /** Name of the class, also after minification. */
  static readonly name = "Secret";
  /** Its name in the secret store. */
  readonly key: string;
  /** Its group in the secret store. */
  readonly group: string | undefined;
  /** Directory where it is mounted as a file. */
  readonly mount: string | undefined;
  /** Name of the environment variable that holds it. */
  readonly asEnvVar: string | undefined;

  /**
   * Creates a secret from its key, or from its fields.
   *
   * @param init – The key, or an object with the fields.
   * @throws {FlyteConfigError} `invalid_secret` – when a field is not a string, `mount` is not `/etc/flyte/secrets`, or
   * the variable's name contains anything but capital letters, digits and `_`.
   * @throws {FlyteConfigError} `invalid_option` – when a field is unknown.
   */
  constructor(init: string | SecretInit) {
    if (typeof init !== "string") checkOptions("Secret", init, INIT_CHECKS, 'new Secret("github-pat")');
    const { key, group, mount, asEnvVar } = typeof init === "string" ? { key: init } as SecretInit : init;
    checkString("key", key);
    checkString("group", group ?? "");
    checkString("mount", mount ?? "");
    checkString("asEnvVar", asEnvVar ?? "");
    this.key = key;
    this.group = group ?? undefined;
    this.mount = mount == null || mount === "" ? undefined : purePath(mount);
    this.asEnvVar = !this.mount && !asEnvVar
      ? (group ? `${group}_${key}` : key).replaceAll("-", "_").toUpperCase()
      : asEnvVar ?? undefined;
    if (this.mount !== undefined && this.mount !== MOUNT) {
      throw invalidSecret(`mount must be "${MOUNT}", found ${quoted(this.mount)}`);
    }
    if (this.asEnvVar !== undefined && !VARIABLE.test(this.asEnvVar)) {
      const source = asEnvVar ? "asEnvVar" : "the variable name made from group and key";
      const rule = "must contain only capital letters, digits and _, and not begin with a digit";
      const usage = asEnvVar ? "" : "; set asEnvVar";
      throw invalidSecret(`${source} ${rule}, found ${quoted(this.asEnvVar)}${usage}`);
    }
    Object.freeze(this);
  }

  /**
   * Returns the SHA-256 hash of all fields. Python: `flyte.Secret.stable_hash`.
   *
   * @returns 64 hexadecimal digits.
   */
  stableHash(): string {
    return sha256Hex([this.key, this.group, this.mount, this.asEnvVar].map((part) => part ?? "").join("|"));
  }

  /**
   * Returns all fields as Python prints them. This string is part of the hash of an image. Python: `str(secret)`.
   *
   * @returns A string such as `Secret(key='a', group=None, mount=None, as_env_var='A')`.
   */
  toString(): string {
    const text = (value: string | undefined) => value === undefined ? "None" : stringRepr(value);
    const mount = this.mount === undefined ? "None" : `PosixPath(${stringRepr(this.mount)})`;
    return `Secret(key=${text(this.key)}, group=${text(this.group)}, mount=${mount}, as_env_var=${
      text(this.asEnvVar)
    })`;
  }

  /**
   * Returns all fields under their names in Python.
   *
   * @returns A new object, with `null` for what is not set.
   */
  toDict(): { readonly [name: string]: string | null } {
    const { key, group = null, mount = null, asEnvVar = null } = this;
    return { key, group, mount, as_env_var: asEnvVar };
  }
}

const FIELDS: Readonly<Record<string, keyof SecretInit>> = {
  key: "key",
  group: "group",
  mount: "mount",
  as_env_var: "asEnvVar",
};

/** Reads what `Secret.toDict` returned. Throws `wrong_shape`, `unknown_field` and `invalid_secret`. */
export function secretFromDict(dict: unknown): Secret {
  if (!isObject(dict)) throw new FlyteConfigError("wrong_shape", `Secret: ${mustBe("an object of fields", dict)}`);
  const init: Record<string, unknown> = {};
  for (const name of Object.keys(dict)) {
    const key = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
    if (key === undefined) {
      const what = `Secret: ${unknownName("field", name, Object.keys(FIELDS))}`;
      throw new FlyteConfigError("unknown_field", what, { path: name });
    }
    init[key] = dict[name] ?? undefined;
  }
  return new Secret(init as unknown as SecretInit);
}

/** Options of methods that add a layer whose commands may need secrets. */
export interface SecretOptions {
  /**
   * Secrets available while the layer is built.
   *
   * @default none
   */
  readonly secretMounts?: SecretRequest | undefined;
}

/** A secret, or the key of one. */
export const SECRET: Check = /* @__PURE__ */ either(instanceOf("a Secret", Secret), {
  ...STRING,
  expected: "the key of one",
});

/** Checks of {@linkcode SecretOptions}. */
export const SECRET_CHECKS: OptionChecks<SecretOptions> = {
  secretMounts: {
    expected: "a Secret, the key of one, or a list of these",
    accepts: (value) => value === null || SECRET.accepts(value) || listOf(SECRET).accepts(value),
  },
};

/** The secrets of a request as layers hold them: `undefined` for an empty request. */
export function secretsOf(request: SecretRequest | null | undefined): readonly (string | Secret)[] | undefined {
  if (request === undefined || request === null || request === "") return undefined;
  if (typeof request === "string" || request instanceof Secret) return [request];
  return request.length === 0 ? undefined : request;
}

function checkString(name: keyof SecretInit, value: unknown): void {
  if (typeof value !== "string") throw invalidSecret(`${name} ${mustBe("a string", value)}`);
}

function invalidSecret(what: string): FlyteConfigError {
  return new FlyteConfigError("invalid_secret", `Secret: ${what}`);
}
