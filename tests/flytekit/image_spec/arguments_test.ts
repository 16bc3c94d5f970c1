/**
 * What callers in plain JavaScript get wrong: each public function refuses it with an error of ours.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  explainHash,
  FlyteConfigError,
  ImageSpec,
  memoryHost,
  prepareDockerfile,
  PythonFloat,
  renderDockerfile,
  validateContainerRegistryName,
} from "../../../mod.ts";
import { thrownBy } from "../../_support/support.ts";
import { FIELDS } from "../../../src/flytekit/image_spec/fields.ts";
import { errorOf } from "../../_support/support.ts";

const WRONG: readonly unknown[] = [
  ...[undefined, null, 0, NaN, 5n, true, "x", "", Symbol("s"), () => 1],
  ...[[], [1], {}, { nope: 1 }, Object.create(null), new Date(), new Map([["packages", ["a"]]]), new Uint8Array(2)],
];

const spec = new ImageSpec({ packages: ["a"], pythonVersion: "3.12" });
type Call = (value: never) => unknown;

const OPTIONS = ["installer", "flytekit", "pythonVersion", "uvImage", "micromambaImage", "labels", "literalEnv"];

const CALLS: Readonly<Record<string, Call>> = {
  "new ImageSpec": (value) => new ImageSpec(value),
  "new ImageSpec, options": (value) => new ImageSpec({}, value),
  fromDict: (value) => ImageSpec.fromDict(value),
  "fromDict, options": (value) => ImageSpec.fromDict({}, value),
  fromYaml: (value) => ImageSpec.fromYaml(value),
  "fromYaml, options": (value) => ImageSpec.fromYaml("name: a", value),
  fromEnv: (value) => ImageSpec.fromEnv(value),
  "fromEnv, pinnedPackages": (value) => ImageSpec.fromEnv({ pinnedPackages: value, host: memoryHost() }),
  "fromEnv, python": (value) => ImageSpec.fromEnv({ python: value, host: memoryHost() }),
  with: (value) => spec.with(value),
  withPackages: (value) => spec.withPackages(value),
  withAptPackages: (value) => spec.withAptPackages(value),
  withCommands: (value) => spec.withCommands(value),
  withCopy: (value) => spec.withCopy(value),
  withRuntimePackages: (value) => spec.withRuntimePackages(value),
  withBuilderOptions: (value) => spec.withBuilderOptions(value),
  tag: (value) => spec.tag(value),
  "tag, host": (value) => spec.with({ requirements: "none.txt" }).tag({ host: value }),
  "tag, digests": (value) => spec.with({ copy: ["mod.ts"] }).tag({ digests: value }),
  "tag, digests.copy": (value) => spec.with({ copy: ["mod.ts"] }).tag({ digests: { copy: value } }),
  "tag, realNames": (value) => new ImageSpec({ baseImage: spec }).tag({ realNames: value }),
  "tag, onIssue": (value) => spec.tag({ onIssue: value }),
  imageName: (value) => spec.imageName(value),
  existence: (value) => spec.existence(value),
  "existence, client": (value) => spec.existence({ client: value }),
  "existence, signal": (value) => spec.existence({ signal: value }),
  exist: (value) => spec.exist(value),
  isContainer: (value) => spec.isContainer(value),
  "isContainer, env": (value) => spec.isContainer({ env: value }),
  "explainHash, one": (value) => explainHash(value, spec),
  "explainHash, other": (value) => explainHash(spec, value),
  renderDockerfile: (value) => renderDockerfile(value),
  "renderDockerfile, options": (value) => renderDockerfile(spec, value),
  prepareDockerfile: (value) => prepareDockerfile(value, memoryHost()),
  "prepareDockerfile, host": (value) => prepareDockerfile(spec, value),
  "prepareDockerfile, options": (value) => prepareDockerfile(spec, memoryHost(), value),
  validateContainerRegistryName: (value) => validateContainerRegistryName(value),
  ...Object.fromEntries(
    FIELDS.flatMap(({ key }): [string, Call][] => [
      [`field ${key}`, (value) => new ImageSpec({ [key]: value })],
      [`Dockerfile, field ${key}`, (value) => renderDockerfile({ id: "a", [key]: value })],
    ]),
  ),
  ...Object.fromEntries(
    [...OPTIONS, "imageId", "requirementsText"].map((name): [string, Call] => [
      `Dockerfile, option ${name}`,
      (value) => renderDockerfile(spec, { [name]: value }),
    ]),
  ),
};

Deno.test("wrong values only make functions throw a FlyteConfigError", async () => {
  const raw: string[] = [];
  for (const [name, call] of Object.entries(CALLS)) {
    for (const [index, value] of WRONG.entries()) {
      try {
        await call(value as never);
      } catch (error) {
        if (!(error instanceof FlyteConfigError)) raw.push(`${name} ${index}: ${error}`);
      }
    }
  }
  assert.deepEqual(raw, []);
});

Deno.test("mistyped names and calls are rejected with the right one", async () => {
  const cases: readonly [call: () => unknown, code: string, message: RegExp][] = [
    [() => new ImageSpec({ package: ["a"] } as object), "unknown_field", /did you mean "packages"/],
    [() => new ImageSpec({}, { machin: "arm64" } as object), "invalid_option", /did you mean "machine"/],
    [() => new ImageSpec(new Map() as object), "wrong_shape", /an object of fields/],
    [() => spec.with({ pythonversion: "3.11" } as object), "unknown_field", /did you mean "pythonVersion"/],
    [() => spec.with("pandas" as never), "invalid_argument", /write spec\.with\(/],
    [() => spec.withPackages(undefined as never), "invalid_argument", /packages must be a string or a list/],
    [() => ImageSpec.fromDict({ python_versio: "3.11" }), "unknown_field", /did you mean "python_version"/],
    [() => ImageSpec.fromYaml({ text: "a" } as never), "invalid_argument", /fromYaml\(\{ name, text \}\)/],
    [() => ImageSpec.fromEnv({ pinnedPackage: ["a"] } as object), "invalid_option", /did you mean "pinnedPackages"/],
    [() => spec.tag({ hosts: memoryHost() } as object), "invalid_option", /did you mean "host"/],
    [() => spec.tag({ digests: { sources: () => "" } } as object), "invalid_option", /did you mean "source"/],
    [() => spec.existence({ clients: 1 } as object), "invalid_option", /did you mean "client"/],
    [() => renderDockerfile(spec, { instaler: "uv" } as object), "invalid_option", /did you mean "installer"/],
    [() => renderDockerfile({ id: "a", package: ["a"] } as never), "unknown_field", /did you mean "packages"/],
    [() => renderDockerfile({} as never), "invalid_argument", /spec\.id must be a string/],
    [() => explainHash(spec, spec.toDict() as never), "invalid_argument", /other must be an ImageSpec/],
  ];
  for (const [call, code, message] of cases) {
    const error = await errorOf(call);
    assert.equal(error.code, code, error.message);
    assert.match(error.message, message);
  }
});

Deno.test("with… methods accept strings, lists, or both", () => {
  const base = new ImageSpec({ packages: ["a"] });
  assert.deepEqual(base.withPackages("b", ["c", "d"], "e").packages, ["a", "b", "c", "d", "e"]);
  assert.deepEqual(base.withCommands("x", "y").commands, ["x", "y"]);
  assert.deepEqual(base.withCopy(["x"], "y").copy, ["x", "y"]);
  assert.throws(() => base.withPackages(), { code: "invalid_argument" });
});

Deno.test("options that a call does not have are rejected", async () => {
  const signal = AbortSignal.abort();
  await assert.rejects(base().tag({ signal } as object), { code: "invalid_option" });
  await assert.rejects(base().imageName({ onMessage: () => {} } as object), { code: "invalid_option" });
  await assert.rejects(base().exist({ onMessage: () => {} } as object), { code: "invalid_option" });
});

function base(): ImageSpec {
  return new ImageSpec({ name: "app" });
}

Deno.test("messages show numbers and the type of other values; scalars need quotes", () => {
  const messages: readonly (readonly [value: unknown, found: string])[] = [
    [5, "5; write it in quotes"],
    [3.1, "3.1; write it in quotes"],
    [2n ** 70n, "1180591620717411303424; write it in quotes"],
    [new PythonFloat(1.5), "a number; write it in quotes"],
    [true, "true; write it in quotes"],
    [[], "a list"],
    [{}, "an object"],
  ];
  for (const [value, found] of messages) {
    assert.equal(
      thrownBy(() => new ImageSpec({ name: value as never })).message,
      `ImageSpec: name must be a string, found ${found}`,
    );
  }
  const date = thrownBy(() => ImageSpec.fromYaml({ name: "i.yaml", text: "registry: 2024-01-01" }));
  assert.match(date.message, /registry must be a string, found a date; write it in quotes$/);
  const secret = thrownBy(() => new ImageSpec({ env: { A: 5 as never } }));
  assert.match(secret.message, /env\.A must be a string, found a number; write it in quotes$/);
});

Deno.test("renderDockerfile checks the fields of plain objects, and names the field that is wrong", () => {
  for (const [field, value] of [["packages", 5], ["baseImage", 5], ["pythonVersion", []], ["env", "A=1"]] as const) {
    const error = thrownBy(() => renderDockerfile({ id: "a", [field]: value as never }));
    assert.equal(error.code, "wrong_shape", field);
  }
  const base = new ImageSpec({ name: "base", registry: "ghcr.io/acme", baseImage: "debian:12" });
  assert.match(renderDockerfile({ id: "a", baseImage: "debian:12" }).dockerfile, /^FROM debian:12/m);
  for (const spec of [new ImageSpec({ baseImage: base }), { id: "a", baseImage: base as never }]) {
    assert.equal(thrownBy(() => renderDockerfile(spec)).code, "image_base_required");
  }
  for (const condaChannels of [["a\nb"], ["ok", "a\nb"]]) {
    const error = thrownBy(() => renderDockerfile({ id: "a", condaChannels, condaPackages: ["x"] }));
    assert.equal(error.path, `condaChannels[${condaChannels.length - 1}]`);
  }
});
