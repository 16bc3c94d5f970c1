import assert from "node:assert/strict";
import fc from "fast-check";
import { ERROR_CODES, findContext, findContexts, FlyteConfigError, SerializationSettings } from "../../../mod.ts";
import { assertLinear } from "../../_support/growth.ts";

const context = await SerializationSettings.forImage("ghcr.io/acme/app:v1", "v1").serializedContext();
const other = await SerializationSettings.forImage("ghcr.io/acme/app:v2", "v2").serializedContext();

const env = [{ name: "HOME", value: "/root" }, { name: "_F_SS_C", value: context }];
const pod = { apiVersion: "v1", kind: "Pod", spec: { containers: [{ name: "primary", image: "app", env }] } };

/** What kubectl prints for YAML: plain scalars in blocks. */
const podAsYaml = `apiVersion: v1
kind: Pod
metadata:
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      ${JSON.stringify(pod)}
spec:
  containers:
  - env:
    - name: HOME
      value: /root
    - name: _F_SS_C
      value: ${context}
    image: app
    name: primary
`;

const CARRIERS: readonly (readonly [name: string, text: string, path: string])[] = [
  ["a bare context", context, ""],
  ["a bare context with white space around it", `\n  ${context}\r\n`, ""],
  ["a bare context in quotes", `"${context}"`, ""],
  ["a bare context in lines of 76", context.replace(/.{76}/g, "$&\n"), ""],
  ["NAME=value", `_F_SS_C=${context}`, "line 1"],
  ["NAME='value'", `_F_SS_C='${context}'`, "line 1"],
  ["export in a shell", `#!/bin/sh\nexport _F_SS_C="${context}"\nexec pyflyte-execute\n`, "line 2"],
  ["declare -x", `declare -x HOME="/root"\ndeclare -x _F_SS_C="${context}"\n`, "line 2"],
  ["env", `HOME=/root\nPATH=/bin:/usr/bin\n_F_SS_C=${context}\nX={"a": 1}\n`, "line 3"],
  ["set in PowerShell", `$env:_F_SS_C = "${context}"`, "line 1"],
  ["docker run -e", `docker run -e _F_SS_C=${context} -e A=b app`, "line 1"],
  ["a line of Dockerfile", `FROM app\nENV A=b _F_SS_C=${context}`, "line 2"],
  ["an environment as JSON", JSON.stringify({ HOME: "/root", _F_SS_C: context }), "_F_SS_C"],
  ["kubectl get pod -o json", JSON.stringify(pod, null, 4), "spec.containers[0].env[1].value"],
  ["kubectl get pods -o json", JSON.stringify({ items: [pod, pod] }), "items[0].spec.containers[0].env[1].value"],
  [
    "docker inspect",
    JSON.stringify([{ Config: { Env: ["PATH=/bin", `_F_SS_C=${context}`] } }], null, 4),
    "[0].Config.Env[1]",
  ],
  [
    "a Flyte task template",
    JSON.stringify({ template: { container: { env: [{ key: "_F_SS_C", value: context }] } } }),
    "template.container.env[0].value",
  ],
  [
    "compose.yaml, a list",
    `services:\n  app:\n    environment:\n      - _F_SS_C=${context}\n`,
    "services.app.environment[0]",
  ],
  [
    "compose.yaml, a mapping",
    `services:\n  app:\n    environment:\n      _F_SS_C: ${context}\n`,
    "services.app.environment._F_SS_C",
  ],
  ["a log line", `time="12:00" msg="starting" _F_SS_C=${context}, A=b`, "line 1"],
];

for (const [name, text, path] of CARRIERS) {
  Deno.test(`findContext: ${name}`, async () => {
    const found = findContext(text);
    assert.equal(found.path, path);
    assert.equal((await SerializationSettings.fromTransport(found.context)).version, "v1");
    assert.equal(findContexts(text).length, 1);
  });
}

Deno.test("findContext: YAML of kubectl, whose annotation repeats the pod", () => {
  const found = findContexts(podAsYaml);
  assert.deepEqual(found.map((one) => one.context), [context]);
});

Deno.test("findContext: documents of YAML", () => {
  const service = "apiVersion: v1\nkind: Service\n";
  const found = findContext(`---\n${service}---\n${podAsYaml}--- # the end\n${service}`);
  assert.equal(found.context, context);
});

