/**
 * A build of an image specification with docker, podman or buildah.
 *
 * @module
 */
import { ProgramBuilder } from "../../container/program_builder.ts";
import { snapshotHost } from "../../container/snapshot_host.ts";
import type { Issue } from "../../errors.ts";
import type { BuildContext } from "./builder.ts";
import type { DockerBuilderOptions } from "./docker_builder.ts";
import { checkDockerfile } from "./dockerfile/options.ts";
import { readAndRender } from "./dockerfile/prepare.ts";
import { refuseUnknown } from "./git_ignore.ts";
import type { ImageSpec } from "./image_spec.ts";
import { sourceFiles } from "./source_files.ts";

/** Builds the image of a specification. Rejects as `DockerBuilder.buildImage` does. */
export async function buildImage(
  spec: ImageSpec,
  { imageName, imageId, onMessage, signal, ...context }: BuildContext,
  { dockerfile, ...programOptions }: DockerBuilderOptions,
): Promise<string> {
  const host = snapshotHost(context.host);
  const options = { ...dockerfile, imageId };
  checkDockerfile("DockerBuilder.buildImage", spec, options);
  const rendered = await readAndRender(spec, host, options);
  const onIssue = (issue: Issue) => {
    refuseUnknown(issue);
    onMessage({ kind: "warning", text: issue.message, imageName });
  };
  await new ProgramBuilder(programOptions).build({
    host,
    imageName,
    platform: spec.platform ?? "linux/amd64",
    source: { rendered, listSources: (host, { source }) => sourceFiles(host, source, onIssue) },
    push: !!spec.registry,
    registryConfig: spec.registryConfig ?? undefined,
    nameNow: () => spec.imageName({ host }),
    onMessage,
    signal,
  });
  return imageName;
}
