/**
 * Explains the errors of storage clients by the settings that the client was made from.
 *
 * @module
 */
import { BOOLEAN, checkArgument, checkOptions, objectWith, type OptionChecks, STRING } from "../arguments.ts";
import { FlyteConfigError } from "../errors.ts";
import { type Origin, originText } from "../settings/origin.ts";
import { typeName } from "../text/expected.ts";
import { quoted } from "../text/quote.ts";
import { AZURE_NAMES, type AzureSettings } from "./azure.ts";
import { type Failure, type FailureKind, isResponse, readFailure, safeCause } from "./failure.ts";
import { GCS_NAMES, type GcsSettings } from "./gcs.ts";
import { S3_NAMES, type S3Settings } from "./s3.ts";
import { isPlainSection, type SectionNames } from "./settings.ts";

/** A section of settings, of whichever storage, that knows where its values come from. */
export interface ExplainableSection {
  /**
   * Explains a setting.
   *
   * @param name – Name of the setting.
   * @returns Its origin.
   */
  explain(name: string): { readonly origin: Origin };
}

/** The options that the client was made with besides its settings. */
export interface StorageErrorOptions {
  /** URL of the service, if it is not that of the settings. */
  readonly endpoint?: string | undefined;
  /** Region, if it is not that of the settings. */
  readonly region?: string | undefined;
  /**
   * Whether requests were sent without credentials.
   *
   * @default `false`
   */
  readonly anonymous?: boolean | undefined;
}

const CALL = "explainStorageError";
const USAGE = `${CALL}(error, config.dataConfig.s3)`;
const CHECKS: OptionChecks<StorageErrorOptions> = { endpoint: STRING, region: STRING, anonymous: BOOLEAN };
const ANY_OBJECT = /* @__PURE__ */ objectWith("a section such as config.dataConfig.s3");

/** Parts of messages about a storage. */
interface Service {
  readonly name: string;
  readonly bucket: "bucket" | "container";
  /** The settings that a client uses as credentials: the first of these that are set. */
  readonly credentials: readonly (readonly string[])[];
  /** Advice if none of them is set. */
  readonly otherwise: string;
}

const S3: Service = {
  name: "S3",
  bucket: "bucket",
  credentials: [["accessKeyId", "secretAccessKey"]],
  otherwise: "set accessKeyId and secretAccessKey, or check the credentials that the client found",
};
const AZURE: Service = {
  name: "Azure Blob Storage",
  bucket: "container",
  credentials: [["accountName", "accountKey"], ["tenantId", "clientId", "clientSecret"]],
  otherwise: "set accountKey or clientSecret, or check the credentials that the client found",
};
const GCS: Service = {
  name: "Google Cloud Storage",
  bucket: "bucket",
  credentials: [],
  otherwise:
    "check the credentials that the client found: GOOGLE_APPLICATION_CREDENTIALS, those of gcloud or the machine",
};

const CODES = {
  denied: "storage_access_denied",
  not_found: "storage_not_found",
  unreachable: "storage_unreachable",
  wrong_region: "storage_wrong_region",
  other: "storage_request_failed",
} as const satisfies Readonly<Record<FailureKind, string>>;

/**
 * Explains an error of a storage client: its message names the settings that matter and their origins, never a secret.
 * It knows what `@aws-sdk/client-s3`, `s3mini`, `minio`, `@google-cloud/storage`, `@azure/storage-blob` and `fetch` throw,
 * the responses of `aws4fetch` and `fetch`, and `null`, which `s3mini` returns for an object that does not exist.
 *
 * @param error – The error or response.
 * @param section – The settings that the client was made from, such as `config.dataConfig.s3`.
 * @param options – Endpoint, region and anonymous access, where they were options.
 * @returns An error to throw: one of this library is returned itself. Its cause is the given error or, if that may hold secrets, a copy without them.
 * @throws {FlyteConfigError} `invalid_argument` – when `section` is not a section, or the response reports no error.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
 *
 * @example
 * ```ts
 * import { Config } from "@flyte-ts/config";
 * import { explainStorageError } from "@flyte-ts/config/clients";
 *
 * const { s3 } = Config.from({ env: { FLYTE_AWS_ENDPOINT: "http://localhost:9000" } }).dataConfig;
 * const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:9000"), { code: "ECONNREFUSED" });
 * const { code, message } = await explainStorageError(refused, s3);
 * console.log(code); // storage_unreachable
 * console.log(message);
 * // S3: could not connect (ECONNREFUSED); check endpoint "http://localhost:9000" from env FLYTE_AWS_ENDPOINT
 * ```
 */
