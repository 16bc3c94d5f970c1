import assert from "node:assert/strict";
import {
  Config,
  type FromOptions,
  LocalConfig,
  memoryHost,
  PlatformConfig,
  S3Config,
  SecretsConfig,
  SettingsError,
  StatsConfig,
  TaskConfig,
} from "../../../mod.ts";
import { LEGACY_KEYS } from "../../../src/flytekit/config/misnomers.ts";
import { errorOf, thrownBy } from "../../_support/support.ts";

const yaml = (text: string) => ({ file: { name: "config.yaml", text } });
const ini = (text: string) => ({ file: { name: "flytekit.config", text } });

/** Returns the problems of a load. */
function problemsOf(options: FromOptions) {
  const error = thrownBy(() => Config.from(options));
  assert.ok(error instanceof SettingsError, error.stack);
  assert.equal(error.code, error.problems[0]!.code);
  for (const { message } of error.problems) assert.ok(error.problems.length > 20 || error.message.includes(message));
  return error.problems;
}

const codesOf = (options: FromOptions) => problemsOf(options).map(({ code }) => code);
const issuesOf = (options: FromOptions) => Config.from(options).issues.map(({ code }) => code);

Deno.test("strict: flase is rejected, with its position and a suggestion", () => {
  const [problem] = problemsOf({ env: { FLYTE_PLATFORM_INSECURE: "flase" } });
  assert.equal(problem!.code, "not_boolean");
  assert.equal(problem!.meant, "false");
  assert.equal(problem!.path, "platform.insecure");
  assert.deepEqual(problem!.origin, { source: "env", name: "FLYTE_PLATFORM_INSECURE" });
  assert.match(problem!.message, /^env FLYTE_PLATFORM_INSECURE: .*"flase".*did you mean "false"\?/);
  const [inFile] = problemsOf(yaml("admin:\n  insecure: ture\n"));
  assert.deepEqual([inFile!.meant, inFile!.origin], [
    "true",
    { source: "file", file: "config.yaml", line: 2, column: 13, endLine: 2, endColumn: 17, key: "admin.insecure" },
  ]);
  assert.deepEqual(codesOf(ini("[platform]\ninsecure = nope\n")), ["not_boolean"]);
});

Deno.test("strict: 0 and false are kept, and flytekit's different value is reported", () => {
  const s3 = S3Config.from({ env: { FLYTE_AWS_RETRIES: "0", FLYTE_AWS_BACKOFF_SECONDS: "0" } });
  assert.deepEqual([s3.retries, s3.backoff], [0, 0]);
  const { code, message, path } = s3.issues[0]!;
  assert.deepEqual([code, path], ["differs_from_python", "data_config.s3.retries"]);
  assert.match(message, /is 0 here and 3 in flytekit \(the default\)/);
  const local = LocalConfig.from({ env: { FLYTE_LOCAL_CACHE_ENABLED: "false" } });
  assert.deepEqual([local.cacheEnabled, local.issues], [false, []]);
  assert.equal(StatsConfig.from(ini("[secrets]\nport = 0\n")).port, 0);
  assert.equal(SecretsConfig.from(ini("[secrets]\nenv_prefix =\n")).envPrefix, "");
});

Deno.test("strict: an empty variable is not set, and does not shadow the file", () => {
  const options = { ...yaml("admin:\n  endpoint: a\n"), env: { FLYTE_PLATFORM_URL: "" } };
  const config = Config.from(options);
  assert.equal(config.platform.endpoint, "a");
  assert.deepEqual(config.explain("platform.endpoint").origin.source, "file");
  assert.match(config.issues[0]!.message, /"a" here and "localhost:30080" in flytekit \(the default\)/);
  assert.equal(Config.from({ ...options, mode: "flytekit" }).platform.endpoint, "localhost:30080");
});

Deno.test("strict: whitespace around secrets is stripped, whatever their source", () => {
  const secret = (options: FromOptions) => PlatformConfig.from(options).clientCredentialsSecret;
  assert.equal(secret({ env: { FLYTE_CREDENTIALS_CLIENT_SECRET: " s\n" } }), "s");
  const named = { FLYTE_CREDENTIALS_CLIENT_SECRET_ENV_VAR: "MINE" };
  assert.equal(secret({ env: { ...named, MINE: "\ts \n" } }), "s");
  assert.equal(secret({ env: { FLYTE_CREDENTIALS_CLIENT_SECRET_LOCATION: "/s" }, files: { "/s": " s " } }), "s");
  assert.equal(secret({ mode: "flytekit", env: { ...named, MINE: " s \n" } }), " s \n");
  const issues = PlatformConfig.from({ env: { ...named, MINE: " s \n" } }).issues;
  assert.deepEqual(issues.map(({ code }) => code), ["differs_from_python"]);
  assert.equal(S3Config.from({ env: { FLYTE_AWS_SECRET_ACCESS_KEY: " s " } }).secretAccessKey, "s");
});

