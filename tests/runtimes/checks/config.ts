/**
 * Configuration from strings and variables that the caller has.
 *
 * @module
 */
import type { ErrorCode } from "../../../mod.ts";
import { equal, ok, refuses } from "../assert.ts";
import type { Check, Context } from "../suite.ts";

const SECRET = "hunter2-ZQ9";

const YAML = `admin:
  endpoint: dns:///flyte.example.com
  authType: Pkce
  insecur: true
  httpProxyURL: http://me:${SECRET}@proxy:8080
storage:
  connection:
    access-key: minio
    secret-key: ${SECRET}
`;

const INI = `[platform]
url = dns:///flyte.example.com
insecure = on

[credentials]
client_secret = ${SECRET}
scopes = openid,
    profile

[aws]
retries = 5
`;

export const configChecks: readonly Check[] = [
  {
    name: "reads YAML, and suggests the nearest key for an unknown one",
    run: ({ lib, note }) => {
      const config = lib.main.Config.from({ file: { name: "config.yaml", text: YAML } });
      equal(config.platform.endpoint, "flyte.example.com");
      equal(config.platform.authMode, "Pkce");
      equal(config.dataConfig.s3.secretAccessKey, SECRET);
      equal(config.issues.map(({ code, meant }) => [code, meant]), [["unknown_key", "admin.insecure"]]);
      const [issue] = config.issues;
      equal(
        issue?.message,
        'config.yaml:4:3 (admin.insecur): unknown key "admin.insecur"; did you mean "admin.insecure"?',
      );
      equal(issue?.frame, "> 4 |   insecur: …\n    |   ^");
      note("config from YAML", JSON.stringify([config.toDict(), config.issues]));
    },
  },
  {
    name: "reads an INI file",
    run: ({ lib, note }) => {
      const config = lib.main.Config.from({ file: { name: "config", text: INI } });
      equal([config.platform.endpoint, config.platform.insecure], ["flyte.example.com", true]);
      equal(config.platform.scopes, ["openid", "profile"]);
      equal(config.platform.clientCredentialsSecret, SECRET);
      equal([config.dataConfig.s3.retries, config.file], [5, "config"]);
      note("config from INI", JSON.stringify([config.toDict(), config.issues]));
    },
  },
  {
    name: "reads variables, which go before the file",
    run: ({ lib }) => {
      const env = { FLYTE_PLATFORM_URL: "dns:///other", FLYTE_AWS_RETRIES: "7", MY_SECRET: ` ${SECRET}\n` };
      const text = "admin:\n  endpoint: a\n  clientSecretEnvVar: MY_SECRET\n";
      const config = lib.main.Config.from({ env, file: { name: "a.yaml", text } });
      equal([config.platform.endpoint, config.dataConfig.s3.retries], ["other", 7]);
      equal([config.platform.clientCredentialsSecret, config.platform.authMode], [SECRET, "ClientSecret"]);
      const [hidden] = config.explain("platform.endpoint").shadowed;
      equal([hidden?.value, hidden?.origin.source], ["a", "file"]);
    },
  },
  { name: "tells no secret but to who asks for it", run: tellsNone },
  {
    name: "explains where each setting comes from",
    run: ({ lib, note }) => {
      const config = lib.main.Config.from({ env: { FLYTE_AWS_RETRIES: "7" }, file: { name: "c.yaml", text: YAML } });
      const explained = config.explain("platform.endpoint");
      equal(explained.origin, {
        source: "file",
        file: "c.yaml",
        line: 2,
        column: 13,
        endLine: 2,
        endColumn: 37,
        key: "admin.endpoint",
      });
      ok(String(explained).includes("from c.yaml:2:13 (admin.endpoint)"), `it says where: ${explained}`);
      const text = String(config.explain());
      ok(text.includes("env FLYTE_AWS_RETRIES"), "it names the variable");
      ok(/^platform\.rpc_retries +3 +default$/m.test(text), "it tells of defaults");
      note("explain", text);
    },
  },
  { name: "reports all mistakes of a load together", run: reportsAll },
  {
    name: "reads what flytekit reads in mode flytekit",
    run: ({ lib, note }) => {
      const file = { name: "c.yaml", text: "admin:\n  endpoint: a\n  insecure: flase\n  authType: nothing\n" };
      const config = lib.main.Config.from({ mode: "flytekit", file });
      equal(config.platform.insecure, true);
      const broken = lib.main.Config.from({ mode: "flytekit", file: { name: "c.yaml", text: "a: [" } });
      equal(broken.platform.endpoint, "localhost:30080");
      note("mode flytekit", JSON.stringify([config.toDict(), broken.toDict()]));
    },
  },
  {
    name: "writes YAML, INI and variables that say the same",
    run: ({ lib, note }) => {
      const config = lib.main.Config.from({ file: { name: "config", text: INI } });
      const [yaml, ini, env] = [config.toYaml(), config.toIni(), config.toEnv()];
      const wire = JSON.stringify(config.toDict());
      const reread = [
        lib.main.Config.from({ file: { name: "c", text: ini } }),
        lib.main.Config.from({ env }),
        lib.main.Config.from({ env, file: { name: "c.yaml", text: yaml } }),
      ];
      for (const other of reread) equal(JSON.stringify(other.toDict()), wire);
      equal(lib.main.Config.from({ file: { name: "c.yaml", text: yaml } }).platform.toDict()["scopes"], [
        "openid",
        "profile",
      ]);
      note("writers", JSON.stringify([yaml, ini, env]));
    },
  },
  {
    name: "describes config.yaml as JSON Schema",
    run: ({ lib, note }) => {
      const schema = lib.main.Config.jsonSchema();
      equal(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
      ok(JSON.stringify(schema).includes('"secret-key"'), "it has the keys of the file");
      note("JSON Schema", JSON.stringify(schema));
    },
  },
  {
    name: "takes a plugin, and knows its settings",
    run: ({ lib }) => {
      const oss = {
        id: "oss",
        doc: "Object storage",
        settings: {
          accessKey: { type: "secret", ini: "oss.access_key", doc: "Key" },
          parts: { type: "integer", ini: "oss.parts", yaml: "storage.oss.parts", default: 4, doc: "Parts" },
        },
      } as const;
      const { Config, s3 } = lib.main;
      const options = { plugins: [s3, oss], file: { name: "c.yaml", text: "storage: {oss: {parts: 9}}" } } as const;
      const config = Config.from({ ...options, env: { FLYTE_OSS_ACCESS_KEY: SECRET } });
      const parts: number = config.dataConfig.oss.parts;
      equal([parts, config.dataConfig.oss.accessKey, config.issues.length], [9, SECRET, 0]);
      ok(!JSON.stringify(config).includes(SECRET), "its secrets are secret");
    },
  },
  {
    name: "names its classes, also after bundling",
    run: ({ lib }) => {
      const config = new lib.main.Config();
      ok(/^Config\(platform=PlatformConfig\(endpoint=/.test(String(config)), String(config));
      equal(lib.main.SecretsConfig.name, "SecretsConfig");
    },
  },
  {
    name: "leaves process.env alone",
    run: ({ lib }) => {
      const { process } = globalThis as { readonly process?: { readonly env?: unknown } };
      const before = process && Object.getOwnPropertyDescriptor(process, "env");
      const env = process?.env;
      for (const text of ["a: 1\n", "a: [", "a: \0"]) {
        lib.main.Config.from({ mode: "flytekit", file: { name: "a.yaml", text } });
        const after = process && Object.getOwnPropertyDescriptor(process, "env");
        for (const key of ["value", "get", "set", "writable", "enumerable", "configurable"] as const) {
          ok(Object.is(after?.[key], before?.[key]), `${key} of process.env is what it was`);
        }
        ok(process?.env === env, "process.env is what it was");
      }
    },
  },
];

function tellsNone({ lib }: Context): void {
  const { Config } = lib.main;
  for (const file of [{ name: "c.yaml", text: YAML }, { name: "config", text: INI }]) {
    const config = Config.from({ file });
    const routes: Record<string, unknown> = {
      "a template": `${config} ${config.platform} ${config.dataConfig}`,
      "JSON": JSON.stringify([config, config.platform, config.explain(), config.issues]),
      "explain": `${config.explain()} ${config.explain("aws.secret_access_key")}`,
      "a copy": JSON.stringify({ ...config.dataConfig.s3 }),
      ...Object.fromEntries(
        inspectors().map(([name, inspect]) => [name, `${inspect(config)} ${inspect([config.platform])}`]),
      ),
    };
    for (const [route, text] of Object.entries(routes)) ok(!String(text).includes(SECRET), `${route} tells no secret`);
    ok(JSON.stringify(config.toDict()).includes(SECRET), "toDict has it");
  }
}

/** What prints values in this runtime. */
function inspectors(): readonly (readonly [name: string, inspect: (value: unknown) => string])[] {
  type Inspect = (value: unknown, options?: object) => string;
  const { Deno, Bun, process } = globalThis as {
    Deno?: { inspect: Inspect };
    Bun?: { inspect: Inspect };
    process?: { getBuiltinModule?: (name: string) => { inspect: Inspect } };
  };
  const found = [["Deno.inspect", Deno?.inspect], ["Bun.inspect", Bun?.inspect], [
    "node:util",
    process?.getBuiltinModule?.("node:util").inspect,
  ]] as const;
  return found.flatMap(([name, inspect]) =>
    inspect === undefined ? [] : [[name, (value: unknown) => inspect(value, { depth: 9, showHidden: false })] as const]
  );
}

async function reportsAll({ lib, note }: Context): Promise<void> {
  const { Config, SettingsError } = lib.main;
  const text = `admin:\n  insecure: flase\n  authType: Pkc\nstorage: 1\nconsole:\n  endpoint: [${SECRET}]\n`;
  const load = () => Config.from({ file: { name: "c.yaml", text }, env: { FLYTE_AWS_RETRIES: "many" } });
  const error = await refuses(lib, "not_boolean", load);
  ok(error instanceof SettingsError, "it is an error of settings");
  equal(error.problems.map(({ code }) => code).sort(), [
    "not_a_choice",
    "not_a_mapping",
    "not_boolean",
    "not_integer",
    "not_text",
  ]);
  ok(error.message.includes("false"), "it says what is meant");
  note("strict errors", error.message);
  const faults: readonly (readonly [code: ErrorCode, name: string, text: string])[] = [
    ["yaml_syntax", "c.yaml", "a: [1"],
    ["yaml_character", "c.yaml", "a: \0"],
    ["yaml_too_deep", "c.yaml", "[".repeat(1000)],
    ["ini_missing_section_header", "c", "a = 1"],
    ["ini_duplicate_option", "c", "[platform]\nurl = 1\nurl = 2\n"],
    ["internal_section", "c", "[internal]\n"],
  ];
  for (const [code, name, text] of faults) {
    const { message } = await refuses(lib, code, () => Config.from({ file: { name, text } }));
    note(`strict error ${code}`, message);
  }
}
