import assert from "node:assert/strict";
import { inspect } from "node:util";
import { SettingsError } from "../../../mod.ts";
import { Config, type FromOptions, ImageConfig, LocalConfig, PlatformConfig, TaskConfig } from "../../../v2.ts";
import { thrownBy } from "../../_support/support.ts";

const yaml = (text: string, name = "config.yaml") => ({ file: { name, text } });
const EMPTY = yaml("");

function problemsOf(options: FromOptions) {
  const error = thrownBy(() => Config.from(options));
  assert.ok(error instanceof SettingsError, error.stack);
  return error.problems;
}

const codesOf = (options: FromOptions) => problemsOf(options).map(({ code }) => code);
const issuesOf = (options: FromOptions) => Config.from(options).issues.map(({ code }) => code);

Deno.test("flyte 2: a file of any name is read as YAML", () => {
  for (const name of ["config.yaml", "flytekit.config", "settings", "a.ini"]) {
    assert.equal(Config.from(yaml("task: {org: acme}", name)).task.org, "acme");
  }
});

Deno.test("flyte 2: an INI file is rejected, naming flytekit", () => {
  const text = "[platform]\nurl = dns:///a\n";
  const error = thrownBy(() => Config.from(yaml(text, "flytekit.config")));
  assert.equal(error.code, "yaml_syntax");
  assert.match(error.message, /looks like an INI file, which flyte 2 does not read; convert it with convertToYaml/);
  assert.match(thrownBy(() => Config.from(yaml("[platform]\n", "flytekit.config"))).message, /INI file/);
  assert.doesNotMatch(thrownBy(() => Config.from(yaml("a: [", "flytekit.config"))).message, /INI/);
  assert.doesNotMatch(thrownBy(() => Config.from(yaml(text))).message, /INI/);
  assert.deepEqual(
    Config.from({ ...yaml(text, "flytekit.config"), mode: "flyte" }).toDict().task,
    new TaskConfig().toDict(),
  );
});

Deno.test("flyte 2: without a file, variables are used, and the difference is reported", () => {
  const env = { FLYTE_ADMIN_ENDPOINT: "a", FLYTE_TASK_PROJECT: "p" };
  const config = Config.from({ env });
  assert.deepEqual([config.platform.endpoint, config.task.project], ["a", "p"]);
  assert.deepEqual(config.issues.map(({ code, path }) => [code, path]), [
    ["differs_from_python", "platform.endpoint"],
    ["differs_from_python", "task.project"],
  ]);
  assert.equal(
    config.issues[0]!.message,
    'env FLYTE_ADMIN_ENDPOINT: platform.endpoint is "a" here and not set in flyte, which ignores environment variables if there is no file',
  );
  assert.deepEqual(Config.from({ env, mode: "flyte" }).toDict(), new Config().toDict());
  // A single section reads them without a file as well.
  assert.deepEqual(TaskConfig.from({ env }).issues, []);
  assert.equal(TaskConfig.from({ env, mode: "flyte" }).project, "p");
  assert.deepEqual(issuesOf({ ...EMPTY, env }), ["empty_file"]);
});

Deno.test("flyte 2: booleans in variables are booleans, and the difference is reported", () => {
  for (const [text, value] of [["true", true], ["no", false], ["OFF", false], ["1", true]] as const) {
    const local = LocalConfig.from({ env: { FLYTE_LOCAL_TRACKED: text } });
    assert.equal(local.tracked, value);
    assert.match(
      local.issues[0]!.message,
      /in flyte \(a string, which is true in Python, from env FLYTE_LOCAL_TRACKED\)$/,
    );
    assert.equal(LocalConfig.from({ env: { FLYTE_LOCAL_TRACKED: text }, mode: "flyte" }).tracked, text as unknown);
  }
  assert.deepEqual(codesOf({ ...EMPTY, env: { FLYTE_LOCAL_TRACKED: "flase" } }), ["not_boolean"]);
  assert.deepEqual(issuesOf(yaml("local: {tracked: true}")), []);
  assert.deepEqual(issuesOf(yaml("local: {tracked: 'no'}")), ["differs_from_python"]);
});

Deno.test("flyte 2: the endpoint is not normalized", () => {
  for (const mode of ["strict", "flyte"] as const) {
    const config = Config.from({ ...yaml("admin: {endpoint: 'dns:///a'}"), mode });
    assert.deepEqual([config.platform.endpoint, config.issues], ["dns:///a", []]);
  }
  assert.equal(new PlatformConfig().endpoint, undefined);
});

