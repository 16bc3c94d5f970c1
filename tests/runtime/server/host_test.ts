import assert from "node:assert/strict";
import type { Host } from "../../../src/runtime/host.ts";
import { serverHost } from "../../../src/runtime/server/host.ts";
import { errorOf, thrownBy } from "../../_support/support.ts";
import { ENV, FILES } from "../../_support/host_contract.ts";
import { withProcess } from "../../_support/process.ts";
import { askBun, askDeno, askNode, type Place, versionOf } from "../../_support/server_programs.ts";
import { withoutNativeModules } from "../../_support/without_native.ts";

const node = versionOf("node");
const host = (): Host => serverHost()!;

/** Runs a function with a temporary directory. */
async function inFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  try {
    return await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function inContractFolder<T>(run: (place: Place) => Promise<T>): Promise<T> {
  return await inFolder(async (cwd) => {
    await Deno.mkdir(`${cwd}/folder/inner`, { recursive: true });
    for (const [path, content] of Object.entries(FILES)) {
      await Deno.writeFile(`${cwd}/${path}`, typeof content === "string" ? new TextEncoder().encode(content) : content);
    }
    return await run({ cwd, env: ENV });
  });
}

Deno.test("Deno fulfils the contract", async () => {
  await inContractFolder(async (place) => {
    assert.deepEqual(await askDeno(["contract"], { ...place, flags: ["-A"] }), { value: "Deno" });
  });
});

Deno.test({
  name: "Node keeps the contract",
  ignore: node === undefined,
  fn: () =>
    inFolder((code) =>
      inContractFolder(async (place) => {
        assert.deepEqual(await askNode(code, ["contract"], place), { value: "Node" });
      })
    ),
});

Deno.test({
  name: "Bun keeps the contract",
  ignore: versionOf("bun") === undefined,
  fn: () =>
    inContractFolder(async (place) => {
      assert.deepEqual(await askBun(["contract"], place), { value: "Bun" });
    }),
});

/** What to ask, and the flags that Deno wants for it. */
const GUARDED: readonly (readonly [question: readonly unknown[], flags: string])[] = [
  [["env", "FLYTE_HOST_SET"], "--allow-env=FLYTE_HOST_SET"],
  [["envNames"], "--allow-env"],
  [["homeDirectory"], "--allow-env=HOME"],
  [["readTextFile", "folder/z"], "--allow-read=folder/z"],
  [["readFile", "folder/z"], "--allow-read=folder/z"],
  [["readFile", "text.yaml"], "--allow-read=text.yaml"],
  [["stat", "absent"], "--allow-read=absent"],
  [["readDir", "folder"], "--allow-read=folder"],
  [["run", ["true"]], "--allow-run=true --allow-env"],
  [["run", ["true"], { cwd: "folder" }], "--allow-run=true --allow-env"],
];

for (const [question, flags] of GUARDED) {
  Deno.test(`Deno without permissions: ${JSON.stringify(question)} names the flag that grants it`, async () => {
    await inContractFolder(async (place) => {
      const { code, message, caused } = await askDeno(question, place);
      assert.deepEqual([code, caused], ["permission_denied", true]);
      assert.ok(message.startsWith("Deno denied permission to ") && message.endsWith(`run with ${flags}`), message);
      const home = { ...place.env, HOME: "/home/flyte" };
      const allowed = await askDeno(question, { ...place, env: home, flags: flags.split(" ") });
      assert.equal(allowed.message, undefined);
    });
  });
}

Deno.test("Deno: the flag for a path with odd characters is quoted for a shell", async () => {
  const { message } = await askDeno(["readFile", "a b"]);
  assert.ok(message.endsWith('run with --allow-read="a b"'), message);
});

Deno.test("Deno: the message says when a permission for one program is not enough", async () => {
  const flags = ["--allow-run=true", "--allow-env"];
  const { code, message } = await askDeno(["run", ["true"], { env: { LD_LIBRARY_PATH: "/x" } }], { flags });
  assert.equal(code, "permission_denied");
  assert.ok(message.endsWith("run with --allow-run --allow-env"), message);
});

Deno.test("Deno: the error of fetch names the denied host, also after a redirect", async () => {
  const target = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, () => new Response("there"));
  const reached = `127.0.0.1:${target.addr.port}`;
  const first = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () => Response.redirect(`http://${reached}/`),
  );
  const entry = `127.0.0.1:${first.addr.port}`;
  try {
    const question = ["fetch", `http://${entry}/`];
    const refused = await askDeno(question);
    assert.equal(refused.code, "permission_denied");
    assert.ok(refused.message.endsWith(`--allow-net=${entry}`), refused.message);
    const further = await askDeno(question, { flags: [`--allow-net=${entry}`] });
    assert.ok(further.message.endsWith(`--allow-net=${reached}`), further.message);
    assert.deepEqual(await askDeno(question, { flags: [`--allow-net=${entry},${reached}`] }), { value: {} });
  } finally {
    await Promise.all([target.shutdown(), first.shutdown()]);
  }
});

