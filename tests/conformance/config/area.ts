/**
 * Configurations here and in flytekit: what is read, and what is written for it to read.
 *
 * @module
 */
import type { Area } from "../area.ts";
import { configArea } from "../config_area.ts";
import { compareCase } from "./compare.ts";
import { configCase } from "./generate.ts";
import { rewritten } from "./rewritten.ts";

/** The area. */
export const area: Area = configArea(
  "flytekit's configuration files and variables: what is read on both sides, and what is written here for Python to read",
  { library: "flytekit", createCase: configCase, compareCase, rewritten },
);
