/**
 * The contract of plugins, which has to run in every runtime that a plugin is for.
 *
 * @module
 */
import type { Plugin } from "../../../mod.ts";
import { equal, ok } from "../assert.ts";
import type { Check } from "../suite.ts";

const SETTINGS = {
  region: { type: "string", ini: "oss.region", yaml: "storage.oss.region", doc: "Region" },
  accessKey: { type: "secret", ini: "oss.access_key", yaml: "storage.oss.key", doc: "Access key" },
  parts: { type: "integer", ini: "oss.parts", default: 4, min: 1, doc: "Parts" },
} as const;

/** The checks: it holds for a plugin, and fails for one that shows a secret. */
export const testingChecks: readonly Check[] = [
  {
    name: "the contract of plugins holds, and notices a secret",
    run: async ({ lib, note }) => {
      const plugin: Plugin = { id: "oss", doc: "OSS", settings: SETTINGS };
      const contract = lib.testing.pluginContract(plugin);
      for (const { run } of contract) await run();
      note("checks of the contract", contract.map(({ name }) => name).join());
      const check = ({ accessKey }: { readonly accessKey?: string }) =>
        accessKey ? [{ setting: "accessKey", message: `is ${accessKey}` }] : [];
      const failed: string[] = [];
      for (const { name, run } of lib.testing.pluginContract({ ...plugin, check })) {
        try {
          await run();
        } catch (error) {
          ok(error instanceof lib.main.FlyteConfigError, name);
          failed.push(`${name}: ${error.message}`);
        }
      }
      equal(failed.length, 2);
      for (const message of failed) {
        ok(message.endsWith("oss.check: called with accessKey: the message about accessKey shows a secret"), message);
      }
    },
  },
];
