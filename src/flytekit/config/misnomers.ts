/**
 * Names that flytekit does not read: wrong ones that people write, and those of releases before 1.0.
 *
 * @module
 */
import type { LegacyKey, Misnomer } from "../../settings/load/known_keys.ts";

const STATSD = "flytekit reads the statsd settings host, port, disabled and disable_tags from [secrets]";

/** Wrong names that people write for a setting or section, where the spelling does not suggest the right one. */
export const MISNOMERS: readonly Misnomer[] = [
  { wrong: "stats", right: "secrets", why: STATSD },
  { wrong: "statsd", right: "secrets", why: STATSD },
  { wrong: "secrets.disabled_tags", right: "secrets.disable_tags" },
  {
    wrong: "admin",
    right: "platform",
    why: "admin is a YAML key; INI files have [platform] and [credentials]",
  },
  { wrong: "platform.endpoint", right: "platform.url" },
  { wrong: "platform", right: "admin", why: "[platform] is an INI section" },
  { wrong: "credentials", right: "admin", why: "[credentials] is an INI section" },
  { wrong: "admin.url", right: "admin.endpoint" },
  { wrong: "s3", right: "aws" },
  { wrong: "gcs", right: "gcp" },
];

const EXECUTION = "set it on the launch plan or the execution";
const NAME_FORMAT = "names are derived from modules and functions";
const DEFAULT_RESOURCES = "use defaultResources of SerializationSettings or the platform defaults";

/**
 * Options of INI files that flytekit releases 0.9 to 0.32 read and later ones ignore, with their replacements. A name
 * without an option covers the whole section.
 */
export const LEGACY_KEYS: readonly LegacyKey[] = [
  { ini: "platform.auth", instead: "set credentials.auth_mode unless the default is right" },
  { ini: "platform.http_url" },
  { ini: "platform.cloud_provider", instead: "the raw output prefix determines the storage" },
  { ini: "credentials.scope", meant: "credentials.scopes" },
  { ini: "credentials.oauth_scopes", meant: "credentials.scopes" },
  { ini: "credentials.redirect_uri", instead: "clients get it from the Flyte server" },
  { ini: "credentials.authorization_metadata_key", instead: "clients get it from the Flyte server" },
  { ini: "auth.assumable_iam_role", instead: EXECUTION },
  { ini: "auth.kubernetes_service_account", instead: EXECUTION },
  { ini: "auth.raw_output_data_prefix", instead: EXECUTION },
  { ini: "auth", instead: EXECUTION },
  { ini: "aws.s3_shard_formatter", instead: "set the raw output prefix" },
  { ini: "aws.s3_shard_string_length", instead: "set the raw output prefix" },
  { ini: "gcp.gcs_prefix", instead: "set the raw output prefix" },
  { ini: "sdk.logging_level", instead: "use the environment variable FLYTE_SDK_LOGGING_LEVEL" },
  { ini: "sdk.python_venv", instead: "tasks run with the Python of the image" },
  { ini: "sdk.execution_engine" },
  { ini: "sdk.type_engines" },
  { ini: "sdk.parquet_engine" },
  { ini: "sdk.use_structured_dataset", instead: "StructuredDataset is always used" },
  { ini: "sdk.fast_registration_dir", instead: "use pyflyte --destination-dir" },
  { ini: "sdk.role", instead: EXECUTION },
  { ini: "sdk.name_format", instead: NAME_FORMAT },
  { ini: "sdk.task_name_format", instead: NAME_FORMAT },
  { ini: "sdk.workflow_name_format", instead: NAME_FORMAT },
  { ini: "sdk.launch_plan_name_format", instead: NAME_FORMAT },
  ...["cpu", "memory", "gpu", "storage", "ephemeral_storage"].flatMap((resource) => [
    { ini: `resources.default_${resource}_request`, instead: DEFAULT_RESOURCES },
    { ini: `resources.default_${resource}_limit`, instead: DEFAULT_RESOURCES },
  ]),
  { ini: "resources", instead: DEFAULT_RESOURCES },
  { ini: "statsd.host", meant: "secrets.host" },
  { ini: "statsd.port", meant: "secrets.port" },
  { ini: "statsd.disabled", meant: "secrets.disabled" },
  { ini: "statsd.disable_tags", meant: "secrets.disable_tags" },
  { ini: "statsd", meant: "[secrets]" },
  { ini: "deck.disable_deck", instead: "set enable_deck on each task" },
  { ini: "deck", instead: "set enable_deck on each task" },
];
