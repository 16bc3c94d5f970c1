/**
 * What holds for every host with files, in whatever runtime: it uses no test framework and nothing of Deno's.
 *
 * @module
 */
import assert from "node:assert/strict";
import process from "node:process";
import { FlyteConfigError } from "../../src/errors.ts";
import type { Host, RunOptions } from "../../src/runtime/host.ts";

/** The files that the host must have in its working directory. */
export const FILES: Readonly<Record<string, string | Uint8Array>> = {
  "empty": "",
  "text.yaml": "admin:\r\n  endpoint: dns:///é\u{1F680}\n",
  "bom.ini": "\uFEFF[a]\n",
  "latin1": Uint8Array.of(0x61, 0xc3, 0xa9, 0xef, 0xbf, 0xbd, 0x62, 0xe9, 0x63),
  "cut": Uint8Array.of(0xf0, 0x9f, 0x9a, 0x80, 0xf0, 0x9f, 0x9a),
  "folder/z": "z",
  "folder/Z": "Z",
  "folder/inner/deep": "deep",
  "folder/inner-most": "not inner",
  "__proto__": "polluted",
};

/** The variables that the host must have in its environment; no other begins with `FLYTE_HOST_`. */
export const ENV: Readonly<Record<string, string>> = { FLYTE_HOST_SET: "é=x", FLYTE_HOST_EMPTY: "" };

/** Checks a host with these files and variables. */
export async function checkHost(host: Host): Promise<void> {
  assert.equal(host.hasFiles, true);
  checkEnv(host);
  await checkPaths(host);
  await checkReading(host);
  await checkLooking(host);
}

function checkEnv(host: Host): void {
  assert.equal(host.env("FLYTE_HOST_SET"), "é=x");
  assert.equal(host.env("FLYTE_HOST_EMPTY"), "");
  for (const name of ["FLYTE_HOST_UNSET", "__proto__", "constructor", "toString", ""]) {
    assert.equal(host.env(name), undefined, name);
  }
  const names = host.envNames?.().filter((name) => name.startsWith("FLYTE_HOST_"));
  assert.deepEqual(names?.sort(), Object.keys(ENV).sort());
}

/** All hosts reject a path that is not a string with the same message. */
async function checkPaths(host: Host): Promise<void> {
  const pieces = async (path: string) => {
    for await (const _piece of host.readPieces!(path));
  };
  const paths = [undefined, null, 5, {}, Object.create(null), new URL("file:///"), Symbol("path")];
  for (const path of paths as string[]) {
    for (const call of [host.readTextFile, host.readFile, host.stat, host.readDir, host.readPieces && pieces]) {
      if (call !== undefined) await refused(call(path), "invalid_argument", /^host\.\w+: path must be a string/);
    }
    if (host.readDirAsListed) await refused(host.readDirAsListed(path), "invalid_argument", /path must be a string/);
    if (host.realPath) await refused(host.realPath(path), "invalid_argument", /path must be a string/);
    if (host.readSmallFile) assert.equal(host.readSmallFile(path, new Uint8Array(1)), undefined);
    if (host.writer === undefined) continue;
    const { copyFile, makeDirectory, remove, replaceFile, writeFile } = host.writer;
    const writing = [writeFile, replaceFile!].map((call) => (it: string) => call(it, ""));
    for (const call of [makeDirectory, remove, ...writing, (it: string) => copyFile(it, "a")]) {
      await refused(call(path), "invalid_argument", /path must be a string/);
    }
  }
  for (const name of [undefined, null, 5, {}, Symbol("name")] as string[]) {
    assert.throws(() => host.env(name), { code: "invalid_argument" });
  }
  for (const name of ["A=B", "\0", "", "\ud800"]) assert.equal(host.env(name), undefined);
}

async function checkReading(host: Host): Promise<void> {
  for (const [path, content] of Object.entries(FILES)) {
    const bytes = await host.readFile(path);
    assert.equal(bytes.constructor, Uint8Array);
    assert.deepEqual(bytes, typeof content === "string" ? new TextEncoder().encode(content) : content, path);
    if (typeof content === "string") assert.equal(await host.readTextFile(path), content, path);
    assert.equal(
      await host.readFile(`${host.workingDirectory()}/./folder/../${path}`).then((it) => it.length),
      bytes.length,
    );
  }
  for (const [path, offset] of [["latin1", 7], ["cut", 4]] as const) {
    const error = await refusal(host.readTextFile(path));
    assert.deepEqual([error.code, error.offset], ["not_utf8", offset]);
    assert.ok(error.message.includes(`"${path}"`) && error.message.includes(`${offset}`), error.message);
  }
  for (const read of [host.readTextFile, host.readFile]) {
    await refused(read("absent"), "file_not_found", /"absent"/);
    await refused(read("folder/absent"), "file_not_found", /"folder\/absent"/);
    await refused(read("empty/absent"), "file_not_found", /"empty\/absent"/);
    await refused(read(""), "file_not_found", /""/);
    await refused(read("folder"), "file_unreadable", /"folder" cannot be read: it is a directory/);
  }
}

