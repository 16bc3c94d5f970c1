import assert from "node:assert/strict";
import fc from "fast-check";
import { redactValue } from "../../src/python/redact_value.ts";
import { isSecretName, redact } from "../../src/text/redact.ts";
import { runs } from "../_support/effort.ts";

const DIGEST = `sha256:${"0".repeat(64)}`;

/** Strings before and after. */
const SHOWN: readonly (readonly [text: string, shown: string])[] = [
  [`@${DIGEST}`, `@${DIGEST}`],
  [`@${DIGEST}@host`, "***@host"],
  [`a@${DIGEST}`, `a@${DIGEST}`],
  ["https://user:pw@host/x", "https://***@host/x"],
  ["https://token@host/x", "https://***@host/x"],
  ["https://user:a b/@:c@host", "https://***@host"],
  ["//user:pw@host", "//***@host"],
  ["user:hunter2@ghcr.io/app:v1", "***@ghcr.io/app:v1"],
  ["user:a b@host", "***@host"],
  ["user:a//b@host", "***@host"],
  ["user:x://b@host", "***@host"],
  ["token@ghcr.io/app", "***@ghcr.io/app"],
  [`user:p/w@x@ghcr.io/app@${DIGEST}`, `***@ghcr.io/app@${DIGEST}`],
  ['image "a": "user:pw@ghcr.io/app:v1" is not valid', 'image "a": "***@ghcr.io/app:v1" is not valid'],
  ["http://user:pw@host http://user:pw@other", "http://***@host http://***@other"],
  ["https://user:p http://x //@host", "https://***@host"],
  ["https://user:x@y //@host/x", "https://***@host/x"],
  ["https://user:x@y a://b@host/x", "https://***@host/x"],
  ["see https://a.org and https://user:pw@host", "see https://a.org and https://***@host"],
  ["a,https://x:pw@h,b", "a,https://***@h,b"],
  ["lib @ git+https://u:p@h/x", "lib @ git+https://***@h/x"],
  ["pip install --index-url https://u:p w@h/simple x", "pip install --index-url https://***@h/simple x"],
  ["TOKEN=abc x", "TOKEN=*** x"],
  ["client_secret = abc", "client_secret = ***"],
  ["--token abc x", "--token *** x"],
  ["--token \\\n  abc x", "--token \\\n  *** x"],
  ["--token=abc x", "--token=*** x"],
  ['PASSWORD="a b\\" c" x', "PASSWORD=*** x"],
  ["PASSWORD=a'd b'c x", "PASSWORD=*** x"],
  ["PASSWORD='not closed", "PASSWORD=***"],
  ["PASSWORD=a&b;c x", "PASSWORD=*** x"],
  ["export PASSWORD=a; echo b", "export PASSWORD=***; echo b"],
  ["https://h/?sig=abc&x=1", "https://h/?sig=***&x=1"],
  ['{"password": "x y", "a": 1}', '{"password": ***, "a": 1}'],
  ["curl -H 'Authorization: Bearer abc' https://x", "curl -H 'Authorization: ***' https://x"],
  ["X-Api-Key: abc", "X-Api-Key: ***"],
  ["curl -u me:pw https://x", "curl -u *** https://x"],
  ['sh -c "curl --token=abc" && x', 'sh -c "curl --token=***" && x'],
];

const UNCHANGED = [
  "",
  "repo@sha256:abc",
  `python:3.12@${DIGEST}`,
  `https://ghcr.io/app@${DIGEST}`,
  "me@host",
  "react@18.2",
  "localhost:5000/a:b",
  "acme/auth-service:v1",
  "lib@https://github.com/x",
  "google-auth==2.0 tokenizers==0.15",
  "/opt/python@3.12/bin",
  "config.yaml:3:5: me@host",
  "12:30:05 me@host",
  "app:v1 is not there: no https://***@host access",
  "TOKEN=",
  'Secret: mount is "x"',
  "storage.connection.secret-key: must be a string",
  "id -u root",
];

Deno.test("redact masks credentials in URLs, and values under the name of a secret", () => {
  for (const [text, shown] of SHOWN) assert.equal(redact(text), shown);
  for (const text of UNCHANGED) assert.equal(redact(text), text);
});

