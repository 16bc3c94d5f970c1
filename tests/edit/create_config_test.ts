/** What `flyte create config` of flyte 2 writes, recorded in `goldens/create_config.json`. */
import assert from "node:assert/strict";
import { Config as Flyte2Config } from "../../v2.ts";
import { diagnose } from "../../src/diagnostics/mod.ts";
import { editYaml, type InitOptions, initYaml } from "../../src/edit/mod.ts";
import recorded from "../goldens/create_config.json" with { type: "json" };

/** `ClientSecret` and `ExternalCommand` need a secret or command, which the program does not ask for. */
const WARNINGS: Readonly<Record<string, readonly string[]>> = {
  "client-secret": ["missing_client_secret", "missing_client_secret"],
};

const AUTH_TYPES = { pkce: "Pkce", headless: "DeviceFlow" } as const;

function argumentOf(args: readonly string[], name: string): string | undefined {
  return args.includes(name) ? args[args.indexOf(name) + 1] : undefined;
}

/** Returns the same request to `initYaml`; `undefined` for what it does not offer. */
function optionsOf(args: readonly string[]): InitOptions | undefined {
  const authType = argumentOf(args, "--auth-type");
  const isUnusable = authType !== undefined && !Object.hasOwn(AUTH_TYPES, authType);
  if (isUnusable || args.includes("--registry") || args.includes("--local-persistence")) return undefined;
  return {
    kind: args.includes("--devbox") ? "sandbox" : args.join().includes("union") ? "union" : "self-hosted",
    versions: ["flyte2"],
    endpoint: argumentOf(args, "--endpoint"),
    insecure: args.includes("--insecure") ? true : undefined,
    authType: AUTH_TYPES[authType as keyof typeof AUTH_TYPES],
    project: argumentOf(args, "--project"),
    domain: argumentOf(args, "--domain"),
    org: argumentOf(args, "--org"),
    builder: argumentOf(args, "--builder") ?? "local",
  };
}

function read(text: string) {
  const { source: _, ...settings } = Flyte2Config.from({ file: { name: "config.yaml", text } }).toDict();
  return settings;
}

for (const { arguments: args, text } of recorded.cases) {
  Deno.test(`flyte create config ${args.join(" ")}: the file has no problems, and can be edited`, () => {
    const found = diagnose(text).filter(({ severity }) => severity !== "info");
    assert.deepEqual(found.map(({ code }) => code), WARNINGS[argumentOf(args, "--auth-type") ?? ""] ?? []);
    const { text: edited } = editYaml({ name: "config.yaml", text }, [
      { set: "platform.insecure_skip_verify", value: "true" },
      { set: "task.domain", value: "production" },
    ]);
    const expected = read(text);
    assert.deepEqual(read(edited), {
      ...expected,
      platform: { ...expected.platform as object, insecure_skip_verify: true },
      task: { ...expected.task as object, domain: "production" },
    });
  });

  const options = optionsOf(args);
  if (options === undefined) continue;
  Deno.test(`flyte create config ${args.join(" ")}: initYaml means the same`, () => {
    assert.deepEqual(read(initYaml(options)), read(text));
  });
}
