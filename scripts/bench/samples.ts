/**
 * Contexts to measure with: always the same ones, of a wanted size.
 *
 * @module
 */
import type { JsonObject } from "../../mod.ts";
import { seeded } from "../../tests/mutations.ts";

/** What a sample's bytes are spent on. */
export type Content = "mixed" | "images";

/** The wire object of a context with that many images and, when mixed, environment variables. */
export function sample(count: number, content: Content = "mixed"): JsonObject {
  const random = seeded(count + 1);
  const hex = (length: number) => Array.from({ length }, () => random(16).toString(16)).join("");
  const images = Array.from({ length: count }, (_, index) => ({
    name: `image-${index}`,
    fqn: `ghcr.io/acme/team-${random(9)}/service-${index}`,
    tag: index % 2 === 0 ? `v1.${index}-${hex(8)}` : null,
    digest: index % 2 === 0 ? null : `sha256:${hex(64)}`,
  }));
  // Values from a flag to a small certificate.
  const variables = Array.from({ length: content === "mixed" ? count : 0 }, (_, index) => {
    return [`SERVICE_${index}_SETTING`, hex(2 ** (1 + random(9)))] as const;
  });
  return {
    image_config: {
      default_image: { name: "default", fqn: "cr.flyte.org/flyteorg/flytekit", tag: "py3.11-1.16.31", digest: null },
      images,
    },
    project: "flytesnacks",
    domain: "development",
    version: hex(20),
    env: variables.length === 0 ? null : Object.fromEntries(variables),
    default_resources: null,
    git_repo: null,
    python_interpreter: "/opt/venv/bin/python3",
    flytekit_virtualenv_root: "/opt/venv",
    fast_serialization_settings: {
      enabled: true,
      destination_dir: ".",
      distribution_location: `s3://bucket/flytesnacks/development/${hex(26)}/fast.tar.gz`,
    },
    source_root: "/root",
  };
}
