import { FlyteConfigError, PlatformConfig } from "@flyte-ts/config";

try {
  // Reads this file and the variables FLYTE_PLATFORM_… and FLYTE_CREDENTIALS_…, and nothing else.
  const { endpoint } = await PlatformConfig.auto({ file: "config.yaml" });
  console.log(endpoint);
} catch (error) {
  if (!(error instanceof FlyteConfigError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  Deno.exit(1);
}
