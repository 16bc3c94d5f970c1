import assert from "node:assert/strict";
import { memoryHost } from "../../../src/runtime/memory_host.ts";
import { sourceFiles } from "../../../src/flytekit/image_spec/source_files.ts";
import { byCodePoints } from "../../../src/python/strings.ts";
import type { Host } from "../../../src/runtime/host.ts";

Deno.test("git's output is not unquoted", async () => {
  const host = memoryHost({ files: { "/s/a": "", "/s/b": "", "/s/é": "" } });
  const commands: unknown[] = [];
  const answering = (stdout: string | Uint8Array, code = 0) => ({
    ...host,
    run: (command: readonly string[], options?: { readonly cwd?: string | undefined }) => {
      commands.push([command[0], ...command.slice(command.indexOf("ls-files")), options?.cwd]);
      const bytes = typeof stdout === "string" ? new TextEncoder().encode(stdout) : stdout;
      const said = code === 0 ? "" : "fatal: not a git repository (or any of the parent directories): .git\n";
      return Promise.resolve({ code, stdout: bytes, stderr: new TextEncoder().encode(said) });
    },
  });
  assert.deepEqual(await pathsOf(answering('a\n"\\303\\251"\n'), "/s"), ["/s/b", "/s/é"]);
  assert.deepEqual(await pathsOf(answering("a\n", 128), "/s"), ["/s/a", "/s/b", "/s/é"]);
  assert.deepEqual(commands[0], ["git", "ls-files", "-io", "--exclude-standard", "/s"]);
  await assert.rejects(sourceFiles(answering(Uint8Array.of(0xff, 10)), "/s"), { code: "not_utf8" });
});

Deno.test("strings are ordered by code points", () => {
  const texts = ["", "a", "ab", "b", "\ud7ff", "\ue000", "\uffff", "\u{10000}", "\u{10ffff}"];
  assert.deepEqual(texts.toReversed().sort(byCodePoints), texts);
});

async function pathsOf(host: Host, root: string): Promise<readonly string[]> {
  return (await sourceFiles(host, root)).map(({ path }) => path);
}
