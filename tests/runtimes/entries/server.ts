/**
 * The suite as a program, for Deno, Node and Bun: reads the context of the real task, writes its report. Given the word
 * `web`, it first removes what older browsers do not have; given `refused`, it
 * expects to have no permissions, and otherwise a directory that the runner made.
 *
 * @module
 */
import process from "node:process";
import { report } from "../report.ts";
import type { Machine } from "../suite.ts";

const [mode] = process.argv.slice(2);
if (mode === "web") {
  Object.defineProperty(process, "getBuiltinModule", { value: undefined });
  // By which Deno is recognized.
  Reflect.deleteProperty(globalThis, "navigator");
  Reflect.deleteProperty(Uint8Array, "fromBase64");
  Reflect.deleteProperty(Uint8Array.prototype, "toBase64");
  // Node's own Response does not work without it.
  if ("Deno" in globalThis || "Bun" in globalThis) Reflect.deleteProperty(globalThis, "Buffer");
}

let realTask = "";
const decoder = new TextDecoder();
for await (const chunk of process.stdin) realTask += decoder.decode(chunk);
const machine: Machine = mode === "web"
  ? "none"
  : mode === undefined || mode === "refused"
  ? "refused"
  : { folder: mode, home: `${mode}/home` };
console.log(JSON.stringify(await report(realTask, machine, (noticed) => process.on("unhandledRejection", noticed))));
