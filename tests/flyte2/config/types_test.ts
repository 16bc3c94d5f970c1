/**
 * Types of flyte 2's configuration: `deno check` fails if the line after `@ts-expect-error` has no error. `typesOnly` is
 * not run.
 */
import assert from "node:assert/strict";
import { type AuthType, Config, ImageConfig, PlatformConfig, TaskConfig } from "../../../v2.ts";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;

function expect<T extends true>(_?: T): void {}

async function typesOnly(config: Config): Promise<void> {
  expect<Same<typeof config.platform.authMode, AuthType>>();
  expect<Same<typeof config.platform.endpoint, string | undefined>>();
  expect<Same<typeof config.platform.command, readonly string[] | undefined>>();
  expect<Same<typeof config.platform.scopes, readonly string[]>>();
  expect<Same<typeof config.platform.rpcRetries, number>>();
  expect<Same<typeof config.image.imageRefs, Readonly<Record<string, string>>>>();
  expect<Same<typeof config.local.trackedStrict, boolean>>();
  const [task, image] = [TaskConfig.from(), await ImageConfig.auto()];
  expect<Same<typeof task, TaskConfig>>();
  expect<Same<typeof image, ImageConfig>>();
  // @ts-expect-error: where a secret is comes from files and variables only
  new PlatformConfig({ clientSecretLocation: "/s" });
  // @ts-expect-error: flytekit's way to sign in
  new PlatformConfig({ authMode: "standard" });
  // @ts-expect-error: flyte 2 has no plugins
  Config.from({ plugins: [] });
  // @ts-expect-error: properties are read-only
  config.task.project = "p";
  // @ts-expect-error: there is no INI
  config.toIni();
  // @ts-expect-error: flytekit's section
  await Config.auto().then(({ secrets }) => secrets);
}

Deno.test("flyte 2: types are checked at compile time", () => {
  assert.equal(typeof typesOnly, "function");
});
