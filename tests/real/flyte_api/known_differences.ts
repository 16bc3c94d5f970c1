/**
 * Differences between the Python libraries and this one in how tokens are requested and sent.
 *
 * @module
 */

/** The differences by subject. */
export const TOKEN_NOTES: Readonly<Record<string, string>> = {
  lifetime_of_tokens:
    "the Python libraries use a token until the server refuses it; here a stated `expires_in` ends its use 10 seconds " +
    "earlier (a tenth of the lifetime if that is less), so that headers without an interceptor are valid, too",
  first_calls_at_once:
    "in flyte, each of several first calls at once requests a token of its own; here they share one request",
  kinds_of_calls:
    "flyte requests a token for each kind of call: one for calls without streams, another one for streams that are " +
    "received, and so on; here all calls share one",
  keyring: "the Python libraries keep tokens in the keyring of the system; here they are kept in memory only",
  browser_and_device_flow: "`Pkce`, `standard` and `DeviceFlow` are not implemented (`auth_interactive`)",
  proxy_command:
    "flyte 2.12.1 cannot connect with a `proxyCommand` (`TypeError`); here it works as in flytekit, except that its " +
    "token is sent from the first call on, and only to the Flyte API, not to a token endpoint on another server",
  CA_of_the_token_endpoint:
    "flyte's requests for tokens ignore `caCertFilePath` and `insecureSkipVerify`, and trust `SSL_CERT_FILE`; here the " +
    "settings apply to a token endpoint on the host and port of the API. On other servers, they apply in neither for " +
    "flyte 2, and in both for flytekit",
  audience_of_flyte_2: "flyte does not use the argument `audience` of its `PlatformConfig`; here it is requested",
  http_proxy:
    "flyte ignores `httpProxyUrl`, as this library does for flyte 2; for flytekit, which uses it, a function `fetch` that " +
    "connects through the proxy must be passed (`invalid_option`)",
  token_endpoint_without_TLS:
    "the Python libraries send the client secret to any token endpoint; here not without TLS, unless the API has none " +
    "either or the token endpoint is on this machine (`auth_insecure`)",
  redirects_of_the_token_endpoint:
    "flytekit follows redirects of the token endpoint; here, as in flyte, they are errors (`api_unexpected`)",
  discovery_of_flytekit:
    "flytekit asks `flyteidl.service.AuthMetadataService` by gRPC; here flyteadmin is asked by HTTP " +
    "(`/.well-known/oauth-authorization-server` and `/config/v1/flyte_client`). Both products then try the service of " +
    "the other one, and `clientConfig.tokenEndpoint` replaces the discovery",
  output_of_commands:
    "the Python libraries send whatever a command prints, also nothing, and flytekit's error has its output; here a " +
    "token without spaces is required, and no error has the arguments or the output (`auth_command_failed`)",
  calls_that_send_streams:
    "flyte sends a refused stream again from where it stopped; here its token is requested first, and it is not repeated",
};
