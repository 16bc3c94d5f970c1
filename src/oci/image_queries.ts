/**
 * The queries of a registry client: requests, authentication, and what the responses say about an image.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../errors.ts";
import type { Signal } from "../runtime/host.ts";
import { Authenticator } from "./authenticate.ts";
import type { CredentialSource } from "./credential.ts";
import { endpointOf, type InsecureHosts, insecureHosts } from "./endpoint.ts";
import type { Existence } from "./existence.ts";
import { readGetResponse, readHeadResponse } from "./manifest.ts";
import type { Reference } from "./reference.ts";
import { unknownImage } from "./registry_errors.ts";
import { type SendOptions, Transport } from "./transport.ts";

/** Options of {@linkcode ImageQueries}. */
export interface QueryOptions extends Omit<SendOptions, "isInsecureHost"> {
  /** Hosts that may be reached without TLS. */
  readonly insecureRegistries: readonly string[];
  /** Finds the credentials that registries ask for. */
  readonly credentials: CredentialSource;
}

/** Errors of the caller's program, which say nothing about the image. */
const MISTAKES: readonly ErrorCode[] = ["invalid_option", "callback_failed"];

/** Asks registries whether images exist. */
export class ImageQueries {
  readonly #isInsecureHost: InsecureHosts;
  readonly #registries: Authenticator;

  /** Creates queries that have contacted no registry, with checked options. */
  constructor({ insecureRegistries, credentials, ...options }: QueryOptions) {
    this.#isInsecureHost = insecureHosts(insecureRegistries);
    this.#registries = new Authenticator(
      new Transport({ ...options, isInsecureHost: this.#isInsecureHost }),
      credentials,
    );
  }

  /** Asks the registry of an image whether it exists. Rejects as `RegistryClient.exists` does. */
  async exists(image: Reference, signal: Signal | undefined): Promise<Existence> {
    const endpoint = endpointOf(image, this.#isInsecureHost);
    const ask = async (method: "HEAD" | "GET") => await this.#registries.request(endpoint, method, signal);
    signal?.throwIfAborted();
    try {
      const head = readHeadResponse(await ask("HEAD"), image.digest);
      return head === "get" ? await readGetResponse(await ask("GET"), image.digest) : head;
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof FlyteConfigError && !MISTAKES.includes(error.code)) return unknownImage(error);
      throw error;
    }
  }
}
