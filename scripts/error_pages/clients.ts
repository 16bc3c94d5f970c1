/** Pages of the errors of clients: of storage services, of the Flyte API and of registries. */
import { type ErrorPages, example } from "./page.ts";

/** An example that prints the code of an explained error of a storage client. */
function explained(...error: readonly string[]): string {
  return example(
    "/clients",
    "explainStorageError",
    'import { S3Config } from "@flyte-ts/config";',
    "",
    ...error,
    "console.log((await explainStorageError(error, new S3Config())).code);",
  );
}

/** The error that the AWS SDK throws for a response. */
function refused(name: string, status: number): string {
  return `const error = Object.assign(new Error("x"), { name: "${name}", $metadata: { httpStatusCode: ${status} } });`;
}

/** An example that prints the code of an explained error of a call of the Flyte API. */
function call(error: readonly string[], more = ""): string {
  return example(
    "/api",
    "explainCallError",
    'import { PlatformConfig } from "@flyte-ts/config/v2";',
    "",
    `const platform = new PlatformConfig({ endpoint: "flyte.acme.com"${more} });`,
    ...error,
    "console.log(explainCallError(platform, error)?.code);",
  );
}

/** An error as Node throws it, with the code of its cause. */
function caused(code: string): readonly string[] {
  return [
    `const cause = Object.assign(new Error("x"), { code: "${code}" });`,
    'const error = new TypeError("fetch failed", { cause });',
  ];
}

/** An error as clients of Connect and gRPC throw it. */
function called(code: number, message: string): readonly string[] {
  return [`const error = Object.assign(new Error("${message}"), { code: ${code} });`];
}

/** An example that gets a token. */
function token(settings: string): string {
  return example(
    "/api",
    "Authenticator",
    'import { PlatformConfig } from "@flyte-ts/config/v2";',
    "",
    `const settings = { ${settings} } as const;`,
    'const platform = new PlatformConfig({ endpoint: "flyte.acme.com", ...settings });',
    "await new Authenticator(platform).headers();",
  );
}

const IN_TOKENS = "When `Authenticator` gets a token.";
/** An example that asks a registry which answers with the given function. */
function registry(fetch: string, options = ""): string {
  return example(
    "",
    "memoryHost, RegistryClient",
    `const host = memoryHost({ fetch: ${fetch} });`,
    `const found = await new RegistryClient({ host, retries: 0${options} }).exists("ghcr.io/acme/app:v1");`,
    'console.log(found.state === "unknown" && found.reason);',
  );
}

/** An answer of a server. */
function answer(status: number, body = "null"): string {
  return `() => Promise.resolve(new Response(${body}, { status: ${status} }))`;
}

/** An example that asks a token endpoint which answers with the given function. */
function issued(fetch: string, tokenEndpoint = "https://auth.acme.com/token"): string {
  return example(
    "/api",
    "Authenticator",
    'import { memoryHost } from "@flyte-ts/config";',
    'import { PlatformConfig } from "@flyte-ts/config/v2";',
    "",
    'const client = { clientId: "id", clientCredentialsSecret: "hunter2" };',
    'const platform = new PlatformConfig({ endpoint: "flyte.acme.com", authMode: "ClientSecret", ...client });',
    `const host = memoryHost({ fetch: ${fetch} });`,
    `await new Authenticator(platform, { host, clientConfig: { tokenEndpoint: "${tokenEndpoint}" } }).headers();`,
  );
}

