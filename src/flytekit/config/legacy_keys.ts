/**
 * Options of INI files that flytekit read before 1.0, with what took their place. The list is that of the releases 0.9
 * to 0.32 on PyPI.
 *
 * @module
 */
import type { LegacyKey } from "../../settings/load/known_names.ts";

const EXECUTION = "give it to the launch plan or the execution";
const NAME_FORMAT = "names follow from modules and functions";
const DEFAULT_RESOURCES = "use defaultResources of SerializationSettings, or the defaults of the platform";

/** The options, as `section.option`. A key without an option stands for its whole section. */
export const LEGACY_KEYS: readonly LegacyKey[] = [
  { ini: "platform.auth", instead: "set credentials.auth_mode if the default does not fit" },
  { ini: "platform.http_url" },
  { ini: "platform.cloud_provider", instead: "the URI of the raw output prefix says which storage is used" },
  { ini: "credentials.scope", meant: "credentials.scopes" },
  { ini: "credentials.oauth_scopes", meant: "credentials.scopes" },
  { ini: "credentials.redirect_uri", instead: "the Flyte server gives it to its clients" },
  { ini: "credentials.authorization_metadata_key", instead: "the Flyte server gives it to its clients" },
  { ini: "auth.assumable_iam_role", instead: EXECUTION },
  { ini: "auth.kubernetes_service_account", instead: EXECUTION },
  { ini: "auth.raw_output_data_prefix", instead: EXECUTION },
  { ini: "auth", instead: EXECUTION },
  { ini: "aws.s3_shard_formatter", instead: "set the raw output prefix" },
  { ini: "aws.s3_shard_string_length", instead: "set the raw output prefix" },
  { ini: "gcp.gcs_prefix", instead: "set the raw output prefix" },
  { ini: "sdk.logging_level", instead: "use the environment variable FLYTE_SDK_LOGGING_LEVEL" },
  { ini: "sdk.python_venv", instead: "the Python of the image is used" },
  { ini: "sdk.execution_engine" },
  { ini: "sdk.type_engines" },
  { ini: "sdk.parquet_engine" },
  { ini: "sdk.use_structured_dataset", instead: "StructuredDataset is always used" },
  { ini: "sdk.fast_registration_dir", instead: "use --destination-dir of pyflyte" },
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
  { ini: "deck.disable_deck", instead: "use enable_deck of each task" },
  { ini: "deck", instead: "use enable_deck of each task" },
];