Deno.test("the home directory is HOME, or else the system's answer", async () => {
  const known = await askDeno(["homeDirectory"], { flags: ["--allow-sys=homedir"] });
  assert.equal(known.value, Deno.env.get("HOME"), "HOME is not to be read, but the system is to be asked");
  for (const flags of [["-A"], ["--allow-env=HOME"]]) {
    assert.equal((await askDeno(["homeDirectory"], { env: { HOME: "/home/x" }, flags })).value, "/home/x");
  }
  const { value } = await askDeno(["homeDirectory"], { env: { HOME: "" }, flags: ["-A"] });
  assert.ok(typeof value === "string" && value !== "", "an empty HOME is none");
  const { code, message } = await askDeno(["homeDirectory"], { env: { HOME: "" }, flags: ["--allow-env=HOME"] });
  assert.equal(code, "permission_denied");
  assert.ok(message.endsWith("run with --allow-sys=homedir"), message);
});

Deno.test({
  name: "Node's permission model is answered with its own flags",
  ignore: node === undefined || parseInt(node.slice(1)) < 20,
  fn: () =>
    inFolder(async (code) => {
      const guard = parseInt(node!.slice(1)) < 23 ? "--experimental-permission" : "--permission";
      const ask = (question: readonly unknown[]) =>
        askNode(code, question, { flags: [guard, `--allow-fs-read=${code}/*`] });
      const file = await ask(["readFile", "/etc/hostname"]);
      assert.equal(file.code, "permission_denied");
      assert.equal(
        file.message,
        'Node denied permission to read "/etc/hostname"; run with --allow-fs-read=/etc/hostname',
      );
      const program = await ask(["run", ["true"]]);
      assert.equal(program.code, "permission_denied");
      assert.match(program.message, /^Node denied permission to run "true".*--allow-child-process$/);
    }),
});

