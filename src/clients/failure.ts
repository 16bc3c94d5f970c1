/**
 * Reads the errors that storage clients throw, whose shapes have little in common.
 *
 * @module
 */
import { failureKindOf } from "../runtime/http.ts";
import { maskSecrets, redact } from "../text/redact.ts";

/** Kinds of failures. */
export type FailureKind = "denied" | "not_found" | "unreachable" | "wrong_region" | "other";

/** A failed request, as far as its error says what happened. */
export interface Failure {
  /** The kind. */
  readonly kind: FailureKind;
  /** Status of the response, if there was one. */
  readonly status?: number | undefined;
  /** Code of the service or of the system, such as `NoSuchKey` or `ECONNREFUSED`. */
  readonly code?: string | undefined;
  /** Missing thing, if it is known. */
  readonly missing?: "bucket" | "object" | undefined;
  /** Region that the service expects. */
  readonly region?: string | undefined;
  /** Whether the connection failed because of TLS. */
  readonly isTls?: boolean | undefined;
}

/** Details of an error, its causes and the body of a response. */
interface Findings {
  status?: number | undefined;
  region?: string;
  readonly codes: string[];
  readonly messages: string[];
}

type Fields = Readonly<Record<string, unknown>>;

const CODES: Readonly<Record<Exclude<FailureKind, "unreachable" | "other">, RegExp>> = {
  wrong_region: /^(?:PermanentRedirect|TemporaryRedirect|IncorrectEndpoint|IllegalLocationConstraintException)$/,
  denied:
    /^(?:AccessDenied|SignatureDoesNotMatch|InvalidAccessKeyId|XAdminUserNotFound|ExpiredToken|InvalidToken|AllAccessDisabled|MissingSecurityHeader|UnauthorizedAccess|CredentialsProviderError|Authentication(?:Failed|Error|RequiredError)|AggregateAuthenticationError|CredentialUnavailableError|Authorization(?:Failure|PermissionMismatch)|NoAuthenticationInformation|InvalidAuthenticationInfo|InsufficientAccountPermissions|KeyBasedAuthenticationNotPermitted|PublicAccessNotPermitted|invalid_grant|invalid_client)$/,
  not_found: /^(?:NoSuchBucket|NoSuchKey|NotFound|ContainerNotFound|BlobNotFound|ResourceNotFound)$/,
};
/** Messages of clients that found no credentials. */
const CREDENTIALS_MESSAGE = /could not load (?:the default )?credentials|credential is missing|no credentials/i;

const MAX_DEPTH = 6;
const MAX_BODY = 64 * 1024;

/** Returns what an error, or a response with the status of one, says about a request. */
export async function readFailure(error: unknown): Promise<Failure> {
  // s3mini returns null for what does not exist.
  if (error === null) return { kind: "not_found" };
  const findings: Findings = { codes: [], messages: [] };
  collect(error, findings, 0);
  if (isResponse(error)) collectBody(await bodyOf(error), findings);
  return failureOf(findings);
}

/** Whether a value is a `Response`, of any runtime. */
export function isResponse(value: unknown): value is Response {
  try {
    return isFields(value) && typeof value.status === "number" && typeof value.ok === "boolean" &&
      typeof value.clone === "function" && isFields(value.headers) && typeof value.headers.get === "function";
  } catch {
    return false;
  }
}

function collect(error: unknown, findings: Findings, depth: number): void {
  if (!isFields(error) || depth > MAX_DEPTH) return;
  const { $metadata, $response, details, errors, response } = error;
  const numbers = [field($metadata, "httpStatusCode"), error.statusCode, error.status, error.code];
  findings.status ??= [...numbers, field(response, "status"), field($response, "statusCode")].find(isStatus);
  // After the last repetition, minio has the status in its message only.
  const repeated = /\bRetryable HTTP status: (\d{3})$/.exec(typeof error.message === "string" ? error.message : "");
  if (repeated !== null) findings.status ??= Number(repeated[1]);
  const codes = [error.Code, error.serviceCode, field(details, "errorCode"), error.code, error.name];
  findings.codes.push(...codes.filter((code) => typeof code === "string" && /^\w{1,100}$/.test(code)) as string[]);
  if (typeof error.message === "string") findings.messages.push(error.message.slice(0, MAX_BODY));
  if (typeof error.body === "string") collectBody(error.body.slice(0, MAX_BODY), findings);
  const regions = [
    error.Region,
    error.region,
    header(error, "x-amz-bucket-region"),
    header($response, "x-amz-bucket-region"),
  ];
  const region = regions.find((one) => typeof one === "string" && /^[a-z0-9-]{1,40}$/.test(one));
  if (region !== undefined) findings.region ??= region as string;
  const azure = header(error, "x-ms-error-code");
  if (typeof azure === "string") findings.codes.push(azure);
  collect(error.cause, findings, depth + 1);
  if (Array.isArray(errors)) { for (const one of errors.slice(0, MAX_DEPTH)) collect(one, findings, depth + 1); }
}

