/** Uses a plugin of another package; that it compiles with types for ES2022 only is the test. */
import { Config, createRegistry, gcs, s3, type S3Config } from "@flyte-ts/config";
import { pluginContract } from "@flyte-ts/config/testing";
import { r2 } from "flyte-config-r2";

const registry = createRegistry(s3, gcs).with(r2);

/** The settings of a plugin are typed, without a cast. */
export function read(env: Record<string, string>): string {
  const { dataConfig } = Config.from({ plugins: registry, env });
  const accountId: string | undefined = dataConfig.r2.accountId;
  const jurisdiction: "default" | "eu" | "fedramp" = dataConfig.r2.jurisdiction;
  const own: S3Config = dataConfig.s3;
  const retries: number = dataConfig.r2.retries + own.retries + dataConfig.section("r2").retries;
  return [accountId, jurisdiction, retries].join();
}

/** So are its functions for clients. */
export function connect(): string {
  const { r2: settings } = Config.from({ plugins: registry }).dataConfig;
  const { endpoint, forcePathStyle } = r2.clients.awsSdk(settings);
  const style: boolean = forcePathStyle;
  const url: string = registry.get("r2").clients.objectUrl(settings, "data", "a.txt");
  return [endpoint, style, url].join();
}

/** The contract knows the clients. */
export const contract: readonly string[] = pluginContract(r2, {
  registry,
  clientArguments: { objectUrl: ["data", "a.txt"] },
}).map(({ name }) => name);

/** Mistakes do not compile. */
export function mistakes(): void {
  const { dataConfig } = Config.from({ plugins: registry });
  // @ts-expect-error a misspelt setting
  dataConfig.r2.acountId;
  // @ts-expect-error a plugin that the registry does not have
  dataConfig.azure;
  // @ts-expect-error a setting without a default may be absent
  dataConfig.r2.accountId.length;
  // @ts-expect-error a misspelt client
  r2.clients.awsSkd(dataConfig.r2);
  // @ts-expect-error another section
  r2.clients.awsSdk(dataConfig.s3);
  // @ts-expect-error no such plugin
  registry.get("r3");
}
