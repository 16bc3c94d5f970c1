import assert from "node:assert/strict";
import { AwsClient } from "aws4fetch";
import * as fc from "fast-check";
import { signedHeaders } from "../../src/doctor/sign_s3.ts";

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
        const headers = signedHeaders(new URL(address), { accessKeyId: id, secretAccessKey: secret, region }, NOW)!;
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

const NOW = new Date("2026-11-27T16:59:06.123Z");
