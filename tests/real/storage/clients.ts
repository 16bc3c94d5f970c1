/**
 * Each client with the options that its section gives, behind the same two methods.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { inspect } from "node:util";
import { Config } from "@flyte-ts/config";
import {
  aws4fetchOptions,
  awsSdkOptions,
  azureBlobArguments,
  type AzureSettings,
  explainStorageError,
  type GcsSettings,
  googleCloudStorageOptions,
  minioOptions,
  s3miniOptions,
  s3ObjectUrl,
  type S3Settings,
} from "@flyte-ts/config/clients";
import { ABFS, GCS, S3 } from "@flyte-ts/config/v2";
import { contentOf, digestOf } from "./contents.ts";
import type { ClientName, Request, Result } from "./jobs.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A bucket, as a client shows it. */
interface Store {
  put(key: string, content: Bytes): Promise<void>;
  get(key: string): Promise<Bytes>;
  /** Creates the bucket, where only the client can. */
  create?(isPublic: boolean): Promise<unknown>;
}

interface Connection {
  readonly s3: S3Settings;
  readonly azure: AzureSettings;
  readonly gcs: GcsSettings;
  readonly endpoints: Request["endpoints"];
  readonly bucket: string;
  readonly anonymous: boolean;
}

/** Clients are installed where this runs, and are not dependencies of this repository. */
async function load<T>(name: string): Promise<T> {
  return await import(name);
}

type Settings = S3Settings & AzureSettings & GcsSettings;

/** A section, of either product. */
interface Changeable {
  with(changes: object): Settings;
}

async function flyteSections() {
  return { s3: await S3.auto(), gcs: await GCS.auto(), azure: await ABFS.auto() };
}

/** Runs jobs, one after the other. */
export async function runJobs({ product, file, endpoints, jobs }: Request): Promise<readonly Result[]> {
  const configured = product === "flytekit" ? (await Config.auto(file)).dataConfig : await flyteSections();
  const results: Result[] = [];
  for (const { client, bucket, settings = {}, anonymous = false, ...job } of jobs) {
    const storage = client === "gcs" || client === "azure" ? client : "s3";
    const changed: Changeable = configured[storage];
    const section = changed.with(settings);
    const sections: Record<"s3" | "gcs" | "azure", Settings> = { ...configured, [storage]: section };
    const { s3, gcs, azure } = sections;
    const again = job.retries === undefined ? {} : { retries: job.retries };
    const connection: Omit<Connection, "anonymous"> = {
      s3: storage === "s3" ? changed.with({ ...settings, ...again }) : s3,
      // flytekit has no such setting for these, and secrets are not spread.
      gcs: { ...gcs, ...again },
      azure: { ...azure, accountKey: azure.accountKey, ...again },
      endpoints,
      bucket,
    };
    try {
      const isNew = job.action === "create";
      const store = await STORES[client]({ ...connection, anonymous: anonymous && !isNew });
      const content = contentOf(job.size ?? 0, job.seed ?? 0);
      if (isNew) await store.create!(anonymous);
      if (job.action === "put") await store.put(job.key, content);
      results.push(await digestOf(job.action === "get" ? await store.get(job.key) : content));
    } catch (error) {
      const endpoint = storage === "s3" ? undefined : endpoints[storage];
      const explained = await explainStorageError(error, section, { endpoint, anonymous });
      const { code, message, path } = explained;
      results.push({ code, message, path, printed: inspect(explained, { depth: 10, showHidden: true }) });
    }
  }
  return results;
}

