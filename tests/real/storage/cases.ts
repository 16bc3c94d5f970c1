/**
 * The cases: what is written, read and refused.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { request } from "node:http";
import { doctor, type Finding } from "../../../src/doctor/mod.ts";
import { defaultHost } from "../../../src/runtime/default_host.ts";
import type { Host } from "../../../src/runtime/host.ts";
import { memoryHost } from "../../../src/runtime/memory_host.ts";
import { contentOf, type Digest, digestOf } from "./contents.ts";
import type { ClientName, Job, Result } from "./jobs.ts";
import { FLYTE, FLYTEKIT, type PythonJob, type PythonLibrary, type PythonResult, runPython } from "./python.ts";
import { checkRecipes, clientPages, recipesOf, runRecipe } from "../recipes.ts";
import { AZURE_ACCOUNT, S3_KEY } from "./servers.ts";
import { RECIPES } from "./stage.ts";
import { runWorker } from "./workerd.ts";
import { drive, pythonEnv, RUNTIMES, withConfig, type World } from "./world.ts";

const S3_CLIENTS: readonly ClientName[] = ["aws", "aws4fetch", "s3mini", "minio"];
const ALL_CLIENTS: readonly ClientName[] = [...S3_CLIENTS, "gcs", "azure"];
const SCHEMES: Readonly<Record<ClientName, string>> = {
  aws: "s3",
  aws4fetch: "s3",
  s3mini: "s3",
  minio: "s3",
  gcs: "gs",
  azure: "abfs",
};
/** Names of objects that clients have to encode, and an empty and a large object. */
const OBJECTS: Readonly<Record<string, number>> = {
  "plain/key.pb": 10,
  "a b/c  d": 11,
  "größe/日本/😀": 12,
  "a+b": 13,
  "a%2Fb%20%25": 14,
  "/slash": 15,
  "x//y": 16,
  "q?x=1#f&;=@:,$": 17,
  "*[a]{b}'()!~^|`\"<>": 18,
  empty: 0,
  large: 5_000_000,
};

/** Examines storage with the doctor; the finding must be this one. azurite takes the place of Azure. */
async function diagnosed(
  { azure }: World,
  env: Readonly<Record<string, string>>,
  status: Finding["status"],
  message: RegExp,
  fix = /^$/,
): Promise<void> {
  const fetch: Host["fetch"] = (input, init) => {
    const url = new URL(String(input));
    if (url.hostname !== `${AZURE_ACCOUNT.name}.blob.core.windows.net`) return globalThis.fetch(url, init);
    return requestAs(`${AZURE_ACCOUNT.name}.blob.localhost`, new URL(url.pathname + url.search, azure.url), init);
  };
  const { connect } = defaultHost();
  const host = memoryHost({ env: { FLYTE_PLATFORM_URL: "127.0.0.1:1", ...env }, fetch, connect });
  const findings: Finding[] = [];
  const options = { host, versions: ["flytekit"], image: "127.0.0.1:1/none:v1" } as const;
  for await (const finding of doctor(options)) findings.push(finding);
  const text = JSON.stringify(findings);
  for (const [name, value] of Object.entries(env)) {
    if (/SECRET|_ACCOUNT_KEY$/.test(name)) assert.ok(!text.includes(value), text);
  }
  const found = findings.filter(({ probe }) => probe === "storage");
  assert.deepEqual(found.map((one) => one.status), [status], text);
  assert.match(found[0]!.message, message);
  assert.match(found[0]!.fix ?? "", fix);
}

/** Sends a request to a server under another name, which not every resolver knows. */
async function requestAs(hostname: string, url: URL, init: RequestInit = {}): Promise<Response> {
  const headers = { ...Object.fromEntries(new Headers(init.headers)), host: `${hostname}:${url.port}` };
  return await new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      const body = response.toArray().then((chunks) => new Uint8Array(Buffer.concat(chunks)));
      const received = new Headers();
      for (const [name, value] of Object.entries(response.headers)) received.set(name, String(value));
      body.then((bytes) => resolve(new Response(bytes, { status: response.statusCode!, headers: received })), reject);
    }).on("error", reject).end();
  });
}

