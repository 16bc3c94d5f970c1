/**
 * What `SerializationSettings` and its methods take.
 *
 * @module
 */
import type { Issue } from "../../errors.ts";
import type { ImageConfig } from "../image/image_config.ts";
import type { JsonLimits } from "../../wire/json_text.ts";
import type { FastSerializationSettings } from "./fast_serialization_settings.ts";
import type { ResourceSpec } from "./resources.ts";

/** What {@linkcode SerializationSettings} is made of. */
export interface SerializationSettingsInit {
  /** Images that tasks run in. */
  readonly imageConfig: ImageConfig;
  /** Project to register under. */
  readonly project?: string | null | undefined;
  /** Domain to register under. */
  readonly domain?: string | null | undefined;
  /** Version to register under. */
  readonly version?: string | null | undefined;
  /** Environment variables of the task's container. */
  readonly env?: Readonly<Record<string, string>> | null | undefined;
  /** Resources of tasks that ask for none. */
  readonly defaultResources?: ResourceSpec | null | undefined;
  /** Git repository that the code comes from. */
  readonly gitRepo?: string | null | undefined;
  /** Python interpreter in the container. Default: `DEFAULT_RUNTIME_PYTHON_INTERPRETER`. */
  readonly pythonInterpreter?: string | undefined;
  /** Virtual environment in the container. Default: that of the interpreter. */
  readonly flytekitVirtualenvRoot?: string | null | undefined;
  /** Fast registration. */
  readonly fastSerializationSettings?: FastSerializationSettings | null | undefined;
  /** Root directory of the source code. */
  readonly sourceRoot?: string | null | undefined;
}

/** Options of {@linkcode SerializationSettings.fromTransport}: how much JSON a context may hold. */
export type FromTransportOptions = JsonLimits;

/** Options of {@linkcode SerializationSettings.serializedContext}. */
export interface SerializedContextOptions {
  /**
   * Give the very bytes that Python gives, so that Flyte sees the same task. Default: `true`. With `false`, another
   * compressor may be used: any reader accepts the result, but it is another text for the same settings.
   */
  readonly reproducible?: boolean | undefined;
  /**
   * Told when the result nears or passes what one environment string can hold on Linux (128 KiB), what there is to say of
   * the images, and when `env` carries another context than that of these settings.
   */
  readonly onIssue?: ((issue: Issue) => void) | undefined;
}

/** Options of {@linkcode SerializationSettings.forImage}. */
export interface ForImageOptions {
  /** Project to register under. Default: `""`. */
  readonly project?: string | undefined;
  /** Domain to register under. Default: `""`. */
  readonly domain?: string | undefined;
  /** Python interpreter in the container. Default: `DEFAULT_RUNTIME_PYTHON_INTERPRETER`. */
  readonly pythonInterpreterPath?: string | undefined;
}
