import assert from "node:assert/strict";
import { inspect } from "node:util";
import {
  azure,
  Config,
  convertToYaml,
  createRegistry,
  DataConfig,
  definePlugin,
  FlyteSection,
  gcs,
  memoryHost,
  type Plugin,
  Registry,
  s3,
  S3Config,
} from "../../../mod.ts";
import { errorOf, thrownBy } from "../../_support/support.ts";

const r2 = definePlugin({
  id: "r2",
  doc: "Cloudflare R2",
  settings: {
    /** Account that owns the buckets. */
    accountId: { type: "string", ini: "r2.account_id", yaml: "storage.r2.account-id", doc: "Account with the buckets" },
    accessKeyId: { type: "string", ini: "r2.access_key_id", yaml: "storage.r2.access-key", doc: "Access key ID" },
    secretAccessKey: { type: "secret", ini: "r2.secret_access_key", doc: "Secret access key" },
    jurisdiction: {
      type: "choice",
      choices: ["default", "eu"],
      default: "default",
      yaml: "storage.r2.jurisdiction",
      doc: "Jurisdiction of the buckets",
    },
  },
  check: ({ accountId, accessKeyId, secretAccessKey, jurisdiction }) => [
    ...accessKeyId !== undefined && accountId === undefined
      ? [{ setting: "accountId", message: "is needed with an access key; set it" }] as const
      : [],
    ...jurisdiction === "eu" && secretAccessKey !== undefined
      ? [{ setting: "secretAccessKey", message: `is ${secretAccessKey}; do not use it` }] as const
      : [],
  ],
  clients: {
    endpoint: ({ accountId, jurisdiction }) =>
      `https://${accountId}${jurisdiction === "default" ? "" : `.${jurisdiction}`}.r2.cloudflarestorage.com`,
    bucketUrl: ({ accountId }, bucket: string) => `https://${accountId}.r2.cloudflarestorage.com/${bucket}`,
  },
});

const registry = createRegistry(s3, gcs, azure, r2);
const env = { FLYTE_R2_ACCOUNT_ID: "acme", FLYTE_AWS_RETRIES: "7" };

