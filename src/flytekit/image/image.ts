/**
 * One container image, as Flyte names it.
 *
 * @module
 */
import { BOOLEAN, checkArgument, checkOptions, type OptionChecks, STRING } from "../../arguments.ts";
import { FlyteConfigError, type Issue, makeIssue } from "../../errors.ts";
import { quoted } from "../../text/quote.ts";
import { MASK, redact } from "../../text/redact.ts";
import { fill, WireRecord } from "../../wire/record.ts";
import { CHECKED_INIT, type Extra, type WireRow } from "../../wire/row.ts";
import { type WireSchema, wireSchema } from "../../wire/schema.ts";
import { checkDigest, checkTag, commonMistake, findInvalidPart } from "../../oci/reference_grammar.ts";

/** Name of the image that tasks run in when they do not name one. flytekit: `DEFAULT_IMAGE_NAME`. */
export const DEFAULT_IMAGE_NAME = "default";

/** What {@linkcode Image} is made of. */
export interface ImageInit {
  /** Name by which tasks ask for the image. */
  readonly name: string;
  /** Registry and repository, without tag and digest. */
  readonly fqn: string;
  /** Tag; excludes `digest`. */
  readonly tag?: string | null | undefined;
  /** Digest; excludes `tag`. */
  readonly digest?: string | null | undefined;
}

/** Options of {@linkcode Image.lookUpImageInfo}. */
export interface LookUpImageOptions {
  /** Accept an identifier without tag and digest. Default: `false`. */
  readonly allowNoTagOrDigest?: boolean | undefined;
}

const LOOK_UP = "Image.lookUpImageInfo";
const LOOK_UP_USAGE = `${LOOK_UP}(name, identifier)`;
const LOOK_UP_CHECKS: OptionChecks<LookUpImageOptions> = { allowNoTagOrDigest: BOOLEAN };

