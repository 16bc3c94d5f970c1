import assert from "node:assert/strict";
import { Image, type ImageState, memoryHost, prepareDockerfile, renderDockerfile, Secret } from "../../../../v2.ts";
import {
  readAssignments,
  readCopyWord,
  readDockerfile,
  readJson,
  readShell,
  scriptOf,
} from "../../../_support/dockerfile_reader.ts";
import { thrownBy } from "../../../_support/support.ts";

const base = () => Image.fromBase("debian:12").clone({ name: "app", extendable: true, pythonVersion: [3, 12] });
const debian = () => Image.fromDebianBase({ pythonVersion: [3, 12], installFlyte: false, name: "app" });

/** The instructions that one layer adds. */
function added(image: ImageState, options: Parameters<typeof renderDockerfile>[1] = {}) {
  const rendered = renderDockerfile(image, options);
  const all = readDockerfile(rendered.dockerfile);
  const without = readDockerfile(renderDockerfile({ ...image, layers: [] }, options).dockerfile);
  return { ...rendered, instructions: all.slice(without.length - 1, -1) };
}

Deno.test("an image without layers has uv, a virtual environment and its name", () => {
  const { dockerfile, context, secrets, warnings } = renderDockerfile(base(), { imageId: "app:v1" });
  const found = readDockerfile(dockerfile);
  assert.equal(found.map(({ name }) => name).join(" "), "FROM FROM USER COPY ENV ENV RUN ENV ENV ENV SHELL");
  assert.equal(found[1]!.rest, "debian:12");
  assert.match(scriptOf(found[6]!), /uv venv \/opt\/venv --python=3\.12 /);
  assert.deepEqual({ ...readAssignments(found[9]!.rest) }, { _F_IMG_ID: "app:v1" });
  assert.deepEqual([context, secrets, warnings], [[], [], []]);
});

Deno.test("installer pip uses the pip of the base image", () => {
  const { dockerfile, warnings } = renderDockerfile(base().withPipPackages("six"), { installer: "pip" });
  assert.equal(readDockerfile(dockerfile).filter(({ name }) => name === "FROM").length, 1);
  assert.doesNotMatch(dockerfile, /uv/);
  assert.match(dockerfile, /\/opt\/venv\/bin\/python -m pip install six/);
  assert.deepEqual(warnings.map(({ code }) => code), ["base_python_used"]);
});

Deno.test("flyte 2's own base image creates a user, who owns copied files", () => {
  const image = debian().withSourceFolder("src").withSourceFile("a/main.py", { dst: "/app/" });
  const { dockerfile, context } = renderDockerfile(image);
  const found = readDockerfile(dockerfile);
  const copies = found.filter(({ name }) => name === "COPY").slice(1);
  assert.deepEqual(copies.map(({ flags, rest }) => [flags, readJson(rest)]), [
    [["--chown=flyte:flyte"], ["layers/5/", "./src"]],
    [["--chown=flyte:flyte"], ["layers/6/main.py", "/app/"]],
  ]);
  assert.deepEqual(context, [
    { kind: "sources", path: "layers/5", source: "src" },
    { kind: "copy", path: "layers/6/main.py", source: "a/main.py" },
  ]);
  assert.deepEqual(found.slice(-2).map(({ name, rest }) => `${name} ${rest}`), [
    "USER flyte",
    'SHELL ["/bin/bash", "-c"]',
  ]);
  assert.equal(found.findLast(({ name }) => name === "WORKDIR")?.rest, "/home/flyte");
  assert.equal(readDockerfile(renderDockerfile(base().withSourceFolder("src")).dockerfile).at(-2)?.flags.length, 0);
});

Deno.test("withWorkdir sets the working directory of tasks", () => {
  const found = readDockerfile(renderDockerfile(debian().withWorkdir("/app dir/$MODE")).dockerfile);
  assert.equal(found.findLast(({ name }) => name === "WORKDIR")?.rest, "/app dir/$MODE");
});

Deno.test("options of packages are words of a shell, with references to variables", () => {
  const options = {
    indexUrl: "https://$USER:${TOKEN}@pypi.acme.com/a b",
    extraIndexUrls: ["https://x"],
    pre: true,
    extraArgs: `--no-deps --config-settings "a b='c'"`,
    secretMounts: ["token"],
  };
  const { instructions } = added(
    base().withPipPackages("pandas>=2", "git+https://$TOKEN@github.com/a", "$HOME", options),
  );
  const script = scriptOf(instructions[0]!);
  assert.match(
    script,
    /^export TOKEN="\$\(cat \/run\/secrets\/[0-9a-f]{16}\)" && uv pip install --python "\$UV_PYTHON" /,
  );
  assert.deepEqual(readShell(script.slice(script.indexOf("--index-url"))), [
    ...["--index-url", `https://"$USER":"\${TOKEN}"@pypi.acme.com/a b`, "--extra-index-url", "https://x", "--pre"],
    ...["--no-deps", "--config-settings", "a b='c'", "pandas>=2", `git+https://"$TOKEN"@github.com/a`, "$HOME"],
  ]);
});

