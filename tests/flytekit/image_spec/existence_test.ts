import assert from "node:assert/strict";
import { ImageBuildEngine, ImageSpec, ImageSpecBuilder, memoryHost } from "../../../mod.ts";

const digest = `sha256:${"ab".repeat(32)}`;
const headers = { "content-type": "application/vnd.oci.image.index.v1+json", "docker-content-digest": digest };

/** A machine whose registry wants the password `pw`, which is nowhere but in the named files. */
function machine(files: Readonly<Record<string, string>>) {
  const fetch = (_: unknown, init?: { readonly headers?: unknown }) => {
    const { authorization } = Object(init?.headers) as { readonly authorization?: string };
    if (authorization === `Basic ${btoa("me:pw")}`) return Promise.resolve(new Response(null, { headers }));
    return Promise.resolve(new Response(null, { status: 401, headers: { "www-authenticate": 'Basic realm="r"' } }));
  };
  return memoryHost({ home: "/home/me", cwd: "/project", files, fetch: fetch as typeof globalThis.fetch });
}

const login = (password: string) => JSON.stringify({ auths: { "ghcr.io": { auth: btoa(`me:${password}`) } } });

Deno.test("the credentials of registryConfig take precedence over the stored ones", async () => {
  const host = machine({ "/project/auth.json": login("pw"), "/home/me/.docker/config.json": login("old") });
  const spec = new ImageSpec({ registry: "ghcr.io/acme", registryConfig: "auth.json" });
  assert.equal((await spec.existence({ host })).state, "present");
  assert.equal(await spec.exist({ host }), true);
  assert.equal(await spec.with({ registryConfig: undefined }).exist({ host }), null);
  assert.equal(await spec.with({ registryConfig: undefined }).exist({ host, authFile: "auth.json" }), true);
});

Deno.test("an engine asks registries with the credentials of registryConfig", async () => {
  class Never extends ImageSpecBuilder {
    override buildImage(): Promise<string> {
      return Promise.reject(new Error("it is there"));
    }
  }
  const engine = new ImageBuildEngine();
  engine.register("never", new Never());
  const messages: string[] = [];
  const onMessage = ({ text }: { readonly text: string }) => void messages.push(text);
  const spec = new ImageSpec({ registry: "ghcr.io/acme", registryConfig: "auth.json" });
  const built = await engine.build(spec, { host: machine({ "/project/auth.json": login("pw") }), onMessage });
  assert.equal(built?.isBuilt, false);
  assert.ok(!messages.some((text) => /unknown|determine|taken to be/.test(text)), messages.join("\n"));
});

Deno.test("a missing registryConfig makes the existence unknown", async () => {
  const spec = new ImageSpec({ registry: "ghcr.io/acme", registryConfig: "none.json" });
  const answer = await spec.existence({ host: machine({}) });
  assert.deepEqual([answer.state, answer.state === "unknown" && answer.reason], ["unknown", "file_not_found"]);
});
