/**
 * Directories whose git repository means harm, or cannot be asked.
 *
 * @module
 */
import assert from "node:assert/strict";
import { ImageSpecBuilder } from "../../../src/flytekit/image_spec/builder.ts";
import { ImageBuildEngine } from "../../../src/flytekit/image_spec/engine.ts";
import { ImageSpec } from "../../../src/flytekit/image_spec/image_spec.ts";
import { sourceFiles } from "../../../src/flytekit/image_spec/source_files.ts";
import { FlyteConfigError, type Issue } from "../../../src/errors.ts";
import { defaultHost } from "../../../src/runtime/default_host.ts";
import type { Host } from "../../../src/runtime/host.ts";
import { memoryHost } from "../../../src/runtime/memory_host.ts";
import { gitRoot } from "../../../src/runtime/git.ts";
import { hostIn } from "../../../src/runtime/host_in.ts";
import { errorOf } from "../../_support/support.ts";

/** The machine, whose git has no configuration but that of repositories. */
function machine(env: Readonly<Record<string, string>> = {}): Host {
  const host = defaultHost();
  const plain = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1", HOME: "/nowhere" };
  return {
    ...host,
    run: (command, options) => host.run(command, { ...options, env: { ...plain, ...options?.env, ...env } }),
  };
}

/** A repository that ignores `.env`, `a.log` and what `sub/.gitignore` says, and a program that leaves a trace. */
async function repository(): Promise<
  { root: string; evil: string; traces: () => string[]; git: (...args: string[]) => Promise<void> }
> {
  const folder = await Deno.makeTempDir();
  const root = `${folder}/root`;
  const evil = `${folder}/evil`;
  await Deno.mkdir(`${root}/sub`, { recursive: true });
  await Deno.mkdir(`${folder}/traces`);
  await Deno.writeTextFile(evil, `#!/bin/sh\necho >> "${folder}/traces/\${1:-\${0##*/}}"\nexit 1\n`, { mode: 0o755 });
  for (const name of ["a", "a.log", ".env", "sub/b", "sub/secret"]) await Deno.writeTextFile(`${root}/${name}`, name);
  await Deno.writeTextFile(`${root}/.gitignore`, ".env\n*.log\n");
  await Deno.writeTextFile(`${root}/sub/.gitignore`, "secret\n");
  const git = async (...args: string[]) => {
    const { code, stderr } = await machine().run(["git", "-c", "user.name=a", "-c", "user.email=a@b", ...args], {
      cwd: root,
    });
    assert.equal(code, 0, new TextDecoder().decode(stderr));
  };
  await git("init", "-q");
  return { root, evil, git, traces: () => [...Deno.readDirSync(`${folder}/traces`)].map(({ name }) => name).sort() };
}

const KEPT = [".gitignore", "a", "sub/.gitignore", "sub/b"];

async function filesOf(host: Host, root: string, onIssue?: (issue: Issue) => void): Promise<readonly string[]> {
  return (await sourceFiles(host, root, onIssue)).map(({ below }) => below);
}

/** Ways in which the files of a repository name programs. */
const ATTACKS: Readonly<Record<string, (evil: string) => string>> = {
  fsmonitor: (evil) => `[core]\nfsmonitor = ${evil} fsmonitor\n`,
  hooks: () => "[core]\nhooksPath = hooks\nfsmonitor = .git/hooks/fsmonitor-watchman\n",
  pager: (evil) => `[core]\npager = ${evil} pager\n[pager]\nls-files = ${evil} pager\n`,
  alias: (evil) => `[alias]\nls-files = !${evil} alias\n`,
  filter: (evil) =>
    `[filter "evil"]\nclean = ${evil} clean\nsmudge = ${evil} smudge\nprocess = ${evil} process\nrequired\n`,
  diff: (evil) =>
    `[diff]\nexternal = ${evil} external\n[diff "evil"]\ntextconv = ${evil} textconv\ncommand = ${evil} diff\n`,
  remote: (evil) =>
    `[core]\nsshCommand = ${evil} ssh\ngitProxy = ${evil} proxy\naskPass = ${evil}\nalternateRefsCommand = ${evil} refs\n[credential]\nhelper = !${evil} credential\n`,
  others: (evil) =>
    `[core]\neditor = ${evil} editor\n[sequence]\neditor = ${evil} editor\n[gpg]\nprogram = ${evil}\n[trace2]\neventTarget = ${evil}\n[uploadpack]\npackObjectsHook = ${evil} pack\n`,
};

