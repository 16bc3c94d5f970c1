/**
 * An image of flyte 2, as commands need it.
 *
 * @module
 */
import type { ImageExistence } from "../../../container/existence.ts";
import type { ProgramOptions } from "../../../container/program_options.ts";
import { FlyteConfigError, type Issue } from "../../../errors.ts";
import type { HashExplanation } from "../../../files/hash_explanation.ts";
import type { HashInputs } from "../../../files/hash_inputs.ts";
import { build } from "../../../flyte2/image/build.ts";
import { dockerBuilder } from "../../../flyte2/image/docker_builder.ts";
import { prepareDockerfile } from "../../../flyte2/image/dockerfile/prepare.ts";
import { explainHash, hashInputs } from "../../../flyte2/image/explain_hash.ts";
import { pathsOf } from "../../../flyte2/image/layers/mod.ts";
import type { Image } from "../../../flyte2/image/registry_image.ts";
import type { Existence } from "../../../oci/existence.ts";
import type { RegistryClient } from "../../../oci/registry_client.ts";
import type { Host } from "../../../runtime/host.ts";
import { readText } from "../../../runtime/read_file.ts";
import type { BuildRequest, DescribedImage, DockerfileRequest } from "./described_image.ts";

/** An image of flyte 2 with the machine that has its files. */
export class Flyte2Image implements DescribedImage {
  readonly image: Image;
  readonly host: Host;
  readonly authFile = undefined;
  constructor(image: Image, host: Host) {
    this.image = image;
    this.host = host;
  }

  get issues(): readonly Issue[] {
    return this.image.issues;
  }

  get title(): string {
    return this.image.name ?? "image";
  }

  get unbuilt(): string | undefined {
    return this.image.isCloned ? undefined : this.image.baseImage;
  }

  get hasRegistry(): boolean {
    return !this.image.isCloned || !!this.image.registry;
  }

  get paths(): readonly (readonly [string, string])[] {
    const { dockerfile, layers } = this.image;
    const own = dockerfile === undefined ? [] : [["dockerfile", dockerfile] as const];
    return [...own, ...layers.flatMap((layer, at) => pathsOf(layer).map((path) => [`layers[${at}]`, path] as const))];
  }

  async imageName(): Promise<string> {
    return await this.image.uri({ host: this.host });
  }

  async existence(client: Pick<RegistryClient, "exists">, signal: AbortSignal): Promise<Existence> {
    return await this.image.existence({ host: this.host, client, signal });
  }

  async inputs(): Promise<HashInputs> {
    return await hashInputs(this.image, { host: this.host });
  }

  async explain(other: DescribedImage): Promise<HashExplanation> {
    if (other instanceof Flyte2Image) {
      return await explainHash(this.image, other.image, [{ host: this.host }, { host: other.host }]);
    }
    throw new FlyteConfigError(
      "invalid_argument",
      "the first file is an image of flyte 2 and the second an ImageSpec of flytekit; compare images of one version",
    );
  }

  async dockerfile(
    options: DockerfileRequest,
  ): Promise<{ readonly dockerfile: string; readonly warnings: readonly Issue[] }> {
    const { image, host } = this;
    if (image.dockerfile !== undefined) {
      return { dockerfile: await readText(host, image.dockerfile, "requirements"), warnings: [] };
    }
    const { rendered } = await prepareDockerfile(image, { ...options, host, imageId: await this.imageName() });
    return rendered;
  }

  async inspect(options: ProgramOptions, imageName: string): Promise<ImageExistence> {
    return await dockerBuilder(options).inspect(this.host, imageName);
  }

  async build({ program, dockerfile, onMessage, signal }: BuildRequest): Promise<void> {
    const push = program.push ?? false;
    const builder = dockerBuilder(program);
    await build(this.image, { builder, host: this.host, dockerfile, force: true, push, onMessage, signal });
  }
}
