import assert from "node:assert/strict";
import { EntrypointSettings, ImageConfig, SerializationSettings } from "../../../mod.ts";
import { identifiers } from "../../_support/golden_files.ts";

Deno.test("roots and entrypoints are flytekit's for every kind of path", () => {
  const { interpreter_paths } = identifiers();
  assert.ok(interpreter_paths.length >= 50);
  for (const { path, venv_root, entrypoint } of interpreter_paths) {
    assert.equal(SerializationSettings.venvRootFromInterpreter(path), venv_root, path);
    assert.equal(SerializationSettings.defaultEntrypointSettings(path).path, entrypoint, path);
    assert.equal(EntrypointSettings.forInterpreter(path).path, entrypoint, path);
    const settings = new SerializationSettings({ imageConfig: new ImageConfig(), pythonInterpreter: path });
    assert.equal(settings.flytekitVirtualenvRoot, venv_root, path);
    assert.equal(settings.entrypointSettings.path, entrypoint, path);
  }
});
