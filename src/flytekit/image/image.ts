/**
 * One container image and the name by which tasks refer to it.
 *
 * @module
 */
import { BOOLEAN, checkArgument, checkOptions, type OptionChecks, STRING } from "../../arguments.ts";
import { FlyteConfigError, type Issue, makeIssue } from "../../errors.ts";
import type { JsonObject } from "../../python/json_value.ts";
import { quoted } from "../../text/quote.ts";
import { MASK, redact } from "../../text/redact.ts";
import { assignFields, WireRecord } from "../../wire/record.ts";
import { CHECKED_INIT, type WireField } from "../../wire/field.ts";
import { type WireSchema, wireSchema } from "../../wire/schema.ts";
import { checkDigest, checkTag, commonMistake, findInvalidPart } from "../../oci/reference_grammar.ts";
import { hasTagAndDigest, IMAGE_FIELDS } from "../wire_fields.ts";

/** Name of the image that tasks run in unless they name another. Python: `DEFAULT_IMAGE_NAME`. */
export const DEFAULT_IMAGE_NAME = "default";

/** Fields of {@linkcode Image}. */
export interface ImageInit {
  /** Name by which tasks refer to the image. */
  readonly name: string;
  /** Registry and repository, without tag and digest: the "fully qualified name". */
  readonly fqn: string;
  /** Tag; excludes `digest`. */
  readonly tag?: string | null | undefined;
  /** Digest; excludes `tag`. */
  readonly digest?: string | null | undefined;
}

/** Options of {@linkcode Image.lookUpImageInfo}. */
export interface LookUpImageOptions {
  /**
   * Whether an image name may have neither a tag nor a digest.
   *
   * @default false
   */
  readonly allowNoTagOrDigest?: boolean | undefined;
}

const LOOK_UP = "Image.lookUpImageInfo";
const LOOK_UP_USAGE = `${LOOK_UP}(name, identifier)`;
const LOOK_UP_CHECKS: OptionChecks<LookUpImageOptions> = {
  allowNoTagOrDigest: BOOLEAN,
};

/**
 * A container image with the name by which tasks refer to it. Immutable.
 *
 * Python: `flytekit.configuration.Image`.
 *
 * @example
 * ```ts
 * import { Image } from "@flyte-ts/config/image";
 *
 * const image = Image.lookUpImageInfo("spark", "ghcr.io/acme/spark:v3");
 * console.log(image.fqn, image.version); // ghcr.io/acme/spark v3
 * console.log(image.withTag("v4").full); // ghcr.io/acme/spark:v4
 * ```
 */
export class Image extends WireRecord<ImageInit> {
  /** Name of the class, also in minified code. */
  static override readonly name = "Image";
  private static readonly fields: readonly WireField[] = IMAGE_FIELDS;

  /** Name by which tasks refer to the image. */
  declare readonly name: string;
  /** Registry and repository, without tag and digest (but see {@linkcode Image.lookUpImageInfo}). */
  declare readonly fqn: string;
  /** Tag, if that is what pins the image. */
  declare readonly tag: string | undefined;
  /** Digest, if that is what pins the image. */
  declare readonly digest: string | undefined;

  /**
   * Creates an image from its parts. They are not checked against the grammar of image references; see `issues`.
   *
   * @param init – The fields.
   * @param unknownFields – Fields that came over the wire and that this version does not know.
   * @throws {FlyteConfigError} `tag_and_digest` – when the image has both a tag and a digest.
   * @throws {FlyteConfigError} `wrong_shape` – when a field is missing or has the wrong type.
   * @throws {FlyteConfigError} `invalid_option` – when there is no field of a name.
   */
  constructor(init: ImageInit, unknownFields?: JsonObject) {
    super(unknownFields);
    if (unknownFields === CHECKED_INIT) {
      // By hand, which is faster: a context may have thousands of images.
      this.name = init.name;
      this.fqn = init.fqn;
      this.tag = init.tag ?? undefined;
      this.digest = init.digest ?? undefined;
    } else assignFields(this, init, unknownFields);
    if (hasTagAndDigest(this)) throw tagAndDigest(this);
    Object.freeze(this);
  }

  /** Standard Schema of the wire object. Python: `Image.schema()`. */
  static get schema(): WireSchema<Image> {
    return wireSchema(Image);
  }

