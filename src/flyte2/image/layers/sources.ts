/**
 * Layers for files: copied files and directories, the code bundle, and the ignore file.
 *
 * @module
 */
import { BOOLEAN, checkArgument, checkOptions, oneOf, type OptionChecks, STRING } from "../../../arguments.ts";
import { FlyteConfigError } from "../../../errors.ts";
import { hashContent } from "../../../files/hash_files.ts";
import { statPath } from "../../../files/walk.ts";
import { pathName } from "../../../python/paths.ts";
import { quoted } from "../../../text/quote.ts";
import { choiceKind, PATH_KIND, STRING_KIND } from "../fields.ts";
import { hashSource, requireDirectory, requireFile } from "./files.ts";
import { invalidLayer, type LayerDefinition, makeLayer, STRINGS } from "./layer.ts";

/** A copied file or directory. Python: `flyte._image.CopyConfig`. */
export interface CopyConfig {
  /** The type of the layer. */
  readonly type: "CopyConfig";
  /** 0 for a file, 1 for a directory. */
  readonly pathType: 0 | 1;
  /** Path on this machine. */
  readonly src: string;
  /** Path in the image; a relative one starts at the working directory. */
  readonly dst: string;
}

/** The source files of a code bundle: those of the modules that a running Python has loaded, or all. */
export type CodeBundleStyle = "loaded_modules" | "all";

/** The source code of the tasks, determined when they run. Python: `flyte._image.CodeBundleLayer`. */
export interface CodeBundleLayer {
  /** The type of the layer. */
  readonly type: "CodeBundleLayer";
  /** The files of the bundle. */
  readonly copyStyle: CodeBundleStyle;
  /** Path in the image; a relative one starts at the working directory. */
  readonly dst: string;
  /** Path of the directory with the source code, once it is known. */
  readonly rootDir?: string | undefined;
}

/** The `.dockerignore` of an image. Python: `flyte._image.DockerIgnore`. */
export interface DockerIgnore {
  /** The type of the layer. */
  readonly type: "DockerIgnore";
  /** Path of the file. */
  readonly path: string;
}

/** Options of `Image.withSourceFolder`. */
export interface SourceFolderOptions {
  /**
   * Directory in the image.
   *
   * @default one with the same name in the working directory
   */
  readonly dst?: string | undefined;
  /**
   * Whether the content is copied to `dst` itself, by default the working directory.
   *
   * @default `false`
   */
  readonly copyContentsOnly?: boolean | undefined;
}

/** Options of `Image.withSourceFile`. */
export interface SourceFileOptions {
  /**
   * File or, with a slash at its end, directory in the image.
   *
   * @default the working directory
   */
  readonly dst?: string | undefined;
}

/** Options of `Image.withCodeBundle`. */
export interface CodeBundleOptions {
  /**
   * The files of the bundle.
   *
   * @default `loaded_modules`, which only Python can resolve
   */
  readonly copyStyle?: CodeBundleStyle | undefined;
  /**
   * Directory in the image.
   *
   * @default the working directory
   */
  readonly dst?: string | undefined;
}

const FOLDER_CHECKS: OptionChecks<SourceFolderOptions> = { dst: STRING, copyContentsOnly: BOOLEAN };
const FILE_CHECKS: OptionChecks<SourceFileOptions> = { dst: STRING };
const BUNDLE_CHECKS: OptionChecks<CodeBundleOptions> = { copyStyle: oneOf("loaded_modules", "all"), dst: STRING };

/** See {@linkcode CopyConfig}. */
export const copyConfig: LayerDefinition<CopyConfig> = {
  type: "CopyConfig",
  fields: {
    pathType: { kind: choiceKind(0, 1), isRequired: true, isUnhashed: true },
    src: { kind: PATH_KIND, isRequired: true, isUnhashed: true },
    dst: { kind: STRING_KIND, isRequired: true },
  },
  hash: async ({ src, dst }, context) => {
    await hashSource(context, src);
    context.hasher.text(dst);
  },
  validate: ({ pathType, src }, host) => pathType === 1 ? requireDirectory(host, src) : requireFile(host, src),
};

