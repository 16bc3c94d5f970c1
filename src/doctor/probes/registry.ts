/**
 * Registries: whether those of the configured images answer, and with which credentials.
 *
 * @module
 */
import type { FlyteVersion } from "../../diagnostics/options.ts";
import { FlyteConfigError } from "../../errors.ts";
import { BASE_REGISTRY } from "../../flyte2/image/image.ts";
import { DefaultImages } from "../../flytekit/image/default_images.ts";
import type { Credential, CredentialSource } from "../../oci/credential.ts";
import { storedCredentials } from "../../oci/credential_store.ts";
import { DOCKER_HUB } from "../../oci/endpoint.ts";
import type { Existence } from "../../oci/existence.ts";
import { formatReference, parseReference } from "../../oci/reference.ts";
import { RegistryClient } from "../../oci/registry_client.ts";
import { trimEnd } from "../../python/strings.ts";
import { type Origin, originText } from "../../settings/origin.ts";
import type { Examination, Loaded } from "../examination.ts";
import type { Report } from "../finding.ts";
import type { Probe } from "../probe.ts";
import { type Obstacle, obstacleTo } from "../reachability.ts";

/** An image whose registry is examined. */
export interface ExaminedImage {
  /** The versions that it is for. */
  readonly versions: FlyteVersion[];
  /** Name of the image; of a registry without one, that of an image which probably does not exist. */
  readonly name: string;
  /** Its registry. */
  readonly registry: string;
  /** Whether the image should exist. */
  readonly isWanted: boolean;
  /** Origin of the name, for messages. */
  readonly from: string;
}

/** Name of an image for registries of which no image is known. */
const NO_IMAGE = "flyte";
/** Maximum number of registries that are examined. */
const MAX_REGISTRIES = 10;

/** Returns one image for each registry: the caller's, or those of the configurations, or the base images. */
export function imagesOf(
  { request: { image, versions } }: Examination,
  loaded: readonly Loaded[],
): readonly ExaminedImage[] {
  const images = new Map<string, ExaminedImage>();
  const add = (name: string, version: FlyteVersion, from: string, isWanted: boolean): void => {
    try {
      const reference = parseReference(name);
      const registry = reference.domain ?? DOCKER_HUB;
      const same = images.get(registry) ?? { versions: [], name: formatReference(reference), registry, isWanted, from };
      if (!same.versions.includes(version)) same.versions.push(version);
      images.set(registry, same);
    } catch (error) {
      // The probe of the configuration reports names that are not valid.
      if (!(error instanceof FlyteConfigError)) throw error;
    }
  };
  if (image !== undefined) {
    for (const version of versions) add(image, version, "option image", true);
    return [...images.values()];
  }
  for (const one of loaded) {
    for (const { name, origin, isWanted } of configuredImages(one)) {
      add(name, one.version, originText(origin), isWanted);
    }
  }
  if (images.size === 0) {
    for (const version of versions) {
      const name = version === "flytekit" ? DefaultImages.findImageFor() : `${BASE_REGISTRY}/flyte`;
      add(name, version, "the default images", version === "flytekit");
    }
  }
  return [...images.values()].slice(0, MAX_REGISTRIES);
}

interface ConfiguredImage {
  readonly name: string;
  readonly origin: Origin;
  readonly isWanted: boolean;
}

/** Returns the image names in a configuration: those of its maps of images, and its registry. */
function* configuredImages({ result }: Loaded): Generator<ConfiguredImage> {
  for (const [{ id }, { settings, values }] of result?.sections ?? []) {
    for (const { key } of settings) {
      const { value, origin } = values.get(key)!;
      if ((id === "images" && key === "images") || (id === "image" && key === "imageRefs")) {
        for (const name of Object.values(Object(value))) {
          // Images of other images are templates.
          if (typeof name === "string" && !name.includes("{{")) yield { name, origin, isWanted: true };
        }
      }
      if (id === "image" && key === "registry" && typeof value === "string" && value !== "") {
        yield { name: `${trimEnd(value, "/")}/${NO_IMAGE}`, origin, isWanted: false };
      }
    }
  }
}

/** Returns the probe of a registry. */
export function probeRegistry(examination: Examination, image: ExaminedImage): Probe {
  return {
    probe: "registry",
    subject: image.registry,
    versions: image.versions,
    run: (signal) => examine(examination, image, signal),
    whenLate: `check that ${image.registry} is the name of the registry, and whether a firewall or VPN blocks it`,
  };
}

async function* examine(
  { host, request: { timeoutMs }, keepSecret }: Examination,
  image: ExaminedImage,
  signal: AbortSignal,
): AsyncGenerator<Report> {
  let credential: Credential | undefined;
  const stored = storedCredentials(host);
  const credentials: CredentialSource = async (request) => {
    credential = await stored(request);
    if (credential !== undefined) keepSecret(credential.reveal().secret);
    return credential;
  };
  const client = new RegistryClient({ host, timeoutMs, retries: 0, credentials });
  const existence = await client.exists(image.name, { signal });
  const isUnreachable = existence.state === "unknown" && existence.reason === "registry_unreachable";
  const url = new URL(`https://${image.registry === DOCKER_HUB ? "registry-1.docker.io" : image.registry}`);
  const obstacle = isUnreachable ? await obstacleTo(url, host, signal) : undefined;
  yield reportOf(existence, image, credential, obstacle);
}

function reportOf(
  existence: Existence,
  image: ExaminedImage,
  credential: Credential | undefined,
  obstacle: Obstacle | undefined,
): Report {
  const { name, registry, isWanted, from } = image;
  const access = credential === undefined ? "without credentials" : `with the credentials of ${credential.source}`;
  if (existence.state === "present") return { status: "ok", message: `it has ${name}, ${access}` };
  if (existence.state === "absent") {
    if (!isWanted) return { status: "ok", message: `it answers, ${access}` };
    const fix = `build and push the image, or correct its name in ${from}`;
    return { status: "warning", message: `it answers, ${access}, but has no image ${name}`, fix };
  }
  const { reason, message } = existence;
  const common = { code: reason, message: message.split("; ", 1)[0]! };
  switch (reason) {
    case "registry_unauthorized":
    case "registry_forbidden": {
      const login = `run docker login ${registry} or podman login ${registry}`;
      if (!isWanted) {
        return { status: "warning", ...common, fix: `${login}, if your images are private` };
      }
      return { status: "failed", ...common, fix: login };
    }
    case "registry_rate_limited":
      return { status: "warning", ...common, fix: `wait, or run docker login ${registry} for a higher limit` };
    case "credential_helper_missing":
    case "credential_helper_failed":
    case "credentials_malformed": {
      const advice = message.split("; ").slice(1).join("; ");
      return { status: "failed", ...common, fix: advice || `correct the file with the credentials of ${registry}` };
    }
    default: {
      const what = obstacle === undefined ? common : { ...common, message: obstacle.message };
      return { status: "failed", ...what, fix: obstacle?.fix ?? fixOf(obstacle, image) };
    }
  }
}

function fixOf(obstacle: Obstacle | undefined, { registry, from }: ExaminedImage): string {
  switch (obstacle?.kind) {
    case "certificate":
      return `install the CA of ${registry} on this machine`;
    case "tls":
      return `allow the builder to use ${registry} without TLS (insecureRegistries), or check the port in ${from}`;
    case "port":
      return `start the registry or its port-forward, or correct the port in ${from}`;
    default:
      return `check ${registry} in ${from}, and the network`;
  }
}
