/**
 * Storage: whether the service of the configuration can be reached, and accepts the credentials.
 *
 * @module
 */
import { awsSdkOptions, s3Region, type S3Settings } from "../../clients/s3.ts";
import { azureBlobArguments, type AzureSettings } from "../../clients/azure.ts";
import { type ExplainableSection, explainStorageError } from "../../clients/errors.ts";
import { readFailure } from "../../clients/failure.ts";
import type { FlyteVersion } from "../../diagnostics/options.ts";
import { FlyteConfigError } from "../../errors.ts";
import { ABFS } from "../../flyte2/storage/abfs.ts";
import { S3 as FlyteS3 } from "../../flyte2/storage/s3.ts";
import { AzureBlobStorageConfig } from "../../flytekit/config/azure.ts";
import { S3Config } from "../../flytekit/config/s3.ts";
import { untilAborted } from "../../runtime/cancellation.ts";
import { readBody } from "../../runtime/http.ts";
import { originText } from "../../settings/origin.ts";
import { loadedSection } from "../../settings/load/load.ts";
import type { Examination, Loaded } from "../examination.ts";
import type { Report } from "../finding.ts";
import { failedBy, type Probe, splitAdvice } from "../probe.ts";
import { obstacleTo } from "../reachability.ts";
import { azureHeaders, s3Headers } from "../sign.ts";

/** The storage that a version has configured. */
export interface ConfiguredStorage {
  /** The versions that have it. */
  readonly versions: FlyteVersion[];
  /** Name of the service. */
  readonly name: string;
  /** Examines it. */
  readonly run: (examination: Examination, signal: AbortSignal) => AsyncGenerator<Report>;
}

type S3Section = S3Settings & ExplainableSection;
type AzureSection = AzureSettings & ExplainableSection;

/** Maximum size of a response that is looked at. */
const MAX_BODY = 64 * 1024;
/** Region of requests where none is set. */
const DEFAULT_REGION = "us-east-1";

/** Returns the storage of all versions; the same one of several versions once. */
export async function storagesOf(
  examination: Examination,
  loaded: readonly Loaded[],
): Promise<readonly ConfiguredStorage[]> {
  const found = new Map<string, ConfiguredStorage>();
  const add = (version: FlyteVersion, name: string, settings: readonly unknown[], run: ConfiguredStorage["run"]) => {
    const key = JSON.stringify([name, ...settings]);
    const same = found.get(key) ?? { versions: [], name, run };
    same.versions.push(version);
    found.set(key, same);
  };
  for (const one of loaded) {
    try {
      const { s3, azure } = await sectionsOf(one, examination);
      if (s3 !== undefined && (s3.endpoint || s3.accessKeyId || s3.secretAccessKey)) {
        const { endpoint, accessKeyId, secretAccessKey } = s3;
        const run: ConfiguredStorage["run"] = (examination, signal) => examineS3(s3, examination, signal);
        add(one.version, "S3", [endpoint, accessKeyId, secretAccessKey, s3Region(s3).region], run);
      }
      if (azure?.accountName) {
        const run: ConfiguredStorage["run"] = (examination, signal) => examineAzure(azure, examination, signal);
        add(one.version, "Azure Blob Storage", [azure.accountName, azure.accountKey], run);
      }
    } catch (error) {
      if (!(error instanceof FlyteConfigError)) throw error;
      const report = failedBy(error, "correct the settings of storage");
      add(one.version, "storage", [error.message], () => reported(report));
    }
  }
  if (found.size > 0) return [...found.values()];
  const message = "no storage is configured: clients use their own defaults and credentials";
  const versions = loaded.map(({ version }) => version);
  return [{ versions, name: "storage", run: () => reported({ status: "skipped", message }) }];
}

/** Returns the probe of a storage. */
export function probeStorage(examination: Examination, { versions, name, run }: ConfiguredStorage): Probe {
  return {
    probe: "storage",
    subject: name,
    versions,
    run: (signal) => run(examination, signal),
    whenLate: "check the endpoint of the storage, and whether a firewall or VPN blocks it",
  };
}

