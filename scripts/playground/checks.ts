/**
 * The checks of the playground.
 *
 * @module
 */
import { configurationChecks } from "./checks/configuration.ts";
import { contextChecks } from "./checks/context.ts";
import { imageChecks } from "./checks/images.ts";
import { pageChecks } from "./checks/page.ts";
import type { Open } from "./browser.ts";

/** A check: it throws if something is wrong. */
export type Check = (open: Open, url: string) => Promise<void>;

/** All checks by their names. */
export const CHECKS: Readonly<Record<string, Check>> = {
  ...pageChecks,
  ...contextChecks,
  ...configurationChecks,
  ...imageChecks,
};
