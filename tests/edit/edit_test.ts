import assert from "node:assert/strict";
import { type EditValue, editYaml, type YamlEdit } from "../../src/edit/mod.ts";
import { FlyteConfigError } from "../../src/errors.ts";
import { SettingsError } from "../../src/settings/issues.ts";
import { YamlError } from "../../src/formats/yaml/mod.ts";
import { createRegistry } from "../../mod.ts";
import { assertLinear } from "../_support/growth.ts";

function edited(text: string, ...edits: readonly YamlEdit[]): string {
  return editYaml({ name: "config.yaml", text }, edits).text;
}

function set(name: string, value: EditValue): YamlEdit {
  return { set: name, value };
}

function errorOf(text: string, edits: readonly YamlEdit[], options = {}, name = "config.yaml"): FlyteConfigError {
  try {
    editYaml({ name, text }, edits, options);
  } catch (error) {
    if (error instanceof FlyteConfigError) return error;
    throw error;
  }
  throw new Error("no error was thrown");
}

/** Files, edits of them, and the results. */
const CASES: readonly (readonly [name: string, text: string, edits: readonly YamlEdit[], expected: string])[] = [
  [
    "a plain value, with its comment",
    "admin:\n  endpoint: old  # why\n",
    [set("platform.endpoint", "new")],
    "admin:\n  endpoint: new  # why\n",
  ],
  ["the quotes of the file", "admin:\n  endpoint: 'old'\ntask:\n  org: \"o\"\n", [
    set("admin.endpoint", "it.is"),
    set("task.project", "p"),
  ], 'admin:\n  endpoint: \'it.is\'\ntask:\n  org: "o"\n  project: "p"\n'],
  [
    "a string that Python would read as another value",
    "task:\n  project: p\n",
    [set("task.project", "017")],
    'task:\n  project: "017"\n',
  ],
  [
    "a multi-line plain value",
    "admin:\n  endpoint: a\n    b\n  insecure: true\n",
    [set("admin.endpoint", "new")],
    "admin:\n  endpoint: new\n  insecure: true\n",
  ],
  ["a literal, with the comment on its header", "admin:\n  endpoint: | # why\n    a\n    # text\n  insecure: true\n", [
    set("admin.endpoint", "new"),
  ], "admin:\n  endpoint: new # why\n  insecure: true\n"],
  [
    "a value on the next line",
    "admin:\n  endpoint:\n    old\n",
    [set("admin.endpoint", "new")],
    "admin:\n  endpoint:\n    new\n",
  ],
  ["a missing value", "admin:\n  endpoint: # why\n", [set("admin.endpoint", "new")], "admin:\n  endpoint: new # why\n"],
  [
    "an alias",
    "x: &a old\nadmin:\n  endpoint: *a\n",
    [set("admin.endpoint", "new")],
    "x: &a old\nadmin:\n  endpoint: new\n",
  ],
  ["a tag, which goes, and an anchor, which stays", "admin:\n  endpoint: !!str 1\n  clientId: &a b\n", [
    set("admin.endpoint", "new"),
    set("admin.clientId", "c"),
  ], "admin:\n  endpoint: new\n  clientId: &a c\n"],
  ["a block list, in its own style", "admin:\n  scopes:\n  - a # why\n  - b\n  insecure: no\n", [
    set("admin.scopes", ["c", "d e"]),
  ], 'admin:\n  scopes:\n  - c\n  - "d e"\n  insecure: no\n'],
  ["a string as a list", "admin: {}\n", [set("admin.scopes", "a, b")], "admin: {scopes: [a, b]}\n"],
  [
    "a string in JSON as a list",
    "admin:\n",
    [set("admin.command", '["a b", "c,d"]')],
    'admin:\n  command: ["a b", "c,d"]\n',
  ],
  [
    "a wrong list as a string",
    "admin:\n  endpoint: # why\n    - a\n    - b\n",
    [set("admin.endpoint", "new")],
    "admin:\n  endpoint: new # why\n",
  ],
  ["a new key after the last one", "admin:\n  endpoint: a # why\n  # end\n\ntask:\n  org: o\n", [
    set("admin.insecure", "yes"),
  ], "admin:\n  endpoint: a # why\n  insecure: true\n  # end\n\ntask:\n  org: o\n"],
  [
    "a new section, with the indentation and empty lines of the file",
    "admin:\r\n    endpoint: a\r\n\r\ntask:\r\n    org: o",
    [set("data_config.s3.region", "us-east-2")],
    "admin:\r\n    endpoint: a\r\n\r\ntask:\r\n    org: o\r\n\r\nstorage:\r\n    connection:\r\n        region: us-east-2",
  ],
  [
    "a section without a value",
    "admin: # why\n# end\n",
    [set("admin.endpoint", "a")],
    "admin: # why\n  endpoint: a\n# end\n",
  ],
  ["a null section", "admin: ~ # why\n", [set("admin.endpoint", "a")], "admin: # why\n  endpoint: a\n"],
  ["an empty file", "", [set("admin.endpoint", "a")], "admin:\n  endpoint: a\n"],
  [
    "a file of comments with a byte order mark",
    "\ufeff# hello",
    [set("admin.endpoint", "a")],
    "\ufeff# hello\nadmin:\n  endpoint: a",
  ],
  ["a document with markers", "---\n...\n", [set("admin.endpoint", "a")], "---\nadmin:\n  endpoint: a\n...\n"],
  ["braces", "admin: {endpoint: old, insecure: no} # why\n", [
    set("admin.endpoint", "new"),
    set("admin.authType", "Pkce"),
  ], "admin: {endpoint: new, insecure: no, authType: Pkce} # why\n"],
  [
    "braces over lines",
    "admin: {\n  endpoint: old # why\n}\n",
    [set("admin.insecure", true)],
    "admin: {\n  endpoint: old, # why\n  insecure: true\n}\n",
  ],
  [
    "a trailing comma",
    "admin: {\n  endpoint: old, # why\n}\n",
    [set("admin.insecure", true)],
    "admin: {\n  endpoint: old, # why\n  insecure: true,\n}\n",
  ],
  ["keys without values in braces", "admin: {endpoint, insecure: }\n", [
    set("admin.endpoint", "a"),
    set("admin.insecure", false),
  ], "admin: {endpoint: a, insecure: false }\n"],
  ["JSON", '{"admin": {"endpoint": "a"}}', [
    set("admin.insecure", "no"),
    set("task.org", "o"),
    set("admin.scopes", ["s"]),
  ], '{"admin": {"endpoint": "a", "insecure": false, "scopes": ["s"]}, "task": {"org": "o"}}'],
  [
    "a merged value, by a key of its own",
    "x: &x {endpoint: a}\nadmin:\n  <<: *x\n",
    [set("admin.endpoint", "b")],
    "x: &x {endpoint: a}\nadmin:\n  <<: *x\n  endpoint: b\n",
  ],
  [
    "the last of equal keys",
    "admin:\n  endpoint: a\n  endpoint: b\n",
    [set("admin.endpoint", "c")],
    "admin:\n  endpoint: a\n  endpoint: c\n",
  ],
  [
    "an item of a mapping",
    "images:\n  default: a:1\n",
    [set("images.my image", "b:1"), set("images.default", "c:1")],
    'images:\n  default: c:1\n  "my image": b:1\n',
  ],
  [
    "a whole mapping",
    "images:\n  default: a:1\n",
    [set("images", { x: "y:1" }), set("image.image_refs", { z: "w:1" })],
    "images:\n  x: y:1\nimage:\n  image_refs:\n    z: w:1\n",
  ],
  [
    "nothing, if it is set already",
    "admin:\n  insecure: off\n",
    [set("admin.insecure", "false")],
    "admin:\n  insecure: off\n",
  ],
  [
    "a key before a block scalar at the end, whose lines stay",
    "odd: |\n  a",
    [set("admin.endpoint", "b")],
    "admin:\n  endpoint: b\nodd: |\n  a",
  ],
  [
    "a key after a block scalar that keeps empty lines",
    "task:\n  org: |+\n    a\n\n",
    [set("task.domain", "b")],
    "task:\n  org: |+\n    a\n\n  domain: b\n",
  ],
  ["no key, with its lines and comment", "admin:\n  endpoint: 'a\n\n    b' # why\n  # about TLS\n  insecure: true\n", [{
    unset: "admin.endpoint",
  }], "admin:\n  # about TLS\n  insecure: true\n"],
  [
    "no section that has become empty, but its comments",
    "# 1\nstorage: # 2\n  # 3\n  connection:\n    # 4\n    region: a # 5\n    # 6\ntask:\n  org: o\n",
    [{ unset: "data_config.s3.region" }],
    "# 1\n  # 3\n    # 4\n    # 6\ntask:\n  org: o\n",
  ],
  [
    "no section in braces that has become empty",
    "task: {\n  org: o, # 1\n  # 2\n}\nadmin:\n",
    [{ unset: "task.org" }],
    "  # 2\nadmin:\n",
  ],
  [
    "no key in braces",
    "task: {org: a, project: b, domain: c}\n",
    [{ unset: "task.project" }, { unset: "task.domain" }],
    "task: {org: a}\n",
  ],
  [
    "no line in braces",
    '{\n  "task": {\n    "org": "a",\n    "project": "b"\n  }\n}\n',
    [{ unset: "task.project" }],
    '{\n  "task": {\n    "org": "a"\n  }\n}\n',
  ],
  [
    "a section with an indentation of one space",
    "admin:\n endpoint: a\n",
    [set("task.org", "o")],
    "admin:\n endpoint: a\ntask:\n org: o\n",
  ],
  ["no first key in braces", "task: {org: a,  domain: c}\n", [{ unset: "task.org" }], "task: {domain: c}\n"],
  [
    "no key after a block scalar, nor empty lines that would become part of it",
    "task:\n  org: |+\n    a\n\n  domain: b\n\n# end\n",
    [{ unset: "task.domain" }],
    "task:\n  org: |+\n    a\n\n# end\n",
  ],
  [
    "neither of equal keys",
    "task:\n  org: a\n  org: b\n  domain: c\n",
    [{ unset: "task.org" }],
    "task:\n  domain: c\n",
  ],
  [
    "nothing, if it is not set",
    "task:\n  domain: c\n",
    [{ unset: "task.org" }, { unset: "admin.endpoint" }],
    "task:\n  domain: c\n",
  ],
  [
    "a section instead of another one",
    "task:\n  org: a\n",
    [{ unset: "task.org" }, set("task.domain", "d")],
    "task:\n  domain: d\n",
  ],
];

