/**
 * Mutated configuration files of flyte 2: each results in a configuration or a `FlyteConfigError`, and shows no secret.
 */
import assert from "node:assert/strict";
import { FlyteConfigError } from "../../../mod.ts";
import { Config } from "../../../v2.ts";
import { runs, seedOr } from "../../_support/effort.ts";
import { leaksOf } from "../../_support/leaks.ts";
import { PIECES, SECRET, withSecret } from "../../_support/config_samples.ts";
import { flyteCase } from "../../conformance/flyte2_config/generate.ts";
import { mutateText, seeded } from "../../_support/mutations.ts";

const [SEED, COUNT] = [seedOr(20_251_124), runs(200, 5_000)];

Deno.test("flyte 2: changed files", () => {
  const random = seeded(SEED);
  const tally = { configs: 0, errors: 0, others: 0 };
  for (let index = 0; index < COUNT; index++) {
    const given = flyteCase(random);
    const original = given.file?.text ?? "admin: {clientSecretEnvVar: MY_SECRET}\n";
    const text = withSecret(index % 5 === 0 ? original : mutateText(random, original, PIECES), "yaml");
    const env = { ...given.env, MY_SECRET: `${SECRET}\n`, FLYTE_CREDENTIALS_CLIENT_SECRET: SECRET };
    for (const mode of ["strict", "flyte"] as const) {
      const files = { "@ROOT@/secrets/client": ` ${SECRET}` };
      const result = outcome(() => Config.from({ mode, env, file: { name: "config.yaml", text }, files }));
      const leaks = leaksOf(result);
      assert.deepEqual(leaks, [], `seed ${SEED}, file ${index}, mode ${mode}: ${JSON.stringify({ text, env })}`);
      if (result instanceof FlyteConfigError) tally.errors++;
      else {
        tally.configs++;
        tally.others += result.issues.filter(({ code }) => code === "other_version").length;
      }
    }
  }
  assert.ok(tally.configs > COUNT / 2 && tally.errors > COUNT / 10 && tally.others > 0, JSON.stringify(tally));
});

function outcome(read: () => Config): Config | FlyteConfigError {
  try {
    return read();
  } catch (error) {
    if (error instanceof FlyteConfigError) return error;
    throw error;
  }
}
