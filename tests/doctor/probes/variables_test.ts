import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { Finding } from "../../../src/doctor/mod.ts";
import { FlyteConfigError } from "../../../src/errors.ts";
import type { Host } from "../../../src/runtime/host.ts";
import { examined, machineWith, onlyFinding } from "../../_support/examined.ts";

async function variables(host: Host, options: object = {}): Promise<readonly Finding[]> {
  return (await examined({ host, offline: true, ...options })).filter(({ probe }) => probe === "variables");
}

const FILE = { "/home/me/.flyte/config.yaml": "admin:\n  endpoint: dns:///flyte.test\n" };

Deno.test("a variable says what it sets, in which version, and which value of the file it shadows", async () => {
  const host = machineWith({
    files: FILE,
    env: { FLYTE_PLATFORM_URL: "flyte.acme.com", FLYTE_AWS_ENDPOINT: "http://a" },
  });
  const found = new Map((await variables(host)).map((finding) => [finding.subject, finding]));
  const url = found.get("FLYTE_PLATFORM_URL");
  assert.deepEqual(url?.versions, ["flytekit"]);
  assert.equal(
    url?.message,
    "sets platform.endpoint, and shadows /home/me/.flyte/config.yaml:2:13 (admin.endpoint)",
  );
  assert.deepEqual(found.get("FLYTE_AWS_ENDPOINT")?.versions, ["flytekit", "flyte2"]);
  assert.match(found.get("FLYTE_AWS_ENDPOINT")?.message ?? "", /data_config\.s3\.endpoint.*storage\.s3\.endpoint/);
});

Deno.test("variables of the search path are named", async () => {
  const host = machineWith({ files: FILE, env: { FLYTECTL_CONFIG: "/home/me/.flyte/config.yaml", UCTL_CONFIG: "" } });
  const found = await variables(host);
  assert.deepEqual(found.map(({ subject, message }) => [subject, message]), [
    ["FLYTECTL_CONFIG", "names the configuration file"],
    ["UCTL_CONFIG", "empty, and ignored"],
  ]);
});

Deno.test("misspelled variables are warnings with the nearest name", async () => {
  const env = { FLYTE_PLATFORM_URI: "a", FLYTECTL_CONFG: "b", FLYTE_NOTHING_LIKE_IT_AT_ALL: "c", OTHER: "d" };
  const found = await variables(machineWith({ env }));
  assert.deepEqual(found.map(({ subject, status, fix }) => [subject, status, fix]), [
    ["FLYTE_PLATFORM_URI", "warning", "rename it to FLYTE_PLATFORM_URL"],
    ["FLYTE_NOTHING_LIKE_IT_AT_ALL", "warning", "unset FLYTE_NOTHING_LIKE_IT_AT_ALL if it is meant for Flyte"],
    ["FLYTECTL_CONFG", "warning", "rename it to FLYTECTL_CONFIG"],
  ]);
});

Deno.test("a variable that only the other version reads has no effect, if only one is examined", async () => {
  const host = machineWith({ files: FILE, env: { FLYTE_ADMIN_ENDPOINT: "flyte.test" } });
  const [found] = await variables(host, { versions: ["flytekit"] });
  assert.equal(found?.status, "warning");
  assert.match(found?.message ?? "", /has no effect in flytekit: only flyte 2 reads it/);
  assert.equal(found?.fix, "set FLYTE_PLATFORM_URL instead");
  assert.deepEqual((await variables(host)).map(({ status }) => status), ["ok"]);
});

Deno.test("without variables there is one finding", async () => {
  onlyFinding(await variables(machineWith()), "ok", /no variable of Flyte is set/);
});

Deno.test("of a runtime that denies variables, only known ones are asked, and the flag is named", async () => {
  const asked: string[] = [];
  const host: Host = {
    ...machineWith({ files: FILE }),
    env: (name) => {
      asked.push(name);
      throw new FlyteConfigError("permission_denied", `Deno denied permission to read ${name}; run with --allow-env`);
    },
    envNames: () => assert.fail("variables were listed"),
    mayListEnv: () => false,
  };
  const found = onlyFinding(
    await variables(host),
    "warning",
    /denied access to \d+ variables/,
    /^run with --allow-env=\w+,/,
  );
  assert.match(found.fix!, /FLYTE_PLATFORM_URL/);
  assert.deepEqual(asked.filter((name) => !/^(?:_?FLYTE|UCTL_CONFIG$|AZURE_|HOME$|PATH$)/.test(name)), []);
});

Deno.test("any names and values lead to findings without the values", async () => {
  const name = fc.oneof(
    fc.constantFrom("FLYTE_PLATFORM_URL", "FLYTE_AWS_SECRET_ACCESS_KEY", "FLYTE_PLATFORM_INSECURE", "FLYTECTL_CONFIG"),
    fc.string({ maxLength: 20 }).map((text) => `FLYTE_${text.toUpperCase()}`),
    fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text !== "__proto__"),
  );
  const value = fc.string({ minLength: 3, maxLength: 20 }).map((text) => `canary-${text}`);
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, value, { maxKeys: 6 }), async (env) => {
      for (const finding of await variables(machineWith({ files: FILE, env }))) {
        if (finding.subject.includes("canary") || finding.message.includes("canary")) {
          assert.fail(JSON.stringify(finding));
        }
      }
    }),
    { numRuns: 40 },
  );
});