/** Fails to compile unless both types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;

Deno.test("a registry is accepted wherever plugins are, and gives dataConfig its types", async () => {
  const host = memoryHost({ env });
  const file = { name: "config.yaml", text: "storage:\n  r2:\n    jurisdiction: eu\n" };
  const configs = [
    Config.from({ plugins: registry, env }),
    await Config.auto({ plugins: registry, host }),
    await Config.forEndpoint("flyte.acme.com", { plugins: registry, host }),
  ];
  for (const { dataConfig } of configs) {
    const accountId: string | undefined = dataConfig.r2.accountId;
    const jurisdiction: Same<typeof dataConfig.r2.jurisdiction, "default" | "eu"> = true;
    const own: S3Config = dataConfig.s3;
    assert.deepEqual([accountId, jurisdiction, own.retries], ["acme", true, 7]);
  }
  const sandbox = Config.forSandbox({ plugins: registry });
  assert.deepEqual([sandbox.dataConfig.s3.accessKeyId, sandbox.dataConfig.r2.jurisdiction], ["minio", "default"]);
  assert.deepEqual(sandbox.toDict().platform, Config.forSandbox().toDict().platform);
  assert.equal(new DataConfig({ r2: { accountId: "acme" } }, registry).r2.accountId, "acme");
  assert.equal(DataConfig.from({ plugins: registry, env }).r2.accountId, "acme");
  assert.equal((await DataConfig.auto({ plugins: registry, host })).r2.accountId, "acme");
  assert.deepEqual(convertToYaml(file, { plugins: registry }).issues, []);
  assert.match(JSON.stringify(Config.jsonSchema({ plugins: registry })), /Jurisdiction of the buckets/);
  assert.deepEqual(Config.from({ plugins: registry, file }).issues, []);
  // @ts-expect-error: there is no such choice.
  thrownBy(() => new DataConfig({ r2: { jurisdiction: "us" } }, registry));
});

Deno.test("with() adds plugins to a copy", () => {
  const base = createRegistry(s3, gcs, azure);
  const more = base.with(r2);
  assert.deepEqual([base.ids, more.ids], [["s3", "gcs", "azure"], ["s3", "gcs", "azure", "r2"]]);
  assert.equal(Config.from({ plugins: more, env }).dataConfig.r2.accountId, "acme");
  assert.equal("r2" in Config.from({ plugins: base, env }).dataConfig, false);
  assert.equal(thrownBy(() => more.with(r2)).code, "duplicate_section");
  assert.match(thrownBy(() => more.with({} as Plugin)).message, /^registry\.with: plugins\[0\]\.id must be a string/);
});

Deno.test("a registry is iterable, knows its plugins by id, and prints their ids", () => {
  assert.deepEqual([...registry].map(({ id }) => id), ["s3", "gcs", "azure", "r2"]);
  assert.equal(registry.get("r2"), r2);
  assert.equal(registry.get("s3"), s3);
  assert.deepEqual([registry.has("r2"), registry.has("r3")], [true, false]);
  assert.equal(
    registry.get("r2").clients.endpoint(Config.from({ plugins: registry, env }).dataConfig.r2),
    "https://acme.r2.cloudflarestorage.com",
  );
  // @ts-expect-error: there is no such plugin.
  const error = thrownBy(() => registry.get("r2d"));
  assert.deepEqual([error.code, error.message], [
    "unknown_plugin",
    'registry.get: unknown plugin "r2d"; did you mean "r2"?',
  ]);
  assert.match(
    thrownBy(() => createRegistry().get("s3" as never)).message,
    /unknown plugin "s3"; there are no plugins$/,
  );
  assert.equal(String(registry), "Registry(s3, gcs, azure, r2)");
  assert.match(inspect(registry), /Registry \[ 's3'/);
});

Deno.test("conflicts are refused when a registry is created", () => {
  const oss = { ...s3, id: "oss" };
  assert.equal(thrownBy(() => createRegistry(s3, oss)).code, "duplicate_source");
  const twice = thrownBy(() => createRegistry(s3, s3));
  assert.deepEqual([twice.code, twice.path, twice.message], [
    "duplicate_section",
    "s3",
    "createRegistry: two sections have the path data_config.s3; remove one, or change its id",
  ]);
  const spaced = thrownBy(() => createRegistry({ id: "a b", doc: "A", settings: {} }));
  assert.deepEqual([spaced.code, spaced.path], ["invalid_section", "a b"]);
  assert.equal(
    thrownBy(() => createRegistry({ id: "a", doc: "A", settings: { b: { type: "string", doc: "B" } } })).code,
    "setting_without_source",
  );
  assert.match(
    thrownBy(() => createRegistry([s3, gcs] as never)).message,
    /found a list; spread it, as in createRegistry\(\.\.\.plugins\)$/,
  );
  assert.match(
    thrownBy(() => registry.with([gcs] as never)).message,
    /found a list; spread it, as in registry\.with\(\.\.\.plugins\)$/,
  );
  assert.match(thrownBy(() => createRegistry(s3, undefined as never)).message, /plugins\[1\] must be a plugin/);
  for (const plugins of ["s3", { s3 }, s3, new Map()]) {
    const error = thrownBy(() => Config.from({ plugins: plugins as never }));
    assert.deepEqual([error.code, error.path], ["invalid_option", "plugins"]);
  }
});

Deno.test("a registry and its plugins cannot be changed", () => {
  const table = {
    id: "mine",
    doc: "Mine",
    settings: { tries: { type: "integer", ini: "mine.tries", default: 1, doc: "Tries" } },
  } as const;
  const own = createRegistry(table);
  (table.settings.tries as { default: number }).default = 9;
  assert.equal(Config.from({ plugins: own }).dataConfig.mine.tries, 1);
  assert.equal(own.get("mine").settings.tries.default, 1);
  for (const value of [own, own.plugins, own.get("mine").settings.tries, r2, r2.settings.jurisdiction.choices]) {
    assert.ok(Object.isFrozen(value));
  }
});

Deno.test("plugins can come from JSON when the program runs", () => {
  const tables: readonly Plugin[] = JSON.parse(
    '[{"id":"oss","doc":"OSS","settings":{"region":{"type":"string","ini":"oss.region","doc":"Region"}}}]',
  );
  const loose = createRegistry(...tables);
  const { dataConfig } = Config.from({
    plugins: loose.with(s3),
    env: { FLYTE_OSS_REGION: "cn", FLYTE_AWS_RETRIES: "7" },
  });
  const section = dataConfig.section("oss");
  const region: unknown = section.region;
  assert.deepEqual([region, section.explain("region").origin], ["cn", { source: "env", name: "FLYTE_OSS_REGION" }]);
  assert.ok(section instanceof FlyteSection);
  const error = thrownBy(() => dataConfig.section("os"));
  assert.deepEqual([error.code, error.message], [
    "unknown_plugin",
    'dataConfig.section: unknown plugin "os"; did you mean "oss"?',
  ]);
  assert.match(thrownBy(() => dataConfig.section("toString")).message, /; the plugins are oss, s3, generic$/);
  assert.equal(Config.from({ plugins: registry, env }).dataConfig.section("r2").accountId, "acme");
});

Deno.test("plugins that the compiler knows have types beside those that it does not know", () => {
  const tables: readonly Plugin[] = [
    { id: "oss", doc: "OSS", settings: { region: { type: "string", ini: "oss.region", doc: "Region" } } },
  ];
  const mixed = createRegistry(s3, ...tables);
  const { dataConfig } = Config.from({ plugins: mixed, env: { FLYTE_OSS_REGION: "cn", FLYTE_AWS_RETRIES: "7" } });
  const retries: number = dataConfig.s3.retries;
  const same: number = dataConfig.section("s3").retries;
  const region: unknown = dataConfig.section("oss").region;
  assert.deepEqual([retries, same, region, dataConfig.section("generic").attachExecutionMetadata], [7, 7, "cn", true]);
  // @ts-expect-error: the compiler does not know that there is one.
  assert.equal(dataConfig.oss.region, "cn");
  const [type, doc]: ["integer", string] = [mixed.get("s3").settings.retries.type, mixed.get("oss").doc];
  assert.deepEqual([type, doc], ["integer", "OSS"]);
  assert.equal(createRegistry(...tables).get("oss").doc, "OSS");
});

Deno.test("the JSON of a registry has its plugins, from which it can be created again", () => {
  const { plugins } = JSON.parse(JSON.stringify(createRegistry(s3, gcs)));
  assert.deepEqual(JSON.parse(JSON.stringify(plugins)), plugins);
  assert.deepEqual(createRegistry(...plugins as Plugin[]).ids, ["s3", "gcs"]);
  assert.deepEqual(Object.keys(createRegistry(s3)), ["plugins"]);
});

Deno.test("the check of a plugin reports issues at the origins of settings, without secrets", () => {
  const file = { name: "config.yaml", text: "storage:\n  r2:\n    access-key: AK\n    jurisdiction: eu\n" };
  const secret = "Tr0ub4dor&3";
  const config = Config.from({ plugins: registry, file, env: { FLYTE_R2_SECRET_ACCESS_KEY: secret } });
  const issues = config.issues.map(({ code, path, origin, message }) => ({
    code,
    path,
    source: origin?.source,
    message,
  }));
  assert.deepEqual(issues, [
    {
      code: "plugin_issue",
      path: "data_config.r2.account_id",
      source: "argument",
      message: "data_config.r2.account_id is needed with an access key; set it",
    },
    {
      code: "plugin_issue",
      path: "data_config.r2.secret_access_key",
      source: "env",
      message: "env FLYTE_R2_SECRET_ACCESS_KEY: data_config.r2.secret_access_key is ***; do not use it",
    },
  ]);
  assert.deepEqual(config.dataConfig.r2.with({ accountId: "acme" }).issues.length, 1);
  assert.deepEqual(new DataConfig({ r2: { accessKeyId: "AK" } }, registry).issues.map(({ code }) => code), [
    "plugin_issue",
  ]);
});

Deno.test("a secret that starts with another one is masked as a whole", () => {
  const mine = definePlugin({
    id: "mine",
    doc: "Mine",
    settings: {
      one: { type: "secret", ini: "mine.one", doc: "One" },
      other: { type: "secret", ini: "mine.other", doc: "Other" },
    },
    check: ({ other }) => [{ setting: "other", message: `is ${other}; change it` }],
  });
  const env = { FLYTE_MINE_ONE: "hunter2", FLYTE_MINE_OTHER: "hunter2-and-more" };
  const [issue] = Config.from({ plugins: [s3, gcs, azure, mine], env }).issues;
  assert.equal(issue?.message, "env FLYTE_MINE_OTHER: data_config.mine.other is ***; change it");
});

Deno.test("a check that fails is reported, and reveals nothing", () => {
  const checks: readonly (readonly [check: unknown, expected: RegExp])[] = [
    [() => {
      throw new TypeError("hunter2");
    }, /the check of the plugin threw TypeError; catch errors in it/],
    [() => undefined, /must return a list of issues .*, found undefined/],
    [() => Promise.resolve([]), /found an instance of Promise/],
    [() => [null], /found a list with something else/],
    [() => [{ setting: "key", message: 3 }], /found a list with something else/],
    [() => [{ setting: "key", message: "a", code: 5 }], /found a list with something else/],
    [() => [{ setting: "kee", message: "a" }], /reported an unknown setting "kee"; did you mean "key"\?/],
    [(settings: { list: string[] }) => settings.list.push("x") && [], /threw TypeError/],
  ];
  for (const [check, expected] of checks) {
    const mine = definePlugin({
      id: "mine",
      doc: "Mine",
      settings: {
        key: { type: "secret", ini: "mine.key", doc: "Key" },
        list: { type: "commaList", ini: "mine.list", default: [], doc: "List" },
      },
      check: check as () => [],
    });
    const { issues } = Config.from({
      plugins: [s3, gcs, azure, mine],
      env: { FLYTE_MINE_KEY: "hunter2", FLYTE_MINE_LIST: "a" },
    });
    assert.deepEqual(issues.map(({ code }) => code), ["plugin_check_failed"], String(expected));
    assert.match(issues[0]!.message, expected);
    assert.doesNotMatch(JSON.stringify(issues), /hunter2/);
  }
});

Deno.test("checks are not called with values of other types, which mode flytekit keeps as Python does", () => {
  const checked: unknown[] = [];
  const mine = definePlugin({
    id: "mine",
    doc: "Mine",
    settings: { name: { type: "string", yaml: "storage.mine.name", doc: "Name" } },
    check: ({ name }) => {
      checked.push(name?.toUpperCase());
      return [];
    },
  });
  const read = (mode: "strict" | "flytekit", name: string, style: string) =>
    Config.from({
      mode,
      plugins: createRegistry(s3, mine),
      file: {
        name: "config.yaml",
        text: `storage: {mine: {name: ${name}}, connection: {addressing-style: ${style}, endpoint: a}}\n`,
      },
    }).issues.map(({ code }) => code).filter((code) => !code.startsWith("differs"));
  for (const odd of ["1.5", "[a]", "{a: b}", "2024-01-01", "true"]) assert.deepEqual(read("flytekit", odd, odd), []);
  assert.deepEqual(checked, []);
  assert.deepEqual(read("flytekit", "a", "a"), ["storage_endpoint_invalid", "storage_addressing_style"]);
  assert.deepEqual(read("strict", "b", "path"), ["storage_endpoint_invalid"]);
  assert.deepEqual(checked, ["A", "B"]);
});

Deno.test("a hole in a list of plugins is not a plugin", () => {
  const error = thrownBy(() => Config.from({ plugins: [s3, , gcs] as never }));
  assert.equal(error.code, "invalid_section");
  assert.match(error.message, /Config\.from: plugins\[1\] must be a plugin \{ id, doc, settings \}, found undefined/);
});

Deno.test("the section of a plugin is only read with plugins that list it", async () => {
  const message = /(?:from|auto): option plugins does not list s3; add it/;
  for (const plugins of [[], [gcs], [{ ...s3 }], createRegistry(gcs)]) {
    const errors = [
      thrownBy(() => S3Config.from({ plugins })),
      await errorOf(() => S3Config.auto({ plugins, host: memoryHost({}) })),
    ];
    for (const error of errors) {
      assert.deepEqual([error.code, error.path], ["invalid_option", "plugins"]);
      assert.match(error.message, message);
    }
  }
  assert.equal(S3Config.from({ plugins: [s3, r2], env: { FLYTE_AWS_ENDPOINT: "http://a" } }).endpoint, "http://a");
});

Deno.test("a registry that is passed wrongly is an error that says the right call", () => {
  const calls: readonly (readonly [call: () => unknown, message: RegExp])[] = [
    [
      () => new Config({ plugins: registry } as object),
      /write new Config\(\{ dataConfig: new DataConfig\(values, registry\)/,
    ],
    [() => Config.from({ registry } as object), /unknown option "registry"; did you mean "plugins"\?/],
    [() => new Registry("s3" as never), /^Registry: plugins must be a list, .*; write createRegistry\(s3\)/],
    [() => new Registry([5] as never), /item 1 is a number/],
  ];
  for (const [call, message] of calls) assert.match(thrownBy(call).message, message);
});

Deno.test("definePlugin refuses what is not a plugin", () => {
  const good = { id: "mine", doc: "Mine", settings: {} };
  const wrong: readonly (readonly [plugin: unknown, code: string, message: RegExp])[] = [
    [undefined, "invalid_argument", /plugin must be an object, found undefined; write definePlugin/],
    [[good], "invalid_argument", /found a list/],
    [
      { ...good, settings: { a: { type: "string", ini: "a.b", doc: "A", choices: ["x"] } } },
      "invalid_section",
      /has choices; use the type "choice"/,
    ],
    [{ ...good, sttings: {} }, "invalid_section", /unknown member "sttings"; did you mean "settings"\?/],
    [{ ...good, check: "x" }, "invalid_section", /plugin\.check must be a function, found a string/],
    [{ ...good, clients: [] }, "invalid_section", /plugin\.clients must be an object of functions, found a list/],
    [{ ...good, clients: { aws: 1 } }, "invalid_section", /plugin\.clients\.aws must be a function, found a number/],
    [
      { ...good, settings: { a: { type: "string", doc: "A", defualt: "x" } } },
      "invalid_section",
      /unknown member "defualt"; did you mean "default"\?/,
    ],
  ];
  for (const [plugin, code, message] of wrong) {
    const error = thrownBy(() => definePlugin(plugin as never));
    assert.equal(error.code, code);
    assert.match(error.message, message);
  }
});

Deno.test("Config.forSandbox without s3 reports what is missing", () => {
  const { issues, dataConfig } = Config.forSandbox({ plugins: createRegistry(r2) });
  assert.deepEqual(Object.keys(dataConfig), ["r2", "generic"]);
  assert.deepEqual(issues.map(({ code }) => code), ["not_used"]);
});

Deno.test("definitions that cannot be read, or change, are refused or read once", () => {
  const good = { id: "mine", doc: "Mine", settings: { a: { type: "string", ini: "mine.a", doc: "A" } } } as const;
  const throws = (name: string) => ({
    ...good,
    get [name]() {
      throw new RangeError("hunter2");
    },
  });
  const cyclic: Record<string, unknown> = { ...good };
  cyclic.settings = cyclic;
  const hostile: readonly unknown[] = [
    throws("id"),
    throws("settings"),
    throws("check"),
    { ...good, settings: throws("b") },
    new Proxy(good, {
      ownKeys: () => {
        throw new Error("hunter2");
      },
    }),
    cyclic,
    { ...good, settings: new Map() },
    { ...good, settings: [good.settings.a] },
    Object.create(good),
    JSON.parse('{"id":"mine","doc":"Mine","settings":{},"__proto__":{"check":1}}'),
    JSON.parse('{"id":"mine","doc":"Mine","settings":{"__proto__":{"type":"string","doc":"A","ini":"m.a"}}}'),
    JSON.parse('{"id":"__proto__","doc":"Mine","settings":{}}'),
    Symbol("mine"),
    registry,
  ];
  for (const plugin of hostile) {
    for (const call of [() => createRegistry(plugin as Plugin), () => registry.with(plugin as Plugin)]) {
      const error = thrownBy(call);
      assert.equal(error.code, "invalid_section");
      assert.doesNotMatch(error.message, /hunter2/);
    }
  }
  let reads = 0;
  const changing = Object.freeze({
    ...good,
    get settings() {
      return reads++ === 0 ? good.settings : { zzz: { type: "nope" } };
    },
  });
  const { dataConfig } = Config.from({ plugins: createRegistry(changing as Plugin), env: { FLYTE_MINE_A: "x" } });
  assert.equal(dataConfig.section("mine").a, "x");
});

Deno.test("settings that can have no value are refused", () => {
  const settings: readonly (readonly [setting: object, message: RegExp])[] = [
    [{ type: "choice" }, /settings\["a"\] needs at least one string in choices$/],
    [{ type: "choice", choices: [] }, /needs at least one string in choices$/],
    [{ type: "integer", min: 5, max: 1 }, /has a min of 5, which is greater than its max of 1$/],
  ];
  for (const [setting, message] of settings) {
    const plugin = { id: "mine", doc: "Mine", settings: { a: { ini: "mine.a", doc: "A", ...setting } } } as unknown;
    assert.match(thrownBy(() => createRegistry(plugin as Plugin)).message, message);
  }
});

Deno.test("a registry of another copy of the package is refused, its plugins are not", async () => {
  const other: typeof import("../../../src/flytekit/config/registry.ts") = await import(
    `../../../src/flytekit/config/registry.ts${"?copy"}`
  );
  assert.notEqual(other.Registry, Registry);
  const foreign = other.createRegistry(s3, r2);
  const error = thrownBy(() => Config.from({ plugins: foreign }));
  assert.equal(error.code, "invalid_option");
  assert.match(
    error.message,
    /found an instance of Registry of another copy of @flyte-ts\/config; install only one copy/,
  );
  assert.deepEqual(createRegistry(...foreign).ids, ["s3", "r2"]);
});

Deno.test("the issues of a check are bounded, and read once", () => {
  const issuesOf = (check: () => unknown) => {
    const settings = { a: { type: "string", ini: "mine.a", doc: "A" } } as const;
    const plugins = createRegistry(s3, gcs, azure, { id: "mine", doc: "Mine", settings, check: check as () => [] });
    return Config.from({ plugins }).issues;
  };
  const issue = { setting: "a", message: "is wrong" };
  assert.equal(issuesOf(() => Array(100).fill(issue)).length, 100);
  for (const check of [() => Array(1_000_000).fill(issue), () => new Array(2 ** 32 - 1)]) {
    const issues = issuesOf(check);
    assert.equal(issues.length, 101);
    assert.match(issues.at(-1)!.message, /returned \d+ issues; only the first 100 are listed$/);
  }
  const hostile: readonly (() => unknown)[] = [
    () => [{
      get setting() {
        throw new TypeError("hunter2");
      },
    }],
    () =>
      new Proxy([], {
        get: () => {
          throw new TypeError("hunter2");
        },
      }),
    () => {
      throw new Proxy(new Error(), {
        getPrototypeOf: () => {
          throw new TypeError("hunter2");
        },
      });
    },
  ];
  for (const check of hostile) {
    const [found, ...others] = issuesOf(check);
    assert.deepEqual([found?.code, others], ["plugin_check_failed", []]);
    assert.doesNotMatch(found!.message, /hunter2/);
  }
});

Deno.test("a registry is a class, and its instances are created by createRegistry", () => {
  assert.ok(registry instanceof Registry);
});
