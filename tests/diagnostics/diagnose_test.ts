import assert from "node:assert/strict";
import { diagnose, type Diagnostic, type DiagnosticOptions, errorPage } from "../../src/diagnostics/mod.ts";
import { ERROR_CODES, FlyteConfigError } from "../../src/errors.ts";
import { assertLinear } from "../_support/growth.ts";
import { FLYTEKIT_SAMPLE, FLYTEKIT_SAMPLE_INI } from "../_support/config_samples.ts";

/** A finding on one line: range, severity, code, versions, message and edits. */
function shown({ range: { start, end }, severity, code, versions, message, suggestions }: Diagnostic): string {
  const range = `${start.line}:${start.column}-${end.line === start.line ? "" : `${end.line}:`}${end.column}`;
  const edits = suggestions.map(({ newText }) => ` -> ${newText}`).join("");
  return `${range} ${severity} ${code} ${versions.join("+")}: ${message}${edits}`;
}

/** Files by hand, and what is found in them. */
const CASES: readonly (readonly [
  name: string,
  text: string,
  options: DiagnosticOptions,
  expected: readonly string[],
])[] = [
  ["a right file", "admin:\n  endpoint: dns:///flyte.acme.com\n  insecure: false\n", {}, []],
  ["an unknown key with a suggestion", "admin:\n  insecur: true\n  endpoint: a\n", {}, [
    '2:3-10 warning unknown_key flytekit+flyte2: unknown key "admin.insecur" -> insecure',
  ]],
  ["a suggestion in the quotes of the key", 'admin:\n  "insecur": true\n', {}, [
    '2:3-12 warning unknown_key flytekit+flyte2: unknown key "admin.insecur" -> "insecure"',
  ]],
  ["no edit to a key that is there already", "admin:\n  insecur: true\n  insecure: true\n", {}, [
    '2:3-10 warning unknown_key flytekit+flyte2: unknown key "admin.insecur"',
  ]],
  ["no edit to a key of another section", "endpoint: a\n", {}, [
    '1:1-9 warning unknown_key flytekit+flyte2: unknown key "endpoint"',
  ]],
  ["an unknown section", "admn:\n  endpoint: a\n", {}, [
    '1:1-5 warning unknown_key flytekit+flyte2: unknown key "admn" -> admin',
  ]],
  ["a wrong boolean", "admin:\n  insecure: ture # yes\n", {}, [
    "2:13-17 error not_boolean flytekit+flyte2: platform.insecure must be a boolean (true, 1, yes, on or false, 0, no, " +
    'off), found "ture" -> true',
  ]],
  ["a word that needs quotes in YAML", "admin:\n  insecure: l\n", {}, [
    "2:13-14 error not_boolean flytekit+flyte2: platform.insecure must be a boolean (true, 1, yes, on or false, 0, no, " +
    'off), found "l" -> "1"',
  ]],
  ["a number in place of a string", "admin: {endpoint: 0x10}\n", {}, [
    "1:19-23 error not_text flytekit+flyte2: platform.endpoint must be a string, found 16; write it in quotes to make it " +
    'a string -> "0x10"',
  ]],
  ["a word that each version has its own list of", "admin:\n  authType: Passthrou\n", {}, [
    "2:13-22 error not_a_choice flytekit: platform.auth_mode must be one of standard, basic, client_credentials, " +
    'external_process, ClientSecret, Pkce, ExternalCommand, DeviceFlow, found "Passthrou"',
    "2:13-22 error not_a_choice flyte2: platform.auth_mode must be one of ClientSecret, Pkce, ExternalCommand, " +
    'DeviceFlow, Passthrough, found "Passthrou" -> Passthrough',
  ]],
  ["a file for both versions", "images:\n  a: acme/a:v1\nimage:\n  builder: remote\n", {}, [
    '2:3-15 info other_version flyte2: "images" is a flytekit setting and has no effect here; flyte 2 uses ' +
    '"image.image_refs"',
    '4:12-18 info other_version flytekit: "image.builder" is a flyte 2 setting and has no effect here; flytekit has no ' +
    "such setting",
  ]],
  ["the same file for flytekit", "image:\n  builder: remote\n", { versions: ["flytekit"] }, [
    '2:12-18 warning other_version flytekit: "image.builder" is a flyte 2 setting and has no effect here; flytekit has ' +
    "no such setting",
  ]],
  ["a duplicate key", "admin:\n  endpoint: a\n  endpoint: b\n", {}, [
    "3:3-11 warning yaml_duplicate_key flytekit+flyte2: the key endpoint occurs twice; Python uses this one and ignores " +
    "the one at line 2, column 3",
  ]],
  ["a string in place of a mapping", "admin: a\n", {}, [
    "1:1-6 error not_a_mapping flytekit+flyte2: admin must be a mapping with keys such as endpoint, insecure, " +
    "insecureSkipVerify, found a string",
  ]],
  ["a list", "- a\n", {}, [
    "1:1-4 error not_a_mapping flytekit+flyte2: the file must be a mapping, found a list",
  ]],
  ["an empty file", "# nothing\n", {}, [
    "1:1-1 info empty_file flytekit+flyte2: the file has no settings; environment variables and defaults are used",
  ]],
  ["several errors of syntax", "admin:\n\tendpoint: a\nlogger: @x\n", {}, [
    "2:1-2 error yaml_syntax flytekit+flyte2: a tab is not allowed here; use spaces",
    "3:9-10 error yaml_syntax flytekit+flyte2: a value cannot start with @; quote it",
  ]],
  ["an INI file that is named as YAML", "[platform]\nurl = a\n", {}, [
    "2:1-2 error yaml_syntax flytekit+flyte2: this is not part of the previous value; check its indentation and the " +
    'previous line; this looks like an INI file, but a name that ends in "yaml" or "yml" is read as YAML',
  ]],
  ["lines that end with CR LF or CR", "admin:\r\n  insecur: true\r  endpont: a\r\n", {}, [
    '2:3-10 warning unknown_key flytekit+flyte2: unknown key "admin.insecur" -> insecure',
    '3:3-10 warning unknown_key flytekit+flyte2: unknown key "admin.endpont" -> endpoint',
  ]],
  ["a separator that ends a line in YAML only", "# a\u2028admin:\n  insecur: true\n", {}, [
    '2:3-10 warning unknown_key flytekit+flyte2: unknown key "admin.insecur" -> insecure',
  ]],
  ["an endpoint of which only flytekit has an opinion", "admin:\n  endpoint: https://a.com\n", {}, [
    '2:13-26 warning endpoint_unusable flytekit: platform.endpoint is "https://a.com": the scheme "https" is not ' +
    "supported; write host and port, such as flyte.acme.com:443 -> a.com",
  ]],
  [
    "variables and files that the text names",
    "admin:\n  clientSecretEnvVar: FOO\n  clientSecretLocation: /x\n",
    {},
    [],
  ],
  ["a plugin that is missing", "[gcp]\ngsutil_parallelism = true\n", { name: "config", plugins: [] }, [
    "2:22-26 warning not_used flytekit: data_config.gcs.gsutil_parallelism is not read, since plugins does not list gcs; " +
    "write plugins: createRegistry(gcs, …)",
  ]],
  ["INI: names and values", "[platform]\nurll = a\ninsecure = ture\n[s3]\nx = 1\n", { name: "flyte.config" }, [
    '2:1-5 warning unknown_key flytekit: unknown key "platform.urll" -> url',
    "3:12-16 error not_boolean flytekit: platform.insecure must be a boolean (true, 1, yes, on or false, 0, no, off), " +
    'found "ture" -> true',
    '4:1-5 warning unknown_key flytekit: unknown section "[s3]" -> [aws]',
  ]],
  ["INI: names of flytekit before 1.0", "[statsd]\nhost = a\n[auth]\n[credentials]\nscope = a\n", { name: "config" }, [
    "1:1-9 warning legacy_key flytekit: the section [statsd] is no longer read since flytekit 1.0; use [secrets] -> " +
    "[secrets]",
    "3:1-7 warning legacy_key flytekit: the section [auth] is no longer read since flytekit 1.0; set it on the launch " +
    "plan or the execution",
    "5:1-6 warning legacy_key flytekit: credentials.scope is no longer read since flytekit 1.0; use credentials.scopes " +
    "-> scopes",
  ]],
  ["INI: syntax", "a\n[platform]\nurl\n", { name: "config" }, [
    '1:1-2 error ini_missing_section_header flytekit: key outside of any [section]; add a header such as "[section]" ' +
    "on its own line before it",
    '3:1-4 error ini_parsing flytekit: expected a section header, a comment, "name = value" or "name: value"; add "=" ' +
    "and a value, which may be empty, or indent the line more than the option above if it continues its value",
  ]],
  ["INI: a section that flytekit rejects", "[platform]\n[internal]\n", { name: "config" }, [
    "2:1-11 error internal_section flytekit: flytekit rejects files with a section [internal]; rename it",
    '2:1-11 warning unknown_key flytekit: unknown section "[internal]"',
  ]],
  ["INI: a percent sign", "[platform]\nurl = 50%\n", { name: "config" }, [
    '2:9-10 error ini_interpolation_syntax flytekit: the value of option "url" in section "platform": "%" must be ' +
    'followed by "%" or "("; write "%%" for a percent sign, or "%(name)s" for the value of another option',
  ]],
];

