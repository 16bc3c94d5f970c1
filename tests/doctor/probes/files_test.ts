import assert from "node:assert/strict";
import type { Finding } from "../../../src/doctor/mod.ts";
import { FlyteConfigError } from "../../../src/errors.ts";
import { defaultHost } from "../../../src/runtime/default_host.ts";
import type { Host } from "../../../src/runtime/host.ts";
import { hostIn } from "../../../src/runtime/host_in.ts";
import { examined, machineWith, onlyFinding } from "../../_support/examined.ts";

const CONFIG = "admin:\n  endpoint: dns:///flyte.test\n";

async function files(host: Host, options: object = {}): Promise<readonly Finding[]> {
  return (await examined({ host, offline: true, ...options })).filter(({ probe }) => probe === "files");
}

Deno.test("each version's file is named, with what it shadows and the whole search path", async () => {
  const host = machineWith({
    files: {
      "/work/config.yaml": CONFIG,
      "/home/me/.flyte/config.yaml": CONFIG,
      "/home/me/.union/config.yaml": CONFIG,
    },
  });
  const [flytekit, flyte2, ...others] = await files(host);
  assert.deepEqual(others, []);
  assert.deepEqual([flytekit?.subject, flytekit?.status], ["/home/me/.flyte/config.yaml", "ok"]);
  assert.equal(flyte2?.subject, "config.yaml");
  assert.equal(
    flyte2?.message,
    "flyte 2 reads it (./config.yaml), and shadows /home/me/.union/config.yaml and /home/me/.flyte/config.yaml",
  );
  assert.deepEqual(flyte2?.details, [
    "./config.yaml: used",
    "./.flyte/config.yaml: missing",
    "git root/.flyte/config.yaml: missing",
    "env UCTL_CONFIG: not set",
    "env FLYTECTL_CONFIG: not set",
    "~/.union/config.yaml (/home/me/.union/config.yaml): shadowed",
    "~/.flyte/config.yaml (/home/me/.flyte/config.yaml): shadowed",
  ]);
});

Deno.test("one file at two locations is not shadowed by itself", async () => {
  const host = machineWith({ cwd: "/home/me", files: { "/home/me/.flyte/config.yaml": CONFIG } });
  const found = onlyFinding(
    await files(host, { versions: ["flyte2"] }),
    "ok",
    /^flyte 2 reads it \(\.\/\.flyte\/config\.yaml\)$/,
  );
  assert.equal(found.details?.at(-1), "~/.flyte/config.yaml (/home/me/.flyte/config.yaml): not searched");
});

Deno.test("a variable that names no file fails, and the files after it are not searched", async () => {
  const env = { FLYTECTL_CONFIG: "/none.yaml" };
  const host = machineWith({ env, files: { "/home/me/.flyte/config.yaml": CONFIG } });
  const findings = await files(host, { versions: ["flytekit"] });
  const fix = /create the file, or unset FLYTECTL_CONFIG/;
  const found = onlyFinding(findings, "failed", /no such file, which FLYTECTL_CONFIG names for flytekit/, fix);
  assert.equal(found.subject, "/none.yaml");
  assert.match(found.details!.at(-1)!, /not searched$/);
});

Deno.test("a file that only the other version searches is offered to this one", async () => {
  const [flytekit, flyte2] = await files(machineWith({ files: { "/work/config.yaml": CONFIG } }));
  const reversed = [flytekit, flyte2].map((finding) => finding?.status).sort();
  assert.ok(reversed.includes("ok"));
  const host = machineWith({ files: { "/work/flytekit.config": "[platform]\nurl = flyte.test\n" } });
  const found = (await files(host)).find(({ versions }) => versions[0] === "flyte2");
  assert.equal(found?.status, "warning");
  assert.match(found?.message ?? "", /flyte 2 does not search flytekit\.config, which flytekit reads/);
  assert.match(found?.fix ?? "", /^set FLYTECTL_CONFIG=flytekit\.config/);
});

Deno.test("no file at all is a warning, unless variables have the endpoint", async () => {
  const none = await files(machineWith(), { versions: ["flytekit"] });
  onlyFinding(none, "warning", /no file was found/, /create ~\/\.flyte\/config\.yaml, or set FLYTECTL_CONFIG/);
  const variables = machineWith({ env: { FLYTE_PLATFORM_URL: "flyte.test" } });
  onlyFinding(await files(variables, { versions: ["flytekit"] }), "ok", /variables and defaults are used/);
});

