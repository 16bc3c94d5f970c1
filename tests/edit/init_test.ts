import assert from "node:assert/strict";
import { Config, FlyteConfigError } from "../../mod.ts";
import { Config as Flyte2Config } from "../../v2.ts";
import { diagnose, type FlyteVersion } from "../../src/diagnostics/mod.ts";
import { editYaml, type InitOptions, initYaml } from "../../src/edit/mod.ts";
import { parseYaml } from "../../src/formats/yaml/mod.ts";

const env = { FLYTE_CREDENTIALS_CLIENT_SECRET: "secret", MY_SECRET: "secret" };

function read(options: InitOptions) {
  const text = initYaml(options);
  const file = { name: "config.yaml", text };
  return { text, flytekit: Config.from({ file, env }), flyte2: Flyte2Config.from({ file, env }) };
}

const VERSIONS: readonly (readonly FlyteVersion[] | undefined)[] = [undefined, ["flytekit"], ["flyte2"]];
const KINDS: readonly InitOptions[] = [
  { kind: "sandbox" },
  { kind: "self-hosted", endpoint: "flyte.acme.com" },
  { kind: "self-hosted", endpoint: "http://localhost:8089", project: "p: q", domain: "yes" },
  { kind: "union", endpoint: "acme.hosted.unionai.cloud", authType: "DeviceFlow" },
  { kind: "union", endpoint: "dns:///acme.hosted.unionai.cloud", authType: "ClientSecret", clientId: "me" },
  {
    kind: "union",
    endpoint: "https://acme.hosted.unionai.cloud/",
    authType: "ClientSecret",
    clientId: "me",
    clientSecretEnvVar: "MY_SECRET",
    org: "other",
  },
  {
    kind: "self-hosted",
    endpoint: "a.b",
    authType: "ExternalCommand",
    command: ["a", "b c"],
    consoleEndpoint: "https://c",
  },
];