Deno.test("no configuration of a repository makes git run a program", async (test) => {
  for (const [name, config] of Object.entries(ATTACKS)) {
    await test.step(name, async () => {
      const { root, evil, traces, git } = await repository();
      await git("add", "a");
      await Deno.writeTextFile(`${root}/a`, "changed");
      await Deno.writeTextFile(`${root}/.git/info/attributes`, "* filter=evil diff=evil\n");
      await Deno.mkdir(`${root}/.git/hooks`, { recursive: true });
      for (
        const hook of [
          "post-index-change",
          "fsmonitor-watchman",
          "query-watchman",
          "reference-transaction",
          "pre-auto-gc",
        ]
      ) {
        await Deno.copyFile(evil, `${root}/.git/hooks/${hook}`);
      }
      await Deno.writeTextFile(`${root}/.git/config`, config(evil), { append: true });
      assert.deepEqual(await filesOf(machine(), root), KEPT);
      await gitRoot(machine(), "x");
      assert.deepEqual(traces(), []);
    });
  }
});

Deno.test("included files and those of a worktree are ignored like the configuration itself", async () => {
  const { root, evil, traces } = await repository();
  const attack = ATTACKS.fsmonitor!(evil);
  await Deno.writeTextFile(`${root}/.git/more`, attack);
  await Deno.writeTextFile(`${root}/.git/config.worktree`, attack);
  const config = `[extensions]\nworktreeConfig = true\n[include]\npath = more\n[includeIf "gitdir:/"]\npath = more\n`;
  await Deno.writeTextFile(`${root}/.git/config`, config, { append: true });
  assert.deepEqual(await filesOf(machine(), root), KEPT);
  assert.deepEqual(traces(), []);
  // What this is about: git by itself runs it.
  await machine().run(["git", "ls-files", "-io", "--exclude-standard"], { cwd: root });
  assert.deepEqual(traces(), ["fsmonitor"]);
});

Deno.test("missing objects of a partial clone are not fetched", async () => {
  const { root, evil, traces, git } = await repository();
  await git("add", "-f", "sub/.gitignore");
  await git("commit", "-qm", "x");
  await git("update-index", "--skip-worktree", "sub/.gitignore");
  await Deno.remove(`${root}/sub/.gitignore`);
  for await (const { name } of Deno.readDir(`${root}/.git/objects`)) {
    if (name.length === 2) await Deno.remove(`${root}/.git/objects/${name}`, { recursive: true });
  }
  const config = `[core]\nrepositoryformatversion = 1\n[extensions]\npartialClone = origin\n` +
    `[remote "origin"]\npromisor = true\nurl = ext::${evil} ext\n[protocol "ext"]\nallow = always\n`;
  await Deno.writeTextFile(`${root}/.git/config`, config, { append: true });
  assert.equal((await errorOf(() => filesOf(machine(), root))).code, "git_ignore_unknown");
  assert.deepEqual(traces(), []);
  await machine().run(["git", "ls-files", "-io", "--exclude-standard"], { cwd: root });
  assert.deepEqual(traces(), ["ext"]);
});

Deno.test("git is not run from the directory itself", async () => {
  const { root, evil, traces } = await repository();
  await Deno.mkdir(`${root}/bin`);
  for (const name of ["git", "bin/git"]) await Deno.copyFile(evil, `${root}/${name}`);
  const host = machine();
  for (const entries of [".:bin:", ":", "./bin/:."]) {
    const path = `${entries}:${host.env("PATH")}`;
    const found = await filesOf({ ...host, env: (name) => name === "PATH" ? path : host.env(name) }, root);
    assert.deepEqual(found, [".gitignore", "a", "bin/git", "git", "sub/.gitignore", "sub/b"]);
  }
  const only = { ...host, env: (name: string) => name === "PATH" ? ".:bin" : host.env(name) };
  assert.equal((await errorOf(() => filesOf(only, root))).code, "git_ignore_unknown");
  assert.deepEqual(traces(), []);
});

Deno.test("rules that git skips with a warning are an error", async () => {
  const { root } = await repository();
  await Deno.rename(`${root}/sub/.gitignore`, `${root}/sub/rules`);
  await Deno.symlink("rules", `${root}/sub/.gitignore`);
  const { code, message } = await errorOf(() => filesOf(machine(), root));
  assert.equal(code, "git_ignore_unknown");
  assert.match(message, /warning: unable to access 'sub\/.gitignore'/);
  // As flytekit, which has what git lists nevertheless.
  const issues: Issue[] = [];
  const found = await filesOf(machine(), root, (issue) => issues.push(issue));
  assert.deepEqual(found, [".gitignore", "a", "sub/.gitignore", "sub/b", "sub/rules", "sub/secret"]);
  assert.deepEqual(issues.map(({ code }) => code), ["git_ignore_unknown"]);
});

