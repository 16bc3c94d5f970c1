/**
 * Endpoints that the Python libraries turn into a URL and this library rejects, because no client can use that URL or
 * because it lacks a part of the endpoint.
 *
 * @module
 */

/** A class of endpoints. Tests assert that the example is rejected here, and that Python returns the URL. */
export interface EndpointDifference {
  /** Why this library rejects them. */
  readonly reason: string;
  /** Such an endpoint. */
  readonly example: string;
  /** The URL that flyte returns for the example, with TLS. */
  readonly url: string;
  /** Whether an endpoint belongs to the class; `url` is what flyte returns for it. */
  readonly matches: (endpoint: string, url: string) => boolean;
}

/** Differences of endpoints of flyte 2, each rejected with `endpoint_unusable`. */
export const ENDPOINT_DIFFERENCES: Readonly<Record<string, EndpointDifference>> = {
  endpoint_without_a_valid_url: {
    reason: "what flyte returns is not a URL, so that its client fails later",
    example: "flyte.acme.com:99999",
    url: "https://flyte.acme.com:99999",
    matches: (_, url) => !URL.canParse(url),
  },
  endpoint_with_whitespace: {
    reason: "flyte's `urlparse` removes tabs and line breaks, and keeps spaces",
    example: "flyte.acme.com\t",
    url: "https://flyte.acme.com",
    matches: (endpoint) => /\s/.test(endpoint),
  },
  endpoint_with_a_query: {
    reason: "flyte cuts the endpoint off at `?` and `#`",
    example: "flyte.acme.com?a=b",
    url: "https://flyte.acme.com",
    matches: (endpoint) => /[?#]/.test(endpoint),
  },
  endpoint_with_a_user: {
    reason: "flyte keeps a user name and password, which would be part of every message about the URL",
    example: "me@flyte.acme.com",
    url: "https://me@flyte.acme.com",
    matches: (endpoint) => endpoint.includes("@"),
  },
  endpoint_with_trailing_slashes: {
    reason: "flyte strips one slash, and doubles the others in the path of every request",
    example: "flyte.acme.com//",
    url: "https://flyte.acme.com/",
    matches: (endpoint) => endpoint.endsWith("//"),
  },
  endpoint_with_a_second_scheme: {
    reason: "the scheme becomes the name of the host",
    example: "dns:/flyte.acme.com",
    url: "https://dns:/flyte.acme.com",
    matches: (_, url) => /^https?:\/\/(?:dns|ipv[46]|unix|unix-abstract|vsock|xds|[a-z][a-z0-9+.-]*:\/)/i.test(url),
  },
  endpoint_with_odd_characters: {
    reason: "quotes, commas, semicolons, backslashes and percent signs are not allowed in host names",
    example: "a:1,b:2",
    url: "https://a:1,b:2",
    matches: (_, url) =>
      /["'`]/.test(url) || !/^https?:\/\/(?:\[[\da-f:.]+\]|[\p{L}\p{N}\p{M}._-]+)(?::\d+)?(?:\/|$)/iu.test(url),
  },
};

/** Returns the name of the class that an endpoint belongs to, if any. */
export function endpointDifference(endpoint: string, url: string): string | undefined {
  return Object.entries(ENDPOINT_DIFFERENCES).find(([, { matches }]) => matches(endpoint, url))?.[0];
}

/** Differences in details, for the documentation. */
export const API_NOTES: Readonly<Record<string, string>> = {
  console_endpoint:
    "flyte 2 reads `console.endpoint` and ignores it; `consoleUrl()` uses it, since there is no other reason to set it",
  console_of_grpc_targets:
    "flytekit puts `http://` or `https://` in front of the endpoint as it is; `consoleUrl()` also strips `dns:`, puts an IPv6 " +
    "address in brackets, and rejects what is not a host and port",
  api_key_organization:
    "flyte returns the string `None` for an API key without an organization; `decodeApiKey` returns `undefined`",
  api_key_endpoint:
    "flyte splits an API key at its first three colons, so that an endpoint with a port or a scheme shifts all parts; " +
    "`PlatformConfig.fromApiKey` rejects such a key",
  rpc_retries:
    "flytekit repeats every failed call at once, also one that was not found or not allowed; `retryInterceptor` repeats calls " +
    "as flyte 2 does, after `INTERNAL` and `UNAVAILABLE` and with pauses. flyte 2 also repeats streams, and then delivers " +
    "messages twice; here they are not repeated. Its `init_from_config` treats `rpc_retries: 0` as 3; here it means none",
  skipped_verification:
    "with `insecureSkipVerify`, both libraries fetch the certificate of the server and trust it; `tlsOptions` turns the " +
    "verification off, which also accepts a certificate for another host name",
};
