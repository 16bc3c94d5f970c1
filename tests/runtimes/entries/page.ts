/**
 * The suite as a page: two functions for the program that drives the browser.
 *
 * @module
 */
import { SerializationSettings } from "@flyte-ts/config/serialization";
import { type Report, report } from "../report.ts";

function run(realTask: string): Promise<Report> {
  return report(realTask, "none", (noticed) =>
    globalThis.addEventListener("unhandledrejection", (event) => {
      event.preventDefault();
      noticed(event.reason);
    }));
}

async function decode(realTask: string): Promise<string | undefined> {
  const settings = await SerializationSettings.fromTransport(realTask);
  return settings.imageConfig.defaultImage?.full;
}

Object.assign(globalThis, { suite: { run, decode } });
