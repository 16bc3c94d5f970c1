/**
 * An `ImageSpec`, as commands need it.
 *
 * @module
 */
import type { ImageExistence } from "../../../container/existence.ts";
import type { ProgramOptions } from "../../../container/program_options.ts";
import { FlyteConfigError, type Issue } from "../../../errors.ts";
import type { HashExplanation } from "../../../files/hash_explanation.ts";
import type { HashInputs } from "../../../files/hash_inputs.ts";
import { type BuildContext, NoOpBuilder } from "../../../flytekit/image_spec/builder.ts";
import { DockerBuilder, type DockerBuilderOptions } from "../../../flytekit/image_spec/docker_builder.ts";
import { ImageBuildEngine } from "../../../flytekit/image_spec/engine.ts";
import { explainHash } from "../../../flytekit/image_spec/explain_hash.ts";
import { refuseUnknown } from "../../../flytekit/image_spec/git_ignore.ts";
import { ImageSpec } from "../../../flytekit/image_spec/full_image_spec.ts";
import { hashInputs } from "../../../flytekit/image_spec/hash_inputs.ts";
import type { Existence } from "../../../oci/existence.ts";
import type { RegistryClient } from "../../../oci/registry_client.ts";
import type { Host } from "../../../runtime/host.ts";
import type { BuildRequest, DescribedImage, DockerfileRequest, OnIssue } from "./described_image.ts";

/** Builds one image whatever its registry says: the command has asked about it, or need not. */
class WantedBuilder extends DockerBuilder {
  readonly #wanted: string;
  constructor(options: DockerBuilderOptions, wanted: string) {
    super(options);
    this.#wanted = wanted;
  }

  override async exists(spec: ImageSpec, context: BuildContext): Promise<ImageExistence> {
    return context.imageName === this.#wanted ? { state: "absent" } : await super.exists(spec, context);
  }
}

/** An `ImageSpec` with the machine that has its files. */
export class FlytekitImage implements DescribedImage {
  readonly spec: ImageSpec;
  readonly host: Host;
  constructor(spec: ImageSpec, host: Host) {
    this.spec = spec;
    this.host = host;
  }

  get issues(): readonly Issue[] {
    return this.spec.issues;
  }

  get title(): string {
    return this.spec.name;
  }

  get unbuilt(): string | undefined {
    const { builder, baseImage } = this.spec;
    return builder === NoOpBuilder.builderType && typeof baseImage === "string" ? baseImage : undefined;
  }

  get hasRegistry(): boolean {
    return !!this.spec.registry;
  }

  get authFile(): string | undefined {
    return this.spec.registryConfig;
  }

  get paths(): readonly (readonly [string, string])[] {
    const { requirements, sourceRoot, copy = [] } = this.spec;
    const copied = copy.map((path, index) => [`copy[${index}]`, path] as const);
    return [["requirements", requirements] as const, ["source_root", sourceRoot] as const, ...copied]
      .flatMap(([field, path]) => path ? [[field, path] as const] : []);
  }

  async imageName(onIssue?: OnIssue): Promise<string> {
    return await this.spec.imageName(this.#reading(onIssue));
  }

  async existence(client: Pick<RegistryClient, "exists">, signal: AbortSignal): Promise<Existence> {
    return await this.spec.existence({ host: this.host, client, signal });
  }

  async inputs(onIssue?: OnIssue): Promise<HashInputs> {
    return await hashInputs(this.spec, this.#reading(onIssue));
  }

  async explain(other: DescribedImage, onIssue?: OnIssue): Promise<HashExplanation> {
    if (other instanceof FlytekitImage) {
      return await explainHash(this.spec, other.spec, [this.#reading(onIssue), other.#reading(onIssue)]);
    }
    throw new FlyteConfigError(
      "invalid_argument",
      "the first file is an ImageSpec of flytekit and the second an image of flyte 2; compare images of one version",
    );
  }

  async dockerfile(
    options: DockerfileRequest,
  ): Promise<{ readonly dockerfile: string; readonly warnings: readonly Issue[] }> {
    const { spec, host } = this;
    const { readAndRender } = await import("../../../flytekit/image_spec/dockerfile/prepare.ts");
    const resolved = spec.baseImage instanceof ImageSpec
      ? spec.with({ baseImage: await spec.baseImage.imageName({ host }) })
      : spec;
    return await readAndRender(resolved, host, { ...options, imageId: spec.id });
  }

  async inspect(options: ProgramOptions, imageName: string): Promise<ImageExistence> {
    const { ProgramBuilder } = await import("../../../container/program_builder.ts");
    return await new ProgramBuilder(options).inspect(this.host, imageName);
  }

  async build({ program, dockerfile, onMessage, signal }: BuildRequest): Promise<void> {
    // In a dry run, base images are built as well.
    const imageName = await this.imageName();
    const engine = new ImageBuildEngine(
      program.dryRun ? { registry: { exists: () => Promise.resolve({ state: "absent" }) } } : {},
    );
    engine.register(NoOpBuilder.builderType, new NoOpBuilder(), 0);
    for (const type of ["default", ...this.#otherBuilders()]) {
      engine.register(type, new WantedBuilder({ ...program, dockerfile }, imageName), type === "default" ? 1 : 0);
      if (type === "default") continue;
      const text = `builder "${type}" is not part of this program; building with docker, podman or buildah instead`;
      onMessage({ kind: "warning", text, imageName });
    }
    await engine.build(this.spec.forcePush(), { host: this.host, inExecution: false, onMessage, signal });
  }

  /** The types of builders that only Python has, also of base images. */
  #otherBuilders(): ReadonlySet<string> {
    const types = new Set<string>();
    let spec: ImageSpec["baseImage"] = this.spec;
    while (spec instanceof ImageSpec) {
      if (spec.builder !== undefined) types.add(spec.builder);
      spec = spec.baseImage;
    }
    for (const known of ["default", NoOpBuilder.builderType]) types.delete(known);
    return types;
  }

  #reading(onIssue?: OnIssue) {
    return {
      host: this.host,
      onIssue: (issue: Issue) => {
        refuseUnknown(issue);
        onIssue?.(issue);
      },
    };
  }
}
