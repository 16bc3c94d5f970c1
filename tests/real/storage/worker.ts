/**
 * The program that workerd runs: writes and reads an object with `aws4fetch`, and explains an error.
 *
 * @module
 */
import { Config } from "@flyte-ts/config";
import { aws4fetchOptions, explainStorageError, s3ObjectUrl } from "@flyte-ts/config/clients";
import { AwsClient } from "aws4fetch";
import { contentOf, digestOf } from "./contents.ts";

/** What the worker is asked to do. */
export interface WorkerRequest {
  readonly file: { readonly name: string; readonly text: string };
  readonly env: Readonly<Record<string, string>>;
  readonly bucket: string;
  readonly key: string;
  readonly size: number;
  readonly seed: number;
}

export default {
  async fetch(request: Request): Promise<Response> {
    const { file, env, bucket, key, size, seed } = await request.json() as WorkerRequest;
    const { s3 } = Config.from({ file, env }).dataConfig;
    try {
      const client = new AwsClient(aws4fetchOptions(s3));
      const url = s3ObjectUrl(s3, bucket, key);
      const written = await client.fetch(url, { method: "PUT", body: contentOf(size, seed) });
      if (!written.ok) throw written;
      const read = await client.fetch(url);
      return Response.json(await digestOf(new Uint8Array(await read.arrayBuffer())));
    } catch (error) {
      const { code, message, path } = await explainStorageError(error, s3);
      return Response.json({ code, message, path, printed: message });
    }
  },
};
