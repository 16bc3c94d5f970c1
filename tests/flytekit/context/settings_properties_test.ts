import assert from "node:assert/strict";
import fc from "fast-check";
import { SerializationSettings } from "../../../mod.ts";
import { jsonDumps, jsonLoads } from "../../../src/python/json.ts";
import { env, json, settingsWire, settingsWireWithUnknown } from "../../_support/arbitraries.ts";
import { runs } from "../../_support/effort.ts";
import { withoutNativeModules } from "../../_support/without_native.ts";

const anySettings = fc.oneof(settingsWire, settingsWireWithUnknown);

Deno.test("settings are the same after the transport, both reproducible and not", async () => {
  await fc.assert(
    fc.asyncProperty(anySettings, async (wire) => {
      const settings = SerializationSettings.fromDict(wire);
      for (const reproducible of [true, false]) {
        const context = await settings.serializedContext({ reproducible });
        const decoded = await SerializationSettings.fromTransport(context);
        assert.deepEqual(decoded, settings);
        assert.equal(decoded.toJsonString(), settings.toJsonString());
        assert.equal(await decoded.serializedContext({ reproducible }), context);
      }
    }),
    { numRuns: runs(60, 1000) },
  );
});

Deno.test("settings are the same after a transport by web streams", async () => {
  await withoutNativeModules(() =>
    fc.assert(
      fc.asyncProperty(anySettings, async (wire) => {
        const settings = SerializationSettings.fromDict(wire);
        const context = await settings.serializedContext({ reproducible: false });
        assert.deepEqual(await SerializationSettings.fromTransport(context), settings);
      }),
      { numRuns: 100 },
    )
  );
});

Deno.test("settings are the same after toDict and fromDict", () => {
  fc.assert(
    fc.property(anySettings, (wire) => {
      const settings = SerializationSettings.fromDict(wire);
      const again = SerializationSettings.fromDict(settings.toDict());
      assert.deepEqual(again, settings);
      assert.equal(again.toJsonString(), settings.toJsonString());
      assert.deepEqual(settings.with({}), settings);
      // flytekit's builder has no empty env.
      const built = settings.newBuilder().build().toJsonString();
      assert.equal(built, settings.toJsonString().replace('"env": {}', '"env": null'));
    }),
    { numRuns: runs(100, 2000) },
  );
});

Deno.test("the JSON text is the json.dumps of the wire object, also after reading it", () => {
  fc.assert(
    fc.property(anySettings, (wire) => {
      const settings = SerializationSettings.fromDict(wire);
      const text = settings.toJsonString();
      assert.equal(jsonDumps(jsonLoads(text)), text);
      assert.equal(SerializationSettings.fromJsonString(text).toJsonString(), text);
      assert.equal(SerializationSettings.fromJsonString(jsonDumps(wire)).toJsonString(), text);
      const pretty = settings.toJsonString({ indent: 2, ensureAscii: false });
      assert.equal(SerializationSettings.fromJsonString(pretty).toJsonString(), text);
    }),
    { numRuns: runs(100, 2000) },
  );
});

Deno.test("every value of the wire object is in the settings", () => {
  fc.assert(
    fc.property(settingsWire, (wire) => {
      const written = jsonLoads(SerializationSettings.fromDict(wire).toJsonString()) as Record<string, unknown>;
      for (const key of ["project", "domain", "version", "git_repo", "source_root", "env"]) {
        assert.equal(jsonDumps(written[key]), jsonDumps(wire[key] ?? null));
      }
    }),
  );
});

Deno.test("any JSON value survives as an unknown field", () => {
  fc.assert(
    fc.property(json, (value) => {
      const settings = SerializationSettings.fromDict({ image_config: {}, future: value });
      assert.ok(settings.toJsonString().endsWith(`, "future": ${jsonDumps(value)}}`));
      assert.equal(
        SerializationSettings.fromJsonString(settings.toJsonString()).toJsonString(),
        settings.toJsonString(),
      );
    }),
    { numRuns: runs(100, 2000) },
  );
});

Deno.test("settings that carry their context hold the settings from before", async () => {
  await fc.assert(
    fc.asyncProperty(env, async (variables) => {
      const settings = SerializationSettings.fromDict({ image_config: {}, env: variables });
      const carrying = await settings.withSerializedContext();
      assert.deepEqual(await SerializationSettings.fromTransport(carrying.env!._F_SS_C!), settings);
      assert.deepEqual(await SerializationSettings.fromTransport(await carrying.serializedContext()), settings);
    }),
  );
});