for (const [name, text, edits, expected] of CASES) {
  Deno.test(`editYaml writes ${name}`, () => assert.equal(edited(text, ...edits), expected));
}

/** Edits that are refused. */
const REFUSED: readonly (readonly [text: string, edits: readonly YamlEdit[], code: string, message: RegExp])[] = [
  ["", [set("platform.endpiont", "a")], "unknown_setting", /did you mean "platform.endpoint"/],
  ["", [set("platform.client_credentials_secret", "a")], "setting_not_in_yaml", /FLYTE_CREDENTIALS_CLIENT_SECRET/],
  ["", [set("secrets.env_prefix", "a")], "setting_not_in_yaml", /FLYTE_SECRETS_ENV_PREFIX/],
  ["", [set("platform.rpc_retries", 3)], "setting_not_in_yaml", /only programs can set it/],
  ["", [set("admin.insecure", "flase")], "not_boolean", /did you mean "false"/],
  ["", [set("admin.authType", "standard")], "not_a_choice", /^platform.auth_mode must be one of/],
  ["", [set("admin.endpoint", ["a"])], "not_text", /must be a string, found a list/],
  ["", [set("admin.endpoint", "")], "invalid_option", /unset it instead/],
  ["", [set("admin.scopes", "")], "invalid_option", /unset it instead/],
  ["", [set("images.default", "")], "invalid_option", /must be a string that is not empty/],
  ["", [set("admin.command", "a b,c")], "invalid_option", /write it as a JSON list/],
  [
    "admin:\n  endpoint: &a b\nx: *a\n",
    [set("admin.endpoint", "c")],
    "edit_unsupported",
    /config.yaml:2:13: the alias "\*a" in line 3 repeats this value/,
  ],
  ["admin:\n  endpoint: &a b\nx: *a\n", [{ unset: "admin.endpoint" }], "edit_unsupported", /"\*a" in line 3/],
  ["x: &x {endpoint: a}\nadmin: *x\n", [set("admin.endpoint", "c")], "edit_unsupported", /2:8: an alias/],
  ["x: &x {endpoint: a}\nadmin: *x\n", [{ unset: "admin.endpoint" }], "edit_unsupported", /2:8: an alias/],
  ["admin: &x {endpoint: a}\nx: *x\n", [set("admin.insecure", true)], "edit_unsupported", /1:8: the alias/],
  ["x: &x {endpoint: a}\nadmin:\n  <<: *x\n", [{ unset: "admin.endpoint" }], "edit_unsupported", /merge key/],
  ["admin: text\n", [set("admin.endpoint", "c")], "edit_unsupported", /1:8: keys can only be added to a mapping/],
  ["- a\n", [set("admin.endpoint", "c")], "edit_unsupported", /1:1: keys can only/],
  ["admin:\n  ? endpoint\n  : a\n", [set("admin.endpoint", "c")], "edit_unsupported", /2:5: a key after a question/],
  ["admin: {endpoint: \n", [set("admin.endpoint", "c")], "yaml_syntax", /config.yaml:2:1: the file ends/],
];