Deno.test("secrets are mounted as files, listed once, and exported as variables", () => {
  const mounted = new Secret({ key: "netrc", mount: "/etc/flyte/secrets" });
  const image = base().withCommands(["a || b # c", "d"], { secretMounts: ["api-key", mounted] })
    .withAptPackages("git", { secretMounts: new Secret({ key: "k", group: "apt" }) })
    .withCommands([], { secretMounts: "api-key" });
  const { instructions, secrets } = added(image);
  const id = new Secret("api-key").stableHash().slice(0, 16);
  assert.deepEqual(secrets.map(({ env, source, target, field }) => [env, source, target, field]), [
    ["API-KEY", "/etc/secrets/api-key", `/run/secrets/${id}`, "layers[0].secretMounts[0]"],
    ["NETRC", "/etc/secrets/netrc", "/etc/flyte/secrets", "layers[0].secretMounts[1]"],
    ["APT_K", "/etc/secrets/apt_k", `/run/secrets/${secrets[2]!.id}`, "layers[1].secretMounts[0]"],
  ]);
  assert.equal(instructions.length, 3, "each command is an instruction");
  assert.equal(scriptOf(instructions[0]!), `export API_KEY="$(cat /run/secrets/${id})" && { a || b # c\n}`);
  assert.ok(instructions[0]!.flags.some((flag) => flag.endsWith("target=/etc/flyte/secrets")));
  assert.match(
    scriptOf(instructions[2]!),
    /^export APT_K=.* && apt-get update && .*install -y --no-install-recommends git$/,
  );
});

Deno.test("variables can refer to earlier ones, unless literalEnv is set", () => {
  const image = base().withEnvVars({ A: "$PATH:/x", B: "it's $A" });
  const { instructions, warnings } = added(image);
  assert.deepEqual(instructions.map(({ rest }) => ({ ...readAssignments(rest) })), [{ A: "<PATH>:/x" }, {
    B: "it's <A>",
  }]);
  assert.deepEqual(warnings.map(({ path }) => path), ["layers[0].envVars.A", "layers[0].envVars.B"]);
  const literal = added(image, { literalEnv: true });
  assert.deepEqual(literal.instructions.map(({ rest }) => ({ ...readAssignments(rest) }).A ?? ""), ["$PATH:/x", ""]);
  assert.deepEqual(literal.warnings, []);
});

Deno.test("files of any name are copied under their name", () => {
  const instructionOf = (name: string, dst: string) => {
    const { instructions, context } = added(base().withSourceFile(`d/${name}`, { dst }));
    assert.deepEqual(context, [{ kind: "copy", path: `layers/0/${name}`, source: `d/${name}` }]);
    assert.equal(instructions.length, 1);
    return instructions[0]!;
  };
  for (const name of ["a.txt", "-a", "#a", "a b", "é\u{1f680}", "a\nb", "{a}", "~"]) {
    assert.deepEqual(readJson(instructionOf(name, "/x/").rest), [`layers/0/${name}`, "/x/"], "it can be named");
  }
  for (const name of ["a[1].txt", "pri$e.txt", "b\\c.txt", "*", "?", "it's", '"', "[", "a]"]) {
    for (const dst of [".", "/x/", "", "..", "/x/."]) {
      assert.deepEqual(readJson(instructionOf(name, dst).rest), ["layers/0/", dst || "."], "its directory is copied");
    }
    const run = instructionOf(name, "/x/$NAME");
    assert.equal(run.name, "RUN", "the target may be a directory of the image, or not");
    assert.match(scriptOf(run), /^target=\/x\/"\$NAME" && if test -d "\$target"; then .*mkdir -p .*cp -p /s);
    assert.equal(readShell(scriptOf(run).split("cp -p -- ")[1]!)[0], `/tmp/flyte-file/${name}`);
  }
  const owned = renderDockerfile(debian().withSourceFile("d/*", { dst: "/x" })).dockerfile;
  assert.match(owned, /chown flyte:flyte -- "\$target"/);
});

Deno.test("the target of a copy can contain variables, and is literal otherwise", () => {
  const targetOf = (image: Image) => readCopyWord(readJson(added(image).instructions[0]!.rest)[1]!);
  assert.equal(targetOf(base().withSourceFolder("src", { dst: "$HOME/a${B}" })), "<HOME>/a<B>");
  assert.equal(targetOf(base().withSourceFolder("src", { dst: `/a$/b\\c"d'$1` })), `/a$/b\\c"d'$1`);
  assert.equal(targetOf(base().withSourceFolder("pri$e")), "./pri$e", "the name of the directory");
});

