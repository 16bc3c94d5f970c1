import assert from "node:assert/strict";
import { inspect } from "node:util";
import fc from "fast-check";
import {
  AzureBlobStorageConfig,
  Config,
  convertToYaml,
  type FromOptions,
  memoryHost,
  PlatformConfig,
  S3Config,
  SettingsError,
} from "../../../mod.ts";
import { runs } from "../../_support/effort.ts";
import { thrownBy } from "../../_support/support.ts";

/** The secrets. All have the same prefix, so that parts of them are found as well. */
const MARK = "Tr0ub4dor";
const secret = (name: string) => `${MARK}-${name}`;
const PROXY = `http://user:${secret("proxy")}@proxy.acme.com:3128`;

const YAML = `admin:
  endpoint: https://me:${secret("endpoint")}@flyte.acme.com
  httpProxyURL: ${PROXY}
  clientSecretLocation: /secrets/client
  clientSecretEnvVar: CLIENT_SECRET
  command: [login, "https://me:${secret("command")}@idp.acme.com"]
console:
  endpoint: https://me:${secret("console")}@console.acme.com
storage:
  connection:
    endpoint: http://me:${secret("s3url")}@minio:9000
    secret-key: ${secret("shadowed-s3")}
`;
const INI = `[platform]
http_proxy_url = ${PROXY}
[credentials]
client_secret = ${secret("ini")}
[aws]
secret_access_key = ${secret("s3-ini")}
[azure]
storage_account_key = ${secret("azure-ini")}
client_secret = ${secret("azure-client-ini")}
`;
const ENV = {
  CLIENT_SECRET: secret("env"),
  FLYTE_CREDENTIALS_CLIENT_SECRET: ` ${secret("shadowed")} `,
  FLYTE_AWS_SECRET_ACCESS_KEY: ` ${secret("s3")} `,
  FLYTE_AZURE_STORAGE_ACCOUNT_KEY: secret("azure-key"),
  FLYTE_AZURE_CLIENT_SECRET: secret("azure-client"),
};
const FILES = { "/secrets/client": ` ${secret("file")} ` };

const CONFIGS: readonly Config[] = (["strict", "flytekit"] as const).flatMap((mode) => [
  Config.from({ mode, file: { name: "config.yaml", text: YAML }, env: ENV, files: FILES }),
  Config.from({ mode, file: { name: "config", text: INI } }),
  Config.from({
    mode,
    file: { name: "config", text: INI },
    env: { ...ENV, FLYTE_PLATFORM_HTTP_PROXY_URL: "http://p" },
  }),
  Config.from({
    mode,
    file: { name: "config.yaml", text: "admin: {clientSecretLocation: /secrets/client}" },
    files: FILES,
  }),
]);

const made = new Config({
  platform: { clientCredentialsSecret: secret("argument"), httpProxyUrl: PROXY },
  dataConfig: {
    s3: { secretAccessKey: secret("s3-argument") },
    azure: { accountKey: secret("key"), clientSecret: "x" },
  },
});

function shows(printed: string, what: string): void {
  assert.ok(!printed.includes(MARK), `${what}: ${printed}`);
}

/** Returns all printed forms of a value. */
function* prints(value: unknown): Generator<readonly [text: string, how: string]> {
  yield [`${value}`, "template"];
  yield [JSON.stringify(value) ?? "", "JSON"];
  for (const depth of [0, 2, 20, Infinity]) {
    yield [inspect(value, { depth, showHidden: true }), `util.inspect ${depth}`];
    yield [inspect(value, { depth, getters: true }), `util.inspect ${depth}, getters`];
    yield [Deno.inspect(value, { depth, showHidden: true }), `Deno.inspect ${depth}`];
    yield [Deno.inspect(value, { depth, getters: true }), `Deno.inspect ${depth}, getters`];
  }
  yield [inspect({ nested: [value] }), "util.inspect, nested"];
  yield [inspect(value, { customInspect: false, depth: 9, showHidden: true }), "util.inspect, not customized"];
  yield [Deno.inspect(new Map([[value, value]])), "Deno.inspect, nested"];
  yield [printedBy(() => console.log(value, "%s %o %j", value)), "console.log"];
  yield [printedBy(() => console.log("%s %o %O %j", value, value, value, value)), "console.log with a format"];
  if (typeof value !== "object" || value === null) return;
  yield [JSON.stringify(Object.entries(value)), "entries"];
  yield [JSON.stringify({ ...value }), "spread"];
  yield [inspect({ ...value }, { depth: 9 }), "inspect of spread"];
  yield [JSON.stringify(Object.assign({}, value)), "assign"];
  const own: Record<string, unknown> = {};
  for (const key in value) own[key] = (value as Record<string, unknown>)[key];
  yield [JSON.stringify(own), "for in"];
}