Deno.test("flyte 2: the first variable that is set is used, and a different value in the second is reported", () => {
  const env = { FLYTE_AUTH_COMMAND: "uctl t0ken-1", FLYTE_ADMIN_COMMAND: "uctl t0ken-2" };
  const platform = PlatformConfig.from({ env });
  assert.deepEqual(platform.command, ["uctl", "t0ken-1"]);
  const { origin, shadowed } = platform.explain("command");
  assert.deepEqual([origin, shadowed.map((raw) => raw.origin)], [
    { source: "env", name: "FLYTE_AUTH_COMMAND" },
    [{ source: "env", name: "FLYTE_ADMIN_COMMAND" }],
  ]);
  const [issue, ...rest] = platform.issues;
  assert.deepEqual([issue!.code, issue!.path, rest], ["ambiguous_variables", "platform.command", []]);
  assert.match(issue!.message, /^env FLYTE_ADMIN_COMMAND: .*FLYTE_AUTH_COMMAND, which takes precedence/);
  assert.doesNotMatch(JSON.stringify(platform.issues), /t0ken/);
  assert.deepEqual(PlatformConfig.from({ env: { ...env, FLYTE_ADMIN_COMMAND: env.FLYTE_AUTH_COMMAND } }).issues, []);
  assert.deepEqual(PlatformConfig.from({ env: { FLYTE_ADMIN_AUTHTYPE: "DeviceFlow" } }).authMode, "DeviceFlow");
  assert.deepEqual(PlatformConfig.from({ env, mode: "flyte" }).issues.map(({ code }) => code), ["ambiguous_variables"]);
});

Deno.test("flyte 2: an empty variable is not set, and what it shadows in flyte 2 is reported", () => {
  const env = { FLYTE_AUTH_TYPE: "", FLYTE_ADMIN_AUTHTYPE: "DeviceFlow" };
  const config = Config.from({ ...EMPTY, env });
  assert.equal(config.platform.authMode, "DeviceFlow");
  assert.ok(config.issues.some(({ code }) => code === "differs_from_python"));
  assert.equal(Config.from({ ...EMPTY, env, mode: "flyte" }).platform.authMode, "Pkce");
  // These are not lists, so flyte 2 reads the file.
  const file = yaml("admin: {scopes: [a]}");
  assert.deepEqual(Config.from({ ...file, env: { FLYTE_ADMIN_SCOPES: " " } }).platform.scopes, ["a"]);
});

Deno.test("flyte 2: lists in variables are JSON, a command line or words", () => {
  const read = (name: string, text: string) => PlatformConfig.from({ env: { [name]: text } });
  assert.deepEqual(read("FLYTE_AUTH_COMMAND", "sh -c 'a \"b\" c' \\d").command, ["sh", "-c", 'a "b" c', "d"]);
  assert.deepEqual(read("FLYTE_AUTH_COMMAND", '["a b", "c"]').command, ["a b", "c"]);
  assert.deepEqual(read("FLYTE_ADMIN_SCOPES", " a,b  c,,").scopes, ["a", "b", "c"]);
  assert.deepEqual(codesOf({ ...EMPTY, env: { FLYTE_AUTH_COMMAND: "'open" } }), ["not_list"]);
  assert.deepEqual(codesOf({ ...EMPTY, env: { FLYTE_ADMIN_SCOPES: "[1]" } }), ["not_list"]);
  assert.deepEqual(codesOf({ ...EMPTY, env: { FLYTE_ADMIN_SCOPES: "[".repeat(5000) } }), ["not_list"]);
  const refused = () => PlatformConfig.from({ env: { FLYTE_AUTH_COMMAND: "'open" }, mode: "flyte" });
  assert.equal(thrownBy(refused).code, "not_list");
  assert.deepEqual(PlatformConfig.from({ env: { FLYTE_ADMIN_SCOPES: "[1]" }, mode: "flyte" }).scopes, ["1"]);
});

Deno.test("flyte 2: image references are a mapping of strings, which has no variable", () => {
  const { imageRefs } = ImageConfig.from(yaml("image: {image_refs: {gpu: 'a:1', '2': 'b:2', __proto__: 'c:3'}}"));
  assert.equal(imageRefs.gpu, "a:1");
  assert.equal(Object.getPrototypeOf(imageRefs), null);
  assert.deepEqual(Object.keys(imageRefs).sort(), ["2", "__proto__", "gpu"]);
  for (const value of ["text", "[a]", "{1: a}", "{a: 1}", "5"]) {
    assert.deepEqual(codesOf(yaml(`image: {image_refs: ${value}}`)), ["not_map"], value);
  }
  assert.deepEqual(codesOf({ ...EMPTY, env: { FLYTE_IMAGE_IMAGE_REFS: '{"a": "b"}' } }), ["not_map"]);
  assert.equal(new Config({ image: { imageRefs: { a: "b" } } }).toEnv().FLYTE_IMAGE_IMAGE_REFS, undefined);
  assert.match(new Config({ image: { imageRefs: { a: "b" } } }).toYaml(), /^image:\n {2}image_refs:\n {4}a: b\n$/);
});

Deno.test("flyte 2: toEnv does not write false, which flyte 2 would read as true", () => {
  const config = Config.from(yaml("admin: {insecure: false, disableKeyring: true}"));
  assert.deepEqual(config.toEnv(), { FLYTE_ADMIN_DISABLEKEYRING: "true" });
  assert.match(config.toYaml(), /insecure: false/);
});