  /**
   * Splits an image name into an image, as permissively as flytekit: at the last `@`, or else at the last `:` that no
   * slash follows. So `repo:tag@sha256:…` keeps `repo:tag` as `fqn`. Invalid references are accepted and reported in
   * `issues`. Unlike flytekit, never reads a file: files of image specifications are left to the image builder.
   *
   * Python: `flytekit.configuration.Image.look_up_image_info`.
   *
   * @param name – Name by which tasks refer to the image.
   * @param identifier – The image name, such as `ghcr.io/acme/app:v1`.
   * @param options – Whether the tag or digest may be missing.
   * @returns The image.
   * @throws {FlyteConfigError} `missing_tag_or_digest` – when there is neither a tag nor a digest, unless
   *   `allowNoTagOrDigest` is set.
   * @throws {FlyteConfigError} `invalid_argument`, `invalid_option` – when an argument or option has the wrong type.
   */
  static lookUpImageInfo(
    name: string,
    identifier: string,
    options: LookUpImageOptions = {},
  ): Image {
    checkArgument(LOOK_UP, "name", name, STRING, LOOK_UP_USAGE);
    checkArgument(LOOK_UP, "identifier", identifier, STRING, LOOK_UP_USAGE);
    checkOptions(LOOK_UP, options, LOOK_UP_CHECKS, LOOK_UP_USAGE);
    const image = new Image({ name, ...splitImageName(identifier) });
    if (!options.allowNoTagOrDigest && image.tag === undefined && image.digest === undefined) {
      throw new FlyteConfigError(
        "missing_tag_or_digest",
        identifier === ""
          ? `image ${quoted(name)}: the image name is empty; write for example "ghcr.io/acme/app:v1"`
          : `image ${quoted(name)}: ${quoted(identifier, 300)} has neither a tag nor a digest; ${
            commonMistake(identifier) ?? `write for example ${quoted(example(identifier), 300)}`
          }`,
      );
    }
    return image;
  }

  /**
   * Image name: `fqn@digest` or `fqn:tag`. With neither, it is `fqn:None`, as in flytekit; `issues` reports that.
   *
   * Python: `full`.
   */
  get full(): string {
    return this.digest ? `${this.fqn}@${this.digest}` : `${this.fqn}:${this.tag ?? "None"}`;
  }

  /** Digest, or else tag; `undefined` if there is neither. Python: `version`. */
  get version(): string | undefined {
    return this.digest || this.tag;
  }

  /** An `@` that does not precede a digest ends a user and password, which are masked. */
  protected override shown(): object {
    return redact(this.full) === this.full ? this : { ...this, fqn: MASK };
  }

  /** Reasons why a registry would refuse the image: no tag or digest, or an invalid reference. */
  get issues(): readonly Issue[] {
    const { name, full } = this;
    const isPinned = this.version !== undefined;
    const reference = isPinned ? full : this.fqn;
    const invalidPart = findInvalidPart(reference);
    const issues: Issue[] = [];
    const add = (code: Issue["code"], what: string) => issues.push(makeIssue(code, `image ${quoted(name)}: ${what}`));
    if (!isPinned) {
      add("missing_tag_or_digest", `neither tag nor digest is set, so Flyte will use ${quoted(full, 300)}`);
    }
    if (invalidPart !== undefined) {
      add(
        "invalid_reference",
        `${quoted(full, 300)} is not an image reference: ${
          commonMistake(reference) ?? `its ${invalidPart} is invalid`
        }`,
      );
    }
    return issues;
  }

  /**
   * Returns the image with another tag. A digest is removed.
   *
   * @param tag – The tag.
   * @returns The changed copy.
   * @throws {FlyteConfigError} `reference_tag_invalid` – when no registry accepts the tag.
   * @throws {FlyteConfigError} `invalid_argument` – when the tag is not a string.
   */
  withTag(tag: string): Image {
    checkTag("Image.withTag", tag);
    return this.with({ tag, digest: undefined });
  }

  /**
   * Returns the image with another digest. A tag is removed.
   *
   * @param digest – The digest, such as `sha256:` and 64 hexadecimal digits.
   * @returns The changed copy.
   * @throws {FlyteConfigError} `reference_digest_invalid`, `reference_digest_unsupported`, `reference_digest_length` –
   *   when the digest is invalid.
   * @throws {FlyteConfigError} `invalid_argument` – when the digest is not a string.
   */
  withDigest(digest: string): Image {
    checkDigest("Image.withDigest", digest, false);
    return this.with({ tag: undefined, digest });
  }
}

/** Returns the image name with a tag, or another name if it contains a secret: with a tag, that might not be redacted. */
function example(imageName: string): string {
  return `${redact(imageName) === imageName ? imageName : "ghcr.io/acme/app"}:latest`;
}

function splitImageName(imageName: string): Pick<ImageInit, "fqn" | "tag" | "digest"> {
  const at = imageName.lastIndexOf("@");
  if (at >= 0) return { fqn: imageName.slice(0, at), digest: imageName.slice(at + 1) };
  const colon = imageName.lastIndexOf(":");
  if (colon < 0 || imageName.includes("/", colon)) return { fqn: imageName };
  return { fqn: imageName.slice(0, colon), tag: imageName.slice(colon + 1) };
}

function tagAndDigest({ name, tag, digest }: Image): FlyteConfigError {
  return new FlyteConfigError(
    "tag_and_digest",
    `image ${quoted(name)} has both the tag ${quoted(tag!)} and the digest ${quoted(digest!)}; remove one of them`,
  );
}
