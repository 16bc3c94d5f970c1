/**
 * An image of either product, as commands need it. Types only.
 *
 * @module
 */
import type { BuildMessage } from "../../../container/messages.ts";
import type { ImageExistence } from "../../../container/existence.ts";
import type { ProgramOptions } from "../../../container/program_options.ts";
import type { Issue } from "../../../errors.ts";
import type { HashExplanation } from "../../../files/hash_explanation.ts";
import type { HashInputs } from "../../../files/hash_inputs.ts";
import type { Existence } from "../../../oci/existence.ts";
import type { RegistryClient } from "../../../oci/registry_client.ts";

/** Receives issues that are found while files are read. */
export type OnIssue = (issue: Issue) => void;

/** Options of {@linkcode DescribedImage.dockerfile}. */
export interface DockerfileRequest {
  readonly installer?: "uv" | "pip" | undefined;
}

/** Options of {@linkcode DescribedImage.build}. */
export interface BuildRequest {
  /** Options of the program that builds. */
  readonly program: ProgramOptions;
  readonly dockerfile: DockerfileRequest;
  readonly onMessage: (message: BuildMessage) => void;
  readonly signal: AbortSignal;
}

/** An image of flytekit or flyte 2. */
export interface DescribedImage {
  /** Issues of the description. */
  readonly issues: readonly Issue[];
  /** Short name of the image, for messages. */
  readonly title: string;
  /** Name of the image that is used unchanged, if nothing is built. */
  readonly unbuilt: string | undefined;
  /** Whether there is a registry to ask. */
  readonly hasRegistry: boolean;
  /** Path of a file with credentials, if the description has one. */
  readonly authFile: string | undefined;
  /** Paths that relative paths of the description may mean, with the fields that have them. */
  readonly paths: readonly (readonly [field: string, path: string])[];
  imageName(onIssue?: OnIssue): Promise<string>;
  existence(client: Pick<RegistryClient, "exists">, signal: AbortSignal): Promise<Existence>;
  inputs(onIssue?: OnIssue): Promise<HashInputs>;
  /** Compares with another image of the same product. Rejects with `invalid_argument` for one of the other product. */
  explain(other: DescribedImage, onIssue?: OnIssue): Promise<HashExplanation>;
  dockerfile(options: DockerfileRequest): Promise<{ readonly dockerfile: string; readonly warnings: readonly Issue[] }>;
  /** Determines whether this machine has an image without a registry. */
  inspect(request: ProgramOptions, imageName: string): Promise<ImageExistence>;
  /** Builds the image, whether it exists or not. */
  build(request: BuildRequest): Promise<void>;
}