for (const [text, edits, code, message] of REFUSED) {
  Deno.test(`editYaml refuses ${JSON.stringify(edits[0])} of ${JSON.stringify(text)}`, () => {
    const error = errorOf(text, edits);
    assert.equal(error.code, code);
    assert.match(error.message, message);
  });
}

Deno.test("editYaml describes changes, in lines of the new text", () => {
  const text = "admin:\n  endpoint: a\n  clientId: b\ntask:\n  org: o\n";
  const { changes, warnings } = editYaml({ name: "config.yaml", text }, [
    { unset: "platform.endpoint" },
    set("platform.authMode", "ClientSecret"),
    set("FLYTE_CREDENTIALS_CLIENT_ID", "c"),
    set("task.org", "o"),
  ]);
  assert.deepEqual(changes.map((one) => [one.kind, one.setting, one.key, one.line, one.before, one.after]), [
    ["removed", "platform.endpoint", "admin.endpoint", 2, '"a"', undefined],
    ["added", "platform.auth_mode", "admin.authType", 3, undefined, '"ClientSecret"'],
    ["changed", "platform.client_id", "admin.clientId", 2, '"b"', '"c"'],
  ]);
  assert.deepEqual(changes[0]?.versions, ["flytekit", "flyte2"]);
  assert.deepEqual(warnings.map(({ code }) => code), ["missing_client_secret", "missing_client_secret"]);
});