for (const [name, text, options, expected] of CASES) {
  Deno.test(`diagnose: ${name}`, () => {
    assert.deepEqual(diagnose(text, options).map(shown), expected);
  });
}

Deno.test("diagnose: positions count from 1, offsets from 0, and the end is after the last character", () => {
  const [found] = diagnose("admin:\r\n  insecur: true\r\n");
  assert.deepEqual(found!.range, {
    start: { line: 2, column: 3, offset: 10 },
    end: { line: 2, column: 10, offset: 17 },
  });
  assert.deepEqual(found!.meant, ["admin.insecure"]);
  assert.equal(found!.suggestions[0]!.title, 'Change to "admin.insecure"');
});

Deno.test("diagnose: the page of an error is named by its code", () => {
  assert.equal(diagnose("a: [")[0]!.url, "https://unpkg.com/@flyte-ts/config/docs/errors.md#yaml_syntax");
  const page = Deno.readTextFileSync("docs/errors.md");
  for (const code of Object.keys(ERROR_CODES) as (keyof typeof ERROR_CODES)[]) {
    const [, fragment] = errorPage(code).split("#");
    assert.ok(page.includes(`\n### ${fragment}\n`), code);
  }
});

Deno.test("diagnose: no message has the value of a secret", () => {
  const texts = [
    "admin:\n  clientSecretEnvVar: hunter2\n  clientSecret: hunter2\nstorage:\n  connection:\n    secret-key: [hunter2]\n",
    "admin:\n  endpoint: https://me:hunter2@flyte.acme.com\n  httpProxyURL: 5\n",
    "admin: hunter2: [\n",
  ];
  for (const text of texts) {
    const found = diagnose(text);
    assert.ok(found.length > 0);
    assert.doesNotMatch(JSON.stringify(found), /hunter2/);
  }
  const ini = "[aws]\nsecret_access_key = hunter2%\n[azure]\nclient_secret = %(hunter2)s\n";
  assert.deepEqual(diagnose(ini, { name: "config" }).map(({ code }) => code), [
    "ini_interpolation_syntax",
    "ini_interpolation_missing_option",
  ]);
  assert.doesNotMatch(JSON.stringify(diagnose(ini, { name: "config" })), /hunter2/);
});

