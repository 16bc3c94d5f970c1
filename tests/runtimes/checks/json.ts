/**
 * JSON as Python reads and writes it.
 *
 * @module
 */
import { equal, ok, refuses } from "../assert.ts";
import { carry, settingsJson } from "../bytes.ts";
import type { Check, Context } from "../suite.ts";

export const jsonChecks: readonly Check[] = [
  {
    name: "keeps 1.0, integers beyond 2^53, NaN and the infinities",
    run: async (context) => {
      const numbers = "1, 1.0, -0.0, 0, 1e+16, 12345678901234567890, 1.5e-07, NaN, Infinity, -Infinity, 0.1";
      equal(await again(context, `"unknown": [${numbers}]`), `"unknown": [${numbers}]`);
      equal(await again(context, '"unknown": [1E5, 1e2, 100.0]'), '"unknown": [100000.0, 100.0, 100.0]');
      const { PythonFloat, Resources } = context.lib.serialization;
      const resources = Resources.fromJsonString('{"cpu": 2.0, "mem": 9007199254740993, "gpu": 1}');
      ok(resources.cpu instanceof PythonFloat && resources.cpu.value === 2, "cpu is a float");
      equal(resources.mem, 9007199254740993n);
      equal(resources.gpu, 1);
      equal(
        resources.toJsonString(),
        '{"cpu": 2.0, "mem": 9007199254740993, "gpu": 1, "ephemeral_storage": null}',
      );
    },
  },
  {
    name: "keeps fields that it does not know, at every level, through changes",
    run: async ({ lib }) => {
      const image = '{"name": "default", "fqn": "a", "tag": "1", "arch": ["amd64", {"v": 8}]}';
      const text = `{"image_config": {"default_image": ${image}, "x": null}, "new_field": {"a": [1, {"b": false}]}}`;
      const settings = await lib.main.SerializationSettings.fromTransport(carry(text));
      const changed = settings.with({ version: "v2" }).newBuilder().build();
      const decoded = await lib.main.SerializationSettings.fromTransport(await changed.serializedContext());
      const wire = decoded.toJsonString();
      for (const part of ['"new_field": {"a": [1, {"b": false}]}', '"arch": ["amd64", {"v": 8}]', '"x": null']) {
        ok(wire.includes(part), `${part} is in ${wire}`);
      }
      equal(decoded.version, "v2");
    },
  },
  {
    name: "keeps the order of names that look like numbers",
    run: async (context) => {
      const env = '"env": {"B": "1", "10": "2", "9": "3", "A": "4"}';
      equal(await again(context, env), env);
      const unknown = '"unknown": {"b": 1, "2": 2, "1": {"1": 1, "0": 0}}';
      equal(await again(context, unknown), unknown);
    },
  },
  {
    name: "treats __proto__ and its like as names like any other",
    run: async (context) => {
      const env = '"env": {"__proto__": "a", "constructor": "b", "toString": "c", "hasOwnProperty": "d"}';
      equal(await again(context, env), env);
      const unknown = '"__proto__": {"polluted": true}';
      equal(await again(context, unknown), unknown);
      equal(({} as { polluted?: boolean }).polluted, undefined);
    },
  },
  {
    name: "writes characters as Python does",
    run: async (context) => {
      const text = '"version": "\\u00e9 \\ud83d\\ude80 \\ud800 \\u2028 \\u007f \\" \\\\ \\b\\f\\n\\r\\t \\u0000 /"';
      equal(await again(context, text), text);
      const settings = context.lib.main.SerializationSettings.forImage("a:1", "é🚀");
      ok(settings.toJsonString({ ensureAscii: false }).includes('"é🚀"'), "or leaves them as they are");
    },
  },
  {
    name: "indents and sorts as json.dumps does",
    run: ({ lib }) => {
      const fast = new lib.serialization.FastSerializationSettings({ enabled: true });
      equal(
        fast.toJsonString({ indent: 2, sortKeys: true }),
        '{\n  "destination_dir": null,\n  "distribution_location": null,\n  "enabled": true\n}',
      );
      equal(
        fast.toJsonString({ separators: [",", ":"] }),
        '{"enabled":true,"destination_dir":null,"distribution_location":null}',
      );
    },
  },
  {
    name: "refuses integers of more digits than Python takes, without reading them",
    run: async ({ lib }) => {
      const text = settingsJson(`"unknown": ${"9".repeat(5000)}`);
      await refuses(lib, "not_json", () => lib.main.SerializationSettings.fromJsonString(text));
    },
  },
];

/** The text of a field after decoding and encoding. */
async function again({ lib }: Context, field: string): Promise<string> {
  const settings = await lib.main.SerializationSettings.fromTransport(carry(settingsJson(field)));
  const wire = settings.toJsonString();
  const name = field.slice(0, field.indexOf(":"));
  const start = wire.indexOf(name, wire.indexOf('"project"'));
  ok(start >= 0, `${name} is in ${wire}`);
  const next = wire.indexOf(', "default_resources"', start);
  if (field.startsWith('"env"')) return wire.slice(start, next);
  if (field.startsWith('"version"')) return wire.slice(start, wire.indexOf(', "env"', start));
  return wire.slice(start, -1);
}
