/** Pages of the errors of settings and their definitions. */
import { diagnosed, type ErrorPages, example } from "./page.ts";

const CODES = "issues.map(({ code }) => code)";
const PRINT = `console.log(${CODES});`;

/** An example that prints the codes of the issues of a configuration. */
function configured(options: string, entry = ""): string {
  return example(entry, "Config", `const { issues } = Config.from(${options});`, PRINT);
}

/** An example that defines a section with settings beside the usual ones. */
function plugin(setting: string): string {
  return example(
    "",
    "Config, definePlugin, s3",
    `const settings = { a: ${setting} } as const;`,
    'const mine = definePlugin({ id: "mine", doc: "Mine", settings });',
    "Config.from({ plugins: [s3, mine] });",
  );
}

/** An example that edits a YAML file. */
function edited(text: string, setting: string, value: string): string {
  return example(
    "/edit",
    "editYaml",
    `const file = { name: "config.yaml", text: ${JSON.stringify(text)} };`,
    `editYaml(file, [{ set: "${setting}", value: ${JSON.stringify(value)} }]);`,
  );
}

/** An example that prints the codes of the issues of platform settings, those of flyte 2 if not stated otherwise. */
function platform(options: string, entry = "/v2"): string {
  return example(entry, "PlatformConfig", `const { issues } = new PlatformConfig(${options});`, PRINT);
}

export const DEFINITIONS = {
  duplicate_section: {
    cause: "A plugin is listed twice, or has the id of another one.",
    fix: "List it once, or rename it.",
    example: example("", "Config, s3", "Config.from({ plugins: [s3, s3] });"),
  },
  duplicate_source: {
    cause: "A plugin reads a variable or key that another setting has.",
    fix: "Rename the key, or set `env` to another name.",
    example: plugin('{ type: "string", ini: "platform.url", doc: "A" }'),
  },
  setting_without_source: {
    cause: "The definition of a setting has none of `env`, `ini` and `yaml`.",
    fix: "Add one, or `argumentOnly: true` if only programs set it.",
    example: plugin('{ type: "string", doc: "A" }'),
  },
  invalid_section: {
    cause: "A definition has an unknown type, an invalid name or a default of another type.",
    fix: "Correct the property that the message names.",
    example: plugin('{ type: "strng" as "string", ini: "mine.a", doc: "A" }'),
  },
} satisfies ErrorPages;

