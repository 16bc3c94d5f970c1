/// <reference lib="deno.worker" />
// Decodes a context in a thread of its own, so that the test can watch the memory of the process meanwhile.
import { FlyteConfigError, SerializationSettings } from "../../../mod.ts";
import { withoutNativeModules } from "../without_native.ts";

self.onmessage = async ({ data }: MessageEvent<{ text: string; maxBytes: number | undefined; native: boolean }>) => {
  const decode = () => SerializationSettings.fromTransport(data.text, { maxBytes: data.maxBytes });
  try {
    await (data.native ? decode() : withoutNativeModules(decode));
    self.postMessage("decoded");
  } catch (error) {
    self.postMessage(error instanceof FlyteConfigError ? error.code : String(error));
  }
};
