import assert from "node:assert/strict";
import fc from "fast-check";
import {
  AuthType,
  Config,
  type ConfigInit,
  convertToYaml,
  createRegistry,
  DataConfig,
  type FromOptions,
  type Mode,
  type NotCarried,
} from "../../../mod.ts";
import { Config as FlyteConfig } from "../../../v2.ts";
import { runs } from "../../_support/effort.ts";
import { thrownBy } from "../../_support/support.ts";

/** Strings that some format could read as something else. */
const ODD = [
  ..."yes no on off y n true True null ~ NULL 1:30 190:20:30 2001-01-01 0o17 017 0x1f 1e3 .5 .inf .nan 12 -1 +1 = << <"
    .split(" "),
  ..."' \" '' \"\" # #a a# - -a ? : a: :a a:b , [ ] { } [a] {a} & &a * *a ! !a | > % %% %(x)s %a @ ` \\ \\n $HOME ; ;a"
    .split(" "),
  ...["a b", " a", "a ", "a #b", "a: b", "- a", "? a", "a\nb", "a\n\nb", "\na", "a\n", "a\tb", "\ta", "a\r\nb", "a\rb"],
  ...[
    "\u0000",
    "\u0007",
    "\u007f",
    "\u0085",
    "\u00a0",
    "\u2028",
    "\u2029",
    "\ufeff",
    "\ufffe",
    "\ud800",
    "é",
    "🚀",
    "#\n#",
    "[a]\nb = c",
  ],
  ...["rem", "REM", "None", "---", "...", "%YAML 1.1", "!!str a", "dns:///a", "http://a:b@c/d?e=f#g", "a".repeat(300)],
];

const text = fc.oneof(
  fc.constantFrom(...ODD),
  fc.tuple(fc.constantFrom(...ODD), fc.constantFrom(...ODD)).map(([one, other]) => one + other),
  fc.string({ unit: "binary", minLength: 1, maxLength: 12 }),
  fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 12 }),
);
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const list = fc.array(text, { maxLength: 3 });

const init: fc.Arbitrary<ConfigInit> = fc.record({
  platform: fc.record({
    endpoint: optional(text),
    insecure: optional(fc.boolean()),
    insecureSkipVerify: optional(fc.boolean()),
    caCertFilePath: optional(text),
    consoleEndpoint: optional(text),
    command: optional(list),
    proxyCommand: optional(list),
    clientId: optional(text),
    clientCredentialsSecret: optional(text),
    scopes: optional(list),
    authMode: optional(fc.constantFrom(...Object.values(AuthType))),
    audience: optional(text),
    rpcRetries: optional(fc.nat()),
    httpProxyUrl: optional(text),
  }),
  secrets: fc.record({ envPrefix: optional(text), defaultDir: optional(text), filePrefix: optional(text) }),
  stats: fc.record({
    host: optional(text),
    port: optional(fc.integer({ min: 0, max: 65535 })),
    disabled: optional(fc.boolean()),
    disabledTags: optional(fc.boolean()),
  }),
  dataConfig: fc.record({
    s3: fc.record({
      enableDebug: optional(fc.boolean()),
      endpoint: optional(text),
      retries: optional(fc.nat(9)),
      backoff: optional(fc.nat()),
      accessKeyId: optional(text),
      secretAccessKey: optional(text),
      addressingStyle: optional(text),
    }),
    gcs: fc.record({ gsutilParallelism: optional(fc.boolean()) }),
    azure: fc.record({ accountName: optional(text), accountKey: optional(text), clientSecret: optional(text) }),
    generic: fc.record({ attachExecutionMetadata: optional(fc.boolean()) }),
  }),
  localSandboxPath: optional(text),
});

interface Format {
  readonly name: string;
  readonly write: (config: Config) => FromOptions;
  /** Settings that the format cannot represent, which its comments list. */
  readonly notCarried: (config: Config) => readonly string[];
}