Deno.test("editYaml shows no secret", () => {
  const text = "storage:\n  connection:\n    secret-key: hidden1\nconsole:\n  endpoint: https://u:hidden2@h\n";
  const { text: written, ...rest } = editYaml({ name: "config.yaml", text }, [
    set("data_config.s3.secret_access_key", "hidden3"),
    set("platform.console_endpoint", "https://u:hidden4@h"),
  ]);
  assert.match(written, /hidden3[^]*hidden4/);
  assert.doesNotMatch(JSON.stringify(rest), /hidden/);
  assert.equal(rest.changes[0]?.after, '"***"');
  const error = errorOf("", [set("data_config.s3.secret_access_key", ["hidden5"])]);
  assert.doesNotMatch(error.message, /hidden/);
});

Deno.test("editYaml reads a file as the versions that are asked for do", () => {
  const edit = [set("admin.authType", "standard")];
  const file = { name: "config.yaml", text: "" };
  assert.equal(editYaml(file, edit, { versions: ["flytekit"] }).text, "admin:\n  authType: standard\n");
  const error = errorOf("", edit, { versions: ["flyte2"] });
  assert.ok(error instanceof SettingsError && error.problems.length === 1);
  assert.equal(errorOf("", [set("local.persistence", true)], { versions: ["flytekit"] }).code, "unknown_setting");
  assert.equal(errorOf("", [set("data_config.s3.region", "a")], { plugins: [] }).code, "unknown_setting");
  assert.equal(editYaml(file, [set("admin.endpoint", "a")], { plugins: createRegistry() }).changes.length, 1);
});