async function checkLooking(host: Host): Promise<void> {
  const { mtime, mode, ...file } = (await host.stat("text.yaml"))!;
  assert.deepEqual(file, { isFile: true, isDirectory: false, size: 34 });
  assert.ok(mtime === undefined || mtime.getTime() > 0);
  assert.ok(mode === undefined || (mode & 0o600) === 0o600 && mode < 0o10000, `${mode}`);
  const folder = await host.stat("folder/inner");
  assert.deepEqual([folder?.isFile, folder?.isDirectory], [false, true]);
  assert.equal((await host.stat("/"))?.isDirectory, true);
  for (const path of ["absent", "absent/absent", "empty/absent", ""]) assert.equal(await host.stat(path), undefined);

  const entry = { isFile: true, isDirectory: false, isSymlink: false };
  assert.deepEqual(await host.readDir("folder"), [
    { ...entry, name: "Z" },
    { name: "inner", isFile: false, isDirectory: true, isSymlink: false },
    { ...entry, name: "inner-most" },
    { ...entry, name: "z" },
  ]);
  const names = (await host.readDir(".")).map(({ name }) => name);
  assert.deepEqual(names, [...new Set(Object.keys(FILES).map((path) => path.split("/")[0]!))].sort());
  await refused(host.readDir("absent"), "file_not_found", /"absent"/);
  await refused(host.readDir("empty/absent"), "file_not_found", /"empty\/absent"/);
  await refused(host.readDir("empty"), "file_unreadable", /"empty" cannot be read: it is not a directory/);
}

/** Checks that a host on a Unix machine reads regular files only, and reads none for longer than it is asked to. */
export async function checkSpecialFiles(host: Host): Promise<void> {
  await host.run(["sh", "-c", "mkfifo pipe; ln -s /dev/zero zero; ln -s /dev/null null; ln -s pipe link"]);
  const pieces = async (path: string, signal?: AbortSignal) => {
    let length = 0;
    for await (const piece of host.readPieces!(path, { signal })) length += piece.length;
    return length;
  };
  for (const read of [host.readTextFile, host.readFile, (path: string) => pieces(path)]) {
    for (const path of ["pipe", "link"]) await refused(read(path), "not_regular_file", /is a pipe/);
    for (const path of ["zero", "/dev/zero"]) await refused(read(path), "not_regular_file", /is a device/);
  }
  const target = new Uint8Array(100);
  for (const path of ["pipe", "link", "zero"]) assert.equal(host.readSmallFile!(path, target), undefined, path);
  // Who believes to know a file may be wrong by now.
  assert.notEqual(host.readSmallFile!("zero", target, true), 100);
  for (const source of ["pipe", "link", "zero"]) {
    await refused(host.writer!.copyFile(source, "copy"), "not_regular_file", /not a regular file/);
  }
  assert.equal((await host.stat("pipe"))?.special, "pipe");
  assert.equal((await host.stat("zero"))?.special, "device");

  assert.deepEqual(await host.stat("null").then((it) => [it?.isFile, it?.size, it?.special]), [true, 0, undefined]);
  assert.equal((await host.readFile("null")).length, 0);
  assert.equal(await pieces("/dev/null"), 0);

  assert.equal((await host.readFile("empty", { maxBytes: 1 })).length, 0);
  assert.equal((await host.readFile("text.yaml", { maxBytes: 34 })).length, 34);
  await refused(host.readFile("text.yaml", { maxBytes: 33 }), "file_too_large", /"text.yaml" is larger than 33 bytes/);
  await host.run(["truncate", "-s", "1T", "huge"]);
  await refused(host.readFile("huge"), "file_too_large", /larger than 64 MiB/);
  await refused(host.readTextFile("huge", { maxBytes: 1024 }), "file_too_large", /larger than 1 KiB/);

  // Files that the system makes up have no size.
  if (await host.stat("/proc/self/status") !== undefined) {
    assert.match(await host.readTextFile("/proc/self/status"), /^Name:/);
    await refused(host.readFile("/proc/self/status", { maxBytes: 10 }), "file_too_large", /larger than 10 bytes/);
  }

  const reason = new Error("enough");
  const controller = new AbortController();
  const huge = pieces("huge", controller.signal);
  setTimeout(() => controller.abort(reason), 20);
  await assert.rejects(huge, (error) => error === reason);
  const aborted = AbortSignal.abort(reason);
  await assert.rejects(host.readFile("text.yaml", { signal: aborted }), (error) => error === reason);
  await assert.rejects(pieces("text.yaml", aborted), (error) => error === reason);

  // A file that grows for as long as it is read ends where it did at first.
  await host.writer!.writeFile("growing", new Uint8Array(1000));
  let read = 0;
  for await (const piece of host.readPieces!("growing")) {
    read += piece.length;
    await host.run(["sh", "-c", "head -c 500000 /dev/zero >> growing"]);
  }
  assert.equal(read, 1000);
}