export const STORAGE = {
  storage_endpoint_invalid: {
    cause: "The endpoint has no scheme, such as `minio:9000`.",
    fix: "Write the whole URL: `http://minio:9000`.",
    example: example(
      "",
      "Config",
      'console.log(Config.from({ env: { FLYTE_AWS_ENDPOINT: "minio:9000" } }).issues[0]?.code);',
    ),
  },
  storage_credentials_incomplete: {
    cause: "An access key is set without its secret, or the reverse.",
    fix: "Set both, or neither to use those of the machine.",
    example: example("/clients", "awsSdkOptions", 'awsSdkOptions({ accessKeyId: "id" });'),
  },
  storage_credentials_missing: {
    cause: "aws4fetch and s3mini do not search the credentials of the machine.",
    fix: "Set an access key, or use the AWS SDK.",
    example: example("/clients", "aws4fetchOptions", "aws4fetchOptions({});"),
  },
  storage_addressing_style: {
    cause: "The value is misspelled.",
    fix: "Write path, virtual or auto.",
    example: example("/clients", "awsSdkOptions", 'awsSdkOptions({ addressingStyle: "virtuel" });'),
  },
  storage_account_missing: {
    cause: "No account is configured, or the URL was written instead of the name.",
    fix: "Set the account name, or pass an endpoint.",
    example: example("/clients", "azureBlobArguments", "azureBlobArguments({}, {});"),
  },
  storage_client_class_missing: {
    cause: "This package does not import Azure's; it needs the class of the credential.",
    fix: "Pass the class that the message names.",
    example: example("/clients", "azureBlobArguments", 'azureBlobArguments({ accountName: "acme" }, {});'),
  },
  storage_name_invalid: {
    cause: "A URI or a path was passed as the name of a bucket.",
    fix: "Split it with `parseStorageUri`.",
    example: example("/clients", "s3ObjectUrl", 's3ObjectUrl({}, "s3://data/a", "key");'),
  },
  storage_uri_invalid: {
    cause: "A path or a web address was passed.",
    fix: "Write `s3://bucket/key`, or another scheme that the message names.",
    example: example("/clients", "parseStorageUri", 'parseStorageUri("data/key");'),
  },
  storage_access_denied: {
    cause: "The credentials are wrong, expired, or lack the right for the bucket.",
    fix: "Check the credentials that the message names, and the policy of the bucket.",
    example: explained(refused("AccessDenied", 403)),
  },
  storage_not_found: {
    cause: "The name is misspelled, or the endpoint is that of another service.",
    fix: "Check the name and the endpoint.",
    example: explained(refused("NoSuchBucket", 404)),
  },
  storage_unreachable: {
    cause: "The endpoint is wrong, or only reachable within the cluster.",
    fix: "Check the endpoint that the message names.",
    example: explained(...caused("ECONNREFUSED")),
  },
  storage_wrong_region: {
    cause: "The region of the settings is not that of the bucket.",
    fix: "Set the region that the message names.",
    example: explained(refused("PermanentRedirect", 301)),
  },
  storage_request_failed: {
    cause: "The service is overloaded, or does not support the request.",
    fix: "Try again; see the status and code in the message.",
    example: explained(refused("SlowDown", 503)),
  },
} satisfies ErrorPages;

export const API = {
  api_unreachable: {
    cause: "The endpoint is wrong, the cluster is down, or a VPN or proxy is needed.",
    fix: "Check the endpoint that the message names; `flyte-config doctor` tests the connection.",
    example: call(caused("ECONNREFUSED")),
  },
  api_timeout: {
    cause: "A firewall drops the packets, or the cluster is overloaded.",
    fix: "Check the endpoint and the network; try again.",
    example: call(caused("UND_ERR_CONNECT_TIMEOUT")),
  },
  api_untrusted: {
    cause: "The certificate is self-signed, or one of a company's own authority.",
    fix: "Set `admin.caCertFilePath`, or trust the authority on the machine.",
    example: call(caused("SELF_SIGNED_CERT_IN_CHAIN")),
  },
  api_tls_mismatch: {
    cause: "`insecure` is set for a server with TLS, or missing for one without.",
    fix: "Change `admin.insecure`.",
    example: call(caused("ERR_SSL_WRONG_VERSION_NUMBER")),
  },
  api_unexpected: {
    cause: "The endpoint is that of the console or of another web server.",
    fix: "Check the endpoint that the message names.",
    example: call(called(12, "[unimplemented] HTTP 404")),
  },
  auth_discovery_failed: {
    cause: "The endpoint is not one of Flyte, or Flyte has no authentication.",
    fix: "Check the endpoint; without authentication, remove the client id and secret.",
    example: issued(answer(500), "no URL"),
  },
  auth_client_rejected: {
    cause: "The client id or secret is wrong, or was replaced.",
    fix: "Check both where the message says they were read.",
    example: issued(answer(401)),
  },
  auth_request_rejected: {
    cause: "The scopes or the audience are not those that the server allows.",
    fix: "Check `admin.scopes`, and the settings of the client at the server.",
    example: issued(answer(403)),
  },
  auth_server_failed: {
    cause: "The server of tokens is overloaded or broken.",
    fix: "Try again later.",
    example: issued(answer(500)),
  },
  auth_response_invalid: {
    cause: "A proxy or a login page answered in place of the server of tokens.",
    fix: "Check the proxy, and the address that the message names.",
    example: issued(answer(200, '"<html>"')),
  },
  auth_insecure: {
    cause: "Flyte names a token endpoint with `http://`, and it is not on this machine.",
    fix: "Configure Flyte with an https URL, or set `clientConfig.tokenEndpoint`.",
    example: issued(answer(500), "http://auth.acme.com/token"),
  },
  auth_interactive: {
    cause: "The default way to authenticate opens a browser, which this library does not.",
    fix: 'Use "ClientSecret" or "ExternalCommand", or pass the function `metadata`.',
    example: token('authMode: "Pkce"'),
  },
  auth_command_failed: {
    cause: "The command failed, or prints something else than a token.",
    fix: "Run the command in a shell; it must print only the token.",
    seen: IN_TOKENS,
  },
  auth_token_missing: {
    cause: "`insecure` is set, or the way to authenticate gives no token.",
    fix: "Configure a way to authenticate, and remove `insecure` if the server uses TLS.",
    example: call(called(16, "[unauthenticated] x"), ", insecure: true"),
  },
  auth_token_refused: {
    cause: "The token is one of another cluster, or the client has no access.",
    fix: "Check the endpoint and the client that the message names.",
    example: call(called(16, "[unauthenticated] x"), ', authMode: "ExternalCommand", command: ["token"]'),
  },
  missing_client_id: {
    cause: 'The way to authenticate is "ClientSecret", and no client id is configured.',
    fix: "Set `admin.clientId`.",
    example: token('authMode: "ClientSecret", clientCredentialsSecret: "hunter2"'),
  },
  missing_command: {
    cause: 'The way to authenticate is "ExternalCommand", and no command is configured.',
    fix: "Set `admin.command`.",
    example: token('authMode: "ExternalCommand"'),
  },
} satisfies ErrorPages;