/** All cases, by their names. */
export const CASES: Readonly<Record<string, (world: World) => Promise<void>>> = {
  "what each client writes in each runtime, the clients of the storage and both Python libraries read": async (
    world,
  ) => {
    const written = Object.keys(RUNTIMES).flatMap((runtime) => objects(ALL_CLIENTS, runtime));
    for (const runtime of Object.keys(RUNTIMES)) {
      const jobs = objects(ALL_CLIENTS, runtime).flatMap((one): Job[] => [
        { ...one, action: "put" },
        ...clientsFor(one.uri).map((client): Job => ({ ...one, client, action: "get" })),
      ]);
      await expectContents(await drive(world, runtime, jobs), jobs);
    }
    for (const python of [FLYTEKIT, FLYTE]) {
      const read = written.filter((one) => isPossible(python.name, "get", one));
      const results = await runPython(python, read.map(({ uri }) => ({ action: "get", uri })), pythonEnv(world));
      await expectContents(results, read);
    }
  },

  "what both Python libraries write, every client reads": async (world) => {
    for (const python of [FLYTEKIT, FLYTE]) {
      const written = objects(["aws", "gcs", "azure"], `python/${python.name}`)
        .filter((one) => isPossible(python.name, "put", one));
      const results = await runPython(python, written.map((one) => ({ action: "put", ...one })), pythonEnv(world));
      await expectContents(results, written);
      const jobs = written.flatMap((one) =>
        clientsFor(one.uri).map((client) => ({ ...one, client, action: "get" as const }))
      );
      for (const runtime of Object.keys(RUNTIMES)) await expectContents(await drive(world, runtime, jobs), jobs);
    }
  },

  "flyte 2's settings: the variables that Python reads connect every client": async (world) => {
    // The JavaScript client sends wrong paths where this variable of gcsfs is set.
    const flyte: World = { ...world, env: { ...pythonEnv(world), STORAGE_EMULATOR_HOST: "" } };
    const jobs = ALL_CLIENTS.map((client): Job => {
      return { client, bucket: "data", key: `flyte 2/${client}`, action: "put", size: 30, seed: 4 };
    });
    const reads = jobs.map((job): Job => ({ ...job, action: "get" }));
    for (const runtime of Object.keys(RUNTIMES)) {
      await expectContents(await drive(flyte, runtime, [...jobs, ...reads], "flyte"), [...jobs, ...reads]);
    }
    const uris = jobs.map(({ client, key }): PythonJob => ({ action: "get", uri: `${SCHEMES[client]}://data/${key}` }));
    await expectSame(await runPython(FLYTE, uris, flyte.env), 30, 4);
    const wrong = { ...flyte.env, FLYTE_AWS_SECRET_ACCESS_KEY: "wr0ng", AZURE_STORAGE_ACCOUNT_KEY: btoa("wr0ng") };
    const [s3, azure] = await drive({ ...flyte, env: wrong }, "node", [reads[0]!, reads.at(-1)!], "flyte");
    assert.equal(errorOf(s3).code, "storage_access_denied");
    assert.match(
      errorOf(s3).message,
      /accessKeyId from env FLYTE_AWS_ACCESS_KEY_ID and secretAccessKey from env FLYTE_AWS_SECRET_ACCESS_KEY$/,
    );
    assert.equal(errorOf(azure).code, "storage_access_denied");
    assert.match(errorOf(azure).message, /accountKey from env AZURE_STORAGE_ACCOUNT_KEY$/);
  },

  "doctor: S3 and Azure answer and accept their keys, and each mistake has what to change": async (world) => {
    const { s3, azure } = world;
    const [secret, account] = [S3_KEY.secretAccessKey, AZURE_ACCOUNT];
    const endpoint = (url: string, key = secret) => ({
      FLYTE_AWS_ENDPOINT: url,
      FLYTE_AWS_ACCESS_KEY_ID: S3_KEY.accessKeyId,
      FLYTE_AWS_SECRET_ACCESS_KEY: key,
    });
    await diagnosed(world, endpoint(s3.url), "ok", /the service answers, and accepts the access key/);
    const keys = /check accessKeyId from env FLYTE_AWS_ACCESS_KEY_ID and secretAccessKey from env FLYTE_AWS_SECRET_ACC/;
    await diagnosed(world, endpoint(s3.url, "wr0ng-secret"), "failed", /access denied/, keys);
    const unknown = { ...endpoint(s3.url), FLYTE_AWS_ACCESS_KEY_ID: "nobody" };
    await diagnosed(world, unknown, "failed", /access denied/, keys);
    await diagnosed(world, { FLYTE_AWS_ENDPOINT: s3.url }, "ok", /no access key is set/);
    const scheme = /correct the scheme \(http or https\) or port of endpoint from env FLYTE_AWS_ENDPOINT/;
    await diagnosed(world, endpoint(s3.url.replace("http:", "https:")), "failed", /TLS/, scheme);
    const other = /check endpoint from env FLYTE_AWS_ENDPOINT: it may have the port of another service/;
    await diagnosed(world, endpoint(world.gcs.url), "failed", /not one of S3/, other);
    await diagnosed(world, endpoint(world.busy.url), "failed", /the service fails \(status 503\)/, /look at the log/);
    await diagnosed(world, endpoint("http://127.0.0.1:1"), "failed", /nothing listens/, /start the service/);

    const azurite = (key: string) => ({
      FLYTE_AZURE_STORAGE_ACCOUNT_NAME: account.name,
      FLYTE_AZURE_STORAGE_ACCOUNT_KEY: key,
    });
    await diagnosed(world, azurite(account.key), "ok", /the account answers, and accepts its key/);
    const pair = /check accountName from env FLYTE_AZURE_STORAGE_ACCOUNT_NAME and accountKey from env/;
    await diagnosed(world, azurite(btoa("wr0ng-key")), "failed", /access denied/, pair);
    assert.ok(azure.url.startsWith("http://127.0.0.1:"));
  },

  "a slash at the start of a key makes another key": async (world) => {
    for (const client of ["gcs", "azure"] as const) {
      const bucket = "data";
      const jobs: Job[] = [
        { client, bucket, action: "put", key: "twice", size: 3, seed: 1 },
        { client, bucket, action: "put", key: "/twice", size: 4, seed: 1 },
      ];
      await drive(world, "node", jobs);
      const read = jobs.map((job) => ({ ...job, action: "get" as const }));
      await expectContents(await drive(world, "node", read), read);
    }
  },

  "flytekit's own transfer of files gives the same objects": async (world) => {
    const uris = ["s3://data/provider s3", "gs://data/provider gs", "abfs://data/provider abfs"];
    const jobs = uris.map((uri): PythonJob => ({ action: "put", uri, size: 1000, seed: 7, provider: true }));
    await expectSame(await runPython(FLYTEKIT, jobs, pythonEnv(world)), 1000, 7);
    const reads = jobs.map((job) => ({ ...job, action: "get" as const }));
    await expectSame(await runPython(FLYTEKIT, reads, pythonEnv(world)), 1000, 7);
  },

  "virtual addressing: clients and flytekit, with the bucket in the host": async (world) => {
    const endpoint = world.s3.url.replace("127.0.0.1", "localhost");
    const virtual = await withConfig(world, { endpoint, "addressing-style": "virtual" });
    for (const client of S3_CLIENTS) {
      const job = { client, bucket: "data", key: `virtual/${client} +%2F`, size: 20, seed: 3 };
      const results = await drive(virtual, "node", [{ ...job, action: "put" }, { ...job, action: "get" }]);
      await expectContents(results, [job, job]);
      const uri = `s3://data/${job.key}`;
      await expectSame(await runPython(FLYTEKIT, [{ action: "get", uri }], pythonEnv(virtual)), 20, 3);
    }
  },

  "a bucket with dots": async (world) => {
    const jobs = S3_CLIENTS.flatMap((client) => {
      const job = { client, bucket: "dotted.name", key: client, size: 20, seed: 3 };
      return [{ ...job, action: "put" as const }, { ...job, action: "get" as const }];
    });
    await expectContents(await drive(world, "node", jobs), jobs);
  },

  "anonymous access: to public buckets, and to no others": async (world) => {
    const keyed = (client: ClientName): Job => ({
      client,
      bucket: "public",
      key: client,
      size: 5,
      seed: 5,
      action: "put",
    });
    const clients = ["aws", "aws4fetch", "minio", "azure"] as const;
    for (const runtime of Object.keys(RUNTIMES)) {
      const read = clients.map((client): Job => ({ ...keyed(client), action: "get", anonymous: true }));
      const results = await drive(world, runtime, [...clients.map(keyed), ...read]);
      await expectContents(results, [...clients.map(keyed), ...read]);
      const refused = await drive(world, runtime, read.map((job) => ({ ...job, bucket: "data" })));
      for (const [index, client] of clients.entries()) {
        const code = client === "azure" ? /storage_not_found|storage_access_denied/ : /storage_access_denied/;
        assert.match(errorOf(refused[index]).code, code, `${client} in ${runtime}`);
      }
    }
    const uris = ["s3://public/aws", "abfs://public/azure"];
    for (const python of [FLYTEKIT, FLYTE]) {
      const jobs = uris.map((uri): PythonJob => ({ action: "get", uri, anonymous: true }));
      await expectSame(await runPython(python, jobs, pythonEnv(world)), 5, 5);
    }
  },

  "a wrong secret is refused, and the error names the setting and its origin, not its value": async (world) => {
    const secret = "wr0ng-sEcret-value";
    const wrong: World = {
      ...world,
      env: { ...world.env, FLYTE_AWS_SECRET_ACCESS_KEY: secret, FLYTE_AZURE_STORAGE_ACCOUNT_KEY: btoa(secret) },
    };
    const clients = [...S3_CLIENTS, "azure"] as const;
    for (const runtime of Object.keys(RUNTIMES)) {
      const results = await drive(
        wrong,
        runtime,
        clients.flatMap((client) => [
          { client, bucket: "data", key: "plain", action: "get" as const },
          { client, bucket: "data", key: "plain", action: "put" as const, size: 3 },
        ]),
      );
      for (const [index, result] of results.entries()) {
        const client = clients[Math.floor(index / 2)]!;
        const { code, message, path, printed } = errorOf(result);
        assert.equal(code, "storage_access_denied", `${client} in ${runtime}: ${message}`);
        if (client === "azure") {
          assert.match(message, /accountKey from env FLYTE_AZURE_STORAGE_ACCOUNT_KEY$/);
          assert.equal(path, "accountKey");
        } else {
          assert.match(message, /accessKeyId from .*config\.yaml:4:17 \(storage\.connection\.access-key\)/);
          assert.match(message, /secretAccessKey from env FLYTE_AWS_SECRET_ACCESS_KEY$/);
          assert.equal(path, "secretAccessKey");
        }
        for (const hidden of [secret, btoa(secret), AZURE_ACCOUNT.key]) {
          assert.ok(!printed.includes(hidden), `${client} in ${runtime} prints the secret`);
        }
        assert.doesNotMatch(printed, /AWS4-HMAC-SHA256|Signature=|SharedKey /, `${client} in ${runtime}`);
      }
    }
    const uris = ["s3://data/plain", "abfs://data/plain"].map((uri): PythonJob => ({ action: "get", uri }));
    for (const [index, result] of (await runPython(FLYTEKIT, uris, pythonEnv(wrong))).entries()) {
      assert.match(JSON.stringify(result), /Permission|Forbidden|Auth|403/, uris[index]!.uri);
    }
  },

  "an unknown access key is refused": async (world) => {
    const jobs = S3_CLIENTS.map((client): Job => ({
      ...{ client, bucket: "data", key: "x", action: "get" },
      settings: { accessKeyId: "nobody", secretAccessKey: "nothing" },
    }));
    for (const [index, result] of (await drive(world, "node", jobs)).entries()) {
      const { code, message } = errorOf(result);
      // s3mini treats this server's unusual status 404 as that of a missing object.
      if (S3_CLIENTS[index] === "s3mini" && code === "storage_not_found") continue;
      assert.equal(code, "storage_access_denied", message);
      assert.match(message, /check accessKeyId from argument and secretAccessKey from argument$/);
    }
  },

  "errors distinguish missing buckets from missing objects where the service does": async (world) => {
    for (const runtime of Object.keys(RUNTIMES)) {
      const jobs = ALL_CLIENTS.flatMap((client) => [
        { client, bucket: "none", key: "x", action: "get" as const },
        { client, bucket: "data", key: "none", action: "get" as const },
        { client, bucket: "none", key: "x", action: "put" as const, size: 1 },
      ]);
      const results = await drive(world, runtime, jobs);
      for (const [index, { client, bucket, action }] of jobs.entries()) {
        const { code, message } = errorOf(results[index]);
        assert.equal(code, "storage_not_found", `${client} in ${runtime}: ${message}`);
        const isVague = client === "gcs" || (client === "s3mini" && action === "get");
        const thing = isVague
          ? /or object does not/
          : bucket === "data"
          ? /the object does/
          : /the (bucket|container) does/;
        assert.match(message, thing, `${client} in ${runtime}`);
      }
    }
  },

  "an endpoint without a server, and a host that does not exist": async (world) => {
    for (const endpoint of ["http://127.0.0.1:1234", "http://storage.invalid:9000"]) {
      const gone: World = {
        ...await withConfig(world, { endpoint }),
        gcs: { ...world.gcs, url: endpoint },
        azure: { ...world.azure, url: endpoint },
      };
      for (const runtime of Object.keys(RUNTIMES)) {
        const jobs = ALL_CLIENTS.map((client): Job => ({
          ...{ client, bucket: "data", key: "x", action: "get", retries: 0 },
        }));
        const results = await drive(gone, runtime, jobs);
        for (const [index, client] of ALL_CLIENTS.entries()) {
          const { code, message, path } = errorOf(results[index]);
          assert.equal(code, "storage_unreachable", `${client} in ${runtime}: ${message}`);
          assert.equal(path, "endpoint");
          const origin = S3_CLIENTS.includes(client)
            ? /config\.yaml:3:15 \(storage\.connection\.endpoint\)/
            : /argument/;
          assert.match(message, origin);
          assert.ok(message.includes(`endpoint "${endpoint}`), message);
        }
      }
    }
  },

  "a request that is signed for another region": async (world) => {
    const other = await withConfig(world, { region: "eu-west-1" });
    for (const runtime of Object.keys(RUNTIMES)) {
      const jobs = S3_CLIENTS.map((client): Job => ({ client, bucket: "data", key: "x", action: "get" }));
      const results = await drive(other, runtime, jobs);
      for (const [index, client] of S3_CLIENTS.entries()) {
        const { code, message } = errorOf(results[index]);
        assert.equal(code, "storage_wrong_region", `${client} in ${runtime}: ${message}`);
        assert.match(message, /; set region to "us-east-1" in place of "eu-west-1" from .*config\.yaml:\d+:\d+/);
      }
    }
  },

  "a request is repeated as often as configured": async (world) => {
    const patient = await withConfig(world, { endpoint: world.busy.url });
    for (const retries of [0, 1, 3]) {
      const env = { ...world.env, FLYTE_AWS_RETRIES: `${retries}`, FLYTE_AWS_BACKOFF_SECONDS: "0" };
      const jobs = S3_CLIENTS.flatMap((client): Job[] => [
        { client, bucket: "data", key: `${client}-get-${retries}`, action: "get" },
        { client, bucket: "data", key: `${client}-put-${retries}`, action: "put", size: 3 },
      ]);
      const results = await drive({ ...patient, env }, "node", jobs);
      for (const [index, { client, key }] of jobs.entries()) {
        assert.equal(errorOf(results[index]).code, "storage_request_failed");
        // s3mini repeats nothing.
        assert.equal(world.busy.requests(`/data/${key}`), client === "s3mini" ? 1 : retries + 1, key);
      }
    }
    const jobs = (["gcs", "azure"] as const).map((client): Job => ({
      ...{ client, bucket: "data", key: `${client}-get`, action: "get", retries: 1 },
    }));
    const busy = { ...world, gcs: world.busy, azure: world.busy };
    for (const result of await drive(busy, "node", jobs)) assert.equal(errorOf(result).code, "storage_request_failed");
    for (const { key } of jobs) assert.equal(world.busy.requests(key), 2, key);
  },

  "what docs/clients.md says about settings of S3 in Python": async (world) => {
    const key = "python settings";
    await drive(world, "node", [{ client: "aws", bucket: "data", key, action: "put", size: 5, seed: 1 }]);
    const region = await withConfig(world, { region: "eu-west-1" });
    const bare = world.s3.url.replace("http://", "");
    const claims: readonly (readonly [PythonLibrary, Readonly<Record<string, string>>, RegExp])[] = [
      [FLYTEKIT, {}, /sha256/],
      [FLYTEKIT, { FLYTE_AWS_ENDPOINT: bare }, /ValueError: Invalid endpoint/],
      [FLYTEKIT, { FLYTE_AWS_SECRET_ACCESS_KEY: "" }, /PartialCredentialsError/],
      [FLYTEKIT, { FLYTECTL_CONFIG: region.file }, /sha256/],
      [FLYTEKIT, { AWS_DEFAULT_REGION: "eu-west-1" }, /Bad Request/],
      [FLYTEKIT, { FLYTE_AWS_ADDRESSING_STYLE: "virtual" }, /sha256/],
      [FLYTE, {}, /sha256/],
      [FLYTE, { FLYTE_AWS_ENDPOINT: bare }, /"error"/],
      [FLYTE, { FLYTE_AWS_SECRET_ACCESS_KEY: "" }, /Missing SecretAccessKey/],
      [FLYTE, { AWS_REGION: "eu-west-1" }, /AuthorizationHeaderMalformed/],
      [FLYTE, { FLYTE_AWS_S3_ADDRESSING_STYLE: "auto" }, /sha256/],
      [FLYTE, { FLYTE_AWS_S3_ADDRESSING_STYLE: "virtual" }, /InvalidBucketName/],
      [FLYTE, { FLYTE_STORAGE_RETRIES: "1" }, /TypeError/],
      [FLYTE, { FLYTE_STORAGE_BACKOFF_SECONDS: "1" }, /TypeError/],
      [FLYTE, { FLYTE_STORAGE_DEBUG: "true" }, /sha256/],
    ];
    for (const [python, env, expected] of claims) {
      const jobs: PythonJob[] = [{ action: "get", uri: `s3://data/${key}` }];
      const [result] = await runPython(python, jobs, { ...pythonEnv(world), ...env });
      assert.match(JSON.stringify(result), expected, `${python.name} with ${JSON.stringify(env)}`);
    }
  },

  "workerd: aws4fetch writes what flytekit reads, and explains a refusal": async (world) => {
    const file = { name: "config.yaml", text: await Deno.readTextFile(world.file) };
    const request = { bucket: "data", key: "workerd/größe +%2F", size: 5000, seed: 9 };
    const [written, refused] = await runWorker([
      { ...request, file, env: { ...world.env } },
      { ...request, file, env: { ...world.env, FLYTE_AWS_SECRET_ACCESS_KEY: "wr0ng" } },
    ]);
    assert.deepEqual(written, await digestOf(contentOf(5000, 9)));
    const jobs: PythonJob[] = [{ action: "get", uri: `s3://data/${request.key}` }];
    for (const python of [FLYTEKIT, FLYTE]) await expectSame(await runPython(python, jobs, pythonEnv(world)), 5000, 9);
    const { code, message } = errorOf(refused);
    assert.equal(code, "storage_access_denied");
    assert.match(message, /config\.yaml:4:17 .*secretAccessKey from env FLYTE_AWS_SECRET_ACCESS_KEY$/);
  },

  "the recipes of docs/clients have the types of the clients": async () => {
    await checkRecipes(RECIPES, (await Promise.all((await recipePages()).map(recipesOf))).flat());
  },

  "the recipes of docs/clients print what they say": async (world) => {
    await drive(
      world,
      "node",
      (["aws", "gcs", "azure"] as const).map((client) => {
        return { client, bucket: "data", key: "metadata/inputs.pb", action: "put", size: 7 };
      }),
    );
    const endpoints = { GCS_ENDPOINT: world.gcs.url, AZURE_ENDPOINT: `${world.azure.url}/${AZURE_ACCOUNT.name}` };
    const flytekit = { ...world.env, ...endpoints, FLYTECTL_CONFIG: world.file };
    // The variable of gcsfs leads the client of Google to paths that the server does not have.
    const flyte = { ...pythonEnv(world), ...endpoints, STORAGE_EMULATOR_HOST: "" };
    for (const page of await recipePages()) {
      for (const recipe of await recipesOf(page)) {
        await runRecipe(RECIPES, recipe, recipe.code.includes("@flyte-ts/config/v2") ? flyte : flytekit);
      }
    }
  },
};

