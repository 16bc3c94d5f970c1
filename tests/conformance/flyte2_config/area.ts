/**
 * Configurations here and in flyte 2: what is read, and what is written for it to read.
 *
 * @module
 */
import type { Area } from "../area.ts";
import { configArea } from "../config_area.ts";
import { compareCase } from "./compare.ts";
import { flyteCase } from "./generate.ts";
import { rewritten } from "./rewritten.ts";

/** The area. */
export const area: Area = configArea(
  "flyte 2's configuration files and variables: what is read on both sides, and what is written here for Python to read",
  { library: "flyte", createCase: flyteCase, compareCase, rewritten },
);