/** Returns what a call writes to the console. */
function printedBy(call: () => void): string {
  const lines: string[] = [];
  const { log } = console;
  console.log = (...values: unknown[]) => {
    lines.push(values.map((value) => typeof value === "string" ? value : Deno.inspect(value)).join(" "));
    lines.push(values.map((value) => inspect(value)).join(" "));
  };
  try {
    call();
  } finally {
    console.log = log;
  }
  return lines.join("\n");
}

function refusal(call: () => unknown): Error | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    assert.ok(error instanceof Error);
    return error;
  }
}

/** Returns all printed forms of an error. */
function checkError(error: Error): void {
  for (const [text, how] of prints(error)) shows(text, how);
  shows(String(error.stack), "stack");
  const { problems = [], cause } = error as { readonly problems?: readonly unknown[]; readonly cause?: unknown };
  for (const part of [...problems, cause]) for (const [text, how] of prints(part)) shows(text, how);
}

Deno.test("a printed configuration shows no secret", () => {
  for (const config of [...CONFIGS, made, made.withParams({}), CONFIGS[0]!.withParams({ secrets: {} })]) {
    const { platform, dataConfig } = config;
    const parts = [config, platform, dataConfig, dataConfig.s3, dataConfig.azure, config.issues, platform.issues];
    for (const part of parts) for (const [text, how] of prints(part)) shows(text, how);
  }
});

Deno.test("an explained configuration shows no secret", () => {
  for (const config of [...CONFIGS, made]) {
    const explanation = config.explain();
    const some = [...explanation].filter((_, index) => index % runs(6, 1) === 0);
    for (
      const part of [
        explanation,
        explanation.settings,
        ...some,
        ...some.map((one) => one.cells),
      ]
    ) {
      for (const [text, how] of prints(part)) shows(text, how);
    }
    shows(explanation.allowEnv, "allowEnv");
  }
});

Deno.test("the property, toDict and the writers show secrets", () => {
  const [config] = CONFIGS;
  assert.equal(config!.platform.clientCredentialsSecret, secret("env"));
  assert.equal(config!.platform.httpProxyUrl, PROXY);
  assert.equal(config!.dataConfig.s3.secretAccessKey, secret("s3"));
  assert.equal(config!.dataConfig.azure.accountKey, secret("azure-key"));
  assert.equal(config!.dataConfig.azure.clientSecret, secret("azure-client"));
  for (const name of ["env", "s3", "azure-key", "azure-client", "proxy", "s3url", "command"]) {
    assert.ok(JSON.stringify(config!.toDict()).includes(secret(name)), name);
  }
  assert.ok(made.toIni().includes(secret("argument")));
  assert.ok(made.toEnv().FLYTE_AWS_SECRET_ACCESS_KEY!.includes(secret("s3-argument")));
  assert.ok(made.toYaml().includes(secret("s3-argument")));
});

Deno.test("with() keeps secrets, and the values that shadow them", () => {
  const platform = CONFIGS[0]!.platform.with({ audience: "a" });
  assert.equal(platform.clientCredentialsSecret, secret("env"));
  assert.equal(platform.httpProxyUrl, PROXY);
  for (const [text, how] of prints(platform)) shows(text, how);
});

