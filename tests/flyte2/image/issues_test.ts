import assert from "node:assert/strict";
import { Image } from "../../../v2.ts";

const DEBIAN = { pythonVersion: [3, 12], flyteVersion: "2.12.1" } as const;
const base = () => Image.fromBase("debian:12").clone({ registry: "ghcr.io/acme", name: "app", extendable: true });

Deno.test("a command that begins with an instruction of a Dockerfile is an issue", () => {
  const [issue] = base().withCommands("RUN pip list").issues;
  assert.deepEqual([issue?.code, issue?.path], ["instruction_in_command", "layers[0].commands[0]"]);
});

Deno.test("names that registries reject are issues, not errors", () => {
  const codes = (image: Image) => image.issues.map(({ code, path }) => `${code} ${path}`);
  assert.deepEqual(codes(base()), []);
  assert.deepEqual(codes(base().clone({ name: "App" })), ["invalid_reference name"]);
  assert.deepEqual(codes(base().clone({ registry: "https://x" })), ["invalid_reference registry"]);
  assert.deepEqual(codes(Image.fromBase("a b")), ["invalid_reference base_image"]);
  assert.deepEqual(codes(Image.fromDebianBase({ ...DEBIAN, pythonVersion: [3, 9] })), [
    "unknown_python_version python_version",
  ]);
});
