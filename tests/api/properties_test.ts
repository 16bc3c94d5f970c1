/** What holds for every endpoint and every API key. */
import assert from "node:assert/strict";
import * as fc from "fast-check";
import { decodeApiKey, FlyteConfigError, rpcUrl } from "../../src/api/mod.ts";
import { b64decode } from "../../src/python/base64.ts";
import { decodeBase64, encodeBase64 } from "../../src/runtime/base64.ts";
import { PlatformConfig } from "../../mod.ts";
import { PlatformConfig as FlytePlatform } from "../../v2.ts";

const endpoints = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.constantFrom(..."a.:/@[]0%,?#\\ ü", "dns:///", "https://", "::1", ":8090", "hunter2"), { maxLength: 8 })
    .map((pieces) => pieces.join("")),
);

Deno.test("every endpoint leads to a URL without credentials, or to an error", () => {
  fc.assert(fc.property(endpoints, fc.boolean(), (endpoint, insecure) => {
    for (const platform of [new PlatformConfig({ endpoint, insecure }), new FlytePlatform({ endpoint, insecure })]) {
      try {
        const url = new URL(rpcUrl(platform));
        assert.equal(url.protocol, insecure ? "http:" : "https:");
        assert.deepEqual([url.username, url.password, url.search, url.hash], ["", "", "", ""]);
        assert.equal(new URL(platform.consoleUrl()).hostname, url.hostname);
        assert.ok(!platform.issues.some(({ code }) => code === "endpoint_unusable"));
      } catch (error) {
        if (!(error instanceof FlyteConfigError)) throw error;
        assert.match(error.code, /^endpoint_(?:missing|unusable)$/);
      }
    }
  }));
});

Deno.test("b64decode reads what is encoded, with anything else between the digits", () => {
  fc.assert(fc.property(fc.uint8Array(), fc.stringMatching(/^[^A-Za-z0-9+/=]*$/), fc.nat(), (bytes, noise, at) => {
    const text = encodeBase64(bytes);
    const cut = at % (text.length + 1);
    assert.deepEqual(b64decode(text.slice(0, cut) + noise + text.slice(cut)), bytes);
    assert.deepEqual(b64decode(text), decodeBase64(text));
  }));
});

Deno.test("the parts of a key survive, and no error shows it", () => {
  const part = fc.string({ unit: "grapheme" }).filter((text) => !text.includes(":") && text.isWellFormed());
  fc.assert(fc.property(part, part, part, fc.string({ unit: "grapheme" }), (endpoint, clientId, secret, org) => {
    const key = encodeBase64(new TextEncoder().encode(`${endpoint}:${clientId}:${secret}:${org}`));
    const decoded = decodeApiKey(key);
    assert.deepEqual([decoded.endpoint, decoded.clientId, decoded.clientSecret], [endpoint, clientId, secret]);
    assert.equal(decoded.org ?? "None", org || "None");
  }));
  fc.assert(fc.property(fc.string({ unit: "binary", minLength: 12 }), (key) => {
    try {
      decodeApiKey(key);
    } catch (error) {
      assert.ok(error instanceof FlyteConfigError && error.code === "api_key_invalid");
      assert.ok(!error.message.includes(key));
    }
  }));
});
