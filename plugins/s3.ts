/**
 * The storage plugin for Amazon S3 and compatible services.
 *
 * @module
 */
import type { Plugin, PluginIssue } from "../src/settings/plugin.ts";
import { closest, didYouMean } from "../src/text/closest.ts";

/**
 * Storage plugin for Amazon S3 and compatible services: the definition of `Config.dataConfig.s3`.
 *
 * Python: `flytekit.configuration.S3Config`
 */
export const s3 = {
  id: "s3",
  doc: "Amazon S3 and compatible services",
  settings: {
    /**
     * Whether to log requests. Environment variable `FLYTE_AWS_ENABLE_DEBUG`, INI `aws.enable_debug`.
     * @default false
     */
    enableDebug: { type: "boolean", ini: "aws.enable_debug", default: false, doc: "Whether to log requests" },
    /**
     * URL of the service, unless it is Amazon S3. Environment variable `FLYTE_AWS_ENDPOINT`, INI `aws.endpoint`, YAML
     * `storage.connection.endpoint`.
     */
    endpoint: {
      type: "string",
      ini: "aws.endpoint",
      yaml: "storage.connection.endpoint",
      doc: "URL of the service, unless it is Amazon S3",
    },
    /**
     * Number of times to retry a request. Environment variable `FLYTE_AWS_RETRIES`, INI `aws.retries`.
     * @default 3
     */
    retries: {
      type: "integer",
      ini: "aws.retries",
      default: 3,
      min: 0,
      doc: "Number of times to retry a request",
    },
    /**
     * Seconds to wait before a retry. Environment variable `FLYTE_AWS_BACKOFF_SECONDS`, INI `aws.backoff_seconds`.
     * @default 5
     */
    backoff: {
      type: "seconds",
      ini: "aws.backoff_seconds",
      default: 5,
      min: 0,
      doc: "Seconds to wait before a retry",
    },
    /**
     * Access key ID. Environment variable `FLYTE_AWS_ACCESS_KEY_ID`, INI `aws.access_key_id`, YAML
     * `storage.connection.access-key`.
     */
    accessKeyId: {
      type: "string",
      ini: "aws.access_key_id",
      yaml: "storage.connection.access-key",
      doc: "Access key ID",
    },
    /**
     * Secret access key. Environment variable `FLYTE_AWS_SECRET_ACCESS_KEY`, INI `aws.secret_access_key`, YAML
     * `storage.connection.secret-key`.
     */
    secretAccessKey: {
      type: "secret",
      ini: "aws.secret_access_key",
      yaml: "storage.connection.secret-key",
      doc: "Secret access key",
    },
    /**
     * Addressing style of bucket URLs: path or virtual. Environment variable `FLYTE_AWS_ADDRESSING_STYLE`, INI
     * `aws.addressing_style`, YAML `storage.connection.addressing-style`.
     */
    addressingStyle: {
      type: "string",
      // flytekit's spelling.
      wire: "adressing_style",
      ini: "aws.addressing_style",
      yaml: "storage.connection.addressing-style",
      doc: "Addressing style of bucket URLs: path or virtual",
    },
    /** Region of the service. YAML `storage.connection.region`. */
    region: {
      type: "string",
      yaml: "storage.connection.region",
      otherProgram: "flytectl",
      doc: "Region of the service",
    },
    /** Authentication method: accesskey or iam. YAML `storage.connection.auth-type`. */
    authType: {
      type: "string",
      yaml: "storage.connection.auth-type",
      otherProgram: "flytectl",
      doc: "Authentication method: accesskey or iam",
    },
    /** Whether to connect without TLS. YAML `storage.connection.disable-ssl`. */
    disableSsl: {
      type: "boolean",
      yaml: "storage.connection.disable-ssl",
      otherProgram: "flytectl",
      doc: "Whether to connect without TLS",
    },
  },
  check: (settings: S3Connection): readonly PluginIssue<keyof S3Connection>[] => checkS3(settings),
} as const satisfies Plugin;

/** The addressing styles that clients know. */
export const ADDRESSING_STYLES: readonly string[] = ["path", "virtual", "auto"];

/** The settings that depend on one another. */
export interface S3Connection {
  readonly endpoint: string | undefined;
  readonly accessKeyId: string | undefined;
  readonly secretAccessKey: string | undefined;
  readonly addressingStyle: string | undefined;
}

/** Reports settings with which clients cannot connect. flyte 2 has the same ones at another path. */
export function checkS3(
  { endpoint, accessKeyId, secretAccessKey, addressingStyle }: S3Connection,
  path = "data_config.s3",
  library = "flytekit",
): readonly PluginIssue<keyof S3Connection>[] {
  const issues: PluginIssue<keyof S3Connection>[] = [];
  if (!accessKeyId !== !secretAccessKey) {
    const [setting, missing] = accessKeyId
      ? ["accessKeyId", "secret_access_key"] as const
      : ["secretAccessKey", "access_key_id"] as const;
    const message = `is set without ${path}.${missing}; set both or neither`;
    issues.push({ setting, code: "storage_credentials_incomplete", message });
  }
  if (endpoint && !/^https?:\/\//i.test(endpoint)) {
    const message =
      `is not an http or https URL, which ${library}'s client needs; write for example https://s3.acme.com`;
    issues.push({ setting: "endpoint", code: "storage_endpoint_invalid", message });
  }
  // In flytekit, any style means virtual; in flyte 2, only this word does.
  const style = library === "flytekit" ? addressingStyle?.toLowerCase() : addressingStyle;
  if (addressingStyle && !ADDRESSING_STYLES.includes(style!)) {
    const message = `must be ${ADDRESSING_STYLES.join(" or ")}${
      didYouMean(closest(addressingStyle, ADDRESSING_STYLES))
    }`;
    issues.push({ setting: "addressingStyle", code: "storage_addressing_style", message });
  }
  return issues;
}
