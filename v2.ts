/**
 * Flyte 2 for TypeScript: its configuration.
 *
 * @example
 * ```ts
 * import { Config } from "@flyte-ts/config/v2";
 *
 * const config = Config.from({ file: { name: "config.yaml", text: "task:\n  project: billing\n" } });
 * console.log(config.task.project); // billing
 * ```
 *
 * @module
 */
export * from "./src/config/v2/mod.ts";
