import test from "node:test";
import { createRegistry } from "@flyte-ts/config";
import { pluginContract } from "@flyte-ts/config/testing";
import { r2 } from "flyte-config-r2";

const contract = pluginContract(r2, {
  registry: createRegistry(r2),
  clientArguments: { objectUrl: ["data", "a.txt"] },
  // With other account IDs, clients only throw.
  values: (_, key) => key === "accountId" ? ["0123456789abcdef0123456789abcdef"] : [],
});
for (const { name, run } of contract) test(name, run);