/**
 * A container image under a name. flytekit: `Image`. Immutable.
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
  /** Name of the class, also where a bundler has shortened it. */
  static override readonly name = "Image";
  /** The fields on the wire. */
  static readonly rows: readonly WireRow[] = [
    ["name", "name", "string", "required"],
    ["fqn", "fqn", "string", "required"],
    ["tag", "tag", "string", "optional"],
    ["digest", "digest", "string", "optional"],
  ] satisfies readonly WireRow<keyof ImageInit>[];

  /** Name by which tasks ask for the image. */
  declare readonly name: string;
  /** Registry and repository, without tag and digest (but see `lookUpImageInfo`). */
  declare readonly fqn: string;
  /** Tag, if that is what pins the image. */
  declare readonly tag: string | undefined;
  /** Digest, if that is what pins the image. */
  declare readonly digest: string | undefined;

  /** Makes an image of its parts, unchecked but for `tag_and_digest`: it has one or the other or neither. */
  constructor(init: ImageInit, extra?: Extra) {
    super(extra);
    if (extra === CHECKED_INIT) {
      // By hand, which is faster: a context may have thousands of images.
      this.name = init.name;
      this.fqn = init.fqn;
      this.tag = init.tag ?? undefined;
      this.digest = init.digest ?? undefined;
    } else fill(this, init, extra);
    if (this.tag !== undefined && this.digest !== undefined) {
      throw new FlyteConfigError(
        "tag_and_digest",
        `image ${quoted(this.name)} has the tag ${quoted(this.tag)} and the digest ${
          quoted(this.digest)
        }; give one of them`,
      );
    }
    Object.freeze(this);
  }

  /** Schema of the wire object. flytekit: `Image.schema()`. */
  static get schema(): WireSchema<Image> {
    return wireSchema(Image);
  }

  /**
   * Splits an identifier into an image, as permissively as flytekit: at the last `@`, or else at the last `:` that no
   * slash follows. So `repo:tag@sha256:…` keeps `repo:tag` as `fqn`. What is not a valid reference is not refused but
   * told in `issues`. Unlike flytekit, never reads a file: an ImageSpec file is for the image builder to look up.
   *
   * flytekit: `Image.look_up_image_info`. Throws `missing_tag_or_digest` unless `allowNoTagOrDigest`.
   */
  static lookUpImageInfo(name: string, identifier: string, options: LookUpImageOptions = {}): Image {
    checkArgument(LOOK_UP, "name", name, STRING, LOOK_UP_USAGE);
    checkArgument(LOOK_UP, "identifier", identifier, STRING, LOOK_UP_USAGE);
    checkOptions(LOOK_UP, options, LOOK_UP_CHECKS, LOOK_UP_USAGE);
    const image = new Image({ name, ...splitIdentifier(identifier) });
    if (!options.allowNoTagOrDigest && image.tag === undefined && image.digest === undefined) {
      throw new FlyteConfigError(
        "missing_tag_or_digest",
        `image ${quoted(name)}: ${quoted(identifier, 300)} has neither a tag nor a digest; ${
          commonMistake(identifier) ?? `write for example ${quoted(example(identifier), 300)}`
        }`,
      );
    }
    return image;
  }

  /**
   * The whole identifier: `fqn@digest`, or `fqn:tag`. flytekit: `Image.full`, also in that an image with neither gives
   * `fqn:None`, which `issues` tells.
   */
  get full(): string {
    return this.digest ? `${this.fqn}@${this.digest}` : `${this.fqn}:${this.tag ?? "None"}`;
  }

  /** What pins the image: its digest, else its tag. flytekit: `Image.version`. */
  get version(): string | undefined {
    return this.digest || this.tag;
  }

  /** An `@` that is before no digest ends a user and a password, which are in the name then. */
  protected override shown(): object {
    return redact(this.full) === this.full ? this : { ...this, fqn: MASK };
  }

  /** What a registry would object to: no version, or a reference that `parseReference` would refuse. */
  get issues(): readonly Issue[] {
    const { name, full } = this;
    const isPinned = this.version !== undefined;
    const reference = isPinned ? full : this.fqn;
    const fault = findInvalidPart(reference);
    const issues: Issue[] = [];
    const add = (code: Issue["code"], what: string) => issues.push(makeIssue(code, `image ${quoted(name)}: ${what}`));
    if (!isPinned) add("missing_tag_or_digest", `has no tag and no digest: Flyte will ask for ${quoted(full, 300)}`);
    if (fault !== undefined) {
      add(
        "invalid_reference",
        `${quoted(full, 300)} is not an image reference: ${commonMistake(reference) ?? `its ${fault} is invalid`}`,
      );
    }
    return issues;
  }

  /**
   * The same image with this tag in place of its tag or digest. Throws `reference_tag_invalid` for a tag that no registry
   * accepts, and `invalid_argument` for what is no string.
   */
  withTag(tag: string): Image {
    checkTag("Image.withTag", tag);
    return this.with({ tag, digest: undefined });
  }

  /**
   * The same image with this digest in place of its tag or digest. Throws `reference_digest_invalid`,
   * `reference_digest_unsupported` and `reference_digest_length`, and `invalid_argument` for what is no string.
   */
  withDigest(digest: string): Image {
    checkDigest("Image.withDigest", digest, false);
    return this.with({ tag: undefined, digest });
  }
}

/** The identifier with a tag; another one where it has a secret, which the tag would keep from being seen as such. */
function example(identifier: string): string {
  return `${redact(identifier) === identifier ? identifier : "ghcr.io/acme/app"}:latest`;
}

function splitIdentifier(identifier: string): Pick<ImageInit, "fqn" | "tag" | "digest"> {
  const at = identifier.lastIndexOf("@");
  if (at >= 0) return { fqn: identifier.slice(0, at), digest: identifier.slice(at + 1) };
  const colon = identifier.lastIndexOf(":");
  if (colon < 0 || identifier.includes("/", colon)) return { fqn: identifier };
  return { fqn: identifier.slice(0, colon), tag: identifier.slice(colon + 1) };
}
