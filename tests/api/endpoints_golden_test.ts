/** Endpoints, pages of the console and API keys, as recorded from both Python libraries. */
import assert from "node:assert/strict";
import { decodeApiKey, FlyteConfigError } from "../../src/api/mod.ts";
import { PlatformConfig } from "../../mod.ts";
import { PlatformConfig as FlytePlatform } from "../../v2.ts";
import { apiKeyOutcome, consoleOutcome, endpointOutcome } from "../conformance/endpoints/outcome.ts";
import { ENDPOINT_DIFFERENCES, endpointDifference } from "../conformance/endpoints/known_differences.ts";
import golden from "../goldens/endpoints.json" with { type: "json" };

Deno.test(`${golden.endpoints.length} endpoints of flyte ${golden.flyte}`, () => {
  for (const { endpoint, insecure, ...there } of golden.endpoints) {
    const here = endpointOutcome({ endpoint, insecure });
    if ("error" in here) {
      const isKnown = there.error !== undefined || endpointDifference(endpoint, there.rpc_url!) !== undefined;
      assert.ok(isKnown, JSON.stringify([endpoint, there]));
    } else assert.deepEqual(here, there, endpoint);
  }
});

for (const [name, { example, url, matches }] of Object.entries(ENDPOINT_DIFFERENCES)) {
  Deno.test(`${name}: rejected here, and not in flyte`, () => {
    const recorded = golden.endpoints.find(({ endpoint, insecure }) => endpoint === example && !insecure);
    assert.equal(recorded?.rpc_url, url);
    assert.ok(matches(example, url));
    assert.throws(() => new FlytePlatform({ endpoint: example }).rpcUrl(), { code: "endpoint_unusable" });
  });
}

/** The options that stand for a call of flyte's `Console`. */
const PAGES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  run_url: { run_name: "run" },
  action_url: { run_name: "run", action_name: "action" },
  tracked_run_url: { run_name: "trackedRun" },
  app_url: { app_name: "app" },
  task_url: { task_name: "task" },
  artifact_url: { name: "artifact" },
  trigger_url: { task_name: "task", trigger_name: "trigger" },
};

Deno.test(`${golden.pages.length} pages of flyte's console`, () => {
  const platform = new FlytePlatform({ endpoint: "flyte.acme.com" });
  for (const { method, arguments: { project, domain, ...names }, url } of golden.pages) {
    const options = Object.entries(names).map(([name, value]) => [PAGES[method]![name]!, value]);
    assert.equal(platform.consoleUrl({ project, domain, ...Object.fromEntries(options) }), url);
  }
});

Deno.test(`${golden.consoles.length} URLs of flytekit ${golden.flytekit}`, () => {
  for (const { url, ...given } of golden.consoles) {
    assert.deepEqual(consoleOutcome(given), { url }, JSON.stringify(given));
  }
});

Deno.test(`${golden.api_keys.length} API keys, whose errors do not show them`, () => {
  for (const { key, ...there } of golden.api_keys) {
    const here = apiKeyOutcome({ key });
    assert.deepEqual(here, there.parts === undefined ? { error: true } : { parts: there.parts }, key);
    if (there.parts !== undefined) continue;
    assert.throws(() => decodeApiKey(key), (error) => {
      assert.ok(error instanceof FlyteConfigError && error.code === "api_key_invalid");
      assert.ok(key.length < 12 || !Deno.inspect(error).includes(key));
      assert.doesNotMatch(Deno.inspect(error), /hunter2|my-app/);
      return true;
    });
  }
});

Deno.test("a page of the console has exactly one subject, in a project and a domain", () => {
  const platform = new PlatformConfig({ endpoint: "flyte.acme.com" });
  const flyte = new FlytePlatform({ endpoint: "flyte.acme.com" });
  const scope = { project: "p", domain: "d" };
  const calls: readonly (() => unknown)[] = [
    () => platform.consoleUrl(scope),
    () => platform.consoleUrl({ ...scope, execution: "e", task: "t", version: "1" }),
    () => platform.consoleUrl({ ...scope, task: "t" }),
    () => platform.consoleUrl({ ...scope, execution: "e", version: "1" }),
    () => platform.consoleUrl({ project: "p", execution: "e" } as never),
    () => platform.consoleUrl({ ...scope, run: "r" } as never),
    () => flyte.consoleUrl(scope),
    () => flyte.consoleUrl({ ...scope, run: "r", app: "a" }),
    () => flyte.consoleUrl({ ...scope, app: "a", action: "b" }),
    () => flyte.consoleUrl({ ...scope, run: "r", trigger: "b" }),
    () => flyte.consoleUrl({ ...scope, run: 1 } as never),
  ];
  for (const call of calls) assert.throws(call, { code: "invalid_option" }, String(call));
  assert.throws(() => flyte.consoleUrl({ ...scope, run: "r", action: "\ud800" }), { code: "not_utf8" });
  assert.throws(() => new FlytePlatform().consoleUrl(), { code: "endpoint_missing" });
  assert.equal(
    new FlytePlatform({ consoleEndpoint: "https://console.acme.com" }).consoleUrl(),
    "https://console.acme.com",
  );
});