Deno.test("editYaml allows problems that the file has, and refuses new ones", () => {
  const text = "admin:\n  insecure: flase\n  clientId: a\n";
  assert.equal(edited(text, set("admin.clientId", "b")), "admin:\n  insecure: flase\n  clientId: b\n");
  assert.equal(edited(text, set("admin.insecure", "no")), "admin:\n  insecure: false\n  clientId: a\n");
});

Deno.test("editYaml refuses INI files, but reads a file of any name as YAML for flyte 2", () => {
  const edit = [set("admin.endpoint", "a")];
  assert.match(errorOf("", edit, {}, "flyte.config").message, /convertToYaml/);
  assert.equal(errorOf("", edit, {}, "flyte.config").code, "edit_unsupported");
  assert.equal(editYaml({ name: "flyte.config", text: "" }, edit, { versions: ["flyte2"] }).changes.length, 1);
});

Deno.test("editYaml checks its arguments", () => {
  const call = editYaml as unknown as (...args: unknown[]) => unknown;
  const file = { name: "a.yaml", text: "" };
  for (
    const [args, message] of [
      [["a.yaml", []], /file must be an object { name, text }/],
      [[file, [{ set: "a" }]], /edits must be a list of edits/],
      [[file, [{ set: "a", value: "b", unset: "a" }]], /edits must be/],
      [[file, { set: "a", value: "b" }], /edits must be/],
      [[file, [], { version: [] }], /unknown option "version"; did you mean "versions"/],
      [[file, [], { versions: ["v1"] }], /option versions must be/],
      [[file, [], null], /options must be an object/],
    ] as const
  ) assert.throws(() => call(...args), message);
  const throwing = {
    get a(): string {
      throw new TypeError("no");
    },
  };
  for (const value of [new Map(), throwing, Symbol("a"), () => "a", new Date(), NaN, [1], { a: 1 }, null]) {
    for (const name of ["admin.endpoint", "admin.scopes", "images", "images.default", "admin.insecure"]) {
      assert.throws(() => call(file, [{ set: name, value }]), FlyteConfigError, `${name} ${typeof value}`);
    }
  }
});

Deno.test("editYaml throws the errors of the YAML reader", () => {
  assert.ok(errorOf("admin: {endpoint: \n", [set("admin.endpoint", "c")]) instanceof YamlError);
});

Deno.test("editYaml refuses a key that occurs very often, which would take long to remove", () => {
  const text = `task:\n${"  org: a\n".repeat(1000)}`;
  assert.equal(edited(text, set("task.org", "b")), text.replace(/a\n$/, "b\n"));
  assert.match(errorOf(text, [{ unset: "task.org" }]).message, /occurs more than 20 times/);
});

Deno.test("editYaml takes time in proportion to the file", () => {
  const edit = (size: number) => {
    const text = `images:\n${Array.from({ length: size }, (_, at) => `  i${at}: a:${at} # c\n`).join("")}`;
    return edited(text, set("images.i7", "b:1"), set("images.new", "c:1"), { unset: "images.i9" });
  };
  assertLinear(edit, 500, "editing a file with many keys");
});