/** The pages with recipes for storage. */
async function recipePages(): Promise<readonly string[]> {
  return ["docs/clients.md", ...await clientPages("storage")];
}

/** An object that a client writes. */
interface StoredObject {
  readonly client: ClientName;
  readonly bucket: string;
  readonly key: string;
  readonly uri: string;
  readonly size: number;
  readonly seed: number;
}

/** The clients of the storage of a URI. */
function clientsFor(uri: string): readonly ClientName[] {
  return ALL_CLIENTS.filter((client) => uri.startsWith(`${SCHEMES[client]}:`));
}

/** Objects with all names of {@linkcode OBJECTS} for each client. */
function objects(clients: readonly ClientName[], prefix: string): readonly StoredObject[] {
  return clients.flatMap((client, seed) =>
    Object.entries(OBJECTS).map(([name, size]) => {
      // Only a key that starts with a slash can have no prefix.
      const key = name.startsWith("/") ? `/${prefix}/${client}${name}` : `${prefix}/${client}/${name}`;
      return { client, bucket: "data", key, uri: `${SCHEMES[client]}://data/${key}`, size, seed };
    })
  );
}

/** Whether a Python library can do it: see the table in docs/clients.md. */
function isPossible(
  library: string,
  action: "put" | "get",
  { client, key }: { client: ClientName; key: string },
): boolean {
  // adlfs and obstore treat what follows a question mark as a version or a query.
  if (key.includes("?") && (client === "azure" || library === "flyte")) return false;
  if (library === "flytekit") return true;
  // The client of flyte 2 writes through Google's XML interface, which the server only has for reading.
  if (client === "gcs" && action === "put") return false;
  // It removes empty parts of keys.
  return !key.startsWith("/") && !key.includes("//");
}

/** Throws unless each result is the content of what was asked for. */
async function expectContents(
  results: readonly (Result | PythonResult)[],
  asked: readonly { readonly key: string; readonly client: string; readonly size?: number; readonly seed?: number }[],
): Promise<void> {
  assert.equal(results.length, asked.length);
  const wrong: string[] = [];
  for (const [index, { client, key, size = 0, seed = 0 }] of asked.entries()) {
    const { sha256 } = await digestOf(contentOf(size, seed));
    const result = results[index]!;
    const isSame = "sha256" in result && result.sha256 === sha256;
    if (!isSame) wrong.push(`${client} ${key}: ${JSON.stringify(result).slice(0, 300)}`);
  }
  assert.deepEqual(wrong, []);
}

async function expectSame(results: readonly PythonResult[], size: number, seed: number): Promise<void> {
  const digest = await digestOf(contentOf(size, seed));
  for (const result of results) assert.deepEqual(result, digest);
}

function errorOf(result: Result | undefined): Exclude<Result, Digest> {
  assert.ok(result !== undefined && "code" in result, `there was no error: ${JSON.stringify(result)}`);
  return result;
}