/** Errors of S3 and Azure are XML, those of Google JSON. */
function collectBody(body: string, findings: Findings): void {
  for (const pattern of [/<Code>(\w{1,100})<\/Code>/, /"reason":\s*"(\w{1,100})"/]) {
    const code = pattern.exec(body)?.[1];
    if (code !== undefined) findings.codes.unshift(code);
  }
  const region = /<Region>([a-z0-9-]{1,40})<\/Region>/.exec(body)?.[1];
  if (region !== undefined) findings.region ??= region;
  findings.messages.push(body);
}

/** Returns the start of a body, unless it has been read already. */
async function bodyOf(response: Response): Promise<string> {
  if (response.bodyUsed) return "";
  const reader = response.clone().body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    while (reader !== undefined && text.length < MAX_BODY) {
      const { done, value } = await reader.read();
      if (done) return text;
      text += decoder.decode(value, { stream: true });
    }
    // A copy that waits for the other one to be read would wait forever.
    reader?.cancel().catch(() => {});
  } catch {
    // The status says enough.
  }
  return text;
}

function failureOf({ status, codes, messages, region }: Findings): Failure {
  const known = { status, region };
  const codeOf = (kind: keyof typeof CODES): string | undefined => codes.find((code) => CODES[kind].test(code));
  const first = codes.find((code) => !/Error$|^(?:Unknown|Response)$/.test(code));
  const says = (pattern: RegExp): boolean => messages.some((message) => pattern.test(message));
  const denied = codeOf("denied");
  if (denied !== undefined) return { ...known, kind: "denied", code: denied };
  const malformed = codes.find((code) => code === "AuthorizationHeaderMalformed");
  const redirected = codeOf("wrong_region") ?? (malformed && (region || says(/region/i)) ? malformed : undefined);
  if (redirected !== undefined || status === 301 || status === 307) {
    return { ...known, kind: "wrong_region", code: redirected ?? first, region: region ?? expectedRegion(messages) };
  }
  const missing = codeOf("not_found");
  if (missing !== undefined) return { ...known, kind: "not_found", code: missing, missing: missingOf(missing) };
  if (status === 401 || status === 403) return { ...known, kind: "denied", code: first };
  if (status === 404) return { ...known, kind: "not_found", code: first };
  if (status !== undefined) return { ...known, kind: "other", code: first };
  const network = failureKindOf([...codes, ...messages]);
  if (network !== undefined) {
    const isTls = network === "untrusted" || network === "plain" || network === "tls";
    return { kind: "unreachable", code: codes.find((code) => failureKindOf([code]) !== undefined), isTls };
  }
  if (says(CREDENTIALS_MESSAGE)) return { kind: "denied", code: first };
  return { kind: "other", code: first };
}

function missingOf(code: string): Failure["missing"] {
  if (code === "NoSuchBucket" || code === "ContainerNotFound") return "bucket";
  return code === "NoSuchKey" || code === "BlobNotFound" ? "object" : undefined;
}

function expectedRegion(messages: readonly string[]): string | undefined {
  return messages.map((message) => /expecting (?:"|&#34;|')([a-z0-9-]{1,40})/.exec(message)?.[1]).find(Boolean);
}

/** Properties of errors that are neither objects nor chosen by a service. */
const HARMLESS =
  /^(?:name|message|stack|cause|code|errno|syscall|hostname|address|port|type|path|\$metadata|\$fault|\$retryable|attempts|totalRetryDelay)$/;

/**
 * Returns the error as a cause. Errors of clients carry requests with credentials, and what was signed; of such an error,
 * the cause has name, code, message and stack, without secrets.
 */
export function safeCause(error: unknown, secrets: readonly string[]): unknown {
  // Everything that a response or null says is in the message.
  if (error === null || isResponse(error)) return undefined;
  const masked = (text: string): string => redact(maskSecrets(text, secrets));
  return isHarmless(error, masked, 0) ? error : copyOf(error, masked);
}

function copyOf(error: unknown, masked: (text: string) => string): Error | undefined {
  if (!isFields(error)) return undefined;
  const text = (value: unknown): string => typeof value === "string" ? masked(value) : "";
  const copy = Object.assign(
    new Error(text(error.message)),
    typeof error.code === "string" ? { code: text(error.code) } : {},
  );
  if (error.name !== undefined) Object.defineProperty(copy, "name", { value: text(error.name) || "Error" });
  Object.defineProperty(copy, "stack", { value: text(error.stack) || String(copy) });
  return copy;
}

function isHarmless(error: unknown, masked: (text: string) => string, depth: number): boolean {
  if (error === null || error === undefined || typeof error === "number" || typeof error === "boolean") return true;
  if (typeof error === "string") return masked(error) === error;
  if (!isFields(error) || depth > MAX_DEPTH) return false;
  return Object.getOwnPropertyNames(error).every((name) =>
    HARMLESS.test(name) && isHarmless(error[name], masked, depth + 1)
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

function field(value: unknown, name: string): unknown {
  return isFields(value) ? value[name] : undefined;
}

/** A header of a response, whose headers are an object or have a method `get`. */
function header(response: unknown, name: string): unknown {
  const headers = field(response, "headers");
  if (!isFields(headers)) return undefined;
  return typeof headers.get === "function" ? headers.get(name) : headers[name];
}

function isStatus(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 100 && value <= 599;
}
