import assert from "node:assert/strict";
import { PythonFloat, Resources, SerializationSettings } from "../../../mod.ts";

/** Numbers as Python writes them. */
// deno-fmt-ignore
const NUMBERS = [
  "0", "1", "-1", "0.0", "-0.0", "1.0", "-1.0", "100.0", "0.1", "0.30000000000000004", "1.5", "0.0001", "1e-05", "1e+16",
  "1e+22", "1.5e+300", "5e-324", "1.7976931348623157e+308", "9007199254740991", "9007199254740992", "9007199254740993",
  "-9007199254740993", "9007199254740992.0", "18446744073709551616", "1000000000000000000000000000000", "NaN", "Infinity",
  "-Infinity",
];

function withCpu(cpu: string): string {
  const requests = `{"cpu": ${cpu}, "mem": null, "gpu": null, "ephemeral_storage": null}`;
  return `{"image_config": {}, "default_resources": {"requests": ${requests}, "limits": {}}, "x": [${cpu}]}`;
}

Deno.test("every number is written as it was read", async () => {
  for (const number of [...NUMBERS, ...NUMBERS.map((each) => `[${each}, ${each}]`)]) {
    const settings = SerializationSettings.fromJsonString(withCpu(number));
    assert.ok(settings.toJsonString().includes(`{"cpu": ${number}, "mem"`), number);
    assert.ok(settings.toJsonString().endsWith(`"x": [${number}]}`), number);
    const decoded = await SerializationSettings.fromTransport(
      await settings.serializedContext({ reproducible: false }),
    );
    assert.equal(decoded.toJsonString(), settings.toJsonString());
    assert.deepEqual(decoded, settings);
    assert.equal(SerializationSettings.fromDict(settings.toDict()).toJsonString(), settings.toJsonString());
    assert.equal(settings.with({}).toJsonString(), settings.toJsonString());
  }
});

Deno.test("numbers are written as Python writes them", () => {
  const written: Readonly<Record<string, string>> = {
    "1e0": "1.0",
    "1E5": "100000.0",
    "1.50": "1.5",
    "-0": "0",
    "1e400": "Infinity",
    "-1e400": "-Infinity",
    "1e-400": "0.0",
    "10e-1": "1.0",
    "0.00001": "1e-05",
    "123456789012345678901234567890.0": "1.2345678901234568e+29",
  };
  for (const [read, expected] of Object.entries(written)) {
    assert.ok(
      SerializationSettings.fromJsonString(withCpu(read)).toJsonString().includes(`{"cpu": ${expected}, "mem"`),
      read,
    );
  }
});

Deno.test("values distinguish integers from floats", () => {
  const cpu = (text: string) => SerializationSettings.fromJsonString(withCpu(text)).defaultResources?.requests?.cpu;
  assert.equal(cpu("1"), 1);
  assert.deepEqual(cpu("1.0"), new PythonFloat(1));
  assert.equal(cpu("1.5"), 1.5);
  assert.equal(cpu("9007199254740993"), 9007199254740993n);
  assert.ok(Number.isNaN(cpu("NaN")));
  assert.deepEqual(cpu('["1", 2.0]'), ["1", new PythonFloat(2)]);
  assert.ok(Object.is(cpu("-0.0"), -0));
});

Deno.test("a PythonFloat is a number to JavaScript and a float to Python", () => {
  const float = new PythonFloat(2);
  assert.equal(float.valueOf() + 1, 3);
  assert.ok(Number(float) === 2);
  assert.equal(String(float), "2.0");
  assert.equal(JSON.stringify([float]), "[2]");
  assert.ok(Object.isFrozen(float));
  assert.equal(
    new Resources({ cpu: float }).toJsonString(),
    '{"cpu": 2.0, "mem": null, "gpu": null, "ephemeral_storage": null}',
  );
});

Deno.test("JSON.stringify of settings writes numbers as JavaScript can", () => {
  const settings = SerializationSettings.fromJsonString(withCpu("2.0"));
  assert.equal(JSON.parse(JSON.stringify(settings)).default_resources.requests.cpu, 2);
  assert.ok(JSON.stringify(settings).startsWith('{"image_config":{"default_image":null,"images":null},"project":null'));
});
