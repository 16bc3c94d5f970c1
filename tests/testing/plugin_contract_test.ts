import assert from "node:assert/strict";
import {
  createRegistry,
  definePlugin,
  FlyteConfigError,
  gcs,
  type Plugin,
  s3,
  type SettingDefinition,
} from "../../mod.ts";
import { type ContractCheck, pluginContract, type PluginContractOptions } from "../../src/testing/mod.ts";
import { thrownBy } from "../_support/support.ts";

const SETTINGS = {
  name: { type: "string", ini: "mine.name", yaml: "storage.mine.name", doc: "Name" },
  token: { type: "secret", ini: "mine.token", yaml: "storage.mine.token", doc: "Token" },
  tries: { type: "integer", ini: "mine.tries", default: 3, min: 0, max: 9, doc: "Tries" },
  style: { type: "choice", ini: "mine.style", choices: ["path", "virtual"], default: "path", doc: "Style" },
  hosts: { type: "commaList", ini: "mine.hosts", yaml: "storage.mine.hosts", default: [], doc: "Hosts" },
  words: { type: "wordList", ini: "mine.words", doc: "Words" },
  command: { type: "commandLine", ini: "mine.command", doc: "Command" },
  labels: { type: "map", ini: "mine_labels", yaml: "storage.mine.labels", doc: "Labels" },
  host: { type: "endpoint", env: "MINE_HOST", doc: "Host" },
  timeout: { type: "seconds", yaml: "storage.mine.timeout", doc: "Timeout" },
  verbose: { type: "boolean", ini: "mine.verbose", default: false, doc: "Whether to log" },
  secretFile: { type: "path", ini: "mine.secret_file", inputOnly: true, doc: "File with the token" },
} as const satisfies Readonly<Record<string, SettingDefinition>>;

/** Some of them, where the others do not matter. */
const FEW = { token: SETTINGS.token, name: SETTINGS.name, hosts: SETTINGS.hosts };

const mine = definePlugin({
  id: "mine",
  doc: "Mine",
  settings: SETTINGS,
  check: ({ name, token }) => token && !name ? [{ setting: "name", message: "is needed with a token; set it" }] : [],
  clients: {
    address: ({ host = "localhost" }) => `https://${host}`,
    bucket: ({ name }, bucket: string, key?: string) => `${name}/${bucket.toLowerCase()}/${key ?? ""}`,
    later: ({ name }) => Promise.resolve(name),
    strict: ({ token }) => {
      if (!token) throw new FlyteConfigError("storage_credentials_missing", "mine: token is not set; set it");
      return { token };
    },
  },
});
const OPTIONS: PluginContractOptions<typeof mine> = { clientArguments: { bucket: ["Data"] } };

for (const { name, run } of pluginContract(mine, OPTIONS)) {
  Deno.test(`a plugin with settings of each type: ${name}`, run);
}

/** Settings with each of the other members that definitions may have. */
const rare = definePlugin({
  id: "rare",
  doc: "Rare",
  settings: {
    aliased: { type: "string", ini: "rare.aliased", envAliases: ["RARE_A", "RARE_B"], doc: "Aliased" },
    empty: {
      type: "string",
      ini: "rare.empty",
      yaml: "storage.rare.empty",
      mayBeEmpty: true,
      default: "x",
      doc: "Empty",
    },
    other: { type: "integer", ini: "rare.other", yaml: "storage.rare.other", otherProgram: "flytectl", doc: "Other" },
    hidden: { type: "string", ini: "rare.hidden", notInDict: true, doc: "Hidden" },
    argument: { type: "integer", argumentOnly: true, doc: "Argument" },
    indirect: { type: "secret", indirect: true, doc: "Indirect" },
    wired: { type: "string", wire: "wyred", ini: "rare.wired", doc: "Wired" },
    counterpart: { type: "string", ini: "rare.counterpart", counterpart: "storage.s3.endpoint", doc: "Counterpart" },
    variable: { type: "variable", ini: "rare.variable", doc: "Variable" },
    negative: { type: "integer", ini: "rare.negative", min: -5, max: -1, default: -2, doc: "Negative" },
    large: { type: "integer", ini: "rare.large", min: 5_000_000.5, doc: "Large" },
    none: { type: "integer", ini: "rare.none", min: 0.2, max: 0.8, doc: "No integer" },
    single: { type: "choice", ini: "rare.single", choices: ["only"], doc: "Single" },
  },
});

for (const { name, run } of pluginContract(rare)) Deno.test(`a plugin with rare members: ${name}`, run);

for (const [what, registry] of Object.entries({ alone: createRegistry(), "with it": createRegistry(gcs, mine) })) {
  Deno.test(`the contract holds in a registry of one's own, ${what}`, async () => {
    assert.deepEqual(await failuresOf(pluginContract(mine, { ...OPTIONS, registry })), []);
  });
}

