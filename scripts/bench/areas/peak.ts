/**
 * Computes the tag of an image specification with the source files of a directory, which is the first argument, and prints
 * the peak memory of the process in bytes.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import process from "node:process";
import { ImageSpec } from "../../../mod.ts";
import { treeSpec } from "../samples.ts";

await ImageSpec.fromDict(treeSpec(process.argv[2]!)).tag();
const [, kilobytes] = readFileSync("/proc/self/status", "utf8").match(/^VmHWM:\s*(\d+) kB$/m)!;
console.log(Number(kilobytes) * 1024);
