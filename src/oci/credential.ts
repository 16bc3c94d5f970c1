/**
 * Credentials for registries, whose secrets are not printed.
 *
 * @module
 */
import { checkArgument, STRING } from "../arguments.ts";
import type { Signal } from "../runtime/host.ts";

/**
 * A credential for a registry. Its secret is not shown when it is printed or serialized as JSON.
 *
 * @example
 * ```ts
 * import { Credential } from "@flyte-ts/config";
 *
 * console.log(Credential.basic("robot", "s3cret")); // Credential { kind: "basic", source: "the caller" }
 * ```
 */
export class Credential {
  /**
   * Kind of the credential: a user name and password, a token that is exchanged for others, or a token that the registry
   * accepts directly.
   */
  readonly kind: "basic" | "identityToken" | "registryToken";
  /** Origin of the credential, for messages. */
  readonly source: string;
  readonly #username: string;
  readonly #secret: string;

  private constructor(kind: Credential["kind"], username: string, secret: string, source: string) {
    this.kind = kind;
    this.source = source;
    this.#username = username;
    this.#secret = secret;
    Object.freeze(this);
  }

  /**
   * Creates a credential from a user name and password.
   *
   * @param username – Name of the user.
   * @param password – Password or access token.
   * @param source – Origin of the credential, for messages.
   * @returns The credential.
   * @throws {FlyteConfigError} `invalid_argument` – when an argument is not a string.
   */
  static basic(username: string, password: string, source: string = "the caller"): Credential {
    checkStrings("Credential.basic", { username, password, source });
    return new Credential("basic", username, password, source);
  }

  /**
   * Creates a credential from an OAuth 2 refresh token, which the registry's token server exchanges for access tokens.
   *
   * @param token – The refresh token.
   * @param source – Origin of the credential, for messages.
   * @returns The credential.
   * @throws {FlyteConfigError} `invalid_argument` – when an argument is not a string.
   */
  static identityToken(token: string, source: string = "the caller"): Credential {
    checkStrings("Credential.identityToken", { token, source });
    return new Credential("identityToken", "", token, source);
  }

  /**
   * Creates a credential from a token that the registry itself accepts.
   *
   * @param token – The bearer token.
   * @param source – Origin of the credential, for messages.
   * @returns The credential.
   * @throws {FlyteConfigError} `invalid_argument` – when an argument is not a string.
   */
  static registryToken(token: string, source: string = "the caller"): Credential {
    checkStrings("Credential.registryToken", { token, source });
    return new Credential("registryToken", "", token, source);
  }

  /**
   * Returns the secret.
   *
   * @returns The user name, which is empty for tokens, and the password or token.
   */
  reveal(): { readonly username: string; readonly secret: string } {
    return { username: this.#username, secret: this.#secret };
  }
}

/** The repository that a {@linkcode CredentialSource} finds a credential for. */
export interface CredentialRequest {
  /** Host of the registry as in references, such as `docker.io`. */
  readonly registry: string;
  /** Path of the repository, such as `library/python`. */
  readonly repository: string;
  /** Aborts the search. */
  readonly signal?: Signal | undefined;
}

/**
 * Finds a credential for a repository.
 *
 * @param request – The repository.
 * @returns The credential; `undefined` if there is none.
 */
export type CredentialSource = (
  request: CredentialRequest,
) => Promise<Credential | undefined> | Credential | undefined;

function checkStrings(call: string, values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) checkArgument(call, name, value, STRING);
}
