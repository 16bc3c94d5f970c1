import assert from "node:assert/strict";
import { FlyteConfigError, type Host, memoryHost, type MemoryHostOptions } from "../../../mod.ts";
import { type AutoOptions, Config, TaskConfig } from "../../../v2.ts";
import { errorOf } from "../../_support/support.ts";

const GIT = "/repo/.flyte/config.yaml";
const project = (name: string) => `task: {project: ${name}}\n`;

/** Creates a machine whose git reports a repository in a directory, or that there is no repository. */
function machine(options: MemoryHostOptions, root?: string): Host {
  const stdout = new TextEncoder().encode(root === undefined ? "" : `${root}\n`);
  const host = memoryHost({ home: "/home/me", ...options });
  return {
    ...host,
    run: (command) => {
      assert.deepEqual([command[0], ...command.slice(-2)], ["git", "rev-parse", "--show-toplevel"]);
      return Promise.resolve({ code: root === undefined ? 128 : 0, stdout, stderr: new Uint8Array() });
    },
  };
}

/** Creates a machine whose git fails. */
function withoutGit(
  code: "no_processes" | "command_not_found" | "permission_denied",
  options: MemoryHostOptions,
): Host {
  return { ...machine(options), run: () => Promise.reject(new FlyteConfigError(code, `git: ${code}`)) };
}

const projectOf = async (options: AutoOptions) => (await Config.auto(options)).task.project;

Deno.test("flyte 2: the search path, in order", async () => {
  const files: Record<string, string> = {
    "/repo/here/config.yaml": project("here"),
    "/repo/here/.flyte/config.yaml": project("dot"),
    [GIT]: project("git"),
    "/uctl": project("uctl"),
    "/flytectl": project("flytectl"),
    "/home/me/.union/config.yaml": project("union"),
    "/home/me/.flyte/config.yaml": project("home"),
  };
  const env: Record<string, string> = { UCTL_CONFIG: "/uctl", FLYTECTL_CONFIG: "/flytectl" };
  const found: (string | undefined)[] = [];
  for (const path of [...Object.keys(files), "/none"]) {
    const host = machine({ env, files, cwd: "/repo/here" }, "/repo");
    for (const mode of ["strict", "flyte"] as const) found.push(await projectOf({ host, mode }));
    delete files[path];
    if (path === "/uctl") delete env.UCTL_CONFIG;
    if (path === "/flytectl") delete env.FLYTECTL_CONFIG;
  }
  const order = ["here", "dot", "git", "uctl", "flytectl", "union", "home", undefined];
  assert.deepEqual(found, order.flatMap((name) => [name, name]));
});

Deno.test("flyte 2: keeps the search path, and the file as source", async () => {
  const config = await Config.auto({ host: machine({ files: { [GIT]: project("p") }, cwd: "/repo/here" }, "/repo") });
  assert.deepEqual(config.tried.map(({ place, path, outcome }) => [place, path, outcome]), [
    ["./config.yaml", "config.yaml", "missing"],
    ["./.flyte/config.yaml", ".flyte/config.yaml", "missing"],
    ["git root/.flyte/config.yaml", GIT, "used"],
  ]);
  assert.deepEqual([config.file, config.toDict().source, config.issues], [GIT, GIT, []]);
});

Deno.test("flyte 2: a variable with a missing file ends the search, an empty variable does not", async () => {
  const files = { "/home/me/.flyte/config.yaml": project("home"), "/flytectl": project("flytectl") };
  for (const mode of ["strict", "flyte"] as const) {
    const missing = machine({ env: { UCTL_CONFIG: "/none", FLYTECTL_CONFIG: "/flytectl" }, files });
    assert.equal((await errorOf(() => Config.auto({ host: missing, mode }))).code, "file_not_found");
    const empty = machine({ env: { UCTL_CONFIG: "", FLYTECTL_CONFIG: "/flytectl" }, files });
    const config = await Config.auto({ host: empty, mode });
    assert.deepEqual([config.task.project, config.issues], ["flytectl", []]);
  }
});

Deno.test("flyte 2: without git, there is no repository, as in flyte 2", async () => {
  const files = { "/repo/.git/HEAD": "", [GIT]: project("git"), "/home/me/.flyte/config.yaml": project("home") };
  const config = await Config.auto({ host: withoutGit("command_not_found", { files, cwd: "/repo/here" }) });
  assert.deepEqual([config.task.project, config.issues], ["home", []]);
});

