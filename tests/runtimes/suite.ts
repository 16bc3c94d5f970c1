/**
 * One suite for every runtime. It touches nothing but the language, the library it is given and what browsers, Deno,
 * Node, Bun and workers have in common, and uses no test framework.
 *
 * @module
 */
import { apiChecks } from "./checks/api.ts";
import { configChecks } from "./checks/config.ts";
import { damageChecks } from "./checks/damage.ts";
import { encodeChecks } from "./checks/encode.ts";
import { errorChecks } from "./checks/errors.ts";
import { goldenChecks } from "./checks/goldens.ts";
import { imageSpecChecks } from "./checks/image_spec.ts";
import { imageChecks } from "./checks/images.ts";
import { jsonChecks } from "./checks/json.ts";
import { limitChecks } from "./checks/limits.ts";
import { machineChecks } from "./checks/machine.ts";
import { referenceChecks } from "./checks/references.ts";
import { settingsChecks } from "./checks/settings.ts";
import { diagnosticChecks } from "./checks/diagnostics.ts";
import { doctorChecks } from "./checks/doctor.ts";
import { editChecks } from "./checks/edit.ts";
import { flyte2Checks } from "./checks/flyte2.ts";
import { testingChecks } from "./checks/testing.ts";

/** The package: all that each of its entry points exports. */
export interface Library {
  readonly main: typeof import("../../mod.ts");
  readonly api: typeof import("../../src/api/mod.ts");
  readonly diagnostics: typeof import("../../src/diagnostics/mod.ts");
  readonly doctor: typeof import("../../src/doctor/mod.ts");
  readonly edit: typeof import("../../src/edit/mod.ts");
  readonly image: typeof import("../../src/flytekit/image/mod.ts");
  readonly decode: typeof import("../../src/flytekit/context/decode.ts");
  readonly imageSpec: typeof import("../../src/flytekit/image_spec/mod.ts");
  readonly serialization: typeof import("../../src/flytekit/context/mod.ts");
  readonly testing: typeof import("../../src/testing/mod.ts");
  readonly v2: typeof import("../../v2.ts");
}

/** What the real Python libraries wrote. */
export interface Fixtures {
  /** The context of a task that was registered. */
  readonly realTask: string;
  /** `tests/goldens/transports.json`. */
  readonly transports: {
    readonly cases: readonly {
      readonly flytekit: string;
      readonly name: string;
      readonly json: string;
      readonly transport: string;
      readonly decoded_json_1_16_31: string | null;
    }[];
    readonly decode_cases: readonly { readonly name: string; readonly transport: string; readonly json?: string }[];
  };
  /** `tests/goldens/endpoints.json`. */
  readonly endpoints: {
    readonly endpoints: readonly {
      readonly endpoint: string;
      readonly insecure: boolean;
      readonly rpc_url?: string;
      readonly console_url?: string;
    }[];
    readonly api_keys: readonly { readonly key: string; readonly parts?: readonly string[] }[];
  };
}

/** Files that the runner made for the process. */
export interface MachineFiles {
  /** The directory with all of them. */
  readonly folder: string;
  /** The home directory, which has `.flyte/config.yaml`. */
  readonly home: string;
}

/** What the process may reach: files, nothing without permissions, or nothing since there is none. */
export type Machine = MachineFiles | "refused" | "none";

/** What checks have at hand. */
export interface Context {
  readonly lib: Library;
  readonly fixtures: Fixtures;
  readonly machine: Machine;
  /** What the runtime did where runtimes could differ: compared between runtimes, under a name. */
  note(name: string, outcome: string): void;
}

/** One thing that must hold. It throws when it does not. */
export interface Check {
  readonly name: string;
  run(context: Context): void | Promise<void>;
}

/** All checks, in the order in which to run them. */
export const CHECKS: readonly Check[] = [
  ...goldenChecks,
  ...encodeChecks,
  ...errorChecks,
  ...limitChecks,
  ...damageChecks,
  ...jsonChecks,
  ...settingsChecks,
  ...imageChecks,
  ...referenceChecks,
  ...imageSpecChecks,
  ...flyte2Checks,
  ...configChecks,
  ...diagnosticChecks,
  ...doctorChecks,
  ...editChecks,
  ...apiChecks,
  ...testingChecks,
  ...machineChecks,
];