Deno.test("files that shadow, look alike or are empty are warnings", async () => {
  const cases: readonly [Readonly<Record<string, string>>, string, RegExp][] = [
    [
      { "/home/me/.flyte/config": "[platform]\nurl = a\n", "/home/me/.flyte/config.yaml": CONFIG },
      "config_file_shadowed",
      /remove one of them, or name the file to read/,
    ],
    [{ "/home/me/.flyte/config-sandbox.yaml": CONFIG }, "config_file_not_searched", /FLYTECTL_CONFIG=/],
    [{ "/home/me/.flyte/config.yaml": "" }, "empty_file", /add the settings/],
  ];
  for (const [entries, code, fix] of cases) {
    const found = (await files(machineWith({ files: entries }), { versions: ["flytekit"] }))
      .find((finding) => finding.code === code);
    assert.equal(found?.status, "warning", code);
    assert.match(found?.fix ?? "", fix);
  }
});

Deno.test("a given file is used, and one that cannot be read fails", async () => {
  const host = machineWith({ files: { "/a.yaml": CONFIG, "/binary.yaml": new Uint8Array([0xff]), "/d/x": "" } });
  onlyFinding(await files(host, { file: "/a.yaml" }), "ok", /the file was given/);
  onlyFinding(await files(host, { file: { name: "b.yaml", text: CONFIG } }), "ok", /the text was given/);
  onlyFinding(await files(host, { file: "/none.yaml" }), "failed", /none\.yaml/, /create \/none\.yaml/);
  onlyFinding(await files(host, { file: "/binary.yaml" }), "failed", /UTF-8/, /write \/binary\.yaml in UTF-8/);
  onlyFinding(await files(host, { file: "/d" }), "failed", /directory/, /make \/d a regular file/);
});

Deno.test("files with secrets that other users may read are warnings", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const text = `${CONFIG}  clientSecretLocation: ${directory}/secret\n` +
      "storage:\n  connection:\n    access-key: me\n    secret-key: hunter2-secret\n";
    await Deno.writeTextFile(`${directory}/config.yaml`, text);
    await Deno.writeTextFile(`${directory}/secret`, "other-secret");
    const modes = async (mode: number) => {
      for (const name of ["config.yaml", "secret"]) await Deno.chmod(`${directory}/${name}`, mode);
      const host = { ...hostIn(directory, { ...defaultHost(), env: () => undefined }), homeDirectory: () => directory };
      return await files(host, { versions: ["flytekit"], file: `${directory}/config.yaml` });
    };
    assert.deepEqual((await modes(0o600)).map(({ status }) => status), ["ok"]);
    const [, ...warnings] = await modes(0o640);
    assert.deepEqual(warnings.map(({ status, message, fix }) => [status, message, fix]).sort(), [
      [
        "warning",
        "it contains a secret, and other users may read it (mode 640)",
        `run chmod 600 ${directory}/config.yaml`,
      ],
      ["warning", "it contains a secret, and other users may read it (mode 640)", `run chmod 600 ${directory}/secret`],
    ]);
    await Deno.writeTextFile(`${directory}/config.yaml`, CONFIG);
    assert.deepEqual((await modes(0o644)).map(({ status }) => status), ["ok"]);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("what the runtime denies is a warning with the flag, and no failure", async () => {
  const denied = (what: string) =>
    new FlyteConfigError("permission_denied", `Deno denied permission; run with --allow-${what}`);
  const host: Host = {
    ...machineWith({ files: { "/work/config.yaml": CONFIG } }),
    stat: (path) => Promise.reject(denied(`read=${path}`)),
  };
  const found = (await files(host, { versions: ["flytekit"] })).find(({ code }) => code === "permission_denied");
  assert.match(found?.fix ?? "", /^run with --allow-read=/);
});

Deno.test("without files, there is nothing to search", async () => {
  const host = { ...machineWith({ env: { FLYTE_PLATFORM_URL: "a" } }), hasFiles: false };
  const [found] = await files(host, { versions: ["flytekit"] });
  assert.equal(found?.status, "skipped");
});
