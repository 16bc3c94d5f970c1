import assert from "node:assert/strict";
import { SerializationSettings } from "../../../mod.ts";
import { NEWEST, transports } from "../../_support/golden_files.ts";
import { withoutNativeBase64, withoutNativeModules } from "../../_support/without_native.ts";

/** As in a browser: no native modules, and no base64 but `atob` and `btoa`. */
function asInBrowser<T>(run: () => T): T {
  return withoutNativeModules(() => withoutNativeBase64(run));
}

const GOLDEN = transports();

Deno.test("contexts decode and encode the same with nothing but web standards", async () => {
  await asInBrowser(async () => {
    for (const { name, flytekit, transport, env_context, decoded_json_1_16_31 } of GOLDEN.cases) {
      const settings = await SerializationSettings.fromTransport(transport).catch(() => undefined);
      if (settings === undefined || decoded_json_1_16_31 === null) continue;
      assert.equal(settings.toJsonString(), decoded_json_1_16_31, name);
      if (flytekit !== NEWEST || env_context !== undefined) continue;
      assert.equal(await settings.serializedContext(), transport, name);
      const loose = await settings.serializedContext({ reproducible: false });
      assert.deepEqual(await SerializationSettings.fromTransport(loose), settings, name);
    }
  });
});

Deno.test("odd contexts have the same outcome with nothing but web standards", async () => {
  const outcome = (text: string) =>
    SerializationSettings.fromTransport(text).then((settings) => settings.toJsonString(), (error) => error.code);
  for (const { name, transport } of GOLDEN.decode_cases) {
    const expected = await outcome(transport);
    assert.equal(await asInBrowser(() => outcome(transport)), expected, name);
  }
});
