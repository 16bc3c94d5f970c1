import assert from "node:assert/strict";
import { convertToYaml } from "../../../mod.ts";
import { commandLine } from "../../_support/command_line.ts";
import { writableHost } from "../../_support/writable_host.ts";

const INI = "[platform]\nurl = flyte.acme.com\ninsecur = true\n\n[aws]\nretries = 5\n";
const GOOD = "[platform]\nurl = flyte.acme.com\n";
const LEGACY = "/home/me/.flyte/config";
const YAML = "/home/me/.flyte/config.yaml";

Deno.test("convert prints YAML with its schema, and warns of everything it does not carry", async () => {
  const { code, stdout, stderr } = await commandLine(["convert", "-"], { stdin: INI });
  assert.equal(code, 0);
  assert.match(stdout, /^# yaml-language-server: \$schema=https:.*\/schema\/config\.json\n\nadmin:\n {2}endpoint: /);
  assert.match(stderr, /unknown key "platform\.insecur"; did you mean "platform\.insecure"\?/);
  assert.match(
    stderr,
    /not carried: data_config\.s3\.retries, since YAML has no name for it .*; use FLYTE_AWS_RETRIES/,
  );
  const quiet = await commandLine(["convert", "--quiet", "-"], { stdin: INI });
  assert.deepEqual([quiet.stdout, quiet.stderr], [stdout, ""]);
  assert.equal(convertToYaml({ name: "stdin.ini", text: INI }, { schema: true }).text, stdout);
});

Deno.test("convert --write writes beside the file that flytekit reads, and says that it has to go", async () => {
  const { host, files } = writableHost({ files: { [LEGACY]: GOOD } });
  const { code, stdout, stderr } = await commandLine(["convert", "--write"], { host });
  assert.deepEqual([code, stdout], [0, ""]);
  assert.match(String(files.get(YAML)), /endpoint: flyte\.acme\.com/);
  assert.equal(
    stderr,
    `wrote "${YAML}"\nflytekit still reads "${LEGACY}"; remove it: rm "${LEGACY}"\n`,
  );
});

Deno.test("convert says what flytekit does not search", async () => {
  const { host } = writableHost({ files: { "flytekit.config": GOOD } });
  const { stderr } = await commandLine(["convert", "--write"], { host });
  assert.match(stderr, /still reads "flytekit\.config"; remove it/);
  assert.match(stderr, /does not search "config\.yaml"; set FLYTECTL_CONFIG="config\.yaml"/);
  const { host: other } = writableHost({ files: { "a.ini": GOOD, [YAML]: "admin: {}\n" } });
  const second = await commandLine(["convert", "a.ini", "--write"], { host: other });
  assert.match(second.stderr, /does not search "config\.yaml", but "\/home\/me\/\.flyte\/config\.yaml"; set FLYTECTL/);
});

Deno.test("convert replaces a file only with --force, and keeps what was there", async () => {
  const { host, files } = writableHost({ files: { [LEGACY]: GOOD, [YAML]: "mine: 1\n" } });
  const refused = await commandLine(["convert", "--write"], { host });
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /config\.yaml" exists/);
  assert.equal(files.get(YAML), "mine: 1\n");
  const { code, stderr } = await commandLine(["convert", "--write", "--force"], { host });
  assert.equal(code, 0);
  assert.match(stderr, /kept a copy of the file that was there: ".*config\.yaml\.bak"/);
  assert.equal(await host.readTextFile(`${YAML}.bak`), "mine: 1\n");
});

Deno.test("convert converts variables", async () => {
  const files = {
    "/work/a.env": "FLYTE_PLATFORM_URL=dns:///a.com\nFLYTE_AWS_RETRIES=5\n",
  };
  const { stdout, stderr } = await commandLine(["convert", "--from-env-file", "a.env"], { files });
  assert.match(stdout, /admin:\n {2}endpoint: a\.com\n/);
  assert.match(stderr, /not carried: data_config\.s3\.retries/);
  const second = await commandLine(["convert", "--flyte2", "--from-env-file", "-"], {
    stdin: "FLYTE_ADMIN_ENDPOINT=b.com\n",
  });
  assert.equal(second.code, 0);
  assert.match(second.stdout, /config\.v2\.json\n\nadmin:\n {2}endpoint: b\.com\n/);
});

Deno.test("convert refuses files that are not INI", async () => {
  const files = { "/work/config.yaml": "admin: {}\n", "/work/bad.ini": "url = 1\n", "/work/a.env": "" };
  const messages: [string[], RegExp][] = [
    [["config.yaml"], /"config\.yaml" is a YAML file; there is nothing to convert/],
    [["bad.ini"], /bad\.ini:1:1/],
    [["none.ini"], /"none\.ini" does not exist/],
    [[], /no configuration file was found; searched: .*~\/\.flyte\/config/],
    [["--from-env-file", "a.env", "bad.ini"], /either a file or --from-env-file/],
    [["--flyte2", "bad.ini"], /only flytekit reads INI files/],
  ];
  for (const [args, message] of messages) {
    const { code, stdout, stderr } = await commandLine(["convert", ...args], { files });
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, message);
  }
});

Deno.test("convert writes a secret to a file, and prints none", async () => {
  const ini = "[platform]\nurl = a.com\n[aws]\naccess_key_id = id\nsecret_access_key = hunter2hunter2\n";
  const { host, files } = writableHost({ files: { "a.ini": ini } });
  const { code, stdout, stderr } = await commandLine(["convert", "a.ini"], { host });
  assert.deepEqual([code, stdout], [2, ""]);
  assert.match(stderr, /a secret \(data_config\.s3\.secret_access_key\), which is not printed; .*--write or --output/);
  const written = await commandLine(["convert", "a.ini", "--output", "out.yaml"], { host });
  assert.equal(written.code, 0);
  assert.ok(!`${stderr}${written.stdout}${written.stderr}`.includes("hunter2"));
  assert.match(String(files.get("/work/out.yaml")), /secret-key: hunter2hunter2/);
});

Deno.test("a value that only flytekit accepts is a warning", async () => {
  const files = { "/work/a.ini": "[credentials]\nauth_mode = client_credentials\n" };
  const { code, stdout, stderr } = await commandLine(["convert", "/work/a.ini"], { files });
  assert.equal(code, 0);
  assert.match(stdout, /authType: client_credentials/);
  assert.match(stderr, /^warning: flyte 2 cannot read it: platform\.auth_mode must be one of ClientSecret, /m);
  assert.equal((await commandLine(["convert", "/work/a.ini", "--quiet"], { files })).stderr, "");
});
