/**
 * Runs the suite against the package and reports. Whoever starts it decides, by how it resolves `@flyte-ts/config`,
 * whether that is the sources or the packed JavaScript.
 *
 * @module
 */
import * as main from "@flyte-ts/config";
import * as api from "@flyte-ts/config/api";
import * as diagnostics from "@flyte-ts/config/diagnostics";
import * as doctor from "@flyte-ts/config/doctor";
import * as edit from "@flyte-ts/config/edit";
import * as image from "@flyte-ts/config/image";
import * as decode from "@flyte-ts/config/context";
import * as imageSpec from "@flyte-ts/config/image-spec";
import * as serialization from "@flyte-ts/config/serialization";
import * as testing from "@flyte-ts/config/testing";
import * as v2 from "@flyte-ts/config/v2";
import endpoints from "../goldens/endpoints.json" with { type: "json" };
import transports from "../goldens/transports.json" with { type: "json" };
import { CHECKS, type Context, type Fixtures, type Machine } from "./suite.ts";

/** What a runtime reports about itself. */
export interface Report {
  /** Names of the checks that hold. */
  readonly passed: readonly string[];
  /** The checks that do not, and why. */
  readonly failed: readonly { readonly name: string; readonly reason: string }[];
  /** What it did where runtimes could differ. */
  readonly notes: Readonly<Record<string, string>>;
  /** Features that decide which way the library takes. */
  readonly features: string;
}

/** Hands over the handler for promises that are rejected and never awaited. */
export type WatchRejections = (noticed: (reason: unknown) => void) => void;

/** Runs all checks. */
export async function report(realTask: string, machine: Machine, watch: WatchRejections): Promise<Report> {
  const passed: string[] = [];
  const failed: { name: string; reason: string }[] = [];
  const notes: Record<string, string> = {};
  const rejections: unknown[] = [];
  watch((reason) => rejections.push(reason));
  const context: Context = {
    lib: { main, api, decode, diagnostics, doctor, edit, image, imageSpec, serialization, testing, v2 },
    fixtures: { realTask, transports, endpoints } satisfies Fixtures,
    machine,
    note: (name, outcome) => void (notes[name] = outcome),
  };
  const floating = { name: "leaves no rejected promise behind", run: () => settle(rejections) };
  for (const { name, run } of [...CHECKS, floating]) {
    try {
      await run(context);
      passed.push(name);
    } catch (error) {
      failed.push({ name, reason: error instanceof Error ? error.stack ?? error.message : String(error) });
    }
  }
  return { passed, failed, notes, features: features() };
}

/** Message of the rejection that the suite makes. */
export const OWN_REJECTION = "made by the suite";

/** Waits for rejections, then makes one, so that silence means that there was none. */
async function settle(rejections: unknown[]): Promise<void> {
  const pause = () => new Promise((resolve) => setTimeout(resolve, 50));
  await pause();
  const found = rejections.splice(0);
  if (found.length > 0) throw new Error(`${found.length} promises were rejected and not awaited: ${found[0]}`);
  Promise.reject(new Error(OWN_REJECTION));
  await pause();
  if (rejections.length !== 1) throw new Error("this runtime does not tell of promises that nobody awaits");
}

function features(): string {
  const { process, Buffer } = globalThis as {
    process?: { getBuiltinModule?: unknown };
    Buffer?: unknown;
  };
  const zlib = process?.getBuiltinModule === undefined ? "streams" : "node:zlib";
  const native = "fromBase64" in Uint8Array ? "Uint8Array.fromBase64" : undefined;
  return `${zlib}, ${native ?? (Buffer === undefined ? "atob" : "Buffer")}`;
}