Deno.test("the dependencies of a project need its manifest and lock file, the project all of its directory", () => {
  const lock = { uvlock: "p/uv.lock" };
  const deps = added(base().withUvProject("p/pyproject.toml", { ...lock, extraArgs: "--only-group web" }));
  assert.deepEqual(deps.context.map(({ kind, path }) => `${kind} ${path}`), [
    "copy layers/0/pyproject.toml",
    "copy layers/0/uv.lock",
  ]);
  assert.match(
    scriptOf(deps.instructions[0]!),
    /uv sync --inexact --no-editable --no-install-project --only-group web --project/,
  );
  assert.ok(deps.instructions[0]!.flags.some((flag) => /source=layers\/0,target=\/tmp\/flyte-project,rw$/.test(flag)));
  const whole = added(base().withUvProject("p/pyproject.toml", { ...lock, projectInstallMode: "install_project" }));
  assert.deepEqual(whole.context.map(({ kind, path }) => `${kind} ${path}`), [
    "sources layers/0",
    "copy layers/0/pyproject.toml",
    "copy layers/0/uv.lock",
  ]);
  assert.match(scriptOf(whole.instructions[0]!), /uv sync --inexact --no-editable --project/);
  const poetry = added(base().withPoetryProject("p/pyproject.toml"));
  assert.match(scriptOf(poetry.instructions[0]!), /poetry install --no-root --directory/);
  assert.deepEqual(poetry.context.at(-1), { kind: "copy", path: "layers/0/poetry.lock", source: "p/poetry.lock" });
  for (const image of [base().withUvProject("p/pyproject.toml", lock), base().withPoetryProject("p/pyproject.toml")]) {
    assert.equal(thrownBy(() => renderDockerfile(image, { installer: "pip" })).code, "image_lock_needs_uv");
  }
});

Deno.test("pixi's environment becomes that of the image", () => {
  const image = base().withPixiProject("p/pixi.toml", { pixiLock: "p/pixi.lock", environment: "gpu" });
  const { instructions, context } = added(image);
  assert.deepEqual(instructions.map(({ name }) => name), ["COPY", "COPY", "RUN", "ENV"]);
  assert.match(
    scriptOf(instructions[2]!),
    /pixi install --manifest-path \/opt\/pixi-project\/pixi.toml --environment gpu --locked$/,
  );
  assert.equal(readAssignments(instructions[3]!.rest).PATH, "/opt/pixi-project/.pixi/envs/gpu/bin:<PATH>");
  assert.equal(context.length, 2);
  const frozen = added(base().withPixiProject("p/pixi.toml", { pixiLock: "p/pixi.lock", extraArgs: "--frozen" }));
  assert.doesNotMatch(scriptOf(frozen.instructions[2]!), /--locked/);
});

Deno.test("wheels are installed after their dependencies, whatever the index has", () => {
  const { instructions, context } = added({
    ...base().withLocalV2({ distDir: "/s/dist" }),
    layers: base().withLocalV2Plugins("flyteplugins-x", { distDir: "/s/dist" }).layers,
  });
  const script = scriptOf(instructions[0]!);
  assert.match(
    script,
    /--find-links \/dist flyteplugins_x && .* --find-links \/dist --no-deps --no-index --reinstall flyteplugins_x$/,
  );
  assert.deepEqual(context, [{ kind: "sources", path: "layers/0/dist", source: "/s/dist", rules: "wheels" }]);
});

Deno.test("a script's packages and projects are installed", () => {
  const text = "# /// script\n# dependencies = ['six', 'lib @ file:///srv/lib']\n# ///\n";
  const image = Image.fromUvScript({ name: "s.py", text }, { name: "s", pythonVersion: [3, 12] });
  const scripts = readDockerfile(renderDockerfile(image).dockerfile).filter(({ name }) => name === "RUN").map(scriptOf);
  assert.match(scripts.at(-3)!, /uv pip install .* six$/);
  assert.match(scripts.at(-2)!, /apt-get install -y --no-install-recommends git$/);
  assert.match(scripts.at(-1)!, /uv sync .* --project/);
});