Deno.test("the contract holds for plugins that only have settings, and for those without a setting", async () => {
  const table = JSON.parse(
    '{"id":"oss","doc":"OSS","settings":{"region":{"type":"string","ini":"oss.region","doc":"R"}}}',
  );
  assert.deepEqual(await failuresOf(pluginContract(table)), []);
  assert.deepEqual(await failuresOf(pluginContract({ id: "none", doc: "None", settings: {} })), []);
});

Deno.test("the checks have the same names for every plugin", () => {
  const names = (plugin: Plugin) => pluginContract(plugin).map(({ name }) => name);
  assert.deepEqual(names({ id: "none", doc: "None", settings: {} }), names(mine));
  assert.equal(new Set(names(mine)).size, names(mine).length);
});

/** Plugins that are wrong, the check that notices it, and its message. */
const WRONG: readonly (readonly [what: string, plugin: Plugin, check: string, message: RegExp])[] = [
  [
    "reads a variable of S3",
    withSetting({ type: "string", ini: "aws.retries", doc: "A" }),
    "composes",
    /FLYTE_AWS_RETRIES belongs to both/,
  ],
  [
    "has the id of another one",
    { id: "s3", doc: "Mine", settings: {} },
    "composes",
    /^s3: the registry has another plugin/,
  ],
  [
    "has two lines of documentation",
    withSetting({ type: "string", ini: "mine.a", doc: "A\nB" }),
    "documentation",
    /^data_config\.mine\.a: doc must be one line/,
  ],
  ["has no documentation", { id: "mine", doc: "", settings: {} }, "documentation", /^mine: doc must be one line/],
  [
    "lists a choice twice",
    withSetting({ type: "choice", choices: ["a", "a"], ini: "mine.a", doc: "A" }),
    "documentation",
    /listed once/,
  ],
  [
    "has a range without a number",
    withSetting({ type: "string", max: 5, ini: "mine.a", doc: "A" }),
    "documentation",
    /min and max belong to the types integer and seconds/,
  ],
  [
    "has a secret with a default",
    withSetting({ type: "secret", default: "hunter2", ini: "mine.a", doc: "A" }),
    "documentation",
    /^data_config\.mine\.a: a secret must not have a default$/,
  ],
  [
    "has a choice that INI files cannot hold",
    withSetting({ type: "choice", choices: [" a"], ini: "mine.a", doc: "A" }),
    "reads INI",
    /^data_config\.mine\.a: read from INI mine\.a: threw not_a_choice/,
  ],
  [
    "has an empty choice",
    withSetting({ type: "choice", choices: ["", "a"], ini: "mine.a", doc: "A" }),
    "reads env",
    /read from env FLYTE_MINE_A: expected "", found no value/,
  ],
  [
    "checks with an error",
    withCheck(() => {
      throw new TypeError("hunter2");
    }),
    "check returns",
    /^mine\.check: called with no setting: threw TypeError; return issues instead$/,
  ],
  [
    "checks without a result",
    withCheck(() => undefined),
    "check returns",
    /must return a list of issues, found undefined/,
  ],
  [
    "returns an issue that is not one",
    withCheck(() => [null]),
    "check returns",
    /each issue must be \{ setting, message \}, found null/,
  ],
  [
    "reports another setting",
    withCheck(() => [{ setting: "nmae", message: "a" }]),
    "check returns",
    /unknown setting "nmae"; did you mean "name"\?/,
  ],
  [
    "reports an unknown code",
    withCheck(() => [{ setting: "name", message: "a", code: "plugin_isue" }]),
    "check returns",
    /unknown code "plugin_isue"; did you mean "plugin_issue"\?/,
  ],
  [
    "shows a secret in an issue",
    withCheck(({ token }) => token ? [{ setting: "token", message: `is ${token}` }] : []),
    "check returns",
    /called with token: the message about token shows a secret$/,
  ],
  [
    "changes the settings",
    withCheck((settings) => {
      settings.hosts = ["a"];
      return [];
    }),
    "side effects",
    /^mine\.check: called with .*: changed the settings$/,
  ],
  ["has a state", withCheck(counting()), "side effects", /returned other issues than before/],
  [
    "has a client with an error",
    withClient(({ hosts }) => hosts[0].length),
    "clients",
    /^mine\.clients\.one: called with no setting: threw TypeError; throw a FlyteConfigError/,
  ],
  [
    "has a client that rejects",
    withClient(() => Promise.reject(new Error("hunter2"))),
    "clients",
    /threw Error; throw a FlyteConfigError/,
  ],
  [
    "has a client that throws no error",
    withClient(() => {
      throw "hunter2";
    }),
    "clients",
    /threw a string; /,
  ],
  [
    "has a client with a secret in its error",
    withClient(({ token }) => {
      if (token) throw new FlyteConfigError("invalid_argument", `no ${token} here`);
    }),
    "clients",
    /called with token: the message of the error shows a secret$/,
  ],
  [
    "has a client with a secret in a cause",
    withClient(({ token }) => {
      if (token) throw new FlyteConfigError("invalid_argument", "no", { cause: new Error(token) });
    }),
    "clients",
    /shows a secret$/,
  ],
  [
    "has a client with further parameters",
    withClient((_, bucket) => bucket),
    "clients",
    /^mine\.clients\.one: has further parameters; pass arguments for them in clientArguments\.one$/,
  ],
  [
    "has a client that changes settings",
    withClient((settings) => settings.hosts.push("a")),
    "clients",
    /threw TypeError/,
  ],
  [
    "has errors of another copy",
    withClient(() => {
      throw Object.assign(new Error("a"), { name: "FlyteConfigError" });
    }),
    "clients",
    /of another copy of @flyte-ts\/config/,
  ],
];

