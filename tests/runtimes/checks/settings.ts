/**
 * Settings as values: building, changing, describing.
 *
 * @module
 */
import { equal, ok, refuses } from "../assert.ts";
import type { Check } from "../suite.ts";

export const settingsChecks: readonly Check[] = [
  {
    name: "has the same classes behind every entry point",
    run: ({ lib: { main, image, imageSpec, serialization } }) => {
      for (const name of ["Image", "FlyteConfigError"] as const) {
        ok(main[name] === image[name] && main[name] === serialization[name], `there is one ${name}`);
      }
      ok(main.SerializationSettings === serialization.SerializationSettings, "there is one SerializationSettings");
      ok(main.parseReference === image.parseReference, "there is one parseReference");
      ok(main.ImageConfig === image.ImageConfig, "there is one ImageConfig that reads files");
      // ./serialization has it without the functions that read files.
      const images = [new main.ImageConfig(), new serialization.ImageConfig()];
      for (const { ImageConfig } of [main, serialization]) {
        ok(images.every((config) => config instanceof ImageConfig), "instances are the same");
      }
      const specs = [new main.ImageSpec(), new imageSpec.ImageSpec(), main.ImageSpec.fromYaml("name: flytekit")];
      for (const { ImageSpec } of [main, imageSpec]) {
        ok(specs.every((spec) => spec instanceof ImageSpec), "specifications are the same");
      }
      equal(specs.map(({ id }) => id), specs.map(() => "fv8aVGdGU6GT1t5W98ZQPA"));
    },
  },
  {
    name: "fills in what flytekit fills in",
    run: ({ lib }) => {
      const settings = lib.main.SerializationSettings.forImage("ghcr.io/acme/app:v1", "v1");
      equal([settings.project, settings.domain, settings.version], ["", "", "v1"]);
      equal(settings.pythonInterpreter, "/opt/venv/bin/python3");
      equal(settings.flytekitVirtualenvRoot, "/opt/venv");
      equal(settings.entrypointSettings.path, "/opt/venv/bin/entrypoint.py");
      equal(settings.shouldFastSerialize(), false);
    },
  },
  {
    name: "is frozen, down to its lists and maps",
    run: ({ lib }) => {
      const settings = lib.main.SerializationSettings.forImage("a:1", "v").with({ env: { A: "1" } });
      for (const value of [settings, settings.env, settings.imageConfig, settings.imageConfig.defaultImage]) {
        ok(Object.isFrozen(value), "it is frozen");
      }
    },
  },
  {
    name: "builds step by step and changes copies",
    run: ({ lib }) => {
      const { SerializationSettings, FastSerializationSettings } = lib.main;
      const settings = SerializationSettings.forImage("a:1", "v");
      const builder = settings.newBuilder();
      builder.env = { LOG_LEVEL: "debug" };
      builder.withFastSerializationSettings(new FastSerializationSettings({ enabled: true }));
      const built = builder.build();
      equal([built.env?.["LOG_LEVEL"], built.shouldFastSerialize(), built.version], ["debug", true, "v"]);
      equal(built.with({ env: undefined }).env, undefined);
      equal(settings.env, undefined);
    },
  },
  {
    name: "carries its own context, once",
    run: async ({ lib }) => {
      const { SerializationSettings, SERIALIZED_CONTEXT_ENV_VAR } = lib.main;
      const settings = SerializationSettings.forImage("a:1", "v").with({ env: { B: "1", A: "2" } });
      const carrying = await settings.withSerializedContext();
      const context = carrying.env?.[SERIALIZED_CONTEXT_ENV_VAR];
      equal(context, await settings.serializedContext());
      equal(Object.keys(carrying.env!), ["B", "A", "_F_SS_C"]);
      ok(await carrying.withSerializedContext() === carrying, "it is the same value the second time");
      equal(await carrying.serializedContext(), context);
    },
  },
  {
    name: "holds resources as requests and limits",
    run: ({ lib }) => {
      const { Resources, ResourceSpec } = lib.main;
      const limits = new Resources({ cpu: "2" });
      const spec = new ResourceSpec({ requests: new Resources({ cpu: "1", mem: "1Gi" }), limits });
      equal(spec.requests?.toDict(), { cpu: "1", mem: "1Gi", gpu: null, ephemeral_storage: null });
      equal(spec.limits?.toDict(), { cpu: "2", mem: null, gpu: null, ephemeral_storage: null });
    },
  },
  {
    name: "speaks wire objects and JSON.stringify",
    run: async ({ lib, fixtures }) => {
      const settings = await lib.main.SerializationSettings.fromTransport(fixtures.realTask);
      const wire = settings.toDict();
      equal(wire["git_repo"], "github.com/flyteorg/flytesnacks");
      equal(JSON.stringify(settings), JSON.stringify(wire));
      equal(lib.main.SerializationSettings.fromDict(wire).toJsonString(), settings.toJsonString());
      equal(lib.main.SerializationSettings.fromDict(structuredClone(wire)).toJsonString(), settings.toJsonString());
    },
  },
  {
    name: "is a Standard Schema",
    run: ({ lib }) => {
      const schema = lib.main.SerializationSettings.schema["~standard"];
      equal([schema.version, typeof schema.vendor], [1, "string"]);
      const good = schema.validate({ image_config: {}, version: "v" });
      ok(good.issues === undefined && good.value.version === "v", "a good value is accepted");
      const bad = schema.validate({ image_config: { images: [{ name: "a" }] } });
      equal(bad.issues?.[0]?.path, ["image_config", "images", 0, "fqn"]);
    },
  },
  {
    name: "describes itself as JSON Schema",
    run: ({ lib }) => {
      const schema = lib.main.wireJsonSchema(lib.main.SerializationSettings);
      equal(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
      equal(schema["required"], ["image_config"]);
      ok(JSON.stringify(schema).includes('"git_repo"'), "fields have the names of the wire");
    },
  },
  {
    name: "refuses settings without images",
    run: async ({ lib }) => {
      await refuses(lib, "missing_image_config", () => new lib.main.SerializationSettings({} as never));
      await refuses(lib, "missing_image_config", () => lib.main.SerializationSettings.fromDict({ project: "p" }));
    },
  },
];
