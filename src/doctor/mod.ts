/**
 * Examines how Flyte is configured on a machine, and whether the servers of the configuration can be reached: what is wrong,
 * and what to change.
 *
 * @example
 * ```ts
 * import { memoryHost } from "@flyte-ts/config";
 * import { doctor } from "@flyte-ts/config/doctor";
 *
 * const host = memoryHost({ env: { FLYTECTL_CONFIG: "/none.yaml" } });
 * for await (const { status, fix } of doctor({ host, versions: ["flytekit"], offline: true })) {
 *   if (status === "failed") console.log(fix); // create the file, or unset FLYTECTL_CONFIG
 *   break;
 * }
 * ```
 *
 * @module
 */
export { type ErrorCode, FlyteConfigError } from "../errors.ts";
export type { FlyteVersion } from "../diagnostics/options.ts";
export { doctor } from "./doctor.ts";
export { type Finding, type FindingStatus, type ProbeName, summarize, type Summary } from "./finding.ts";
export type { DoctorOptions, StartedProbe } from "./options.ts";
