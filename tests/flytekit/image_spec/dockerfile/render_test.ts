import assert from "node:assert/strict";
import { memoryHost } from "../../../../src/runtime/memory_host.ts";
import type { DockerfileOptions, DockerfileSpec } from "../../../../src/flytekit/image_spec/dockerfile/options.ts";
import { prepareDockerfile } from "../../../../src/flytekit/image_spec/dockerfile/prepare.ts";
import { renderDockerfile } from "../../../../src/flytekit/image_spec/dockerfile/render.ts";
import { errorOf, thrownBy } from "../../../_support/support.ts";
import { type Instruction, readAssignments, readDockerfile, scriptOf } from "../../../_support/dockerfile_reader.ts";
import { runs } from "../../../_support/effort.ts";

const NOTHING: DockerfileOptions = { flytekit: null };

Deno.test("only needed stages are written", () => {
  const images = (spec: Partial<DockerfileSpec>, options?: DockerfileOptions) =>
    of(spec, options).filter(({ name }) => name === "FROM").map(({ rest }) => rest.replace(/:.*? AS /, " AS "));
  assert.deepEqual(images({ baseImage: "mine:1" }), [
    "ghcr.io/astral-sh/uv AS flyte-uv",
    "docker.io/mambaorg/micromamba AS flyte-micromamba",
    "mine:1",
  ]);
  assert.deepEqual(images({ baseImage: "mine:1" }, NOTHING), ["mine:1"]);
  assert.deepEqual(images({ baseImage: "mine:1", packages: ["numpy"] }, { installer: "pip" }), ["mine:1"]);
  assert.deepEqual(images({ baseImage: "mine:1", pythonExec: "/usr/bin/python3" }), [
    "ghcr.io/astral-sh/uv AS flyte-uv",
    "mine:1",
  ]);
  assert.deepEqual(images({ condaPackages: ["gcc"] }, NOTHING), [
    "docker.io/mambaorg/micromamba AS flyte-micromamba",
    "docker.io/library/debian:bookworm-slim",
  ]);
  assert.deepEqual(images({ commands: ["uv pip list"], baseImage: "mine:1" }, NOTHING), [
    "ghcr.io/astral-sh/uv AS flyte-uv",
    "mine:1",
  ]);
  const builderConfig = { uv_image: "local/uv:1", micromamba_image: "local/mamba@sha256:aa" };
  assert.deepEqual(images({ builderConfig }).slice(0, 2), [
    "local/uv AS flyte-uv",
    "local/mamba@sha256 AS flyte-micromamba",
  ]);
});

