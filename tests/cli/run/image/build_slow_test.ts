import assert from "node:assert/strict";

const CLI = decodeURIComponent(new URL("../../../../cli.ts", import.meta.url).pathname);

/** A docker whose builds run until they receive SIGTERM. */
const DOCKER = `#!/bin/sh
case "$1" in
  image) echo "No such image" >&2; exit 1;;
  build) trap 'echo gone > "$OUT/gone"; exit 1' TERM; echo $$ > "$OUT/pid"; while :; do sleep 0.1; done;;
esac
`;

const IMAGES = {
  flytekit: "name: app\nbase_image: debian:12\n",
  flyte2: JSON.stringify({
    ...{ base_image: "debian:12", name: "app", platform: ["linux/amd64"], extendable: true, is_cloned: true },
    layers: [{ type: "Commands", commands: ["true"] }],
  }),
};

for (const [product, text] of Object.entries(IMAGES)) {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.test(`${signal} ends the builder of an image of ${product}, and removes its files`, async () => {
      const directory = await Deno.makeTempDir();
      try {
        await Deno.mkdir(`${directory}/tmp`);
        await Deno.writeTextFile(`${directory}/docker`, DOCKER, { mode: 0o755 });
        await Deno.writeTextFile(`${directory}/image.yaml`, text);
        const child = new Deno.Command(Deno.execPath(), {
          args: ["run", "-A", "--quiet", "--no-check", CLI, "image", "build", "image.yaml"],
          cwd: directory,
          env: {
            ...{ PATH: `${directory}:${Deno.env.get("PATH")}`, OUT: directory, TMPDIR: `${directory}/tmp` },
            FLYTECTL_CONFIG: "",
          },
          stdout: "piped",
          stderr: "piped",
        }).spawn();
        const output = child.output();
        const read = (name: string) => Deno.readTextFile(`${directory}/${name}`).catch(() => undefined);
        let ended = false;
        output.then(() => ended = true);
        while (await read("pid") === undefined && !ended) await new Promise((resolve) => setTimeout(resolve, 20));
        assert.equal([...Deno.readDirSync(`${directory}/tmp`)].length, 1, "the build is under way");
        // Only the program is signalled, and not the builder as well, as a terminal would do it.
        child.kill(signal);
        const { code, stdout, stderr } = await output;
        assert.deepEqual([code, new TextDecoder().decode(stdout)], [130, ""], new TextDecoder().decode(stderr));
        assert.equal(await read("gone"), "gone\n", "the builder has ended before the program");
        assert.deepEqual([...Deno.readDirSync(`${directory}/tmp`)], []);
        await assert.rejects(Deno.stat(`/proc/${(await read("pid"))!.trim()}`), Deno.errors.NotFound);
      } finally {
        await Deno.remove(directory, { recursive: true });
      }
    });
  }
}
