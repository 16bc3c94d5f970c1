import assert from "node:assert/strict";
import fc from "fast-check";
import { ERROR_CODES, findContext, findContexts, FlyteConfigError, SerializationSettings } from "../../../mod.ts";
import { contextCarriers } from "../../_support/golden_files.ts";
import { assertLinear } from "../../_support/growth.ts";
import { errorOf } from "../../_support/support.ts";

const context = await SerializationSettings.forImage("ghcr.io/acme/app:v1", "v1").serializedContext();
const other = await SerializationSettings.forImage("ghcr.io/acme/app:v2", "v2").serializedContext();

const env = [{ name: "HOME", value: "/root" }, { name: "_F_SS_C", value: context }];
const pod = { apiVersion: "v1", kind: "Pod", spec: { containers: [{ name: "primary", image: "app", env }] } };

/** The context in lines, after a prefix. */
function lines(width: number, prefix = ""): string {
  return (prefix + context).replace(new RegExp(`.{${width}}`, "g"), "$&\n");
}

/** The path to the context in what programs print, by the name of the recording. */
const PATHS: Readonly<Record<string, string>> = {
  "flytekit: a task template": "container.env[2].value",
  "flytekit: a task template, names of protobuf": "container.env[2].value",
  "flytekit: a task template in a pod": "k8sPod.podSpec.containers[1].env[2].value",
  "flytekit: a registered task": "closure.compiledTask.template.container.env[2].value",
  "flytekit: a task template in protobuf's text format": "line 95",
  "flytekit: a task template as Python shows a dict": "container.env[2].value",
  "flytekit: a task template in a line of a log": "line 1",
  "flytekit: a task template in a pod in a line of a log": "line 1",
  "flytekit: in that line, values before names": "line 1",
  "flytekit: a task template in a JSON string": "container.env[2].value",
  "flytekit: a task template in JSON in a line of a log": "line 1",
  "flyte 2: a task specification": "taskTemplate.container.env[1].value",
  "env": "line 5",
  "env -0": "line 5",
  "printenv with its name": "",
  "/proc/PID/environ": "line 5",
  "export -p of sh": "line 8",
  "export -p of bash": "line 7",
  "set of bash": "line 22",
  "os.environ of Python": "line 1",
  "os.environ of Python as JSON": "_F_SS_C",
  "env in lines of 76": "line 1",
  "base64 in lines of 76": "",
  "export with quotes of Python": "line 1",
  "kubectl get pod -o json": "spec.containers[0].env[2].value",
  "kubectl get pod -o yaml": "spec.containers[0].env[2].value",
  "kubectl get pods -o json": "items[0].spec.containers[0].env[2].value",
  "kubectl get pods -o yaml": "items[0].spec.containers[0].env[2].value",
  "kubectl get pod -o yaml, twice": "documents[0].spec.containers[0].env[2].value",
  "kubectl get pod -o json, twice": "line 7",
  "kubectl get pod -o jsonpath, the list": "[2].value",
  "kubectl get pod -o jsonpath, the value": "",
  "kubectl describe pod": "line 18",
  "kubectl set env --list": "line 4",
  "kubectl create configmap": "data._F_SS_C",
  "buildah inspect": "OCIv1.config.Env[2]",
  "podman image inspect": "[0].Config.Env[2]",
  "podman inspect": "[0].Config.Env[0]",
  "podman inspect --format, the list": "[0]",
  "podman inspect --format json": "[0]",
  "docker inspect": "[0].Config.Env[0]",
  "docker image inspect": "[0].Config.Env[2]",
  "docker history": "line 4",
};

const GOLDEN = contextCarriers();

Deno.test("findContext: the recordings are those with a path here", () => {
  assert.deepEqual(GOLDEN.carriers.map(({ name }) => name), Object.keys(PATHS));
});

for (const { name, text } of GOLDEN.carriers) {
  Deno.test(`findContext: ${name}`, () => {
    const expected = [{ context: GOLDEN.context, path: PATHS[name] }];
    assert.deepEqual(findContexts(text), expected);
    const onWindows = `\ufeff${text.replaceAll("\n", "\r\n")}`;
    assert.deepEqual(findContexts(onWindows), expected, "with a byte order mark and the line ends of Windows");
  });
}