Deno.test("redact does not change redacted strings", () => {
  for (const [, shown] of SHOWN) assert.equal(redact(shown), shown);
  const both = '"https://***@a" and "https://***@b"';
  assert.equal(redact(both), both);
});

Deno.test("redact masks passwords of any characters", () => {
  const odd = fc.string({ unit: fc.constantFrom(..."/@:%\"'\\ ?#[]{}&=;,$`<>|*", "a", "é", "%40"), maxLength: 12 });
  fc.assert(
    fc.property(odd, odd, (before, after) => {
      const password = `${before}Tr0ub4dor${after}`;
      for (
        const text of [`https://user:x${password}@host/x`, `index: https://u:x${password}@host`, `//u:x${password}@h`]
      ) {
        assert.ok(!redact(text).includes("Tr0ub4dor"), redact(text));
      }
      const image = `user:x${password}@ghcr.io/app:v1`;
      assert.ok(!redact(image).includes("Tr0ub4dor"), redact(image));
      assert.ok(redact(image).endsWith("@ghcr.io/app:v1"));
    }),
    { numRuns: runs(300, 5000) },
  );
});

Deno.test("redactValue masks the word after an option", () => {
  const words = ["tool", "--token", "x y", "-u", "a:b", "--user", "a", "--x=1", "TOKEN=1", "--password", "--y"];
  const shown = ["tool", "--token", "***", "-u", "***", "--user", "a", "--x=1", "TOKEN=***", "--password", "***"];
  assert.deepEqual(redactValue(words), shown);
  assert.deepEqual(redactValue([]), []);
  assert.deepEqual(redactValue(["tool", " --token", " x", 5, "--token", 6]), [
    "tool",
    " --token",
    "***",
    5,
    "--token",
    "***",
  ]);
});

Deno.test("redactValue masks nested values, and keeps values that are not secret", () => {
  const value = { env: { MY_TOKEN: "x", A: "1", SECURE: true }, list: [["--token", "x"], { auth: "x" }], none: null };
  assert.deepEqual(JSON.parse(JSON.stringify(redactValue(value))), {
    env: { MY_TOKEN: "***", A: "1", SECURE: true },
    list: [["--token", "***"], { auth: "***" }],
    none: null,
  });
  assert.equal(redactValue(5n), 5n);
  assert.equal(redactValue(undefined), undefined);
});

Deno.test("names of secrets", () => {
  for (
    const name of [
      "API_TOKEN",
      "dbPassword",
      "aws_secret",
      "x-api-key",
      "GITHUB_PAT",
      "_authToken",
      "DB_PASS",
      "OPENAI_KEY",
      "DBPWD",
      "oauth2-bearer",
    ]
  ) {
    assert.ok(isSecretName(name), name);
  }
  for (
    const name of ["TOKENIZERS_PARALLELISM", "PATH", "author", "compass", "key", "SORT_KEY", "public_key", "key-file"]
  ) {
    assert.ok(!isSecretName(name), name);
  }
});

Deno.test("private keys are masked completely", () => {
  for (const kind of ["RSA PRIVATE KEY", "PRIVATE KEY", "PGP PRIVATE KEY BLOCK"]) {
    const text = `a\n-----BEGIN ${kind}-----\nProc-Type: 4,ENCRYPTED\n\nhunter2-hunter2\n-----END ${kind}-----\nb`;
    assert.doesNotMatch(redact(text), /hunter2/);
    assert.match(redact(text), /^a\n[^]*\nb$/);
    assert.doesNotMatch(redact(text.slice(0, text.indexOf("-----END"))), /hunter2/);
  }
});

Deno.test("-p is a password only after a login", () => {
  assert.equal(redact("docker login ghcr.io -u me -p hunter2"), "docker login ghcr.io -u me -p ***");
  assert.equal(redact("sshpass -p hunter2 ssh host"), "sshpass -p *** ssh host");
  for (const text of ["ssh -p 2222 host", "docker login ghcr.io; ssh -p 2222 host", "mkdir -p a/b"]) {
    assert.equal(redact(text), text);
  }
});
