/**
 * Findings of the doctor, and their summary.
 *
 * @module
 */
import { checkArgument, listOf, objectWith } from "../arguments.ts";
import type { FlyteVersion } from "../diagnostics/options.ts";
import type { ErrorCode } from "../errors.ts";

/** A part of an examination. */
export type ProbeName =
  | "files"
  | "variables"
  | "configuration"
  | "endpoint"
  | "tls"
  | "auth"
  | "token"
  | "storage"
  | "registry";

/**
 * Status of a {@linkcode Finding}: `ok`, `warning` (works, but should be changed), `failed` (does not work), or `skipped`
 * (not examined).
 */
export type FindingStatus = "ok" | "warning" | "failed" | "skipped";

/** A finding of {@linkcode doctor}. No part of it contains a secret. */
export interface Finding {
  /** The part of the examination. */
  readonly probe: ProbeName;
  /** The subject of the examination: a file, a variable, a server. */
  readonly subject: string;
  /** Status. */
  readonly status: FindingStatus;
  /** Description in one sentence. */
  readonly message: string;
  /** The change to make, with the setting and where it is set, or the variable; every `warning` and `failed` has one. */
  readonly fix?: string | undefined;
  /** Stable identifier of the mistake, if it has one; see {@linkcode ERROR_CODES}. */
  readonly code?: ErrorCode | undefined;
  /** Further lines, such as the search path or a line of the file. */
  readonly details?: readonly string[] | undefined;
  /** The versions that it is about. */
  readonly versions: readonly FlyteVersion[];
  /** Time that it took, in milliseconds. */
  readonly milliseconds?: number | undefined;
}

/** Report of a probe: a finding without what the probe itself says. */
export type Report =
  & Pick<Finding, "message" | "code" | "details">
  & Partial<Pick<Finding, "subject" | "versions">>
  & (
    | { readonly status: "ok" | "skipped" }
    | { readonly status: "warning" | "failed"; readonly fix: string }
  );

/** Summary of findings. */
export interface Summary {
  /** The worst status: `failed`, else `warning`, else `ok`. */
  readonly status: Exclude<FindingStatus, "skipped">;
  /** Number of findings by their status. */
  readonly counts: Readonly<Record<FindingStatus, number>>;
}

const FINDINGS = /* @__PURE__ */ listOf({ ...objectWith("a finding", "status"), plural: "findings" });

/**
 * Counts findings.
 *
 * @param findings – Findings of {@linkcode doctor}.
 * @returns The worst status, and the number of findings by status.
 * @throws {FlyteConfigError} `invalid_argument` – when `findings` is not a list of findings.
 *
 * @example
 * ```ts
 * import { memoryHost } from "@flyte-ts/config";
 * import { doctor, type Finding, summarize } from "@flyte-ts/config/doctor";
 *
 * const host = memoryHost({ env: { FLYTE_PLATFORM_URI: "flyte.acme.com" } });
 * const findings: Finding[] = [];
 * for await (const finding of doctor({ host, offline: true })) findings.push(finding);
 * console.log(summarize(findings).status); // warning
 * console.log(findings.find(({ code }) => code === "unknown_variable")?.fix); // rename it to FLYTE_PLATFORM_URL
 * ```
 */
export function summarize(findings: readonly Finding[]): Summary {
  checkArgument("summarize", "findings", findings, FINDINGS, "summarize(findings)");
  const counts = { ok: 0, warning: 0, failed: 0, skipped: 0 };
  for (const { status } of findings) if (Object.hasOwn(counts, status)) counts[status]++;
  return { status: counts.failed > 0 ? "failed" : counts.warning > 0 ? "warning" : "ok", counts };
}