/** Checks that a host on a Unix machine replaces the content of files, and nothing else of them. */
export async function checkReplacing(host: Host): Promise<void> {
  const shell = async (script: string) => {
    const { code, stdout, stderr } = await host.run(["sh", "-c", `umask 022; ${script}`]);
    assert.equal(code, 0, new TextDecoder().decode(stderr));
    return new TextDecoder().decode(stdout).trim();
  };
  const replaceFile = host.writer!.replaceFile!;
  await shell("mkdir replaced; cd replaced; echo old > file; chmod 640 file; mkdir in; ln -s ../file in/link");
  const identity = () => shell("stat -c '%i' replaced/file");
  const old = await identity();
  await replaceFile("replaced/in/link", "é");
  assert.equal(
    await shell("cd replaced; cat file; stat -c ' %a %F' file in/link"),
    "é 640 regular file\n 777 symbolic link",
  );
  assert.notEqual(await identity(), old, "the file was replaced, not written");
  await replaceFile("replaced/file", Uint8Array.of(0, 255));
  assert.deepEqual(await host.readFile("replaced/file"), Uint8Array.of(0, 255));

  // A new file, also where a link leads to it, has the permissions of every new file.
  await shell("ln -s target replaced/dangling");
  for (const path of ["replaced/new", "replaced/dangling"]) await replaceFile(path, "new");
  assert.equal(await shell("cd replaced; cat target new; stat -c ' %F' dangling"), "newnew symbolic link");

  // A file with several names keeps them.
  await shell("ln replaced/file replaced/other");
  await replaceFile("replaced/file", "both");
  assert.equal(await shell("cat replaced/other"), "both");
  assert.equal(await shell("ls -A replaced | tr '\\n' ' '"), "dangling file in new other target");

  await refused(replaceFile("replaced", ""), "not_regular_file", /"replaced" is a directory/);
  await refused(
    replaceFile("replaced/absent/file", ""),
    "file_unwritable",
    /"replaced\/absent\/file" cannot be written/,
  );
  await shell("mkfifo replaced/pipe");
  await refused(replaceFile("replaced/pipe", ""), "not_regular_file", /is a pipe/);
}