export async function explainStorageError(
  error: unknown,
  section: S3Settings | AzureSettings | GcsSettings | ExplainableSection,
  options: StorageErrorOptions = {},
): Promise<FlyteConfigError> {
  checkArgument(CALL, "section", section, ANY_OBJECT, USAGE);
  const values = section as Values;
  if (!isSection(values)) {
    const what = `${CALL}: section must be the settings of a storage, found ${typeName(section)}; write ${USAGE}`;
    throw new FlyteConfigError("invalid_argument", what, { path: "section" });
  }
  checkOptions(CALL, options, CHECKS, `${CALL}(error, config.dataConfig.s3, { anonymous: true })`);
  if (isResponse(error) && error.ok) {
    throw new FlyteConfigError(
      "invalid_argument",
      `${CALL}: the response has status ${error.status}, which does not report an error`,
    );
  }
  if (error instanceof FlyteConfigError) return error;
  const failure = await readFailure(error).catch((): Failure => ({ kind: "other" }));
  const service = serviceOf(values);
  const { what, hint, path } = describe(failure, { values, service, options });
  const names = [failure.status, failure.code].filter((one) => one !== undefined).join(" ");
  const cause = causeOf(error, values);
  const advice = hint || (isResponse(error) ? "see the response" : cause === undefined ? "" : "see the cause");
  const message = `${service.name}: ${what}${names && ` (${names})`}${advice && `; ${advice}`}`;
  return new FlyteConfigError(CODES[failure.kind], message, { path, cause });
}

type Values = Readonly<Record<string, unknown>>;

interface Situation {
  readonly values: Values;
  readonly service: Service;
  readonly options: StorageErrorOptions;
}

interface Description {
  readonly what: string;
  readonly hint: string;
  readonly path?: string | undefined;
}

function describe(failure: Failure, situation: Situation): Description {
  const { options, service } = situation;
  switch (failure.kind) {
    case "denied":
      return denied(situation);
    case "not_found": {
      const { bucket } = service;
      const things = { bucket, object: "object", either: `${bucket} or object` };
      const thing = things[failure.missing ?? "either"];
      const endpoint = failure.missing === "object" ? undefined : setting(situation, "endpoint");
      const hint = `check its name${endpoint === undefined ? "" : `, and ${endpoint}`}`;
      return { what: `the ${thing} does not exist`, hint };
    }
    case "unreachable": {
      const hint = `check ${
        setting(situation, "endpoint") ?? "the network: no endpoint is set, so that the client used its default"
      }`;
      const isTls = failure.isTls === true;
      const tls = isTls ? ", the certificate, and whether the service has TLS at all" : "";
      return { what: isTls ? "could not connect with TLS" : "could not connect", hint: hint + tls, path: "endpoint" };
    }
    case "wrong_region": {
      const expected = failure.region === undefined ? "" : ` to ${quoted(failure.region)}`;
      const current = setting(situation, "region");
      const hint = `set region${expected}${
        current === undefined ? "" : ` in place of ${current.replace(/^region /, "")}`
      }`;
      return {
        what: "the bucket is in another region, or the request was signed for another one",
        hint,
        path: "region",
      };
    }
    default:
      return { what: `the ${options.anonymous ? "anonymous " : ""}request failed`, hint: "" };
  }
}

function denied({ values, service, options }: Situation): Description {
  const [first] = service.credentials;
  if (options.anonymous) {
    const hint = first === undefined ? "use credentials" : `set ${first.join(" and ")}, and leave out anonymous`;
    return { what: "access denied to an anonymous request", hint, path: first?.at(-1) };
  }
  // Credentials of which a part is missing were not used.
  const used = service.credentials.find((names) => names.every((name) => isSet(values[name])));
  if (used === undefined) return { what: "access denied", hint: service.otherwise, path: first?.at(-1) };
  const named = used.map((name) => withOrigin(values, name));
  const hint = `check ${named.slice(0, -1).join(", ")} and ${named.at(-1)}`;
  return { what: "access denied", hint, path: used.at(-1) };
}

/** Describes a setting that is not secret, with its value: `endpoint "http://localhost:9000" from env FLYTE_AWS_ENDPOINT`. */
function setting({ values, options }: Situation, name: "endpoint" | "region"): string | undefined {
  const option = options[name];
  if (option) return `${name} ${quoted(option)} from argument`;
  const value = values[name];
  return isSet(value) ? withOrigin(values, name, ` ${quoted(String(value))}`) : undefined;
}

function withOrigin(values: Values, name: string, shown = ""): string {
  if (!isExplainable(values)) return `${name}${shown}`;
  try {
    return `${name}${shown} from ${originText(values.explain(name).origin)}`;
  } catch {
    return `${name}${shown}`;
  }
}

/** Whether a value is a section, or plain settings; a whole configuration explains its settings, too. */
function isSection(values: Values): boolean {
  const isGroup = Object.values(values).some(isExplainable);
  return !isGroup &&
    (isExplainable(values) || [S3_NAMES, AZURE_NAMES, GCS_NAMES].some((names) => isPlainSection(values, names)));
}

/** Returns the storage whose settings these are: Google's if no name is particular to S3 or Azure. */
function serviceOf(values: Values): Service {
  const shared = [...GCS_NAMES.settings, ...GCS_NAMES.others];
  const has = ({ settings }: SectionNames) => settings.some((name) => name in values && !shared.includes(name));
  return has(S3_NAMES) ? S3 : has(AZURE_NAMES) ? AZURE : GCS;
}

function causeOf(error: unknown, values: Values): unknown {
  const secrets = ["accessKeyId", "secretAccessKey", "accountKey", "clientSecret"].map((name) => values[name]);
  try {
    return safeCause(error, secrets.filter((value) => typeof value === "string"));
  } catch {
    return undefined;
  }
}

function isExplainable(value: unknown): value is ExplainableSection {
  return typeof value === "object" && value !== null && "explain" in value && typeof value.explain === "function";
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}
