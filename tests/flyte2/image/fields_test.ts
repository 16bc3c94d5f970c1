import assert from "node:assert/strict";
import { Image, layerOf, type LayerType } from "../../../v2.ts";
import { thrownBy } from "../../_support/support.ts";

const LAYER = { type: "AptPackages", packages: ["git"] };
const make = layerOf as (type: string, init: unknown) => unknown;

Deno.test("messages name the field or item, what it must be, and what was found", () => {
  const wire = Image.fromBase("debian:12").toDict();
  const secret = "s3cret";
  const cases: readonly (readonly [call: () => unknown, code: string, path: string | undefined, message: string])[] = [
    [
      () => make("AptPackage", {}),
      "wrong_shape",
      "type",
      'unknown layer type "AptPackage"; did you mean "AptPackages"?',
    ],
    [
      () => make(3 as unknown as LayerType, {}),
      "wrong_shape",
      "type",
      "the type of a layer must be a string, found a number",
    ],
    [() => make("WorkDir", []), "wrong_shape", undefined, "WorkDir: expected an object with fields, found a list"],
    [
      () => make("AptPackages", {}),
      "wrong_shape",
      "packages",
      "AptPackages: packages is missing; it must be a list of strings",
    ],
    [
      () => make("AptPackages", { packages: secret }),
      "wrong_shape",
      "packages",
      "AptPackages: packages must be a list of strings, found a string",
    ],
    [
      () => make("AptPackages", { packages: ["git", 3] }),
      "wrong_shape",
      "packages[1]",
      "AptPackages: packages[1] must be a string, found a number",
    ],
    [
      () => make("AptPackages", { packages: [["git"]] }),
      "wrong_shape",
      "packages[0]",
      "AptPackages: packages[0] must be a string, found a list; pass the items one by one, not in a list",
    ],
    [
      () => make("AptPackages", { packages: ["a", "\ud800"] }),
      "not_utf8",
      "packages[1]",
      "AptPackages: packages[1] contains half of a surrogate pair",
    ],
    [
      () => make("Env", { envVars: [["A", "1"], ["B"]] }),
      "wrong_shape",
      "envVars[1]",
      "Env: envVars[1] must be a pair of strings, found a list",
    ],
    [
      () => make("Env", { envVars: [["A", "\udc00"]] }),
      "not_utf8",
      "envVars[0]",
      "Env: envVars[0] contains half of a surrogate pair",
    ],
    [
      () => make("UVProject", { pyproject: "p", uvlock: 1 }),
      "wrong_shape",
      "uvlock",
      "UVProject: uvlock must be a path or null, found a number",
    ],
    [
      () => make("UVProject", { pyproject: "p", projectInstallMode: "install-project" }),
      "wrong_shape",
      "projectInstallMode",
      'UVProject: projectInstallMode must be "dependencies_only" or "install_project", found "install-project"; did you mean "install_project"?',
    ],
    [
      () => make("Commands", { commands: [], secretMounts: [{}] }),
      "wrong_shape",
      "secretMounts[0]",
      "Commands: secretMounts[0] must be a Secret or the key of one, found an object",
    ],
    [
      () => make("AptPackages", { packages: [], package: [] }),
      "unknown_field",
      "package",
      'AptPackages: unknown field "package"; did you mean "packages"?',
    ],
    [() => Image.fromDict([]), "wrong_shape", undefined, "Image: expected an object with fields, found a list"],
    [
      () => Image.fromDict({ ...wire, nam: "x" }),
      "unknown_field",
      "nam",
      'Image: unknown field "nam"; did you mean "name"?',
    ],
    [
      () => Image.fromDict({ ...wire, platform: ["linux/arm"] }),
      "wrong_shape",
      "platform[0]",
      'Image: platform[0] must be "linux/amd64" or "linux/arm64", found "linux/arm"; did you mean "linux/arm64"?',
    ],
    [
      () => Image.fromDict({ ...wire, platform: [] }),
      "wrong_shape",
      "platform",
      "Image: platform must be a non-empty list of platforms, found a list",
    ],
    [
      () => Image.fromDict({ ...wire, python_version: [3] }),
      "wrong_shape",
      "python_version",
      "Image: python_version must be two numbers, such as [3, 12], found a list",
    ],
    [
      () => Image.fromDict({ ...wire, layers: {} }),
      "wrong_shape",
      "layers",
      "Image: layers must be a list of layers, found an object",
    ],
    [
      () => Image.fromDict({ ...wire, image_registry_secret: "a" }),
      "wrong_shape",
      "image_registry_secret",
      "Image: image_registry_secret must be a Secret, found a string",
    ],
    [
      () => Image.fromDict({ ...wire, layers: [LAYER, { ...LAYER, secret_mounts: ["a", 3] }] }),
      "wrong_shape",
      "layers[1].secret_mounts[1]",
      "Image: layers[1]: AptPackages: secret_mounts[1] must be a Secret or the key of one, found a number",
    ],
    [
      () => Image.fromDict({ ...wire, layers: [{ ...LAYER, secretMounts: [] }] }),
      "unknown_field",
      "layers[0].secretMounts",
      'Image: layers[0]: AptPackages: unknown field "secretMounts"; did you mean "secret_mounts"?',
    ],
    [
      () => Image.fromDict({ ...wire, layers: [LAYER, {}] }),
      "wrong_shape",
      "layers[1].type",
      "Image: layers[1]: the type of a layer must be a string, found undefined",
    ],
    [
      () => Image.fromDict({ ...wire, layers: [{ ...LAYER, secret_mounts: [{ kee: "a" }] }] }),
      "unknown_field",
      "layers[0].kee",
      'Image: layers[0]: Secret: unknown field "kee"; did you mean "key"?',
    ],
  ];
  for (const [call, code, path, message] of cases) {
    const error = thrownBy(call);
    assert.deepEqual([error.code, error.path, error.message], [code, path, message]);
    assert.doesNotMatch(error.message, /s3cret/);
  }
});

Deno.test("null is a value of lock files, and not set elsewhere", () => {
  const project = layerOf("UVProject", { pyproject: "./p//pyproject.toml", uvlock: null });
  assert.deepEqual([project.uvlock, project.pyproject, project.projectInstallMode, project.pre], [
    null,
    "p/pyproject.toml",
    "dependencies_only",
    false,
  ]);
  const wire = Image.fromDict({ ...Image.fromBase("a").toDict(), layers: [{ type: "UVProject", pyproject: "p" }] });
  assert.equal((wire.layers[0] as typeof project).uvlock, undefined);
  assert.deepEqual(Image.fromDict({ ...wire.toDict(), name: null }).toDict(), wire.toDict());
  const missing = thrownBy(() => make("WorkDir", { workdir: null }));
  assert.equal(missing.message, "WorkDir: workdir is missing; it must be a string");
});