Deno.test("findContexts: different contexts in the order of the text, findContext names where they are", () => {
  const containers = [{ env }, { env }, { env: [{ name: "_F_SS_C", value: other }] }];
  const text = JSON.stringify({ spec: { containers } });
  assert.deepEqual(findContexts(text), [
    { context, path: "spec.containers[0].env[1].value" },
    { context: other, path: "spec.containers[2].env[0].value" },
  ]);
  assert.throws(() => findContext(text), {
    code: "context_ambiguous",
    message: /2 different contexts \(spec\.containers\[0\]\.env\[1\]\.value, spec\.containers\[2\]\.env\[0\]\.value\)/,
  });
});

const MISSING: readonly (readonly [text: string, reason: RegExp])[] = [
  ["", /the text is empty/],
  [" \n", /the text is empty/],
  ["HOME=/root", /does not mention _F_SS_C/],
  ["_F_SS_C", /mentioned, but has no value/],
  ["_F_SS_C=", /mentioned, but has no value/],
  [JSON.stringify({ env: [{ name: "_F_SS_C", value: "" }] }), /mentioned, but has no value/],
  [
    JSON.stringify({ env: [{ name: "_F_SS_C", valueFrom: { secretKeyRef: { name: "s", key: "k" } } }] }),
    /env\[0\] takes its value from elsewhere \(valueFrom\)/,
  ],
];

for (const [text, reason] of MISSING) {
  Deno.test(`findContext: no context in ${JSON.stringify(text)}`, () => {
    assert.deepEqual(findContexts(text), []);
    assert.throws(() => findContext(text), { code: "context_not_found", message: reason });
  });
}

Deno.test("findContext: wrong arguments", () => {
  for (const wrong of [undefined, null, 1, {}, [], new Uint8Array(3)]) {
    assert.throws(() => findContext(wrong as unknown as string), { code: "invalid_argument" });
    assert.throws(() => findContexts(wrong as unknown as string), { code: "invalid_argument" });
  }
});

Deno.test("findContext: a context anywhere in JSON or YAML of any shape is found, and its path leads to it", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.array(fc.oneof(fc.string(), fc.nat(3)), { maxLength: 5 }), (noise, steps) => {
      let value: unknown = { name: "_F_SS_C", value: context };
      for (const step of steps.toReversed()) {
        value = typeof step === "number" ? [...Array(step).fill(noise), value] : { noise, [step]: value };
      }
      const found = findContexts(JSON.stringify(value));
      assert.deepEqual(found.map((one) => one.context), [context]);
    }),
  );
});

Deno.test("findContext: any text gives an answer or an error of this library", () => {
  const word = fc.constantFrom(
    "_F_SS_C",
    "=",
    ":",
    '"',
    "'",
    "{",
    "}",
    "[",
    "]",
    "name",
    "value",
    ",",
    "\n",
    " ",
    "- ",
    context,
  );
  fc.assert(fc.property(fc.array(word).map((words) => words.join("")), (text) => {
    try {
      assert.notEqual(findContext(text).context, "");
    } catch (error) {
      assert.ok(error instanceof FlyteConfigError && error.code in ERROR_CODES, String(error));
    }
  }));
});

Deno.test("findContext: aliases of YAML are looked at once, and deep JSON does not overflow", () => {
  const laughs = Array.from({ length: 12 }, (_, level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}]`);
  assert.equal(findContext(`a0: &a0 {_F_SS_C: ${context}}\n${laughs.join("\n")}\n`).path, "a0._F_SS_C");
  const deep = `${"[".repeat(5_000)}{"_F_SS_C":"${context}"}${"]".repeat(5_000)}`;
  assert.equal(findContext(deep).context, context);
});

Deno.test("findContext takes linear time", () => {
  const texts = [
    (n: number) => "_F_SS_C=".repeat(n),
    (n: number) => `_F_SS_C${" ".repeat(n)}`,
    (n: number) => "_F_SS_C='\n".repeat(n),
    (n: number) => JSON.stringify({ list: Array(n).fill("_F_SS_C="), value: "{".repeat(n) }),
  ];
  for (const [index, text] of texts.entries()) {
    assertLinear((size) => findContexts(text(size)), 20_000, `text ${index}`);
  }
});