Deno.test("flyte 2: denied access to git is reported", async () => {
  const files = { "/home/me/.flyte/config.yaml": project("home") };
  for (const mode of ["strict", "flyte"] as const) {
    const config = await Config.auto({ host: withoutGit("permission_denied", { files }), mode });
    assert.deepEqual([config.task.project, config.issues.map(({ code }) => code)], ["home", ["git_root_unknown"]]);
    assert.match(config.issues[0]!.message, /\(git: permission_denied\); .*; pass it as file$/);
  }
  // git is not run if the file is named, or found in the working directory.
  const host = withoutGit("permission_denied", { files: { ...files, "/config.yaml": project("here") } });
  assert.deepEqual((await Config.auto({ host })).issues, []);
  assert.deepEqual((await Config.auto({ host, file: "/home/me/.flyte/config.yaml" })).issues, []);
});

Deno.test("flyte 2: a runtime without programs reports only possible files of a repository", async () => {
  const home = { "/home/me/.flyte/config.yaml": project("home") };
  const codes = async (files: Record<string, string>, cwd: string) => {
    const host = withoutGit("no_processes", { files: { ...home, ...files }, cwd });
    return (await Config.auto({ host })).issues.map(({ code }) => code);
  };
  const repository = { "/repo/.git/HEAD": "" };
  assert.deepEqual(await codes({}, "/repo/a"), []);
  assert.deepEqual(await codes(repository, "/repo/a"), []);
  assert.deepEqual(await codes({ [GIT]: "" }, "/repo/a"), []);
  assert.deepEqual(await codes({ ...repository, [GIT]: "" }, "/repo/a/b"), ["git_root_unknown"]);
  assert.deepEqual(await codes({ ...repository, [GIT]: "", "/repo/a/.git/HEAD": "" }, "/repo/a/b"), []);
});

Deno.test("flyte 2: a repository's file that flyte 2 ignores because of an error is reported or rejected", async () => {
  const text = `${project("git")}admin: {clientSecretLocation: /none}\n`;
  const files = { [GIT]: text, "/home/me/.flyte/config.yaml": project("home") };
  const host = machine({ files, cwd: "/repo/here" }, "/repo");
  assert.equal(await projectOf({ host, mode: "flyte" }), "home");
  assert.equal((await TaskConfig.auto({ host, mode: "flyte" })).project, "home");
  assert.equal((await errorOf(() => Config.auto({ host }))).code, "file_not_found");
  const task = await TaskConfig.auto({ host });
  assert.deepEqual([task.project, task.issues.map(({ code }) => code)], ["git", ["differs_from_python"]]);
  assert.match(task.issues[0]!.message, /flyte 2 ignores this file of a git repository/);
  const good = machine({ files: { ...files, "/none": "s" }, cwd: "/repo/here" }, "/repo");
  assert.deepEqual((await TaskConfig.auto({ host: good })).issues, []);
  assert.equal((await TaskConfig.auto({ host: good, mode: "flyte" })).project, "git");
  // Errors of other files are thrown.
  const named = machine({ env: { UCTL_CONFIG: GIT }, files }, undefined);
  assert.equal((await errorOf(() => Config.auto({ host: named, mode: "flyte" }))).code, "file_not_found");
});

Deno.test("flyte 2: a file that PyYAML may read is not ignored", async () => {
  const files = { [GIT]: "a: &a [*a]\n", "/home/me/.flyte/config.yaml": project("home") };
  const host = machine({ files, cwd: "/repo/here" }, "/repo");
  const error = await errorOf(() => Config.auto({ host, mode: "flyte" }));
  assert.equal(error.code, "yaml_recursive");
});

Deno.test("flyte 2: finds the repository with git", async () => {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  try {
    await new Deno.Command("git", { args: ["init", "--quiet"], cwd: folder }).output();
    await Deno.mkdir(`${folder}/.flyte`);
    await Deno.mkdir(`${folder}/below`);
    await Deno.writeTextFile(`${folder}/.flyte/config.yaml`, project("real"));
    const program = `import { Config } from ${JSON.stringify(import.meta.resolve("../../../v2.ts"))};
      const { task, file } = await Config.auto({ env: {} });
      console.log(JSON.stringify([task.project, file]));`;
    const config = decodeURIComponent(new URL("../../../deno.json", import.meta.url).pathname);
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["eval", "--ext=ts", `--config=${config}`, "--no-lock", program],
      cwd: `${folder}/below`,
      env: { HOME: `${folder}/below`, DENO_DIR: Deno.env.get("DENO_DIR") ?? `${Deno.env.get("HOME")}/.cache/deno` },
    }).output();
    assert.deepEqual(JSON.parse(new TextDecoder().decode(stdout)), ["real", `${folder}/.flyte/config.yaml`]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