export const SETTINGS = {
  not_text: {
    cause: "A file has a list or a mapping where a string is needed.",
    fix: "Write one value.",
    example: diagnosed("admin:\n  endpoint: [a, b]\n"),
  },
  not_boolean: {
    cause: "The word is misspelled, or a template was not filled in.",
    fix: "Write true or false.",
    example: diagnosed("admin:\n  insecure: flase\n"),
  },
  not_integer: {
    cause: "The value has a unit, a point or letters, or is out of range.",
    fix: "Write digits only.",
    example: diagnosed("[aws]\nretries = many\n", "ini"),
  },
  not_seconds: {
    cause: "The value has a unit, such as `5s`.",
    fix: "Write a whole number of seconds.",
    example: diagnosed("[aws]\nbackoff_seconds = 5s\n", "ini"),
  },
  not_list: {
    cause: "A file has a mapping, or a list of something else than strings.",
    fix: "Write a list of strings.",
    example: diagnosed("admin:\n  scopes: {a: b}\n"),
  },
  not_a_choice: {
    cause: "The value is misspelled, has another case, or is one of the other product.",
    fix: "Use a value that the message names.",
    example: diagnosed("admin:\n  authType: pkce\n"),
  },
  not_map: {
    cause: "A file has a string or a list where names have values.",
    fix: "Write a mapping of strings.",
    example: diagnosed("image:\n  image_refs: a\n"),
  },
  not_a_mapping: {
    cause: "A value was written after a key such as `admin`, or the indentation is wrong.",
    fix: "Write the keys below it, indented.",
    example: diagnosed("admin: flyte.acme.com\n"),
  },
  unknown_setting: {
    cause: "The name of a setting is misspelled.",
    fix: "Use the name that the message suggests; [settings](settings.md) lists all.",
    example: edited("", "platform.endpiont", "flyte.acme.com"),
  },
  unknown_key: {
    cause: "The key is misspelled, or below another one than it should be. Python ignores it.",
    fix: "Use the name that the message suggests, or remove the key.",
    example: diagnosed("admin:\n  insecur: true\n"),
  },
  legacy_key: {
    cause: "The file was written for flytekit before 1.0.",
    fix: "Use the name that the message suggests, or remove the key.",
    example: diagnosed("[credentials]\nscope = a\n", "ini"),
  },
  unknown_variable: {
    cause: "The name of a variable is misspelled, so that it has no effect.",
    fix: "Use the name that the message suggests.",
    example: example(
      "",
      "Config, memoryHost",
      'const host = memoryHost({ env: { FLYTE_PLATFORM_ULR: "flyte.acme.com" } });',
      `console.log((await Config.auto({ host, unknownVariables: true })).${CODES});`,
    ),
  },
  unset_secret: {
    cause: "The configuration names a variable or file for a secret, and it is not set or empty.",
    fix: "Set the variable, or write the file.",
    example: example(
      "",
      "Config",
      'const file = { name: "config.yaml", text: "admin: {clientSecretEnvVar: SECRET}" };',
      "const { issues } = Config.from({ file, env: {} });",
      PRINT,
    ),
  },
  setting_not_in_yaml: {
    cause: "The setting can only be a variable or an argument, such as a secret.",
    fix: "Set the variable that the message names.",
    example: edited("", "platform.client_credentials_secret", "hunter2"),
  },
  edit_unsupported: {
    cause: "The value has an anchor that another line repeats, or comes from a merge key.",
    fix: "Edit the file by hand.",
    example: edited("admin:\n  endpoint: &a b\nx: *a\n", "admin.endpoint", "c"),
  },
  edit_not_read: {
    cause: "The edit would change another value, or make the file invalid.",
    fix: "Edit the file by hand.",
    seen: "In `editYaml` and `flyte-config set`, with unusual files.",
  },
  internal_section: {
    cause: "flytekit rejects files with a section of that name.",
    fix: "Rename the section `[internal]`.",
    example: diagnosed("[internal]\n", "ini"),
  },
  differs_from_python: {
    cause: "A value is written in a way that Python reads differently, or does not check.",
    fix: "Write the value as the message says, so that both read the same.",
    example: example(
      "",
      "ImageSpec, renderDockerfile",
      'const { warnings } = renderDockerfile(new ImageSpec({ env: { A: "\\"b\\"" } }));',
      "console.log(warnings.map(({ code }) => code));",
    ),
  },
  other_version: {
    cause: "The file is shared by flytekit and flyte 2, or the name is one of the other product.",
    fix: "Use the name that the message suggests; in a shared file, nothing needs to change.",
    example: diagnosed("image:\n  builder: remote\n"),
  },
  ambiguous_variables: {
    cause: "A setting of flyte 2 has two variables, and both are set.",
    fix: "Unset the one that has no effect.",
    example: configured('{ env: { FLYTE_AUTH_COMMAND: "a", FLYTE_ADMIN_COMMAND: "b" } }', "/v2"),
  },
  config_file_shadowed: {
    cause: "Two files are on the search path, and the first one is read.",
    fix: "Remove one of them, or name the file to read.",
    example: example(
      "",
      "Config, memoryHost",
      'const files = { "/me/.flyte/config": "", "/me/.flyte/config.yaml": "" };',
      `console.log((await Config.auto({ host: memoryHost({ files, home: "/me" }) })).${CODES});`,
    ),
  },
  config_file_not_searched: {
    cause: "The name or the directory of the file differs from those on the search path.",
    fix: "Rename or move it, or name it in `FLYTECTL_CONFIG`.",
    example: example(
      "",
      "Config, memoryHost",
      'const files = { "/me/.flyte/config-sandbox.yaml": "" };',
      `console.log((await Config.auto({ host: memoryHost({ files, home: "/me" }) })).${CODES});`,
    ),
  },
  git_root_unknown: {
    cause: "flyte 2 searches the root of the git repository, and git failed or may not be run.",
    fix: "Allow git to run, or name the file in `FLYTECTL_CONFIG`.",
    example: example(
      "/v2",
      "Config, memoryHost",
      'const files = { "/work/.git/HEAD": "", "/work/.flyte/config.yaml": "", "/work/src/a.py": "" };',
      `console.log((await Config.auto({ host: memoryHost({ cwd: "/work/src", files }) })).${CODES});`,
    ),
  },
  auth_mode_overridden: {
    cause: "A client secret is set beside another way to authenticate; flytekit then uses the secret.",
    fix: "Unset one of them.",
    example: example(
      "",
      "Config",
      'const file = { name: "config.yaml", text: "admin: {clientSecretEnvVar: SECRET}" };',
      'const { issues } = Config.from({ file, env: { FLYTE_CREDENTIALS_AUTH_MODE: "Pkce", SECRET: "hunter2" } });',
      PRINT,
    ),
  },
  missing_client_secret: {
    cause: 'The way to authenticate is "ClientSecret", and no secret is configured.',
    fix: "Set `admin.clientSecretLocation` or `admin.clientSecretEnvVar`, or the variable.",
    example: platform('{ endpoint: "flyte.acme.com", authMode: "ClientSecret", clientId: "c" }', ""),
  },
  endpoint_missing: {
    cause: "No configuration file was found, or it does not set the endpoint.",
    fix: "Set `admin.endpoint` in the file, or the variable that the message names.",
    example: example("/v2", "PlatformConfig", "new PlatformConfig().rpcUrl();"),
  },
  certificate_invalid: {
    cause: "The file is in DER format, has a private key, or is empty.",
    fix: "Convert it: `openssl x509 -inform der -in ca.der -out ca.pem`.",
    example: example(
      "",
      "memoryHost, PlatformConfig",
      'import { tlsOptions } from "@flyte-ts/config/api";',
      "",
      'const platform = new PlatformConfig({ endpoint: "flyte.acme.com", caCertFilePath: "/ca.pem" });',
      'await tlsOptions(platform, { host: memoryHost({ files: { "/ca.pem": "no certificate" } }) });',
    ),
  },
  certificate_unverifiable: {
    cause: "`insecureSkipVerify` or a CA certificate is set in a runtime whose `fetch` cannot use it.",
    fix: "Trust the certificate in the runtime, as the message says.",
    example: example(
      "/v2",
      "PlatformConfig",
      'import { denoClientOptions } from "@flyte-ts/config/api";',
      "",
      'await denoClientOptions(new PlatformConfig({ endpoint: "flyte.acme.com", insecureSkipVerify: true }));',
    ),
  },
  proxy_invalid: {
    cause: "The URL has no scheme, or is one of a SOCKS proxy.",
    fix: "Write `http://proxy:3128`.",
    example: example(
      "",
      "PlatformConfig",
      'import { httpProxy } from "@flyte-ts/config/api";',
      "",
      'httpProxy(new PlatformConfig({ httpProxyUrl: "proxy:3128" }));',
    ),
  },
  api_key_invalid: {
    cause: "The key was cut, or is not one of flyte 2.",
    fix: "Copy the whole key, or create a new one.",
    example: example("/v2", "PlatformConfig", 'PlatformConfig.fromApiKey(btoa("id:secret"));'),
  },
  api_key_differs: {
    cause: "`FLYTE_API_KEY` is set for one cluster, and the file configures another.",
    fix: "Unset the variable, or change the file.",
    example: configured('{ env: { FLYTE_API_KEY: btoa("flyte.acme.com:id:secret:acme") } }', "/v2"),
  },
  endpoint_unusable: {
    cause: "The endpoint has a scheme, a path or a space that clients do not accept.",
    fix: "Write host and port: `flyte.acme.com:443`.",
    example: platform('{ endpoint: "https://flyte.acme.com" }', ""),
  },
  command_not_split: {
    cause: "A command with arguments was written as one string; it is the name of one program.",
    fix: "Write a list: `[gcloud, auth, print-identity-token]`.",
    example: diagnosed("admin:\n  command: gcloud auth print-identity-token\n"),
  },
  insecure_with_ca_cert: {
    cause: "`insecure: true` turns TLS off, so that the certificate has no effect.",
    fix: "Remove `insecure`, or the certificate.",
    example: platform('{ endpoint: "flyte.acme.com", insecure: true, caCertFilePath: "/ca.pem" }'),
  },
  empty_file: {
    cause: "The file was created and not filled in, or has only comments.",
    fix: "Add the settings, or remove the file.",
    example: diagnosed("# nothing\n"),
  },
  plugins_replaced: {
    cause: "`plugins` lists a plugin of yours without s3, gcs and azure.",
    fix: "List those that are needed as well: `createRegistry(s3, gcs, azure, mine)`.",
    example: example(
      "",
      "Config, definePlugin",
      'const settings = { a: { type: "string", ini: "mine.a", doc: "A" } } as const;',
      'const { issues } = Config.from({ plugins: [definePlugin({ id: "mine", doc: "Mine", settings })] });',
      PRINT,
    ),
  },
  unknown_plugin: {
    cause: "The id is misspelled, or the plugin is not in the registry.",
    fix: "Use the id that the message suggests, or add the plugin.",
    example: example("", "createRegistry", 'createRegistry().get("s4" as never);'),
  },
  plugin_issue: {
    cause: "The check of a plugin found settings that do not fit together.",
    fix: "Change the setting as the message says.",
    example: example(
      "",
      "Config, definePlugin, s3",
      'const settings = { a: { type: "string", ini: "mine.a", doc: "A" } } as const;',
      'const check = () => [{ setting: "a", message: "is needed; set it" } as const];',
      'const mine = definePlugin({ id: "mine", doc: "Mine", settings, check });',
      `console.log(Config.from({ plugins: [s3, mine] }).${CODES});`,
    ),
  },
  plugin_check_failed: {
    cause: "The function `check` of a plugin has a bug.",
    fix: "Catch errors in it, and return a list.",
    example: example(
      "",
      "Config, definePlugin, s3",
      'const settings = { a: { type: "string", ini: "mine.a", doc: "A" } } as const;',
      "const check = () => {",
      '  throw new TypeError("broken");',
      "};",
      'const mine = definePlugin({ id: "mine", doc: "Mine", settings, check });',
      `console.log(Config.from({ plugins: [s3, mine] }).${CODES});`,
    ),
  },
  contract_not_met: {
    cause: "A plugin does not behave as programs expect, such as with a secret that is not masked.",
    fix: "Change the plugin as the message says.",
    seen: "In `pluginContract`, in the tests of plugins.",
  },
  not_used: {
    cause: "Another setting takes precedence, or nothing reads the setting.",
    fix: "Remove it, or change the setting that the message names.",
    example: platform('{ endpoint: "http://flyte.acme.com", insecure: false }'),
  },
  image_not_configured: {
    cause: "The name in a template is misspelled, or the image is missing from the configuration.",
    fix: "Use a name that the message lists, or add the image.",
    example: example("", "ImageConfig", 'ImageConfig.fromImages("app:1").resolveTemplate("{{.image.gpu}}");'),
  },
  image_template_invalid: {
    cause: "An attribute is misspelled.",
    fix: "Write `fqn` or `version`.",
    example: example(
      "",
      "ImageConfig",
      'ImageConfig.fromImages("app:1").resolveTemplate("{{.image.default.tag}}");',
    ),
  },
  context_not_found: {
    cause: "The text is one of another task, or was cut before `_F_SS_C`.",
    fix: "Pass the environment, the manifest or the log of a Flyte task.",
    example: example("", "findContext", 'findContext("HOME=/root");'),
  },
  context_ambiguous: {
    cause: "The text is a list of several pods or tasks.",
    fix: "Choose one of the results of `findContexts`.",
    example: example(
      "",
      "findContext, SerializationSettings",
      'const images = ["app:1", "app:2"].map((image) => SerializationSettings.forImage(image, "v1"));',
      "const [one, other] = await Promise.all(images.map((settings) => settings.serializedContext()));",
      "findContext(`_F_SS_C=${one}\\n_F_SS_C=${other}`);",
    ),
  },
  context_near_env_limit: {
    cause: "`env` or the images of the settings are large. Linux limits one variable to 128 KiB.",
    fix: "Move large values out of `env`.",
    example: example(
      "",
      "SerializationSettings",
      'const env = { _F_SS_C: "x".repeat(130_000) };',
      "const codes: string[] = [];",
      'const settings = SerializationSettings.forImage("app:1", "v1").with({ env });',
      "await settings.serializedContext({ onIssue: ({ code }) => codes.push(code) });",
      "console.log(codes);",
    ),
  },
  carried_context_differs: {
    cause: "`env` has a context from before the settings were changed.",
    fix: "Call `withSerializedContext` after all changes.",
    example: example(
      "",
      "SerializationSettings",
      'const settings = SerializationSettings.forImage("app:1", "v1").with({ env: { _F_SS_C: "H4sI" } });',
      "await settings.serializedContext({ onIssue: ({ code }) => console.log(code) });",
    ),
  },
  context_over_env_limit: {
    cause: "`env` or the images of the settings are too large for one variable on Linux (128 KiB).",
    fix: "Move large values out of `env`; the container would not start.",
    example: example(
      "",
      "SerializationSettings",
      'const env = { _F_SS_C: "x".repeat(140_000) };',
      "const codes: string[] = [];",
      'const settings = SerializationSettings.forImage("app:1", "v1").with({ env });',
      "await settings.serializedContext({ onIssue: ({ code }) => codes.push(code) });",
      "console.log(codes);",
    ),
  },
} satisfies ErrorPages;
