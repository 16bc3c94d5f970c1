/**
 * What images can start from.
 *
 * @module
 */
import type { NamedText } from "../../formats/config_document.ts";
import type { ImageSettings } from "./image_state.ts";
import type { PipOptions } from "./layer_options.ts";
import type { Architecture } from "./layers.ts";
import type { PythonVersionInput } from "./python_version.ts";
import type { Secret } from "./secret.ts";

/** What images have in common that start from one of flyte's. */
export interface FromShared {
  /** Registry to push to. Default: that of the configuration, if one is given. */
  readonly registry?: string | undefined;
  /** Secret for the registry; counts only together with a registry or a name. Default: none. */
  readonly registrySecret?: string | Secret | undefined;
  /** Version of Python, such as `[3, 12]` or `"3.12"`. flyte takes that of the Python it runs in; here, it must be said. */
  readonly pythonVersion: PythonVersionInput;
  /** Platforms. Default: both. */
  readonly platform?: Architecture | readonly Architecture[] | undefined;
  /** The configuration. flyte looks for one; here, it must be given to count. */
  readonly config?: ImageSettings | undefined;
}

/** What `Image.fromDebianBase` takes. */
export type FromDebianBaseOptions =
  & FromShared
  & {
    /** Name to use in place of `flyte`. */
    readonly name?: string | undefined;
  }
  & (
    | {
      /** Version of flyte. In Python it is that of the package; here, it must be said. */
      readonly flyteVersion: string;
      /** Whether flyte is in the image. Default: `true`. */
      readonly installFlyte?: true | undefined;
    }
    | {
      /** Not needed without flyte. */
      readonly flyteVersion?: string | undefined;
      /** Whether flyte is in the image. */
      readonly installFlyte: false;
    }
  );

/** What `Image.fromUvScript` takes. */
export interface FromUvScriptOptions extends FromShared, PipOptions {
  /** Name of the image. */
  readonly name: string;
}

/** A script: its path, or its name and text. */
export type Script = string | NamedText;

/** What `Image.fromDockerfile` takes. */
export interface FromDockerfileOptions {
  /** Registry to push to. */
  readonly registry: string;
  /** Name of the image. */
  readonly name: string;
  /** Platforms. Default: `linux/amd64`. */
  readonly platform?: Architecture | readonly Architecture[] | undefined;
}