Deno.test("errors about a secret's own value do not show it", () => {
  const mark = 918273645;
  const wrong = [`${mark}`, `[${mark}]`, `{a: ${mark}}`, `{${mark}: a}`, `!!binary ${MARK}`, `${mark}.5`, "true"];
  for (const value of wrong) {
    const error = refusal(() =>
      Config.from({ file: { name: "a.yaml", text: `storage: {connection: {secret-key: ${value}}}` } })
    );
    if (error === undefined) assert.fail(value);
    for (const [text, how] of prints(error)) assert.ok(!/918273645/.test(text), `${how}: ${text}`);
    checkError(error);
  }
  for (const value of [mark, [secret("list")], { [secret("key")]: 1 }, Symbol(secret("symbol")), () => MARK]) {
    for (
      const make of [
        () => new PlatformConfig({ clientCredentialsSecret: value as unknown as string }),
        () => new S3Config({ secretAccessKey: value as unknown as string }),
        () => new S3Config().with({ secretAccessKey: value as unknown as string }),
        () => new AzureBlobStorageConfig({ accountKey: value as unknown as string }),
      ]
    ) {
      const error = refusal(make);
      assert.ok(error);
      checkError(error);
      for (const [text] of prints(error)) assert.ok(!/918273645/.test(text), text);
    }
  }
});

Deno.test("a secret in place of the name of its variable is not shown", async () => {
  const names = [secret("name"), `${MARK}`, `${MARK}=x`, `x ${MARK}`, `${MARK}\n`, `é${MARK}`];
  for (const name of names) {
    const file = { name: "config.yaml", text: JSON.stringify({ admin: { clientSecretEnvVar: name } }) };
    const error = refusal(() => Config.from({ file }));
    assert.ok(error);
    checkError(error);
    const denied = await Config.auto({ file, host: memoryHost() }).then(() => undefined, (reason: Error) => reason);
    checkError(denied!);
  }
});

Deno.test("files that are not well-formed are refused without their values", () => {
  const text = fc.constantFrom(YAML, INI);
  const edit = fc.record({
    at: fc.nat(1000),
    remove: fc.nat(3),
    insert: fc.constantFrom(..."\n\t :=%[]{}'\"&*!|>#-?,@`", ""),
  });
  const isMark = (file: string) => file.includes(MARK);
  fc.assert(
    fc.property(text, fc.array(edit, { minLength: 1, maxLength: 3 }), fc.boolean(), (start, edits, asYaml) => {
      let file: string = start;
      for (const { at, remove, insert } of edits) {
        const position = at % file.length;
        file = file.slice(0, position) + insert + file.slice(position + remove);
      }
      fc.pre(isMark(file));
      const options: FromOptions = { file: { name: asYaml ? "a.yaml" : "a", text: file }, env: ENV, files: FILES };
      for (const mode of ["strict", "flytekit"] as const) {
        const error = refusal(() => Config.from({ ...options, mode }));
        // Keys are shown, and a mutation can turn a value into a key.
        if (error) checkUnless(keysOf(file), error.message + String(error.stack) + inspect(error, { depth: 9 }));
      }
    }),
    { numRuns: runs(100, 1000) },
  );
});

/** Returns parts of the file that a mutation turned into keys or names. */
function keysOf(file: string): boolean {
  return new RegExp(`^[^=:\\n]*${MARK}[^=:\\n]*\\s*[=:\\]}]|[?&*!\\[{]\\s*[^\\n]*${MARK}|\\[[^\\n]*${MARK}`, "m").test(
    file.replaceAll(/:\/\/me:|:\/\/user:/g, ""),
  );
}

function checkUnless(isKey: boolean, printed: string): void {
  if (!isKey) shows(printed, "error");
}