Deno.test("a complete Dockerfile", () => {
  const { dockerfile, context, secrets, warnings } = renderDockerfile({
    id: "abc",
    pythonVersion: "3.11",
    baseImage: "ubuntu:24.04",
    packages: ["numpy>=2", "flytekit==1.16.14"],
    condaPackages: ["gcc>12"],
    condaChannels: ["nvidia"],
    aptPackages: ["git", "curl wget"],
    env: { MODE: "a b", PATH: "/opt/bin:$PATH" },
    pipIndex: "https://pypi.example.org/simple",
    pipExtraIndexUrl: ["https://two.example.org"],
    pipExtraArgs: "--no-deps  --config 'a b'",
    pipSecretMounts: [["/home/me/.netrc", "/root/.netrc"]],
    sourceRoot: "src",
    sourceCopyMode: "ALL",
    copy: ["./data/a.txt", "conf"],
    entrypoint: [],
    commands: ["echo one # not two", "test -e /x || echo two"],
  }, { labels: { "org.opencontainers.image.title": "it's" } });
  const found = readDockerfile(dockerfile);
  assert.deepEqual(
    found.map(({ name }) => name).join(" "),
    [
      "FROM FROM FROM SHELL USER WORKDIR RUN RUN RUN RUN ENV ENV RUN ENV ENTRYPOINT COPY COPY RUN",
      "WORKDIR SHELL USER RUN LABEL ENV",
    ].join(" "),
  );
  const runs = found.filter(({ name }) => name === "RUN");
  assert.match(scriptOf(runs[0]!), /apt-get install .* git curl wget$/);
  assert.match(scriptOf(runs[3]!), /-c conda-forge -c nvidia python=3.11 'gcc>12'/);
  assert.match(
    scriptOf(runs[4]!),
    /^uv pip install --python \S+\/runtime\/bin\/python --index-url https:\/\/pypi.example.org\/simple --extra-index-url /,
  );
  assert.match(scriptOf(runs[4]!), /--no-deps --config 'a b' --requirement \/tmp\/requirements.txt$/);
  assert.deepEqual(runs[4]!.flags.map((flag) => flag.split(",")[0]), [
    "--mount=type=cache",
    "--mount=type=bind",
    "--mount=type=bind",
    "--mount=type=secret",
  ]);
  assert.equal(scriptOf(runs[5]!), "{ echo one # not two\n} && { test -e /x || echo two\n}");
  const [ours, own, , image] = found.filter(({ name }) => name === "ENV").map(({ rest }) => readAssignments(rest));
  assert.equal(ours!.PATH, "/opt/micromamba/envs/runtime/bin:<PATH>");
  assert.deepEqual({ ...own }, { MODE: "a b", PATH: "/opt/bin:<PATH>" });
  assert.deepEqual({ ...image }, { _F_IMG_ID: "abc" });
  assert.deepEqual(context, [
    { kind: "text", path: "requirements.txt", text: "numpy>=2\nflytekit==1.16.14\n" },
    { kind: "sources", path: "sources", source: "src" },
    { kind: "copy", path: "files/data/a.txt", source: "./data/a.txt", within: "." },
    { kind: "copy", path: "files/conf", source: "conf", within: "." },
  ]);
  const field = "pipSecretMounts[0][0]";
  assert.deepEqual(secrets, [{ id: "secret_0", field, source: "/home/me/.netrc", target: "/root/.netrc" }]);
  assert.deepEqual(warnings.map(({ code, path }) => `${code} ${path}`), ["variable_in_env env.PATH"]);
  assert.equal(found.find(({ name }) => name === "ENTRYPOINT")!.rest, "[]");
});

Deno.test("pythonExec and the installer pip use a venv, and so does conda's Python with pip", () => {
  const uv = of({ pythonExec: "/opt/my python", packages: ["x"] });
  const [install] = uv.filter(({ rest }) => rest.includes("uv venv"));
  assert.match(scriptOf(install!), /--python '\/opt\/my python' --system-site-packages .*\/root\/.venv && uv pip/);
  assert.match(text(uv, "ENV"), /UV_PYTHON="\/root\/.venv\/bin\/python"/);
  const pip = of({ builderOptions: { installer: "pip", flytekit: false }, packages: ["x"] });
  assert.match(text(pip, "RUN"), /python3 -m venv --system-site-packages \/root\/.venv/);
  const conda = of({ condaPackages: ["a"], packages: ["x"] }, { installer: "pip" });
  assert.match(text(conda, "RUN"), /python=3.12 pip a;[^]*runtime\/bin\/python -m pip install/);
});

Deno.test("lock files", () => {
  for (
    const [lock, program] of [["uv.lock", /uv sync .*--locked/], ["poetry.lock", /poetry install --no-root/]] as const
  ) {
    const rendered = renderDockerfile({ id: "a", requirements: `app/${lock}`, pipIndex: "https://i" });
    const isPoetry = lock === "poetry.lock";
    assert.equal(rendered.dockerfile.includes("--index-url https://i"), !isPoetry);
    assert.equal(rendered.warnings.some(({ code }) => code === "not_used"), isPoetry);
    assert.match(text(readDockerfile(rendered.dockerfile), "RUN"), program);
    assert.deepEqual(rendered.context, [
      { kind: "copy", path: `lock/${lock}`, source: `app/${lock}` },
      { kind: "copy", path: "lock/pyproject.toml", source: "app/pyproject.toml" },
    ]);
  }
});

