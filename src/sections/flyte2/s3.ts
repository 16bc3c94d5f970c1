/**
 * Settings of Amazon S3 and compatible services, as flyte 2 has them.
 *
 * @module
 */
import { checkS3, type S3Connection } from "../../../plugins/s3.ts";
import type { SectionDefinition } from "../../settings/definition.ts";
import { mountPlugin } from "../../settings/plugin.ts";
import type { MountedSection } from "../../settings/setting.ts";
import { storage } from "./storage.ts";

/**
 * Definition of the settings of {@linkcode S3}.
 *
 * Python: `flyte.storage.S3`
 */
export const s3 = {
  id: "s3",
  doc: "Amazon S3 and compatible services",
  settings: {
    ...storage.settings,
    /** URL of the service, unless it is Amazon S3. Environment variable `FLYTE_AWS_ENDPOINT`. */
    endpoint: {
      type: "string",
      env: "FLYTE_AWS_ENDPOINT",
      counterpart: "data_config.s3.endpoint",
      doc: "URL of the service, unless it is Amazon S3",
    },
    /** Access key ID. Environment variable `FLYTE_AWS_ACCESS_KEY_ID`. */
    accessKeyId: {
      type: "string",
      env: "FLYTE_AWS_ACCESS_KEY_ID",
      counterpart: "data_config.s3.access_key_id",
      doc: "Access key ID",
    },
    /** Secret access key. Environment variable `FLYTE_AWS_SECRET_ACCESS_KEY`. */
    secretAccessKey: {
      type: "secret",
      env: "FLYTE_AWS_SECRET_ACCESS_KEY",
      counterpart: "data_config.s3.secret_access_key",
      doc: "Secret access key",
    },
    /** Region of the service. */
    region: {
      type: "string",
      argumentOnly: true,
      counterpart: "data_config.s3.region",
      doc: "Region of the service",
    },
    /** Addressing style of bucket URLs: path or virtual. Environment variable `FLYTE_AWS_S3_ADDRESSING_STYLE`. */
    addressingStyle: {
      type: "string",
      env: "FLYTE_AWS_S3_ADDRESSING_STYLE",
      counterpart: "data_config.s3.adressing_style",
      doc: "Addressing style of bucket URLs: path or virtual",
    },
  },
} as const satisfies SectionDefinition;

/** The section `flyte.storage.S3`. */
export const S3: MountedSection = /* @__PURE__ */ mountPlugin(["storage", "s3"], {
  ...s3,
  check: (settings: S3Connection) => checkS3(settings, "storage.s3", "flyte 2"),
});