/** Returns the sections of storage. flyte 2 reads them from variables only. */
async function sectionsOf(
  { version, result }: Loaded,
  { host }: Examination,
): Promise<{ readonly s3?: S3Section | undefined; readonly azure?: AzureSection | undefined }> {
  if (version === "flyte2") return { s3: await FlyteS3.auto({ host }), azure: await ABFS.auto({ host }) };
  if (result === undefined) return {};
  const has = ({ section }: typeof S3Config | typeof AzureBlobStorageConfig) => result.sections.has(section.definition);
  return {
    ...has(S3Config) && { s3: loadedSection(S3Config, result) },
    ...has(AzureBlobStorageConfig) && { azure: loadedSection(AzureBlobStorageConfig, result) },
  };
}

async function* reported(report: Report): AsyncGenerator<Report> {
  yield await Promise.resolve(report);
}

async function* examineS3(s3: S3Section, examination: Examination, signal: AbortSignal): AsyncGenerator<Report> {
  let url: URL;
  const { region = DEFAULT_REGION } = s3Region(s3);
  try {
    const { endpoint = `https://s3.${region}.amazonaws.com` } = awsSdkOptions(s3);
    url = new URL(`${endpoint}/`);
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    yield invalid(error, s3);
    return;
  }
  const { accessKeyId, secretAccessKey } = s3;
  const signed = accessKeyId && secretAccessKey
    ? s3Headers(url, { accessKeyId, secretAccessKey, region }, new Date())
    : undefined;
  const subject = `S3 at ${url.host}`;
  try {
    const response = await ask(url, signed ?? {}, examination, signal);
    const report = await s3Report(response, signed !== undefined, s3, url);
    const usesTls = report.status === "failed" && url.protocol === "http:" && response.status === 400 &&
      (await obstacleTo(url, examination.host, signal))?.kind === "tls";
    yield usesTls ? { subject, ...failedScheme(s3) } : { subject, ...report };
  } catch (error) {
    signal.throwIfAborted();
    yield { subject, ...await unreachable(error, s3, url, examination, signal) };
  }
}

/** Servers with TLS answer requests without it with status 400. */
function failedScheme(s3: S3Section): Report {
  const message = "the server uses TLS, and the URL starts with http:";
  return { status: "failed", code: "storage_unreachable", message, fix: `write https: in ${originOf(s3, "endpoint")}` };
}

/** Explains why a service gave no response. */
async function unreachable(
  error: unknown,
  section: S3Section | AzureSection,
  url: URL,
  { host }: Examination,
  signal: AbortSignal,
): Promise<Report> {
  const { code, message } = await explainStorageError(error, section);
  const obstacle = await obstacleTo(url, host, signal);
  const address = "endpoint" in section && section.endpoint ? originOf(section, "endpoint") : undefined;
  const account = "accountName" in section ? originOf(section, "accountName") : undefined;
  const fixes = {
    name: `correct ${address ?? account ?? "the region"}, or connect to the network that has this name`,
    port: `start the service or its port-forward, or correct the port of ${address ?? account ?? "the service"}`,
    tls: `correct the scheme (http or https) or port of ${address ?? account ?? "the service"}`,
    certificate: "install the CA of the service on this machine (for Python: AWS_CA_BUNDLE or SSL_CERT_FILE)",
    denied: "grant the permission",
    other: `check ${address ?? account ?? "the network"}`,
  };
  return {
    status: "failed",
    code,
    message: obstacle?.message ?? splitAdvice(message, "").message,
    fix: obstacle?.fix ?? fixes[obstacle?.kind ?? "other"],
  };
}

async function s3Report(answer: Answer, isSigned: boolean, s3: S3Section, url: URL): Promise<Report> {
  const { status, body, headers } = answer;
  const isS3 = /<ListAllMyBucketsResult|<Error>[^]*<Code>/.test(body) || headers.has("x-amz-request-id");
  if (status >= 500) return failedService(answer, url);
  if (!isS3) return notTheService("S3", answer, checkEndpoint(s3));
  if (!isSigned) {
    const message = "the service answers; no access key is set, so that clients look for credentials themselves";
    return { status: "ok", message };
  }
  if (status < 300) return { status: "ok", message: "the service answers, and accepts the access key" };
  const failure = await readFailure(responseOf(answer));
  if (failure.code === "AccessDenied") {
    return { status: "ok", message: "the service answers, and accepts the access key, which may not list buckets" };
  }
  if (failure.code === "RequestTimeTooSkewed") {
    return { status: "failed", message: "the service refuses the time of this machine", fix: "correct the clock" };
  }
  return failedBy(await explainStorageError(responseOf(answer), s3), checkEndpoint(s3));
}

