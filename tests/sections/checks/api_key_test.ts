import assert from "node:assert/strict";
import { decodeApiKey, FlyteConfigError } from "../../../src/api/mod.ts";
import { Config as FlytekitConfig } from "../../../mod.ts";
import { Config, memoryHost, PlatformConfig, TaskConfig } from "../../../v2.ts";

const KEY = btoa("flyte.acme.com:my-app:hunter2:acme");
const shown = (value: unknown) => Deno.inspect(value, { depth: 9 }) + JSON.stringify(value);

Deno.test("the parts of a key are there, and only the endpoint is printed", () => {
  const key = decodeApiKey(KEY);
  const { endpoint, clientId, clientSecret, org } = key;
  assert.deepEqual([endpoint, clientId, clientSecret, org], ["flyte.acme.com", "my-app", "hunter2", "acme"]);
  assert.equal(decodeApiKey(btoa("a:b:c:")).org, undefined);
  assert.equal(shown(key), '{ endpoint: "flyte.acme.com" }{"endpoint":"flyte.acme.com"}');
});

Deno.test("PlatformConfig.fromApiKey authenticates with the client of the key", () => {
  const platform = PlatformConfig.fromApiKey(KEY);
  const { endpoint, clientId, clientCredentialsSecret, authMode, insecure } = platform;
  assert.deepEqual([endpoint, clientId, clientCredentialsSecret], ["dns:///flyte.acme.com", "my-app", "hunter2"]);
  assert.deepEqual([authMode, insecure, platform.issues], ["ClientSecret", false, []]);
  assert.equal(platform.rpcUrl(), "https://flyte.acme.com");
  assert.doesNotMatch(shown(platform) + platform.toString(), /hunter2/);
  const wrong: readonly (readonly [parts: string, message: RegExp])[] = [
    ["dns:///flyte.acme.com:my-app:hunter2:acme", /the endpoint in the API key has a scheme/],
    ["flyte.acme.com:443:my-app:hunter2:acme", /the endpoint in the API key has a port/],
    [":my-app:hunter2:acme", /the API key has no endpoint/],
    ["my-app:hunter2", /not four parts separated by colons .*, but 2/],
  ];
  for (const [parts, message] of wrong) {
    assert.throws(() => PlatformConfig.fromApiKey(btoa(parts)), (error) => {
      assert.ok(error instanceof FlyteConfigError && error.code === "api_key_invalid");
      assert.match(error.message, message);
      assert.doesNotMatch(shown(error), /hunter2|my-app/);
      return true;
    });
  }
  // The secret may be anything.
  assert.equal(PlatformConfig.fromApiKey(btoa("a:443:b:c")).clientId, "443");
});

Deno.test("a key in the environment that contradicts the settings is an issue that says who uses which", async () => {
  const read = (text: string, key: string = KEY) =>
    Config.from({ file: { name: "config.yaml", text }, env: { FLYTE_API_KEY: key } });
  const agreeing = "admin:\n  endpoint: https://flyte.acme.com/\n  clientId: my-app\n";
  assert.deepEqual(read(agreeing).issues, []);
  const differing: readonly (readonly [text: string, message: RegExp])[] = [
    [
      "",
      /^env FLYTE_API_KEY: an API key is set: its endpoint is "flyte.acme.com", but platform.endpoint is not set, and its client ID is not platform.client_id, which is not set; flyte's command line/,
    ],
    [
      "admin: {endpoint: other.acme.com, clientId: my-app}",
      /its endpoint is "flyte.acme.com", but platform.endpoint is "other.acme.com"; /,
    ],
    [
      "admin: {endpoint: flyte.acme.com, clientId: other}",
      /: its client ID is not platform.client_id, which is "other"; /,
    ],
  ];
  for (const [text, message] of differing) {
    const found = read(text).issues.filter(({ path }) => path === "platform");
    assert.deepEqual(found.map(({ code, origin }) => [code, origin]), [
      ["api_key_differs", { source: "env", name: "FLYTE_API_KEY" }],
    ]);
    assert.match(found[0]!.message, message);
    assert.doesNotMatch(shown(found), /hunter2|my-app/);
  }
  const [invalid] = read(agreeing, "aHVudGVyMg==").issues;
  assert.equal(invalid?.code, "api_key_invalid");
  assert.match(invalid.message, /^env FLYTE_API_KEY: the API key is not four parts .*, but 1; flyte's command line/);
  assert.doesNotMatch(shown(invalid), /hunter2|aHVud/);
  assert.deepEqual(read(agreeing, "").issues, []);
  const host = memoryHost({
    env: { FLYTE_API_KEY: KEY },
    files: { "/home/me/.flyte/config.yaml": "" },
    home: "/home/me",
  });
  const config = await Config.auto({ host, unknownVariables: true });
  assert.ok(config.issues.some(({ code }) => code === "api_key_differs"));
  assert.ok(!config.issues.some(({ code }) => code === "unknown_variable"));
  assert.doesNotMatch(shown(config) + shown(config.explain()), /hunter2/);
  const { issues } = await FlytekitConfig.auto({ host, unknownVariables: true });
  assert.ok(!issues.some(({ code }) => code === "unknown_variable"));
});

Deno.test("a host that denies access to the key is an error that names the variable", async () => {
  const inner = memoryHost({ files: { "/config.yaml": "admin:\n  endpoint: a\n" } });
  const env = (name: string) => {
    if (name === "FLYTE_API_KEY") throw new FlyteConfigError("permission_denied", "denied");
    return inner.env(name);
  };
  const host = { ...inner, env };
  await assert.rejects(Config.auto({ file: "/config.yaml", host }), { message: /--allow-env=FLYTE_API_KEY, / });
  await TaskConfig.auto({ file: "/config.yaml", host });
  // Nothing reads it there.
  assert.equal((await Config.auto({ file: "/config.yaml", host, mode: "flyte" })).platform.endpoint, "a");
});