Deno.test("invalid specifications are rejected with a code and the path of the field", () => {
  const cases: readonly (readonly [code: string, path: string, spec: Partial<DockerfileSpec>])[] = [
    ["image_cuda_unsupported", "cuda", { cuda: "12" }],
    ["image_cuda_unsupported", "cudnn", { cudnn: "8" }],
    ["image_conda_with_python", "condaPackages", { pythonExec: "p", condaPackages: ["a"] }],
    ["image_conda_with_python", "condaChannels", { pythonExec: "p", condaChannels: ["a"] }],
    ["image_copy_path", "copy[0]", { copy: ["/etc/passwd"] }],
    ["image_copy_path", "copy[1]", { copy: ["a", "b/../../c"] }],
    ["image_copy_path", "copy[0]", { copy: ["C:\\x"] }],
    ["image_copy_path", "copy[0]", { copy: ["a\\..\\b"] }],
    ["image_lock_with_packages", "packages", { requirements: "uv.lock", packages: ["a"] }],
    ["image_lock_needs_uv", "requirements", { requirements: "uv.lock", builderOptions: { installer: "pip" } }],
    ["image_requirements_missing", "requirements", { requirements: "r.txt" }],
    ["missing_source_root", "sourceRoot", { sourceCopyMode: "ALL" }],
    ["invalid_option", "builderOptions.installer", { builderOptions: { installer: "conda" } }],
    ["invalid_option", "builderOptions.flytekit", { builderOptions: { flytekit: 1 } }],
    ["invalid_option", "builderConfig.uv_image", { builderConfig: { uv_image: ["a"] } }],
    ["image_field_invalid", "env", { env: { "A B": "" } }],
    ["image_field_invalid", "env", { env: { "": "" } }],
    ["image_field_invalid", "env.A", { env: { A: "a\nRUN b" } }],
    ["image_field_invalid", "baseImage", { baseImage: "a AS b" }],
    ["image_field_invalid", "baseImage", { baseImage: "--platform=x" }],
    ["image_field_invalid", "baseImage", { baseImage: "a\nRUN b" }],
    ["image_field_invalid", "pipSecretMounts[0][1]", { pipSecretMounts: [["a", "/b,source=/"]] }],
    ["image_field_invalid", "commands[0]", { commands: ["a\0"] }],
  ];
  for (const [code, path, spec] of cases) {
    const error = thrownBy(() => renderDockerfile({ id: "a", ...spec }));
    assert.deepEqual([error.code, error.path], [code, path], error.message);
  }
});

Deno.test("prepareDockerfile reads the requirements file and checks that files exist", async () => {
  const host = memoryHost({
    files: { "/app/r.txt": "\uFEFFnumpy\r\n  flytekit==1\n\n", "/app/uv.lock": "", "/app/copied": "" },
  });
  const prepare = (spec: Partial<DockerfileSpec>) => prepareDockerfile({ id: "a", ...spec }, host);
  const { context } = await prepare({ requirements: "/app/r.txt", packages: ["pandas"] });
  assert.deepEqual(context, [{ kind: "text", path: "requirements.txt", text: "numpy\nflytekit==1\n\n\npandas\n" }]);
  const codes = await Promise.all([
    prepare({ requirements: "/app/none.txt" }),
    prepare({ requirements: "/app/uv.lock" }),
    prepare({ copy: ["app/copied", "app/none"] }),
    prepare({ pipSecretMounts: [["/none", "/b"]] }),
  ].map((call) => errorOf(() => call).then((error) => `${error.code} ${error.path}`)));
  assert.deepEqual(codes, [
    "image_requirements_missing requirements",
    "image_lock_without_pyproject requirements",
    "image_copy_path copy[1]",
    "file_not_found pipSecretMounts[0][0]",
  ]);
});

Deno.test("likely mistakes are warnings", () => {
  const { warnings } = renderDockerfile({
    id: "a",
    pipIndex: "https://me:secret@pypi.example.org",
    pipExtraArgs: "--token $TOKEN",
    env: { A: "'b'" },
    runtimePackages: ["x"],
    builderOptions: { instaler: "uv" },
  });
  assert.deepEqual(warnings.map(({ code }) => code), [
    "builder_option_ignored",
    "python_version_assumed",
    "credentials_in_image",
    "literal_text",
    "differs_from_python",
    "not_used",
  ]);
  assert.ok(!warnings.some(({ message }) => message.includes("secret@")));
});

