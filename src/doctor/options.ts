/**
 * Options of the doctor, and their checks.
 *
 * @module
 */
import {
  ANYTHING,
  BOOLEAN,
  type Check,
  checkOptions,
  FUNCTION,
  HOST,
  numberFound,
  type OptionChecks,
  SIGNAL,
} from "../arguments.ts";
import { type FlyteVersion, VERSION_LIST, VERSIONS } from "../diagnostics/options.ts";
import { type Registry, registryOf } from "../flytekit/config/registry.ts";
import type { NamedText } from "../formats/config_document.ts";
import { parseReference } from "../oci/reference.ts";
import type { Host, Signal } from "../runtime/host.ts";
import { FILE, fileOf, type FileUrl } from "../settings/file/file_option.ts";
import type { Plugin } from "../settings/plugin.ts";
import { shortValue } from "../text/expected.ts";
import type { ProbeName } from "./finding.ts";

/** A probe that starts. */
export interface StartedProbe {
  /** The part of the examination. */
  readonly probe: ProbeName;
  /** The subject of the examination. */
  readonly subject: string;
  /** The versions that it is about. */
  readonly versions: readonly FlyteVersion[];
}

/** Options of {@linkcode doctor}. */
export interface DoctorOptions {
  /**
   * The machine to examine.
   *
   * @default that of the runtime
   */
  readonly host?: Host | undefined;
  /**
   * Path, `file:` URL, or name and text of the configuration file.
   *
   * @default the first file on the search path of each version
   */
  readonly file?: string | FileUrl | NamedText | undefined;
  /**
   * The versions to examine.
   *
   * @default both
   */
  readonly versions?: readonly FlyteVersion[] | undefined;
  /**
   * The storage plugins of flytekit, all of them: a registry or a list.
   *
   * @default createRegistry(s3, gcs, azure)
   */
  readonly plugins?: Registry | readonly Plugin[] | undefined;
  /**
   * Whether to connect to nothing, and to run no command that prints a token.
   *
   * @default false
   */
  readonly offline?: boolean | undefined;
  /**
   * Name of an image that its registry is asked for.
   *
   * @default the images of the configuration, else the base images of each version
   */
  readonly image?: string | undefined;
  /**
   * Time limit of a probe in milliseconds.
   *
   * @default 10000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Time limit of the examination in milliseconds.
   *
   * @default 60000
   */
  readonly totalTimeoutMs?: number | undefined;
  /** Called when a probe starts, to show progress. */
  readonly onProbe?: ((probe: StartedProbe) => void) | undefined;
  /** Ends the examination, which then rejects with the signal's reason. */
  readonly signal?: Signal | undefined;
}

/** Options that were checked. */
export interface DoctorRequest {
  readonly host: Host | undefined;
  readonly file: string | NamedText | undefined;
  readonly versions: readonly FlyteVersion[];
  readonly registry: Registry;
  readonly offline: boolean;
  readonly image: string | undefined;
  readonly timeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly onProbe: (probe: StartedProbe) => void;
  readonly signal: AbortSignal | undefined;
}

/** Maximum delay of timers in milliseconds. */
const LONGEST = 2 ** 31 - 1;

const TIME: Check = {
  expected: `an integer from 1 to ${LONGEST}`,
  accepts: (value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= LONGEST,
  found: numberFound,
};
const IMAGE: Check = {
  expected: 'the name of an image, such as "ghcr.io/acme/app:v1"',
  accepts: isReference,
  found: shortValue,
};

const CHECKS: OptionChecks<DoctorOptions> = {
  host: HOST,
  file: FILE,
  versions: VERSION_LIST,
  plugins: ANYTHING,
  offline: BOOLEAN,
  image: IMAGE,
  timeoutMs: TIME,
  totalTimeoutMs: TIME,
  onProbe: FUNCTION,
  signal: SIGNAL,
};

const CALL = "doctor";

/** Checks the options. Throws `invalid_option`, and for plugins as `createRegistry` does. */
export function doctorRequest(options: DoctorOptions): DoctorRequest {
  checkOptions(CALL, options, CHECKS, 'doctor({ file: "config.yaml" })');
  const { versions = VERSIONS, file } = options;
  return {
    host: options.host,
    file: fileOf(CALL, file),
    versions: VERSIONS.filter((version) => versions.includes(version)),
    registry: registryOf<readonly Plugin[]>(CALL, options.plugins),
    offline: options.offline ?? false,
    image: options.image,
    timeoutMs: options.timeoutMs ?? 10_000,
    totalTimeoutMs: options.totalTimeoutMs ?? 60_000,
    onProbe: options.onProbe ?? (() => {}),
    signal: options.signal as AbortSignal | undefined,
  };
}

function isReference(value: unknown): boolean {
  try {
    return typeof value === "string" && parseReference(value).path !== "";
  } catch {
    return false;
  }
}
