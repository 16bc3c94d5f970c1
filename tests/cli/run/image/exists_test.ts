import assert from "node:assert/strict";
import { memoryHost } from "../../../../mod.ts";
import { commandLine } from "../../../_support/command_line.ts";
import { FLYTE2_IMAGE, PROJECT } from "../../../_support/image_files.ts";

const digest = `sha256:${"ab".repeat(32)}`;
const headers = { "content-type": "application/vnd.oci.image.index.v1+json", "docker-content-digest": digest };
const PRESENT = () => new Response(null, { headers });
const ABSENT = () => Response.json({ errors: [{ code: "MANIFEST_UNKNOWN" }] }, { status: 404 });

function machine(
  answer: (url: string, init?: RequestInit) => Response,
  files: Readonly<Record<string, string>> = PROJECT,
) {
  const fetch = (url: string | URL | Request, init?: RequestInit) => Promise.resolve(answer(String(url), init));
  return memoryHost({ files, cwd: "/work", home: "/home/me", fetch });
}

Deno.test("the three answers have three exit codes", async () => {
  for (const file of ["image.yaml", "image.json"]) {
    const exists = (answer: () => Response) => commandLine(["image", "exists", file], { host: machine(answer) });
    const present = await exists(PRESENT);
    assert.deepEqual([present.code, present.stderr], [0, ""]);
    assert.match(present.stdout, new RegExp(`^ghcr\\.io/acme/\\w+:\\S+ exists \\(${digest}\\)\n$`));
    const absent = await exists(ABSENT);
    assert.equal(absent.code, 1);
    assert.match(absent.stdout, /^ghcr\.io\/acme\/\w+:\S+ does not exist\n$/);
    const unknown = await exists(() => new Response(null, { status: 403 }));
    assert.equal(unknown.code, 3);
    assert.match(unknown.stdout, /^could not determine whether ghcr\.io\/acme\/\w+:\S+ exists: .+\n$/);
  }
});

Deno.test("image exists --json has the answer and its reason", async () => {
  const answerOf = async (answer: () => Response) =>
    JSON.parse((await commandLine(["image", "exists", "--json", "image.yaml"], { host: machine(answer) })).stdout);
  const { image, ...present } = await answerOf(PRESENT);
  assert.match(image, /^ghcr\.io\/acme\/app:/);
  assert.deepEqual(present, { state: "present", digest, mediaType: headers["content-type"] });
  assert.equal((await answerOf(ABSENT)).reason, "manifest_unknown");
  const { cause, ...unknown } = await answerOf(() => new Response(null, { status: 403 }));
  assert.deepEqual([cause, unknown.reason, unknown.status], [undefined, "registry_forbidden", 403]);
});

Deno.test("an image without a registry has an unknown existence", async () => {
  const { code, stdout } = await commandLine(["image", "exists", "-"], { stdin: "name: app\n" });
  assert.equal(code, 3);
  assert.match(stdout, /has no registry to ask/);
});

Deno.test("stored credentials are sent and never printed", async () => {
  const auths = { "ghcr.io": { auth: btoa("me:hunter2hunter2") } };
  const files = { ...PROJECT, "/home/me/.docker/config.json": JSON.stringify({ auths }) };
  const sent: string[] = [];
  const host = machine((_, init) => {
    const authorization = new Headers(init?.headers).get("authorization");
    if (authorization !== null) sent.push(authorization);
    return new Response(null, { status: 401, headers: { "www-authenticate": 'Basic realm="r"' } });
  }, files);
  const { code, stdout, stderr } = await commandLine(["image", "exists", "--json", "image.yaml"], { host });
  assert.equal(code, 3);
  assert.ok(sent.includes(`Basic ${auths["ghcr.io"].auth}`));
  assert.doesNotMatch(stdout + stderr, /hunter2|bWU6a/);
});

Deno.test("a registry without TLS is asked only if it is named", async () => {
  const stdin = JSON.stringify(FLYTE2_IMAGE.clone({ registry: "registry.test:5000" }).toDict());
  const urls: string[] = [];
  const host = machine((url) => {
    urls.push(url);
    if (url.startsWith("https:")) throw new TypeError("no TLS");
    return PRESENT();
  });
  const named = await commandLine(["image", "exists", "--insecure-registry", "registry.test:5000", "-"], {
    host,
    stdin,
  });
  assert.equal(named.code, 0);
  assert.ok(urls.some((url) => url.startsWith("http://registry.test:5000/")));
  const wrong = await commandLine(["image", "exists", "--insecure-registry", "http://x", "-"], { host, stdin });
  assert.deepEqual([wrong.code, wrong.stdout], [2, ""]);
});

Deno.test("an interrupted query ends with 130 and has no answer", async () => {
  const interruption = new AbortController();
  const host = machine(() => {
    interruption.abort();
    return PRESENT();
  });
  const { code, stdout } = await commandLine(["image", "exists", "image.yaml"], { host, signal: interruption.signal });
  assert.deepEqual([code, stdout], [130, ""]);
});