export const REGISTRIES = {
  no_registry: {
    cause: "The image only exists on this machine.",
    fix: "Add a registry to the name: `ghcr.io/acme/app:v1`.",
    example: example(
      "/v2",
      "Image",
      'const image = Image.fromBase("debian:12").clone({ name: "app", extendable: true }).withWorkdir("/");',
      "const found = await image.existence();",
      'console.log(found.state === "unknown" && found.reason);',
    ),
  },
  registry_unauthorized: {
    cause: "There is no login for the registry, or it has expired.",
    fix: "Run `docker login` for the registry, or pass credentials.",
    example: registry(answer(401)),
  },
  registry_forbidden: {
    cause: "The account has no right to read the repository, or the repository does not exist.",
    fix: "Check the name, and the rights of the account.",
    example: registry(answer(403)),
  },
  registry_rate_limited: {
    cause: "Docker Hub and others limit the requests of an address.",
    fix: "Log in, or try again later.",
    example: registry(answer(429)),
  },
  registry_failed: {
    cause: "The registry is overloaded or broken.",
    fix: "Try again later.",
    example: registry(answer(500)),
  },
  registry_unreachable: {
    cause: "The host is misspelled, or only reachable within a network.",
    fix: "Check the name of the registry and the network.",
    example: registry('() => Promise.reject(new TypeError("fetch failed"))'),
  },
  registry_timeout: {
    cause: "A firewall drops the packets, or the registry is overloaded.",
    fix: "Check the network, or raise the timeout.",
    example: registry("() => new Promise<Response>(() => {})", ", timeoutMs: 10"),
  },
  registry_redirect: {
    cause: "The registry redirects too often, or where credentials must not be sent.",
    fix: "Check the name of the registry.",
    example: registry('() => Promise.resolve(Response.redirect("https://me:pass@acme.com"))'),
  },
  registry_insecure: {
    cause: "The registry names a token server or a location with `http://`.",
    fix: "Correct the name, or add the host to `insecureRegistries` if that is intended.",
    example: registry('() => Promise.resolve(Response.redirect("http://other.acme.com"))'),
  },
  registry_unexpected: {
    cause: "A proxy or another web server answered.",
    fix: "Check the name of the registry and the proxy.",
    example: registry(answer(418)),
  },
  credentials_malformed: {
    cause: "`~/.docker/config.json` was edited by hand, or is one of another program.",
    fix: "Correct the file that the message names, or log in again.",
    example: example(
      "",
      "memoryHost, storedCredentials",
      'const host = memoryHost({ home: "/me", files: { "/me/.docker/config.json": "{" } });',
      'await storedCredentials(host)({ registry: "ghcr.io", repository: "acme/app" });',
    ),
  },
  credential_helper_missing: {
    cause: "The file names a helper (`credsStore`, `credHelpers`) that is not on PATH.",
    fix: "Install the helper, or remove it from the file and log in again.",
    example: example(
      "",
      "defaultHost, memoryHost, storedCredentials",
      `const files = { "/me/.docker/config.json": '{"credsStore": "none"}' };`,
      'const host = { ...memoryHost({ home: "/me", files }), run: defaultHost().run };',
      'await storedCredentials(host)({ registry: "ghcr.io", repository: "acme/app" });',
    ),
  },
  credential_helper_failed: {
    cause: "The helper is not logged in, or its session has expired.",
    fix: "Log in with the helper's own program, such as `gcloud auth login`.",
    seen: "When credentials for a registry are read.",
  },
} satisfies ErrorPages;
