import assert from "node:assert/strict";
import { defaultHost } from "../../../src/runtime/default_host.ts";
import { errorOf } from "../../_support/support.ts";

const MIB = 2 ** 20;

Deno.test("standard output may have 64 MiB, and the last 64 KiB of standard error are kept", async () => {
  const host = defaultHost();
  const script = `head -c ${64 * MIB} /dev/zero; { head -c 100000 /dev/zero; printf end; } >&2`;
  const { code, stdout, stderr } = await host.run(["sh", "-c", script]);
  assert.deepEqual([code, stdout.length, stderr.length], [0, 64 * MIB, 64 * 1024]);
  assert.equal(new TextDecoder().decode(stderr.subarray(-4)), "\0end");
  const error = await errorOf(() => host.run(["head", "-c", String(64 * MIB + 1), "/dev/zero"]));
  assert.equal(error.code, "command_output_too_large");
});

Deno.test("short outputs are complete", async () => {
  const { stdout, stderr } = await defaultHost().run(["sh", "-c", "printf abc; printf defg >&2"]);
  assert.deepEqual([new TextDecoder().decode(stdout), new TextDecoder().decode(stderr)], ["abc", "defg"]);
});
