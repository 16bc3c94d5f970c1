/**
 * Names in Flyte's configuration files and environment that belong to other programs. A key covers all keys below it.
 *
 * @module
 */
import type { ForeignKey } from "../settings/load/known_keys.ts";

const ADMIN = "flyteidl/clients/go/admin/config.go";
const STORAGE = "flytestdlib/storage/config.go";

/** Keys of configuration files that other programs read, each with the source file that declares it. */
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

/** Prefixes of environment variables that flytekit or the Flyte platform use for other purposes than settings. */
export const FOREIGN_VARIABLES: readonly string[] = [
  "FLYTE_INTERNAL_",
  "FLYTE_SDK_DEV_LOGGING_LEVEL",
  "FLYTE_SDK_LOGGING_",
  "FLYTE_SDK_RICH_TRACEBACKS",
  "FLYTE_API_KEY",
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

/** Prefixes of environment variables that flyte 2 or the Flyte platform use for other purposes than settings. */
export const FLYTE2_FOREIGN_VARIABLES: readonly string[] = /* @__PURE__ */ FOREIGN_VARIABLES.concat([
  "FLYTE_APP_",
  "FLYTE_APPLE_SILICON_",
  "FLYTE_CLUSTERED_",
  "FLYTE_DEV",
  "FLYTE_DOMAIN",
  "FLYTE_DISABLE_",
  "FLYTE_DOCKER_",
  "FLYTE_ENABLE_",
  "FLYTE_IMAGEBUILDER_",
  "FLYTE_IO_",
  "FLYTE_KEYRING_PATH",
  "FLYTE_MCP_",
  "FLYTE_MODEL_LOADER_",
  "FLYTE_PREFETCH_",
  "FLYTE_PROJECT",
  "FLYTE_RESET_ROOT_LOGGER",
  "FLYTE_RUFF_",
  "FLYTE_SSH_",
  "FLYTE_SYS_PATH",
  "FLYTE_UPLOAD_",
  "FLYTE_USER_",
  "FLYTE_USE_PYQWEST_",
]);