Deno.test("diagnose: a file that is too large is a finding", () => {
  const [found, ...rest] = diagnose("#".repeat(4 * 2 ** 20 + 1));
  assert.deepEqual(rest, []);
  assert.equal(found!.code, "too_large");
  assert.deepEqual(found!.range.start, { line: 1, column: 1, offset: 0 });
});

Deno.test("diagnose: it takes time proportional to the text", () => {
  assertLinear((size) => diagnose("admin:\n" + "  insecur: a\n".repeat(size)), 2_000, "unknown keys");
  assertLinear(
    (size) => diagnose("[a]\n" + "b\n".repeat(size), { name: "config" }),
    5_000,
    "lines that are no options",
  );
});

Deno.test("diagnose: wrong arguments are refused", () => {
  const call = diagnose as (...args: readonly unknown[]) => unknown;
  for (
    const [args, code, message] of [
      [[5], "invalid_argument", /diagnose: text must be a string/],
      [["", { nam: "x" }], "invalid_option", /unknown option "nam"; did you mean "name"/],
      [["", { versions: ["v2"] }], "invalid_option", /versions must be a list of "flytekit" and "flyte2"/],
      [["", { versions: [] }], "invalid_option", /at least one/],
      [["", { plugins: 5 }], "invalid_option", /plugins must be a registry/],
    ] as const
  ) {
    assert.throws(() => call(...args), (error) => {
      assert.ok(error instanceof FlyteConfigError);
      assert.equal(error.code, code);
      assert.match(error.message, message);
      return true;
    });
  }
});

Deno.test("diagnose finds no mistakes in the samples of flytekit's documentation", () => {
  assert.deepEqual(diagnose(FLYTEKIT_SAMPLE), []);
  const found = diagnose(FLYTEKIT_SAMPLE_INI, { name: "flytekit.config" });
  // flytekit keeps the space after the comma.
  assert.deepEqual(found.map(({ code, severity }) => `${severity} ${code}`), ["warning differs_from_python"]);
});
