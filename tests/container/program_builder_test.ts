import assert from "node:assert/strict";

const PROGRAM = decodeURIComponent(new URL("../_support/programs/interrupted.ts", import.meta.url).pathname);

/** A docker whose builds run until they receive SIGTERM. */
const DOCKER = `#!/bin/sh
case "$1" in
  image) echo "No such image" >&2; exit 1;;
  build) trap 'echo gone >> "$OUT/gone"; exit 1' TERM; echo $$ >> "$OUT/pids"; while :; do sleep 0.1; done;;
esac
`;

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.test(`${signal} ends the builders, removes their directories, and then the program`, async () => {
    const { code, stdout, left, builders, gone } = await interrupt(signal, []);
    assert.equal(code, signal === "SIGINT" ? 130 : 143);
    // The program may have had the time to say so before it ended.
    assert.match(stdout, /^(interrupted\n)*$/);
    assert.deepEqual([left, builders, gone], [[], 2, 2]);
  });
}

Deno.test("a program with its own signal handlers continues", async () => {
  const { code, stdout, left } = await interrupt("SIGINT", ["listens"]);
  assert.deepEqual([code, left], [0, []]);
  assert.equal(stdout, "heard it myself\ninterrupted\ninterrupted\n");
});

Deno.test("a program that exits by itself ends the builders and removes their directories, too", async () => {
  const { code, left, gone } = await interrupt("SIGINT", ["exits"]);
  assert.deepEqual([code, left, gone], [7, [], 2]);
});

/** Sends a signal to the program once it builds two images. */
async function interrupt(signal: Deno.Signal, args: readonly string[]) {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/tmp`);
    await Deno.writeTextFile(`${folder}/docker`, DOCKER, { mode: 0o755 });
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--quiet", PROGRAM, ...args],
      env: { PATH: `${folder}:${Deno.env.get("PATH")}`, OUT: folder, TMPDIR: `${folder}/tmp` },
      stdout: "piped",
    }).spawn();
    const lines = async (name: string) => {
      const text = await Deno.readTextFile(`${folder}/${name}`).catch(() => "");
      return text.split("\n").filter((line) => line !== "");
    };
    while ((await lines("pids")).length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal([...Deno.readDirSync(`${folder}/tmp`)].length, 2);
    child.kill(signal);
    const { code, stdout } = await child.output();
    // Builders may end after the program.
    for (let wait = 0; wait < 100 && (await lines("gone")).length < 2; wait++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return {
      code,
      stdout: new TextDecoder().decode(stdout),
      left: [...Deno.readDirSync(`${folder}/tmp`)],
      builders: (await lines("pids")).length,
      gone: (await lines("gone")).length,
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
