import assert from "node:assert/strict";
import fc from "fast-check";
import { parseChallenges } from "../../src/oci/challenge.ts";

function read(header: string): unknown {
  return parseChallenges(header)?.map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);
}

const READABLE: Readonly<Record<string, unknown>> = {
  "": [],
  " , ": [],
  'Basic realm="simple"': [["basic", { realm: "simple" }]],
  'BEARER Realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull,push"': [
    ["bearer", {
      realm: "https://auth.docker.io/token",
      service: "registry.docker.io",
      scope: "repository:a/b:pull,push",
    }],
  ],
  // The example of RFC 7235, section 4.1.
  'Newauth realm="apps", type=1, title="Login to \\"apps\\"", Basic realm="simple"': [
    ["newauth", { realm: "apps", type: "1", title: 'Login to "apps"' }],
    ["basic", { realm: "simple" }],
  ],
  'Negotiate, Basic realm = "a, Bearer b=c" ,, NTLM TlRMTVNTUAAC==, Bearer realm=x': [
    ["negotiate", {}],
    ["basic", { realm: "a, Bearer b=c" }],
    ["ntlm", {}],
    ["bearer", { realm: "x" }],
  ],
  "Bearer realm=https://auth.example.org/token?x=1,service=r": [
    ["bearer", { realm: "https://auth.example.org/token?x=1", service: "r" }],
  ],
  "Bearer realm=, Basic": [["bearer", {}], ["basic", {}]],
  'Bearer realm="",realm="second",': [["bearer", { realm: "" }]],
};

const UNREADABLE = ['realm="x"', 'Bearer realm="x', '"', "Bearer =", "@", 'Basic "x"'];

Deno.test("challenges are parsed as in RFC 7235, and as some servers write them", () => {
  for (const [header, expected] of Object.entries(READABLE)) assert.deepEqual(read(header), expected, header);
});

Deno.test("malformed headers are rejected", () => {
  for (const header of UNREADABLE) assert.equal(read(header), undefined, header);
});

Deno.test("quoted values of any characters survive", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), fc.string(), (one, other) => {
    const quote = (text: string) => `"${text.replace(/["\\]/g, "\\$&")}"`;
    const header = `Bearer realm=${quote(one)}, Basic realm=${quote(other)}`;
    assert.deepEqual(read(header), [["bearer", { realm: one }], ["basic", { realm: other }]]);
  }));
});

Deno.test("long and random headers terminate", () => {
  for (const piece of ["a", "a=", "a ", '"', '\\"', "=", " ", ",", "a=b,", "a b==,", 'a="\\']) {
    parseChallenges(piece.repeat(30_000));
  }
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'aB =,"\\\t;') }), (text) => {
    parseChallenges(text);
  }));
});