Deno.test("findContext: the recorded context is that of a task", async () => {
  const settings = await SerializationSettings.fromTransport(GOLDEN.context);
  assert.deepEqual([settings.project, settings.domain], ["flytesnacks", "development"]);
});

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
  ["export in lines", `export A=b\nexport _F_SS_C="${lines(76)}"\nexport C=d\n`, "line 2"],
  ["NAME='value' in lines", `_F_SS_C='${lines(64)}'\n`, "line 1"],
  ["NAME=value in lines", `A=b\n${lines(76, "_F_SS_C=")}\nC=d\ndone\n`, "line 2"],
  ["NAME=value before a word", `_F_SS_C=${context}\ndone\n`, "line 1"],
  ["a line after one that mentions it", `NOTE=see _F_SS_C\n_F_SS_C=${context}\n`, "line 2"],
  ["set in fish", `set -gx _F_SS_C ${context}`, "line 1"],
  ["set in csh", `setenv _F_SS_C ${context}`, "line 1"],
  ["set in Windows", `set _F_SS_C=${context}\r\nset A=b\r\n`, "line 1"],
  ["a table of PowerShell", `Name${" ".repeat(20)}Value\r\n_F_SS_C${" ".repeat(17)}${context}\r\n`, "line 2"],
  ["ConvertTo-Json in PowerShell", JSON.stringify([{ Name: "_F_SS_C", Value: context }]), "[0].Value"],
  ["a line of Dockerfile without =", `FROM app\nENV _F_SS_C ${context}\n`, "line 2"],
  ["a Dockerfile in several lines", `ENV A="b c" \\\n    _F_SS_C="${context}" \\\n    C=d\n`, "line 2"],
  ["a unit of systemd", `[Service]\nEnvironment="_F_SS_C=${context}" "A=b"\n`, "line 2"],
  ["TOML", `[env]\n_F_SS_C = "${context}"\n`, "line 2"],
  ["a list of Go", `[PATH=/bin _F_SS_C=${context} HOME=/root]`, "line 1"],
  ["a list of Go with it at the end", `[PATH=/bin HOME=/root _F_SS_C=${context}]`, "line 1"],
  ["a map of Go", `map[HOME:/root _F_SS_C:${context}]`, "line 1"],
  ["a struct of Go", `{Name:_F_SS_C Value:${context} ValueFrom:nil}`, "line 1"],
  ["objects of Python", `[{'name': '_F_SS_C',\n 'value': '${context}',\n 'value_from': None}]`, "[0].value"],
  ["lines of JSON", `{"a":1}\n{"_F_SS_C":"${context}"}\n`, "line 2"],
  [
    "JSON with lines around it",
    `start\n${JSON.stringify({ env: [{ name: "_F_SS_C", value: context }] }, null, 2)}\nend`,
    "line 5",
  ],
  ["a script in JSON", JSON.stringify({ args: ["sh", "-c", `export A=b\nexport _F_SS_C=${context}; run`] }), "line 1"],
  ["lines of env in JSON", JSON.stringify({ log: `HOME=/root\n_F_SS_C=${context}\nA=b` }), "line 1"],
  ["YAML in YAML", `data:\n  pod.yaml: |\n    env:\n    - name: _F_SS_C\n      value: ${context}\n`, "line 4"],
  [
    "YAML in lines",
    `env:\n- name: _F_SS_C\n  value: >-\n    ${lines(76).replaceAll("\n", "\n    ")}\n`,
    "env[0].value",
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

Deno.test("findContext: an annotation counts only if there is nothing else", () => {
  const annotations = { applied: JSON.stringify({ spec: { env: [{ name: "_F_SS_C", value: other }] } }) };
  const path = "metadata.annotations.applied.spec.env[0].value";
  assert.deepEqual(findContexts(JSON.stringify({ metadata: { annotations } })), [{ context: other, path }]);
  assert.equal(findContext(JSON.stringify({ metadata: { annotations }, ...pod })).context, context);
});

Deno.test("findContext: documents of YAML", () => {
  const service = "apiVersion: v1\nkind: Service\n";
  const found = findContext(`---\n${service}---\n${JSON.stringify(pod)}\n--- # the end\n${service}`);
  assert.deepEqual(found, { context, path: "documents[1].spec.containers[0].env[1].value" });
});

Deno.test("findContext: a truncated context is found, and decoding it says so", async () => {
  for (const text of [`_F_SS_C=${context.slice(0, 100)}\n`, `_F_SS_C${" ".repeat(20)}${context.slice(0, 80)}...\r\n`]) {
    const found = findContext(text);
    assert.ok(context.startsWith(found.context));
    assert.equal((await errorOf(() => SerializationSettings.fromTransport(found.context))).code, "cut_short");
  }
});

Deno.test("findContext: a value that is not a context is found, so that decoding it says what it is", () => {
  for (const value of ["$(cat", "{{", "abc"]) assert.equal(findContext(`_F_SS_C=${value} x`).context, value);
});

Deno.test("findContext: short lines belong to a value only while it cannot be complete", () => {
  const cases: readonly (readonly [text: string, context: string])[] = [
    // Base64 has a multiple of four characters, and the length at the end of a context has a zero byte.
    ["_F_SS_C=H4sIBBBB\nBBBA\nword", "H4sIBBBBBBBA"],
    ["_F_SS_C=H4sIBBBB\nAA==\nword", "H4sIBBBBAA=="],
    ["_F_SS_C=H4sIBBB\nA\nword", "H4sIBBBA"],
    ["_F_SS_C=H4sIBAA\nA\nword", "H4sIBAAA"],
    ["_F_SS_C=H4sIBBBA\nword", "H4sIBBBA"],
    [`_F_SS_C=H4sIBBBA\n${"word".repeat(9)}wor`, "H4sIBBBA"],
    [`_F_SS_C=H4sIBBBA\n${"word".repeat(9)}BBBA`, `H4sIBBBA${"word".repeat(9)}BBBA`],
    ["_F_SS_C=H4sIBBBB\nA=b", "H4sIBBBB"],
  ];
  for (const [text, context] of cases) assert.equal(findContext(text).context, context, JSON.stringify(text));
});

Deno.test("findContext: after a colon, a value is in quotes or a context", () => {
  const cases: readonly (readonly [text: string, context: string | undefined])[] = [
    ['{ _F_SS_C: "abc" }]', "abc"],
    ["{ _F_SS_C: 'abc' }]", "abc"],
    ["{ _F_SS_C: abc }]", undefined],
    ["{ _F_SS_C: H4sIA }]", "H4sIA"],
    ["_F_SS_C='a\"b'", 'a"b'],
    ['["_F_SS_C=\\""]', '"'],
    ['["_F_SS_C=\\"abc\\""]', "abc"],
    ['["_F_SS_C=\'abc\\""]', "'abc\""],
  ];
  for (const [text, context] of cases) {
    assert.deepEqual(findContexts(text).map((found) => found.context), context === undefined ? [] : [context], text);
  }
});

Deno.test("findContext: text of 10 MB", () => {
  const log = "2026-01-01T00:00:00Z INFO some: line with key=value and {json: 1}\n".repeat(150_000);
  assert.deepEqual(findContexts(log), []);
  assert.deepEqual(findContexts(`${log}_F_SS_C is not set\n`), []);
  assert.equal(findContext(`${log}_F_SS_C=${context}\n${log}_F_SS_C=${context}`).path, "line 150001");
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
  ["MY_F_SS_C=a\n_F_SS_C_OLD=b", /mentioned, but has no value/],
  [`_F_SS_C=\nOTHER=${context}`, /mentioned, but has no value/],
  [`_F_SS_C=""\nOTHER=${context}`, /mentioned, but has no value/],
  ['{"_F_SS_C": null}', /mentioned, but has no value/],
  [[..."_F_SS_C=H4sI\r\n"].join("\0"), /UTF-16 that was decoded as UTF-8; decode it as UTF-16/],
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

Deno.test("findContext: JSON with too many values is searched line by line, JSON within strings up to a limit", () => {
  const many = JSON.stringify({ list: Array(2_000_000).fill(10), name: "_F_SS_C", value: context });
  assert.deepEqual(findContext(many), { context, path: "line 1" });
  const inner = JSON.stringify({ _F_SS_C: context });
  const strings = (size: number) => JSON.stringify({ first: `[${" ".repeat(size)}"_F_SS_C"]`, second: inner });
  assert.equal(findContext(strings(9)).path, "second._F_SS_C");
  assert.equal(findContext(strings(8 * 1024 * 1024 - 200)).path, "line 1");
});

Deno.test("findContext takes linear time", () => {
  const texts = [
    (n: number) => "_F_SS_C=".repeat(n),
    (n: number) => `_F_SS_C${" ".repeat(n)}`,
    (n: number) => "_F_SS_C='\n".repeat(n),
    (n: number) => "_F_SS_C ".repeat(n),
    (n: number) => `_F_SS_C="H4sI\n`.repeat(n),
    (n: number) => `_F_SS_C=H4sI\n${`${"A".repeat(76)}\n`.repeat(n / 77)}`,
    (n: number) => `${"A".repeat(n)}", "name": "_F_SS_C`,
    (n: number) => JSON.stringify({ list: Array(n).fill("_F_SS_C="), value: "{".repeat(n) }),
  ];
  for (const [index, text] of texts.entries()) {
    assertLinear((size) => findContexts(text(size)), 20_000, `text ${index}`);
  }
});