Deno.test("strict: a file that the caller names must exist, be readable and well-formed", async () => {
  const files = { "bad.yaml": "a: [", "bad.ini": "x", "latin.yaml": Uint8Array.of(0xe9), "dir/a": "" };
  const host = memoryHost({ files });
  const code = async (file: string) => (await errorOf(() => Config.auto({ host, file }))).code;
  assert.equal(await code("gone.yaml"), "file_not_found");
  assert.equal(await code("gone.ini"), "file_not_found");
  assert.equal(await code("dir"), "file_unreadable");
  assert.equal(await code("latin.yaml"), "not_utf8");
  assert.equal(await code("bad.yaml"), "yaml_syntax");
  assert.equal(await code("bad.ini"), "ini_missing_section_header");
  assert.match((await errorOf(() => Config.auto({ host, file: "gone.yaml" }))).message, /gone\.yaml/);
});

Deno.test("strict: a file that a variable names must exist, and the error lists the search path", async () => {
  const host = memoryHost({
    env: { FLYTECTL_CONFIG: "/srv/gone.yaml" },
    files: { "/home/me/.flyte/config.yaml": "" },
    home: "/home/me",
  });
  const error = await errorOf(() => Config.auto({ host }));
  assert.equal(error.code, "file_not_found");
  assert.match(error.message, /env _FLYTECTL_CONFIG_PYFLYTE_OVERRIDE: not set/);
  assert.match(error.message, /env FLYTECTL_CONFIG \(\/srv\/gone\.yaml\): missing/);
  const unreadable = await errorOf(() =>
    Config.auto({ host: memoryHost({ home: "/h", files: { "/h/.flyte/config.yaml/x": "" } }) })
  );
  assert.equal(unreadable.code, "file_unreadable");
  for (const place of ["FLYTECTL_CONFIG", "./flytekit.config: missing", "~/.flyte/config", "~/.flyte/config.yaml"]) {
    assert.ok(unreadable.message.includes(place), `${place}: ${unreadable.message}`);
  }
});

