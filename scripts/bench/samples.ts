/**
 * Deterministic contexts and files of a given size, to measure with.
 *
 * @module
 */
import type { JsonObject, NamedText, Plugin } from "../../mod.ts";
import { seeded } from "../../tests/_support/mutations.ts";

/** Content of a sample. */
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

/** The configuration file that flytekit's documentation shows. */
export const SAMPLE_CONFIG: NamedText = {
  name: "config.yaml",
  text: `admin:
  # For GRPC endpoints you might want to use dns:///flyte.myexample.com
  endpoint: dns:///flyte.mycorp.io
  authType: Pkce
  insecure: true
  clientId: 123abc
logger:
  show-source: true
  level: 0
console:
  endpoint: http://localhost:8080
  insecure: true
storage:
  type: minio
  stow:
    kind: s3
    config:
      auth_type: accesskey
      access_key_id: minio
      secret_key: miniostorage
      addressing_style: "path"
`,
};

/** A typical specification as flytekit's arguments. */
export const SAMPLE_SPEC: JsonObject = {
  name: "trainer",
  python_version: "3.12",
  registry: "ghcr.io/acme",
  base_image: { name: "base", registry: "ghcr.io/acme", apt_packages: ["git", "build-essential"] },
  packages: ["pandas==2.2.3", "numpy==2.1.3", "scikit-learn==1.5.2", "torch==2.5.1", "flytekit==1.16.31"],
  env: { LOG_LEVEL: "debug", GREETING: 'it\'s "me"', CITY: "Zürich" },
  commands: ["mkdir -p /data", "echo 'ready'"],
  pip_extra_index_url: ["https://download.pytorch.org/whl/cpu"],
  platform: "linux/amd64",
  builder: "default",
};

/** The arguments of a specification with all source files of a directory. */
export function treeSpec(root: string): JsonObject {
  return { ...SAMPLE_SPEC, source_root: root, source_copy_mode: "ALL" };
}

/** An INI file of that many lines: sections of ten, with a comment and a value of two lines in each. */
export function iniText(lines: number): string {
  return Array.from({ length: lines / 10 }, (_, index) =>
    `[section-${index}]
# what is in here
url = dns:///service-${index}.example.com:443
insecure = ${index % 2 === 0}
retries: ${index}
scopes = openid,
    profile
token_${index} = ${"x".repeat(20 + index % 20)}
path = /var/lib/%(retries)s/data

`).join("");
}

/** A storage plugin of another package. */
export const SAMPLE_PLUGIN = {
  id: "oss",
  doc: "Alibaba Cloud OSS",
  settings: {
    region: { type: "string", ini: "oss.region", yaml: "storage.oss.region", doc: "Region of the buckets" },
    accessKeyId: { type: "string", ini: "oss.access_key_id", yaml: "storage.oss.access-key", doc: "Access key ID" },
    accessKeySecret: {
      type: "secret",
      ini: "oss.access_key_secret",
      yaml: "storage.oss.secret-key",
      doc: "Its secret",
    },
    retries: { type: "integer", ini: "oss.retries", default: 3, min: 0, doc: "Number of times to retry a request" },
  },
} as const satisfies Plugin;

/** A plugin with that many settings. */
export function pluginOf(count: number): Plugin {
  const settings = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `setting${index}`,
      { type: "string", yaml: `storage.many.setting-${index}`, doc: "Setting" } as const,
    ]),
  );
  return { id: "many", doc: "Many settings", settings };
}

/** A configuration file that sets all of them. */
export function settingsText(count: number): string {
  const lines = Array.from({ length: count }, (_, index) => `    setting-${index}: value ${index}\n`);
  return `storage:\n  many:\n${lines.join("")}`;
}

/** A YAML file of that many lines: mappings of ten lines with a comment, a list and a quoted string in each. */
export function yamlText(lines: number): string {
  return Array.from({ length: lines / 10 }, (_, index) =>
    `section-${index}:
  # what is in here
  url: dns:///service-${index}.example.com:443
  insecure: ${index % 2 === 0}
  retries: ${index}
  scopes:
    - openid
    - profile
  token: "${"x".repeat(20 + index % 20)}"
  path: /var/lib/data
`).join("");
}