const pathsOf = (notCarried: readonly NotCarried[]) => notCarried.map(({ path }) => path);
const named = (written: string) => [...written.matchAll(/^# not written: ([\w.]+), since/gm)].map(([, path]) => path!);

const FORMATS: readonly Format[] = [
  {
    name: "YAML",
    write: (config) => ({ file: { name: "a.yaml", text: config.toYaml() } }),
    notCarried: (config) => named(config.toYaml()),
  },
  {
    name: "INI",
    write: (config) => ({ file: { name: "a", text: config.toIni() } }),
    notCarried: (config) => named(config.toIni()),
  },
  {
    name: "env",
    write: (config) => ({ env: config.toEnv() }),
    notCarried: (config) => pathsOf(config.notCarried("env")),
  },
];

/** Returns the values of all settings by their names, without those that a format cannot represent. */
function valuesOf(config: Config, without: readonly string[]): Record<string, unknown> {
  const dicts = config.entries().map(([{ path }, { value }]) => [path, without.includes(path) ? undefined : value]);
  return JSON.parse(JSON.stringify(Object.fromEntries(dicts)));
}

/** Issues about random values that do not fit together, and about a file without any. */
const UNRELATED =
  /^(insecure_with_ca_cert|not_used|missing_client_secret|endpoint_unusable|command_not_split|storage_.*|empty_file)$/;

for (const { name, write, notCarried } of FORMATS) {
  Deno.test(`${name}: what is written is read again, in both modes`, () => {
    fc.assert(
      fc.property(init, (given) => {
        const config = new Config(given);
        const missing = notCarried(config);
        for (const mode of ["strict", "flytekit"] as const satisfies Mode[]) {
          const read = Config.from({ ...write(config), mode });
          assert.deepEqual(valuesOf(read, missing), valuesOf(config, missing), mode);
          if (mode === "strict") {
            const codes = read.issues.map(({ code }) => code);
            assert.deepEqual(codes.filter((code) => !UNRELATED.test(code)), []);
          }
        }
      }),
      { numRuns: runs(40, 500) },
    );
  });

  Deno.test(`${name}: what is ordinary is carried`, () => {
    const config = new Config({
      platform: {
        endpoint: "flyte.acme.com:443",
        insecure: true,
        scopes: ["a", "b"],
        authMode: "Pkce",
        command: ["x"],
      },
      dataConfig: { s3: { endpoint: "http://minio:9000", accessKeyId: "yes", secretAccessKey: "1:30" } },
    });
    assert.deepEqual(notCarried(config), []);
    assert.deepEqual(Config.from(write(config)).toDict(), config.toDict());
  });
}

Deno.test("settings that a format cannot represent are listed in it, with the variable that can", () => {
  const config = new Config({
    platform: { rpcRetries: 9 },
    dataConfig: { s3: { retries: 9 }, azure: { accountKey: "k" } },
  });
  assert.deepEqual(named(config.toYaml()), [
    "platform.rpc_retries",
    "data_config.s3.retries",
    "data_config.azure.account_key",
  ]);
  assert.match(config.toYaml(), /data_config\.s3\.retries, since YAML has no name .*; use FLYTE_AWS_RETRIES$/m);
  assert.deepEqual(named(config.toIni()), ["platform.rpc_retries"]);
  assert.deepEqual(Object.keys(config.toEnv()), ["FLYTE_AWS_RETRIES", "FLYTE_AZURE_STORAGE_ACCOUNT_KEY"]);
});

Deno.test("each writer lists what it cannot represent, the reason, and an alternative", () => {
  const config = new Config({
    platform: { command: ["sh", "-c", "echo a,b"], scopes: [], clientCredentialsSecret: "s3cr3t" },
    dataConfig: { s3: { retries: 0, endpoint: "http://m", region: "eu-west-1" } },
    secrets: { envPrefix: "" },
    localSandboxPath: "a\ud800",
  });
  const by = (format: "yaml" | "ini" | "env") =>
    Object.fromEntries(config.notCarried(format).map(({ path, ...more }) => [path, more]));
  const items = /^an item that is empty, has a comma/;
  assert.deepEqual(Object.keys(by("env")), [
    "platform.command",
    "platform.scopes",
    "secrets.env_prefix",
    "data_config.s3.retries",
    "data_config.s3.region",
    "local_sandbox_path",
  ]);
  assert.match(by("env")["platform.command"]!.reason, items);
  assert.equal(by("env")["platform.command"]!.yaml, "admin.command");
  assert.equal(by("ini")["platform.command"]!.env, undefined);
  assert.equal(by("ini")["platform.command"]!.yaml, "admin.command");
  assert.match(
    config.toIni(),
    /# not written: platform\.command, since an item .*; use a YAML file \(admin\.command\)$/m,
  );
  assert.match(
    by("ini")["data_config.s3.retries"]!.reason,
    /flytekit reads 0, .* as not set and uses its default \(3\)/,
  );
  assert.doesNotMatch(config.toIni(), /^retries/m);
  assert.match(by("ini")["data_config.s3.region"]!.reason, /INI has no name for it/);
  assert.match(by("env").local_sandbox_path!.reason, /a lone surrogate/);
  assert.deepEqual(Object.keys(by("yaml")), [
    "platform.client_credentials_secret",
    "platform.scopes",
    "secrets.env_prefix",
    "data_config.s3.retries",
    "local_sandbox_path",
  ]);
  assert.equal(by("yaml")["platform.client_credentials_secret"]!.env, "FLYTE_CREDENTIALS_CLIENT_SECRET");
  assert.equal(by("yaml")["platform.client_credentials_secret"]!.ini, "credentials.client_secret");
  for (const format of ["yaml", "ini", "env"] as const) {
    assert.doesNotMatch(JSON.stringify(config.notCarried(format)), /s3cr3t/);
  }
  assert.equal(thrownBy(() => config.notCarried("json" as "yaml")).code, "invalid_argument");
});

Deno.test("flyte 2: settings that variables cannot represent are listed", () => {
  const config = new FlyteConfig({
    platform: { insecure: false, scopes: ["a b"], audience: "x" },
    image: { imageRefs: { a: "b" } },
  });
  const found = config.notCarried("env").map(({ path, reason, yaml }) => [path, reason.split(" (")[0], yaml]);
  assert.deepEqual(found, [
    ["platform.insecure", "flyte reads every string in an environment variable as true", "admin.insecure"],
    ["platform.audience", "the environment has no name for it", undefined],
    ["image.image_refs", "the environment has no name for it", "image.image_refs"],
  ]);
  assert.deepEqual(config.toEnv(), { FLYTE_ADMIN_SCOPES: '["a b"]' });
});

Deno.test("convertToYaml lists every key of the file that it does not write", () => {
  const sample = "[sdk]\nworkflow_packages=my_cool_workflows, other_workflows\npython_venv = v\n[mine]\na = 1\n";
  const { notCarried, text } = convertToYaml({ name: "flytekit.config", text: sample });
  assert.deepEqual(notCarried.map(({ path, env, ini }) => [path, env, ini]), [
    ["workflow_packages", "FLYTE_SDK_WORKFLOW_PACKAGES", "sdk.workflow_packages"],
    ["sdk.python_venv", undefined, undefined],
    ["mine.a", undefined, undefined],
  ]);
  assert.match(text, /# not written: workflow_packages, since YAML has no name for it/);
  const yaml = "admin: {endpoint: a}\nlogger: {level: 1}\nstorage: {type: s3, stow: {kind: s3}}\nmine: 1\n";
  const again = convertToYaml({ name: "config.yaml", text: yaml });
  assert.deepEqual(again.notCarried.map(({ path }) => path), ["logger", "storage.stow", "mine"]);
  assert.match(again.notCarried[0]!.reason, /^another program reads it \(flytestdlib.*\); copy it$/);
  assert.match(again.text, /type: s3/);
  const many = Array.from({ length: 300 }, (_, index) => `k${index}: 1`).join("\n");
  assert.equal(convertToYaml({ name: "config.yaml", text: many }).notCarried.length, 101);
});

Deno.test("defaults are not written", () => {
  assert.equal(new Config().toYaml(), "");
  assert.equal(new Config().toIni(), "");
  assert.deepEqual(new Config().toEnv(), {});
  assert.equal(new Config({ platform: { insecure: true } }).toYaml(), "admin:\n  insecure: true\n");
  assert.equal(new Config({ platform: { insecure: true } }).toIni(), "[platform]\ninsecure = true\n");
});

Deno.test("values that equal the default are written if they were set", () => {
  assert.equal(new Config({ platform: { insecure: false } }).toYaml(), "admin:\n  insecure: false\n");
});

Deno.test("maps are sections of an INI file, and are listed if it cannot represent them", () => {
  const settings = { labels: { type: "map", ini: "labels", yaml: "storage.mine.labels", doc: "Labels" } } as const;
  const plugins = createRegistry({ id: "mine", doc: "Mine", settings });
  const write = (labels: Record<string, string>) =>
    new Config({ dataConfig: new DataConfig({ mine: { labels } }, plugins) });
  const read = (text: string) => Config.from({ plugins, file: { name: "config", text } }).dataConfig.mine.labels;
  assert.equal(write({ team: "ml", cost: "50%" }).toIni(), "[labels]\nteam = ml\ncost = 50%%\n");
  const [listed] = write({ Team: "ml" }).notCarried("ini");
  assert.match(listed!.reason, /an INI file loses .* capitals in names/);
  assert.equal(listed!.yaml, "storage.mine.labels");
  const text = fc.oneof(fc.constantFrom(...ODD), fc.string({ maxLength: 5 }));
  fc.assert(
    fc.property(fc.dictionary(text, text, { noNullPrototype: true, maxKeys: 3 }), (labels) => {
      const config = write(labels);
      if (config.notCarried("ini").length === 0) assert.deepEqual({ ...read(config.toIni()) }, labels);
    }),
    { numRuns: runs(300, 5000) },
  );
});

Deno.test("secrets from files and variables are written as references", () => {
  for (
    const [key, referred] of [
      ["clientSecretLocation", { files: { "/s": "s3cr3t" } }],
      ["clientSecretEnvVar", { env: { "/s": "s3cr3t" } }],
    ] as const
  ) {
    const file = { name: "a.yaml", text: `admin:\n  ${key}: /s\n` };
    const config = Config.from({ file, ...referred });
    assert.equal(config.platform.clientCredentialsSecret, "s3cr3t");
    const written = [config.toYaml(), config.toIni(), JSON.stringify(config.toEnv())];
    for (const one of written) assert.ok(!one.includes("s3cr3t") && one.includes("/s"), one);
    for (const format of FORMATS) {
      const read = Config.from({ ...referred, ...format.write(config), ...mergedEnv(referred, format.write(config)) });
      assert.equal(read.platform.clientCredentialsSecret, "s3cr3t", format.name);
      assert.equal(read.platform.authMode, "ClientSecret");
    }
  }
});

function mergedEnv(...options: readonly FromOptions[]): FromOptions {
  return { env: Object.assign({}, ...options.map(({ env }) => env)) };
}

Deno.test("a legacy file is converted to equivalent YAML", () => {
  const text = "[platform]\nurl = dns:///flyte.acme.com\ninsecure = yes\n[credentials]\nscopes = a, b\n" +
    "client_secret_env_var = NOT_SET_HERE\n[images]\nmine = ghcr.io/a/b:c\n[local]\nproject = p\n[aws]\nendpoint = http://m\nretries = 4\n";
  const file = { name: "flytekit.config", text: text.replace("client_secret_env_var = NOT_SET_HERE\n", "") };
  const converted = convertToYaml(file);
  const after = Config.from({ file: { name: "config.yaml", text: converted.text } });
  const { data_config: _, ...before } = Config.from({ file }).toDict();
  const { data_config: __, ...now } = after.toDict();
  assert.deepEqual(now, before);
  assert.equal(after.dataConfig.s3.endpoint, "http://m");
  assert.match(converted.text, /mine: ["']?ghcr\.io\/a\/b:c/);
  assert.match(converted.text, /project: p/);
  assert.deepEqual(converted.notCarried.map(({ path, env }) => [path, env]), [
    ["data_config.s3.retries", "FLYTE_AWS_RETRIES"],
  ]);
  const named = convertToYaml({ name: "flytekit.config", text });
  assert.match(named.text, /clientSecretEnvVar: NOT_SET_HERE/);
});

Deno.test("convertToYaml names the schema on request, and checks its options", () => {
  const file = { name: "flytekit.config", text: "[platform]\nurl = a.com\n" };
  const { text } = convertToYaml(file, { schema: true });
  assert.match(text, /^# yaml-language-server: \$schema=.*\/schema\/config\.json\n\n/);
  assert.equal(text.split("\n").slice(2).join("\n"), convertToYaml(file).text);
  for (const options of [{ schema: "yes" }, { shema: true }, null, { env: {} }]) {
    assert.throws(() => convertToYaml(file, options as never), { code: "invalid_option" });
  }
});
