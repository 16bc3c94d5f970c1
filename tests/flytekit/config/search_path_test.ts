/**
 * Unusual cases of the search for the file: shadowed files, files outside of the search path, and unusual names.
 */
import assert from "node:assert/strict";
import { symlink } from "node:fs/promises";
import {
  Config,
  DataConfig,
  FlyteConfigError,
  type Host,
  ImageConfig,
  memoryHost,
  PlatformConfig,
  S3Config,
} from "../../../mod.ts";
import { Config as FlyteConfig, TaskConfig as FlyteTask } from "../../../v2.ts";
import { errorOf, thrownBy } from "../../_support/support.ts";

const YAML = "admin:\n  endpoint: dns:///flyte.acme.com\n";
const codesOf = ({ issues }: { issues: readonly { code: string }[] }) => issues.map(({ code }) => code);

Deno.test("an INI file that shadows config.yaml is reported", async () => {
  const files = { "/home/me/.flyte/config": "[platform]\nurl = localhost:1\n", "/home/me/.flyte/config.yaml": YAML };
  const host = memoryHost({ files, home: "/home/me" });
  for (const mode of ["strict", "flytekit"] as const) {
    const config = await Config.auto({ host, mode });
    assert.deepEqual([config.file, config.platform.endpoint], ["/home/me/.flyte/config", "localhost:1"]);
    assert.deepEqual(config.tried.slice(-2).map(({ place, outcome }) => [place, outcome]), [
      ["~/.flyte/config", "used"],
      ["~/.flyte/config.yaml", "hidden"],
    ]);
    assert.deepEqual(codesOf(config), ["config_file_shadowed"]);
    assert.match(config.issues[0]!.message, /config is read and shadows \/home\/me\/\.flyte\/config\.yaml/);
  }
  const here = memoryHost({
    files: { ...files, "flytekit.config": "[sdk]\nworkflow_packages = a\n" },
    home: "/home/me",
  });
  const project = await Config.auto({ host: here });
  assert.deepEqual([project.file, codesOf(project)], ["flytekit.config", ["config_file_shadowed"]]);
  assert.match(project.issues[0]!.message, /flytekit\.config is read and shadows \/home\/me\/\.flyte\/config\.yaml/);
  assert.deepEqual(codesOf(await PlatformConfig.auto({ host })), ["config_file_shadowed"]);
  assert.deepEqual(codesOf(await ImageConfig.auto({ host })), ["config_file_shadowed"]);
  assert.deepEqual(codesOf(await Config.auto({ host, file: "/home/me/.flyte/config" })), []);
  const env = { FLYTECTL_CONFIG: "/home/me/.flyte/config" };
  assert.deepEqual(codesOf(await Config.auto({ host: memoryHost({ files, home: "/home/me", env }) })), []);
});

Deno.test("a sandbox file that no variable names is reported", async () => {
  for (const name of ["config-sandbox.yaml", "config.yml"]) {
    const path = `/home/me/.flyte/${name}`;
    const options = { files: { [path]: YAML }, home: "/home/me" };
    const types = [
      (given: { host: Host }) => Config.auto(given),
      (given: { host: Host }) => FlyteConfig.auto(given),
      (given: { host: Host }) => FlyteTask.auto(given),
    ];
    for (const auto of types) {
      const config = await auto({ host: memoryHost(options) });
      assert.deepEqual(codesOf(config), ["config_file_not_searched"]);
      assert.ok(config.issues[0]!.message.includes(`FLYTECTL_CONFIG=${path}`));
      assert.deepEqual(
        codesOf(await auto({ host: memoryHost({ ...options, env: { FLYTECTL_CONFIG: path } }) })),
        [],
      );
    }
    const both = { ...options, files: { ...options.files, "/home/me/.flyte/config.yaml": YAML } };
    assert.deepEqual(codesOf(await Config.auto({ host: memoryHost(both) })), []);
  }
  // Files that cannot be accessed are not reported.
  const host = memoryHost({ home: "/home/me" });
  const refused = new FlyteConfigError("permission_denied", "no");
  const stat = (path: string) => /sandbox|yml/.test(path) ? Promise.reject(refused) : host.stat(path);
  assert.deepEqual(codesOf(await Config.auto({ host: { ...host, stat } })), []);
});