/** See {@linkcode CodeBundleLayer}. */
export const codeBundle: LayerDefinition<CodeBundleLayer> = {
  type: "CodeBundleLayer",
  fields: {
    copyStyle: { kind: choiceKind("loaded_modules", "all"), isRequired: true },
    dst: { kind: STRING_KIND, default: "." },
    rootDir: { kind: PATH_KIND, isUnhashed: true },
  },
  hash: (layer) => Promise.reject(unresolvedBundle(layer)),
};

/** See {@linkcode DockerIgnore}. */
export const dockerIgnore: LayerDefinition<DockerIgnore> = {
  type: "DockerIgnore",
  fields: { path: { kind: PATH_KIND, isRequired: true, isUnhashed: true } },
  hash: async ({ path }, context) => {
    if (await statPath(context.host, path) === undefined) context.hasher.text(path);
    else await hashContent(context.hasher, context.host, path);
  },
  validate: async ({ path }, host) => {
    if ((await statPath(host, path))?.isFile) return;
    throw new FlyteConfigError("file_not_found", `Image.withDockerignore: the file ${quoted(path)} does not exist`);
  },
};

/** The layer of `Image.withSourceFolder`. */
export function sourceFolderLayer(src: string, options: SourceFolderOptions): CopyConfig {
  checkArgument("Image.withSourceFolder", "src", src, STRING);
  checkOptions("Image.withSourceFolder", options, FOLDER_CHECKS);
  const { dst = ".", copyContentsOnly = false } = options;
  return makeLayer(copyConfig, {
    pathType: 1,
    src,
    dst: !copyContentsOnly && dst === "." ? `./${pathName(src)}` : dst,
  });
}

/** The layers of `Image.withSourceFile`. */
export function sourceFileLayers(src: string | readonly string[], options: SourceFileOptions): readonly CopyConfig[] {
  checkArgument("Image.withSourceFile", "src", src, STRINGS);
  checkOptions("Image.withSourceFile", options, FILE_CHECKS);
  const { dst = "." } = options;
  const names = typeof src === "string" ? [] : src.map(pathName);
  const repeated = names.filter((name, index) => names.indexOf(name) < index);
  if (repeated.length > 0) {
    const what = `Image.withSourceFile: several files have the same name and would overwrite each other in ${
      quoted(dst)
    }`;
    throw invalidLayer(`${what}: ${repeated.join(", ")}`);
  }
  return (typeof src === "string" ? [src] : src).map((path) => makeLayer(copyConfig, { pathType: 0, src: path, dst }));
}

/** The layer of `Image.withCodeBundle`. */
export function codeBundleLayer(options: CodeBundleOptions): CodeBundleLayer {
  checkOptions("Image.withCodeBundle", options, BUNDLE_CHECKS);
  const { copyStyle = "loaded_modules", dst } = options;
  return makeLayer(codeBundle, { copyStyle, dst });
}

/** The layer of `Image.withDockerignore`. */
export function dockerIgnoreLayer(path: string): DockerIgnore {
  checkArgument("Image.withDockerignore", "path", path, STRING);
  return makeLayer(dockerIgnore, { path });
}

/** The layer that replaces a code bundle when an image is built with its source code. */
export function resolvedBundle(layer: CodeBundleLayer, rootDir: string): CopyConfig | CodeBundleLayer {
  return layer.copyStyle === "all"
    ? makeLayer(copyConfig, { pathType: 1, src: rootDir, dst: layer.dst })
    : makeLayer(codeBundle, { ...layer, rootDir });
}

/** Why a code bundle cannot be hashed or copied. */
export function unresolvedBundle({ copyStyle, rootDir }: CodeBundleLayer): FlyteConfigError {
  return rootDir === undefined
    ? new FlyteConfigError("code_bundle_unresolved", "the code bundle is not resolved; call resolveCodeBundle first")
    : new FlyteConfigError(
      "loaded_modules_unknown",
      `the files of copyStyle "${copyStyle}" are known only to a running Python; use copyStyle "all"`,
    );
}
