/**
 * flyte's names for images and what its Debian images are made of.
 *
 * @module
 */
import type { Architecture } from "./layers.ts";

/** Registry of the images that come with flyte. */
export const BASE_REGISTRY = "ghcr.io/flyteorg";

/** Registry of a local cluster, where images go if Flyte's endpoint is on this machine. */
export const LOCALHOST_REGISTRY = "localhost:30000";

/** Name of the images that come with flyte. */
export const DEFAULT_IMAGE_NAME = "flyte";

/** What `Image.fromRefName` looks up if no name is given. */
export const DEFAULT_IMAGE_REF_NAME = "default";

/** The platforms of Debian images if none are given. */
export const DEFAULT_PLATFORMS: readonly Architecture[] = ["linux/amd64", "linux/arm64"];

/** What creates the user that tasks run as in Debian images. */
export const CREATE_FLYTE_USER =
  "if ! id -u flyte >/dev/null 2>&1; then useradd --create-home --shell /bin/bash flyte; fi && " +
  "mkdir -p /home/flyte && chown -R flyte:flyte /home/flyte && chown -R flyte:flyte /root";

/** Home of that user. */
export const FLYTE_HOME = "/home/flyte";

/** Lines about who makes Debian images, and of what. */
export const LABEL_LINES: readonly string[] = [
  "LABEL org.opencontainers.image.authors='Union.AI <info@union.ai>'",
  "LABEL org.opencontainers.image.source=https://github.com/flyteorg/flyte",
];

/** Environment of Debian images. */
export const DEBIAN_ENV: readonly (readonly [name: string, value: string])[] = [
  ["VIRTUAL_ENV", "/opt/venv"],
  ["PATH", "/opt/venv/bin:$PATH"],
  ["PYTHONPATH", "/root"],
  ["UV_LINK_MODE", "copy"],
];

/** Packages of Debian images. */
export const DEBIAN_PACKAGES: readonly string[] = ["build-essential", "ca-certificates"];

/** The names that pixi's manifests have; the first one goes before. */
export const PIXI_MANIFESTS: readonly string[] = ["pixi.toml", "pyproject.toml"];

/** What flyte leaves out of packages that a project names by path, as lines of a `.dockerignore`. */
export const STANDARD_IGNORE: readonly string[] = [
  ...[".git", "*.pyc", "**/*.pyc", "__pycache__", "**/__pycache__", ".cache", ".cache/*", ".ruff_cache"],
  ...["**/.ruff_cache", ".mypy_cache", "**/.mypy_cache", ".pytest_cache", "**/.pytest_cache", ".venv", "**/.venv"],
  ...[".idea", "**/.idea", "venv", "env", "*.log", ".env", "*.egg-info", "**/*.egg-info", "*.egg", "dist", "build"],
  "*.whl",
];
