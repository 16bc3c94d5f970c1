/**
 * What proves to a registry who asks.
 *
 * @module
 */
import { checkArgument, STRING } from "../arguments.ts";
import type { Signal } from "../runtime/host.ts";

/** What a {@linkcode Credential} is: a name and password, or a token that buys others, or one that opens at once. */
export type CredentialKind = "basic" | "identityToken" | "registryToken";

/**
 * What proves to a registry who asks. It does not show its secret when it is printed or made into JSON.
 *
 * @example
 * ```ts
 * import { Credential } from "@flyte-ts/config";
 *
 * console.log(Credential.basic("robot", "s3cret")); // Credential { kind: "basic", source: "the caller" }
 * ```
 */
export class Credential {
  /** What it is. */
  readonly kind: CredentialKind;
  /** Where it is from, for messages. */
  readonly source: string;
  readonly #username: string;
  readonly #secret: string;

  private constructor(kind: CredentialKind, username: string, secret: string, source: string) {
    this.kind = kind;
    this.source = source;
    this.#username = username;
    this.#secret = secret;
    Object.freeze(this);
  }

  /** A name and its password. Throws `invalid_argument`. */
  static basic(username: string, password: string, source: string = "the caller"): Credential {
    checkStrings("Credential.basic", { username, password, source });
    return new Credential("basic", username, password, source);
  }

  /** A token for which the registry's token server gives others: OAuth 2's refresh token. Throws `invalid_argument`. */
  static identityToken(token: string, source: string = "the caller"): Credential {
    checkStrings("Credential.identityToken", { token, source });
    return new Credential("identityToken", "", token, source);
  }

  /** A token that the registry itself takes. Throws `invalid_argument`. */
  static registryToken(token: string, source: string = "the caller"): Credential {
    checkStrings("Credential.registryToken", { token, source });
    return new Credential("registryToken", "", token, source);
  }

  /** The name, which is empty for tokens, and the password or token. */
  reveal(): { readonly username: string; readonly secret: string } {
    return { username: this.#username, secret: this.#secret };
  }
}

/** Whose credentials are asked for. */
export interface CredentialRequest {
  /** Host of the registry as it is called in references, such as `docker.io`. */
  readonly registry: string;
  /** Path of the repository, such as `library/python`. */
  readonly repository: string;
  /** Ends the search when it is aborted. */
  readonly signal?: Signal | undefined;
}

/** Finds what to show to a registry, if there is something. */
export type CredentialSource = (
  request: CredentialRequest,
) => Promise<Credential | undefined> | Credential | undefined;

function checkStrings(call: string, values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) checkArgument(call, name, value, STRING);
}