async function* examineAzure(
  azure: AzureSection,
  examination: Examination,
  signal: AbortSignal,
): AsyncGenerator<Report> {
  let url: URL;
  try {
    const [endpoint] = azureBlobArguments(plainAzure(azure), { AnonymousCredential: class {} }, { anonymous: true });
    url = new URL(`${endpoint}/?comp=list`);
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    yield invalid(error, azure);
    return;
  }
  const subject = `Azure Blob Storage at ${url.host}`;
  const { accountName = "", accountKey } = azure;
  const signed = accountKey ? azureHeaders({ accountName, accountKey }, new Date()) : undefined;
  if (accountKey && signed === undefined) {
    const fix = `copy the key of the account again to ${originOf(azure, "accountKey")}`;
    yield { subject, status: "failed", code: "storage_access_denied", message: "the account key is not base64", fix };
    return;
  }
  try {
    const answer = await ask(url, signed ?? {}, examination, signal);
    yield { subject, ...await azureReport(answer, signed !== undefined, azure, url) };
  } catch (error) {
    signal.throwIfAborted();
    yield { subject, ...await unreachable(error, azure, url, examination, signal) };
  }
}

async function azureReport(answer: Answer, isSigned: boolean, azure: AzureSection, url: URL): Promise<Report> {
  const isAzure = [...answer.headers.keys()].some((name) => name.startsWith("x-ms-"));
  const account = `check ${originOf(azure, "accountName")}`;
  if (answer.status >= 500) return failedService(answer, url);
  if (!isAzure) return notTheService("Azure Blob Storage", answer, account);
  if (!isSigned) {
    const whose = azure.clientSecret ? "the service principal is not examined" : "no account key is set";
    return { status: "ok", message: `the account answers; ${whose}` };
  }
  if (answer.status < 300) return { status: "ok", message: "the account answers, and accepts its key" };
  return failedBy(await explainStorageError(responseOf(answer), azure), account);
}

/** The settings that decide the URL, without credentials. */
function plainAzure({ accountName }: AzureSettings): AzureSettings {
  return { accountName };
}

/** A response of a storage service. */
interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

async function ask(
  url: URL,
  headers: Readonly<Record<string, string>>,
  { host }: Examination,
  signal: AbortSignal,
): Promise<Answer> {
  const response = await host.fetch(url.href, { method: "GET", headers, redirect: "manual", signal }) as Response;
  const body = await untilAborted(readBody(response, MAX_BODY), signal);
  return {
    status: response.status,
    headers: response.headers,
    body: new TextDecoder().decode(body ?? new Uint8Array()),
  };
}

function responseOf({ status, headers, body }: Answer): Response {
  return new Response(body, { status: status >= 400 ? status : 400, headers });
}

function failedService({ status }: Answer, url: URL): Report {
  const fix = `look at the log of the service at ${url.host}, or try again later`;
  return { status: "failed", code: "storage_request_failed", message: `the service fails (status ${status})`, fix };
}

function notTheService(name: string, { status }: Answer, fix: string): Report {
  return {
    status: "failed",
    code: "storage_request_failed",
    message: `the response is not one of ${name} (status ${status}), as that of a web page`,
    fix: `${fix}: it may have the port of another service`,
  };
}

/** Reports settings that no client can use. */
function invalid(error: FlyteConfigError, section: ExplainableSection): Report {
  const { code, message, path } = error;
  const what = message.replace(/^\w+: /, "");
  const { message: problem, fix } = splitAdvice(what, "");
  const where = path === undefined ? "" : originOf(section, path);
  return { status: "failed", code, message: problem, fix: fix || `correct ${where || "the settings of storage"}` };
}

function checkEndpoint(s3: S3Section): string {
  return s3.endpoint ? `check ${originOf(s3, "endpoint")}` : "check the network";
}

/** Names a setting with its origin. */
function originOf(section: ExplainableSection, name: string): string {
  const { origin } = section.explain(name);
  return origin.source === "default" || origin.source === "argument" ? name : `${name} from ${originText(origin)}`;
}
