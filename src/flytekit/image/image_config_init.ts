/**
 * What a configuration of images can be made of.
 *
 * @module
 */
import type { FileUrl } from "../../settings/file/given_file.ts";
import type { Mode } from "../../settings/file/open.ts";
import type { Host } from "../../runtime/host.ts";
import type { NamedText } from "../../formats/config_document.ts";
import type { DefaultImageOptions } from "./default_images.ts";
import type { Image } from "./image.ts";

/** What {@linkcode ImageConfig} is made of. */
export interface ImageConfigInit {
  /** Image of tasks that name none. */
  readonly defaultImage?: Image | null | undefined;
  /** Images that tasks can name. `createFrom` and what builds on it list the default image here as well. */
  readonly images?: readonly Image[] | null | undefined;
}

/** What {@linkcode ImageConfig.from} takes. */
export interface ImageConfigSources {
  /** Identifier of the default image; needs a tag or digest. */
  readonly imgName?: string | undefined;
  /** Identifiers of further images by name; they need no tag or digest. */
  readonly images?: Readonly<Record<string, string>> | undefined;
}

/** What {@linkcode ImageConfig.auto} takes. */
export interface ImageConfigAutoOptions extends ImageConfigSources {
  /** The configuration file: its path, its `file:` URL, or its name and text. If left out, it is searched for. */
  readonly file?: string | FileUrl | NamedText | undefined;
  /** The machine. Default: the one this runs on. */
  readonly host?: Host | undefined;
  /** How to read the file. Default: `strict`. */
  readonly mode?: Mode | undefined;
}

/** What {@linkcode ImageConfig.autoDefaultImage} takes. */
export type AutoDefaultImageOptions = DefaultImageOptions & Pick<ImageConfigAutoOptions, "file" | "host">;
