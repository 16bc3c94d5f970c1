import assert from "node:assert/strict";
import { AwsClient } from "aws4fetch";
import * as fc from "fast-check";
import { azureHeaders, s3Headers } from "../../src/doctor/sign.ts";

Deno.test("requests are signed as aws4fetch signs them", async () => {
  const text = fc.string({ unit: fc.constantFrom(..."abcXYZ019+/"), minLength: 1, maxLength: 40 });
  const url = fc.constantFrom("http://localhost:9000/", "https://s3.eu-west-1.amazonaws.com/", "http://127.0.0.1/a/b/");
  await fc.assert(
    fc.asyncProperty(
      text,
      text,
      url,
      fc.constantFrom("us-east-1", "eu-west-1"),
      async (id, secret, address, region) => {
        const client = new AwsClient({ accessKeyId: id, secretAccessKey: secret, region, service: "s3" });
        const headers = s3Headers(new URL(address), { accessKeyId: id, secretAccessKey: secret, region }, NOW)!;
        const sent = { "x-amz-content-sha256": headers["x-amz-content-sha256"]! };
        const datetime = NOW.toISOString().replace(/[-:]|\.\d+/g, "");
        const theirs = await client.sign(address, { headers: sent, aws: { datetime } });
        assert.equal(headers.authorization, theirs.headers.get("authorization"));
        assert.equal(headers["x-amz-date"], theirs.headers.get("x-amz-date"));
      },
    ),
    { numRuns: 50 },
  );
});

Deno.test("an account key that is not base64 cannot sign", () => {
  assert.equal(azureHeaders({ accountName: "acme", accountKey: "not base64!" }, NOW), undefined);
  const { authorization, ...headers } = azureHeaders({ accountName: "acme", accountKey: btoa("key") }, NOW)!;
  assert.match(authorization!, /^SharedKey acme:[A-Za-z0-9+/]{43}=$/);
  assert.equal(headers["x-ms-date"], "Fri, 27 Nov 2026 16:59:06 GMT");
});

const NOW = new Date("2026-11-27T16:59:06.123Z");
