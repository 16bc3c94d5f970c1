import assert from "node:assert/strict";
import fc from "fast-check";
import { AUTH_TYPES, Config, type ConfigInit, convertToYaml, type FromOptions, type Mode } from "../../mod.ts";

/** Texts that some format takes for something else. */
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
    authMode: optional(fc.constantFrom(...AUTH_TYPES)),
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
      adressingStyle: optional(text),
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
  /** Settings that the format cannot carry, which its comments name. */
  readonly notCarried: (config: Config) => readonly string[];
}

const named = (written: string) => [...written.matchAll(/^# not here: ([\w.]+), since/gm)].map(([, path]) => path!);

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
    notCarried: (config) =>
      [...config.explain()].filter(({ origin, env }) =>
        origin.source !== "default" && (env === undefined || !Object.hasOwn(config.toEnv(), env))
      ).map(({ path }) => path),
  },
];

/** The values of all settings by their names; of those that a format does not carry, nothing. */
function valuesOf(config: Config, without: readonly string[]): Record<string, unknown> {
  const dicts = config.entries().map(([{ path }, { value }]) => [path, without.includes(path) ? undefined : value]);
  return JSON.parse(JSON.stringify(Object.fromEntries(dicts)));
}

for (const { name, write, notCarried } of FORMATS) {
  Deno.test(`${name}: what is written is read again, in both modes`, () => {
    fc.assert(
      fc.property(init, (given) => {
        const config = new Config(given);
        const missing = notCarried(config);
        for (const mode of ["strict", "flytekit"] as const satisfies Mode[]) {
          // flytekit takes the number 0 for nothing.
          const zeros = mode === "flytekit" ? config.entries().filter(([, { value }]) => value === 0) : [];
          const without = [...missing, ...zeros.map(([{ path }]) => path)];
          const read = Config.from({ ...write(config), mode });
          assert.deepEqual(valuesOf(read, without), valuesOf(config, without), mode);
          if (mode === "strict") {
            const codes = read.issues.map(({ code }) => code);
            const cross = ["insecure_with_ca_cert", "missing_client_secret", ...zeroIssues(config)];
            assert.deepEqual(codes.filter((code) => !cross.includes(code)), []);
          }
        }
      }),
      { numRuns: 150 },
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

/** flytekit takes the number 0 for nothing, which strict mode tells. */
function zeroIssues(config: Config): string[] {
  return config.entries().some(([, { value }]) => value === 0) ? ["differs_from_python"] : [];
}

Deno.test("a setting that a format cannot carry is named in it, with the variable that can", () => {
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

Deno.test("what is left at its default is not written", () => {
  assert.equal(new Config().toYaml(), "");
  assert.equal(new Config().toIni(), "");
  assert.deepEqual(new Config().toEnv(), {});
  assert.equal(new Config({ platform: { insecure: true } }).toYaml(), "admin:\n  insecure: true\n");
  assert.equal(new Config({ platform: { insecure: true } }).toIni(), "[platform]\ninsecure = true\n");
});

Deno.test("a default that someone gave is written", () => {
  assert.equal(new Config({ platform: { insecure: false } }).toYaml(), "admin:\n  insecure: false\n");
});

Deno.test("secrets that a file or a variable holds stay there", () => {
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

Deno.test("a legacy file becomes YAML that says the same", () => {
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