for (const [what, plugin, check, message] of WRONG) {
  Deno.test(`the contract fails for a plugin that ${what}`, async () => {
    const failures = await failuresOf(pluginContract(plugin));
    const found = failures.find(({ name }) => name.includes(check));
    assert.ok(found, `${check} passes; failed: ${failures.map(({ name }) => name)}`);
    assert.match(found.message, message);
    // Nothing works if plugins cannot be composed, and a wrong choice fails wherever it is read.
    const others = failures.filter((failure) => failure !== found && !failure.name.startsWith("check"));
    if (!/composes|reads/.test(check)) assert.deepEqual(others, []);
    for (const { message } of failures) assert.doesNotMatch(message, /hunter2|Tr0ub4dor/);
  });
}

Deno.test("further values are tried everywhere", async () => {
  const seen = { check: new Set<unknown>(), client: new Set<unknown>() };
  const plugin = definePlugin({
    id: "mine",
    doc: "Mine",
    settings: { name: SETTINGS.name },
    check: ({ name }) => seen.check.add(name) && [],
    clients: { one: ({ name }) => seen.client.add(name) },
  });
  const values = ({ type }: SettingDefinition, key: string) => [`${type}-${key}`];
  assert.deepEqual(await failuresOf(pluginContract(plugin, { values })), []);
  for (const set of Object.values(seen)) assert.ok(set.has("string-name") && set.has(undefined) && set.has(""));
});

Deno.test("the contract refuses what is not a plugin, and unknown options", () => {
  const wrong: readonly (readonly [call: () => unknown, code: string, message: RegExp])[] = [
    [() => pluginContract(undefined as never), "invalid_argument", /^pluginContract: plugin must be an object/],
    [
      () => pluginContract({ ...mine, id: 1 } as never),
      "invalid_section",
      /^pluginContract: plugin\.id must be a string/,
    ],
    [() => pluginContract(mine, { registri: s3 } as never), "invalid_option", /did you mean "registry"/],
    [() => pluginContract(mine, { registry: [s3] as never }), "invalid_option", /must be a registry, found a list/],
    [
      () => pluginContract(mine, { clientArguments: { bucket: "a" } as never }),
      "invalid_option",
      /"bucket" is a string/,
    ],
    [
      () => pluginContract(mine, { clientArguments: { buckt: [] } as never }),
      "invalid_option",
      /^pluginContract: option clientArguments: unknown client "buckt"; did you mean "bucket"\?$/,
    ],
  ];
  for (const [call, code, message] of wrong) {
    const error = thrownBy(call);
    assert.equal(error.code, code);
    assert.match(error.message, message);
  }
  // @ts-expect-error: a bucket is a string
  pluginContract(mine, { clientArguments: { bucket: [1] } });
  // @ts-expect-error: there is no such client
  thrownBy(() => pluginContract(mine, { clientArguments: { buckets: ["a"] } }));
});

interface Failure {
  readonly name: string;
  readonly message: string;
}

async function failuresOf(checks: readonly ContractCheck[]): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  for (const { name, run } of checks) {
    try {
      await run();
    } catch (error) {
      assert.ok(error instanceof FlyteConfigError, `${name}: ${error}`);
      failures.push({ name, message: error.message });
    }
  }
  return failures;
}

// deno-lint-ignore no-explicit-any
type Settings = any;

function withSetting(setting: SettingDefinition): Plugin {
  return { id: "mine", doc: "Mine", settings: { a: setting } };
}

function withCheck(check: (settings: Settings) => unknown): Plugin {
  return { id: "mine", doc: "Mine", settings: FEW, check: check as () => [] };
}

function withClient(one: (settings: Settings, bucket: never) => unknown): Plugin {
  return { id: "mine", doc: "Mine", settings: FEW, clients: { one } };
}

function counting(): () => unknown {
  let count = 0;
  return () => [{ setting: "name", message: `call ${count++}` }];
}
