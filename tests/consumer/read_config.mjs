import { Config } from "@flyte-ts/config";
const config = await Config.auto({ file: "config.yaml", env: { FLYTE_AWS_RETRIES: "5" } });
console.log(config.platform.endpoint, config.dataConfig.s3.retries, config.issues[0].meant);
