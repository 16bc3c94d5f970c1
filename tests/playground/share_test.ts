import assert from "node:assert/strict";
import fc from "fast-check";
import { shared } from "../../site/playground/src/engine/share.ts";

const SECRET = "S3cr3tV4lue";
const NAMES = [
  "clientSecret",
  "client_secret",
  "token",
  "password",
  "api-key",
  "secret-key",
  "private_key",
  "credentials",
];
const QUOTES = ["", "'", '"'];

/** YAML that has a secret as its value. */
const VALUES = [
  SECRET,
  `"${SECRET}"`,
  `'${SECRET}' # ${SECRET}`,
  `|\n      ${SECRET}\n      and ${SECRET}`,
  `>-\n      ${SECRET}`,
  `[${SECRET}, other]`,
  `!!str ${SECRET}`,
  `&anchor ${SECRET}`,
  `\n      - ${SECRET}`,
  `\n      ${SECRET}`,
  `"other\n      ${SECRET}"`,
  `other\n      ${SECRET}`,
  String.raw`"\x53${SECRET.slice(1)}"`,
];

/** Places of YAML for a name and a value. */
const PLACES: readonly ((name: string, value: string) => string)[] = [
  (name, value) => `admin:\n  endpoint: x\n${name}: ${value}\n`,
  (name, value) => `admin:\n  endpoint: x\n  ${name}: ${value}\nend: 1\n`,
  (name, value) => `list:\n  - ${name}: ${value.replaceAll("\n", "\n  ")}\n    other: 1\n`,
  (name, value) => `${name}: ${value}\nother:\n  text: it was ${SECRET}\n`,
];

Deno.test("no secret under the name of one is shared, whatever YAML it is written in", () => {
  const place = fc.constantFrom(...PLACES);
  fc.assert(fc.property(
    place,
    fc.constantFrom(...NAMES),
    fc.constantFrom(...QUOTES),
    fc.constantFrom(...VALUES),
    (place, name, quote, value) => {
      const { text, masked } = shared({ name: "config.yaml", text: place(quote + name + quote, value), env: "" });
      // The start is the part that one of the values escapes.
      assert.ok(!text.includes(SECRET.slice(1)), text);
      assert.ok(masked > 0);
    },
  ));
});

Deno.test("everything that is not secret is shared as it was written", () => {
  const input = {
    name: "config.yaml",
    text:
      "# mine\r\nadmin:\r\n  endpoint: flyte.acme.com\r\n  clientSecretLocation: /etc/secret\r\n  insecur: true\r\n",
    env: "FLYTE_AWS_RETRIES=5\n# none\n",
  };
  assert.deepEqual(shared(input), { ...input, masked: 0 });
  assert.deepEqual(shared({ name: "config.yaml", text: "", env: "" }), {
    name: "config.yaml",
    text: "",
    env: "",
    masked: 0,
  });
});

Deno.test("a variable that a setting names is masked, and so is its value elsewhere", () => {
  const text = `admin:\n  clientSecretEnvVar: MINE\n# it was ${SECRET}\n`;
  const { env, ...file } = shared({ name: "config.yaml", text, env: `MINE=${SECRET}\nOTHER=1\n` });
  assert.equal(env, "MINE=***\nOTHER=1\n");
  assert.equal(file.text, "admin:\n  clientSecretEnvVar: MINE\n# it was ***\n");
});

Deno.test("a short secret is masked where it is a word", () => {
  const { text } = shared({
    name: "config.yaml",
    text: "admin:\n  endpoint: abacus\npassword: ab\nx: [ab, abc]\n",
    env: "",
  });
  assert.equal(text, "admin:\n  endpoint: abacus\npassword: ***\nx: [***, abc]\n");
});

Deno.test("INI files are masked with the lines that continue a value", () => {
  const text =
    `[credentials]\nclient_secret = ${SECRET}\n  ${SECRET}x\n[aws]\nretries = 5\n[other]\nmy_password: ${SECRET}\n`;
  assert.equal(
    shared({ name: "flytekit.config", text, env: "" }).text,
    "[credentials]\nclient_secret = ***\n  ***\n[aws]\nretries = 5\n[other]\nmy_password: ***\n",
  );
});

Deno.test("a file that cannot be parsed is not shared", () => {
  for (const text of ["admin: [\n", "a: ? b\n", `token: ${SECRET}: x\n`]) {
    assert.throws(() => shared({ name: "config.yaml", text, env: "" }), /its secrets cannot be found/);
  }
});