Deno.test("credentials are redacted in every URL", () => {
  for (
    const url of [
      `http://user:${MARK}@host`,
      `http://${MARK}@host`,
      `http://user:a@${MARK}@host`,
      `http://user:${MARK}:b@host/path?x=y#z`,
      `HTTP://user:${MARK}@host http://user:${MARK}@other`,
      `a,https://x:${MARK}@h,b`,
    ]
  ) {
    const platform = new PlatformConfig({ httpProxyUrl: url });
    for (const [text, how] of prints(platform)) shows(text, how);
    assert.match(platform.toJSON().http_proxy_url as string, /:\/\/\*\*\*@(?:host|h\b)/);
  }
  // A password can contain any character, so the redacted part may be too long.
  assert.equal(new PlatformConfig({ httpProxyUrl: "http://host/a?b=c@d" }).toJSON().http_proxy_url, "http://***@d");
  for (const url of ["http://host/me", "me@host", "http://host#a"]) {
    assert.equal(new PlatformConfig({ httpProxyUrl: url }).toJSON().http_proxy_url, url);
    assert.equal({ ...new PlatformConfig({ httpProxyUrl: url }) }.httpProxyUrl, url);
  }
});

Deno.test("the issues of a conversion show no secret", () => {
  const { text, notCarried, issues } = convertToYaml({ name: "flytekit.config", text: INI });
  assert.ok(text.includes(secret("s3-ini")));
  assert.ok(!text.includes(secret("ini")));
  for (const [printed, how] of prints([notCarried, issues])) shows(printed, how);
});

Deno.test("a missing client secret is reported if another source has it, and rejected otherwise", () => {
  const yaml = (text: string) => ({ name: "config.yaml", text: `admin:\n${text}` });
  const both = yaml("  clientSecretLocation: /s\n  clientSecretEnvVar: MINE\n");
  const read = (options: FromOptions) => {
    const { platform } = Config.from(options);
    return [platform.clientCredentialsSecret, platform.authMode, platform.issues.map(({ code }) => code)];
  };
  // The same file for a laptop and for CI: flytekit uses the secret that exists.
  assert.deepEqual(read({ file: both, files: { "/s": "made-up\n" } }), ["made-up", "ClientSecret", ["unset_secret"]]);
  assert.deepEqual(read({ file: both, files: { "/s": "" }, env: { MINE: "made-up" } }), [
    "made-up",
    "ClientSecret",
    ["unset_secret"],
  ]);
  const env = { FLYTE_CREDENTIALS_CLIENT_SECRET: "made-up" };
  assert.deepEqual(read({ file: yaml("  clientSecretEnvVar: MINE\n"), env }), ["made-up", "standard", [
    "unset_secret",
  ]]);
  for (
    const options of [
      { file: both, files: { "/s": "made-up\n" } },
      { file: both, files: { "/s": "" }, env: { MINE: "made-up" } },
      { file: yaml("  clientSecretEnvVar: MINE\n"), env },
    ]
  ) {
    const [secret, mode] = read({ ...options, mode: "flytekit" });
    assert.deepEqual(read(options).slice(0, 2), [secret, mode]);
  }
  const codes = (options: FromOptions) => {
    const error = thrownBy(() => Config.from(options));
    return error instanceof SettingsError ? error.problems.map(({ code }) => code) : [error.code];
  };
  assert.deepEqual(codes({ file: both, files: { "/s": " " } }), ["unset_secret", "unset_secret"]);
  // flytekit opens the file even if the variable has a secret.
  assert.deepEqual(codes({ file: both, env: { MINE: "made-up" } }), ["file_not_found"]);
  assert.equal(
    thrownBy(() => Config.from({ file: both, env: { MINE: "a" }, mode: "flytekit" })).code,
    "file_not_found",
  );
});

Deno.test("the path of a client secret can end with a slash, as in Python", async () => {
  const file = { name: "config.yaml", text: "admin:\n  clientSecretLocation: /run/./s/\n" };
  assert.equal(Config.from({ file, files: { "/run/s": "made-up" } }).platform.clientCredentialsSecret, "made-up");
  const host = memoryHost({ files: { "/run/s": "made-up" } });
  for (const mode of ["strict", "flytekit"] as const) {
    assert.equal((await Config.auto({ host, file, mode })).platform.clientCredentialsSecret, "made-up");
  }
});
