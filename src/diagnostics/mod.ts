/**
 * Diagnostics of configuration files for editors: the findings of both versions of Flyte with ranges, severities and
 * edits, and what to show and complete at a position.
 *
 * @example
 * ```ts
 * import { diagnose } from "@flyte-ts/config/diagnostics";
 *
 * const [found] = diagnose("[platform]\nurl = flyte.acme.com\ninsecure = flase\n", { name: "flyte.config" });
 * console.log(found?.code, found?.suggestions[0]?.title); // not_boolean Change to "false"
 * ```
 *
 * @module
 */
export { type ErrorCode, FlyteConfigError } from "../errors.ts";
export type { TextPosition } from "../formats/text.ts";
export { type Completion, describe, type DescribedSetting, type Hover, type PositionDescription } from "./describe.ts";
export { diagnose, type Diagnostic, type Severity } from "./diagnose.ts";
export type { DiagnosticOptions, FlyteVersion } from "./options.ts";
export { errorPage } from "./pages.ts";
export { redact } from "./redact.ts";
export type { TextRange } from "./positions.ts";
export type { Suggestion } from "./suggestions.ts";