Deno.test("renderDockerfile rejects layers that are not complete, and prepareDockerfile completes them", async () => {
  const image = base().withUvProject("/p/pyproject.toml");
  assert.match(
    thrownBy(() => renderDockerfile(image)).message,
    /set uvlock to its path, or to null for none, or use prepareDockerfile/,
  );
  const files = {
    "/p/pyproject.toml": "",
    "/p/uv.lock": "",
    "/p/.dockerignore": "*.log\n",
    "/p/a.log": "",
    "/p/b": "",
  };
  const host = memoryHost({ files });
  const { rendered, listSources } = await prepareDockerfile(image, { host });
  assert.deepEqual(rendered.context.at(-1), { kind: "copy", path: "layers/0/uv.lock", source: "/p/uv.lock" });
  const folder = { kind: "sources", path: "layers/0", source: "/p" } as const;
  assert.deepEqual((await listSources(host, folder)).map(({ below }) => below), [
    ".dockerignore",
    "b",
    "pyproject.toml",
    "uv.lock",
  ]);
  const script = Image.fromUvScript("/p/s.py", { name: "s", pythonVersion: [3, 12] });
  assert.match(thrownBy(() => renderDockerfile(script)).message, /prepareDockerfile/);
  await assert.rejects(prepareDockerfile(script, { host }), { code: "file_not_found" });
  const bundle = base().withCodeBundle({ copyStyle: "all" });
  assert.equal(thrownBy(() => renderDockerfile(bundle)).code, "code_bundle_unresolved");
  const file = Image.fromDockerfile("Dockerfile", { registry: "r", name: "n" });
  assert.equal(thrownBy(() => renderDockerfile(file)).code, "image_is_dockerfile");
  assert.equal(thrownBy(() => renderDockerfile(Image.fromRefName("x"))).code, "image_base_required");
});

Deno.test("credentials that become part of the image or its history cause warnings, which do not contain them", () => {
  const token = "ghp_abcdefghijklmnopqrstuvwxyz0123456789";
  const script = `# /// script\n# dependencies = ["lib @ git+https://me:${token}@github.com/a/b"]\n# ///\n`;
  const image = Image.fromUvScript({ name: "s.py", text: script }, {
    name: "s",
    pythonVersion: [3, 12],
    extraArgs: `--token ${token}`,
  })
    .withPipPackages(`git+https://${token}@github.com/acme/lib`, { indexUrl: `https://me:${token}@pypi.acme.com` })
    .withRequirements("r.txt", { extraIndexUrls: ["https://a.b", `https://me:${token}@c.d`] })
    .withCommands(["true", `curl -H 'Authorization: Bearer ${token}' https://x.y`])
    .withEnvVars({ API_KEY: "made-up-secret", MODE: "fast" })
    .withPoetryProject("p/pyproject.toml", { extraArgs: `--password ${token}` });
  const { warnings } = renderDockerfile(image);
  assert.deepEqual(warnings.filter(({ code }) => code === "credentials_in_image").map(({ path }) => path), [
    ...["layers[5].extraArgs", "layers[5].dependencies[0]", "layers[6].indexUrl", "layers[6].packages[0]"],
    ...["layers[7].extraIndexUrls[1]", "layers[8].commands[1]", "layers[9].envVars.API_KEY", "layers[10].extraArgs"],
  ]);
  assert.doesNotMatch(JSON.stringify(warnings), /ghp_|made-up/);
  const fine = base().withPipPackages("git+https://$GITHUB_PAT@github.com/acme/lib", { secretMounts: "github-pat" });
  assert.deepEqual(renderDockerfile(fine).warnings, []);
});

Deno.test("a command that begins with an instruction causes a warning", () => {
  const { warnings } = renderDockerfile(base().withCommands(["RUN pip list", "run it"]));
  assert.deepEqual(warnings.map(({ code, path }) => [code, path]), [[
    "instruction_in_command",
    "layers[0].commands[0]",
  ]]);
});
Deno.test("packages that a lock file names by path are in the build context if they are inside the project", async () => {
  const lock = [
    'editable = "libs/a"',
    'editable = "."',
    'directory = "../b"',
    'registry = "https://pypi"',
    'virtual = "./libs/c/"',
  ]
    .map((source, index) => `[[package]]\nname = "p${index}"\nsource = { ${source} }\n`).join("");
  const host = memoryHost({
    files: { "/p/pyproject.toml": "", "/p/uv.lock": lock, "/p/libs/a/x.py": "", "/q/uv.lock": "[" },
  });
  const { rendered } = await prepareDockerfile(base().withUvProject("/p/pyproject.toml"), { host });
  assert.deepEqual(rendered.context.slice(0, 2), [
    { kind: "sources", path: "layers/0/libs/a", source: "/p/libs/a", rules: "package", within: "/p" },
    { kind: "sources", path: "layers/0/libs/c", source: "/p/libs/c", rules: "package", within: "/p" },
  ]);
  assert.match(rendered.warnings[0]!.message, /"\.\.\/b" is outside of the project/);
  const broken = base().withUvProject("/p/pyproject.toml", { uvlock: "/q/uv.lock" });
  await assert.rejects(prepareDockerfile(broken, { host }), { code: "image_layer_invalid" });
});
