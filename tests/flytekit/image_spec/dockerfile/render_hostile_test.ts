import assert from "node:assert/strict";
import fc from "fast-check";
import { FlyteConfigError } from "../../../../src/errors.ts";
import type { DockerfileSpec } from "../../../../src/flytekit/image_spec/dockerfile/options.ts";
import { renderDockerfile } from "../../../../src/flytekit/image_spec/dockerfile/render.ts";
import {
  type Instruction,
  readAssignments,
  readDockerfile,
  readJson,
  readShell,
  scriptOf,
} from "../../../_support/dockerfile_reader.ts";
import { runs } from "../../../_support/effort.ts";
import { HOSTILE_PIECES } from "../../../_support/hostile_text.ts";

const hostile = fc.array(fc.constantFrom(...HOSTILE_PIECES), { minLength: 1, maxLength: 8 }).map((parts) =>
  parts.join("")
);
const list = fc.array(hostile, { maxLength: 3 });
const fields = {
  env: fc.dictionary(fc.oneof(fc.constantFrom("A", "B_c", "PATH"), hostile), hostile, { maxKeys: 3 }),
  labels: fc.dictionary(fc.constantFrom("a.b", "c-d"), hostile, { maxKeys: 2 }),
  entrypoint: list,
  commands: list,
  aptPackages: list,
  condaPackages: list,
  condaChannels: list,
  packages: list,
  pythonVersion: hostile,
  pythonExec: hostile,
  baseImage: hostile,
  pipIndex: hostile,
  pipExtraIndexUrl: list,
  pipExtraArgs: hostile,
  copy: list,
  sourceRoot: hostile,
  id: hostile,
  pipSecretMounts: fc.array(fc.tuple(hostile, hostile), { maxLength: 2 }),
  uvImage: hostile,
  micromambaImage: hostile,
  flytekit: hostile,
};

for (const [field, arbitrary] of Object.entries(fields) as [string, fc.Arbitrary<unknown>][]) {
  Deno.test(`no ${field} adds or changes an instruction`, () => {
    let written = 0;
    fc.assert(
      fc.property(arbitrary, fc.constantFrom("uv", "pip"), (value, installer) => {
        const options = ["labels", "uvImage", "micromambaImage", "flytekit"].includes(field) ? { [field]: value } : {};
        const spec: DockerfileSpec = { id: "a", sourceCopyMode: "NO_COPY", [field]: value };
        let found: readonly Instruction[];
        try {
          found = readDockerfile(renderDockerfile(spec, { installer: installer as "uv", ...options }).dockerfile);
        } catch (error) {
          if (!(error instanceof FlyteConfigError)) throw error;
          assert.ok(["image_field_invalid", "image_copy_path"].includes(error.code), error.message);
          return;
        }
        written++;
        const shape = found.map(({ name }) => name).join(" ");
        assert.match(
          shape,
          /^(FROM ){1,3}SHELL USER WORKDIR (RUN ){1,4}ENV (ENV )?RUN ENV (ENTRYPOINT )?(COPY )?(RUN )?WORKDIR SHELL USER RUN (LABEL )?ENV$/,
        );
        checkValue(field, value, found);
      }),
      { numRuns: runs(300, 2000) },
    );
    assert.ok(written > 0);
  });
}

/** Whether a field's value is in the instructions just as it was given. */
function checkValue(field: string, value: unknown, found: readonly Instruction[]): void {
  const all = (name: string) => found.filter((instruction) => instruction.name === name);
  const runs = all("RUN").map(scriptOf);
  const values = value as readonly string[];
  if (field === "env" && Object.keys(value as object).length > 0) {
    const read = readAssignments(all("ENV")[1]!.rest);
    const wanted = Object.entries(value as Record<string, string>).map(([name, text]) => {
      return [name, text.replace(/\$([A-Za-z_]\w*)|\$\{([A-Za-z_]\w*)\}/g, (_, one, two) => `<${one ?? two}>`)];
    });
    assert.deepEqual(Object.entries(read).sort(), wanted.sort());
  } else if (field === "labels" && Object.keys(value as object).length > 0) {
    assert.deepEqual({ ...readAssignments(all("LABEL")[0]!.rest) }, { ...value as object });
  } else if (field === "id") assert.deepEqual({ ...readAssignments(all("ENV").at(-1)!.rest) }, { _F_IMG_ID: value });
  else if (field === "entrypoint") assert.deepEqual(readJson(all("ENTRYPOINT")[0]!.rest), values);
  else if (field === "commands" && values.length === 1) assert.ok(runs.includes(values[0]!));
  else if (field === "pipIndex") {
    const script = runs.find((text) => text.includes("--requirement"))!;
    if (value !== "") assert.equal(readShell(script.slice(script.indexOf("--index-url")))[1], value);
  }
}