/** Checks a host that can run programs. */
export async function checkRunning(host: Host): Promise<void> {
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  const both = await host.run(["sh", "-c", 'printf "out $1"; printf err >&2; exit 3', "sh", "a  b"]);
  assert.deepEqual([both.code, text(both.stdout), text(both.stderr)], [3, "out a  b", "err"]);
  assert.equal(both.stdout.constructor, Uint8Array);

  const noise = Uint8Array.from({ length: 300_000 }, (_, index) => index * 7);
  assert.deepEqual((await host.run(["cat"], { input: noise })).stdout, noise);
  assert.equal(text((await host.run(["cat"], { input: "é" })).stdout), "é");
  assert.equal((await host.run(["cat"])).stdout.length, 0);
  assert.equal((await host.run(["true"], { input: noise })).code, 0, "a program need not read its input");
  assert.equal((await host.run(["sh", "-c", "kill -9 $$"])).code, 137);

  const shown = await host.run(["sh", "-c", 'echo "$FLYTE_HOST_SET $ADDED"; pwd'], {
    env: { ADDED: "x" },
    cwd: "folder",
  });
  assert.equal(text(shown.stdout), `é=x x\n${host.workingDirectory()}/folder\n`);

  await refused(host.run(["flyte-no-such-program"]), "command_not_found", /"flyte-no-such-program"/);
  await refused(host.run(["true"], { cwd: "absent" }), "command_failed", /"true".*directory "absent"/);
  await refused(host.run([`${host.workingDirectory()}/folder`]), "command_failed", /folder" could not be started/);
  await refused(host.run([]), "invalid_option", /empty/);

  for (const command of [undefined, "true", [1], ["a\0b"], ["true", undefined], ["true", "\0"], [,]]) {
    await refused(host.run(command as string[]), "invalid_argument", /^host.run: command must be a list of strings/);
  }
  const hostile = [
    ...[5, { cwd: 5 }, { cwd: "\0" }, { env: { "A=B": "x" } }, { env: { "": "x" } }, { env: { A: 1 } }],
    ...[{ env: { A: "\0" } }, { input: 5 }, { signal: {} }, { onStdout: "x" }, { timeout: 5 }, { graceMs: -1 }],
  ];
  for (const options of hostile) {
    await refused(host.run(["true"], options as RunOptions), "invalid_option", /^host.run: /);
  }
  for (const program of ["", "  ", ".", "/", "x".repeat(5000), "\ud800"]) {
    const error = await refusal(host.run([program]));
    assert.ok(error.message.length < 1000, error.code);
  }
  const chatty = ["sh", "-c", "yes & yes >&2"];
  await refused(
    host.run(chatty, { maxOutput: 1000 }),
    "command_output_too_large",
    /"sh" was ended because it wrote more than 1000 bytes/,
  );
  const last = await host.run(["sh", "-c", "yes | head -c 300000; echo end; (yes | head -c 300000; echo end) >&2"], {
    onStdout: () => {},
  });
  for (const bytes of [last.stdout, last.stderr]) {
    assert.equal(bytes.length, 64 * 1024);
    assert.ok(text(bytes).endsWith("y\nend\n"));
  }
  const thrown = new Error("mine");
  const throwing = () => {
    throw thrown;
  };
  await assert.rejects(host.run(["yes"], { onStdout: throwing }), (error) => error === thrown);

  // Who does not hear SIGTERM is killed.
  const deaf = new AbortController();
  const onStdout = () => deaf.abort("deaf");
  const command = ["sh", "-c", "trap '' TERM; echo $$ > deaf; echo; while :; do sleep 0.1; done"];
  await assert.rejects(host.run(command, { signal: deaf.signal, graceMs: 200, onStdout }), (error) => error === "deaf");
  const { code } = await host.run(["sh", "-c", "kill -0 $(cat deaf)"]);
  assert.notEqual(code, 0, "it has ended");
  // A program that handles the signal has time to clean up.
  const tidy = new AbortController();
  const tidying = ["sh", "-c", "trap 'sleep 0.2; echo > tidy; exit' TERM; echo; while :; do sleep 0.1; done"];
  const patience = { graceMs: 60_000, onStdout: () => tidy.abort("tidy") };
  await assert.rejects(host.run(tidying, { signal: tidy.signal, ...patience }));
  assert.ok(await host.stat("tidy"));

  await checkInterrupts(host);

  // What an aborted program has started goes on, here until someone writes, and is not waited for.
  const reason = new Error("enough");
  const controller = new AbortController();
  const { signal } = controller;
  const stuck = assert.rejects(
    host.run(["sh", "-c", "mkfifo held; cat < held; true"], { signal }),
    (error) => error === reason,
  );
  while (await host.stat("held") === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
  controller.abort(reason);
  await stuck;
  await host.run(["sh", "-c", ": <> held"]);
  await assert.rejects(host.run(["true"], { signal: AbortSignal.abort(reason) }), (error) => error === reason);
}

/** The process goes on when it is asked to end while somebody listens, and afterwards if the program listens itself. */
async function checkInterrupts(host: Host): Promise<void> {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    const own: string[] = [];
    const hearOwn = () => void own.push(signal);
    process.on(signal, hearOwn);
    const heard: string[] = [];
    const stop = host.onInterrupt!((name) => void heard.push(name));
    const more = Array.from({ length: 20 }, () => host.onInterrupt!(() => {}));
    assert.ok(process.getMaxListeners() > 20, "many listeners are nothing to warn of");
    for (const end of more) end();
    assert.equal(process.getMaxListeners() % 10, 4, "those of the one that is left");
    assert.equal(process.listenerCount(signal), 2);
    process.kill(process.pid, signal);
    while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.deepEqual(heard, [signal]);
    stop();
    assert.equal(process.listenerCount(signal), 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(own, [signal], "it is delivered again only if nobody else listens");
    process.off(signal, hearOwn);
  }
}

/** Checks that a promise is rejected with an error of ours. */
export async function refused(promise: Promise<unknown>, code: string, message: RegExp): Promise<void> {
  const error = await refusal(promise);
  assert.equal(error.code, code, error.message);
  assert.match(error.message, message);
}

async function refusal(promise: Promise<unknown>): Promise<FlyteConfigError> {
  const error = await promise.then(() => undefined, (reason: unknown) => reason);
  assert.ok(error instanceof FlyteConfigError, `not an error of ours: ${String(error)}`);
  return error;
}
