/**
 * The names in Flyte's files and environment that other programs than this one read. Each stands for all below it.
 *
 * @module
 */
import type { ForeignKey, Misnomer } from "../../settings/load/known_names.ts";

const ADMIN = "flyteidl/clients/go/admin/config.go";
const STORAGE = "flytestdlib/storage/config.go";

/** Keys of files, each with the file of Flyte's repository (or flytekit's) that reads it. */
export const FOREIGN_KEYS: readonly ForeignKey[] = [
  ...[
    "maxBackoffDelay",
    "perRetryTimeout",
    "maxRetries",
    "maxMessageSizeBytes",
    "tokenRefreshWindow",
    "useAuth",
    "useAudienceFromAdmin",
    "authorizationServerUrl",
    "tokenUrl",
    "authorizationHeader",
    "pkceConfig",
    "deviceFlowConfig",
    "defaultServiceConfig",
  ].map((key) => ({ yaml: `admin.${key}`, owner: ADMIN })),
  ...[
    "type",
    "stow",
    "redis",
    "container",
    "enable-multicontainer",
    "schemes",
    "cache",
    "limits",
    "defaultHttpClient",
    "signedUrl",
    "connection.endpoint",
    "connection.access-key",
    "connection.secret-key",
    "connection.auth-type",
    "connection.region",
    "connection.disable-ssl",
  ].map((key) => ({ yaml: `storage.${key}`, owner: STORAGE })),
  { yaml: "console.insecure", owner: "flytekit's documented sample" },
  { yaml: "logger", owner: "flytestdlib/logger/config.go" },
  { yaml: "root", owner: "flytectl/cmd/config/config.go" },
  { yaml: "files", owner: "flytectl/cmd/config/subcommand/register/files_config.go" },
  { yaml: "otel", owner: "flytestdlib/otelutils/config.go" },
  { yaml: "union", owner: "uctl" },
];

const STATSD = "flytekit reads host, port, disabled and disable_tags of statsd there";

/** Names that people take for those of settings. */
export const MISNOMERS: readonly Misnomer[] = [
  { wrong: "stats", right: "secrets", why: STATSD },
  { wrong: "statsd", right: "secrets", why: STATSD },
  { wrong: "secrets.disabled_tags", right: "secrets.disable_tags" },
  {
    wrong: "admin",
    right: "platform",
    why: "admin is a key of YAML files; there are [platform] and [credentials] in INI files",
  },
  { wrong: "platform.endpoint", right: "platform.url" },
  { wrong: "platform", right: "admin", why: "platform is a section of INI files" },
  { wrong: "credentials", right: "admin", why: "credentials is a section of INI files" },
  { wrong: "admin.url", right: "admin.endpoint" },
  { wrong: "s3", right: "aws" },
  { wrong: "gcs", right: "gcp" },
];

/** Variables that flytekit, flyte or the platform read or set, as starts of names. */
export const FOREIGN_VARIABLES: readonly string[] = [
  "FLYTE_INTERNAL_",
  "FLYTE_SDK_",
  "FLYTE_ATTEMPT_NUMBER",
  "FLYTE_CONFIG",
  "FLYTE_DEFAULT_DOMAIN",
  "FLYTE_DEFAULT_PROJECT",
  "FLYTE_ENABLE_VSCODE",
  "FLYTE_EXIT_ON_USER_EXCEPTION",
  "FLYTE_FAIL_ON_ERROR",
  "FLYTE_FORCE_PUSH_IMAGE_SPEC",
  "FLYTE_IMG_FAST_FAIL",
  "FLYTE_PUSH_IMAGE_SPEC",
  "FLYTE_PYTHON_PACKAGE_ROOT",
  "FLYTE_REMOTE_INSTANCE",
  "FLYTE_SANDBOX_",
  "FLYTE_START_TIME",
  "FLYTE_USE_OLD_DC_FORMAT",
];
