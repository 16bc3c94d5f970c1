/**
 * Checks what a host is asked to read.
 *
 * @module
 */
import { checkOptions, LIMIT, type OptionChecks, SIGNAL } from "../arguments.ts";
import { checkPath } from "./common.ts";
import type { ReadOptions } from "./host.ts";

const CHECKS: OptionChecks<ReadOptions> = { maxBytes: LIMIT, signal: SIGNAL };

/** Throws `invalid_argument` or `invalid_option` for what no file can be read with. */
export function checkRead(path: string, options: ReadOptions): void {
  checkPath("readFile", path);
  checkOptions("host.readFile", options, CHECKS, 'host.readFile("config.yaml", { maxBytes: 1024 })');
}