Deno.test("links are followed and listed as links; a cycle of links is reported", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/file`, "text");
    await Deno.symlink(`${folder}/file`, `${folder}/link`);
    await Deno.symlink(`${folder}/circle`, `${folder}/circle`);
    await Deno.symlink(`${folder}/absent`, `${folder}/dangling`);
    assert.equal(await host().readTextFile(`${folder}/link`), "text");
    assert.equal((await host().stat(`${folder}/link`))?.isFile, true);
    assert.equal(await host().stat(`${folder}/dangling`), undefined);
    const entries = await host().readDir(folder);
    assert.deepEqual(entries.map(({ name, isFile, isSymlink }) => [name, isFile, isSymlink]), [
      ["circle", false, true],
      ["dangling", false, true],
      ["file", true, false],
      ["link", false, true],
    ]);
    const realPath = host().realPath!;
    assert.equal(await realPath(`${folder}/link`), `${await realPath(folder)}/file`);
    for (const absent of ["absent", "dangling", "file/inner"]) {
      assert.equal((await errorOf(() => realPath(`${folder}/${absent}`))).code, "file_not_found", absent);
    }
    for (const call of [host().readFile, host().stat, host().readDir, realPath]) {
      const error = await errorOf(() => call(`${folder}/circle`));
      assert.equal(error.code, "file_unreadable");
      assert.match(error.message, /symbolic links form a cycle/);
    }
  });
});

Deno.test({
  name: "a file that its permissions keep closed is unreadable, not absent",
  ignore: Deno.uid() === 0,
  fn: () =>
    inFolder(async (folder) => {
      await Deno.writeTextFile(`${folder}/closed`, "", { mode: 0o000 });
      const error = await errorOf(() => host().readFile(`${folder}/closed`));
      assert.equal(error.code, "file_unreadable");
      assert.match(error.message, /permissions deny access/);
    }),
});

Deno.test("an invalid path is unreadable, with the runtime's error as cause", async () => {
  for (const path of ["a\0b", "x".repeat(300)]) {
    const error = await errorOf(() => host().readFile(path));
    assert.equal(error.code, "file_unreadable");
    assert.ok(error.cause instanceof Error);
  }
});

Deno.test("a removed working directory is undefined", () => {
  assert.equal(host().workingDirectory(), Deno.cwd());
  const cwd = () => {
    throw Object.assign(new Error("uv_cwd"), { code: "ENOENT" });
  };
  assert.equal(withProcess({ cwd }, () => host().workingDirectory()), undefined);
});

Deno.test("errors of the environment are FlyteConfigErrors", () => {
  const cause = new TypeError("raw");
  const refusing = new Proxy({}, {
    get: () => {
      throw cause;
    },
    ownKeys: () => {
      throw cause;
    },
  });
  for (const env of [refusing, undefined, null]) {
    for (const ask of [() => host().env("A"), () => host().envNames!()]) {
      const error = withProcess({ env }, () => thrownBy(ask));
      assert.equal(error.code, "host_failed");
      assert.ok(error.cause instanceof TypeError);
    }
  }
});

Deno.test("Deno's own answers are those of its Node modules", async () => {
  for (const name of ["HOME", "toString", "__proto__", "", "a=b", "a\0b", "é"]) {
    assert.equal(host().env(name), withProcess({}, () => host().env(name)), name);
  }
  // Their order differs from call to call.
  assert.deepEqual(host().envNames!().toSorted(), withProcess({}, () => host().envNames!()).toSorted());
  assert.equal(host().homeDirectory(), withProcess({}, () => host().homeDirectory()));
  assert.equal(host().workingDirectory(), withProcess({}, () => host().workingDirectory()));
  const node = withProcess({}, () => host());
  assert.equal(node.name, "Deno");
  const answer = (asked: Host, path: string) => asked.stat(path).catch((error) => `${error.code}: ${error.message}`);
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/file`, "content");
    await Deno.symlink("loop", `${folder}/loop`);
    await Deno.symlink("file", `${folder}/link`);
    for (const name of ["file", "link", ".", "missing", "file/below", "loop", "x".repeat(5000), "a\0b"]) {
      const path = `${folder}/${name}`;
      assert.deepEqual(await answer(host(), path), await answer(node, path), name.slice(0, 10));
    }
  });
  for (const path of ["", "/dev/null", "/dev/zero", "/etc/passwd"]) {
    assert.deepEqual(await answer(host(), path), await answer(node, path), path);
  }
});

Deno.test("the home directory on Windows is USERPROFILE", () => {
  const env = { HOME: "/not/this", USERPROFILE: "C:\\Users\\x" };
  assert.equal(withProcess({ platform: "win32", env }, () => host().homeDirectory()), "C:\\Users\\x");
});

Deno.test("the machine type has Python's name", () => {
  const machine = (members: object) => withProcess(members, () => host().machine?.());
  assert.equal(machine({ platform: "linux", arch: "arm64" }), "aarch64");
  assert.equal(machine({ platform: "darwin", arch: "arm64" }), "arm64");
  assert.equal(machine({ platform: "linux", arch: "x64" }), "x86_64");
  assert.equal(machine({ platform: "win32", arch: "x64" }), "AMD64");
  assert.equal(machine({ platform: "linux", arch: "riscv64" }), "riscv64");
  const { arch, os } = Deno.build;
  if (os === "linux") assert.equal(host().machine?.(), arch);
});

Deno.test("there is no server host without a real file system", () => {
  withoutNativeModules(() => assert.equal(serverHost(), undefined));
  // As in Cloudflare Workers with Node's compatibility: node:fs is there, and its files are made up.
  for (const execPath of ["", null, undefined]) {
    withProcess({ execPath }, () => assert.equal(serverHost(), undefined));
  }
  withProcess({ getBuiltinModule: () => undefined }, () => assert.equal(serverHost(), undefined));
});
