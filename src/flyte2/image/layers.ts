/**
 * The layers of images. Paths are as Python's `Path` writes them; what is not set is `undefined`.
 *
 * @module
 */
import type {
  AptPackages,
  PipPackages,
  PixiProject,
  PoetryProject,
  PythonWheels,
  Requirements,
  SecretMounts,
  UVProject,
  UVScript,
} from "./install_layers.ts";

/** A platform that an image can be built for. flyte: `Architecture`. */
export type Architecture = "linux/amd64" | "linux/arm64";

/** Version of Python, such as `[3, 12]`. */
export type PythonVersion = readonly [major: number, minor: number];

/** Which source files a code bundle has: those of modules that a running Python has loaded, or all. */
export type CodeBundleStyle = "loaded_modules" | "all";

/** Commands of a shell. flyte: `Commands`. */
export interface Commands {
  /** Tells the layers apart. */
  readonly type: "Commands";
  /** The commands; each is an instruction of its own. */
  readonly commands: readonly string[];
  /** Secrets that are there while they run. */
  readonly secretMounts?: SecretMounts | undefined;
}

/** The working directory. flyte: `WorkDir`. */
export interface WorkDir {
  /** Tells the layers apart. */
  readonly type: "WorkDir";
  /** Path in the image. */
  readonly workdir: string;
}

/** A `.dockerignore`. flyte: `DockerIgnore`. */
export interface DockerIgnore {
  /** Tells the layers apart. */
  readonly type: "DockerIgnore";
  /** Path of the file. */
  readonly path: string;
}

/** A file or folder. flyte: `CopyConfig`. */
export interface CopyConfig {
  /** Tells the layers apart. */
  readonly type: "CopyConfig";
  /** 0 for a file, 1 for a folder. */
  readonly pathType: 0 | 1;
  /** Path on the machine. */
  readonly src: string;
  /** Path in the image; relative ones start at the working directory. */
  readonly dst: string;
}

/** The source code of what runs, decided when it runs. flyte: `CodeBundleLayer`. */
export interface CodeBundleLayer {
  /** Tells the layers apart. */
  readonly type: "CodeBundleLayer";
  /** Which files. */
  readonly copyStyle: CodeBundleStyle;
  /** Path in the image; relative ones start at the working directory. */
  readonly dst: string;
  /** Path of the folder with the source code, once that is known. */
  readonly rootDir?: string | undefined;
}

/** Environment variables. flyte: `Env`. */
export interface Env {
  /** Tells the layers apart. */
  readonly type: "Env";
  /** Names and values. */
  readonly envVars: readonly (readonly [name: string, value: string])[];
}

/** Lines of a Dockerfile, in Debian images only. flyte: `_DockerLines`. */
export interface DockerLines {
  /** Tells the layers apart. */
  readonly type: "_DockerLines";
  /** The lines. */
  readonly lines: readonly string[];
}

/** A layer of an image. flyte: `Layer`. */
export type Layer =
  | PipPackages
  | Requirements
  | PythonWheels
  | UVProject
  | PoetryProject
  | PixiProject
  | UVScript
  | AptPackages
  | Commands
  | WorkDir
  | DockerIgnore
  | CopyConfig
  | CodeBundleLayer
  | Env
  | DockerLines;

/** Name of a type of layers, as in flyte. */
export type LayerType = Layer["type"];

/** The layer of a type. */
export type LayerOf<T extends LayerType> = Extract<Layer, { readonly type: T }>;