for (const options of KINDS) {
  for (const versions of VERSIONS) {
    Deno.test(`initYaml(${JSON.stringify({ ...options, versions })}) has no findings and only known keys`, () => {
      const text = initYaml({ ...options, versions });
      assert.deepEqual(diagnose(text, { versions }), []);
      const file = { name: "config.yaml", text };
      if (versions?.[0] !== "flyte2") Config.from({ file, env, unknownKeys: "error" });
      if (versions?.[0] !== "flytekit") Flyte2Config.from({ file, env, unknownKeys: "error" });
      assert.match(text, /^# yaml-language-server: \$schema=https:.*json\n# Configuration of fly.*\n\n/);
      for (const line of text.split("\n")) assert.equal(line, line.trimEnd());
    });
  }

  Deno.test(`initYaml(${JSON.stringify(options)}) has commented-out lines that can be uncommented`, () => {
    const [, ...lines] = initYaml(options).split("\n");
    const text = lines.map((line) => line.replace(/^( *)# ( *[a-z][\w-]*:(?: |$))/, "$1$2")).join("\n");
    const found = diagnose(text).filter(({ severity }) => severity !== "info").map(({ code }) => code);
    // Examples of all ways to authenticate, of which one is used.
    assert.deepEqual(found.filter((code) => code !== "auth_mode_overridden"), []);
    const isInsecure = parseYaml(text).at(["admin", "insecure"])?.value;
    assert.equal(parseYaml(text).at(["admin", "caCertFilePath"]) === undefined, isInsecure);
    assert.ok(parseYaml(text).at(["image", "registry"]) !== undefined);
  });
}

Deno.test("initYaml of the sandbox means what Config.forSandbox does", () => {
  const file = { name: "config.yaml", text: initYaml({ kind: "sandbox" }) };
  const [flytekit, flyte2] = [Config.from({ file }), Flyte2Config.from({ file })];
  const expected = Config.forSandbox();
  assert.deepEqual(flytekit.platform.toDict(), expected.platform.toDict());
  assert.deepEqual(flytekit.dataConfig.toDict(), expected.dataConfig.toDict());
  assert.equal(flyte2.platform.endpoint, "dns:///localhost:30080");
  assert.deepEqual([flyte2.platform.insecure, flyte2.task.project, flyte2.task.domain], [
    true,
    "flytesnacks",
    "development",
  ]);
});

Deno.test("initYaml writes the options for both versions", () => {
  const { flytekit, flyte2 } = read({
    kind: "union",
    endpoint: "https://acme.hosted.unionai.cloud",
    authType: "ClientSecret",
    clientId: "me",
    project: "p",
    domain: "d",
    builder: "remote",
  });
  assert.equal(flytekit.platform.endpoint, "acme.hosted.unionai.cloud");
  for (const { platform } of [flytekit, flyte2]) {
    assert.deepEqual([platform.authMode, platform.clientId, platform.insecure], ["ClientSecret", "me", false]);
    assert.equal(platform.clientCredentialsSecret, "secret");
  }
  assert.deepEqual({ ...flyte2.task.toDict() }, { org: "acme", project: "p", domain: "d" });
  assert.equal(flyte2.image.builder, "remote");
});

Deno.test("initYaml leaves out what one version does not read", () => {
  const flytekit = initYaml({ kind: "sandbox", versions: ["flytekit"] });
  const flyte2 = initYaml({ kind: "sandbox", versions: ["flyte2"] });
  assert.doesNotMatch(flytekit, /flyte 2\)|^# image:|FLYTE_ADMIN/m);
  assert.doesNotMatch(flyte2, /flytekit|storage:|images:/);
  assert.match(flyte2, /^# Configuration of flyte 2\. /m);
});

Deno.test("initYaml writes files that editYaml changes", () => {
  const text = initYaml({ kind: "union", endpoint: "acme.hosted.unionai.cloud" });
  const edits = [{ set: "platform.insecure", value: true }, { unset: "platform.insecure" }, { unset: "task.org" }];
  const edited = editYaml({ name: "config.yaml", text }, edits).text;
  assert.deepEqual(Object.keys(parseYaml(edited).value as object), ["admin"]);
});

Deno.test("initYaml refuses options that are missing, wrong or contradictory", () => {
  const call = initYaml as (options: unknown) => string;
  const endpoint = "flyte.acme.com";
  for (
    const [options, code, message] of [
      [undefined, "invalid_option", /options must be an object/],
      [{}, "invalid_option", /option kind is missing; write/],
      [{ kind: "cloud" }, "invalid_option", /option kind must be "sandbox" or/],
      [{ kind: "union" }, "invalid_option", /option endpoint is missing/],
      [{ kind: "sandbox", endpiont: "a" }, "invalid_option", /did you mean "endpoint"/],
      [{ kind: "sandbox", org: " " }, "invalid_option", /option org must be a string that is not empty/],
      [{ kind: "sandbox", command: [] }, "invalid_option", /option command must be a list of strings/],
      [{ kind: "sandbox", command: ["a", 1] }, "invalid_option", /a list whose item 2 is a number/],
      [{ kind: "sandbox", versions: [] }, "invalid_option", /option versions must be/],
      [{ kind: "union", endpoint: "ftp://a" }, "invalid_option", /has the scheme ftp/],
      [{ kind: "union", endpoint: "a b" }, "endpoint_unusable", /whitespace/],
      [{ kind: "union", endpoint: "https://a", insecure: true }, "invalid_option", /contradicts the https/],
      [{ kind: "union", endpoint: "http://a", insecure: false }, "invalid_option", /contradicts the http:/],
      [{ kind: "union", endpoint, authType: "ClientSecret" }, "invalid_option", /clientId is missing/],
      [{ kind: "union", endpoint, authType: "ExternalCommand" }, "invalid_option", /command is missing/],
      [{ kind: "union", endpoint, clientSecretEnvVar: "A" }, "invalid_option", /has no effect unless/],
      [{ kind: "sandbox", versions: ["flytekit"], builder: "local" }, "invalid_option", /is a setting of flyte 2/],
      [{ kind: "union", endpoint, authType: "basic" }, "invalid_option", /option authType must be/],
    ] as const
  ) {
    assert.throws(() => call(options), (error) => {
      assert.ok(error instanceof FlyteConfigError);
      assert.equal(error.code, code);
      assert.match(error.message, message);
      return true;
    });
  }
});
