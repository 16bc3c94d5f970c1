/**
 * The fields of layers: their names, what they hold, what they are if nobody says, and whether they count in the hash.
 *
 * @module
 */
import type { LayerOf, LayerType } from "./layers.ts";

/** What a field holds. */
export type LayerFieldKind =
  | "text"
  | "texts"
  | "flag"
  | "path"
  | "pathOrNone"
  | "pairs"
  | "secrets"
  | "installMode"
  | "bundleStyle"
  | "pathType";

/** A field of a layer. */
export interface LayerRow<K extends PropertyKey = string> {
  /** Name in TypeScript. */
  readonly key: K;
  /** Name in flyte. */
  readonly wire: string;
  /** What it holds. */
  readonly kind: LayerFieldKind;
  /** The value if nobody gives one. */
  readonly default?: string | boolean;
  /** Whether somebody must give one. */
  readonly isRequired?: true;
  /** Whether it does not count in the hash itself; what is at a path may. */
  readonly isUnhashed?: true;
  /** Whether it is the content of a file, which nobody wants to see whole. */
  readonly isContent?: true;
}

type PipKey = "indexUrl" | "extraIndexUrls" | "pre" | "extraArgs" | "secretMounts";

const SECRETS: LayerRow<"secretMounts"> = { key: "secretMounts", wire: "secret_mounts", kind: "secrets" };
const EXTRA_ARGS: LayerRow<"extraArgs"> = { key: "extraArgs", wire: "extra_args", kind: "text" };
const INSTALL_MODE: LayerRow<"projectInstallMode"> = {
  key: "projectInstallMode",
  wire: "project_install_mode",
  kind: "installMode",
  default: "dependencies_only",
  isUnhashed: true,
};
const PYPROJECT: LayerRow<"pyproject"> = {
  key: "pyproject",
  wire: "pyproject",
  kind: "path",
  isRequired: true,
  isUnhashed: true,
};
const PIP: readonly LayerRow<PipKey>[] = [
  { key: "indexUrl", wire: "index_url", kind: "text" },
  { key: "extraIndexUrls", wire: "extra_index_urls", kind: "texts" },
  { key: "pre", wire: "pre", kind: "flag", default: false },
  EXTRA_ARGS,
  SECRETS,
];

type Rows<T extends LayerType> = readonly LayerRow<Exclude<keyof LayerOf<T>, "type">>[];

/** The fields of each type of layers. */
export const LAYER_ROWS: { readonly [T in LayerType]: Rows<T> } = {
  PipPackages: [...PIP, { key: "packages", wire: "packages", kind: "texts" }],
  Requirements: [...PIP, { key: "file", wire: "file", kind: "path", isRequired: true, isUnhashed: true }],
  PythonWheels: [
    ...PIP,
    { key: "wheelDir", wire: "wheel_dir", kind: "path", isRequired: true, isUnhashed: true },
    { key: "packageName", wire: "package_name", kind: "text", isRequired: true, isUnhashed: true },
    { key: "isOptional", wire: "is_optional", kind: "flag", default: false, isUnhashed: true },
  ],
  UVProject: [
    ...PIP,
    PYPROJECT,
    { key: "uvlock", wire: "uvlock", kind: "pathOrNone", isUnhashed: true },
    INSTALL_MODE,
  ],
  PoetryProject: [
    PYPROJECT,
    { key: "poetryLock", wire: "poetry_lock", kind: "path", isRequired: true, isUnhashed: true },
    EXTRA_ARGS,
    SECRETS,
    INSTALL_MODE,
  ],
  PixiProject: [
    { key: "manifest", wire: "manifest", kind: "path", isRequired: true, isUnhashed: true },
    { key: "pixiLock", wire: "pixi_lock", kind: "pathOrNone", isUnhashed: true },
    { key: "environment", wire: "environment", kind: "text", default: "default" },
    EXTRA_ARGS,
    SECRETS,
    INSTALL_MODE,
  ],
  UVScript: [
    ...PIP,
    { key: "script", wire: "script", kind: "path", isRequired: true, isUnhashed: true },
    { key: "text", wire: "text", kind: "text", isUnhashed: true, isContent: true },
  ],
  AptPackages: [{ key: "packages", wire: "packages", kind: "texts", isRequired: true }, SECRETS],
  Commands: [{ key: "commands", wire: "commands", kind: "texts", isRequired: true }, SECRETS],
  WorkDir: [{ key: "workdir", wire: "workdir", kind: "text", isRequired: true }],
  DockerIgnore: [{ key: "path", wire: "path", kind: "path", isRequired: true, isUnhashed: true }],
  CopyConfig: [
    { key: "pathType", wire: "path_type", kind: "pathType", isRequired: true, isUnhashed: true },
    { key: "src", wire: "src", kind: "path", isRequired: true, isUnhashed: true },
    { key: "dst", wire: "dst", kind: "text", isRequired: true },
  ],
  CodeBundleLayer: [
    { key: "copyStyle", wire: "copy_style", kind: "bundleStyle", isRequired: true },
    { key: "dst", wire: "dst", kind: "text", default: "." },
    { key: "rootDir", wire: "root_dir", kind: "path", isUnhashed: true },
  ],
  Env: [{ key: "envVars", wire: "env_vars", kind: "pairs", isRequired: true }],
  _DockerLines: [{ key: "lines", wire: "lines", kind: "texts", isRequired: true }],
};

/** The fields of a type, which need not be known. */
export function rowsOf(type: LayerType): readonly LayerRow[] {
  return LAYER_ROWS[type];
}

/** Whether there are layers of a type. */
export function isLayerType(type: unknown): type is LayerType {
  return typeof type === "string" && Object.hasOwn(LAYER_ROWS, type);
}
