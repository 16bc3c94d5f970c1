/**
 * The way to authenticate that settings choose.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { quoted } from "../../text/quote.ts";
import { isGrpc, type Platform, settingOf, settingSources, settingText } from "../platform.ts";
import { rpcUrl } from "../rpc_url.ts";

/** A way to authenticate: with a client secret, a command, headers of the caller, none, or a browser. */
export type AuthMethod = "client" | "command" | "metadata" | "none" | "interactive";

/** The ways by the names of both products, in lower case and without underscores. All others need a browser. */
const METHODS: Readonly<Record<string, AuthMethod>> = {
  clientsecret: "client",
  clientcredentials: "client",
  basic: "client",
  externalcommand: "command",
  externalprocess: "command",
  passthrough: "metadata",
};

/** Returns the way to authenticate. Without TLS, flyte 2 does not authenticate at all, flytekit does. */
export function authMethod(platform: Platform): AuthMethod {
  if (platform.insecure && !isGrpc(platform)) return "none";
  return METHODS[(platform.authMode ?? "").toLowerCase().replaceAll("_", "")] ?? "interactive";
}

/** Returns the error of a call that requires a token, if there is no way to get one. */
export function missingToken(platform: Platform): FlyteConfigError {
  const method = authMethod(platform);
  if (method === "interactive") return interactive(platform);
  const why = method === "none"
    ? `${settingText(platform, "insecure")} turns authentication off, as in flyte 2; remove it if the server uses TLS`
    : `with ${settingText(platform, "authMode")}, tokens are those of the function "metadata"; return a valid one`;
  return new FlyteConfigError(
    "auth_token_missing",
    `${new URL(rpcUrl(platform)).host}: it requires a token, but ${why}`,
  );
}

function interactive(platform: Platform): FlyteConfigError {
  const mode = quoted(platform.authMode ?? "");
  const where = settingOf(platform, "authMode").origin.source === "default"
    ? `platform.auth_mode is not set, and its default ${mode}`
    : `${settingText(platform, "authMode")} is ${mode}, which`;
  const what =
    `${where} needs a browser; use "ClientSecret" with ${settingSources(platform, "clientId")} and a client ` +
    `secret, or "ExternalCommand" with ${settingSources(platform, "command")}`;
  return new FlyteConfigError("auth_interactive", what, { path: "platform.auth_mode" });
}