const STORES: Readonly<Record<ClientName, (connection: Connection) => Promise<Store>>> = {
  async aws({ s3, bucket: Bucket, anonymous }) {
    interface Sdk {
      S3Client: new (options: object) => {
        send(command: object): Promise<{ Body: { transformToByteArray(): Promise<Bytes> } }>;
      };
      PutObjectCommand: new (input: object) => object;
      GetObjectCommand: new (input: object) => object;
    }
    const { S3Client, PutObjectCommand, GetObjectCommand } = await load<Sdk>("@aws-sdk/client-s3");
    const client = new S3Client(awsSdkOptions(s3, { anonymous }));
    return {
      put: async (Key, Body) => void await client.send(new PutObjectCommand({ Bucket, Key, Body })),
      get: async (Key) => {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        return new Uint8Array(await Body.transformToByteArray());
      },
    };
  },

  async aws4fetch({ s3, bucket, anonymous }) {
    const { AwsClient } = await load<{ AwsClient: new (options: object) => { fetch: typeof fetch } }>("aws4fetch");
    const client = anonymous ? globalThis : new AwsClient(aws4fetchOptions(s3));
    const request = async (key: string, init?: RequestInit): Promise<Bytes> => {
      const response = await client.fetch(s3ObjectUrl(s3, bucket, key), init);
      if (!response.ok) throw response;
      return new Uint8Array(await response.arrayBuffer());
    };
    return {
      put: async (key, body) => void await request(key, { method: "PUT", body }),
      get: (key) => request(key),
    };
  },

  async s3mini({ s3, bucket }) {
    interface Module {
      S3mini: new (options: object) => {
        putObject(key: string, body: Bytes): Promise<unknown>;
        getObjectArrayBuffer(key: string): Promise<ArrayBuffer | null>;
      };
    }
    const { S3mini } = await load<Module>("s3mini");
    const client = new S3mini(s3miniOptions(s3, bucket));
    return {
      put: async (key, content) => void await client.putObject(key, content),
      get: async (key) => {
        const content = await client.getObjectArrayBuffer(key);
        if (content === null) throw content;
        return new Uint8Array(content);
      },
    };
  },

  async minio({ s3, bucket, anonymous }) {
    interface Module {
      Client: new (options: object) => {
        putObject(bucket: string, key: string, body: Bytes): Promise<unknown>;
        getObject(bucket: string, key: string): Promise<AsyncIterable<Bytes>>;
      };
    }
    const { Client } = await load<Module>("minio");
    const client = new Client(minioOptions(s3, { anonymous }));
    return {
      // It only accepts a Buffer.
      put: async (key, content) => void await client.putObject(bucket, key, Buffer.from(content)),
      get: async (key) => {
        const chunks: Bytes[] = [];
        for await (const chunk of await client.getObject(bucket, key)) chunks.push(chunk);
        return new Uint8Array(await new Blob(chunks).arrayBuffer());
      },
    };
  },

  async gcs({ gcs, bucket, endpoints }) {
    interface Module {
      Storage: new (options: object) => {
        bucket(name: string): {
          file(key: string): { save(content: Bytes, options: object): Promise<void>; download(): Promise<[Bytes]> };
        };
      };
    }
    const { Storage } = await load<Module>("@google-cloud/storage");
    // The server has no accounts.
    const options = { endpoint: endpoints.gcs, anonymous: true, projectId: "test" };
    const files = new Storage(googleCloudStorageOptions(gcs, options)).bucket(bucket);
    return {
      put: (key, content) => files.file(key).save(Buffer.from(content), { resumable: false }),
      get: async (key) => new Uint8Array((await files.file(key).download())[0]),
    };
  },

  async azure({ azure, bucket, anonymous, endpoints }) {
    interface Module {
      BlobServiceClient: new (...args: readonly unknown[]) => {
        getContainerClient(name: string): {
          create(options: object): Promise<unknown>;
          getBlockBlobClient(key: string): {
            upload(content: Bytes, size: number): Promise<unknown>;
            downloadToBuffer(): Promise<Bytes>;
          };
        };
      };
      StorageSharedKeyCredential: new (name: string, key: string) => object;
      AnonymousCredential: new () => object;
    }
    const module = await load<Module>("@azure/storage-blob");
    const options = { endpoint: endpoints.azure, anonymous };
    const service = new module.BlobServiceClient(...azureBlobArguments(azure, module, options));
    const container = service.getContainerClient(bucket);
    return {
      create: (isPublic) => container.create(isPublic ? { access: "blob" } : {}),
      put: async (key, content) => void await container.getBlockBlobClient(key).upload(content, content.length),
      get: async (key) => new Uint8Array(await container.getBlockBlobClient(key).downloadToBuffer()),
    };
  },
};
