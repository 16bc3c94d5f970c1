/**
 * The pages on which registries show an image.
 *
 * @module
 */
import type { Reference } from "@flyte-ts/config/image";

/** A page about an image. */
export interface RegistryPage {
  /** Name of the registry. */
  readonly registry: string;
  /** Address of the page; `undefined` if the registry has none that anyone can open. */
  readonly url: string | undefined;
}

type Match = Readonly<Record<string, string>>;

/** Patterns of `domain/path`, the name of the registry, and the address of the page. All parts are encoded. */
const REGISTRIES: readonly (readonly [pattern: RegExp, name: string, url: (match: Match) => string])[] = [
  [/^docker\.io\/library\/(?<image>[^/]+)$/, "Docker Hub", ({ image }) => `https://hub.docker.com/_/${image}`],
  [/^docker\.io\/(?<path>[^/]+\/[^/]+)$/, "Docker Hub", ({ path }) => `https://hub.docker.com/r/${path}`],
  [/^ghcr\.io\/(?<path>.+)$/, "GitHub Packages", ({ path }) => `https://ghcr.io/${path}`],
  [/^quay\.io\/(?<path>.+)$/, "Quay", ({ path }) => `https://quay.io/repository/${path}?tab=tags`],
  [/^public\.ecr\.aws\/(?<path>.+)$/, "Amazon ECR Public", ({ path }) => `https://gallery.ecr.aws/${path}`],
  [
    /^(?<account>\d{12})\.dkr\.ecr\.(?<region>[a-z0-9-]+)\.amazonaws\.com\/(?<path>.+)$/,
    "Amazon ECR",
    ({ account, region, path }) =>
      `https://${region}.console.aws.amazon.com/ecr/repositories/private/${account}/${path}?region=${region}`,
  ],
  [
    /^(?<location>[a-z0-9-]+)-docker\.pkg\.dev\/(?<project>[^/]+)\/(?<repository>[^/]+)\/(?<path>.+)$/,
    "Artifact Registry",
    ({ location, project, repository, path }) =>
      `https://console.cloud.google.com/artifacts/docker/${project}/${location}/${repository}/${
        path!.replaceAll("/", "%252F")
      }`,
  ],
  [/^(?<host>(?:[a-z]+\.)?gcr\.io)\/(?<path>.+)$/, "Container Registry", ({ host, path }) => `https://${host}/${path}`],
  [
    /^mcr\.microsoft\.com\/(?<path>.+)$/,
    "Microsoft Artifact Registry",
    ({ path }) => `https://mcr.microsoft.com/artifact/mar/${path}`,
  ],
];

/** Registries without a page for each image. */
const OTHERS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\.azurecr\.io$/, "Azure Container Registry"],
  [/^nvcr\.io$/, "NVIDIA NGC"],
  [/^registry\.gitlab\.com$/, "GitLab"],
  [/^(?:localhost|127\.0\.0\.1)(?::\d+)?$/, "this machine"],
];

/** Returns the page of an image. A reference has been parsed, so its parts have no characters that a URL reserves. */
export function registryPage({ domain, path }: Reference): RegistryPage {
  for (const [pattern, registry, url] of REGISTRIES) {
    const match = pattern.exec(`${domain}/${path}`)?.groups;
    if (match !== undefined) return { registry, url: url(match) };
  }
  const other = OTHERS.find(([pattern]) => pattern.test(domain ?? ""));
  return { registry: other?.[1] ?? domain ?? "", url: undefined };
}