Deno.test("flyte 2: client secrets set the authentication method, and are never shown", () => {
  const files = { "/s": " hunter2-file\n" };
  const text = "admin: {clientSecretLocation: /s, clientSecretEnvVar: MINE}\n";
  const config = Config.from({ ...yaml(text), env: { MINE: "hunter2-env" }, files });
  assert.deepEqual([config.platform.clientCredentialsSecret, config.platform.authMode], [
    "hunter2-env",
    "ClientSecret",
  ]);
  const shown = [
    ...[config, config.platform, config.explain(), config.issues].flatMap((one) => [
      JSON.stringify(one),
      inspect(one, { depth: 9, showHidden: true }),
    ]),
    ...[config, config.explain()].map(String),
  ];
  for (const one of shown) assert.doesNotMatch(one, /hunter2/);
  assert.doesNotMatch(config.toYaml(), /hunter2/);
  assert.equal(
    Config.from({ ...yaml("admin: {clientSecretLocation: /s}"), files }).platform.clientCredentialsSecret,
    "hunter2-file",
  );
  assert.deepEqual(codesOf(yaml(text)), ["unset_secret", "file_not_found"]);
  assert.deepEqual(issuesOf(yaml("admin: {authType: ClientSecret}")), ["missing_client_secret"]);
});

Deno.test("flyte 2: only programs can set audience and rpcRetries", () => {
  const platform = PlatformConfig.from(yaml("admin: {audience: a, rpcRetries: 5}"));
  assert.deepEqual([platform.audience, platform.rpcRetries], [undefined, 3]);
  assert.deepEqual(platform.issues.map(({ code }) => code).sort(), ["other_version", "unknown_key"]);
  assert.equal(new PlatformConfig({ audience: "a" }).audience, "a");
});

Deno.test("flyte 2: one error has all problems, with positions and suggestions", () => {
  const text = "admin:\n  authType: pkce\n  insecure: flase\n  endpoint: 5\nimage: text\n";
  const problems = problemsOf({ ...yaml(text), env: { FLYTE_LOCAL_TRACKED: "ture" } });
  assert.deepEqual(problems.map(({ code }) => code).sort(), [
    "not_a_choice",
    "not_a_mapping",
    "not_boolean",
    "not_boolean",
    "not_text",
  ]);
  const choice = problems.find(({ code }) => code === "not_a_choice")!;
  assert.match(
    choice.message,
    /^config\.yaml:2:13 \(admin\.authType\): .*Passthrough, found "pkce"; did you mean "Pkce"\?$/,
  );
  assert.equal(Config.from(yaml("admin: {insecur: true}")).issues[0]!.meant, "admin.insecure");
  assert.deepEqual(codesOf({ ...yaml("admin: {insecur: 1}"), unknownKeys: "error" }), ["unknown_key"]);
});

Deno.test("flyte 2: modes are strict and flyte", () => {
  // @ts-expect-error: flyte 2 does not have flytekit's mode
  const error = thrownBy(() => Config.from({ mode: "flytekit" }));
  assert.equal(error.code, "invalid_option");
  assert.match(error.message, /^Config\.from: option mode must be "strict" or "flyte", found "flytekit"/);
});

Deno.test("flyte 2: withParams replaces sections, and keeps the file", () => {
  const config = Config.from(yaml("task: {org: acme, project: p}\nadmin: {endpoint: a}"));
  const changed = config.withParams({ task: config.task.with({ project: "q" }) });
  assert.deepEqual([changed.task.org, changed.task.project, changed.platform.endpoint], ["acme", "q", "a"]);
  assert.deepEqual([changed.file, changed.toDict().source], ["config.yaml", "config.yaml"]);
  assert.equal(new Config().toDict().source, null);
  assert.equal(changed.explain("task.org").origin.source, "file");
});

Deno.test("flyte 2: a value that only flyte 2 rejects is reported", () => {
  const env = { FLYTE_AUTH_COMMAND: "", FLYTE_ADMIN_COMMAND: "a" };
  assert.ok(PlatformConfig.from({ env }).issues.some(({ code }) => code === "differs_from_python"));
});

Deno.test("flyte 2: explain shows the entries of a mapping, without credentials", () => {
  const explained = (entries: string) => {
    const text = `image:\n  image_refs:\n${entries}`;
    return String(Config.from({ file: { name: "config.yaml", text } }).explain("image.image_refs")).split("\n")[0];
  };
  assert.equal(explained("    a: b:1\n    c: d:2\n"), 'image.image_refs = {"a":"b:1","c":"d:2"}');
  assert.doesNotMatch(explained("    a: me:hunter2@ghcr.io/a/b:1\n")!, /hunter2/);
  assert.doesNotMatch(explained("    a: b:1\n    c: https://me:hunter2@ghcr.io/a/b\n")!, /hunter2/);
});
