import assert from "node:assert/strict";
import { flytekitSettings } from "../../src/sections/flytekit/mod.ts";
import { parseConfig } from "../../src/formats/config_document.ts";
import { allValues, fileSource, lookupIn, lookupNothing } from "../../src/settings/sources.ts";
import { Config } from "../../mod.ts";

const settings = new Map(flytekitSettings().map((setting) => [setting.path, setting]));
const endpoint = settings.get("platform.endpoint")!;
const images = settings.get("images")!;
const yaml = parseConfig({ name: "config.yaml", text: "admin:\n  endpoint: a\n" });

Deno.test("lookupIn: raw values of the environment precede that of the file, with their origins", () => {
  const raw = lookupIn((name) => name === "FLYTE_PLATFORM_URL" ? "" : undefined, yaml)(endpoint);
  assert.deepEqual(allValues(raw).map(({ value, origin }) => [value, origin.source]), [["", "env"], ["a", "file"]]);
  assert.equal(raw.format, "yaml");
  assert.equal(lookupIn(() => undefined, undefined)(endpoint), lookupNothing());
});

Deno.test("lookupIn: an INI value whose interpolation fails is an error beside the environment", () => {
  const ini = parseConfig({ name: "config", text: "[platform]\nurl = %(none)s\n" });
  const { env, file, fileError } = lookupIn(() => "b", ini)(endpoint);
  assert.deepEqual([env[0]?.value, file, fileError?.code], ["b", undefined, "ini_interpolation_missing_option"]);
});

Deno.test("fileSource: a map is a whole section of an INI file", () => {
  const ini = parseConfig({ name: "config", text: "[images]\na = b\nc = d\n" });
  const [found] = fileSource(ini).lookup(images);
  assert.deepEqual({ ...found!.value as object }, { a: "b", c: "d" });
  assert.deepEqual(fileSource(yaml).lookup(images), []);
});

Deno.test("a load asks for each environment variable of a setting once", () => {
  const asked = new Map<string, number>();
  const env = new Proxy<Record<string, string>>({}, {
    getOwnPropertyDescriptor(_, name) {
      asked.set(String(name), (asked.get(String(name)) ?? 0) + 1);
      return undefined;
    },
  });
  Config.from({ file: { name: "config.yaml", text: "admin:\n  endpoint: a\n" }, env });
  const names = flytekitSettings().flatMap(({ path, envs }) => path.startsWith("platform.") ? envs : []);
  assert.ok(names.length > 10);
  for (const name of names) assert.equal(asked.get(name), 1, name);
});
