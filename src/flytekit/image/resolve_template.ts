/**
 * Replaces image templates such as `{{.image.trainer.fqn}}:{{.image.trainer.version}}` by the images they stand for.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { closest, didYouMean } from "../../text/closest.ts";
import { quoted } from "../../text/quote.ts";
import type { Image } from "./image.ts";

/** The images that templates refer to. */
export interface TemplateImages {
  /** The image of tasks that name none, and whose version stands in for that of an image without one. */
  readonly defaultImage: Image | undefined;
  /** Further images by name. */
  readonly images: readonly Image[] | undefined;
}

/** Letters that Python's `re.IGNORECASE` takes for `i`, `s` and `k`, besides those of ASCII. */
const [I, S, NAME] = ["[iIİı]", "[sSſ]", "[\\w\\-İıſ\u212a]"];
/** Whitespace as Python's `\s` has it: not that of JavaScript. */
const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const TEMPLATE = `\\{\\{${SPACE}*\\.${I}[mM][aA][gG][eE]${S}?\\.(${NAME}+)(?:\\.(${NAME}+))?${SPACE}*\\}\\}`;

/** Implements {@linkcode ImageConfig.resolveTemplate}. */
export function resolveTemplate(template: string | undefined, images: TemplateImages): string {
  if (template === undefined || template === "") {
    const { defaultImage } = images;
    if (defaultImage === undefined) {
      throw templateError("image_not_configured", "no template was given and there is no default image");
    }
    return pinned(defaultImage);
  }
  let resolved = template;
  for (const [whole, name = "", attribute = ""] of template.matchAll(new RegExp(TEMPLATE, "g"))) {
    const image = named(name, whole, images);
    if (attribute === "version") resolved = withVersion(resolved, whole, image, images);
    else if (attribute === "fqn") resolved = resolved.replaceAll(whole, () => image.fqn);
    else if (attribute === "") resolved = resolved.replaceAll(whole, () => pinned(image));
    else {
      const what = `${quoted(whole)}: unknown attribute ${quoted(attribute)}`;
      const meant = didYouMean(closest(attribute, ["fqn", "version"])) || "; write fqn or version, or leave it out";
      throw templateError("image_template_invalid", what + meant);
    }
  }
  return resolved;
}

/** A digest is joined by `@`, whatever the template joins the version by. */
function withVersion(text: string, whole: string, image: Image, { defaultImage }: TemplateImages): string {
  const version = image.version ?? defaultImage?.version;
  if (version === undefined) throw unpinned(image);
  if (!version.includes(":")) return text.replaceAll(whole, () => version);
  const joined = `:${whole}`;
  return text.includes(joined) ? text.replaceAll(joined, () => `@${version}`) : text.replaceAll(whole, () => version);
}

function named(name: string, whole: string, { defaultImage, images = [] }: TemplateImages): Image {
  const all = defaultImage === undefined ? images : [defaultImage, ...images];
  const image = all.find((image) => image.name === name);
  if (image !== undefined) return image;
  const names = [...new Set(all.map((image) => image.name))];
  const meant = didYouMean(closest(name, names)) ||
    (names.length === 0
      ? "; no images are configured"
      : `; configured are ${names.slice(0, 10).map((one) => quoted(one)).join(", ")}`);
  throw templateError("image_not_configured", `${quoted(whole)}: no image is named ${quoted(name)}${meant}`);
}

function pinned(image: Image): string {
  if (image.version === undefined) throw unpinned(image);
  return image.full;
}

function unpinned(image: Image): FlyteConfigError {
  return templateError("missing_tag_or_digest", `image ${quoted(image.name)} has neither a tag nor a digest`);
}

function templateError(
  code: "image_not_configured" | "image_template_invalid" | "missing_tag_or_digest",
  message: string,
): FlyteConfigError {
  return new FlyteConfigError(code, `ImageConfig.resolveTemplate: ${message}`);
}
