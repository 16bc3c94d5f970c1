import assert from "node:assert/strict";
import fc from "fast-check";
import { FlyteConfigError, Image, type Layer, layerOf, renderDockerfile } from "../../../../v2.ts";
import {
  type Instruction,
  readAssignments,
  readCopyWord,
  readDockerfile,
  readJson,
  readShell,
  scriptOf,
} from "../../../_support/dockerfile_reader.ts";
import { runs } from "../../../_support/effort.ts";
import { HOSTILE_PIECES } from "../../../_support/hostile_text.ts";

const hostile = fc.array(fc.constantFrom(...HOSTILE_PIECES.filter((piece) => piece.isWellFormed())), {
  minLength: 1,
  maxLength: 8,
}).map((parts) => parts.join(""));
const list = fc.array(hostile, { minLength: 1, maxLength: 3 });
const pip = { pre: false };

/** Layers with a hostile string in one field, and the instructions that they must become. */
const FIELDS: Readonly<Record<string, readonly [fc.Arbitrary<Layer>, RegExp]>> = {
  packages: [list.map((packages) => layerOf("PipPackages", { ...pip, packages })), /^RUN$/],
  indexUrl: [hostile.map((indexUrl) => layerOf("PipPackages", { ...pip, indexUrl, packages: ["a"] })), /^RUN$/],
  extraIndexUrls: [
    list.map((extraIndexUrls) => layerOf("PipPackages", { ...pip, extraIndexUrls, packages: ["a"] })),
    /^RUN$/,
  ],
  extraArgs: [hostile.map((extraArgs) => layerOf("PipPackages", { ...pip, extraArgs, packages: ["a"] })), /^RUN$/],
  secretMounts: [
    hostile.map((key) => layerOf("Commands", { commands: ["x"], secretMounts: [key] })),
    /^RUN$/,
  ],
  file: [hostile.map((file) => layerOf("Requirements", { ...pip, file: `${file}.txt` })), /^RUN$/],
  aptPackages: [list.map((packages) => layerOf("AptPackages", { packages })), /^(RUN)?$/],
  commands: [list.map((commands) => layerOf("Commands", { commands })), /^RUN( RUN)*$/],
  workdir: [hostile.map((workdir) => layerOf("WorkDir", { workdir })), /^WORKDIR$/],
  envVars: [fc.tuple(hostile, hostile).map((pair) => layerOf("Env", { envVars: [pair, ["A", pair[1]]] })), /^ENV ENV$/],
  dst: [hostile.map((dst) => layerOf("CopyConfig", { pathType: 0, src: "a", dst })), /^COPY$/],
  renamed: [hostile.map((src) => layerOf("CopyConfig", { pathType: 0, src, dst: "/app/x" })), /^(COPY|RUN)$/],
  src: [hostile.map((src) => layerOf("CopyConfig", { pathType: 0, src, dst: "." })), /^COPY$/],
  wheels: [
    fc.tuple(hostile, hostile).map(([wheelDir, packageName]) =>
      layerOf("PythonWheels", { ...pip, wheelDir, packageName })
    ),
    /^RUN$/,
  ],
  environment: [
    hostile.map((environment) => layerOf("PixiProject", { manifest: "pixi.toml", pixiLock: null, environment })),
    /^COPY COPY RUN ENV$/,
  ],
  manifest: [
    fc.oneof(hostile, hostile.map((folder) => `${folder}/pixi.toml`)).map((manifest) =>
      layerOf("PixiProject", { manifest, pixiLock: null, environment: "a" })
    ),
    /^COPY COPY RUN ENV$/,
  ],
  pyproject: [hostile.map((pyproject) => layerOf("UVProject", { ...pip, pyproject, uvlock: null })), /^RUN$/],
  lines: [
    list.map((lines) => layerOf("_DockerLines", { lines: lines.map((line) => `LABEL a=${line}`) })),
    /^LABEL( LABEL)*$/,
  ],
};

/** Checks that the value of the field is unchanged. */
function checkValue(layer: Layer, found: readonly Instruction[]): void {
  if (layer.type === "Commands" && layer.secretMounts === undefined) {
    assert.deepEqual(found.map(scriptOf), layer.commands);
  } else if (layer.type === "CopyConfig") {
    const wanted = layer.dst.replace(/\$([A-Za-z_]\w*)|\$\{([A-Za-z_]\w*)\}/g, (_, one, two) => `<${one ?? two}>`);
    if (found[0]!.name === "COPY") assert.equal(readCopyWord(readJson(found[0]!.rest)[1]!), wanted);
    else {
      const [path] = readShell(scriptOf(found[0]!).split("cp -p -- ")[1]!);
      assert.equal(
        path,
        `/tmp/flyte-file/${layer.src.split("/").filter((part) => part !== "" && part !== ".").at(-1)}`,
      );
    }
  } else if (layer.type === "Env") {
    const [, value] = layer.envVars[1]!;
    const wanted = value.replace(/\$([A-Za-z_]\w*)|\$\{([A-Za-z_]\w*)\}/g, (_, one, two) => `<${one ?? two}>`);
    assert.equal(readAssignments(found[1]!.rest).A, wanted);
  }
}

for (const [field, [arbitrary, shape]] of Object.entries(FIELDS)) {
  Deno.test(`no ${field} adds or changes an instruction`, () => {
    const base = Image.fromBase("a").clone({ name: "b", extendable: true });
    let written = 0;
    fc.assert(
      fc.property(arbitrary, fc.constantFrom("uv", "pip"), (layer, installer) => {
        const options = { installer: installer as "uv" };
        let found: readonly Instruction[];
        try {
          found = readDockerfile(renderDockerfile({ ...base, layers: [layer] }, options).dockerfile);
        } catch (error) {
          if (!(error instanceof FlyteConfigError)) throw error;
          assert.ok(
            ["image_field_invalid", "invalid_secret", "image_lock_needs_uv"].includes(error.code),
            error.message,
          );
          return;
        }
        written++;
        const start = readDockerfile(renderDockerfile(base, options).dockerfile).length - 1;
        const added = found.slice(start, -1);
        assert.match(added.map(({ name }) => name).join(" "), shape);
        checkValue(layer, added);
      }),
      { numRuns: runs(300, 2000) },
    );
    assert.ok(written > 0);
  });
}
