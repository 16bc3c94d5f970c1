/**
 * The suite as a program, for Deno, Node and Bun: reads the context of the real task, writes its report. Given the word
 * `web`, it first takes away what older browsers do not have, so that the library has to do without.
 *
 * @module
 */
import process from "node:process";
import { report } from "../report.ts";

if (process.argv.includes("web")) {
  Object.defineProperty(process, "getBuiltinModule", { value: undefined });
  Reflect.deleteProperty(Uint8Array, "fromBase64");
  Reflect.deleteProperty(Uint8Array.prototype, "toBase64");
  // Node's own Response does not work without it.
  if ("Deno" in globalThis || "Bun" in globalThis) Reflect.deleteProperty(globalThis, "Buffer");
}

let realTask = "";
const decoder = new TextDecoder();
for await (const chunk of process.stdin) realTask += decoder.decode(chunk);
console.log(JSON.stringify(await report(realTask, (noticed) => process.on("unhandledRejection", noticed))));