Deno.test("an error of git rejects the tag, unless onIssue receives it", async () => {
  const { root } = await repository();
  const spec = new ImageSpec({ sourceRoot: root, sourceCopyMode: "ALL" });
  const refusing = machine({ GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" });
  const { code, message, path } = await errorOf(() => spec.tag({ host: refusing }));
  assert.deepEqual([code, path], ["git_ignore_unknown", "source_root"]);
  assert.match(message, /dubious ownership.*git config --global --add safe\.directory/);

  const run: Host["run"] = (command, options) => refusing.run(command, { ...options, cwd: root });
  assert.match((await gitRoot({ ...refusing, run }, "x")).unknown ?? "", /^git: fatal: detected dubious ownership/);

  // As flytekit, where nothing is ignored then.
  const issues: Issue[] = [];
  const tag = await spec.tag({ host: refusing, onIssue: (issue) => issues.push(issue) });
  assert.deepEqual(issues.map(({ code, path }) => `${code} ${path}`), ["git_ignore_unknown source_root"]);
  await Deno.remove(`${root}/.git`, { recursive: true });
  assert.equal(await spec.tag({ host: machine() }), tag);
});

Deno.test("a git that crashes or is missing is an error in a repository", async () => {
  const files = { "/s/.git/HEAD": "ref: refs/heads/main\n", "/s/.env": "", "/s/deep/a": "" };
  const answer = (code: number, stderr: string) => ({
    code,
    stdout: new Uint8Array(),
    stderr: new TextEncoder().encode(stderr),
  });
  const hosts: Record<string, Host> = {
    crashed: { ...memoryHost({ files }), run: () => Promise.resolve(answer(139, "")) },
    corrupt: { ...memoryHost({ files }), run: () => Promise.resolve(answer(128, "fatal: index file corrupt\n")) },
    lost: {
      ...memoryHost({ files }),
      run: () => Promise.resolve(answer(128, "fatal: not a git repository: /x/.git/modules/s\n")),
    },
    missing: {
      ...memoryHost({ files }),
      run: () => Promise.reject(new FlyteConfigError("command_not_found", "no git")),
    },
    "no programs": memoryHost({ files }),
  };
  for (const [name, host] of Object.entries(hosts)) {
    for (const root of ["/s", "/s/deep", "s"]) {
      assert.equal((await errorOf(() => filesOf(host, root))).code, "git_ignore_unknown", `${name} ${root}`);
    }
  }
  const submodule = memoryHost({ files: { "/s/.git": "gitdir: ../x\n", "/s/a": "" } });
  assert.equal((await errorOf(() => filesOf(submodule, "/s"))).code, "git_ignore_unknown");
});

Deno.test("no image is built if git cannot list the ignored files", async () => {
  const { root } = await repository();
  const spec = new ImageSpec({ sourceRoot: root, sourceCopyMode: "ALL", registry: "ghcr.io/acme" });
  const built: string[] = [];
  class Builder extends ImageSpecBuilder {
    override buildImage(): Promise<string> {
      built.push("built");
      return Promise.resolve("a");
    }
  }
  const engine = new ImageBuildEngine({ registry: { exists: () => Promise.resolve({ state: "absent" }) } });
  engine.register("one", new Builder());
  const host = machine({ GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" });
  assert.equal((await errorOf(() => engine.build(spec, { host }))).code, "git_ignore_unknown");
  assert.deepEqual(built, []);
});

Deno.test("outside of repositories git ignores nothing, and a .gitignore is an issue", async () => {
  const { root } = await repository();
  await Deno.remove(`${root}/.git`, { recursive: true });
  const memory = memoryHost({ files: { "/s/.gitignore": ".env", "/s/.env": "", "/s/.git/other": "" } });
  for (
    const [host, at, expected] of [[machine(), root, [
      ".env",
      ".gitignore",
      "a",
      "a.log",
      ...KEPT.slice(2),
      "sub/secret",
    ]], [memory, "/s", [".env", ".gitignore"]]] as const
  ) {
    const issues: Issue[] = [];
    assert.deepEqual(await filesOf(host, at), expected);
    assert.deepEqual(await filesOf(host, at, (issue) => issues.push(issue)), expected);
    assert.deepEqual(issues.map(({ code }) => code), ["git_ignore_unused"]);
  }
});

Deno.test("excluded files that count, since rules are matched with the root, are an issue", async () => {
  const { root } = await repository();
  const before = root.slice(0, root.lastIndexOf("/"));
  await Deno.writeTextFile(`${root}/sub/.dockerignore`, "b\n");
  const host = hostIn(root, machine());
  const issues: Issue[] = [];
  const spec = new ImageSpec({ name: "app", sourceRoot: "sub", sourceCopyMode: "ALL" });
  await spec.tag({ host, onIssue: (issue) => void issues.push(issue) });
  assert.deepEqual(issues.map(({ code }) => code), ["ignored_file_counts"]);
  assert.match(issues[0]!.message, /^"sub\/b" and 1 more are in the image, although .* use an absolute source_root/);
  for (const sourceRoot of [`${root}/sub`, "."]) {
    const quiet: Issue[] = [];
    await spec.with({ sourceRoot }).tag({ host, onIssue: (issue) => void quiet.push(issue) });
    assert.deepEqual(quiet, [], sourceRoot);
  }
  await Deno.remove(before, { recursive: true });
});
