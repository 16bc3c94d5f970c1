/**
 * What a changed copy of an image is.
 *
 * @module
 */
import { BOOLEAN, checkOptions, OBJECT, type OptionChecks, STRING } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { PYTHON_VERSION, SECRET, STRINGS } from "./checks.ts";
import { listed } from "./image_fields.ts";
import type { CloneOptions, ImageState } from "./image_state.ts";
import { parsePythonVersion } from "./python_version.ts";
import { Secret } from "./secret.ts";

const CHECKS: OptionChecks<CloneOptions> = {
  registry: STRING,
  registrySecret: SECRET,
  name: STRING,
  baseImage: STRING,
  pythonVersion: PYTHON_VERSION,
  addlLayer: OBJECT,
  extendable: BOOLEAN,
  platform: STRINGS,
};

/** The fields of a copy. Throws as `Image.clone` says. */
export function cloned(image: ImageState, changes: CloneOptions): ImageState {
  checkOptions("Image.clone", changes, CHECKS, 'clone({ name: "app", extendable: true })');
  const { addlLayer, platform, extendable, registrySecret } = changes;
  const name = changes.name || image.name;
  if (addlLayer != null) checkExtendable(image, name);
  return {
    baseImage: changes.baseImage || image.baseImage,
    dockerfile: image.dockerfile,
    registry: changes.registry || image.registry,
    name,
    platform: !platform || platform.length === 0 ? image.platform : listed(platform),
    pythonVersion: parsePythonVersion(changes.pythonVersion) ?? image.pythonVersion,
    extendable: extendable ?? image.extendable,
    isCloned: true,
    refName: image.refName,
    layers: addlLayer == null ? image.layers : [...image.layers, addlLayer],
    imageRegistrySecret: secretOf(registrySecret) ?? image.imageRegistrySecret,
  };
}

function checkExtendable({ extendable, dockerfile }: ImageState, name: string | undefined): void {
  if (dockerfile !== undefined) {
    throw new FlyteConfigError(
      "image_is_dockerfile",
      `no layer can be added to an image of a Dockerfile: nobody knows what is in it. Change ${
        JSON.stringify(dockerfile)
      } itself`,
    );
  }
  if (!extendable) {
    throw new FlyteConfigError(
      "image_not_extendable",
      "no layer can be added to this image: clone it first, with extendable: true and a name",
    );
  }
  if (!name) {
    throw new FlyteConfigError(
      "image_unnamed",
      "no layer can be added to an image without a name: clone it first, with a name",
    );
  }
}

function secretOf(secret: string | Secret | undefined): Secret | undefined {
  if (secret == null || secret === "" || secret instanceof Secret) return secret || undefined;
  return new Secret(secret);
}