Deno.test("strict: missing and malformed real files are rejected", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const [good, bad, gone] = ["good.yaml", "bad.yaml", "gone.yaml"].map((name) => `${folder}/${name}`);
    await Deno.writeTextFile(good!, "admin:\n  endpoint: dns:///a\n");
    await Deno.writeTextFile(bad!, "admin: {\n");
    const env = {};
    assert.equal((await Config.auto({ file: good!, env })).platform.endpoint, "a");
    const config = await Config.auto({ env: { FLYTECTL_CONFIG: good! } });
    assert.equal(config.file, good);
    assert.deepEqual(config.tried.map(({ outcome }) => outcome), ["not set", "used"]);
    assert.equal((await errorOf(() => Config.auto({ file: bad!, env }))).code, "yaml_syntax");
    assert.equal((await errorOf(() => Config.auto({ file: gone!, env }))).code, "file_not_found");
    assert.equal((await errorOf(() => Config.auto({ file: folder, env }))).code, "file_unreadable");
    const named = await errorOf(() => Config.auto({ env: { FLYTECTL_CONFIG: gone! } }));
    assert.ok(named.message.includes(`env FLYTECTL_CONFIG (${gone}): missing`), named.message);
    const home = await Config.auto({ env: { HOME: folder } });
    assert.deepEqual(home.tried.map(({ outcome }) => outcome), [
      "not set",
      "not set",
      "missing",
      "missing",
      "missing",
    ]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("strict: the error for an unknown authType lists the known ones", () => {
  const [problem] = problemsOf(yaml("admin:\n  authType: Pkcee\n"));
  assert.deepEqual([problem!.code, problem!.meant], ["not_a_choice", "Pkce"]);
  for (const type of ["standard", "basic", "ClientSecret", "Pkce", "ExternalCommand", "DeviceFlow"]) {
    assert.ok(problem!.message.includes(type), type);
  }
  assert.equal(Config.from({ ...yaml("admin:\n  authType: Pkcee\n"), mode: "flytekit" }).platform.authMode, "Pkcee");
});

Deno.test("strict: the variable or file for a secret must have one", () => {
  const envVar = yaml("admin:\n  clientSecretEnvVar: MINE\n");
  assert.deepEqual(codesOf(envVar), ["unset_secret"]);
  assert.deepEqual(codesOf({ ...envVar, env: { MINE: "" } }), ["unset_secret"]);
  assert.deepEqual(codesOf({ ...envVar, env: { MINE: " \n" } }), ["unset_secret"]);
  assert.match(problemsOf(envVar)[0]!.message, /^config\.yaml:2:23 .*MINE.* not set/);
  const location = yaml("admin:\n  clientSecretLocation: /s\n");
  assert.deepEqual(codesOf(location), ["file_not_found"]);
  assert.deepEqual(codesOf({ ...location, files: { "/s": "" } }), ["unset_secret"]);
  assert.deepEqual(codesOf({ ...location, files: { "/s": " \n" } }), ["unset_secret"]);
  assert.equal(Config.from({ ...envVar, mode: "flytekit" }).platform.clientCredentialsSecret, undefined);
  assert.equal(thrownBy(() => Config.from({ ...location, mode: "flytekit" })).code, "file_not_found");
});

Deno.test("strict: the file of the machine for a secret must have one", async () => {
  const text = "admin:\n  clientSecretLocation: secret\n";
  const auto = (files: object) =>
    Config.auto({ host: memoryHost({ files: { "a.yaml": text, ...files } }), file: "a.yaml" });
  assert.equal((await auto({ secret: "s\n" })).platform.clientCredentialsSecret, "s");
  assert.equal((await errorOf(() => auto({}))).code, "file_not_found");
  assert.equal((await errorOf(() => auto({ secret: "\n" }))).code, "unset_secret");
  assert.equal((await errorOf(() => auto({ "secret/x": "" }))).code, "file_unreadable");
});

Deno.test("strict: precedence of client secrets, which set the authentication method", () => {
  const text = "[credentials]\nclient_secret = c\nclient_secret_location = /s\nclient_secret_env_var = MINE\n";
  const options = { ...ini(text), env: { MINE: "e" }, files: { "/s": "f" } };
  const config = Config.from(options);
  const { origin, shadowed } = config.explain("platform.clientCredentialsSecret");
  assert.equal(config.platform.clientCredentialsSecret, "e");
  assert.equal(config.platform.authMode, "ClientSecret");
  assert.equal(origin.source, "secret_env");
  assert.deepEqual(shadowed.map((raw) => [raw.value, raw.origin.source]), [["***", "secret_file"], ["***", "file"]]);
  assert.deepEqual(config.issues, []);
  assert.equal(Config.from({ ...options, mode: "flytekit" }).platform.clientCredentialsSecret, "e");
  const overridden = Config.from({ ...options, env: { MINE: "e", FLYTE_CREDENTIALS_AUTH_MODE: "Pkce" } });
  assert.equal(overridden.platform.authMode, "ClientSecret");
  assert.ok(overridden.issues.some(({ code }) => code === "auth_mode_overridden"));
  const given = Config.from({ env: { FLYTE_CREDENTIALS_CLIENT_SECRET: "c" } });
  assert.equal(given.platform.authMode, "standard");
});

Deno.test("strict: one error has all problems of a load", () => {
  const text = [
    "admin:",
    "  endpoint: 1",
    "  authType: nope",
    "  clientSecretEnvVar: NOT_THERE",
    "  clientSecretLocation: /gone",
    "  scopes: 5",
    "console: text",
    "task:",
    "  project: [a]",
  ].join("\n");
  const env = { FLYTE_PLATFORM_INSECURE: "flase", FLYTE_AWS_RETRIES: "-1", FLYTE_SECRETS_PORT: "65536" };
  assert.deepEqual(codesOf({ ...yaml(text), env }).sort(), [
    "file_not_found",
    "not_a_choice",
    "not_a_mapping",
    "not_boolean",
    "not_integer",
    "not_integer",
    "not_list",
    "not_text",
    "unset_secret",
  ]);
});

Deno.test("strict: failed interpolation is reported with the other problems", () => {
  const text = "[platform]\nurl = %(gone)s\ninsecure = nope\n";
  assert.deepEqual(codesOf(ini(text)).sort(), ["ini_interpolation_missing_option", "not_boolean"]);
});

Deno.test("flytekit: raises where flytekit raises", () => {
  const refused: readonly (readonly [FromOptions, string])[] = [
    [ini("[platform]\ninsecure = flase\n"), "not_boolean"],
    [ini("[aws]\nretries = x\n"), "not_integer"],
    [ini("[aws]\nbackoff_seconds = x\n"), "not_seconds"],
    [{ env: { FLYTE_AWS_BACKOFF_SECONDS: "x" } }, "not_seconds"],
    [ini("[internal]\na = b\n"), "internal_section"],
    [ini("a = b\n"), "ini_missing_section_header"],
    [ini("[a]\n[a]\n"), "ini_duplicate_section"],
  ];
  for (const [options, code] of refused) {
    assert.equal(thrownBy(() => Config.from({ ...options, mode: "flytekit" })).code, code, JSON.stringify(options));
  }
});

Deno.test("flytekit: continues where flytekit continues", () => {
  const read = (options: FromOptions) => Config.from({ ...options, mode: "flytekit" });
  assert.equal(read({ env: { FLYTE_PLATFORM_INSECURE: "flase" } }).platform.insecure, true);
  assert.equal(read({ env: { FLYTE_AWS_RETRIES: "x" } }).dataConfig.s3.retries, "x" as unknown);
  assert.equal(read({ env: { FLYTE_AWS_RETRIES: "0" } }).dataConfig.s3.retries, 3);
  assert.equal(read(yaml("a: [")).platform.endpoint, "localhost:30080");
  assert.equal(read(yaml("admin: text")).platform.endpoint, "localhost:30080");
  assert.equal(read(yaml("admin: {scopes: 'a, b'}")).platform.scopes[1], " b");
  assert.deepEqual(read(yaml("admin: {endpoint: [a]}")).platform.endpoint, "localhost:30080");
  assert.deepEqual(read(yaml("admin: {typo: 1}")).issues.filter(({ code }) => code !== "unknown_key"), []);
});

Deno.test("strict: whitespace in lists is stripped, and flytekit's different value is reported", () => {
  const config = Config.from({ env: { FLYTE_CREDENTIALS_SCOPES: "a, b,,c " } });
  assert.deepEqual(config.platform.scopes, ["a", "b", "c"]);
  assert.match(config.issues[0]!.message, /\["a","b","c"\] here and \["a"," b","","c "\] in flytekit \(from env .*\)/);
});

Deno.test("unknown YAML keys: position, name and suggestion", () => {
  const text = "admin:\n  endpoint: a\n  insecur: s3cr3t\nadmn:\n  endpoint: b\n";
  const [first, second, ...rest] = Config.from(yaml(text)).issues;
  assert.deepEqual(rest, []);
  assert.deepEqual({ ...first, message: undefined }, {
    code: "unknown_key",
    message: undefined,
    what: 'unknown key "admin.insecur"',
    meant: "admin.insecure",
    origin: {
      source: "file",
      file: "config.yaml",
      line: 3,
      column: 3,
      endLine: 3,
      endColumn: 10,
      key: "admin.insecur",
    },
    frame: first!.frame,
  });
  assert.match(first!.message, /config\.yaml:3:3 .*unknown key "admin\.insecur"; did you mean "admin\.insecure"\?/);
  assert.match(first!.frame!, /> 3 \| {3}insecur: …\n.*\^/);
  assert.ok(!JSON.stringify([first, second]).includes("s3cr3t"));
  assert.deepEqual([second!.meant, second!.origin?.source === "file" && second!.origin.line], ["admin", 4]);
});

Deno.test("unknown INI keys: position, name and suggestion", () => {
  const text = "[platform]\nulr = a\n[credentails]\nclient_id = s3cr3t\n[aws]\nclient_id = b\n";
  const issues = Config.from(ini(text)).issues;
  assert.deepEqual(issues.map(({ code, meant }) => [code, meant]), [
    ["unknown_key", "platform.url"],
    ["unknown_key", "[credentials]"],
    ["unknown_key", "credentials.client_id"],
  ]);
  assert.deepEqual(issues[0]!.origin, {
    source: "file",
    file: "flytekit.config",
    line: 2,
    column: 1,
    endLine: 2,
    endColumn: 4,
    key: "platform.ulr",
  });
  assert.match(issues[0]!.frame!, /> 2 \| ulr/);
  assert.ok(!JSON.stringify(issues).includes("s3cr3t"));
});

Deno.test("options of flytekit before 1.0 are reported, with their new names", () => {
  for (const { ini: name, meant } of LEGACY_KEYS) {
    const [section, option = "any"] = name.split(".");
    // For a section that was removed, the section is reported.
    const { issues } = Config.from(ini(`[${section}]\n${option} = hunter2\n`));
    const [issue, ...others] = issues;
    assert.deepEqual([issue!.code, others], ["legacy_key", []], name);
    assert.match(issue!.message, /is no longer read since flytekit 1\.0/);
    if (["platform", "credentials", "sdk", "aws", "gcp"].includes(section!)) assert.equal(issue!.meant, meant, name);
    assert.doesNotMatch(JSON.stringify(issue), /hunter2/);
    if (!name.includes(".")) continue;
    const variable = `FLYTE_${name.replace(".", "_")}`.toUpperCase();
    const env = Config.from({ env: { [variable]: "a" }, unknownVariables: true }).issues;
    // It configures Python's logging to this day.
    const isForeign = variable === "FLYTE_SDK_LOGGING_LEVEL";
    assert.deepEqual(env.map(({ code }) => code), isForeign ? [] : ["legacy_key"], variable);
  }
  const { problems } = thrownBy(() =>
    Config.from({ ...ini("[credentials]\nscope = a\n"), unknownKeys: "error" })
  ) as SettingsError;
  assert.deepEqual(problems.map(({ code, meant }) => [code, meant]), [["legacy_key", "credentials.scopes"]]);
  const statsd = Config.from({ env: { FLYTE_STATSD_HOST: "a" }, unknownVariables: true }).issues;
  assert.equal(statsd[0]!.meant, "FLYTE_SECRETS_HOST");
  const sdk = Config.from({ env: { FLYTE_SDK_FAST_REGISTRATION_DIR: "a" }, unknownVariables: true }).issues;
  assert.match(sdk[0]!.message, /no longer read since flytekit 1\.0; use pyflyte --destination-dir$/);
});

Deno.test("keys that other programs read are known", () => {
  const text = "logger: {level: 1}\nadmin: {pkceConfig: {a: {b: 1}}, useAuth: true}\nconsole: {insecure: true}\n" +
    "storage: {type: minio, stow: {kind: s3, config: {a: b}}, connection: {region: a}}\nroot: 1\nfiles: {a: 1}\n";
  assert.deepEqual(issuesOf(yaml(text)), []);
  assert.deepEqual(issuesOf(ini("[sdk]\nworkflow_packages = a\n[images]\nanything = a:b\n[local]\nproject = p\n")), []);
});

Deno.test("unknown keys are reported, rejected or ignored", () => {
  for (const file of [yaml("admin:\n  insecur: 1\n"), ini("[platform]\ninsecur = 1\n")]) {
    assert.deepEqual(issuesOf(file), ["unknown_key"]);
    assert.deepEqual(issuesOf({ ...file, unknownKeys: "warn" }), ["unknown_key"]);
    assert.deepEqual(issuesOf({ ...file, unknownKeys: "ignore" }), []);
    assert.deepEqual(codesOf({ ...file, unknownKeys: "error" }), ["unknown_key"]);
    assert.deepEqual(codesOf({ ...file, unknownKeys: "error", env: { FLYTE_AWS_RETRIES: "x" } }), [
      "not_integer",
      "unknown_key",
    ]);
  }
});

Deno.test("at most a hundred unknown keys are reported individually", () => {
  const names = Array.from({ length: 150 }, (_, index) => `unknown${index}`);
  const inYaml = Config.from(yaml(names.map((name) => `${name}: 1`).join("\n"))).issues;
  assert.equal(inYaml.length, 101);
  assert.match(inYaml.at(-1)!.message, /and 50 more/);
  const one = Config.from(yaml(names.slice(0, 101).map((name) => `${name}: 1`).join("\n"))).issues;
  assert.match(one.at(-1)!.message, /and 1 more/);
  assert.equal(Config.from(yaml(names.slice(0, 100).map((name) => `${name}: 1`).join("\n"))).issues.length, 100);
  const inIni = Config.from(ini(names.map((name) => `[${name}]\n`).join(""))).issues;
  assert.equal(inIni.length, 101);
  const refused = problemsOf({ ...yaml(names.map((name) => `${name}: 1`).join("\n")), unknownKeys: "error" });
  assert.equal(refused.length, 101);
});

Deno.test("keys of sections must be mappings", () => {
  for (const text of ["admin: text", "admin: [a]", "admin: 1", "storage:\n  connection: no", "[a]", "text", "- a"]) {
    assert.deepEqual(codesOf(yaml(text)), ["not_a_mapping"], text);
  }
  for (const text of ["admin:", "admin: ~", "storage: {connection: }", "", "# nothing\n", "~"]) {
    assert.equal(Config.from(yaml(text)).platform.endpoint, "localhost:30080", text);
  }
  const [problem] = problemsOf(yaml("admin: text"));
  assert.match(
    problem!.message,
    /config\.yaml:1:1 .*admin must be a mapping with keys such as endpoint.*, found a string/,
  );
});

Deno.test("unknown variables are reported only on request", async () => {
  const env = {
    FLYTE_PLATFORM_ULR: "a",
    FLYTE_INTERNAL_IMAGE: "b",
    FLYTE_SDK_LOGGING_FORMAT: "c",
    PATH: "d",
    FLYTE_AWS_RETRIES: "1",
  };
  assert.deepEqual(issuesOf({ env }), []);
  const [issue, ...rest] = Config.from({ env, unknownVariables: true }).issues;
  assert.deepEqual(rest, []);
  assert.deepEqual([issue!.code, issue!.meant], ["unknown_variable", "FLYTE_PLATFORM_URL"]);
  const host = memoryHost({ env });
  assert.deepEqual((await Config.auto({ host })).issues, []);
  assert.equal((await Config.auto({ host, unknownVariables: true })).issues.length, 1);
  const { envNames: _, ...silent } = host;
  assert.deepEqual((await Config.auto({ host: silent, unknownVariables: true })).issues, []);
});

Deno.test("a variable named after a setting's section and name leads to that setting, as one of its name alone does", () => {
  const meant = (name: string) => Config.from({ env: { [name]: "x" }, unknownVariables: true }).issues[0]?.meant;
  assert.equal(meant("FLYTE_PLATFORM_ENDPOINT"), "FLYTE_PLATFORM_URL");
  assert.equal(meant("FLYTE_SDK_WORKFLOW_PACKAGE"), "FLYTE_SDK_WORKFLOW_PACKAGES");
  assert.equal(meant("FLYTE_SECRET_ACCESS_KEY"), "FLYTE_AWS_SECRET_ACCESS_KEY");
  assert.equal(meant("FLYTE_PLATFORM_CLIENT_ID"), "FLYTE_CREDENTIALS_CLIENT_ID");
});

Deno.test("contradictory settings are reported", () => {
  assert.deepEqual(issuesOf(yaml("admin: {insecure: true, caCertFilePath: /ca}")), ["insecure_with_ca_cert"]);
  assert.deepEqual(issuesOf(yaml("admin: {insecure: false, caCertFilePath: /ca}")), []);
  for (const type of ["ClientSecret", "client_credentials"]) {
    assert.deepEqual(issuesOf(yaml(`admin: {authType: ${type}}`)), ["missing_client_secret"]);
    const env = { FLYTE_CREDENTIALS_CLIENT_SECRET: "s" };
    assert.deepEqual(issuesOf({ ...yaml(`admin: {authType: ${type}}`), env }), []);
  }
});

Deno.test("for settings of statsd under [stats], [secrets] is suggested", () => {
  const [issue, ...rest] = Config.from(ini("[stats]\nhost = a\nport = 1\n")).issues;
  assert.deepEqual(rest, []);
  assert.match(issue!.message, /\[stats\].*\[secrets\].*host, port, disabled/);
  assert.equal(Config.from(ini("[secrets]\nhost = a\ndisable_tags = yes\n")).stats.disabledTags, true);
  assert.equal(Config.from(ini("[secrets]\ndisabled_tags = yes\n")).issues[0]!.meant, "secrets.disable_tags");
});

Deno.test("strict: a value that only flytekit rejects is reported", () => {
  const config = Config.from(ini("[platform]\nurl = a\n[aws]\nbackoff_seconds =\n"));
  assert.equal(config.dataConfig.s3.backoff, 5);
  assert.ok(
    config.issues.some(({ code, message }) => code === "differs_from_python" && /raises an error/.test(message)),
  );
});

Deno.test("the default organization of TaskConfig is the string None, as in flytekit", () => {
  assert.equal(new TaskConfig().org, "None");
});

Deno.test("maps that Python reads in the same way cause no issue", () => {
  assert.deepEqual(issuesOf(yaml("images:\n  a: repo:v1\n  b: repo:v2\n")), []);
  assert.deepEqual(issuesOf(ini("[images]\na=repo:v1\nb=repo:v2\n")), []);
});