Deno.test("requirements files and lists can be long", () => {
  const count = runs(20_000, 200_000);
  const many = Array.from({ length: count }, (_, index) => `p${index}`);
  const spec = { id: "a", pythonVersion: "3.12", requirements: "r.txt", packages: many, commands: many };
  const { context } = renderDockerfile(spec, { requirementsText: many.join("\n") });
  assert.equal(context[0]?.kind === "text" && context[0].text.split("\n").length, 2 * count + 2);
  const wrong = Array.from({ length: count }, () => "RUN x");
  assert.equal(renderDockerfile({ id: "a", pythonExec: "p", commands: wrong }).warnings.length, count);
});

Deno.test("uv is recent enough for current lock files", () => {
  const { dockerfile } = renderDockerfile({ id: "a", pythonVersion: "3.12", requirements: "uv.lock" });
  assert.match(dockerfile, /^FROM ghcr\.io\/astral-sh\/uv:0\.(?:1[3-9]|[2-9]\d)\.\d+ AS /m);
});

Deno.test("a command that begins with a Dockerfile instruction is a warning", () => {
  const { warnings } = renderDockerfile({
    id: "a",
    pythonVersion: "3.12",
    commands: ["apt-get update", "RUN apt-get install -y git"],
  });
  assert.deepEqual(warnings.map(({ code, path }) => [code, path]), [["instruction_in_command", "commands[1]"]]);
});

Deno.test("credentials that become part of an image are warnings, which do not show them", () => {
  const url = "https://me:hunter2@pypi.example.org/simple";
  const { warnings } = renderDockerfile({
    id: "a",
    pythonVersion: "3.12",
    requirements: "requirements.txt",
    pipExtraIndexUrl: ["https://pypi.org/simple", url],
    packages: ["numpy", `acme @ git+${url}`],
    pipExtraArgs: `--find-links ${url}`,
    condaChannels: [url],
    commands: ["make", "curl -u me:hunter2 https://example.org"],
    entrypoint: ["serve", "--token", "hunter2"],
    env: { MODE: "fast", API_TOKEN: "hunter2" },
  }, { requirementsText: `numpy\n--index-url ${url}\n` });
  assert.deepEqual(warnings.filter(({ code }) => code === "credentials_in_image").map(({ path }) => path), [
    "pipExtraIndexUrl[1]",
    "packages[1]",
    "pipExtraArgs",
    "requirements",
    "condaChannels[0]",
    "commands[1]",
    "entrypoint",
    "env.API_TOKEN",
  ]);
  assert.ok(!JSON.stringify(warnings).includes("hunter2"));
  const clean = { id: "a", pythonVersion: "3.12", packages: ["acme @ git+ssh://git@github.com/acme/app@main"] };
  assert.deepEqual(renderDockerfile(clean).warnings, []);
});

function of(spec: Partial<DockerfileSpec>, options?: DockerfileOptions): readonly Instruction[] {
  return readDockerfile(renderDockerfile({ id: "a", ...spec }, options).dockerfile);
}

function text(found: readonly Instruction[], name: string): string {
  return found.filter((instruction) => instruction.name === name).map(({ rest }) => rest).join("\n");
}

Deno.test("a lock file of Poetry needs an environment and a cache, one of uv does not", () => {
  const dockerfileOf = (requirements: string) =>
    renderDockerfile({ id: "a", pythonVersion: "3.12", requirements }).dockerfile;
  for (
    const pattern of [/id=flyte-poetry,.*target=\/root\/\.cache\/pypoetry/, /uv venv --python \S+ --allow-existing/]
  ) {
    assert.match(dockerfileOf("poetry.lock"), pattern);
    assert.doesNotMatch(dockerfileOf("uv.lock"), pattern);
  }
});