Deno.test("a variable can name a file as Python's Path reads it", async () => {
  const files = { "/srv/config.yaml": YAML };
  for (const path of ["/srv/config.yaml/", "/srv/config.yaml/.", "/srv//./config.yaml//"]) {
    const host = memoryHost({ files, env: { FLYTECTL_CONFIG: path } });
    for (const mode of ["strict", "flytekit"] as const) {
      const config = await Config.auto({ host, mode });
      assert.deepEqual([config.file, config.platform.endpoint], ["/srv/config.yaml", "flyte.acme.com"], path);
    }
    assert.equal((await FlyteConfig.auto({ host })).platform.endpoint, "dns:///flyte.acme.com");
  }
});

Deno.test("cyclic links do not lead to a file", async () => {
  const home = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${home}/.flyte`);
    await symlink(`${home}/.flyte/config`, `${home}/.flyte/config`);
    await Deno.writeTextFile(`${home}/.flyte/config.yaml`, YAML);
    for (const mode of ["strict", "flytekit"] as const) {
      const config = await Config.auto({ env: { HOME: home }, mode });
      assert.deepEqual([config.file, codesOf(config)], [`${home}/.flyte/config.yaml`, []]);
    }
    const named = { HOME: home, FLYTECTL_CONFIG: `${home}/.flyte/config` };
    assert.equal((await errorOf(() => Config.auto({ env: named }))).code, "file_not_found");
    assert.equal((await Config.auto({ env: named, mode: "flytekit" })).file, `${home}/.flyte/config.yaml`);
  } finally {
    await Deno.remove(home, { recursive: true });
  }
});

Deno.test("auto accepts the path or the file: URL of the file", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/my config.yaml`;
    await Deno.writeTextFile(
      path,
      `${YAML}storage:\n  connection:\n    endpoint: http://m\ntask:\n  project: p\nimages:\n  mine: a:v1\n`,
    );
    const url = new URL(`file://${folder}/my%20config.yaml`);
    for (const file of [path, url, url.href]) {
      assert.equal((await Config.auto(file)).platform.endpoint, "flyte.acme.com");
      assert.equal((await Config.auto({ file })).file, path);
      assert.equal((await PlatformConfig.auto(file)).endpoint, "flyte.acme.com");
      assert.equal((await S3Config.auto(file)).endpoint, "http://m");
      assert.equal((await DataConfig.auto(file)).s3.endpoint, "http://m");
      assert.equal((await Config.forEndpoint("a", { file })).platform.endpoint, "a");
      assert.equal((await ImageConfig.auto(file)).findImage("mine")?.tag, "v1");
      assert.equal((await FlyteConfig.auto(file)).task.project, "p");
      assert.equal((await FlyteTask.auto(file)).project, "p");
    }
    for (
      const wrong of [new URL("https://acme.com/config.yaml"), new URL("file://server/config.yaml"), "file://server"]
    ) {
      assert.equal((await errorOf(() => Config.auto(wrong))).code, "invalid_option");
    }
    assert.equal((await errorOf(() => Config.auto(`${folder}/gone.yaml`))).code, "file_not_found");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("images of an INI file come in the order in which flytekit lists them", async () => {
  // As recorded from flytekit 1.16.31: `options(section)` lists the section's own options first.
  const text = "[DEFAULT]\nc = x/c:1\nd = x/d:1\n[images]\nb = x/b:1\na = x/a:1\nc = x/c:2\n";
  for (const mode of ["strict", "flytekit"] as const) {
    const { images } = await ImageConfig.auto({ file: { name: "flytekit.config", text }, mode });
    assert.deepEqual(images?.map(({ name, full }) => `${name}=${full}`), ["b=x/b:1", "a=x/a:1", "c=x/c:2", "d=x/d:1"]);
  }
});

Deno.test("the range of Python's timedelta is not the same on both sides of 0", () => {
  const backoff = (seconds: string) =>
    S3Config.from({ env: { FLYTE_AWS_BACKOFF_SECONDS: seconds }, mode: "flytekit" }).backoff;
  assert.equal(backoff("-86399999913600"), -86399999913600);
  assert.equal(thrownBy(() => backoff("-86399999913601")).code, "not_seconds");
  assert.equal(backoff("86399999999999"), 86399999999999);
  assert.equal(thrownBy(() => backoff("86400000000000")).code, "not_seconds");
});
